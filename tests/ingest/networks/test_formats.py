"""Formats of other tools: GML, Pajek, UCINET DL, node-link JSON, CX2, Kumu and matrices, as their adapters load them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from graph.attributes import attributes_of
from ingest.origin import OriginError
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.networks.drawn import SAID, load_text, names, ties, weights

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record


def pairs(records: set[Record]) -> list[tuple[str, str, float]]:
    """Names at both ends of each relation, in alphabetical order for undirected ones, and its weight."""
    known = {one.id: one.name_ko for one in of_type(records, "organisation")}
    return sorted(
        (*sorted((known[tie.subject], known[tie.object])), tie.weight) for tie in of_type(records, "relation")
    )


def own(records: set[Record]) -> dict[str, dict[str, Any]]:
    """Own attributes of organisations by name."""
    return {one.name_ko: dict(attributes_of(one.attributes)) for one in of_type(records, "organisation")}


def test_gml_of_networkx_gives_names_attributes_and_weights(tmp_path: Path) -> None:
    graph = nx.Graph()
    graph.add_node('가나 "A" & B', staff=12, code="007", share=0.5)
    graph.add_edge('가나 "A" & B', "다라", weight=2.5)
    _, records = load_text(tmp_path, "gml", "\n".join(nx.generate_gml(graph)))
    assert pairs(records) == [('가나 "A" & B', "다라", 2.5)]
    assert own(records)['가나 "A" & B'] == {"staff": 12, "code": "007", "share": 0.5}


def test_nodes_and_edges_of_gml_that_networkx_refuses_are_read(tmp_path: Path) -> None:
    text = """Creator "someone"
