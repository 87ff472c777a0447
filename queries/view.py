"""The view that questions are answered from: one graph version in memory, with its search index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from queries.limits import OWN, Bounds

if TYPE_CHECKING:
    from graph.search import Search
    from graph.snapshot import Snapshot
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class View:
    """One graph version, ready to answer."""

    snapshot: Snapshot
    search: Search
    store: Store
    bounds: Bounds = OWN


def view_of(store: Store) -> View:
    """Read a whole store.

    Raises:
        StoreError: the store cannot be read.
    """
    from graph.search import Search
    from graph.snapshot import Snapshot

    snapshot = Snapshot(store)
    return View(snapshot, Search(snapshot), store)
