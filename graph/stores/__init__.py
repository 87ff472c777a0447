"""Engines: one file each; `open_store(url)` picks by scheme and imports lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from graph.schema import nearest
from graph.store import StoreError

if TYPE_CHECKING:
    from graph.store import Store

NEO4J_SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def open_store(
    url: str, *, user: str | None = None, password: str | None = None, database: str | None = None
) -> Store:
    """Open a store by its address; nothing is written until `prepare`.

    Args:
        url: `sqlite:///PATH`, `bolt://HOST:PORT`, `neo4j://…`, `bolt+s://…` or `neo4j+s://…`.
        user: for Neo4j.
        password: for Neo4j.
        database: for Neo4j; None takes the server's default.

    Raises:
        StoreError: the scheme is unknown or the address carries a password.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        from graph.stores.embedded import EmbeddedStore

        return EmbeddedStore(unquote(url.removeprefix("sqlite:///")))
    if parts.scheme in NEO4J_SCHEMES:
        if parts.username or parts.password:
            raise StoreError(
                "the address of the store must not carry credentials: set SOJAE_STORE_USER and SOJAE_STORE_PASSWORD"
            )
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore(url, user=user, password=password, database=database)
    raise StoreError(
        f"“{parts.scheme or url}” is no kind of store: {nearest(parts.scheme, ('sqlite', *NEO4J_SCHEMES))}"
        " (sqlite:///PATH, bolt://HOST:7687)"
    )
