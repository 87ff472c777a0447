"""From the rows of files to what an adapter yields: each row gives records, or is rejected or skipped, and none is lost."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, cast

from graph.model import NODE_TYPES, Alias, Conflict, Identifier, Organisation, Source
from graph.vocabulary import RecordType
from ingest.adapters import OriginError, Recognised, Reject, Row, Skip
from ingest.persons import kind_columns, person_in_object, person_told
from ingest.reading import Fault, Skipped, parts, tables
from ingest.reading.places import FieldFault, Nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.adapters import Read
    from ingest.reading import Layout, Part, Table

IN_MEMORY = 32 << 20
MOST_REJECTS = 100_000
FILLED = ("sector", "city", "district", "founded", "website")


class Cells:
    """The fields of one row; a field whose column is missing is empty."""

    __slots__ = ("cells", "file", "line", "places")

    def __init__(self, file: str, line: int, cells: Sequence[str], places: dict[str, int]) -> None:
        self.file, self.line, self.cells, self.places = file, line, cells, places

    def __getitem__(self, field: str) -> str:
        """Give the text of a field, without blanks around it and with single ones in it."""
        place = self.places.get(field)
        return "" if place is None else " ".join(self.cells[place].split())


def given(paths: Sequence[Path], origin: str, wanted: str) -> list[Path]:
    """Check that files are given and there."""
    if not paths:
        raise OriginError(f"`{origin}` has no bundled data: give {wanted}")
    for path in paths:
        if not path.exists():
            raise OriginError(f"{path}: no such file: give {wanted}")
    found = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    return [file for file in found if file.is_file() and not file.name.startswith(".")]


def labelled_parts(files: Sequence[Path]) -> Iterator[Part]:
    """Give each file, and each file in a zip, under a name that no other one bears."""
    times = Counter(path.name for path in files)
    for path in files:
        yield from parts(path, str(path) if times[path.name] > 1 else None)


def told(
    files: Sequence[Path],
    layout: Layout,
    make: Callable[[Cells], Iterable[Record]],
    record_type: RecordType = RecordType.ORGANISATION,
) -> Iterator[Read]:
    """Make records of every row of every table that has a layout."""
    for part in labelled_parts(files):
        passed: list[Recognised] = []
        for table in tables(part, layout, passed):
            yield from told_table(table, make, record_type)
        for one in passed:
            yield from (Skip(one.file, row, "no such table") for row in range(1, one.rows + 1))
            yield one


def told_table(
    table: Table, make: Callable[[Cells], Iterable[Record]], record_type: RecordType
) -> Iterator[Read]:
    """Make records of every row of one table, then tell how it was read."""
    label, places, columns = table.grid.label, dict(table.header.places), table.header.columns
    of_ends = record_type not in NODE_TYPES
    kinds = [(name, columns.index(name)) for name in kind_columns(filter(None, columns), of_ends=of_ends)]

    def without_persons(found: tuple[int, list[str]]) -> tuple[int, Cells] | Skipped:
        line, cells = found
        if kinds and (why := person_told((name, cells[place]) for name, place in kinds)):
            return Skipped(line, of_person(why))
        return line, Cells(label, line, cells, places)

    rows = (found if isinstance(found, Fault | Skipped) else without_persons(found) for found in table)
    yield from told_rows(label, rows, make, record_type)
    yield table.recognised


def of_person(why: str) -> str:
    """Give the reason for which a row of a person is passed over."""
    return f"a person ({why})"


def told_rows(
    label: str,
    rows: Iterable[tuple[int, Any] | Fault | Skipped],
    make: Callable[[Any], Iterable[Record]],
    record_type: RecordType,
    *,
    kept: bool = False,
) -> Iterator[Read]:
    """Make records of rows; what the maker refuses is told with its place; one that it has `kept` for later gives none yet."""
    rejects = 0
    for found in rows:
        if rejects > MOST_REJECTS:
            raise OriginError(
                f"{label}: more than {MOST_REJECTS:,} rows are rejected: is it a file of this origin?"
            )
        if isinstance(found, Fault):
            rejects += 1
            yield Reject(label, *found, record_type)
        elif isinstance(found, Skipped):
            yield Skip(label, *found)
        else:
            line, said = found
            if isinstance(said, dict) and (why := person_in_object(said)):
                yield Skip(label, line, of_person(why))
                continue
            try:
                records = list(make(said))
            except FieldFault as fault:
                rejects += 1
                yield Reject(label, line, fault.field, fault.rule, fault.remedy, record_type)
                continue
            except Nothing as reason:
                yield Skip(label, line, str(reason))
                continue
            if not records and not kept:
                yield Skip(label, line, "nothing to be loaded")
            for record in records:
                yield Row(label, line, record)


def in_order(rows: Iterable[Read]) -> Iterator[Read]:
    """Give rows in the order of their types: sources and organisations at once, later types from a file that grows beside."""
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
            yield Row(*pickle.load(file))  # noqa: S301  # our own words, of a moment ago
        except EOFError:
            return


def joined(rows: Iterable[Read]) -> Iterator[Read]:
    """Make one record of those that an origin gives under one key, in whatever order its rows stand.

    Empty fields are filled, products and sources are put together; where two rows disagree the smaller text is shown and the
    disagreement is kept as a conflict.
    """
    held: dict[RecordType, dict[str, list[Row]]] = {kind: {} for kind in RecordType}
    for row in rows:
        if isinstance(row, Row):
            same = held[row.record.type].setdefault(row.record.key, [])
            if all(other.record != row.record for other in same):
                same.append(row)
        else:
            yield row
    conflicts: list[Row] = []
    for kind in RecordType:
        for same in held[kind].values():
            first = same[0]
            if len(same) == 1:
                yield first
            elif kind is RecordType.ORGANISATION:
                one, found = one_of([cast("Organisation", row.record) for row in same])
                conflicts += [Row(first.file, first.line, conflict) for conflict in found]
                yield Row(first.file, first.line, one)
            elif isinstance(first.record, Alias | Identifier):
                sources = union(
                    row.record.sources for row in same if isinstance(row.record, Alias | Identifier)
                )
                yield Row(first.file, first.line, replace(first.record, sources=sources))
            else:
                yield from same
        if kind is RecordType.CONFLICT:
            yield from conflicts


def one_of(records: Sequence[Organisation]) -> tuple[Organisation, list[Conflict]]:
    """Put what several rows say of one organisation together."""
    records = sorted(records, key=repr)
    first, chosen, conflicts = records[0], dict[str, Any](), list[Conflict]()
    for name in ("name_ko", *FILLED):
        said: dict[str, tuple[str, ...]] = {}
        for record in records:
            if value := getattr(record, name):
                said[value] = union([said.get(value, ()), record.sources])
        if said:
            best, *others = sorted(said)
            chosen[name] = best
            why = "rows of one origin disagree: the first in the order of text is shown"
            conflicts += [
                Conflict(first.id, name, best, said[best], other, said[other], best, why) for other in others
            ]
    if chosen.get("name_ko") != first.name_ko:
        first = next(record for record in records if record.name_ko == chosen["name_ko"])
        chosen |= {"name_en": first.name_en, "name_en_is_official": first.name_en_is_official}
    products = union(tuple(filter(None, (record.products or "").split("; "))) for record in records)
    sources = union(record.sources for record in records)
    return replace(first, **chosen, products="; ".join(products) or None, sources=sources), conflicts


def union(parts_of: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Put lists together, each word once, sorted."""
    return tuple(sorted({word for words in parts_of for word in words}))


def source_row(source: Source) -> Row:
    """Give the one source of an origin as its first row."""
    return Row(source.id, 0, source)
