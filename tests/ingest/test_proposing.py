"""Draft mappings: what an unknown table is taken for, by its headings and its values, as a structure and as YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from ingest.edge_guesses import EDGES
from ingest.load import load
from ingest.looking import look_at
from ingest.mapping import checked
from ingest.origin import OriginError
from ingest.proposing import mapping_text, proposal_of
from tests.ingest.adapters.loads import new_store
from tests.ingest.loading import NOW
from tests.ingest.reading.files import sheet_xml, write_xlsx
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from ingest.proposal import Proposal

PROJECTS = (
    "연번,과제번호,과제명,주관기관,참여기관,시작일,총사업비(백만원),과제책임자,단계\n"
    '1,R-1,수소 저장,㈜가나,"다라금속, 마바대학교",2021-03-01,"1,200",홍길동,1\n'
    '2,R-2,음극재,마바대학교,"가나(주), Alpha Co., Ltd.",2022-03-01,800,김가나,2\n'
)


def proposed(folder: Path, text: str, name: str = "a.csv") -> Proposal:
    (folder / name).write_text(text, encoding="utf-8")
    return proposal_of(folder / name)


def loaded_as_proposed(folder: Path, proposal: Proposal, name: str = "a.csv") -> set[Record]:
    content = proposal.mapping(publisher="시청", url="https://example.org")
    (folder / "m.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with new_store(folder) as store:
        report = load(store, "table", [folder / name], options={"map": str(folder / "m.yaml")}, now=NOW)
        assert report.rejected == 0, report.rejects
        return held_records(store)


def fates(proposal: Proposal) -> dict[str, str]:
    return {
        column.name: column.dropped
        or ", ".join(f"{number}:{field}" for number, field in column.fields)
        or f"own {column.type}"
        for column in proposal.tables[0].columns
    }


def test_a_project_list_is_taken_for_projects_leads_partners_and_their_relations(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, PROJECTS)
    assert fates(proposal) == {
        "연번": "numbers the rows", "과제번호": "0:id", "과제명": "0:name_ko", "주관기관": "1:name_ko", "참여기관": "2:name_ko",
        "시작일": "0:start", "총사업비(백만원)": "own number", "과제책임자": "personal data by its name", "단계": "own number",
    }  # fmt: skip
    assert [one.record for one in proposal.tables[0].records] == [
        "programme",
        "organisation",
        "organisation",
        "relation",
        "relation",
    ]
    records = loaded_as_proposed(tmp_path, proposal)
    names = {one.id: one.name_ko for one in records if one.type in {"organisation", "programme"}}
    assert sorted(names.values()) == [
        "Alpha Co., Ltd.",
        "㈜가나",
        "다라금속",
        "마바대학교",
        "수소 저장",
        "음극재",
    ]
    ties = {
        (names[one.subject], one.predicate, names[one.object]) for one in records if one.type == "relation"
    }
    assert ties == {
        ("㈜가나", "LEADS", "수소 저장"), ("다라금속", "PARTICIPATES_IN", "수소 저장"), ("마바대학교", "PARTICIPATES_IN", "수소 저장"),
        ("마바대학교", "LEADS", "음극재"), ("㈜가나", "PARTICIPATES_IN", "음극재"), ("Alpha Co., Ltd.", "PARTICIPATES_IN", "음극재"),
    }  # fmt: skip


def test_partners_of_a_list_of_firms_are_found_in_the_list_by_their_names(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path,
        "legal_name,Type,HQ,Employees,Listed,Contact,Partners\n"
        "Alpha Materials GmbH,Supplier,Busan,120,true,Anna B,Beta Institute; Gamma Fibers\n"
        'Beta Institute,Research,Seoul,"1,300",false,x y,-\n',
    )
    assert fates(proposal) == {
        "legal_name": "0:name_ko", "Type": "0:organisation_kind", "HQ": "0:city", "Employees": "own number", "Listed": "own truth",
        "Contact": "personal data by its name", "Partners": "1:object_name",
    }  # fmt: skip
    assert proposal.tables[0].records[0].values == {
        "organisation_kind": {"Supplier": "company", "Research": "research_institute"}
    }
    records = loaded_as_proposed(tmp_path, proposal)
    assert len([one for one in records if one.type == "organisation"]) == 3
    assert len([one for one in records if one.type == "relation"]) == 2


def test_values_tell_what_headings_do_not(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path,
        "가,나,다,라,마,바\n"
        "㈜하늘소재,대구 달서구 성서로 1,124-81-00998,010-1234-5678,산업용 로봇 제조업,https://a.kr\n"
        "바다금속 주식회사,경북 구미시 산단로 2,,010-2234-5678,도매업,https://b.kr\n",
    )
    assert fates(proposal) == {
        "가": "0:name_ko", "나": "0:address", "다": "0:brn", "라": "mobile phone numbers", "마": "0:industry", "바": "0:website",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "record"),
    [
        ("사업명,시작일,종료일,예산", "수소 사업,2021,2022,1000", "programme"),
        ("기술명,기술개요", "합금 주조,가볍다", "technology"),
        ("공급기업,수요기업", "가나,다라", "relation"),
        ("단지명,시군명", "하늘산단,구미시", "organisation"),
    ],
)
def test_each_kind_of_list_is_recognised(tmp_path: Path, header: str, row: str, record: str) -> None:
    proposal = proposed(tmp_path, f"{header}\n{row}\n")
    assert [one.record for one in proposal.tables[0].records] == [record]
    assert loaded_as_proposed(tmp_path, proposal)


def test_technologies_with_their_holders_are_developed_by_them(tmp_path: Path) -> None:
    records = loaded_as_proposed(tmp_path, proposed(tmp_path, "기술명,보유기관\n합금 주조,㈜가나\n"))
    (tie,) = (one for one in records if one.type == "relation")
    assert tie.predicate == "DEVELOPS"


def test_values_that_do_not_fit_a_heading_become_own_columns(tmp_path: Path) -> None:
    fate = fates(proposed(tmp_path, "업체명,설립일,기관유형,번호\n가나,미정,x,A\n다라,곧,y,A\n"))
    assert fate == {"업체명": "0:name_ko", "설립일": "own text", "기관유형": "own text", "번호": "own text"}


def test_columns_with_persons_are_never_proposed_and_show_no_values(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path, "업체명,대표,메일,담당 부서\n가나,홍길동,a@b.kr,영업부\n다라,김가나,c@d.kr,총무부\n"
    )
    assert fates(proposal) == {
        "업체명": "0:name_ko",
        "대표": "personal data by its name",
        "메일": "e-mail addresses",
        "담당 부서": "own text",
    }
    text = json.dumps(proposal.as_dict(), ensure_ascii=False) + mapping_text(proposal)
    assert "홍길동" not in text
    assert "a@b.kr" not in text
    assert "# personal data, never read: '메일'" in text


def test_a_proposal_is_a_mapping_once_it_cites_its_publisher(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, PROJECTS)
    with pytest.raises(OriginError, match="source: publisher is missing"):
        checked("form", proposal.mapping())
    assert checked("form", proposal.mapping(publisher="시청", url="https://example.org")).several
    text = mapping_text(proposal)
    assert yaml.safe_load(text)["records"] == proposal.mapping()["records"]


def test_sheets_with_the_same_columns_are_one_list_and_others_can_be_chosen(tmp_path: Path) -> None:
    rows = [("산업단지 현황", "", "", ""), ("단지명", "시도", "입주", ""), ("", "", "업체", "고용")]
    sheets = {
        name: sheet_xml([*rows, (f"{name}산단", "대구", 10, "1,200"), ("합계", "", 10, "1,200")])
        for name in ("국가", "일반", "농공")
    }
    sheets["총괄"] = sheet_xml([("구분", "개수"), ("국가", 1)])
    path = write_xlsx(tmp_path / "a.xlsx", sheets)
    proposal = proposal_of(path)
    assert fates(proposal) == {
        "단지명": "0:name_ko",
        "시도": "0:city",
        "입주 업체": "own number",
        "입주 고용": "own number",
    }
    assert "sheet" not in proposal.mapping()
    assert "all 3 sheets with these columns are read" in mapping_text(proposal)
    assert (
        len([one for one in loaded_as_proposed(tmp_path, proposal, "a.xlsx") if one.type == "organisation"])
        == 3
    )
    assert [one["sheet"] for one in proposal.mapping((0, 1))["records"]] == [
        table.sheet for table in proposal.tables[:2]
    ]


def test_too_many_columns_are_refused_with_their_number(tmp_path: Path) -> None:
    with pytest.raises(OriginError, match=r"10,000 columns.*matrix"):
        proposed(tmp_path, ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join(["1"] * 10_000) + "\n")


def test_several_sheets_of_projects_are_one_mapping(tmp_path: Path) -> None:
    sheets = {
        year: sheet_xml([("과제명", "주관기관"), (f"과제 {year}", "㈜가나"), (f"다음 {year}", "다라")])
        for year in ("2023", "2024")
    }
    proposal = proposal_of(write_xlsx(tmp_path / "a.xlsx", sheets))
    content = proposal.mapping((0, 1), publisher="시청", url="https://example.org")
    assert [one.get("as") for one in content["records"]] == [
        "project",
        "lead",
        None,
        "project2",
        "lead2",
        None,
    ]
    (tmp_path / "m.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with new_store(tmp_path) as store:
        report = load(
            store, "table", [tmp_path / "a.xlsx"], options={"map": str(tmp_path / "m.yaml")}, now=NOW
        )
    assert (report.new["programme"], report.new["organisation"], report.new["relation"]) == (4, 2, 4)


def test_days_without_signs_are_dates_in_a_column_of_dates_and_numbers_in_others(tmp_path: Path) -> None:
    text = "업체명,인증일자,등록일(YYYYMMDD),매출\n㈜가나,20201016,20200301,20201016\n㈜다라,20210105,-,20210105\n"
    found = fates(proposed(tmp_path, text))
    assert found == {
        "업체명": "0:name_ko", "인증일자": "own date", "등록일(YYYYMMDD)": "own date", "매출": "own number",
    }  # fmt: skip
    records = loaded_as_proposed(tmp_path, proposal_of(tmp_path / "a.csv"))
    one = next(record for record in records if getattr(record, "name_ko", "") == "㈜가나")
    assert json.loads(one.attributes) == {  # type: ignore[union-attr]
        "인증일자": "2020-10-16", "등록일(YYYYMMDD)": "2020-03-01", "매출": 20201016,
    }  # fmt: skip


def test_an_unknown_key_of_a_mapping_is_answered_with_each_key_once() -> None:
    with pytest.raises(OriginError) as refused:
        checked("m", [])
    listed = str(refused.value).partition("keys ")[2].partition(":")[0].split(", ")
    assert len(listed) == len(set(listed))
    assert {"records", "split", "ends", "space", "as", "drop", "only", "attributes"} <= set(listed)


def test_a_draft_and_a_load_of_a_korean_list_keep_the_own_columns_and_drop_the_persons(
    tmp_path: Path,
) -> None:
    rows = [
        ["업체명", "소재지", "생산품", "매출액", "대표자", "등급", "담당", "비고(담당자명)", "문의처"],
        ["㈜가나소재", "대구 달서구", "음극재", "1200", "홍길동", "A", "영업팀 홍길동", "홍길동 과장", "홍길동 053-111-2222"],
        ["다라금속", "경북 포항시", "니켈", "800", "김가나", "B", "김가나", "김가나", "김가나 (010-1111-2222)"],
    ]  # fmt: skip
    (tmp_path / "a.csv").write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
    write_xlsx(tmp_path / "a.xlsx", {"명단": sheet_xml(rows)})
    for name in ("a.csv", "a.xlsx"):
        looked = look_at([tmp_path / name], tmp_path / f"{name}.sqlite")
        (how,) = looked.report.recognised
        assert (looked.origin, how["loaded"]) == ("table", 2)
        assert how["attributes"] == ["매출액", "등급"]
        assert how["unread"] == ["대표자", "담당", "비고(담당자명)", "문의처"]
        assert "홍길동".encode() not in (tmp_path / f"{name}.sqlite").read_bytes()


def test_a_list_of_persons_makes_no_organisations_of_where_they_work(tmp_path: Path) -> None:
    persons = "성명,소속,직위,전화\n홍길동,㈜가나소재,부장,053-123-4567\n김가나,다라금속,대리,053-222-3333\n"
    (tmp_path / "a.csv").write_text(persons, encoding="utf-8")
    with pytest.raises(
        OriginError, match=r"^a.csv: each row is a person \(“성명”, “소속”\), and persons are"
    ):
        look_at([tmp_path / "a.csv"], tmp_path / "s.sqlite")
    firms = sheet_xml([["업체명", "성명", "직위"], ["㈜가나", "홍길동", "부장"]])
    sheets = {"명부": sheet_xml([row.split(",") for row in persons.splitlines()]), "업체": firms}
    proposal = proposal_of(write_xlsx(tmp_path / "a.xlsx", sheets))
    assert [table.sheet for table in proposal.tables] == ["업체"]
    assert proposal.tables[0].asked[-1].startswith("a.xlsx[명부]: each row is a person")


def test_a_free_text_with_personal_data_is_left_out_and_told(tmp_path: Path) -> None:
    text = "과제명,주관기관,내용\n수소 저장,㈜가나,문의 홍길동 과장\n음극재,㈜다라,소재 개발\n"
    proposal = proposed(tmp_path, text)
    records = loaded_as_proposed(tmp_path, proposal)
    details = {one.name_ko: one.detail for one in records if one.type == "programme"}
    assert details == {"수소 저장": None, "음극재": "소재 개발"}


def test_edge_lists_are_relations_of_their_two_ends_with_their_weights(tmp_path: Path) -> None:
    r = '"","Reporter","Partner","Trade_Value"\n"1","Korea","Japan",120\n"2","Japan","Korea",80\n'
    proposal = proposed(tmp_path, r)
    assert proposal.tables[0].header == 1
    assert proposal.tables[0].asked == (EDGES,)
    assert fates(proposal) == {
        "Reporter": "0:subject_name",
        "Partner": "0:object_name",
        "Trade_Value": "0:weight",
    }
    look = proposed(tmp_path, "Land,Gegenland,Wert\nA,B,3\nB,C,2\nC,A,1\n")
    assert fates(look) == {"Land": "0:subject_name", "Gegenland": "0:object_name", "Wert": "own number"}
    assert look.tables[0].asked[0].startswith("“Land” and “Gegenland” name the same things")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("companyId:ID(Company),name:string,:LABEL\nc1,Alpha,Company\n", "a Neo4j import: load"),
        (":END_ID(Company),:START_ID(Company),:TYPE\nc1,c2,OWNS\n", "a Neo4j import: load"),
        (",a,b,c\na,0,1,2\nb,1,0,3\n", "an adjacency matrix: load it with `sojae load matrix`"),
    ],
)
def test_what_another_origin_reads_is_named_instead_of_a_draft(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(OriginError, match=f"a.csv: this is {told}"):
        proposed(tmp_path, text)
