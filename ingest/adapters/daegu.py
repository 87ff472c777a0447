"""The `daegu` origin: a folder of seven CSV files as `data/daegu/README.md` describes them."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import Carried
from graph.model import Alias, Conflict, Organisation, Programme, Relation, Source, Technology
from graph.near import nearest
from graph.vocabulary import DATA, RecordType
from ingest.adapters import adapter
from ingest.origin import OriginError, Recognised, Reject, Row
from ingest.reading.delimited import Delimited
from ingest.reading.positions import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read


SHOWN = 80
"""Characters shown of an unknown column."""


class FieldError(Carried, ValueError):
    """An invalid field: column, rule and remedy."""

    def __init__(self, column: str, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.column, self.rule, self.remedy = column, rule, remedy


def ids(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def truth(column: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise FieldError(column, f"“{text}” is neither true nor false", "write true or false")
    return text == "true"


def whole(column: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 17):
        raise FieldError(
            column,
            f"“{text}” is not a whole number of at most 16 digits",
            "write digits only, without commas",
        )
    return int(text)


def source(c: Sequence[str]) -> Record:
    return Source(c[0], c[1], c[2], c[3] or None, c[4])


def organisation(c: Sequence[str]) -> Record:
    return Organisation(
        c[0], c[1], c[2], truth("name_en_is_official", c[3]), c[4], c[5] or None, c[6] or None, c[7] or None,
        c[8] or None, c[9] or None, c[10] or None, ids(c[11]), c[12] or None,
    )  # fmt: skip


def technology(c: Sequence[str]) -> Record:
    official = truth("name_en_is_official", c[3])
    return Technology(c[0], c[1], c[2], official, c[4], c[5] or None, ids(c[6]), c[7] or None)


def programme(c: Sequence[str]) -> Record:
    return Programme(
        c[0], c[1], c[2], truth("name_en_is_official", c[3]), c[4], c[5] or None, c[6] or None,
        whole("budget_krw", c[7]), c[8] or None, ids(c[9]), whole("members_told", c[10]), c[11] or None,
    )  # fmt: skip


def alias(c: Sequence[str]) -> Record:
    return Alias(c[0], c[1], c[2], c[3] or None, c[4] or None, ids(c[5]))


def relation(c: Sequence[str]) -> Record:
    return Relation(
        c[0], c[1], c[2], c[3], c[4] or None, c[5] or None, c[6] or None, ids(c[7]), detail_ko=c[8] or None,
    )  # fmt: skip


def conflict(c: Sequence[str]) -> Record:
    return Conflict(c[0], c[1], c[2], ids(c[3]), c[4], ids(c[5]), c[6], c[7], c[8] or None, c[9] or None)


NAMES = "name_ko,name_en,name_en_is_official"
LATER: Mapping[RecordType, tuple[str, ...]] = {
    RecordType.ORGANISATION: ("products_ko",),
    RecordType.TECHNOLOGY: ("detail_ko",),
    RecordType.PROGRAMME: ("members_told", "detail_ko"),
    RecordType.RELATION: ("detail_ko",),
    RecordType.CONFLICT: ("field_ko", "why_ko"),
}
"""Columns that a table may lack, since older folders do; a builder gets them after the others."""
TABLES: tuple[tuple[str, RecordType, str, Callable[[Sequence[str]], Record]], ...] = (
    ("sources.csv", RecordType.SOURCE, "source_id,title,publisher,published,url", source),
    (
        "organisations.csv",
        RecordType.ORGANISATION,
        f"org_id,{NAMES},kind,sector,products,city,district,founded,website,source_ids",
        organisation,
    ),
    ("technologies.csv", RecordType.TECHNOLOGY, f"tech_id,{NAMES},field,detail,source_ids", technology),
    (
        "programmes.csv",
        RecordType.PROGRAMME,
        f"prog_id,{NAMES},kind,start,end,budget_krw,detail,source_ids",
        programme,
    ),
    ("aliases.csv", RecordType.ALIAS, "org_id,alias,kind,valid_from,valid_until,source_ids", alias),
    (
        "relations.csv",
        RecordType.RELATION,
        "relation_id,subject_id,predicate,object_id,start,end,detail,source_ids",
        relation,
    ),
    (
        "conflicts.csv",
        RecordType.CONFLICT,
        "entity_id,field,value_a,source_a,value_b,source_b,chosen,why",
        conflict,
    ),
)


def files(paths: Sequence[Path]) -> list[Path]:
    """Find the seven files of one folder; no path means the bundled data."""
    if len(paths) > 1:
        raise OriginError(f"`daegu` takes one folder, not {len(paths)} paths: load them one by one")
    folder = paths[0] if paths else DATA / "daegu"
    if not folder.is_dir():
        raise OriginError(
            f"{folder}: no such folder: give the folder that contains {', '.join(t[0] for t in TABLES)}"
        )
    if missing := [name for name, *_ in TABLES if not (folder / name).is_file()]:
        raise OriginError(
            f"{folder}: missing files: {', '.join(missing)}: a `daegu` folder contains all seven files"
        )
    return [folder / name for name, *_ in TABLES]


@adapter("daegu", about="a folder of seven CSV files (bundled: the Daegu–Gyeongbuk data set)", files=files)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the seven tables, sources first."""
    for path, (_, record_type, header, build) in zip(files, TABLES, strict=True):
        yield from read_table(path, record_type, header.split(","), build)


