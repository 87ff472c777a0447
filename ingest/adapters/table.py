"""The `table` origin: any table of records, read with a mapping (`--map FILE`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.vocabulary import RecordType
from ingest.adapters import adapter
from ingest.mapping import TableMapping, read_mapping
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import Option, OriginError, Recognised, Skip
from ingest.reading import Part
from ingest.reading.forms import Form, form_of
from ingest.reading.tables import tables_of
from ingest.row_reading import given, joined, labelled_parts, records_of_table
from ingest.row_records import RowRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given tables."""
    return given(paths, "table", "CSV, XLSX, ODS or JSON Lines, and --map FILE")


def mapping_of(options: Mapping[str, str]) -> TableMapping:
    """Read the mapping file."""
    if "map" not in options:
        raise OriginError(
            "`table` needs a mapping: --map FILE; `sojae load table --propose TABLE` writes a draft"
        )
    return read_mapping(Path(options["map"]))


@adapter(
    "table",
    about="any CSV, XLSX, ODS or JSON Lines, read with a mapping",
    files=files,
    own_ids=False,
    options={"map": Option("a YAML file that maps columns to fields", file=True)},
    named=lambda options: f"table-{mapping_of(options).origin}",
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read tables with a mapping."""
    yield from read_with(files, mapping_of(options))


def read_with(files: Sequence[Path], mapping: TableMapping) -> Iterator[Read]:
    """Read tables; how each was read is reported at the end, when the personal data in all rows are known."""
    for path in files:
        refuse_network(path)
    records = RowRecords(mapping)
    main = RecordType(mapping.records[0].record)
    recognised: list[Recognised] = []
    for one in joined(rows_of(files, mapping, records), main, records.namesakes, records.last):
        if isinstance(one, Recognised):
            recognised.append(one)
        else:
            yield one
    yield from (records.own.told(one) for one in recognised)


def rows_of(files: Sequence[Path], mapping: TableMapping, records: RowRecords) -> Iterator[Read]:
    """Yield the records of all tables that have the columns of the mapping, and the rows of others as skipped."""
    groups = mapping.sheets()
    layouts = [mapping.layout(sheet, listed) for sheet, listed in groups]
    read = set[int]()
    for part in labelled_parts(files, mapping.encoding):
        passed: list[Recognised] = []
        for number, table in tables_of(part, layouts, passed):
            read.add(number)
            listed = groups[number][1]
            records.begin(table, listed)
            yield from records_of_table(table, records, RecordType(listed[0].record))
        for one in passed:
            yield from (Skip(one.file, row, "not the expected table") for row in range(1, one.rows + 1))
            yield one
    if missing := [sheet for number, (sheet, _) in enumerate(groups) if number not in read]:
        raise OriginError(
            f"{', '.join(path.name for path in files)}: no table for “{missing[0]}” of the mapping: check its sheet and its columns"
        )


def refuse_network(path: Path) -> None:
    """Refuse a network in XML and give the origin that reads it.

    Raises:
        OriginError: it is one.
    """
    if form_of(path, path.name) is Form.XML:
        part = Part(path.name, path, Form.XML)
        raise of_another_sort(part.label, "a table", *sort_of(part))
