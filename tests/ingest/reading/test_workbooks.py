"""Workbooks, HTML tables named .xls, JSON and zips, and what hostile ones get."""

from __future__ import annotations

import gzip
import resource
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.origin import OriginError
from ingest.reading.repeats import text_size
from tests.ingest.reading.files import names, read, sheet_xml, write_locked, write_ods, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [("회사명", "종업원수", "주소"), ("가나소재", 12, "대구"), ("005930", 1234.0, "구미")]


def test_a_workbook_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.csv", {"목록": sheet_xml(ROWS)})
    rows, _, _, (known,) = read(path)
    assert rows == [
        {"name": "가나소재", "staff": "12", "address": "대구"},
        {"name": "005930", "staff": "1234", "address": "구미"},
    ]
    assert (known.format, known.sheet) == ("xlsx", "목록")


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    assert names(write_ods(tmp_path / "list.xls", ROWS)) == ["가나소재", "005930"]


def test_the_rows_of_a_workbook_bear_the_numbers_that_the_sheet_shows(tmp_path: Path) -> None:
    rows = [("",), ("공장등록현황",), ("회사명", "종업원수"), ("가나", 1), ("합계", 1)]
    _, _, skips, (known,) = read(write_xlsx(tmp_path / "list.xlsx", {"목록": sheet_xml(rows)}))
    assert known.header == (3,)
    above = "above the header"
    assert [(skip.line, skip.reason) for skip in skips] == [(1, above), (2, above), (5, "a sum")]


def test_cells_merged_downwards_say_their_word_in_each_row(tmp_path: Path) -> None:
    rows = [("회사명", "주소"), ("가나", "1공장"), ("", "2공장"), ("다라", "")]
    path = write_xlsx(tmp_path / "list.xlsx", {"목록": sheet_xml(rows, ["A2:A3"])})
    assert names(path) == ["가나", "가나", "다라"]


def test_sheets_that_are_no_such_table_are_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "list.xlsx", {"안내": sheet_xml([("읽어 주세요",)]), "목록": sheet_xml(ROWS)}
    )
    rows, _, _, (known,) = read(path)
    assert len(rows) == 2
    assert known.file == "list.xlsx[목록]"


def test_of_a_formula_the_kept_value_is_taken_and_text_with_an_equals_sign_stays(tmp_path: Path) -> None:
    rows = [("회사명", "종업원수"), (("HYPERLINK(1)", "가나"), 1), ("=1+1", 2)]
    assert names(write_xlsx(tmp_path / "list.xlsx", {"목록": sheet_xml(rows)})) == ["가나", "=1+1"]


def test_of_a_workbook_with_macros_only_the_sheets_are_read(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "list.xlsm", {"목록": sheet_xml(ROWS)}, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    )
    assert len(names(path)) == 2


def test_a_workbook_behind_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        OriginError, match=r"list\.xlsx: the workbook is protected by a password: remove the password"
    ):
        read(write_locked(tmp_path / "list.xlsx"))


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "whole.xlsx", {"목록": sheet_xml(ROWS)}).read_bytes()
    path = tmp_path / "list.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OriginError, match="may be incomplete"):
        read(path)


def test_a_cell_far_out_does_not_fill_the_memory(tmp_path: Path) -> None:
    xml = sheet_xml(ROWS).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(OriginError, match="a sheet spans 17,179,869,184 cells"):
        read(write_xlsx(tmp_path / "list.xlsx", {"목록": xml}))
    far = '<table:table-row table:number-rows-repeated="900000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
    with pytest.raises(OriginError, match="a sheet spans"):
        read(write_ods(tmp_path / "list.ods", ROWS, extra=far))


def test_a_workbook_whose_xml_swells_is_refused(tmp_path: Path) -> None:
    xml = sheet_xml(ROWS).replace("<sheetData>", "<sheetData>" + " " * (40 << 20))
    with pytest.raises(OriginError, match="expands too much"):
        read(write_xlsx(tmp_path / "list.xlsx", {"목록": xml}))


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    xml = sheet_xml(ROWS).replace(
        "<worksheet", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', 1
    )
    with pytest.raises(OriginError, match="declares entities"):
        read(write_xlsx(tmp_path / "list.xlsx", {"목록": xml}))


def test_a_zip_bomb_is_refused_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as file:
        for _ in range(64):
            file.write(b"\0" * (1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(OriginError, match=r"bomb\.zip: expands to more than 200 times"):
        read(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"a" * (64 << 20)))
    with pytest.raises(OriginError, match="expands to more"):
        read(tmp_path / "bomb.gz")


def test_a_zip_in_a_zip_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "회사명,주소\n가,나\n")
    with ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")
    with pytest.raises(OriginError, match="an archive inside an archive"):
        read(tmp_path / "outer.zip")


def test_a_zip_gives_each_of_its_files_and_a_broken_or_locked_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lists.xml"
    with ZipFile(path, "w") as archive:
        archive.writestr("나.csv", "회사명,주소\n나,x\n")
        archive.writestr("가.csv", "회사명,주소\n가,x\n".encode("cp949"))
        archive.writestr("__MACOSX/._가.csv", b"\0\0")
    assert names(path) == ["가", "나"]
    raw = bytearray(path.read_bytes())
    raw[40:60] = b"\xff" * 20
    path.write_bytes(raw[: len(raw) - 30])
    with pytest.raises(OriginError, match="fetch it again"):
        read(path)


def test_a_gzip_is_read_and_half_of_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.gz"
    packed = gzip.compress("회사명,주소\n가,나\n".encode())
    path.write_bytes(packed)
    assert names(path) == ["가"]
    path.write_bytes(packed[:-12])
    with pytest.raises(OriginError, match="may be incomplete"):
        read(path)


