"""Old binary workbooks (.xls): read like others, and refused before what they say of themselves fills the memory."""

from __future__ import annotations

import resource
import struct
from typing import TYPE_CHECKING

import pytest

from ingest.origin import OriginError
from ingest.reading.containers import Container, alone
from tests.ingest.reading.files import (
    biff,
    label_record,
    names,
    read,
    shared_texts,
    sheet_records,
    write_ole,
    write_xls,
)

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [("회사명", "종업원수", "주소"), ("가나소재", 12, "대구"), ("005930", 1234.0, "구미")]
FAR = 65_535


def book(path: Path, rows: list[tuple[object, ...]] = ROWS, *, size: tuple[int, int] | None = None) -> Path:
    texts: list[str] = []
    records = sheet_records(rows, texts, size)
    return write_xls(path, {"목록": records}, texts)


def sheet(*records: bytes) -> bytes:
    """Write a sheet of records; its first cell is the first shared text."""
    return sheet_records([], [])[:-4] + label_record(0, 0, 0) + b"".join(records) + biff(0x000A)


def test_an_old_workbook_is_read_whatever_its_name(tmp_path: Path) -> None:
    rows, _, _, (known,) = read(book(tmp_path / "list.csv"))
    assert rows == [
        {"name": "가나소재", "staff": "12", "address": "대구"},
        {"name": "005930", "staff": "1234", "address": "구미"},
    ]
    assert (known.format, known.sheet) == ("xls", "목록")


def test_texts_that_go_on_in_the_next_record_are_whole(tmp_path: Path) -> None:
    rows = [*ROWS, *[(f"{i:05d}" + "가" * 900, i, "대구") for i in range(200)], ("나" * 9000, 1, "끝")]
    found = names(book(tmp_path / "list.xls", rows))
    assert found[2:] == [row[0] for row in rows[3:]]


def test_a_workbook_in_the_small_sectors_of_its_container_is_read(tmp_path: Path) -> None:
    stream = Container(book(tmp_path / "whole.xls").read_bytes(), "x").stream("Workbook")[1].rstrip(b"\0")
    assert len(stream) < 4096
    path = write_ole(tmp_path / "list.xls", {"Workbook": stream + bytes(3)}, small=True)
    assert names(path) == ["가나소재", "005930"]


@pytest.mark.parametrize("size", [1, 4096, 4097, 20 << 20])
def test_a_stream_put_alone_into_a_container_comes_out_as_it_went_in(size: int) -> None:
    content = bytes(range(1, 256)) * (size // 255 + 1)
    name, found = Container(alone("Workbook", content[:size]), "x").stream("Workbook")
    assert name == "Workbook"
    assert found[:size] == content[:size]
    assert not found[size:].strip(b"\0")


@pytest.mark.parametrize(
    ("records", "rule"),
    [
        ((label_record(FAR, FAR, 0),), "span 4,294,967,296 cells, more than 25,000,000: delete stray cells"),
        (
            (biff(0x00BD, struct.pack("<HH", FAR, 65_000), *[struct.pack("<HI", 0, 4)] * 500),),
            "span 4,292,608,000 cells",
        ),
        ((biff(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)),), "span 281,474,976,710,656 cells"),
        ((biff(0x0200, struct.pack("<IIHHH", 9, 0, 0, 9, 0)),), "a sheet ends before it begins"),
        (tuple(label_record(row, 0, 1) for row in range(1, 40_000)), "repeat texts up to 3,433 MiB: .*as CSV"),
    ],
)  # fmt: skip
def test_an_old_workbook_that_would_fill_the_memory_is_refused_before_it_is_opened(
    tmp_path: Path, records: tuple[bytes, ...], rule: str
) -> None:
    path = write_xls(tmp_path / "list.xls", {"1": sheet(*records)}, ["회사명", "x" * 30_000])
    assert path.stat().st_size < 2 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(OriginError, match=rf"list\.xls: .*{rule}"):
        read(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10


def test_all_sheets_together_are_bounded_since_they_are_opened_at_once(tmp_path: Path) -> None:
    wide = sheet(label_record(50_000, 255, 1))
    assert len(names(write_xls(tmp_path / "one.xls", {"1": wide}, ["회사명", "x"]))) == 1
    with pytest.raises(OriginError, match="span 25,600,512 cells"):
        read(write_xls(tmp_path / "two.xls", {"1": wide, "2": wide}, ["회사명", "x"]))


def test_an_old_workbook_of_more_bytes_than_are_held_in_memory_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xls")
    with path.open("r+b") as file:
        file.truncate(129 << 20)
    with pytest.raises(
        OriginError, match=r"of 129 MiB exceeds the limit of 128 MiB, .*: save it as \.xlsx or CSV"
    ):
        read(path)


def test_texts_that_are_announced_and_not_there_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "list.xls")
    raw = bytearray(path.read_bytes())
    texts = ["회사명", "종업원수", "주소", "가나소재", "대구", "005930", "구미"]
    struct.pack_into("<I", raw, raw.index(shared_texts(texts)) + 8, 0x7FFFFFFF)
    path.write_bytes(raw)
    with pytest.raises(OriginError, match="declares more texts than it contains"):
        read(path)


