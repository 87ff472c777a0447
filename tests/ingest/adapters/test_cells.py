"""Cells as spreadsheets, pandas and people leave them: shortened numbers, years with a point, blanks, hidden characters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from ingest.origin import OriginError
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from ingest.session import LoadReport

SOURCE = "source: {title: t, publisher: p, url: 'https://example.org/'}\n"
FIRMS = f"origin: t\nrecord: organisation\n{SOURCE}columns: {{id: 번호, name_ko: 업체명}}\n"
TIES = f"""origin: t
record: relation
{SOURCE}columns: {{subject_name: 기관1, object_name: 기관2, start: 연도}}
constants: {{predicate: COLLABORATES_WITH}}
"""


def load_text(folder: Path, text: str, mapping: str = FIRMS) -> tuple[LoadReport, set[Record]]:
    (folder / "map.yaml").write_text(mapping, encoding="utf-8")
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return loaded("table", folder / "list.csv", map=str(folder / "map.yaml"))


def test_a_number_that_a_spreadsheet_has_shortened_is_no_id(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "번호,업체명\n1.23E+15,가나상사\n1.23E+15,다라산업\n12E3,마바\n")
    assert [(one.line, one.field) for one in report.rejects] == [(2, "번호"), (3, "번호")]
    assert "shortened" in report.rejects[0].rule
    assert [firm.id for firm in of_type(records, "organisation")] == ["table-t:12E3"]


def test_one_id_with_two_names_is_told(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "번호,업체명\n7,가나상사\n7,다라산업\n8,㈜마바\n8,마바 주식회사\n")
    assert len(of_type(records, "organisation")) == 2
    (told,) = report.recognised[0]["remarks"]
    assert (told["field"], told["times"]) == ("id", 1)
    assert told["first"] == [{"line": 3, "rule": "one id has 2 names: “가나상사”, “다라산업”"}]
    assert report.recognised[0]["together"] == {
        "rows": 4,
        "records": 2,
        "lines": [[2, 3], [4, 5]],
        "names": ["가나상사", "㈜마바"],
    }


def test_whole_numbers_are_the_same_ids_with_a_point_and_without(tmp_path: Path) -> None:
    _, records = load_text(tmp_path, "번호,업체명\n7.0,가나상사\n8,다라산업\n9.5,마바\n")
    assert [firm.id for firm in of_type(records, "organisation")] == ["table-t:7", "table-t:8", "table-t:9.5"]


def test_numbers_of_registers_are_read_as_pandas_writes_them(tmp_path: Path) -> None:
    mapping = FIRMS.replace("name_ko: 업체명", "name_ko: 업체명, brn: 사업자번호, ksic: 업종, founded: 설립")
    _, records = load_text(
        tmp_path, "번호,업체명,사업자번호,업종,설립\n1,가나,1248100998.0,26110.0,1999.0\n", mapping
    )
    assert {one.value for one in of_type(records, "identifier")} == {"1248100998", "10:26110"}
    assert of_type(records, "organisation")[0].founded == "1999"


def test_years_with_a_point_are_years(tmp_path: Path) -> None:
    report, records = load_text(
        tmp_path, "기관1,기관2,연도\n가,나,2017.0\n가,다,2018\n가,라,20190305.0\n가,마,2020.13\n", TIES
    )
    assert {tie.start for tie in of_type(records, "relation")} == {"2017", "2018", "2019-03-05"}
    assert [one.line for one in report.rejects] == [5]


def test_a_number_of_more_digits_than_a_workbook_keeps_is_no_id(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(FIRMS, encoding="utf-8")
    rows = [
        ("번호", "업체명"),
        (1234567890123456, "가나"),
        (123456789012345, "다라"),
        ("1234567890123456", "마바"),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"1": sheet_xml(rows)})
    report, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    assert [(one.line, one.field) for one in report.rejects] == [(2, "번호")]
    assert {firm.id for firm in of_type(records, "organisation")} == {
        "table-t:123456789012345",
        "table-t:1234567890123456",
    }


def test_decomposed_hangul_is_composed_at_the_door(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "번호,업체명\n1,한빛메탈\n")
    _, records = load_text(tmp_path, text)
    (firm,) = of_type(records, "organisation")
    assert (firm.name_ko, firm.name_en, firm.name_en_is_official) == ("한빛메탈", "Hanbinmetal", False)


@pytest.mark.parametrize(
    "name", ["-", "#N/A", "\u3164", "\u200b", ".", "없음", "미상", "NaN", "null", "#REF!"]
)
def test_a_row_whose_name_says_nothing_is_rejected(tmp_path: Path, name: str) -> None:
    report, records = load_text(tmp_path, f"번호,업체명\n1,가나\n2,{name}\n")
    assert [firm.name_ko for firm in of_type(records, "organisation")] == ["가나"]
    assert [(one.line, one.field) for one in report.rejects] == [(3, "업체명")]
    assert "needs a name" in report.rejects[0].rule


def test_an_id_that_says_nothing_makes_no_two_rows_one(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "번호,업체명\n-,가나\n-,다라\n#N/A,마바\n")
    assert report.rejected == 0
    assert len(of_type(records, "organisation")) == 3


def test_hidden_characters_are_taken_out_and_told_and_what_steers_a_terminal_is_refused(
    tmp_path: Path,
) -> None:
    report, records = load_text(
        tmp_path, "번호,업체명\n1,한빛\u200b메탈\n2,a\u202eb.exe\n3,가\x1b[31m나\n4,가\x08나\n"
    )
    assert {firm.name_ko for firm in of_type(records, "organisation")} == {"한빛메탈", "ab.exe"}
    assert [(one.line, one.field) for one in report.rejects] == [(4, "name_ko"), (5, "name_ko")]
    assert {told["rule"] for told in report.recognised[0]["remarks"]} == {
        "a hidden character (U+200B) was removed",
        "a hidden character (U+202E) was removed",
    }


@pytest.mark.parametrize(
    ("said", "kept"),
    [("javascript:alert(document.cookie)", None), ("data:text/html,<b>", None), ("file:///c:/x.html", None)],
)
def test_a_website_that_must_not_be_followed_rejects_its_row(
    tmp_path: Path, said: str, kept: str | None
) -> None:
    mapping = FIRMS.replace("name_ko: 업체명", "name_ko: 업체명, website: 누리집")
    report, records = load_text(
        tmp_path, f'번호,업체명,누리집\n1,가나,"{said}"\n2,다라,www.a.kr:8080/x\n', mapping
    )
    assert [(one.line, one.field) for one in report.rejects] == [(2, "website")]
    assert [firm.website for firm in of_type(records, "organisation")] == ["http://www.a.kr:8080/x"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("없음", None),
        ("a@b.kr", None),
        ("http:/www.a.kr", "http://www.a.kr"),
        ("HTTPS://a.kr/", "https://a.kr"),
        ("-", None),
    ],
)
def test_a_website_is_written_with_its_scheme_or_left_out(
    tmp_path: Path, said: str, kept: str | None
) -> None:
    mapping = FIRMS.replace("name_ko: 업체명", "name_ko: 업체명, website: 누리집")
    report, records = load_text(tmp_path, f"번호,업체명,누리집\n1,가나,{said}\n", mapping)
    assert report.rejected == 0
    assert [firm.website for firm in of_type(records, "organisation")] == [kept]


def test_a_bad_address_of_a_source_rejects_its_own_row_only(tmp_path: Path) -> None:
    mapping = TIES.replace("url: 'https://example.org/'", "url: {column: 출처}").replace(", start: 연도", "")
    text = "기관1,기관2,출처\n하늘,바다,https://example.org/1\n들판,바다,회의록 3쪽\n들판,하늘,https://example.org/2\n"
    report, records = load_text(tmp_path, text, mapping)
    assert len(of_type(records, "relation")) == 2
    assert [(one.line, one.field) for one in report.rejects] == [(3, "출처")]


def test_a_bad_value_of_one_row_spoils_no_other_row_of_its_body(tmp_path: Path) -> None:
    mapping = FIRMS.replace("name_ko: 업체명", "name_ko: 업체명, organisation_kind: 구분")
    report, records = load_text(
        tmp_path, "번호,업체명,구분\n1,가나,company\n1,가나,법인\n2,다라,company\n", mapping
    )
    assert {firm.id for firm in of_type(records, "organisation")} == {"table-t:1", "table-t:2"}
    assert [(one.line, one.field) for one in report.rejects] == [(3, "organisation_kind")]


def test_the_address_of_a_whole_list_is_checked_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("회사명,공장주소\n가나,대구 달서구\n", encoding="utf-8")
    with pytest.raises(OriginError, match="begins with http://"):
        loaded("factories", tmp_path / "a.csv", url="javascript:alert(1)")


def test_years_far_from_all_others_are_told_and_kept(tmp_path: Path) -> None:
    report, records = load_text(
        tmp_path, "기관1,기관2,연도\n가,나,1592\n가,다,9999\n가,라,2030\n가,마,2020\n", TIES
    )
    assert len(of_type(records, "relation")) == 4
    assert [(told["field"], told["first"][0]["line"]) for told in report.recognised[0]["remarks"]] == [
        ("start", 2),
        ("start", 3),
    ]
