"""HTML tables, which government sites send as .xls: cells as text, rows numbered in order (a page may be one line)."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.reading.encodings import encoding_of, fault_in, pieces
from ingest.reading.grid import Grid
from ingest.reading.positions import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.archives import Part
    from ingest.reading.grid import RowOrFault

DECLARED = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
BREAKS = frozenset({"br", "p", "div", "li"})
MOST_COLUMNS, MOST_ROWSPAN = 1000, 10_000
LONGEST = 8 << 20
"""Longest text, tag or comment in characters."""


def grids_of_page(part: Part) -> Iterator[Grid]:
    """Yield each table of a page."""
    found = encoding_of(part.path, part.label, lined=False, given=part.encoding)
    with part.path.open("rb") as file:
        declared = DECLARED.search(file.read(4096))
    notes = [f"encoding: {found.because}"]
    if declared:
        notes.append(f"the page itself says {declared[1].decode()}")
    many = False
    for number, rows in groupby(rows_of(part, found.name), key=itemgetter(0)):
        label = f"{part.label}[table {number}]" if many or number > 1 else part.label
        many = True
        yield Grid(label, "html", (row for _, row in rows), found.name, notes=tuple(notes))


def rows_of(part: Part, encoding: str) -> Iterator[tuple[int, RowOrFault]]:
    """Yield the number of the table with each row."""
    parser = Tables(part.label)
    for block in pieces(part.path, encoding):
        parser.feed(block.text)
        if len(parser.rawdata) > LONGEST:  # it is parsed again with each piece
            raise OriginError(f"{part.label}: a text, tag or comment exceeds {LONGEST >> 20} MiB: refused")
        for table, line, cells in parser.taken():
            fault = fault_in(cells, encoding) if block.doubtful else None
            yield table, Fault(line, f"cell {fault[0] + 1}", fault[1], fault[2]) if fault else (line, cells)
    parser.close()
    if parser.stack and not parser.ended:
        raise OriginError(
            f"{part.label}: a table is not closed: the download may be incomplete: fetch it again"
        )
    for table, line, cells in parser.taken():
        yield table, (line, cells)
    if not parser.tables:
        raise OriginError(
            f"{part.label}: an HTML page without a table: it may be an error page: open it to see"
        )


class Tables(HTMLParser):
    """Collects rows; nested tables are separate tables."""

    def __init__(self, label: str) -> None:
        super().__init__(convert_charrefs=True)
        self.label, self.ended = label, False
        self.tables = self.rows = 0
        self.stack: list[OpenTable] = []
        self.done: list[tuple[int, int, list[str]]] = []

    def taken(self) -> list[tuple[int, int, list[str]]]:
        """Return the rows finished since the last call: table number, line, cells."""
        done, self.done = self.done, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Process a start tag."""
        if tag == "table":
            self.tables += 1
            self.stack.append(OpenTable(self.tables))
        elif self.stack:
            table = self.stack[-1]
            if tag == "tr":
                self.finish_row(table)
                self.rows += 1
                table.line = self.rows
            elif tag in {"td", "th"}:
                table.finish_cell()
                table.text, table.size = [], 0
                content = dict(attrs)
                table.spans = (
                    span(content.get("colspan"), MOST_COLUMNS),
                    span(content.get("rowspan"), MOST_ROWSPAN),
                )
            elif tag in BREAKS and table.text:
                table.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Process an end tag."""
        self.ended = self.ended or tag in {"body", "html"}
        if not self.stack:
            return
        table = self.stack[-1]
        if tag in {"td", "th"}:
            table.finish_cell()
        elif tag in {"tr", "table"}:
            self.finish_row(table)
            if tag == "table":
                self.stack.pop()

    def handle_data(self, data: str) -> None:
        """Collect text in a cell."""
        if self.stack and self.stack[-1].text is not None:
            table = self.stack[-1]
            table.size += len(data)
            if table.size > LONGEST:
                raise OriginError(f"{self.label}: a cell exceeds {LONGEST >> 20} MiB: refused")
            self.stack[-1].text.append(data)

    def finish_row(self, table: OpenTable) -> None:
        """Add a finished row."""
        if (cells := table.finish_row()) is not None:
            self.done.append((table.number, table.line, cells))


class OpenTable:
    """A table being parsed: its row, cell, and row-spanning cells from above."""

    def __init__(self, number: int) -> None:
        self.number, self.line = number, 1
        self.cells: list[str] = []
        self.text: list[str] | None = None
        self.size = 0
        self.spans: tuple[int, int] = (1, 1)
        self.down: dict[int, tuple[int, str]] = {}
        self.rows = 0

    def finish_cell(self) -> None:
        """Add the cell to its row with its column span; the other spanned columns stay empty."""
        if self.text is None:
            return
        self.fall()
        content, (across, below) = " ".join("".join(self.text).split()), self.spans
        if below > 1:
            self.down[len(self.cells)] = below - 1, content
        self.cells += [content, *[""] * (min(across, MOST_COLUMNS - len(self.cells)) - 1)]
        self.text = None

    def fall(self) -> None:
        """Insert row-spanning cells from above; in the first two rows, which may be headers, as they are, else empty."""
        while (found := self.down.pop(len(self.cells), None)) is not None:
            left, content = found
            if left > 1:
                self.down[len(self.cells)] = left - 1, content
            self.cells.append(content if self.rows > 1 else "")
            if left > 1:
                continue

    def finish_row(self) -> list[str] | None:
        """Return the finished row; None without cells."""
        self.finish_cell()
        if self.cells:
            self.fall()
        cells, self.cells = self.cells, []
        if not cells:
            return None
        self.rows += 1
        return cells


def span(text: str | None, most: int) -> int:
    return max(1, min(int(text), most)) if text and text.isdecimal() and len(text) < 8 else 1
