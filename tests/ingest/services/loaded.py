"""A store of its own that is loaded, and everything that stands in it as text."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from graph.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store


@contextmanager
def empty_store(folder: Path) -> Iterator[Store]:
    with closing(open_store(f"sqlite:///{folder / 'graph.sqlite'}")) as store:
        store.prepare()
        yield store


def everything(store: Store) -> str:
    """Give all that a store holds, as text."""
    snapshot = Snapshot(store)
    tables = (
        snapshot.rows, snapshot.source_rows, snapshot.alias_rows, snapshot.identifier_rows, snapshot.conflict_rows,
        [snapshot.relation_json(number) for number in range(len(snapshot.relations))],
    )  # fmt: skip
    return "\n".join(
        row.decode() if isinstance(row, bytes) else repr(row) for table in tables for row in table
    )