# two nodes of one label, an edge twice, a text over two lines, graphics
graph [ directed 0
  node [ id 1 label "Alpha" note "one
two" graphics [ x 1 fill "#fff" ] ]
  node [ id 2 label "Alpha" ]
  node [ id 3 LabelGraphics [ text "Gamma" ] ]
  edge [ source 1 target 2 ] edge [ source 1 target 2 value 3 ]
  edge [ source 1 target 9 ]
]"""
    report, records = load_text(tmp_path, "gml", text)
    assert names(records) == ["Alpha", "Alpha", "Gamma"]
    assert weights(records) == [4.0]
    assert [reject.rule for reject in report.rejects] == ["no node of this file has the id “9”"]
    assert '{"note":"one two"}' in {one.attributes for one in of_type(records, "organisation")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("graph [\n node [ id 1\n", "line 2: the list “node \\[” is not closed: the file is cut off"),
        ("graph [\n node [ id 1 ? ] ]", "line 2: “\\? \\] \\]” is not a key with its value"),
        ("graph [ directed 0 ]", "has no nodes and no edges"),
        ("graph [ ] ]", "closes nothing"),
        ("graph [ node [ id ] ]", "line 1: “id . .” is not a key with its value"),
        pytest.param(f"graph [{' ' * 100_000}?", r"is not a key with its value", id="many blanks"),
        ("*Vertices 1\n", "this is Pajek, not GML: load it with `sojae load pajek`"),
    ],
)
def test_broken_gml_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OriginError, match=said):
        load_text(tmp_path, "gml", text)


PAJEK = """% from a book
*Vertices 4
1 "Alpha Metal" 0.1 0.2 0.5 ellipse ic Red staff 12
2 Beta
3 "Gamma \u00e9"
*Arcs :1 "supplies"
1 2 2.5 c Blue
*Edges
2 3 4 l "joint work"
3 4 [1999-2001]
*Arcslist
4 1 2
"""


def test_pajek_gives_names_in_quotes_weights_relations_lists_and_years(tmp_path: Path) -> None:
    path = tmp_path / "a.net"
    path.write_bytes(PAJEK.encode("latin-1"))
    report, records = loaded("pajek", path, **SAID)
    assert names(records) == ["4", "Alpha Metal", "Beta", "Gamma é"]
    assert pairs(records) == [
        ("4", "Alpha Metal", 1.0), ("4", "Beta", 1.0), ("4", "Gamma é", 1.0), ("Alpha Metal", "Beta", 2.5), ("Beta", "Gamma é", 4.0),
    ]  # fmt: skip
    said = {(tie.predicate, tie.start, tie.end) for tie in of_type(records, "relation")}
    assert {("SUPPLIES", None, None), ("COLLABORATES_WITH", "1999", "2001")} <= said
    assert own(records)["Alpha Metal"] == {"staff": 12}
    assert "encoding: windows-1252" in report.recognised[0]["notes"]


def test_a_pajek_matrix_and_a_project_of_cp949_are_read_with_partitions_and_vectors(tmp_path: Path) -> None:
    text = '*Network 망\n*Vertices 2\n1 "가나"\n2 "다라"\n*Matrix\n0 2\n0 0\n*Partition 규모\n*Vertices 2\n1\n2\n*Vector sales\n*Vertices 2\n1.5\n2\n*Permutation p\n*Vertices 2\n1\n2\n'
    path = tmp_path / "a.paj"
    path.write_bytes(text.encode("cp949"))
    report, records = loaded("pajek", path, **SAID)
    assert pairs(records) == [("가나", "다라", 2.0)]
    assert own(records) == {"가나": {"규모": 1, "sales": 1.5}, "다라": {"규모": 2, "sales": 2}}
    assert "*Permutation: 1" in report.recognised[0]["unread"]


def test_pajek_has_the_ties_that_networkx_finds_where_that_can_read_it(tmp_path: Path) -> None:
    graph = nx.MultiGraph(nx.karate_club_graph())
    for node in graph:
        graph.nodes[node].clear()
    path = tmp_path / "karate.net"
    nx.write_pajek(nx.relabel_nodes(graph, lambda n: f"Firm {n}"), path)
    _, records = loaded("pajek", path, **SAID)
    expected = sorted(
        (*sorted((a, b)), data["weight"]) for a, b, data in nx.read_pajek(path).edges(data=True)
    )
    assert pairs(records) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('*Vertices 3\n1 "a"\n', "line 3: \\*Vertices says 3, and the file ends after 1"),
        ('*Vertices 2\n1 "a"\n5 "b"\n*Edges\n1 2\n', "line 3: “5 \"b\"” is not a vertex"),
        ("*Vertices 2\n*Edges\n1 x\n", "line 3: “1 x” is not a tie"),
        ("*Vertices 2\n*Matrix\n0 1\n", "\\*Matrix has 1 row of 2 expected"),
        ("*Vertices 2\n*Matrix\n0 1 1\n1 0 1\n", "row 1 of \\*Matrix has 3 values; 2 rows of 2 expected"),
        ("*Vertices many\n", "needs the number of vertices"),
    ],
)  # fmt: skip
def test_broken_pajek_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OriginError, match=said):
        load_text(tmp_path, "pajek", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dl n=3 format = fullmatrix\nlabels:\nAlpha, Beta Metal, C\ndata:\n0 1 0\n1 0 2\n0 2 0\n", [("Alpha", "Beta Metal", 1), ("Beta Metal", "C", 2)]),
        ("DL N=2 FORMAT = FULLMATRIX DIAGONAL PRESENT\nLABELS EMBEDDED\nDATA:\n A B\nA 1 3\nB 0 1\n", [("A", "B", 3)]),
        ("dl n=3, format=edgelist1\nlabels embedded\ndata:\nA B 2\nB \"C D\"\n", [("A", "B", 2), ("B", "C D", 1)]),
        ("DL n=3\nformat = edgelist1\nlabels:\nA, B, C\nlabels embedded:\ndata:\nA B 1e-5\n", [("A", "B", 1e-5)]),
        ("dl n=3, format=nodelist1\nlabels: x,y,z\ndata:\n1 2 3\n", [("x", "y", 1), ("x", "z", 1)]),
        ("dl n=3, format=lowerhalf diagonal=absent\nlabels: x,y,z\ndata:\n4\n0 2\n", [("x", "y", 4), ("y", "z", 2)]),
        ("dl nr=2 nc=2 nm=2 labels: x y matrix labels: supplies collaborates_with data: 0 1 0 0 0 0 2 0", [("x", "y", 1), ("x", "y", 2)]),
    ],
)  # fmt: skip
def test_ucinet_dl_is_read_in_its_formats(
    tmp_path: Path, text: str, expected: list[tuple[str, str, float]]
) -> None:
    assert pairs(load_text(tmp_path, "dl", text)[1]) == expected


def test_a_label_of_dl_without_ties_is_a_node(tmp_path: Path) -> None:
    text = "dl n=3\nformat = edgelist1\nlabels:\nA, B, C\nlabels embedded:\ndata:\nA B\n"
    assert names(load_text(tmp_path, "dl", text)[1]) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dl n=3\ndata:\n1 0 1\n", "line 2: the data hold 3 values; 3 rows of 3 columns need 9"),
        ("dl n=3\nlabels: a b c\n", "there is no “data:”"),
        (
            "dl n=2 format=blockmatrix\ndata:\n",
            "format=blockmatrix is not read: save it as one of .*edgelist1",
        ),
        ("dl n=2 format=edgelist1\ndata:\n1 2\n1\n", "line 4: “1” is not a tie"),
    ],
)
def test_broken_dl_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OriginError, match=said):
        load_text(tmp_path, "dl", text)


@pytest.mark.parametrize(
    "content",
    [
        {"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"source": "A", "target": "B", "value": 5}]},
        {"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": 0, "target": 1, "weight": 5}]},
        {"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"source": 0, "target": 1, "value": 5}]},
        {"nodes": [{"name": "A"}, {"name": "B"}], "links": [{"source": "A", "target": "B", "weight": 5}]},
        {"nodes": [{"id": 1, "label": "A"}, {"id": 2, "label": "B"}], "edges": [{"from": 1, "to": 2, "weight": 5}]},
        {"nodes": [{"key": "A", "attributes": {}}, {"key": "B"}], "edges": [{"key": "e", "source": "A", "target": "B", "attributes": {"weight": 5}}]},
        {"nodes": [{"id": "A", "x": 1}, {"id": "B"}], "links": [{"source": {"id": "A", "x": 1}, "target": {"id": "B"}, "weight": 5}]},
    ],
)  # fmt: skip
def test_nodes_and_links_are_read_by_id_name_or_place(tmp_path: Path, content: dict[str, Any]) -> None:
    _, records = load_text(tmp_path, "nodelink", json.dumps(content))
    assert pairs(records) == [("A", "B", 5.0)]


def test_what_networkx_writes_as_node_link_json_is_read_with_its_direction(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("가", staff=1, listed=True)
    graph.add_edge("나", "가", predicate="SUPPLIES")
    _, records = load_text(tmp_path, "nodelink", json.dumps(nx.node_link_data(graph, edges="edges")))
    known = {one.id: one.name_ko for one in of_type(records, "organisation")}
    [tie] = of_type(records, "relation")
    assert (known[tie.subject], tie.predicate, known[tie.object]) == ("나", "SUPPLIES", "가")
    assert own(records)["가"] == {"staff": 1, "listed": True}


CX2 = [
    {"CXVersion": "2.0", "hasFragments": False},
    {
        "attributeDeclarations": [
            {"nodes": {"name": {"a": "n", "d": "string"}, "w": {"d": "integer", "v": 3}}}
        ]
    },
    {"nodes": [{"id": 0, "x": 1.0, "v": {"n": "A"}}, {"id": 1, "v": {"n": "B", "w": 9}}]},
    {"edges": [{"id": 0, "s": 0, "t": 1, "v": {"interaction": "supplies", "weight": 2.5}}]},
    {"status": [{"success": True}]},
]
CX = [
    {"numberVerification": [{"longNumber": 1}]},
    {"nodes": [{"@id": 1, "n": "A"}, {"@id": 2, "n": "B"}]},
    {"edges": [{"@id": 3, "s": 1, "t": 2, "i": "supplies"}]},
    {"nodeAttributes": [{"po": 1, "n": "w", "v": "3", "d": "integer"}, {"po": 2, "n": "w", "v": "9", "d": "integer"}]},
    {"edgeAttributes": [{"po": 3, "n": "weight", "v": "2.5", "d": "double"}]},
]  # fmt: skip


@pytest.mark.parametrize("content", [CX2, CX])
def test_cx2_and_cx_give_the_same_network(tmp_path: Path, content: Any) -> None:
    _, records = load_text(tmp_path, "cx2", json.dumps(content))
    assert pairs(records) == [("A", "B", 2.5)]
    assert ties(records) == [("SUPPLIES", None, None)]
    assert own(records) == {"A": {"w": 3}, "B": {"w": 9}}


def test_a_failed_cx2_is_refused(tmp_path: Path) -> None:
    failed = [*CX2[:-1], {"status": [{"success": False, "error": "timeout"}]}]
    with pytest.raises(OriginError, match=r"its status is an error .timeout"):
        load_text(tmp_path, "cx2", json.dumps(failed))


def test_kumu_json_names_elements_by_label_or_id(tmp_path: Path) -> None:
    elements = [
        {
            "_id": "e1",
            "attributes": {"label": "A", "element type": "Company", "tags": ["x", "y"], "staff": 3},
        },
        {"label": "B", "type": "Supplier"},
    ]
    connections = [
        {"from": "A", "to": "B", "type": "supplies", "direction": "directed"},
        {"from": "e1", "to": "C"},
    ]
    text = json.dumps({"elements": elements, "connections": connections})
    report, records = load_text(tmp_path, "kumu", text)
    assert pairs(records) == [("A", "B", 1.0), ("A", "C", 1.0)]
    assert own(records) == {"A": {"tags": "x;y", "staff": 3}, "B": {"type": "Supplier"}, "C": {}}
    assert "elements that only connections name: 1" in report.recognised[0]["notes"]


def test_a_connection_of_a_label_that_two_elements_have_is_rejected(tmp_path: Path) -> None:
    elements = [{"_id": "1", "label": "A"}, {"_id": "2", "label": "A"}, {"_id": "3", "label": "B"}]
    text = json.dumps({"elements": elements, "connections": [{"from": "A", "to": "B"}]})
    report, _ = load_text(tmp_path, "kumu", text)
    assert [reject.rule for reject in report.rejects] == [
        "2 elements are called “A”, so the connection is ambiguous"
    ]


def test_a_workbook_of_kumu_is_read_from_its_two_sheets(tmp_path: Path) -> None:
    from tests.ingest.networks.books import workbook

    path = workbook(
        tmp_path / "map.xlsx",
        Elements=[
            ["Label", "Type", "Tags", "Staff"],
            ["A", "Company", "x|y", "3"],
            ["B", "Company", "", "5"],
        ],
        Connections=[["From", "To", "Direction", "Strength"], ["A", "B", "mutual", "2"]],
    )
    _, records = loaded("kumu", path, **SAID)
    assert pairs(records) == [("A", "B", 2.0)]
    assert own(records) == {"A": {"Tags": "x;y", "Staff": 3}, "B": {"Staff": 5}}
    other = workbook(tmp_path / "other.xlsx", List=[["Name"], ["A"]])
    with pytest.raises(
        OriginError, match="no sheets “Elements” and “Connections”, only “List”: use `sojae load table`"
    ):
        loaded("kumu", other, **SAID)


def test_a_matrix_is_read_once_if_symmetric_and_by_rows_if_not(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "matrix", ";A;B;C\nA;9;1,5;\nB;1,5;0;2\nC;;2;0\n".replace(",", "."))
    assert pairs(records) == [("A", "B", 1.5), ("B", "C", 2.0)]
    assert "values on the diagonal: 1" in report.recognised[0]["unread"]
    (tmp_path / "second").mkdir()
    _, records = load_text(tmp_path / "second", "matrix", "x,A,B\nA,0,1\nB,0,0\n", predicate="SUPPLIES")
    known = {one.id: one.name_ko for one in of_type(records, "organisation")}
    assert [(known[tie.subject], known[tie.object]) for tie in of_type(records, "relation")] == [("A", "B")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (",A,B,C\nA,0,1,2\nB,5,0,1\n", "the matrix is not square: 2 rows and 3 columns"),
        (",A,B\nA,0,1\nC,5,0\n", "the names above and beside the matrix differ .“B”, “C”."),
        (",A,A\nA,0,1\nA,5,0\n", "“A” appears twice beside the matrix"),
        ('{"nodes":[{"id":1}],"links":[]}', "node-link JSON, not an adjacency matrix: load it with `sojae load nodelink`"),
    ],
)  # fmt: skip
def test_a_table_that_is_no_matrix_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OriginError, match=said):
        load_text(tmp_path, "matrix", text)


def test_a_cell_of_a_matrix_that_is_no_number_is_rejected_alone(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "matrix", ",A,B\nA,0,many\nB,2,0\n")
    assert [reject.rule for reject in report.rejects] == ["“many” in line 2 under “B” is not a number"]
    assert weights(records) == [2.0]


@pytest.mark.parametrize("origin", ["gml", "pajek", "dl", "nodelink", "cx2", "kumu", "matrix", "rdf"])
def test_an_empty_file_and_one_of_another_sort_are_told(tmp_path: Path, origin: str) -> None:
    options = {"items": "organisation"} if origin != "rdf" else {}
    said = {name: text for name, text in SAID.items() if name != "items"}
    path = tmp_path / "in.gexf"
    path.write_text(" \n", encoding="utf-8")
    with pytest.raises(OriginError, match="the file is empty"):
        loaded(origin, path, **said, **options)
    path.write_text('<gexf version="1.3"><graph/></gexf>', encoding="utf-8")
    with pytest.raises(OriginError, match=r"this is GEXF, not .*: load it with `sojae load gexf`"):
        loaded(origin, path, **said, **options)


@pytest.mark.parametrize("origin", ["nodelink", "cx2", "kumu", "cyjs"])
def test_half_a_file_of_json_is_refused(tmp_path: Path, origin: str) -> None:
    with pytest.raises(OriginError, match=r"invalid JSON .*: the download may be incomplete: fetch it again"):
        load_text(tmp_path, origin, '{"nodes": [{"id": "A"}, {"id"')


def test_a_matrix_in_a_workbook_is_read_under_its_title(tmp_path: Path) -> None:
    from tests.ingest.networks.books import workbook

    rows = [
        ["협력 현황"],
        ["", "가나", "다라", "마바"],
        ["가나", "", "1,200", ""],
        ["다라", "1,200", "", "2"],
        ["마바", "", "2", ""],
    ]
    path = workbook(tmp_path / "m.xlsx", Notes=[["a", "b"], ["c", "d"]], Ties=rows)
    _, records = loaded("matrix", path, **SAID)
    assert pairs(records) == [("가나", "다라", 1200.0), ("다라", "마바", 2.0)]


def test_kumu_is_named_where_cytoscape_is_asked(tmp_path: Path) -> None:
    text = json.dumps({"elements": [{"label": "A"}], "connections": []})
    with pytest.raises(
        OriginError, match="this is Kumu JSON, not Cytoscape JSON: load it with `sojae load kumu`"
    ):
        load_text(tmp_path, "cyjs", text)
