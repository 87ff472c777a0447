"""Tables with their headers: data rows with line numbers; sums, notes and repeated headers are skipped."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.origin import OriginError, Recognised
from ingest.reading.grids import grids
from ingest.reading.headers import LOOKED_AT, Header, Layout, find_header, numbered, place_of
from ingest.reading.positions import Fault, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.reading.archives import Part
    from ingest.reading.grid import Grid, RowOrFault

ALONE = frozenset({"delimited text", "json"})
"""File types with a single table."""
OBJECTS = "json"
"""The file type whose columns are field names, without a header row."""
SUMS = frozenset({"합계", "총계", "소계", "계", "누계", "total", "sum", "subtotal", "grandtotal"})
NOTE = re.compile(
    r"\s*(?:※|\*|☞|주\s*[):：]|주\d*\)|자료\s*[:：]|출처\s*[:：]|비고\s*[:：]|source\s*:|notes?\s*:|\(단위)",
    re.IGNORECASE,
)
SUM_FIRST = re.compile(
    rf"\s*(?:{'|'.join(sorted(SUMS, key=len, reverse=True))})\s*[:：]?\s*(?=\d)", re.IGNORECASE
)
BARE = re.compile(r"[\s()\[\]<>:：·.]+")
FIGURE = re.compile(
    r"(?:[\d\s,.%()㎡+-]|(?:(?:천|만|백만|억|조)\s*)?(?:개\s*)?"
    r"(?:명|인|개|사|소|곳|건|원|종|대|톤|업체|기업|기관|회사|단체|공장|(?:companies|firms|organi[sz]ations|rows|entries)\b))*",
    re.IGNORECASE,
)
"""A number with a unit: 2개사, 1,204명, 3 companies."""
PERHAPS = frozenset("합총소계누tTsSgG※*☞주자출비nN([<:：·. \t\n\r\xa0\u3000")
"""Starts of first cells in rows that may be sums, notes or empty; all others are data."""


class Table:
    """One table of a file: iterate over its rows, then call `recognised`."""

    def __init__(self, grid: Grid, layout: Layout, first: Sequence[RowOrFault]) -> None:
        self.grid, self.layout, self.first = grid, layout, first
        whole = [found for found in first if not isinstance(found, Fault)]
        self.header = header_in(whole, layout, grid.label)
        taken = whole[self.header.rows : self.header.rows + self.header.size]
        self.header_lines = tuple(line for line, _ in taken)
        self.named = [tuple(cell.strip() for cell in cells) for _, cells in taken]
        self.rows = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]] | Fault | Skipped]:
        """Yield each row below the header in its width; other rows as `Fault` or `Skipped`."""
        width = len(self.header.columns)
        last = self.header_lines[-1] if self.header_lines else 0
        slow = PERHAPS | {name[0][0] for name in self.named if name and name[0]}
        named = self.first_named
        for found in chain(self.first, self.grid.rows):
            if isinstance(found, Fault):
                self.rows += 1
                yield found
                continue
            line, cells = found
            if line <= last:
                if line not in self.header_lines:
                    self.rows += 1
                    yield Skipped(line, "above the header")
                continue
            self.rows += 1
            if named is not None and named[0] < len(cells) and cells[named[0]] in named[1]:
                yield Skipped(line, "the header again")
            elif len(cells) == width and cells[0] and cells[0][0] not in slow:
                yield found
            else:
                yield self.looked_at(line, cells, width)

    @property
    def first_named(self) -> tuple[int, frozenset[str]] | None:
        """Return the column of the first required field and its names; a row with such a name there is a header."""
        for field in self.layout.required:
            if (place := self.header.places.get(field)) is not None:
                data = {cells[place] for cells in self.named if place < len(cells)}
                return place, frozenset({*data, self.header.columns[place]} - {""})
        return None

    def looked_at(self, line: int, cells: list[str], width: int) -> tuple[int, list[str]] | Fault | Skipped:
        """Classify a row as data, empty, repeated header, sum or note; refuse one of another width."""
        data = [cell for cell in cells if cell and not cell.isspace()]
        if not data:
            return Skipped(line, "empty")
        if tuple(cell.strip() for cell in cells) in self.named:
            return Skipped(line, "the header again")
        if is_sum(data):
            return Skipped(line, "a sum")
        if len(data) == 1 and width > 1 and NOTE.match(data[0]):
            return Skipped(line, "a note")
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            cells = cells[:width]
        if len(cells) != width:
            rule = f"the header has {plural(width, 'cell')}, this row has {len(cells)}"
            return Fault(line, "row", rule, "quote cells that hold the delimiter; add the missing cells")
        return line, cells

    @property
    def recognised(self) -> Recognised:
        """Return how the table was read, complete after iteration."""
        grid, read = self.grid, {self.header.columns[place] for place in self.header.places.values()}
        columns = [column for column in self.header.columns if column]
        return Recognised(
            grid.label, grid.form, self.rows, grid.encoding, grid.delimiter, grid.sheet, () if grid.form == OBJECTS else self.header_lines,
            tuple(column for column in columns if column in read), tuple(column for column in columns if column not in read),
            (*grid.notes, *self.header.notes),
        )  # fmt: skip


def header_in(rows: Sequence[tuple[int, list[str]]], layout: Layout, label: str) -> Header:
    """Return the header among the first rows: where a person says it is, or where most of the fields are named."""
    cells = [found for _, found in rows]
    if layout.header is None:
        return find_header(cells, layout, label)
    if layout.header == 0:
        found = find_header([list(numbered(cells))], layout, label)
        return replace(found, size=0, notes=("no header: columns are named by their numbers",))
    return find_header(cells, layout, label, place_of(layout.header, [line for line, _ in rows], label))


def is_sum(data: list[str]) -> bool:
    """Return whether cells are a sum: its word alone or with figures.

    >>> is_sum(["계", "2개사"]), is_sum(["합계 : 4개사"]), is_sum(["Total", "3 companies"]), is_sum(["계", "계룡건설"]), is_sum(["Sum 41"])
    (True, True, True, False, True)
    """
    word, *figures = (data[0], *data[1:])
    if BARE.sub("", word).casefold() not in SUMS:
        begin = SUM_FIRST.match(word)
        if begin is None:
            return False
        figures.append(word[begin.end() :])
    return all(FIGURE.fullmatch(figure) for figure in figures)


def tables(part: Part, layout: Layout, passed: list[Recognised] | None = None) -> Iterator[Table]:
    """Yield the tables of a file that have this layout; at least one must.

    Args:
        part: the file.
        layout: the expected columns.
        passed: collects the reports on tables with another layout.

    Raises:
        OriginError: none has it; the message tells what the first one lacks.
    """
    return (table for _, table in tables_of(part, [layout], passed))


def tables_of(
    part: Part, layouts: Sequence[Layout], passed: list[Recognised] | None = None
) -> Iterator[tuple[int, Table]]:
    """Yield the tables of a file that have one of these layouts, each with the number of the first that fits.

    Raises:
        OriginError: no table has any of them; the message tells what the first one lacks.
    """
    first_error: OriginError | None = None
    found = 0
    for grid in grids(part):
        first = list(islice(grid.rows, LOOKED_AT))
        table, errors = fitting(part, grid, first, layouts)
        if table is not None:
            found += 1
            yield table
            continue
        first_error = first_error or errors[0]
        if passed is not None and grid.form not in ALONE:
            rows = len(first) + sum(1 for _ in grid.rows)
            why = f"skipped: {str(errors[0]).removeprefix(f'{grid.label}: ')}"
            passed.append(Recognised(grid.label, grid.form, rows, sheet=grid.sheet, notes=(why,)))
    if not found:
        raise first_error or OriginError(f"{part.label}: the file contains no table")


def fitting(
    part: Part, grid: Grid, first: Sequence[RowOrFault], layouts: Sequence[Layout]
) -> tuple[tuple[int, Table] | None, list[OriginError]]:
    """Return the table of a grid with the number of the first layout that it has, or why it has none."""
    errors: list[OriginError] = []
    for number, layout in enumerate(layouts):
        try:
            if layout.sheet is not None and layout.sheet not in sheets_of(part, grid):
                raise OriginError(f"{part.label}: no sheet “{layout.sheet}”: give an existing sheet")
            return (number, Table(grid, layout, first)), errors
        except OriginError as error:
            errors.append(error)
    wanted = [
        one for one, layout in zip(errors, layouts, strict=True) if layout.sheet in sheets_of(part, grid)
    ]
    return None, wanted or errors


def sheets_of(part: Part, grid: Grid) -> tuple[str, ...]:
    """Return the names by which a mapping may call a table: its sheet, or its file with or without the ending."""
    if grid.sheet is not None:
        return (grid.sheet,)
    name = part.label.rpartition("/")[2]
    return name, name.rpartition(".")[0] or name
