"""An origin says records: one load of hand-drawn records, without files."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from graph.loads.upsert import Upsert, with_digest
from graph.store import Load
from graph.stores import open_store
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store

NUMBERS = count(1)
DAY = "2026-03-01"


def new_load(origin: str = "daegu") -> Load:
    """Give a load with an id of its own."""
    number = next(NUMBERS)
    return Load(f"load-{number:06d}", origin, f"2026-03-01T00:00:00+00:{number % 60:02d}", f"input-{number}")


def by_type(records: Iterable[Record]) -> dict[RecordType, list[Record]]:
    """Group records in the order in which a load reads them."""
    groups: dict[RecordType, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.type].append(record)
    return {record_type: groups[record_type] for record_type in RecordType}


def say(
    store: Store, records: Iterable[Record], *, origin: str = "daegu", day: str = DAY, finish: bool = True
) -> Upsert:
    """Let an origin say exactly these records: what it said before and does not say now is closed."""
    load = new_load(origin)
    with store.writer(load) as writer:
        upsert = Upsert(writer, origin, load.id, day)
        groups = by_type(records)
        for record_type, group in groups.items():
            if group:
                upsert.add(record_type, [with_digest(record) for record in group])
        upsert.sweep({record_type: {r.key for r in group} for record_type, group in groups.items()})
        if finish and upsert.wrote:
            writer.finish(load)
    return upsert


@contextmanager
def told(path: Path, records: Iterable[Record]) -> Iterator[Store]:
    """Open a new embedded store of these records, as one origin says them; close it at the end."""
    store = open_store(f"sqlite:///{path}")
    store.prepare()
    try:
        say(store, records)
        yield store
    finally:
        store.close()


def held_records(store: Store) -> set[Record]:
    """Give every open record of a store."""
    from graph.rows import from_row

    return {
        from_row(record_type, row)
        for record_type in RecordType
        for batch in store.rows(record_type)
        for row in batch
    }
