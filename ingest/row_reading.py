"""Converts rows of files to records: each row gives records, or is rejected or skipped."""

from __future__ import annotations

import pickle
from collections import Counter
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from graph.model import NODE_TYPES, Organisation
from graph.schema import check
from graph.texts import says_nothing, taken_out, tidied
from graph.vocabulary import RecordType
from ingest.joining import joined as joined  # noqa: PLC0414  # re-exported for adapters
from ingest.origin import OriginError, Recognised, Reject, Remark, Row, Skip
from ingest.persons import kind_columns, person_in_object, person_reason
from ingest.reading import Fault, Skipped, parts, tables
from ingest.reading.positions import FieldFault, Nothing
from ingest.remarks import clean, taken_out_of
from ingest.websites import website_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from graph.model import Record, Source
    from ingest.origin import Read
    from ingest.reading import Layout, Part, Table

IN_MEMORY = 8 << 20
MOST_REJECTS = 100_000
LEFT_OUT = "write only the address, as http://www.example.org"


class Cells:
    """The fields of one row; missing columns and placeholders are empty.

    `altered` lists fields with removed hidden characters; `remarks` has other remarks on the row.
    """

    __slots__ = ("altered", "cells", "file", "line", "places", "remarks")

    def __init__(self, file: str, line: int, cells: Sequence[str], places: dict[str, int]) -> None:
        self.file, self.line, self.cells, self.places = file, line, cells, places
        self.altered: dict[str, str] = {}
        self.remarks: list[Remark] = []

    def __getitem__(self, field: str) -> str:
        """Return the text of a field with normalised spaces."""
        text = self.written(field)
        return "" if says_nothing(text) else text

    def written(self, field: str) -> str:
        """Return the text of a field, including placeholders: “-”, “없음”."""
        place = self.places.get(field)
        if place is None:
            return ""
        text = self.cells[place]
        if character := taken_out(text):
            self.altered[field] = character
        return " ".join(tidied(text).split())

    def tell(self, field: str, rule: str, remedy: str) -> None:
        """Add a remark on the row."""
        self.remarks.append(Remark(self.file, self.line, field, rule, remedy))

    def content(self) -> list[str]:
        """Return all fields of the row except its source."""
        return [f"{field}={self[field]}" for field in sorted(self.places) if not field.startswith("source_")]


def given(paths: Sequence[Path], origin: str, wanted: str) -> list[Path]:
    """Check that files are given and exist."""
    if not paths:
        raise OriginError(f"`{origin}` has no bundled data: give {wanted}")
    for path in paths:
        if not path.exists():
            raise OriginError(f"{path}: no such file: give {wanted}")
    found = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return [file for file in found if file.is_file() and not file.name.startswith(".")]


def labelled_parts(files: Sequence[Path], encoding: str | None = None) -> Iterator[Part]:
    """Yield each file, and each file in a zip, with a unique label, and its encoding if that is given."""
    times = Counter(path.name for path in files)
    for path in files:
        for part in parts(path, str(path) if times[path.name] > 1 else None):
            yield part._replace(encoding=encoding)


def records_of_tables(
    files: Sequence[Path],
    layout: Layout,
    make: Callable[[Cells], Iterable[Record]],
    record_type: RecordType = RecordType.ORGANISATION,
    *,
    kept: bool = False,
) -> Iterator[Read]:
    """Yield the records of all tables with a layout; with `kept`, rows may give records later."""
    for part in labelled_parts(files):
        passed: list[Recognised] = []
        for table in tables(part, layout, passed):
            yield from records_of_table(table, make, record_type, kept=kept)
        for one in passed:
            yield from (Skip(one.file, row, "not the expected table") for row in range(1, one.rows + 1))
            yield one


def records_of_table(
    table: Table, make: Callable[[Cells], Iterable[Record]], record_type: RecordType, *, kept: bool = False
) -> Iterator[Read]:
    """Yield the records of one table, then how it was read."""
    label, places, columns = table.grid.label, dict(table.header.places), table.header.columns
    of_ends = record_type not in NODE_TYPES
    kinds = [(name, columns.index(name)) for name in kind_columns(filter(None, columns), of_ends=of_ends)]

    def without_persons(found: tuple[int, list[str]]) -> tuple[int, Cells] | Skipped:
        line, cells = found
        if kinds and (why := person_reason((name, cells[place]) for name, place in kinds)):
            return Skipped(line, of_person(why))
        return line, Cells(label, line, cells, places)

    rows = (found if isinstance(found, Fault | Skipped) else without_persons(found) for found in table)
    yield from records_of_rows(label, rows, make, record_type, kept=kept)
    yield table.recognised


