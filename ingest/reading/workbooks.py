"""Workbooks (XLSX, XLS, ODS): values of sheets, read by calamine after a check that they fit into memory.

Formulas are not evaluated: their stored values are used, and those without are counted. Macros are not run, which is noted.
"""

from __future__ import annotations

import re
import zlib
from datetime import date, datetime, time, timedelta
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from ingest.origin import OriginError
from ingest.reading import old_workbooks
from ingest.reading.archives import FREE, MOST_RATIO
from ingest.reading.containers import broken
from ingest.reading.forms import Form, password
from ingest.reading.grid import Grid
from ingest.reading.old_workbooks import MOST_CELLS
from ingest.reading.repeats import refuse_repeats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.reading.archives import Part
    from ingest.reading.grid import RowOrFault

MOST_BYTES = 1 << 30
"""Largest unpacked size of a workbook."""
CHUNK = 1 << 20
COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})\d""")
ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,3}(\d{1,9})["']""")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
NO_VALUE = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula whose cell has no value."""
LONGEST = 4096
REPEATED = re.compile(
    rb"""<([\w-]+:)?table-(cell|row)\b([^>]*?)number-(columns|rows)-repeated\s*=\s*["'](\d+)["']([^>]*)>"""
)


def grids_of_workbook(part: Part) -> Iterator[Grid]:
    """Yield each visible, non-empty sheet."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with whole(part) as file, CalamineWorkbook.from_filelike(file) as book:  # by content, not by name
            hidden = {s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible}
            names = [name for name in book.sheet_names if name not in hidden]
            skipped = (f"hidden sheets skipped: {', '.join(sorted(hidden))}",) if hidden else ()
            notes = (*skipped, *notes_on(part))
            for name in names:
                sheet = book.get_sheet_by_name(name)
                if sheet.start is not None:
                    label = f"{part.label}[{name}]" if len(names) > 1 else part.label
                    yield Grid(label, str(part.form), rows_of(sheet), sheet=name, notes=notes)
    except PasswordError as error:
        raise password(part.label) from error
    except (CalamineError, OSError, ValueError) as error:
        raise broken(part.label, str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader panics on unexpected content
            raise
        raise broken(part.label, str(error)) from error


def notes_on(part: Part) -> tuple[str, ...]:
    """Return notes on what is not run: macros, and formulas without a stored value, whose cells look empty."""
    if part.form is not Form.XLSX:
        return ()
    empty, tail = 0, b""
    with ZipFile(part.path) as archive:
        macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
        for name in archive.namelist():
            if SHEET.fullmatch(name):
                with archive.open(name) as packed:
                    while chunk := packed.read(CHUNK):
                        text = tail + chunk
                        found = list(NO_VALUE.finditer(text))
                        empty += len(found)
                        tail = text[max(found[-1].end() if found else 0, len(text) - LONGEST) :]
    notes = ["macros are not run"] if macros else []
    if empty:
        notes.append(
            f"formulas without a stored value are read as empty ({empty:,}): open the workbook in a spreadsheet program and save it"
        )
    return tuple(notes)


def whole(part: Part) -> IO[bytes]:
    """Open a workbook that fits into memory."""
    if part.form is Form.XLS:
        return old_workbooks.opened(part.path, part.label)
    measure(part.path, part.label, part.form)
    return part.path.open("rb")


def rows_of(sheet: Any) -> Iterator[RowOrFault]:
    """Yield the rows with their numbers in the sheet; vertically merged cells are repeated in each row."""
    (_, first_column), width = sheet.start, sheet.width
    down = [
        (top, left, bottom) for (top, left), (bottom, _) in sheet.merged_cell_ranges or () if bottom > top
    ]
    falling: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom in down:
        if 0 <= left - first_column < width:
            falling.setdefault(top, []).append((left - first_column, bottom))
    open_cells: dict[int, tuple[int, str]] = {}
    for number, values in enumerate(sheet.iter_rows()):
        cells = list(map(text_of, values))
        for column, (bottom, data) in list(open_cells.items()):
            if number <= bottom:
                cells[column] = cells[column] or data
            else:
                del open_cells[column]
        for column, bottom in falling.get(number, ()):
            open_cells[column] = bottom, cells[column]
        yield number + 1, cells


def text_of(value: Any) -> str:
    """Write a cell's value as people would: whole numbers without a point, days without a time."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if abs(value) >= 1e15:
            return f"{value:.14E}"  # a workbook stores 15 digits of a number: the rest is lost, so it is refused as an id
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value.total_seconds() if isinstance(value, timedelta) else value)


def measure(path: Path, label: str, form: Form) -> None:
    """Unpack a workbook piece by piece to check its integrity and size, since its stated sizes may be wrong."""
    total = 0
    try:
        with ZipFile(path) as archive:
            for entry in archive.infolist():
                span, size = Span(form), 0
                with archive.open(entry) as packed:
                    while chunk := packed.read(CHUNK):
                        size += len(chunk)
                        total += len(chunk)
                        if total > MOST_BYTES or (size > FREE and size > MOST_RATIO * entry.compress_size):
                            raise OriginError(
                                f"{label}: {entry.filename} expands too much when unpacked: refused; save the sheet as CSV"
                            )
                        if entry.filename.endswith(".xml"):
                            span.see(chunk, label)
            refuse_repeats(archive, label)
    except (BadZipFile, EOFError, zlib.error, RuntimeError, NotImplementedError) as error:
        raise OriginError(
            f"{label}: a broken workbook ({error}): the download may be incomplete: fetch it again"
        ) from error


class Span:
    """The rectangle of a sheet, measured in its XML before reading it."""

    def __init__(self, form: Form) -> None:
        self.form, self.columns, self.rows, self.tail = form, 1, 1, b""
        self.repeats = 0

    def see(self, chunk: bytes, label: str) -> None:
        """Measure the next piece."""
        text = self.tail + chunk
        self.tail = chunk[-256:]
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise OriginError(f"{label}: its XML declares entities, which no workbook needs: refused")
        if self.form is Form.XLSX:
            for letters in set(COLUMN.findall(text)):
                self.columns = max(self.columns, column_number(letters))
            self.rows = max(self.rows, max(map(int, set(ROW.findall(text))), default=1))
            cells = self.columns * self.rows
        else:
            cells = self.repeated(text)
        if cells > MOST_CELLS:
            raise OriginError(
                f"{label}: a sheet spans {cells:,} cells, more than {MOST_CELLS:,}: delete stray cells far right or"
                " below, or save the sheet as CSV"
            )

    def repeated(self, text: bytes) -> int:
        """Sum the repetitions of non-empty cells."""
        for _, what, before, _, times, after in REPEATED.findall(text):
            if what == b"cell" and b"value" in before + after:
                self.columns = max(self.columns, int(times))
            elif what == b"row" and int(times) < 1_000_000:
                self.repeats += int(times)
        return self.columns * max(self.repeats, 1)


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
