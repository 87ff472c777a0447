"""`sojae.open()`: the graph for notebooks and scripts."""

from __future__ import annotations

from os import PathLike, fspath

from graph.store import StoreError
from graph.stores import SQLITE
from queries.ecosystem import Ecosystem
from sojae.settings import read_settings
from sojae.stores import store_from


def open(store: str | PathLike[str] | None = None) -> Ecosystem:
    """Open the graph of a store.

    Args:
        store: address of the store, or the path of an SQLite file (`Path`); None: the store in the settings, by default
            an SQLite file in the user's data folder.

    Raises:
        StoreError: the store cannot be read.
    """
    return Ecosystem(store_from(read_settings(), address_of(store)))


def address_of(store: str | PathLike[str] | None) -> str | None:
    """Return the address of a store, given as such or as the path of an SQLite file.

    Raises:
        StoreError: it is neither.
    """
    if isinstance(store, PathLike):
        return f"{SQLITE}{fspath(store)}"
    if store is not None and not isinstance(store, str):
        raise StoreError(
            f"“{store}” is not the address of a store: give {SQLITE}PATH, bolt://HOST:7687 or a Path"
        )
    return store