def of_person(why: str) -> str:
    """Return the reason for skipping a row about a person."""
    return f"a person ({why})"


def records_of_rows(
    label: str,
    rows: Iterable[tuple[int, Any] | Fault | Skipped],
    make: Callable[[Any], Iterable[Record]],
    record_type: RecordType,
    *,
    kept: bool = False,
) -> Iterator[Read]:
    """Yield the records of rows; faults raised by `make` become rejects; with `kept`, rows may give records later."""
    rejects = 0
    for found in rows:
        if rejects > MOST_REJECTS:
            raise OriginError(
                f"{label}: more than {MOST_REJECTS:,} rows are rejected: check that it is a file of this origin"
            )
        if isinstance(found, Fault):
            rejects += 1
            yield Reject(label, *found, record_type)
        elif isinstance(found, Skipped):
            yield Skip(label, *found)
        else:
            line, data = found
            if isinstance(data, dict) and (why := person_in_object(data)):
                yield Skip(label, line, of_person(why))
                continue
            for one in of_row(label, line, data, make, record_type, kept=kept):
                rejects += isinstance(one, Reject)
                yield one


def of_row(
    label: str,
    line: int,
    data: Any,
    make: Callable[[Any], Iterable[Record]],
    record_type: RecordType,
    *,
    kept: bool,
) -> Iterator[Read]:
    """Yield the records of one row, which is rejected if one of them breaks a rule."""
    try:
        made = [clean(Row(label, line, record)) for record in make(data)]
    except FieldFault as fault:
        yield Reject(label, line, fault.field, fault.rule, fault.remedy, record_type)
        return
    except Nothing as reason:
        yield Skip(label, line, str(reason))
        return
    if (refused := first_fault([row for row, _ in made], record_type)) is not None:
        yield refused
        return
    if not made and not kept:
        yield Skip(label, line, "nothing to load")
    for field, character in getattr(data, "altered", {}).items():
        yield taken_out_of(label, line, field, character)
    if isinstance(data, Cells):
        yield from data.remarks
        yield from of_website(data, made)
    for row, remarks in made:
        yield from remarks
        yield row


def of_website(row: Cells, made: Iterable[tuple[Row, Sequence[Remark]]]) -> Iterator[Remark]:
    """Yield a remark on a website that was corrected or dropped."""
    if not any(isinstance(one.record, Organisation) for one, _ in made):
        return
    fields = [
        name for name in row.places if name.endswith("website") and name.rpartition(":")[2] == "website"
    ]
    for text in filter(None, (row[name] for name in fields)):
        address, corrected = website_in(text)
        if address is None:
            rule = f"“{text[:60]}” is not an address: left out"
            yield Remark(row.file, row.line, "website", rule, LEFT_OUT)
        elif corrected:
            rule = f"“{text[:60]}” is read as “{address[:60]}”"
            yield Remark(row.file, row.line, "website", rule, "check that it is right")


def first_fault(rows: Iterable[Row], record_type: RecordType) -> Reject | None:
    """Return the first fault of a row before it is merged with others, so that only this row is rejected."""
    for row in rows:
        for fault in check(row.record):
            place = (row.file, row.line, fault.field, fault.rule, fault.remedy)
            return Reject(*place, record_type, None, fault.near)
    return None


def in_order(rows: Iterable[Read]) -> Iterator[Read]:
    """Yield rows in the order of types: sources and organisations at once, later types from a temporary file."""
    types = list(RecordType)
    later: dict[RecordType, Any] = {}
    try:
        for row in rows:
            if isinstance(row, Row) and types.index(kind := row.record.type) > 1:
                if kind not in later:
                    later[kind] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed below
                pickle.dump(tuple(row), later[kind], pickle.HIGHEST_PROTOCOL)
            else:
                yield row
        for kind in types:
            if kind in later:
                later[kind].seek(0)
                yield from stored(later[kind])
    finally:
        for file in later.values():
            file.close()


def stored(file: Any) -> Iterator[Row]:
    while True:
        try:
            yield Row(*pickle.load(file))  # noqa: S301  # written by this process
        except EOFError:
            return


def source_row(source: Source) -> Row:
    """Return the source of an origin as its first row.

    Raises:
        OriginError: it is invalid, for instance its address.
    """
    for fault in check(source):
        raise OriginError(f"{fault.field}: {fault.rule}: {fault.remedy} (--set {fault.field}=…)")
    return Row(source.id, 0, source)
