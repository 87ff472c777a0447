"""Files of the resolution: records to look up, a gold table, and results as CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from graph.cells import cell
from graph.near import nearest
from graph.vocabulary import SECTORS
from ingest.origin import OriginError, Recognised
from ingest.reading import Fault, Layout, Skipped, parts, tables
from ingest.reading.positions import spot
from ingest.resolution.lookup import FIELDS, KINDS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

RECORDS = Layout({field: (field,) for field in (*FIELDS, "list")}, required=("record_id",))
GOLD = Layout({"record_id": ("record_id",), "entity_id": ("entity_id",)}, required=("record_id", "entity_id"))
SHOWN = 20
OUT: tuple[str, ...] = ("record_id", "entity_id", "decision", "score", "reason", "candidates")


def read_records(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Read records to look up: field → text, in file order, and messages on ignored lines and values.

    Raises:
        OriginError: the file is not such a table, or a record_id appears twice.
    """
    records: dict[str, dict[str, str]] = {}
    aside: list[str] = []
    for line, row in rows(path, RECORDS, aside):
        key = row.get("record_id", "")
        if not key:
            aside.append(f"{path}, line {line}: the record_id is missing: fill it in")
            continue
        if not any(row.get(name) for name in NAMES):
            aside.append(f"{path}, line {line}: record {key} has no name: fill it in")
        if key in records:
            raise OriginError(
                f"{path}, line {line}: the record_id “{key}” appears twice: give each row its own"
            )
        for field, known in (("kind", KINDS), ("sector", SECTORS)):
            if (value := row.get(field)) and value not in known:
                aside.append(f"{path}, line {line}: {field} “{value}” is ignored: {nearest(value, known)}")
                row[field] = ""
                if field == "kind":
                    row["kind_text"] = value
        records[key] = row
    if not records:
        raise OriginError(f"{path}: no record to look up: rows need a record_id, and name_ko or name_en")
    return list(records.values()), aside


def read_gold(path: Path) -> dict[str, str | None]:
    """Read a gold table: record_id → entity_id; None where the cell is empty: the record is none of the known organisations."""
    aside: list[str] = []
    truth: dict[str, str | None] = {}
    for line, row in rows(path, GOLD, aside):
        key, organisation = row.get("record_id", ""), row.get("entity_id") or None
        if truth.setdefault(key, organisation) != organisation:
            raise OriginError(f"{path}, line {line}: the record_id “{key}” has two entities: keep one")
    if aside:
        raise OriginError(aside[0])
    return truth


def rows(path: Path, layout: Layout, aside: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table by field, with line numbers; other rows give messages."""
    for part in parts(path):
        passed: list[Recognised] = []
        for table in tables(part, layout, passed):
            where = table.header.places
            for found in table:
                if isinstance(found, Fault):
                    aside.append(f"{path}, {spot(found.line)}: {found.rule}: {found.remedy}")
                elif isinstance(found, Skipped):
                    aside.append(f"{path}, {spot(found.line)} is skipped: {found.reason}")
                else:
                    line, cells = found
                    yield line, {field: cells[place].strip() for field, place in where.items()}
            if layout is RECORDS and (unread := table.recognised.unread):
                aside.append(f"{path}: {unread_columns(unread)}")
        if layout is RECORDS:
            aside += (f"{path}, {one.file}: {'; '.join(one.notes)}" for one in passed)


def unread_columns(names: Sequence[str]) -> str:
    """Name the columns that are not read, and those that are.

    >>> unread_columns(["web site", "memo"])
    'columns not read: “web site”, “memo”; read are record_id, name_ko, name_en, name, kind, sector, city, district, products, website, founded, brn, crn, corp_code, ror, list'
    """
    listed = ", ".join(f"“{name[:60]}”" for name in names[:SHOWN])
    more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
    return f"columns not read: {listed}{more}; read are {', '.join(RECORDS.fields)}"


def write_answers(stream: TextIO, answers: Sequence[dict[str, object]]) -> None:
    """Write results as CSV: the decision on each record and its candidates as `id score`, separated by `;`."""
    writer = csv.DictWriter(stream, OUT, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in answer.items()} for answer in answers)
