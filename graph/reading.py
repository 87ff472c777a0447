"""Reading a store's rows in an order that does not depend on the engine."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from graph.lock_sharing import pause
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from graph.store import Reading, Store

    Row = tuple[Any, ...]


@contextmanager
def no_collector() -> Generator[None]:
    """Pause the garbage collector, which would scan millions of new objects repeatedly."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_all(store: Store | Reading, record_type: RecordType) -> list[Row]:
    """Read all rows of a type as the engine streams them."""
    return [row for batch in store.rows(record_type) for row in batch]


def read_sorted(store: Store | Reading, record_type: RecordType) -> list[Row]:
    """Read all rows of a type sorted by key, whatever the order of the engine."""
    rows = read_all(store, record_type)
    if record_type is RecordType.SOURCE:
        return [row for batch in in_order([rows]) for row in batch]
    return in_key_order(rows)


def in_key_order(rows: list[Row]) -> list[Row]:
    """Sort rows by their fields."""
    return sorted(rows, key=sort_key)


def in_order(batches: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Pass on batches of rows in the order of ids; unsorted rows are collected and sorted first."""
    passed: list[Sequence[Row]] = []
    last = ""
    ordered = True
    for batch in batches:
        ids = [row[0] for row in batch]
        ordered = ordered and all(map(str.__le__, (last, *ids), ids))
        last = ids[-1] if ids else last
        passed.append(batch)
        pause()
    if not ordered:
        passed = [sorted((row for batch in passed for row in batch), key=itemgetter(0))]
    passed.reverse()
    while passed:
        yield passed.pop()


def sort_key(row: Row) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in row)