def read_table(
    path: Path, record_type: RecordType, columns: list[str], build: Callable[[Sequence[str]], Record]
) -> Iterator[Read]:
    """Read one table; invalid bytes become surrogates, so that only their row is rejected."""
    found, name, rows = Delimited(path, path.name, own=True).rows(), path.name, 0
    later = LATER.get(record_type, ())
    first = next(found, (1, list[str]()))
    fault = first[2:] if isinstance(first, Fault) else header_fault(first[1], columns, later)
    if fault:
        yield Reject(name, 1, "header", *fault, record_type)
        return
    header = first[1]
    width, columns = len(header), [*columns, *later]
    order = [header.index(column) if column in header else width for column in columns]
    narrow: Reject | None = None
    for rows, row in enumerate(found, 1):  # noqa: B007  # used below
        if narrow is not None:
            yield narrow
            narrow = None
        if isinstance(row, Fault):
            yield Reject(name, *row, record_type)
            continue
        line, cells = row
        if len(cells) != width:
            rule = f"a row has {width} cells, this one has {len(cells)}"
            key = cells[0] if cells else None
            narrow = Reject(name, line, "row", rule, "quote cells that contain a comma", record_type, key)
            continue
        full = [*cells, ""]
        cells = [full[i] for i in order]
        try:
            yield Row(name, line, build(intact(columns, cells)))
        except FieldError as error:
            place = (name, line, error.column, error.rule, error.remedy)
            yield Reject(*place, record_type, key_of(record_type, cells))
    if narrow is not None:
        yield cut_off(narrow) if ends_openly(path) else narrow
    yield Recognised(name, "csv", rows, "utf-8", ",", header=(1,), columns=tuple(header))


def ends_openly(path: Path) -> bool:
    """Return whether the last line of a file has no line end."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() not in {b"\n", b"\r"}


def cut_off(narrow: Reject) -> Reject:
    """Return the reject of a truncated last row, without a key, so that no missing record is closed."""
    rule = f"the file ends in the middle of this row ({narrow.rule}): it is truncated"
    return replace(narrow, rule=rule, remedy="fetch the file again; nothing is closed until then", key=None)


def intact(columns: list[str], cells: list[str]) -> list[str]:
    """Return the cells unless one has invalid bytes."""
    joined = "".join(cells)
    if not joined.isascii() and not joined.isprintable():
        for column, cell in zip(columns, cells, strict=True):
            if any("\udc80" <= character <= "\udcff" for character in cell):
                raise FieldError(column, "broken UTF-8", "save the file as UTF-8")
    return cells


def key_of(record_type: RecordType, cells: list[str]) -> str:
    """Return the key of a rejected row."""
    if record_type is RecordType.ALIAS:
        return f"{cells[0]}|{cells[2]}|{cells[1]}"
    if record_type is RecordType.CONFLICT:
        return "|".join((cells[0], cells[1], cells[2], cells[4]))
    return cells[0]


def header_fault(header: list[str], columns: list[str], later: Sequence[str]) -> tuple[str, str] | None:
    """Return the fault of a header and the remedy; it may lack the `later` columns."""
    if sorted(header) == sorted([*columns, *(column for column in later if column in header)]):
        return None
    missing = [column for column in columns if column not in header]
    unknown = [column[:SHOWN] for column in header if column not in {*columns, *later}]
    if missing:
        hint = nearest(missing[0], unknown) if unknown else f"the columns are {', '.join(columns)}"
        return f"missing column {', '.join(missing)}", hint
    if unknown:
        return f"unknown column {', '.join(unknown)}", nearest(unknown[0], [*columns, *later])
    return "a column appears twice", f"the columns are {', '.join(columns)}"
