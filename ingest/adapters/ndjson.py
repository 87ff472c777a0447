"""The `ndjson` origin: a Sojae export as NDJSON, loaded back in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.adapters import adapter
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import Recognised
from ingest.own_exports import OPTIONS, Rows, origin_of
from ingest.own_records import record_of
from ingest.reading import Fault
from ingest.reading.forms import Form
from ingest.reading.objects import objects
from ingest.reading.positions import FieldFault
from ingest.row_reading import given, joined, labelled_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.reading import Part

WANTED = "an NDJSON export of Sojae"


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given exports."""
    return given(paths, "ndjson", WANTED)


@adapter(
    "ndjson", about="our own export as NDJSON, with its own sources", files=files, options=OPTIONS, named=partial(origin_of, "ndjson"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read one record per line, in any order."""
    yield from joined(rows_of(files))


def rows_of(files: Sequence[Path]) -> Iterator[Read]:
    for part in labelled_parts(files):
        if part.form is not Form.JSON:
            raise of_another_sort(part.label, WANTED, *sort_of(part))
        rows = Rows(part.label)
        first = next(objects(part), None)
        if (
            first is not None
            and not isinstance(first, Fault)
            and not (isinstance(first[1], dict) and "type" in first[1])
        ):
            raise of_another_sort(part.label, WANTED, *sort_of(part))
        yield from rows.records(records_in(part), records_of)
        yield Recognised(part.label, "ndjson", rows.count, notes=("ids and sources kept",))


def records_in(part: Part) -> Iterator[tuple[int, Any] | Fault]:
    """Yield the lines of a file without its metadata line."""
    for found in objects(part):
        about = (
            not isinstance(found, Fault) and isinstance(found[1], dict) and found[1].get("type") == "about"
        )
        if not about:
            yield found


def records_of(data: Any) -> Iterator[Record]:
    """Yield the record of a line and, for a node, its aliases and identifiers."""
    if not isinstance(data, dict):
        raise FieldFault("row", "this is not an object", "give one record per line, as in the export")
    record = record_of(data)
    yield record
    for name, kind in (("aliases", "alias"), ("identifiers", "identifier")):
        for one in data.get(name) or ():
            if not isinstance(one, dict):
                raise FieldFault(name, "this is not an object", "export it again")
            yield record_of({**one, "type": kind, "node": record.key})
