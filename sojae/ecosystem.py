"""`sojae.open()`: the graph for notebooks and scripts."""

from __future__ import annotations

from queries.ecosystem import Ecosystem
from sojae.settings import read_settings
from sojae.stores import store_from


def open(store: str | None = None) -> Ecosystem:
    """Open the graph of a store.

    Args:
        store: address of the store; None: the one in the settings, by default an SQLite file in the user's data folder.

    Raises:
        StoreError: the store cannot be read.
    """
    return Ecosystem(store_from(read_settings(), store))
