"""One table of a file: where it is from, how it was read, and its rows of text with their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.reading.places import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

RowOrFault = tuple[int, list[str]] | Fault


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: where it is from, how it was read, and its rows, read as they are asked for."""

    label: str
    form: str
    rows: Iterator[RowOrFault]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    notes: tuple[str, ...] = field(default=())