def test_sheets_that_lie_one_over_another_are_refused(tmp_path: Path) -> None:
    one = sheet(*(label_record(row, 0, 1) for row in range(1, 3000)))
    path = write_xls(
        tmp_path / "list.xls", {str(n): one if n == 9 else b"" for n in range(10)}, ["회사명", "가나"]
    )
    assert len(names(path)) == 10 * 2999
    raw = bytearray(path.read_bytes())
    at = raw.index(struct.pack("<HH", 0x0085, 10), 512) + 4
    for n in range(10):  # each sheet begins one cell after the one before it
        (told,) = struct.unpack_from("<I", raw, at + n * 14)
        struct.pack_into("<I", raw, at + n * 14, told + 38 + n * 14)
    path.write_bytes(raw)
    with pytest.raises(OriginError, match="its sheets overlap"):
        read(path)


@pytest.mark.parametrize(
    ("at", "value"), [(68, 0), (48, 0x00FFFFFF), (30, 7), (76, 0x00FFFFFF)], ids=["circle", "folder", "size", "table"]
)  # fmt: skip
def test_a_container_that_leads_nowhere_or_in_a_circle_is_refused(
    tmp_path: Path, at: int, value: int
) -> None:
    path = book(tmp_path / "list.xls")
    raw = bytearray(path.read_bytes())
    if at == 68:  # the first sector goes on in itself
        raw[512:1024] = bytes(512)
        struct.pack_into("<I", raw, 68, 0)
    else:
        struct.pack_into("<I" if at != 30 else "<H", raw, at, value)
    path.write_bytes(raw)
    with pytest.raises(OriginError, match=r"a broken workbook .*save it as \.xlsx or CSV"):
        read(path)


def test_an_old_workbook_behind_a_password_is_refused(tmp_path: Path) -> None:
    texts: list[str] = []
    records = sheet_records(ROWS, texts)
    path = write_xls(tmp_path / "list.xls", {"1": records}, texts)
    raw = path.read_bytes()
    codepage = biff(0x0042, struct.pack("<H", 1200))
    path.write_bytes(raw.replace(codepage, biff(0x002F, struct.pack("<H", 1)), 1))
    with pytest.raises(OriginError, match=r"protected by a password: remove the password"):
        read(path)


def test_a_formula_that_the_reader_does_not_understand_is_told_as_a_broken_workbook(tmp_path: Path) -> None:
    cut = biff(0x0006, struct.pack("<HHHdHIH", 1, 0, 0, 1.0, 0, 0, 5), b"\x1e\x01\x00\x41\x00")
    with pytest.raises(OriginError, match="a broken workbook"):
        read(write_xls(tmp_path / "list.xls", {"1": sheet(cut)}, ["회사명"]))
