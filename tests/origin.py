"""A folder in the format of the `daegu` origin, written from records."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from graph.rows import TAKE
from ingest.adapters.daegu import LATER, TABLES
from tests.saying import by_type

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.model import Record


def cell(value: object) -> object:
    """Write a value as the format wants it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return ";".join(map(str, value))
        case _:
            return value


def write_folder(folder: Path, records: Iterable[Record], *, later_columns: bool = True) -> Path:
    """Write the seven files, with or without the columns that older folders lack."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = by_type(records)
    for name, record_type, header, _ in TABLES:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            later = LATER.get(record_type, ()) if later_columns else ()
            writer.writerow([*header.split(","), *later])
            width = header.count(",") + 1  # the format knows no weights
            writer.writerows(
                map(cell, [*TAKE[record_type](r)[:width], *(getattr(r, name) for name in later)])
                for r in groups[record_type]
            )
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Change the one place where a text stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
