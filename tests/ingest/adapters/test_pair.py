"""Lists of nodes and edges: Gephi, Neo4j's bulk import, GLEIF, workbooks; together, alone, and where they do not belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.attributes import attributes_of
from ingest.origin import OriginError
from ingest.session import TookNothing
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from ingest.session import LoadReport

NET = {"title": "망", "publisher": "시청", "url": "https://example.org", "items": "organisation"}
NODES = (
    "Id,Label,staff,담당\nn1,Alpha Materials,12,홍길동\nn2,Beta Institute,,김가나\nn3,Gamma Fibers,7,이다라\n"
)
EDGES = "Source,Target,Type,Weight,Id,Label,note\nn1,n2,Undirected,3,0,,x\nn2,n3,Directed,1.5,1,supplies,\nn1,n2,Undirected,2,2,,x\n"


def pair(folder: Path, *texts: str, **options: str) -> tuple[LoadReport, set[Record]]:
    paths = [folder / f"{number}.csv" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return loaded("pair", *paths, **{name: value for name, value in {**NET, **options}.items() if value})


def ties(records: set[Record]) -> set[tuple[str, str, str, float]]:
    names = {
        one.id: one.name_ko
        for kind in ("organisation", "programme", "technology")
        for one in of_type(records, kind)
    }
    found = set()
    for one in of_type(records, "relation"):
        ends = names[one.subject], names[one.object]
        first, second = sorted(ends) if one.predicate == "COLLABORATES_WITH" else ends
        found.add((first, one.predicate, second, one.weight))
    return found


GEPHI = {
    ("Alpha Materials", "COLLABORATES_WITH", "Beta Institute", 5.0),
    ("Beta Institute", "SUPPLIES", "Gamma Fibers", 1.5),
}


@pytest.mark.parametrize("texts", [(NODES, EDGES), (EDGES, NODES)])
def test_a_pair_of_gephi_is_read_in_any_order(tmp_path: Path, texts: tuple[str, str]) -> None:
    report, records = pair(tmp_path, *texts)
    assert ties(records) == GEPHI
    staff = {one.name_ko: attributes_of(one.attributes) for one in of_type(records, "organisation")}
    assert staff == {"Alpha Materials": {"staff": 12}, "Beta Institute": {}, "Gamma Fibers": {"staff": 7}}
    assert {str(attributes_of(one.attributes)) for one in of_type(records, "relation")} == {
        "{'note': 'x'}",
        "{}",
    }
    nodes = next(one for one in report.recognised if "a list of nodes" in one["notes"])
    assert nodes["unread"] == ["담당"]
    assert "담당: names of persons, never loaded" in nodes["notes"]


def test_a_workbook_with_both_sheets_is_one_load(tmp_path: Path) -> None:
    sheets = {
        "edges": sheet_xml([tuple(line.split(",")) for line in EDGES.splitlines()]),
        "about": sheet_xml([("title",), ("x",)]),
        "nodes": sheet_xml([("My nodes",), *(tuple(line.split(",")) for line in NODES.splitlines())]),
    }
    report, records = loaded("pair", write_xlsx(tmp_path / "net.xlsx", sheets), **NET)
    assert ties(records) == GEPHI
    assert report.rejected == 0


def test_a_bulk_import_of_neo4j_has_spaces_of_ids_labels_types_and_lists(tmp_path: Path) -> None:
    firms = "id:ID(Firm),name:string,:LABEL,staff:int,code:string,tags:string[],skip:IGNORE\n1,㈜가나,Company,12,007,a;b,x\n2,다라대,University,,8,,x\n3,아무개,Person;Expert,,,,x\n"
    projects = "code:ID(Project),name,:LABEL\n1,수소 저장,Project\n"
    ties_ = ":START_ID(Firm),:END_ID(Project),:TYPE,since:int\n1,1,LEADS,2020\n2,1,PARTICIPATES_IN,2021\n3,1,LEADS,2020\n9,1,LEADS,2020\n"
    report, records = pair(tmp_path, ties_, projects, firms)
    assert ties(records) == {
        ("㈜가나", "LEADS", "수소 저장", 1.0),
        ("다라대", "PARTICIPATES_IN", "수소 저장", 1.0),
    }
    own = {
        one.name_ko: (one.organisation_kind, attributes_of(one.attributes))
        for one in of_type(records, "organisation")
    }
    assert own == {
        "㈜가나": ("company", {"staff": 12, "code": "007", "tags": "a;b"}),
        "다라대": ("university", {"code": "8"}),
    }
    assert [one.rule for one in report.rejects] == ["no list of nodes has the id “Firm/9”"]
    assert sum(one["skipped"] for one in report.recognised) == 2


def test_relationships_of_gleif_join_parts_to_wholes_by_their_numbers(tmp_path: Path) -> None:
    a, b = "5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"
    edges = (
        "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.Period.1.startDate\n"
        f"{a},LEI,{b},LEI,IS_DIRECTLY_CONSOLIDATED_BY,2019-01-01T00:00:00.000Z\n"
    )
    _, records = pair(tmp_path, edges)
    assert ties(records) == {(a, "PART_OF", b, 1.0)}
    assert {one.value for one in of_type(records, "identifier")} == {a, b}
    nodes = f"LEI,Entity.LegalName,Entity.LegalAddress.City\n{a},Alpha plc,Seoul\n{b},Beta AG,Busan\n"
    _, records = pair(tmp_path, nodes, edges)
    assert ties(records) == {("Alpha plc", "PART_OF", "Beta AG", 1.0)}
    assert {one.city for one in of_type(records, "organisation")} == {"Seoul", "Busan"}


def test_edges_alone_name_their_nodes_and_persons_among_them_stay_out(tmp_path: Path) -> None:
    text = "source,source_type,target,weight\n가나소재,Company,다라금속,2\n아무개,Person,다라금속,1\n"
    report, records = pair(tmp_path, text)
    assert ties(records) == {("가나소재", "COLLABORATES_WITH", "다라금속", 2.0)}
    assert report.recognised[0]["why"] == {"a tie to a person": 1}


def test_nodes_alone_are_loaded(tmp_path: Path) -> None:
    _, records = pair(tmp_path, NODES)
    assert len(of_type(records, "organisation")) == 3


def test_edges_that_name_labels_find_the_nodes(tmp_path: Path) -> None:
    report, records = pair(tmp_path, NODES, "Source,Target\nAlpha Materials,Beta Institute\n")
    assert ties(records) == {("Alpha Materials", "COLLABORATES_WITH", "Beta Institute", 1.0)}
    assert "the ends of edges are labels of nodes, not ids" in report.recognised[1]["notes"]


def test_lists_that_do_not_belong_together_are_refused_with_an_id_of_each(tmp_path: Path) -> None:
    with pytest.raises(
        OriginError, match=r"1\.csv: none of its 1 edge names a node of 0\.csv \(“x1” here, “n1” there\)"
    ):
        pair(tmp_path, NODES, "Source,Target\nx1,x2\n")


def test_a_table_of_neither_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(
        OriginError,
        match=r"neither nodes .* nor edges|neither nodes .*its columns are 가, 나: use `sojae load table`",
    ):
        pair(tmp_path, "가,나\n1,2\n")


def test_nodes_without_a_kind_ask_for_one(tmp_path: Path) -> None:
    with pytest.raises(TookNothing, match="--set items=organisation"):
        pair(tmp_path, NODES, EDGES, items="")


@pytest.mark.parametrize(
    "text",
    [
        '"","Reporter","Partner","Trade_Value"\n"1","Korea","Japan",120\n"2","Korea","Viet Nam",60\n',
        " (from), (to), (weight)\nKorea,Japan,120\nKorea,Viet Nam,60\n",
        "exporter,importer,value\nKorea,Japan,120\nKorea,Viet Nam,60\n",
    ],
)
def test_edges_alone_are_read_with_their_weights_under_the_headings_of_other_tools(
    tmp_path: Path, text: str
) -> None:
    report, records = pair(tmp_path, text)
    assert ties(records) == {
        ("Japan", "COLLABORATES_WITH", "Korea", 120.0),
        ("Korea", "COLLABORATES_WITH", "Viet Nam", 60.0),
    }
    assert report.rejected == 0


def test_a_value_that_is_not_a_positive_number_everywhere_is_no_weight(tmp_path: Path) -> None:
    _, records = pair(tmp_path, "exporter,importer,value\nKorea,Japan,low\nKorea,Viet Nam,60\n")
    found = {attributes_of(one.attributes)["value"] for one in of_type(records, "relation")}
    assert found == {"low", "60"}


def test_the_space_of_ids_of_neo4j_is_the_kind_of_ends_that_no_list_of_nodes_names(tmp_path: Path) -> None:
    text = ":END_ID(Company),share:float,:START_ID(Company),:TYPE\nc1,0.5,c2,SUPPLIES\n"
    _, records = pair(tmp_path, text, items="")
    assert ties(records) == {("c2", "SUPPLIES", "c1", 1.0)}
    with pytest.raises(TookNothing):
        pair(tmp_path, ":START_ID(Person),:END_ID(Person),:TYPE\np1,p2,KNOWS\n")
