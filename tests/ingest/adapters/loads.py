"""Files loaded into a store of their own, and the whole store as text, in which no person may stand."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.stores import open_store
from ingest.load import load
from tests.ingest.loading import NOW
from tests.saying import held_records

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store
    from ingest.session import LoadReport

PERSON = "XPERSONX"
"""Stands in every field that names a person."""


@contextmanager
def new_store(folder: Path) -> Generator[Store]:
    store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
    store.prepare()
    try:
        yield store
    finally:
        store.close()


def loaded(origin: str, *files: Path, **options: str) -> tuple[LoadReport, set[Record]]:
    """Load files into a new store, twice: the second time must change nothing; every row must be accounted for."""
    folder = files[0].parent / f"store-{files[0].name}"
    folder.mkdir(exist_ok=True)
    (folder / "graph.sqlite").unlink(missing_ok=True)
    with new_store(folder) as store:
        report = load(store, origin, files, options=options, now=NOW)
        again = load(store, origin, files, options=options, now=NOW)
        assert again.graph_version == report.graph_version
        assert sum(again.new.values()) + sum(again.changed.values()) + sum(again.closed.values()) == 0
        records = held_records(store)
    for one in report.recognised:
        assert one["rows"] == one["loaded"] + one["rejected"] + one["skipped"], one
        assert min(one["loaded"], one["rejected"], one["skipped"]) >= 0
    held = b"".join(path.read_bytes() for path in folder.iterdir())
    assert PERSON.encode() not in held
    assert PERSON.encode("utf-16-le") not in held
    assert PERSON not in str(report.recognised)
    return report, records


def of_type(records: set[Record], type_: str) -> list[Record]:
    """Give the records of one type, by their keys."""
    return sorted((record for record in records if record.type == type_), key=lambda record: record.key)
