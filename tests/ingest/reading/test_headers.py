"""Headers of two rows, lists without one, days as a spreadsheet counts them, encodings that are told truly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from ingest.proposing import propose
from ingest.reading.positions import FieldFault
from ingest.reading.values import day
from tests.ingest.adapters.loads import loaded
from tests.ingest.adapters.test_apart import SOURCE, written

if TYPE_CHECKING:
    from pathlib import Path

NAMED = f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: %s}}\n"


def test_a_number_under_another_word_is_proposed_as_no_id(tmp_path: Path) -> None:
    text = (
        "연번,업체명,소재지,,인증,,설립일\n,,시도,시군구,번호,일자,\n1,가나,대구,북구,제1호,2024-01-02,1999\n"
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    said = propose(tmp_path / "a.csv")
    columns = {"name_ko": "업체명", "city": "소재지 시도", "district": "소재지 시군구", "founded": "설립일"}
    assert yaml.safe_load(said)["columns"] == columns
    assert yaml.safe_load(said)["attributes"] == {"인증 번호": "text", "인증 일자": "date"}
    (tmp_path / "b.csv").write_text("업체명,인증 번호,관리 번호\n가나,제1호,7\n", encoding="utf-8")
    assert yaml.safe_load(propose(tmp_path / "b.csv"))["columns"] == {"id": "관리 번호", "name_ko": "업체명"}


def test_merged_cells_downwards_are_one_header_of_two_rows(tmp_path: Path) -> None:
    text = "회원사 현황,,,\n연번,업체명,인증,\n연번,업체명,번호,일자\n1,가나,제1호,2024-01-02\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    said = propose(tmp_path / "a.csv")
    assert yaml.safe_load(said)["columns"] == {"name_ko": "업체명"}
    assert yaml.safe_load(said)["attributes"] == {"인증 번호": "text", "인증 일자": "date"}


def test_a_list_without_a_header_is_asked_for_one(tmp_path: Path) -> None:
    path, said = written(
        tmp_path, NAMED % "BURGER DORIS", "BURGER DORIS,4393786053301\nLES POMMES,845355239\n"
    )
    asked = "row 1 looks like data: add a header row"
    assert asked in propose(path)
    assert any(asked in note for note in loaded("table", path, map=said)[0].recognised[0]["notes"])
    path, said = written(tmp_path, NAMED % "업체명", "업체명,2021,202401\n가나,1,2\n")
    assert asked not in propose(path)
    assert loaded("table", path, map=said)[0].recognised[0]["notes"] == (
        ["encoding: all 2 lines with non-ASCII characters match"]
    )


def test_objects_have_no_row_that_is_their_header(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"업체명": "가나"}]', encoding="utf-8")
    (tmp_path / "m.yaml").write_text(NAMED % "업체명", encoding="utf-8")
    assert "header in row" not in propose(tmp_path / "a.json")
    report, _ = loaded("table", tmp_path / "a.json", map=str(tmp_path / "m.yaml"))
    assert report.recognised[0]["header"] == []


def test_a_day_that_a_spreadsheet_counts_is_told_with_the_day_it_would_be() -> None:
    with pytest.raises(FieldFault, match="number of a day, which would be 1999-05-05"):
        day("설립일", "36285")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("23-JAN-2023", "2023-01-23"),
        ("3 May 2020", "2020-05-03"),
        ("1st June 2020", "2020-06-01"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("DECEMBER 2019", "2019-12"),
    ],
)
def test_a_day_with_the_english_name_of_its_month_is_read(text: str, date: str) -> None:
    assert day("변경일", text) == date


@pytest.mark.parametrize("text", ["23-JAN-23", "30-FEB-2023", "23-JUX-2023"])
def test_a_day_that_is_none_or_has_two_digits_of_a_year_is_refused_as_written(text: str) -> None:
    with pytest.raises(FieldFault, match=f"“{text}” is not a date"):
        day("변경일", text)


def test_lines_that_fit_two_encodings_count_for_the_one_that_is_chosen(tmp_path: Path) -> None:
    ambiguous = "횁횂".encode("cp949")
    ambiguous.decode("utf-8")
    (tmp_path / "m.yaml").write_text(NAMED % "name", encoding="utf-8")
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n" + "가나\n다라\n마바\n".encode("cp949") + ambiguous + b"\n")
    report, _ = loaded("table", path, map=str(tmp_path / "m.yaml"))
    assert any("all 4 lines" in note for note in report.recognised[0]["notes"])