HTML = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"></head><body>
<table border=1><tr><th>회사명</th><th>종목코드</th><th>주소</th></tr>
<tr><td>가나&amp;소재</td><td style="mso-number-format:'@'">005930</td><td>대구<br>달서구</td></tr>
<tr><td rowspan=2>다라</td><td>0001A0</td><td>구미</td></tr><tr><td>000020</td><td>포항</td></tr></table></body></html>"""


def test_an_html_table_named_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "상장법인목록.xls"
    path.write_bytes(HTML.encode("euc-kr"))
    rows, _, _, (known,) = read(path)
    assert rows == [
        {"name": "가나&소재", "address": "대구 달서구"},
        {"name": "다라", "address": "구미"},
        {"name": "다라", "address": "포항"},
    ]
    assert (known.format, known.encoding, known.header) == ("html", "cp949", (1,))
    assert "the page itself says euc-kr" in known.notes


def test_an_html_page_of_an_error_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("<html><body>Session expired</body></html>", encoding="utf-8")
    with pytest.raises(OriginError, match="an HTML page without a table"):
        read(path)


def test_columns_and_rows_that_html_claims_to_span_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_text(HTML.replace("rowspan=2", "rowspan=99999999 colspan=99999999"), encoding="utf-8")
    rows, faults, _, _ = read(path)
    assert len(rows) + len(faults) == 3


@pytest.mark.parametrize(
    "content",
    [
        '{"회사명": "가", "주소": {"시": "대구"}}\n\n{"회사명": "나"}\n',
        '[{"회사명": "가"},\n {"회사명": "나"}]',
        '{\n "회사명": "가"\n}\n{\n "회사명": "나"\n}',
    ],
)
def test_json_lines_and_arrays_are_tables(tmp_path: Path, content: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(content, encoding="utf-8")
    assert names(path) == ["가", "나"]


def test_json_and_html_on_one_long_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(
        "[" + ",".join(f'{{"회사명": "가나소재{i:040d}"}}' for i in range(200_000)) + "]", encoding="utf-8"
    )
    assert len(names(path)) == 200_000
    rows = "".join(f"<tr><td>가나소재{i:040d}</td><td>1</td></tr>" for i in range(120_000))
    path.write_bytes(f"<table><tr><td>회사명</td><td>주소</td></tr>{rows}</table>".encode("cp949"))
    assert len(names(path)) == 120_000


def test_a_broken_line_of_json_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text('{"회사명": "가"}\n{"회사명": \n[1]\n{"회사명": "나"}\n', encoding="utf-8")
    rows, faults, _, _ = read(path)
    assert [row["name"] for row in rows] == ["가", "나"]
    assert [fault.line for fault in faults] == [2, 3]


def test_json_nested_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"회사명": ' + "[" * 100_000 + "]" * 100_000 + "}]", encoding="utf-8")
    with pytest.raises(OriginError, match="nested too deeply"):
        read(path)


def test_xml_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('<?xml version="1.0"?><result/>', encoding="utf-8")
    with pytest.raises(OriginError, match="xml contains no table"):
        read(path)


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "회사명,주소\n" + "가,나\n" * 100)
    raw = path.read_bytes()
    size = len(("회사명,주소\n" + "가,나\n" * 100).encode())
    path.write_bytes(raw.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(OriginError, match=r"list\.zip"):
        read(path)
    assert zlib.crc32(raw)


def test_half_an_html_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    rows = "<table><tr><td>회사명</td></tr><tr><td>가나</td></tr><tr><td>다"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(OriginError, match="a table is not closed"):
        read(path)
    path.write_text(f"<html>{rows}라</td></tr></html>", encoding="utf-8")
    assert names(path) == ["가나", "다라"]


def test_half_a_json_array_that_is_cut_between_objects_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"회사명": "가"},\n{"회사명": "나"},\n', encoding="utf-8")
    rows, faults, _, _ = read(path)
    assert (len(rows), len(faults)) == (2, 1)


@pytest.mark.parametrize(
    "begin", ["<table><tr><td>", "<table><tr><td ", "<table><tr><td>" + "a<b>" * 1000 + "<!--"]
)
def test_an_endless_cell_or_tag_of_html_is_refused_before_it_fills_the_memory(
    tmp_path: Path, begin: str
) -> None:
    path = tmp_path / "list.xls"
    path.write_text(begin + "a" * (10 << 20), encoding="utf-8")
    with pytest.raises(OriginError, match="exceeds 8 MiB"):
        read(path)


def test_one_long_text_for_many_cells_is_refused(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{space}"><si><t>회사명</t></si><si><t>{"x" * 30_000}</t></si></sst>'
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>1</v></c></row>' for i in range(2, 50_000))
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    sheet = f'<worksheet xmlns="{space}"><sheetData>{head}{rows}</sheetData></worksheet>'
    path = write_xlsx(tmp_path / "list.xlsx", {"1": sheet}, extra={"xl/sharedStrings.xml": texts.encode()})
    with pytest.raises(OriginError, match="its cells repeat texts up to 1,431 MiB"):
        read(path)
    with ZipFile(path) as archive:  # as many cells, but the long text in few of them
        assert text_size(archive, ["xl/worksheets/sheet1.xml"], [9, 9], 49_999) == 49_999 * 9


def test_one_long_cell_that_is_repeated_is_refused(tmp_path: Path) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="16000"><text:p>{"x" * 100_000}</text:p></table:table-cell>'
    path = write_ods(tmp_path / "list.ods", ROWS, extra=f"<table:table-row>{cell}</table:table-row>")
    with pytest.raises(OriginError, match="its cells repeat texts"):
        read(path)
