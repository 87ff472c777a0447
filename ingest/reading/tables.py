"""A table with its header found: data rows with their lines, sums, notes and repeated headers told as skipped."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.origin import OriginError, Recognised
from ingest.reading.grids import grids
from ingest.reading.headers import LOOKED_AT, Header, Layout, find_header
from ingest.reading.places import Fault, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.reading.archives import Part
    from ingest.reading.grid import Grid, RowOrFault

ALONE = frozenset({"delimited text", "json"})
"""Forms of files that are one table."""
OBJECTS = "json"
"""The form whose columns are the names of fields: no row is its header."""
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
"""A figure with what is counted: 2개사, 1,204명, 3 companies."""
PERHAPS = frozenset("합총소계누tTsSgG※*☞주자출비nN([<:：·. \t\n\r\xa0\u3000")
"""Beginnings of a first cell that may make its row a sum, a note or an empty one; all others are data."""


class Table:
    """One table of a file: iterate over its rows, then ask what was recognised."""

    def __init__(self, grid: Grid, layout: Layout, first: Sequence[RowOrFault]) -> None:
        self.grid, self.layout, self.first = grid, layout, first
        whole = [found for found in first if not isinstance(found, Fault)]
        self.header: Header = find_header([cells for _, cells in whole], layout, grid.label)
        taken = whole[self.header.rows : self.header.rows + self.header.size]
        self.header_lines = tuple(line for line, _ in taken)
        self.named = [tuple(cell.strip() for cell in cells) for _, cells in taken]
        self.rows = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]] | Fault | Skipped]:
        """Yield each row below the header, as wide as it; what is no data row is reported."""
        width = len(self.header.columns)
        last = self.header_lines[-1]
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
        """Return the column of the first field that must be there, and its name: a row that says it there is a header."""
        for field in self.layout.required:
            if (place := self.header.places.get(field)) is not None:
                said = {cells[place] for cells in self.named if place < len(cells)}
                return place, frozenset({*said, self.header.columns[place]} - {""})
        return None

    def looked_at(self, line: int, cells: list[str], width: int) -> tuple[int, list[str]] | Fault | Skipped:
        """Tell a data row from an empty one, a repeated header, a sum, a note; refuse one of another width."""
        said = [cell for cell in cells if cell and not cell.isspace()]
        if not said:
            return Skipped(line, "empty")
        if tuple(cell.strip() for cell in cells) in self.named:
            return Skipped(line, "the header again")
        if is_sum(said):
            return Skipped(line, "a sum")
        if len(said) == 1 and width > 1 and NOTE.match(said[0]):
            return Skipped(line, "a note")
        if len(cells) > width and not any(map(str.strip, cells[width:])):
            cells = cells[:width]
        if len(cells) != width:
            rule = f"the header has {plural(width, 'cell')}, this row has {len(cells)}"
            return Fault(line, "row", rule, "quote cells that hold the delimiter; add the missing cells")
        return line, cells

    @property
    def recognised(self) -> Recognised:
        """How the table was read; complete once all of it is."""
        grid, read = self.grid, {self.header.columns[place] for place in self.header.places.values()}
        columns = [column for column in self.header.columns if column]
        return Recognised(
            grid.label, grid.form, self.rows, grid.encoding, grid.delimiter, grid.sheet, () if grid.form == OBJECTS else self.header_lines,
            tuple(column for column in columns if column in read), tuple(column for column in columns if column not in read),
            (*grid.notes, *self.header.notes),
        )  # fmt: skip


def is_sum(said: list[str]) -> bool:
    """Return whether cells are a sum: its word, alone or with figures, in cells of their own or in one.

    >>> is_sum(["계", "2개사"]), is_sum(["합계 : 4개사"]), is_sum(["Total", "3 companies"]), is_sum(["계", "계룡건설"]), is_sum(["Sum 41"])
    (True, True, True, False, True)
    """
    word, *figures = (said[0], *said[1:])
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
        layout: the columns that are wanted.
        passed: takes what is reported of tables that have another layout.

    Raises:
        OriginError: none has it; the message tells what is missing in the first.
    """
    first_error: OriginError | None = None
    found = 0
    for grid in grids(part):
        first = list(islice(grid.rows, LOOKED_AT))
        try:
            if layout.sheet is not None and grid.sheet != layout.sheet:
                raise OriginError(f"{part.label}: no sheet “{layout.sheet}”: give an existing sheet")
            table = Table(grid, layout, first)
        except OriginError as error:
            first_error = first_error or error
            if passed is not None and grid.form not in ALONE:
                rows = len(first) + sum(1 for _ in grid.rows)
                why = f"passed over: {str(error).removeprefix(f'{grid.label}: ')}"
                passed.append(Recognised(grid.label, grid.form, rows, sheet=grid.sheet, notes=(why,)))
            continue
        found += 1
        yield table
    if not found:
        raise first_error or OriginError(f"{part.label}: the file contains no table")
