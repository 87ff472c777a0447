"""Delimited text as offices send it: encodings, delimiters, title lines, page breaks, sums, notes, quotes gone astray."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.origin import OriginError
from ingest.reading import Layout
from ingest.reading.values import FieldFault, day, number, whole
from tests.ingest.reading.files import FIRMS, names, read

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "회사명,종업원수,주소\n㈜가나소재,12,대구광역시 달서구\n다라금속,7,경상북도 구미시\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_each_encoding_is_recognised_and_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.replace("㈜", "(주)").encode(encoding))
    rows, _, _, (known,) = read(path)
    assert [row["name"] for row in rows] == ["(주)가나소재", "다라금속"]
    assert known.encoding == {"euc-kr": "cp949", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert known.notes[0].startswith("encoding: ")


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")]
)
def test_each_delimiter_is_recognised_and_told(tmp_path: Path, delimiter: str, name: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(PLAIN.replace(",", delimiter), encoding="utf-8")
    rows, _, _, (known,) = read(path)
    assert rows[1] == {"name": "다라금속", "staff": "7", "address": "경상북도 구미시"}
    assert known.delimiter == name


def test_a_file_that_says_its_delimiter_itself_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\n회사명;종업원수\n가나, 다라;1\n", encoding="utf-8")
    assert names(path) == ["가나, 다라"]


def test_a_file_of_several_encodings_loses_only_the_rows_that_are_not_in_the_main_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = ["회사명,종업원수,주소", *[f"회사{i},{i},대구" for i in range(50)]]
    raw = [line.encode("cp949") for line in lines]
    raw[10], raw[20] = "서울소재,1,대구".encode(), b"\xff\xff\xff,2,x"
    path.write_bytes(b"\r\n".join(raw))
    rows, faults, _, (known,) = read(path)
    assert known.encoding == "cp949"
    assert "of 51 lines" in known.notes[0]
    assert [fault.line for fault in faults] == [11, 21]
    assert "UTF-8 in a cp949 file" in faults[0].rule or "invalid cp949 bytes" in faults[0].rule
    assert len(rows) == 48


def test_a_cp949_row_in_a_utf8_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.encode() + "마바섬유,1,대구\n".encode("cp949") + "사아화학,2,대구\n".encode())
    rows, (fault,), _, _ = read(path)
    assert (fault.line, fault.rule) == (4, "invalid utf-8 bytes")
    assert rows[-1]["name"] == "사아화학"


def test_chinese_characters_in_a_cp949_file_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("회사명,종업원수\n大邱金屬(대구금속),3\n".encode("cp949"))
    assert names(path) == ["大邱金屬(대구금속)"]


def test_a_nul_costs_its_own_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.encode() + "마\0바,1,대구\n사아,1,대구\n".encode())
    rows, (fault,), _, _ = read(path)
    assert fault.line == 4
    assert "NUL" in fault.rule
    assert rows[-1]["name"] == "사아"


def test_line_breaks_commas_and_quotes_stand_in_quoted_cells(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        '회사명,종업원수,주소\n"가나\n소재","1,234","서구 ""3공단"""\n다라,2,x\n',
        encoding="utf-8",
        newline="",
    )
    rows, _, _, _ = read(path)
    assert rows == [
        {"name": "가나\n소재", "staff": "1,234", "address": '서구 "3공단"'},
        {"name": "다라", "staff": "2", "address": "x"},
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_ending_is_read(tmp_path: Path, end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.replace("\n", end).encode())
    assert names(path) == ["㈜가나소재", "다라금속"]


def test_title_lines_page_breaks_sums_notes_and_empty_lines_are_skipped_with_their_reason(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "2024년 공장등록현황,,\n,,\n회사명,종업원수 (명),주소\n가나,1,대구\n회사명,종업원수 (명),주소\n계림산업,2,대구\n\n소 계,3,\n"
        "※ 자료: 대구광역시,,\n",
        encoding="utf-8",
    )
    rows, faults, skips, (known,) = read(path)
    assert [row["name"] for row in rows] == ["가나", "계림산업"]
    assert not faults
    assert [(skip.line, skip.reason) for skip in skips] == [
        (1, "above the header"), (2, "above the header"), (5, "the header again"), (7, "empty"), (8, "a sum"), (9, "a note"),
    ]  # fmt: skip
    assert known.header == (3,)


def test_a_header_of_two_rows_with_merged_cells_is_one_header(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사명,종업원수,,주소\n,남,여,\n가나,1,2,대구\n", encoding="utf-8")
    rows, _, _, (known,) = read(path)
    assert rows == [{"name": "가나", "address": "대구"}]
    assert known.header == (1, 2)
    assert known.unread == ("종업원수 남", "종업원수 여")


def test_a_wanted_column_that_stands_twice_is_refused_and_another_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사명,회사명,주소\n가,나,다\n", encoding="utf-8")
    with pytest.raises(OriginError, match=r"“회사명” appears twice \(columns 1, 2\): rename"):
        read(path)
    path.write_text("회사명,비고,비고\n가,나,다\n", encoding="utf-8")
    assert "“비고#2” is the second" in read(path)[3][0].notes[-1]


def test_a_row_of_another_width_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사명,종업원수,주소\n가나, 소재,1,대구\n다라,2,대구,,\n", encoding="utf-8")
    rows, (fault,), _, _ = read(path)
    assert fault.line == 2
    assert "3 cells, this row has 4" in fault.rule
    assert [row["name"] for row in rows] == ["다라"]


def test_a_quote_gone_astray_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    body = "".join(f'회사{i},"{i}",대구\n' for i in range(2, 2000))
    path.write_text(f'회사명,종업원수,주소\n"가나,1,대구\n{body}"다라"마,1,x\n끝,1,대구\n', encoding="utf-8")
    rows, faults, _, _ = read(path)
    assert [fault.line for fault in faults] == [2, 2001]
    assert len(rows) == 1999
    assert rows[-1]["name"] == "끝"


def test_half_a_file_that_ends_in_a_quote_loses_only_its_last_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(PLAIN + '마바,3,"대구광역시 달', encoding="utf-8")
    rows, (fault,), _, _ = read(path)
    assert len(rows) == 2
    assert fault.line == 4
    assert "unbalanced quotes" in fault.rule


def test_a_file_whose_quotes_are_all_astray_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사명,종업원수\n" + '"가"나,1\n' * 1100, encoding="utf-8")
    with pytest.raises(OriginError, match="more than 1000 rows have unbalanced quotes"):
        read(path)


def test_one_endless_line_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.write("회사명,종업원수\n".encode())
        file.truncate(64 << 20)  # zeros without an end of line: 64 MiB on paper
    with pytest.raises(OriginError, match=r"list\.csv: "):
        read(path)
    path.write_bytes("회사명,종업원수\n".encode() + b"a" * (20 << 20))
    with pytest.raises(OriginError, match="a line is longer than 8 MiB"):
        read(path)


def test_cells_that_begin_with_an_equals_sign_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사명,종업원수\n=1+1,2\n", encoding="utf-8")
    assert names(path) == ["=1+1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00\x01\x02\x03" * 100, "neither text nor"),
        ("이름,값\n가,1\n".encode(), "no header found"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_remedy(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(OriginError, match=told):
        read(path)


def test_a_required_column_that_is_missing_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("회사면,종업원수\n가,1\n", encoding="utf-8")
    with pytest.raises(
        OriginError, match=r"row 1 looks like the header but has no column “회사명”.*“회사면”"
    ):
        read(path)


def test_columns_of_persons_are_never_given_on(tmp_path: Path) -> None:
    layout = Layout({**FIRMS.fields, "head": ("대표자명",)}, ("name",), ("대표자명",))
    path = tmp_path / "list.csv"
    path.write_text("회사명,대표자명\n가,PERSON\n", encoding="utf-8")
    rows, _, _, (known,) = read(path, layout)
    assert rows == [{"name": "가"}]
    assert known.unread == ("대표자명",)


def test_numbers_are_read_by_the_rule_stated_and_never_guessed() -> None:
    assert number("n", "1,234,567") == 1234567
    assert number("n", "1.234,56", decimal=",") == 1234.56
    assert whole("n", "1 234", decimal=",") == 1234
    with pytest.raises(FieldFault, match="not a number with"):
        number("n", "12,5")


def test_dates_are_read_as_people_write_them() -> None:
    assert day("d", "2021-03-04 00:00:00.0") == "2021-03-04"
    assert day("d", "2021.3.4") == "2021-03-04"
    with pytest.raises(FieldFault, match="not a date"):
        day("d", "2021-02-30")
