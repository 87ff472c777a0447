"""Limits on repeated text in workbooks: shared texts (XLSX) and repeated cells (ODS) can expand a small file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

MOST_TEXT = 1 << 30
"""Largest total text of a workbook's cells in bytes."""
CHUNK, OVERLAP = 1 << 20, 256
TEXTS = "xl/sharedStrings.xml"
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
END = re.compile(rb"</(?:\w+:)?si\s*>")
SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
WHICH = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v\b[^<>]*>\s*(\d{1,9})\s*<""")


def refuse_repeats(archive: ZipFile, label: str) -> None:
    """Refuse a workbook whose cells would hold more text than fits into memory.

    Raises:
        OriginError: it does.
    """
    names = archive.namelist()
    if TEXTS in names:
        lengths = list(lengths_of(archive))
        longest = max(lengths, default=0)
        sheets = [name for name in names if SHEETS.fullmatch(name)]
        cells = sum(len(SHARED.findall(piece)) for name in sheets for piece in pieces(archive, name))
        if longest * cells > MOST_TEXT:
            check(text_size(archive, sheets, lengths, cells), label)
    if "content.xml" in names:
        counted = Counted(label)
        with archive.open("content.xml") as packed:
            while chunk := packed.read(CHUNK):
                counted.parse(chunk)


def text_size(archive: ZipFile, sheets: list[str], lengths: list[int], cells: int) -> int:
    """Sum the texts that cells refer to; an unreadable reference counts as the longest."""
    total = named = 0
    for sheet in sheets:
        for piece in pieces(archive, sheet):
            for number in map(int, WHICH.findall(piece)):
                total += lengths[number] if number < len(lengths) else 0
                named += 1
    return total + max(cells - named, 0) * max(lengths)


def lengths_of(archive: ZipFile) -> Iterator[int]:
    """Yield the size of each shared text, in order."""
    length, tail = 0, b""
    with archive.open(TEXTS) as packed:
        while chunk := packed.read(CHUNK):
            text, at = tail + chunk, 0
            for found in END.finditer(text):
                yield length + found.end() - at
                length, at = 0, found.end()
            tail = text[max(at, len(text) - OVERLAP) :]
            length += len(text) - at - len(tail)


def pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    """Yield a sheet in pieces split between cells."""
    tail = b""
    with archive.open(name) as packed:
        while chunk := packed.read(CHUNK):
            text = tail + chunk
            cut = text.rfind(b"<c ") if len(text) - text.rfind(b"<c ") <= OVERLAP else len(text)
            yield text[:cut]
            tail = text[cut:]
    yield tail


def check(size: int, label: str) -> None:
    if size > MOST_TEXT:
        raise OriginError(
            f"{label}: its cells repeat texts up to {size >> 20:,} MiB: refused; save the sheet as CSV"
        )


class Counted:
    """Counts the text of an OpenDocument sheet, including repeated cells and rows."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.total = self.row = self.cell = 0
        self.times: list[tuple[str, int]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def parse(self, chunk: bytes) -> None:
        """Parse the next piece; broken XML is reported when the sheet is read."""
        try:
            self.parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise OriginError(f"{self.label}: a broken workbook ({error}): fetch it again") from error

    def refuse(self, *_: object) -> None:
        """Refuse entities, which may expand."""
        raise OriginError(f"{self.label}: its XML declares entities, which no workbook needs: refused")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a row or a cell."""
        name = tag.rpartition(":")[2]
        if name not in {"table-cell", "table-row"}:
            return
        count = next((value for key, value in attributes.items() if key.endswith("-repeated")), "1")
        self.times.append((name, int(count) if count.isdecimal() and len(count) < 10 else 1))
        if name == "table-cell":
            self.cell = sum(map(len, attributes.values())) if len(attributes) > 2 else 0
        else:
            self.row = 0

    def text(self, text: str) -> None:
        """Count the text of a cell."""
        self.cell += len(text)

    def end(self, tag: str) -> None:
        """Close a row or a cell, with its repetitions."""
        name = tag.rpartition(":")[2]
        if not self.times or self.times[-1][0] != name:
            return
        times = self.times.pop()[1]
        if name == "table-cell":
            self.row += self.cell * times
        else:
            self.total += self.row * times
        check(max(self.total, self.row), self.label)
