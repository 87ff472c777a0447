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

    from ingest.origin import Recognised

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


def biff(kind: int, *content: bytes) -> bytes:
    """Write one record of an old workbook."""
    whole = b"".join(content)
    return struct.pack("<HH", kind, len(whole)) + whole


def sheet_records(
    rows: Iterable[Sequence[object]], texts: list[str], size: tuple[int, int] | None = None
) -> bytes:
    """Write the records of a sheet of an old workbook; its texts are added to the shared ones.

    `size` is what the sheet says of itself (rows, columns), true or not.
    """
    rows = [list(row) for row in rows]
    told = size or (len(rows), max(map(len, rows), default=0))
    parts_of = [biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    parts_of.append(biff(0x0200, struct.pack("<IIHHH", 0, told[0], 0, told[1], 0)))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, str):
                if value not in texts:
                    texts.append(value)
                parts_of.append(label_record(r, c, texts.index(value)))
            elif value is not None:
                parts_of.append(biff(0x0203, struct.pack("<HHHd", r, c, 0, float(str(value)))))
    return b"".join([*parts_of, biff(0x000A)])


def label_record(row: int, column: int, text: int) -> bytes:
    """Write a cell of an old workbook that names a shared text."""
    return biff(0x00FD, struct.pack("<HHHI", row, column, 0, text))


def shared_texts(texts: Sequence[str]) -> bytes:
    """Write the shared texts of an old workbook, cut into records where they are too long for one."""
    whole = struct.pack("<II", len(texts), len(texts))
    records, room = [], 8224
    for text in texts:
        said, begin = text.encode("utf-16-le"), struct.pack("<HB", len(text), 1)
        if len(whole) + len(begin) + 2 > room:
            records.append(whole)
            whole = b""
        whole += begin
        while said:
            cut = min(len(said), (room - len(whole)) & ~1)
            whole, said = whole + said[:cut], said[cut:]
            if said:
                records.append(whole)
                whole = b"\1"  # a text that goes on says anew how its letters are written
    return b"".join(biff(0x003C if n else 0x00FC, record) for n, record in enumerate([*records, whole]))


def write_xls(path: Path, sheets: dict[str, bytes], texts: Sequence[str] = ()) -> Path:
    """Write an old binary workbook of sheets given as records."""
    said = {name: name.encode("utf-16-le") for name in sheets}
    begin = biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + biff(
        0x0042, struct.pack("<H", 1200)
    )
    shared = shared_texts(texts)
    at = len(begin) + sum(12 + len(name) for name in said.values()) + len(shared) + 4
    listed = b""
    for name, records in sheets.items():
        listed += biff(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 1), said[name])
        at += len(records)
    return write_ole(path, {"Workbook": begin + listed + shared + biff(0x000A) + b"".join(sheets.values())})


def write_ole(path: Path, streams: dict[str, bytes], *, small: bool = False) -> Path:
    """Write streams into the container of old Office files; small ones may lie in the container's own small sectors."""
    free, end, sectors, fat = 0xFFFFFFFF, 0xFFFFFFFE, list[bytes](), list[int]()

    def put(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), end])
        return first

    entries, mini, minifat = list[tuple[str, int, int]](), b"", list[int]()
    for name, content in streams.items():
        if small:
            first, count = len(minifat), -(-len(content) // 64)
            minifat.extend([*range(first + 1, first + count), end])
            mini += content.ljust(count * 64, b"\0")
            entries.append((name, first, len(content)))
        else:
            entries.append((name, put(content.ljust(4096, b"\0")), max(len(content), 4096)))
    mini_at = put(mini) if mini else end
    minifat_at = put(struct.pack(f"<{len(minifat)}I", *minifat).ljust(512, b"\xff")) if minifat else end
    folder = b""
    listed = [
        ("Root Entry", 5, 1, mini_at, len(mini)),
        *((name, 2, free, at, size) for name, at, size in entries),
    ]
    for name, kind, child, at, size in listed:
        letters16 = name.encode("utf-16-le")
        entry = letters16.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(letters16) + 2, kind, 1, free, free, child
        )
        folder += entry.ljust(116, b"\0") + struct.pack("<IQ", at, size)
    folder_at = put(folder.ljust(-(-len(folder) // 512) * 512, b"\0"))
    count = -(-(len(fat) + 110) // 128)
    fat_at = len(sectors)
    fat += [0xFFFFFFFD] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * 512, b"\xff")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into(
        "<IIIIIIIII", header, 44, count, folder_at, 0, 4096, minifat_at, len(minifat) and 1, end, 0, 0
    )
    header[76:512] = struct.pack("<109I", *[*range(fat_at, fat_at + count), *[free] * (109 - count)])
    path.write_bytes(bytes(header) + b"".join(sectors) + table)
    return path
