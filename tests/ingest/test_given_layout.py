"""Encoding and header of a table as a person gives them where the detected ones are wrong: in a proposal, and in a load by its mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from graph.model import Organisation
from ingest.mapping import checked
from ingest.origin import OriginError
from ingest.proposing import Given, mapping_text, proposal_of
from tests.ingest.adapters.loads import loaded
from tests.ingest.networks.books import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.proposal import Proposal

TITLED = (
    "단지 입주기업,,\n업체명,소재지,등급\n회사명,주소,등급\n가람소재,대구 달서구,A\n나람정밀,경북 구미시,B\n"
)
GERMAN = "Firma;Ort\nMüller Präzision GmbH;Köln\n"


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read_as_proposed(path: Path, proposal: Proposal, **columns: str) -> list[tuple[str, str]]:
    mapping = proposal.mapping(publisher="시청", url="https://example.org")
    mapping["columns"] = mapping.get("columns", {}) | columns
    mapping["attributes"] = {
        name: shape
        for name, shape in mapping.get("attributes", {}).items()
        if name not in set(columns.values())
    }
    (path.parent / "m.yaml").write_text(yaml.safe_dump(mapping, allow_unicode=True), encoding="utf-8")
    _, records = loaded("table", path, map=str(path.parent / "m.yaml"))
    firms = [one for one in records if isinstance(one, Organisation)]
    return sorted((one.name_ko, one.district or one.city or "") for one in firms)


def test_the_header_is_the_line_that_is_given(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TITLED)
    assert proposal_of(path).tables[0].header == 2
    proposal = proposal_of(path, given=Given(header=3))
    assert [column.name for column in proposal.tables[0].columns] == ["회사명", "주소", "등급"]
    assert read_as_proposed(path, proposal) == [("가람소재", "Dalseo-gu"), ("나람정밀", "Gumi")]


def test_a_table_without_a_header_has_numbered_columns_and_its_first_row_is_data(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "가람소재,대구 달서구\n나람정밀,경북 구미시\n")
    proposal = proposal_of(path, given=Given(header=0))
    assert [column.name for column in proposal.tables[0].columns] == ["column 1", "column 2"]
    assert proposal.tables[0].asked == ()
    found = read_as_proposed(path, proposal, name_ko="column 1", address="column 2")
    assert found == [("가람소재", "Dalseo-gu"), ("나람정밀", "Gumi")]


def test_a_given_header_is_found_below_a_title_whose_cell_has_two_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", '"현황\n2024",,\n' + TITLED.partition("\n")[2])
    proposal = proposal_of(path, given=Given(header=4))
    assert proposal.tables[0].first_lines[:3] == (1, 3, 4)
    assert read_as_proposed(path, proposal) == [("가람소재", "Dalseo-gu"), ("나람정밀", "Gumi")]


def test_a_given_header_may_stand_over_two_rows_with_merged_cells(tmp_path: Path) -> None:
    rows = [["업체명", "인증", ""], ["", "번호", "종류"], ["가람소재", "7", "ISO"]]
    path = workbook(tmp_path / "a.xlsx", 명단=rows)
    table = proposal_of(path, given=Given(header=1)).tables[0]
    assert [column.name for column in table.columns] == ["업체명", "인증 번호", "인증 종류"]
    assert table.rows == 1


def test_an_encoding_that_is_never_detected_is_read_when_it_is_given(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", GERMAN, "cp1252")
    with pytest.raises(OriginError, match="neither UTF-8 nor cp949"):
        proposal_of(path)
    proposal = proposal_of(path, given=Given(encoding="cp1252"))
    assert "encoding: 'cp1252'" in mapping_text(proposal)
    (found,) = read_as_proposed(path, proposal, name_en="Firma", name_ko="Firma")
    assert found[0] == "Müller Präzision GmbH"


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "\ufeff업체명,등급\n가람소재,A\n")
    assert proposal_of(path, given=Given(encoding="utf-8")).tables[0].columns[0].name == "업체명"


def test_a_wrong_encoding_says_which_line_breaks(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TITLED, "cp949")
    with pytest.raises(OriginError, match=r"a\.csv, line 1: invalid utf-8 bytes: .* another encoding"):
        proposal_of(path, given=Given(encoding="utf-8"))


def test_a_line_that_no_row_begins_in_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", TITLED)
    with pytest.raises(OriginError, match="no row begins in line 41: give one of the first 40 rows"):
        proposal_of(path, given=Given(header=41))


def test_only_the_given_sheet_is_proposed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        연혁=[["연도", "내용"], ["2020", "설립"]],
        기업=[["업체명", "등급"], ["가람소재", "A"]],
    )
    assert [table.sheet for table in proposal_of(path, given=Given(table="연혁")).tables] == ["연혁"]
    with pytest.raises(OriginError, match="no table “회원”"):
        proposal_of(path, given=Given(table="회원"))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("header", "two", "header: “two” is not a line"),
        ("header", "-1", "header: “-1” is not a line"),
        ("encoding", "euc", "encoding: unknown encoding “euc”"),
    ],
)
def test_a_mapping_says_what_is_wrong_with_a_given_layout(key: str, value: str, said: str) -> None:
    source = {"title": "t", "publisher": "p", "url": "https://example.org"}
    with pytest.raises(OriginError, match=said):
        checked(
            "m",
            {
                "origin": "a",
                "source": source,
                "record": "organisation",
                "columns": {"name_ko": "a"},
                key: value,
            },
        )
