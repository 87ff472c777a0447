"""Delimited text: its delimiter and rows with line numbers; an unbalanced quote costs only its own row."""

from __future__ import annotations

import csv
import io
from itertools import chain, islice
from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.reading.encodings import Block, Encoding, blocks, encoding_of, fault_in
from ingest.reading.positions import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DELIMITERS = ",;\t|"
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 1 << 16
MOST_ASTRAY = 1000
OWN = Encoding("utf-8-sig", "encoding of the format")


class Delimited:
    """A delimited text: encoding and delimiter are detected at once, rows are read lazily.

    Our own format is UTF-8 with commas: cells are unchanged, invalid bytes become surrogates.
    """

    def __init__(self, path: Path, label: str, *, own: bool = False, encoding: str | None = None) -> None:
        self.path, self.label, self.own = path, label, own
        self.delimiter, self.data = ",", False
        self.encoding = OWN if own else encoding_of(path, label, given=encoding)
        if not own:
            first = next(blocks(path, self.encoding.name, label), Block("", False))
            self.delimiter, self.data = delimiter_of(first.text[:SAMPLE])
        self.doubtful_from = self.doubtful_to = -1
        self.held: list[tuple[int, str]] = []
        self.lines_before = 0
        self.reader = csv.reader(())

    def rows(self) -> Iterator[tuple[int, list[str]] | Fault]:
        """Yield each row with its first line number, or its fault."""
        lines: Iterable[str] = chain.from_iterable(self.texts())
        self.lines_before, astray = 0, 0
        if self.data:
            next(iter(lines), None)  # `sep=;` is an instruction to Excel
            self.lines_before = 1
        while True:
            self.reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            line = self.lines_before + 1
            try:
                yield from self.plain_rows()
                return
            except csv.Error as error:
                astray += 1
                line = self.began
                yield Fault(line, "row", *why(error))
            if astray > MOST_ASTRAY:
                raise OriginError(
                    f"{self.label}: more than {MOST_ASTRAY} rows have unbalanced quotes: check that the delimiter is"
                    f" {NAMES[self.delimiter]}, and save the file again with quoted cells"
                )
            lines = chain(self.after(line), lines)
            self.lines_before = line

    def plain_rows(self) -> Iterator[tuple[int, list[str]] | Fault]:
        """Yield rows until the text ends or a quote is unbalanced; `began` is the first line of the current row."""
        reader, before = self.reader, self.lines_before
        self.began = began = before + 1
        for cells in reader:
            if self.doubtful_to >= began and not self.own and (fault := self.fault_of(began, cells)):
                yield fault
            else:
                yield began, cells
            self.began = began = before + reader.line_num + 1

    def fault_of(self, began: int, cells: list[str]) -> Fault | None:
        """Return the fault of a row in a doubtful block."""
        if self.doubtful_from > self.lines_before + self.reader.line_num:
            return None
        found = fault_in(cells, self.encoding.name)
        return found and Fault(began, f"cell {found[0] + 1}", found[1], found[2])

    def texts(self) -> Iterator[io.StringIO]:
        """Yield the text in blocks, remembering the lines of doubtful ones and the last blocks."""
        for block in blocks(self.path, self.encoding.name, self.label):
            first = self.lines_before + self.reader.line_num + 1
            self.held = [*(h for h in self.held[-2:]), (first, block.text)]
            if block.doubtful:
                if self.doubtful_to < first - 1 or self.doubtful_from < 0:
                    self.doubtful_from = first
                self.doubtful_to = 1 << 60
            elif self.doubtful_to >= first:
                self.doubtful_to = first - 1
            yield io.StringIO(block.text, newline="")

    def after(self, line: int) -> list[str]:
        """Return the lines that the CSV reader consumed after this one."""
        taken = self.lines_before + self.reader.line_num
        return [
            content
            for number, text in self.held
            for here, content in enumerate(io.StringIO(text, newline=""), number)
            if line < here <= taken
        ]


def why(error: csv.Error) -> tuple[str, str]:
    """Return the rule that a row breaks, and the remedy."""
    if "field limit" in str(error):
        return (
            f"a cell is longer than {csv.field_size_limit():,} characters",
            "shorten it, or close its opening quote",
        )
    return f"unbalanced quotes ({error})", "quote the whole cell and double the quotes in it"


def delimiter_of(sample: str) -> tuple[str, bool]:
    """Detect the delimiter that gives most lines the same number of cells, and whether the file declares it."""
    lines = sample.splitlines(keepends=True)
    if lines and len(lines[0].strip()) == 5 and lines[0].lower().startswith("sep="):
        return lines[0][4], True
    lines = lines[:-1] if len(lines) > 1 and len(sample) >= SAMPLE else lines
    return max(DELIMITERS, key=lambda delimiter: fit(lines, delimiter)), False


def fit(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return the share of rows with the commonest width of two or more cells, and that width."""
    widths: dict[int, int] = {}
    try:
        for cells in islice(csv.reader(lines, delimiter=delimiter), 500):
            widths[len(cells)] = widths.get(len(cells), 0) + 1
    except csv.Error:
        return 0.0, 0
    widths.pop(0, None)
    total = sum(widths.values())
    width = max((w for w in widths if w > 1), key=lambda w: (widths[w], w), default=0)
    return (round(widths[width] / total, 1), width) if width else (0.0, 0)
