"""Any table by a declared mapping, and a first mapping proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from ingest.mapping import checked
from ingest.origin import OriginError
from ingest.proposing import propose
from tests.ingest.adapters.loads import PERSON, loaded, of_type
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

FIRMS = """
origin: my-firms
record: organisation
source: {title: 회원사 명단, publisher: 대구테크노파크, url: 'https://example.org/list', published: {column: 기준일}}
columns: {id: 번호, name_ko: 업체명, address: 소재지, ksic: 업종코드, products: 생산품, brn: 사업자등록번호, founded: 설립일}
constants: {organisation_kind: company}
"""
TIES = """
origin: my-ties
record: relation
source: {title: 납품 현황, publisher: 대구테크노파크, url: 'https://example.org/ties'}
columns: {subject_name: 공급기업, subject_place: 지역, object_name: 수요기업, start: 시작, predicate: 관계}
values: {predicate: {납품: SUPPLIES, 협력: COLLABORATES_WITH}}
"""
LIST = (
    "번호;업체명;대표자;소재지;업종코드;생산품;사업자등록번호;설립일;기준일\n"
    f"001;㈜가나소재;{PERSON};대구광역시 달서구 성서로 1;26110;반도체, 소자;124-81-00998;2001.3.5;2024-05-31\n"
    f"A/7;다라금속;{PERSON};경북 구미시;24112;강관;124-81-00999;1999;2024-05-31\n"
)  # fmt: skip


def test_organisations_are_read_by_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(FIRMS, encoding="utf-8")
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("cp949"))
    report, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    (firm,) = of_type(records, "organisation")
    assert report.origin == "table-my-firms"
    assert (firm.id, firm.sector, firm.founded, firm.district) == (
        "table-my-firms:001",
        "it-electronics",
        "2001-03-05",
        "Dalseo-gu",
    )
    assert {(one.scheme, one.value) for one in of_type(records, "identifier")} == {
        ("brn", "1248100998"),
        ("ksic", "10:26110"),
    }
    assert of_type(records, "source")[0].published == "2024-05-31"
    assert (report.rejects[0].line, report.rejects[0].field) == (3, "사업자등록번호")


def test_relations_by_name_make_organisations_whose_ids_come_of_name_and_place(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(TIES, encoding="utf-8")
    rows = [
        ("공급기업", "지역", "수요기업", "시작", "관계"),
        ("㈜가나", "대구 달서구", "다라", 2021, "납품"),
        ("가나(주)", "대구 달서구", "마바", 2022, "협력"),
    ]
    path = write_xlsx(tmp_path / "ties.xlsx", {"1": sheet_xml(rows)})
    _, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    assert len(of_type(records, "organisation")) == 3
    assert {tie.predicate for tie in of_type(records, "relation")} == {"SUPPLIES", "COLLABORATES_WITH"}
    turned = write_xlsx(tmp_path / "turned.xlsx", {"x": sheet_xml([rows[0], rows[2], rows[1]])})
    assert loaded("table", turned, map=str(tmp_path / "map.yaml"))[1] == records


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name_ko: 업체명", "name_ko: 업체", "has no column “업체”: did you mean “업체명”"),
        ("name_ko: 업체명", "name_kr: 업체명", "has no field “name_kr”: did you mean “name_ko”"),
        ("products: 생산품", "products: 대표자", "the column “대표자” holds personal data"),
        (
            "record: organisation",
            "record: organization",
            "unknown type “organization”: did you mean “organisation”",
        ),
        ("publisher: 대구테크노파크, ", "", "publisher is missing"),
        (
            "kind: company}",
            "kind: compny}",
            "constants: organisation_kind: unknown value “compny”: did you mean “company”",
        ),
        ("origin: my-firms", "origin: My Firms", "not a valid origin name"),
        ("origin: my-firms", "origin: [", "invalid YAML"),
        ("origin: my-firms", "origin: &a x\nsheet: *a", "aliases"),
        ("origin: my-firms", "colums: {}", "no key “colums”: did you mean “columns”"),
    ],
)
def test_a_mapping_that_names_what_is_not_there_is_refused_with_the_nearest(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in FIRMS
    (tmp_path / "map.yaml").write_text(FIRMS.replace(old, new), encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    with pytest.raises(OriginError, match=told):
        loaded("table", tmp_path / "list.csv", map=str(tmp_path / "map.yaml"))


def test_without_a_mapping_the_way_to_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    with pytest.raises(OriginError, match="--propose TABLE"):
        loaded("table", tmp_path / "list.csv")


def test_a_proposed_mapping_says_what_it_guessed_and_loads_once_it_cites_its_source(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("cp949"))
    text = propose(path)
    assert "cp949, semicolon" in text
    assert "# personal data, never read: '대표자'" in text
    said = yaml.safe_load(text)
    assert said["columns"]["name_ko"] == "업체명"
    assert said["columns"]["brn"] == "사업자등록번호"
    text = text.replace("publisher: ''", "publisher: 시청").replace("url: ''", "url: https://example.org")
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    report, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    assert len(of_type(records, "organisation")) == 1
    assert report.rejected == 1


def test_a_table_of_ties_is_proposed_as_relations(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("공급기업,수요기업,시작일\n가,나,2020\n", encoding="utf-8")
    said = yaml.safe_load(propose(tmp_path / "ties.csv"))
    assert said["record"] == "relation"
    assert said["columns"] == {"subject_name": "공급기업", "object_name": "수요기업", "start": "시작일"}


def test_numbers_in_a_mapping_stay_text() -> None:
    with pytest.raises(OriginError, match="record is missing"):
        checked("map.yaml", {"origin": "x"})


@pytest.mark.parametrize(
    "column",
    ["대표자명#2", "대표자 성명(한글)", "인적사항 대표자", "담당자연락처", "contact.name", "CEO Name", "사장", "작성자", "owner_name", "Director",
     "Managing Director", "PI_NAME", "PI", "Ansprechpartner", "Geschäftsführer", "사업주 성명", "과제책임자", "担当者"],
)  # fmt: skip
def test_a_mapping_may_not_name_persons_under_a_longer_name(column: str) -> None:
    said = yaml.safe_load(FIRMS)
    said["columns"]["products"] = column
    with pytest.raises(OriginError, match="holds personal data"):
        checked("map.yaml", said)


def test_a_mapping_may_name_what_only_begins_like_a_word_for_persons() -> None:
    for name in ("대표 업종", "Director type", "Owner", "사장교", "PI controller", "등록자수", "작성일"):
        said = yaml.safe_load(FIRMS)
        said["columns"]["ksic"] = name
        assert checked("map.yaml", said).records[0].columns["ksic"] == (name,)


def test_of_several_sheets_the_one_that_fits_is_proposed_and_the_one_that_is_named_is_read(
    tmp_path: Path,
) -> None:
    this, last = ([("업체명", "소재지"), (name, "대구")] for name in ("가나소재", "다라금속"))
    sheets = {"안내": sheet_xml([("읽어 주세요",)]), "올해": sheet_xml(this), "작년": sheet_xml(last)}
    path = write_xlsx(tmp_path / "list.xlsx", sheets)
    text = propose(path)
    assert yaml.safe_load(text)["sheet"] == "올해"
    text = text.replace("publisher: ''", "publisher: 시청").replace("url: ''", "url: https://example.org")
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    report, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    assert [firm.name_ko for firm in of_type(records, "organisation")] == ["가나소재"]
    assert [one["sheet"] for one in report.recognised] == ["올해", "안내", "작년"]


def test_a_sheet_of_another_layout_is_told_with_its_rows(tmp_path: Path) -> None:
    sheets = {
        "1": sheet_xml([("업체명", "소재지"), ("가나소재", "대구")]),
        "2": sheet_xml([("업 체", "소재지"), ("다라금속", "대구")]),
    }
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {name_ko: 업체명, address: 소재지}\n",
        encoding="utf-8",
    )
    report, _ = loaded("table", write_xlsx(tmp_path / "l.xlsx", sheets), map=str(tmp_path / "map.yaml"))
    passed = report.recognised[1]
    assert (passed["rows"], passed["why"]) == (2, {"not the expected table": 2})
    assert "no column “업체명”" in passed["notes"][0]
    assert report.skipped == 2


def test_acronyms_and_former_names_come_of_a_table_of_aliases_with_their_dates(tmp_path: Path) -> None:
    mapping = (
        "origin: names\nrecord: alias\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {node_name: 기관, node_place: 지역, name: 다른이름, kind: 구분, valid_until: 까지}\n"
        "values: {kind: {약칭: abbreviation, 옛이름: former_name}}\n"
    )
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    rows = "다이텍연구원,대구,DYETEC,약칭,\n다이텍연구원,대구,한국염색기술연구소,옛이름,2010.12.31\n다이텍연구원,대구,KR,별명,\n"
    (tmp_path / "list.csv").write_text("기관,지역,다른이름,구분,까지\n" + rows, encoding="utf-8")
    report, records = loaded("table", tmp_path / "list.csv", map=str(tmp_path / "map.yaml"))
    assert {(one.name, one.kind, one.valid_until) for one in of_type(records, "alias")} == {
        ("DYETEC", "abbreviation", None),
        ("한국염색기술연구소", "former_name", "2010-12-31"),
    }
    assert [(one.line, one.field) for one in report.rejects] == [(4, "kind")]


def test_a_row_of_data_that_holds_a_word_for_a_name_is_not_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Type A,Name A,Type B,Name B,Tie\nOrganization,Alpha Materials,Organization,Beta Institute,Ownership\n"
        "Organization,Gamma Fibers,Organization,Alpha Materials,Supplier\n",
        encoding="utf-8",
    )
    text = propose(tmp_path / "a.csv")
    said = yaml.safe_load(text)
    assert "header in row 1" in text
    assert (said["record"], said["columns"]) == (
        "relation",
        {"subject_name": "Name A", "object_name": "Name B", "predicate": "Tie"},
    )


def test_every_sheet_is_told_and_the_likeliest_is_proposed(tmp_path: Path) -> None:
    sheets = {
        "요약": sheet_xml([("유형", "개수"), ("국가", 2), ("일반", 1)]),
        "명단": sheet_xml([("산업단지 현황",), ("단지명", "시도", "시군구"), ("하늘산단", "대구", "달성군")]),
    }
    text = propose(write_xlsx(tmp_path / "a.xlsx", sheets))
    said = yaml.safe_load(text)
    assert (said["sheet"], said["columns"]) == (
        "명단",
        {"name_ko": "단지명", "city": "시도", "district": "시군구"},
    )
    assert "# other table, a.xlsx[요약] (row 1): 유형, 개수" in text


def test_an_industry_by_its_name_gives_the_sector(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {name_ko: 업체명, industry: 업종}\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text("업체명,업종\n가나,자동차용 엔진 제조업\n다라,도매업\n", encoding="utf-8")
    _, records = loaded("table", tmp_path / "l.csv", map=str(tmp_path / "map.yaml"))
    assert {firm.name_ko: firm.sector for firm in of_type(records, "organisation")} == {
        "가나": "automotive",
        "다라": None,
    }


def test_a_header_of_two_rows_with_merged_cells_is_no_firm(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {name_ko: 회사명, city: 시도}\n",
        encoding="utf-8",
    )
    for name, below in (("words", ("전체", "분양")), ("years", (2022, 2023))):
        rows = [
            ("회원사 명단",),
            ("회사명", "시도", "면적", ""),
            ("", "", *below),
            ("㈜하늘", "대구", 10, 5),
            ("㈜바다", "대구", 20, 7),
        ]
        sheet = sheet_xml(rows, merged=("A1:D1", "A2:A3", "B2:B3", "C2:D2"))
        report, records = loaded(
            "table", write_xlsx(tmp_path / f"{name}.xlsx", {"1": sheet}), map=str(tmp_path / "map.yaml")
        )
        assert {firm.name_ko for firm in of_type(records, "organisation")} == {"㈜하늘", "㈜바다"}
        assert report.recognised[0]["header"] == [2, 3]
        assert report.recognised[0]["unread"] == [f"면적 {below[0]}", f"면적 {below[1]}"]


def test_a_header_that_is_repeated_among_the_rows_is_no_firm(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {name_ko: 회사명, city: 시도}\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text(
        "쪽,회사명,시도\n1,가나,대구\n2,회사명,시도\n2,다라,대구\n", encoding="utf-8"
    )
    report, records = loaded("table", tmp_path / "l.csv", map=str(tmp_path / "map.yaml"))
    assert {firm.name_ko for firm in of_type(records, "organisation")} == {"가나", "다라"}
    assert report.recognised[0]["why"] == {"the header again": 1}


def test_a_value_declared_for_a_dash_is_taken(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {name_ko: 회사명, organisation_kind: 구분}\nvalues: {organisation_kind: {'-': hospital}}\n",
        encoding="utf-8",
    )
    (tmp_path / "l.csv").write_text("회사명,구분\n가나,-\n", encoding="utf-8")
    _, records = loaded("table", tmp_path / "l.csv", map=str(tmp_path / "map.yaml"))
    assert [firm.organisation_kind for firm in of_type(records, "organisation")] == ["hospital"]
