"""One table of a file: where it is from, how it was read, and its rows of text with line numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.reading.positions import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

RowOrFault = tuple[int, list[str]] | Fault


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: where it is from, how it was read, and its rows, read lazily."""

    label: str
    form: str
    rows: Iterator[RowOrFault]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    notes: tuple[str, ...] = field(default=())
