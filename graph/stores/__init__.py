"""Engines: one file each; `open_store(url)` picks by scheme and imports lazily."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.near import nearest
from graph.store import StoreError

if TYPE_CHECKING:
    from graph.store import Store

SQLITE = "sqlite:///"
NEO4J_SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc")


def open_store(
    url: str, *, user: str | None = None, password: str | None = None, database: str | None = None
) -> Store:
    """Open a store by its address; nothing is written until `prepare`.

    Args:
        url: `sqlite:///PATH` (a literal path: `%`, `#` and `?` have no special meaning), `bolt://HOST:PORT`, `neo4j://…`, `bolt+s://…` or `neo4j+s://…`.
        user: for Neo4j.
        password: for Neo4j.
        database: for Neo4j; None uses the server's default.

    Raises:
        StoreError: the scheme is unknown or the address contains a password.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        from graph.stores.embedded import EmbeddedStore

        return EmbeddedStore(path_of(url))
    if parts.scheme in NEO4J_SCHEMES:
        if parts.username or parts.password:
            raise StoreError(
                "the address of the store must not contain credentials: set SOJAE_STORE_USER and SOJAE_STORE_PASSWORD"
            )
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore(url, user=user, password=password, database=database)
    raise StoreError(
        f"“{parts.scheme or url}” is not a known type of store: {nearest(parts.scheme, ('sqlite', *NEO4J_SCHEMES))}"
        " (sqlite:///PATH, bolt://HOST:7687)"
    )


def path_of(url: str) -> Path:
    """Return the file path in the address of an embedded store.

    Raises:
        StoreError: it has none.
    """
    if not url.startswith(SQLITE) or url == SQLITE:
        raise StoreError(f"“{url}” has no file path: write {SQLITE}PATH (four slashes for an absolute path)")
    return Path(url.removeprefix(SQLITE)).expanduser()
