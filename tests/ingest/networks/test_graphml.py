"""GraphML is read by its structure: keys with defaults, each datum with its own key, inner graphs, hyperedges, yEd's labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.networks.labels import plain
from ingest.origin import OriginError
from tests.ingest.adapters.loads import of_type
from tests.ingest.networks.drawn import LABEL, graphml, load_text, names, node, ties

if TYPE_CHECKING:
    from pathlib import Path

PREDICATE = (
    '<key id="p" for="edge" attr.name="predicate" attr.type="string"><default>SUPPLIES</default></key>'
)
TWO = node("a", "가나") + node("b", "다라")
YED = '<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>'


def drawn(shape: str) -> str:
    return f'<data key="d6"><y:ShapeNode><y:Geometry height="30"/>{shape}<y:Shape type="rectangle"/></y:ShapeNode></data>'


def test_the_default_of_a_key_holds_where_no_datum_stands(tmp_path: Path) -> None:
    _, records = load_text(
        tmp_path, "graphml", graphml(TWO + '<edge source="a" target="b"/>', LABEL + PREDICATE)
    )
    assert [tie[0] for tie in ties(records)] == ["SUPPLIES"]


def test_a_datum_says_more_than_the_default(tmp_path: Path) -> None:
    text = graphml(
        TWO + '<edge source="a" target="b"><data key="p">COLLABORATES_WITH</data></edge>', LABEL + PREDICATE
    )
    assert [tie[0] for tie in ties(load_text(tmp_path, "graphml", text)[1])] == ["COLLABORATES_WITH"]


def test_a_key_of_one_name_for_nodes_and_edges_is_two(tmp_path: Path) -> None:
    keys = '<key id="k1" for="node" attr.name="label"/><key id="k2" for="edge" attr.name="label"><default>SUPPLIES</default></key>'
    inside = '<node id="a"><data key="k1">가나</data></node><node id="b"><data key="k1">다라</data></node><edge source="a" target="b"/>'
    _, records = load_text(tmp_path, "graphml", graphml(inside, keys))
    assert (names(records), ties(records)[0][0]) == (["가나", "다라"], "SUPPLIES")


def test_a_datum_with_elements_in_it_shifts_no_other(tmp_path: Path) -> None:
    keys = YED + "".join(
        f'<key for="node" id="{i}" attr.name="{n}"/>'
        for i, n in (("l", "label"), ("s", "sector"), ("c", "city"))
    )
    own = drawn("<y:NodeLabel>x</y:NodeLabel>")
    data = '<data key="l">한빛메탈</data><data key="s">metals</data><data key="c">Daegu</data>'
    _, records = load_text(tmp_path, "graphml", graphml(f'<node id="n0">{own}{data}</node>', keys))
    assert [(o.name_ko, o.sector, o.city) for o in of_type(records, "organisation")] == [
        ("한빛메탈", "metals", "Daegu")
    ]


def test_labels_that_yed_draws_are_names_and_predicates(tmp_path: Path) -> None:
    group = (
        '<data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="1"><y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode>'
        "<y:GroupNode><y:NodeLabel>묶음</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>"
    )
    label = (
        '<y:NodeLabel visible="false">숨은</y:NodeLabel><y:NodeLabel xml:space="preserve">한빛\n메탈<y:LabelModel>'
        '<y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel><y:NodeLabel>둘째</y:NodeLabel>'
    )
    edge = '<edge source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>SUPPLIES</y:EdgeLabel></y:PolyLineEdge></data></edge>'
    inside = node("n0", data=drawn(label)) + node("n1", data=group) + node("n2", data=drawn("")) + edge
    report, records = load_text(tmp_path, "graphml", graphml(inside, YED))
    assert names(records) == ["n2", "묶음", "한빛 메탈"]
    assert ties(records)[0][0] == "SUPPLIES"
    assert "nodes without a label, named by their ids: 1" in report.recognised[0]["notes"]


def test_a_label_that_is_html_loses_its_marks() -> None:
    assert plain("<html><b>한빛</b><br>메탈 &amp; Co</html>") == "한빛 메탈 & Co"


def test_inner_graphs_are_flattened_and_counted(tmp_path: Path) -> None:
    inner = (
        '<graph id="g:">'
        + node("g::b", "안쪽")
        + node("g::c", "안쪽둘")
        + '<edge source="g::b" target="g::c"/></graph>'
    )
    report, records = load_text(
        tmp_path,
        "graphml",
        graphml(node("g", "그룹", inner) + node("d", "바깥") + '<edge source="g::b" target="d"/>'),
    )
    assert names(records) == ["그룹", "바깥", "안쪽", "안쪽둘"]
    assert len(ties(records)) == 2
    assert (report.recognised[0]["rows"], report.recognised[0]["loaded"]) == (6, 6)


def test_hyperedges_and_ports_are_told_and_no_datum_of_a_port_is_that_of_its_node(tmp_path: Path) -> None:
    port = '<port name="in"><data key="l">포트</data></port>'
    hyperedge = '<hyperedge><endpoint node="a"/><endpoint node="b"/><endpoint node="c"/></hyperedge>'
    report, records = load_text(tmp_path, "graphml", graphml(TWO + node("c", "마바", port) + hyperedge))
    assert names(records) == ["가나", "다라", "마바"]
    one = report.recognised[0]
    assert one["why"] == {"a hyperedge joins 3 nodes; a relation joins two": 1}
    assert {"hyperedge: 1", "port: 1"} <= set(one["unread"])


def test_attributes_are_known_in_whatever_letters(tmp_path: Path) -> None:
    keys = "".join(
        f'<key id="{i}" for="{f}" attr.name="{n}"/>'
        for i, f, n in (("l", "node", "Label"), ("s", "node", "SECTOR"), ("e", "edge", "Edge Label"))
    )
    inside = node("a", "가나", '<data key="s">metals</data>') + node("b", "다라")
    inside += '<edge source="a" target="b"><data key="e">supplies</data></edge>'
    _, records = load_text(tmp_path, "graphml", graphml(inside, keys))
    assert {(o.name_ko, o.sector) for o in of_type(records, "organisation")} == {
        ("가나", "metals"),
        ("다라", None),
    }
    assert ties(records)[0][0] == "SUPPLIES"


@pytest.mark.parametrize(
    ("type_", "text", "start"),
    [
        ("double", "2007.5", "2007-07"),
        ("float", "2007.25", "2007-04"),
        ("double", "2007.0", "2007"),
        ("double", "20170620.0", "2017-06-20"),
        ("int", "2007", "2007"),
        ("string", "2007.5", "2007-05"),
        ("string", "-Infinity", None),
        ("double", "-Infinity", None),
    ],
)
def test_a_number_is_a_year_and_its_fraction_by_the_declared_type_of_its_key(
    tmp_path: Path, type_: str, text: str, start: str | None
) -> None:
    key = LABEL + f'<key id="s" for="edge" attr.name="start" attr.type="{type_}"/>'
    inside = TWO + f'<edge source="a" target="b"><data key="s">{text}</data></edge>'
    assert [tie[1] for tie in ties(load_text(tmp_path, "graphml", graphml(inside, key))[1])] == [start]


def test_numbers_of_json_are_read_likewise_and_texts_as_people_write_them(tmp_path: Path) -> None:
    nodes = [{"data": {"id": own, "name": own}} for own in ("가나", "다라")]
    ends = {"source": "가나", "target": "다라"}
    told = [{"data": {**ends, "start": start, "detail": str(start)}} for start in (2007.5, "2007.05", 2010)]
    text = json.dumps({"elements": {"nodes": nodes, "edges": told}})
    assert [tie[1] for tie in ties(load_text(tmp_path, "cyjs", text)[1])] == ["2007-05", "2007-07", "2010"]


def test_a_date_that_is_none_is_told_as_it_stands_in_the_file(tmp_path: Path) -> None:
    key = LABEL + '<key id="s" for="edge" attr.name="start" attr.type="string"/>'
    inside = TWO + '<edge source="a" target="b"><data key="s">2007.25</data></edge>'
    report, _ = load_text(tmp_path, "graphml", graphml(inside, key))
    assert report.rejects[0].rule.startswith("“2007.25” is not a date")


def test_an_unknown_predicate_is_rejected_and_a_label_that_is_none_is_told(tmp_path: Path) -> None:
    keys = LABEL + '<key id="p" for="edge" attr.name="predicate"/><key id="e" for="edge" attr.name="label"/>'
    inside = (
        TWO
        + '<edge source="a" target="b"><data key="p">SUPLIES</data></edge><edge source="a" target="b"><data key="e">친구</data></edge>'
    )
    report, records = load_text(tmp_path, "graphml", graphml(inside, keys))
    assert [(r.field, r.remedy) for r in report.rejects] == [("predicate", "did you mean “SUPPLIES”?")]
    assert ties(records) == [("COLLABORATES_WITH", None, None)]
    assert any("친구 ×1" in note for note in report.recognised[0]["notes"])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "in.gexf",
            '<gexf version="1.3"><graph/></gexf>',
            "this is GEXF, not GraphML: load it with `sojae load gexf`",
        ),
        ("in.csv", "a,b\n1,2\n", "this is a table .* `sojae load table`"),
        ("in.gml", 'Creator "x"\ngraph [\n node [ id 1 ]\n]\n', "this is GML, not GraphML"),
        ("in.net", '*Vertices 2\n1 "A"\n', "this is Pajek"),
        (
            "in.json",
            '{"format_version":"1.0","elements":{"nodes":[]}}',
            "Cytoscape JSON, not GraphML: .* `sojae load cyjs`",
        ),
        ("in.jsonld", '{"@context":"https://schema.org","@graph":[]}', "JSON-LD of another tool"),
        ("in.bin", "\0\1\2\3\4\5\6" * 40, "neither text .*, not GraphML: export it as GraphML"),
        ("in.pdf", "%PDF-1.4", "a PDF, not GraphML: export it as GraphML"),
    ],
)
def test_a_file_of_another_sort_is_named_at_once(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    from tests.ingest.adapters.loads import loaded
    from tests.ingest.networks.drawn import SAID

    with pytest.raises(OriginError, match=said):
        loaded("graphml", path, **SAID)
