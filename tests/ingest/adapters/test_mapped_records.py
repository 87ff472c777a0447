"""Several kinds of records from one row, own columns as attributes, row filters, and personal data that stay out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from graph.attributes import attributes_of
from ingest.mapping import checked
from ingest.origin import OriginError
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from graph.model import Record
    from ingest.session import LoadReport

SOURCE = "source: {title: 과제 현황, publisher: 시청, url: 'https://example.org'}\n"
PROJECTS = f"""
origin: projects
{SOURCE}
records:
- record: programme
  as: project
  columns: {{id: 과제번호, name_ko: 과제명, start: 시작}}
  constants: {{programme_kind: project}}
  attributes: {{단계: number, 등급: text}}
- record: organisation
  as: lead
  columns: {{name_ko: 주관기관, city: 지역}}
- record: organisation
  as: partner
  columns: {{name_ko: 참여기관}}
  split: ",;"
- record: relation
  ends: {{subject: lead, object: project}}
  constants: {{predicate: LEADS}}
- record: relation
  ends: {{subject: partner, object: project}}
  constants: {{predicate: PARTICIPATES_IN}}
"""
LIST = (
    "과제번호,과제명,시작,단계,등급,주관기관,지역,참여기관\n"
    '1,수소 저장,2021,2,A,㈜가나,대구,"다라금속, Alpha Co., Ltd.; 마바대학교"\n'
    "2,이차전지,2022,셋,B,마바대학교,포항시,다라금속\n"
    "3,단독 과제,2023,1,,㈜가나,대구,-\n"
)
FIRMS = f"origin: firms\nrecord: organisation\n{SOURCE}columns: {{name_ko: 업체명, city: 지역}}\n"


def load_text(
    folder: Path, mapping: str, text: str, name: str = "list.csv"
) -> tuple[LoadReport, set[Record]]:
    (folder / "map.yaml").write_text(mapping, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return loaded("table", folder / name, map=str(folder / "map.yaml"))


def remarks(report: LoadReport) -> list[tuple[str, str]]:
    return [(one["field"], one["first"][0]["rule"]) for one in report.recognised[0]["remarks"]]


def named(records: set[Record], type_: str) -> dict[str, dict[str, object]]:
    return {one.name_ko: attributes_of(one.attributes) for one in of_type(records, type_)}


def ties(records: set[Record]) -> set[tuple[str, str, str]]:
    names = {
        one.id: one.name_ko
        for kind in ("organisation", "programme", "technology")
        for one in of_type(records, kind)
    }
    return {(names[one.subject], one.predicate, names[one.object]) for one in of_type(records, "relation")}


def test_a_list_of_projects_gives_projects_lead_and_partners_and_their_relations(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, PROJECTS, LIST)
    assert ties(records) == {
        ("㈜가나", "LEADS", "수소 저장"),
        ("다라금속", "PARTICIPATES_IN", "수소 저장"),
        ("Alpha Co., Ltd.", "PARTICIPATES_IN", "수소 저장"),
        ("마바대학교", "PARTICIPATES_IN", "수소 저장"),
        ("마바대학교", "LEADS", "이차전지"),
        ("다라금속", "PARTICIPATES_IN", "이차전지"),
        ("㈜가나", "LEADS", "단독 과제"),
    }
    assert named(records, "programme") == {
        "수소 저장": {"단계": 2, "등급": "A"},
        "이차전지": {"등급": "B"},
        "단독 과제": {"단계": 1},
    }
    assert ("단계", "“셋” is not a number: left out") in remarks(report)
    assert report.rejected == 0


def test_partners_in_several_columns_have_their_places_beside_them(tmp_path: Path) -> None:
    mapping = PROJECTS.replace(
        '{name_ko: 참여기관}\n  split: ",;"', "{name_ko: [참여1, 참여2], city: [지역1, 지역2]}"
    )
    mapping = mapping.replace("  attributes: {단계: number, 등급: text}\n", "")
    text = "과제번호,과제명,시작,주관기관,지역,참여1,지역1,참여2,지역2\n1,수소 저장,2021,㈜가나,대구,다라금속,구미시,마바,포항시\n2,태양광,2021,㈜가나,대구,사아,서울,,\n"
    _, records = load_text(tmp_path, mapping, text)
    places = {one.name_ko: one.city for one in of_type(records, "organisation")}
    assert places == {"㈜가나": "Daegu", "다라금속": "Gumi", "마바": "Pohang", "사아": "Seoul"}
    assert len(ties(records)) == 5


def test_a_row_without_a_project_is_rejected_and_one_without_partners_is_not(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, PROJECTS, LIST + "4,,2023,1,,㈜가나,대구,다라금속\n")
    assert [(one.line, one.field) for one in report.rejects] == [(5, "과제명")]
    assert len(of_type(records, "programme")) == 3


def test_a_relation_by_name_finds_the_node_of_the_same_file_and_stays_alone_where_two_have_the_name(
    tmp_path: Path,
) -> None:
    mapping = f"""
