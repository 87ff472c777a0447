"""Korean beside English, from every kind of file that may hold it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from graph.snapshot import Snapshot
from ingest.load import load
from tests.ingest.adapters.loads import loaded, new_store, of_type
from tests.korean import IN_KOREAN
from tests.origin import edit, write_folder
from tests.records import RECORDS
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "source: {title: 명단, publisher: 대구테크노파크, url: 'https://example.org/list'}\n"
COUNTS = {
    "organisation": 989, "technology": 355, "programme": 314, "source": 913, "relation": 3227, "alias": 476, "conflict": 51,
}  # fmt: skip


def test_the_bundled_data_bear_korean_on_the_counts_that_they_had(daegu: Snapshot) -> None:
    assert {name: daegu.counts[name] for name in COUNTS} == COUNTS
    english = [one for one in daegu.relations.detail if one]
    assert len(english) == len([one for one in daegu.relations.detail_ko if one])


def test_a_folder_with_or_without_the_korean_columns_is_read(tmp_path: Path) -> None:
    with new_store(tmp_path / "plain") as store:
        report = load(store, "daegu", [write_folder(tmp_path / "older", RECORDS, later_columns=False)])
        assert (report.rejected, held_records(store)) == (0, set(RECORDS))
    with new_store(tmp_path / "korean") as store:
        report = load(store, "daegu", [write_folder(tmp_path / "newer", IN_KOREAN)])
        assert (report.rejected, held_records(store)) == (0, set(IN_KOREAN))


def test_columns_may_stand_in_any_order_and_a_wrong_number_of_members_rejects_its_row(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "daegu", IN_KOREAN)
    path = folder / "programmes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row[::-1] for row in rows)
    with new_store(tmp_path / "turned") as store:
        assert load(store, "daegu", [folder]).rejected == 0
        assert held_records(store) == set(IN_KOREAN)
    edit(path, ",200,", ",약 200,")
    with new_store(tmp_path / "wrong") as store:
        (reject,) = [one for one in load(store, "daegu", [folder]).rejects if one.field == "members_told"]
    assert reject.rule == "“약 200” is not a whole number of at most 16 digits"


def test_a_misspelt_korean_column_is_told_with_the_right_one(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "daegu", IN_KOREAN)
    edit(folder / "technologies.csv", "detail_ko", "detail_kr")
    with new_store(tmp_path / "misspelt") as store:
        first = load(store, "daegu", [folder]).rejects[0]
    assert (first.field, first.rule) == ("header", "unknown column detail_kr")
    assert "detail_ko" in first.remedy


def test_a_mapping_names_the_korean_columns_of_any_table(tmp_path: Path) -> None:
    (tmp_path / "firms.yaml").write_text(
        f"origin: firms\nrecord: organisation\n{SOURCE}"
        "columns: {name_ko: 업체명, products: 영문, products_ko: 품목}\n",
        encoding="utf-8",
    )
    path = tmp_path / "firms.csv"
    path.write_text("업체명,영문,품목\n㈜가나소재,moulds,금형/치공구\n", encoding="utf-8")
    _, records = loaded("table", path, map=str(tmp_path / "firms.yaml"))
    (firm,) = of_type(records, "organisation")
    assert (firm.products, firm.products_ko) == ("moulds", "금형; 치공구")
    (tmp_path / "projects.yaml").write_text(
        f"origin: projects\nrecord: programme\n{SOURCE}constants: {{programme_kind: project}}\n"
        "columns: {name_ko: 사업명, members_told: 참여기관수, detail: 내용, detail_ko: 국문}\n",
        encoding="utf-8",
    )
    path = tmp_path / "projects.csv"
    path.write_text('사업명,참여기관수,내용,국문\n시험 사업,"1,200",tests,시험\n', encoding="utf-8")
    _, records = loaded("table", path, map=str(tmp_path / "projects.yaml"))
    (project,) = of_type(records, "programme")
    assert (project.members_told, project.detail, project.detail_ko) == (1200, "tests", "시험")


def test_two_relations_that_differ_only_in_korean_stay_two(tmp_path: Path) -> None:
    (tmp_path / "ties.yaml").write_text(
        f"origin: ties\nrecord: relation\n{SOURCE}constants: {{predicate: SUPPLIES}}\n"
        "columns: {subject_name: 공급, object_name: 수요, detail: 영문, detail_ko: 국문}\n",
        encoding="utf-8",
    )
    path = tmp_path / "ties.csv"
    path.write_text("공급,수요,영문,국문\n가,나,,금형 납품\n가,나,,부품 납품\n", encoding="utf-8")
    _, records = loaded("table", path, map=str(tmp_path / "ties.yaml"))
    assert sorted(one.detail_ko for one in of_type(records, "relation")) == ["금형 납품", "부품 납품"]


GRAPHML = """<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="k" for="node" attr.name="kind"/><key id="l" for="node" attr.name="label"/>
<key id="m" for="node" attr.name="members_told"/><key id="p" for="node" attr.name="products_ko"/>
<key id="d" for="edge" attr.name="detail_ko"/><key id="r" for="edge" attr.name="predicate"/>
<graph edgedefault="directed">
<node id="a"><data key="k">company</data><data key="l">가나소재</data><data key="p">금형</data></node>
<node id="b"><data key="k">project</data><data key="l">시험 사업</data><data key="m">12</data></node>
<edge source="a" target="b"><data key="r">PARTICIPATES_IN</data><data key="d">공동 시험</data></edge>
</graph></graphml>"""


def test_a_network_of_others_may_bear_the_same_attributes(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_text(GRAPHML, encoding="utf-8")
    said = {"title": "t", "publisher": "p", "url": "https://example.org/n"}
    _, records = loaded("graphml", path, **said)
    (firm,), (project,), (tie,) = (
        of_type(records, kind) for kind in ("organisation", "programme", "relation")
    )
    assert (firm.products_ko, project.members_told, tie.detail_ko) == ("금형", 12, "공동 시험")
