"""Old binary workbooks (.xls): their memory use is estimated from the records before opening.

Opening one reads all sheets at once and trusts their stated sizes: a file of 60 KB can exhaust the memory and kill the
process. So the stream of records is extracted, measured, and passed on in a new container; nothing else of the file
(macros, pictures, other streams) is read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.reading.containers import Container, alone, broken
from ingest.reading.forms import password
from ingest.reading.repeats import MOST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_FILE = 128 << 20
"""Largest file in bytes, since an old workbook is read into memory; a full sheet of ten columns has a quarter of it."""
MOST_CELLS = 25_000_000
"""Largest number of cells spanned by the sheets read at once; each takes about 32 bytes."""
LETTER = 3
"""Largest size of a character in memory."""
BEFORE_TOKENS = 22
"""Bytes of a formula record before its tokens: position, format, value, flags, length."""
EOF, CONTINUE, BOUNDSHEET, SST, NAME, DIMENSIONS, LOCKED = (
    0x000A,
    0x003C,
    0x0085,
    0x00FC,
    0x0018,
    0x0200,
    0x002F,
)
FORMULA, STRING, LABEL, LABEL_SHARED, MANY_NUMBERS = 0x0006, 0x0207, 0x0204, 0x00FD, 0x00BD
CELLS = frozenset(
    {0x0201, 0x0203, 0x0205, 0x027E, FORMULA, LABEL, LABEL_SHARED, MANY_NUMBERS, 0x00BE, 0x00D6}
)
Record = tuple[int, int, int]
"""Record type, start and end of the content."""


@dataclass(slots=True)
class Size:
    """Memory use of sheets: cells of their rectangles, bytes of texts, bytes of formulas as text."""

    cells: int = 0
    text: int = 0
    formulas: int = 0


def opened(path: Path, label: str) -> BytesIO:
    """Return an old workbook that fits into memory.

    Raises:
        OriginError: it is broken, or would not fit.
    """
    size = path.stat().st_size
    if size > MOST_FILE:
        raise OriginError(
            f"{label}: an old workbook (.xls) of {size >> 20:,} MiB exceeds the limit of {MOST_FILE >> 20} MiB, since it is read into memory"
            ": save it as .xlsx or CSV"
        )
    name, stream = Container(path.read_bytes(), label).stream("Workbook", "Book")
    Measure(stream, label).refuse_too_much()
    return BytesIO(alone(name, stream))


class Measure:
    """Measures the records of a workbook without keeping them."""

    def __init__(self, stream: bytes, label: str) -> None:
        self.stream, self.label = stream, label
        self.walked = 0
        self.sheets: list[int] = []
        self.texts: list[int] = []
        self.longest_name = 31

    def refuse_too_much(self) -> None:
        """Sum up the memory use of all sheets.

        Raises:
            OriginError: too many cells, too much text, or records that contradict themselves.
        """
        self.begin()
        total, known = Size(), dict[int, Size]()
        for at in self.sheets:
            if at not in known:
                known[at] = self.sheet(at)
            total.cells += known[at].cells
            total.text += known[at].text
            total.formulas += known[at].formulas
            self.check(total)

    def check(self, total: Size) -> None:
        """Refuse a workbook that would not fit into memory."""
        if total.cells > MOST_CELLS:
            raise OriginError(
                f"{self.label}: its sheets span {total.cells:,} cells, more than {MOST_CELLS:,}: delete stray cells far right"
                " or below, or save the sheet as CSV"
            )
        if total.text > MOST_TEXT:
            raise OriginError(
                f"{self.label}: its cells repeat texts up to {total.text >> 20:,} MiB: refused; save the sheet as CSV"
            )
        if total.formulas > MOST_TEXT:
            raise OriginError(
                f"{self.label}: its formulas may take {total.formulas >> 20:,} MiB when they are read: refused; save the sheet as CSV"
            )

    def begin(self) -> None:
        """Read the globals: starts of the sheets, lengths of shared texts and names."""
        shared: list[Record] = []
        last = 0
        for record in self.records(0):
            kind, begin, end = record
            if kind == BOUNDSHEET and end - begin >= 4:
                self.sheets.append(struct.unpack_from("<I", self.stream, begin)[0])
            elif kind == LOCKED:
                raise password(self.label)
            elif kind == NAME and end - begin >= 4:
                self.longest_name = max(self.longest_name, self.stream[begin + 3])
            elif kind == SST or (kind == CONTINUE and last == SST):
                shared.append(record)
            last = last if kind == CONTINUE else kind
        if shared:
            self.texts = Shared(self.stream, shared, self.label).lengths()

    def records(self, at: int) -> Iterator[Record]:
        """Yield the records of a substream; overlapping sheets are refused."""
        unpack, stream, most = struct.Struct("<HH").unpack_from, self.stream, len(self.stream)
        first = at
        while at + 4 <= most:
            kind, length = unpack(stream, at)
            begin, at = at + 4, at + 4 + length
            if at > most:
                raise broken(self.label, "a record extends beyond the end of the file")
            yield kind, begin, at
            if kind == EOF:
                break
        self.walked += at - first
        if self.walked > 2 * most:
            raise broken(self.label, "its sheets overlap")

    def sheet(self, at: int) -> Size:
        """Measure one sheet."""
        stream, place = self.stream, struct.Struct("<HH").unpack_from
        top = left = 1 << 16
        bottom = right = -1
        formulas, size = 0, Size()
        for kind, begin, end in self.records(at):
            if kind == DIMENSIONS:
                size.cells = max(size.cells, self.declared_cells(begin, end))
            elif kind in CELLS and end - begin >= 6:
                row, column = place(stream, begin)
                top, bottom, left = min(top, row), max(bottom, row), min(left, column)
                last = column if kind != MANY_NUMBERS else column + (end - begin - 6) // 6
                right = max(right, last)
                if kind == LABEL_SHARED and end - begin >= 10:
                    number = struct.unpack_from("<I", stream, begin + 6)[0]
                    size.text += self.texts[number] if number < len(self.texts) else 0
                elif kind == LABEL:
                    size.text += (end - begin) * LETTER
                elif kind == FORMULA:
                    formulas += max(0, end - begin - BEFORE_TOKENS)
            elif kind in {STRING, CONTINUE}:
                size.text += (end - begin) * LETTER
        # a formula is written as text: its shortest token with a name has five bytes
        size.formulas += formulas * (8 + self.longest_name * LETTER // 5)
        if bottom >= 0:
            size.cells = max(size.cells, (bottom - top + 1) * (right - left + 1))
        return size

    def declared_cells(self, begin: int, end: int) -> int:
        """Return the number of cells that a sheet declares, for which memory is allocated before reading."""
        if end - begin >= 14:
            top, bottom, left, right = struct.unpack_from("<IIHH", self.stream, begin)
        elif end - begin >= 10:
            top, bottom, left, right = struct.unpack_from("<HHHH", self.stream, begin)
        else:
            return 0
        if bottom < top or right < left:
            raise broken(self.label, "a sheet ends before it begins")
        return int((bottom - top + 1) * (right - left + 1))


class Shared:
    """The shared texts of a workbook, which may continue over several records."""

    def __init__(self, stream: bytes, records: Sequence[Record], label: str) -> None:
        self.stream, self.label = stream, label
        self.parts = [(begin, end) for _, begin, end in records]
        self.part, self.at = 0, self.parts[0][0]

    def lengths(self) -> list[int]:
        """Return the size of each text in memory."""
        count = int.from_bytes(self.take(8)[4:], "little")
        if count * 3 > sum(end - begin for begin, end in self.parts):
            raise broken(self.label, "it declares more texts than it contains")
        return [self.text() for _ in range(count)]

    def text(self) -> int:
        """Skip one text; return its size in bytes."""
        letters, flags = struct.unpack("<HB", self.take(3))
        runs = int.from_bytes(self.take(2), "little") if flags & 8 else 0
        beside = int.from_bytes(self.take(4), "little") if flags & 4 else 0
        wide, left, size = flags & 1, letters, 0
        while left:
            room = self.parts[self.part][1] - self.at
            if not room:
                self.further()
                wide = self.take(1)[0] & 1  # each continuation states its character width again
                continue
            now = min(left, room // 2 if wide else room)
            if not now:
                raise broken(self.label, "a character is truncated")
            self.at += now * 2 if wide else now
            left, size = left - now, size + now * LETTER
        self.skip(runs * 4 + beside)
        return size

    def take(self, count: int) -> bytes:
        """Return the next bytes, of this record or the next."""
        found = b""
        while len(found) < count:
            end = min(self.parts[self.part][1], self.at + count - len(found))
            found, self.at = found + self.stream[self.at : end], end
            if len(found) < count:
                self.further()
        return found

    def skip(self, count: int) -> None:
        """Skip bytes."""
        while count:
            now = min(count, self.parts[self.part][1] - self.at)
            self.at, count = self.at + now, count - now
            if count:
                self.further()

    def further(self) -> None:
        """Move to the next record."""
        self.part += 1
        if self.part >= len(self.parts):
            raise broken(self.label, "its texts are truncated")
        self.at = self.parts[self.part][0]