origin: book
{SOURCE}
records:
- {{record: organisation, sheet: 기관, columns: {{id: 번호, name_ko: 이름, city: 지역}}}}
- {{record: programme, sheet: 과제, columns: {{id: 번호, name_ko: 과제명}}, space: p, constants: {{programme_kind: project}}}}
- {{record: relation, sheet: 참여, columns: {{subject_name: 기관, object_number: 과제번호}}, constants: {{predicate: PARTICIPATES_IN, object_space: p}}}}
"""
    (tmp_path / "map.yaml").write_text(mapping, encoding="utf-8")
    sheets = {
        "참여": sheet_xml([("기관", "과제번호"), ("가나(주)", 1), ("다라", 1), ("사아", 1)]),
        "과제": sheet_xml([("번호", "과제명"), (1, "수소 저장")]),
        "기관": sheet_xml(
            [("번호", "이름", "지역"), (1, "㈜가나", "대구"), (2, "다라", "대구"), (3, "다라", "포항시")]
        ),
        "메모": sheet_xml([("x", "y"), (1, 2)]),
    }
    path = write_xlsx(tmp_path / "book.xlsx", sheets)
    report, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    subjects = [one.subject for one in of_type(records, "relation")]
    assert report.rejected == 0
    assert "table-book:1" in subjects
    assert not {"table-book:2", "table-book:3"} & set(subjects)
    assert {one.object for one in of_type(records, "relation")} == {"table-book:p-1"}
    assert len(of_type(records, "organisation")) == 5
    assert [one["skipped"] for one in report.recognised if one["sheet"] == "메모"] == [2]


def test_own_columns_are_typed_by_all_values_and_what_is_dropped_stays_out(tmp_path: Path) -> None:
    text = '업체명,지역,직원수,코드,지정일,비고\n가나,대구,"1,200",007,2018.6.20,x\n다라,포항시,35,12,2019-01,y\n'
    report, records = load_text(tmp_path, FIRMS + "attributes: rest\ndrop: [비고]\n", text)
    assert named(records, "organisation") == {
        "가나": {"직원수": 1200, "코드": "007", "지정일": "2018-06-20"},
        "다라": {"직원수": 35, "코드": "12", "지정일": "2019-01"},
    }
    assert report.recognised[0]["unread"] == ["비고"]


def test_persons_stay_out_by_heading_and_by_look_and_are_reported(tmp_path: Path) -> None:
    text = (
        "업체명,지역,대표자,담당,연락처,대표 업종,문의\n"
        "가나,대구,x,홍길동,053-123-4567,금속,a@b.kr\n"
        "다라,포항시,x,김가나,010-1234-5678,섬유,홈페이지\n"
    )  # fmt: skip
    report, records = load_text(tmp_path, FIRMS + "attributes: rest\n", text)
    assert named(records, "organisation") == {
        "가나": {"연락처": "053-123-4567", "대표 업종": "금속"},
        "다라": {"대표 업종": "섬유", "문의": "홈페이지"},
    }
    one = report.recognised[0]
    assert one["unread"] == ["대표자", "담당"]
    assert one["notes"][-3:] == [
        "담당: names of persons, never loaded",
        "문의: e-mail addresses left out (1)",
        "연락처: mobile phone numbers left out (1)",
    ]


def test_rows_that_a_filter_excludes_are_skipped_and_counted(tmp_path: Path) -> None:
    text = "업체명,지역,Kind\n가나,대구,Company\n다라,대구,Fund\n마바,대구, company \n"
    report, records = load_text(tmp_path, FIRMS + "only: {Kind: [Company]}\n", text)
    assert set(named(records, "organisation")) == {"가나", "마바"}
    assert report.recognised[0]["why"] == {"filtered out by `only` (Kind)": 1}


def test_rows_of_one_number_join_their_own_columns_and_report_where_they_differ(tmp_path: Path) -> None:
    mapping = FIRMS.replace("{name_ko", "{id: 번호, name_ko") + "attributes: [직원수, 등급]\n"
    report, records = load_text(
        tmp_path, mapping, "번호,업체명,지역,직원수,등급\n1,가나,대구,10,\n1,가나,대구,12,A\n"
    )
    assert named(records, "organisation") == {"가나": {"직원수": 10, "등급": "A"}}
    assert ("직원수", "rows of one record have 2 values: “10”, “12”") in remarks(report)


def test_a_tie_on_two_rows_is_one_relation_with_the_columns_of_both(tmp_path: Path) -> None:
    mapping = f"origin: t\nrecord: relation\n{SOURCE}columns: {{subject_name: a, object_name: b}}\nconstants: {{predicate: SUPPLIES}}\nattributes: rest\n"
    _, records = load_text(tmp_path, mapping, "a,b,금액,품목\n가나,다라,10,\n가나,다라,,강관\n")
    (tie,) = of_type(records, "relation")
    assert attributes_of(tie.attributes) == {"금액": 10, "품목": "강관"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"ends": {"subject": "leed", "object": "project"}}, "no record of the same row is named “leed” .* did you mean “lead”"),
        ({"record": "alias", "constants": {}}, "only a relation has ends"),
        ({"attributes": {"x": "int"}}, "attributes: x: unknown type “int”"),
        ({"attributes": ["대표자명"]}, "holds personal data"),
        ({"only": {"담당자": "x"}}, "holds personal data"),
        ({"as": "lead"}, "as: relations join"),
        ({"columns": {"detail": ["a", "b"], "start": ["a", "b", "c"]}}, "give each the same number"),
    ],
)  # fmt: skip
def test_a_wrong_record_of_a_mapping_is_refused_with_its_number(change: dict[str, object], rule: str) -> None:
    content = yaml.safe_load(PROJECTS)
    content["records"][3] |= change
    with pytest.raises(OriginError, match=rf"records 4.*{rule}"):
        checked("map.yaml", content)


def test_a_table_of_ten_thousand_columns_is_refused_in_one_line(tmp_path: Path) -> None:
    text = (
        ",".join(["업체명", "지역", *(f"c{n}" for n in range(10_000))])
        + "\n"
        + ",".join(["x"] * 10_002)
        + "\n"
    )
    with pytest.raises(OriginError, match=r"10,002 columns.*at most 200.*matrix"):
        load_text(tmp_path, FIRMS + "attributes: rest\n", text)


def test_the_worked_example_of_the_docs_gives_what_they_say(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs/reference/origins.md").read_text(encoding="utf-8")
    part = page.partition("### Several records in one row")[2]
    mapping = part.partition("```yaml\n")[2].partition("```")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n"
    report, records = load_text(tmp_path, mapping, text)
    assert (len(of_type(records, "programme")), len(of_type(records, "organisation"))) == (2, 3)
    assert ties(records) == {
        ("㈜가나", "LEADS", "수소 저장"),
        ("다라금속", "PARTICIPATES_IN", "수소 저장"),
        ("마바대학교", "PARTICIPATES_IN", "수소 저장"),
        ("마바대학교", "LEADS", "음극재"),
        ("㈜가나", "PARTICIPATES_IN", "음극재"),
    }
    assert report.rejected == 0
