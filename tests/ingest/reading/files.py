"""Files for the tests of reading, made by hand: workbooks, a locked one, and the shortest way from a file to its rows."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.reading import Fault, Layout, Skipped, parts, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ingest.adapters import Recognised

FIRMS = Layout(
    {"name": ("회사명", "업체명"), "staff": ("종업원수",), "address": ("주소",)}, ("name",), ("대표자명",)
)


def read(
    path: Path, layout: Layout = FIRMS
) -> tuple[list[dict[str, str]], list[Fault], list[Skipped], list[Recognised]]:
    """Read a file: rows by field, faults, skips, and how each table was read."""
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    skips: list[Skipped] = []
    known = []
    for part in parts(path):
        for table in tables(part, layout):
            for found in table:
                if isinstance(found, Fault):
                    faults.append(found)
                elif isinstance(found, Skipped):
                    skips.append(found)
                else:
                    rows.append({field: found[1][place] for field, place in table.header.places.items()})
            known.append(table.recognised)
    assert sum(one.rows for one in known) == len(rows) + len(faults) + len(skips)
    return rows, faults, skips, known


def names(path: Path, layout: Layout = FIRMS) -> list[str]:
    """Read a file for its names only."""
    return [row["name"] for row in read(path, layout)[0]]


def letters(column: int) -> str:
    return chr(65 + column)


def sheet_xml(rows: Iterable[Sequence[object]], merged: Sequence[str] = ()) -> str:
    """Write a worksheet; a tuple is a formula and the value kept of it."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{letters(column)}{number}"
            match value:
                case None | "":
                    continue
                case (formula, kept):
                    cells.append(
                        f'<c r="{place}" t="str"><f>{escape(str(formula))}</f><v>{escape(str(kept))}</v></c>'
                    )
                case int() | float():
                    cells.append(f'<c r="{place}"><v>{value}</v></c>')
                case _:
                    cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    joined = (
        f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{ref}{chr(34)}/>' for ref in merged)}</mergeCells>"
        if merged
        else ""
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}"><sheetData>{"".join(lines)}</sheetData>{joined}</worksheet>'


def write_xlsx(path: Path, sheets: dict[str, str], *, extra: dict[str, bytes] | None = None) -> Path:
    """Write a workbook of sheets given as XML."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, 1)
    )
    ties = "".join(
        f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<?xml version="1.0"?><Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">{ties}</Relationships>',
        )
        for i, xml in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{i}.xml", xml)
        for name, content in (extra or {}).items():
            book.writestr(name, content)
    return path


def write_ods(path: Path, rows: Iterable[Sequence[object]], *, extra: str = "") -> Path:
    """Write an OpenDocument spreadsheet of one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(v))}</text:p></table:table-cell>'
            for v in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="목록">{cells}{extra}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{urn}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return path


def write_locked(path: Path) -> Path:
    """Write the container in which Office puts a workbook behind a password: an OLE file that holds EncryptedPackage."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[80:512] = b"\xff" * 432
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    folder = b""
    for name, kind, child in (("Root Entry", 5, 1), ("EncryptedPackage", 2, 0xFFFFFFFF)):
        said = name.encode("utf-16-le")
        entry = said.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(said) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child
        )
        folder += entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
    path.write_bytes(bytes(header) + fat + folder.ljust(512, b"\0"))
    return path
