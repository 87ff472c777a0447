"""Pictures as networkx, igraph and an independent reading of GEXF's schema find them, without a warning."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import igraph
import networkx as nx
import orjson
import pytest

from graph.dates import FOREVER, NEVER
from graph.evidence import Period
from graph.network import Network
from graph.vocabulary import Layer
from tests.viz.exporting import HARMFUL, content, facts, harmful, picture
from viz.exports.contents import gather
from viz.exports.gexf import united, when
from viz.exports.graph_elements import spans_of, split_at
from viz.exports.markup import NOT_XML, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
READ = {
    "graphml": lambda text: nx.read_graphml(io.BytesIO(text)),
    "gexf": lambda text: nx.read_gexf(io.BytesIO(text), version="1.3"),
    "cyjs": lambda text: nx.cytoscape_graph(orjson.loads(text)),
}


@pytest.fixture(autouse=True)
def no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(scope="module")
def drawn(daegu: Snapshot) -> Contents:
    return picture(daegu)


@pytest.fixture(scope="module")
def around(daegu: Snapshot) -> Contents:
    return picture(daegu, Layer.FACTS, around="dmi")


@pytest.mark.parametrize("name", READ)
def test_a_picture_opens_in_networkx_with_typed_attributes_and_the_same_ids(
    drawn: Contents, name: str
) -> None:
    graph = READ[name](content(name, drawn))
    assert type(graph) is nx.Graph
    assert set(graph) == {node.id for node in drawn.scene.nodes}
    assert {frozenset(pair) for pair in graph.edges} == {
        frozenset((tie.source, tie.target)) for tie in drawn.scene.ties
    }
    dmi = graph.nodes["dmi"]
    assert dmi["name_ko"] == "대구기계부품연구원"
    assert isinstance(dmi["community"], int)
    weights = {frozenset((a, b)): float(data["weight"]) for a, b, data in graph.edges(data=True)}
    assert weights == {frozenset((tie.source, tie.target)): float(tie.weight) for tie in drawn.scene.ties}


@pytest.mark.parametrize("name", READ)
def test_facts_open_in_networkx_as_relations_from_subject_to_object(around: Contents, name: str) -> None:
    graph = READ[name](content(name, around))
    assert (
        graph.is_directed() or name == "cyjs"
    )  # networkx drops the direction of its own multigraphs from this format
    snapshot = around.snapshot
    rows = [snapshot.relation_row(number) for number in around.relations.tolist()]
    told = {
        data.get("id", key): (data["source"], data["target"]) if name == "cyjs" else (a, b)
        for a, b, key, data in nx.MultiDiGraph(graph).edges(keys=True, data=True)
    }
    assert told == {row[0]: (row[1], row[3]) for row in rows} or name == "graphml"
    assert graph.number_of_edges() == len(rows)
    assert {data["predicate"] for _, _, data in graph.edges(data=True)} == {str(row[2]) for row in rows}


def test_graphml_opens_in_igraph(drawn: Contents, tmp_path: Path) -> None:
    file = tmp_path / "scene.graphml"
    file.write_bytes(content("graphml", drawn))
    graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.vs["id"] == [node.id for node in drawn.scene.nodes]
    assert graph.vs["x"] == [node.x for node in drawn.scene.nodes]
    assert graph.es["weight"] == [float(tie.weight) for tie in drawn.scene.ties]
    assert graph.es["relations"] == [";".join(tie.relations) for tie in drawn.scene.ties]


def test_gexf_says_where_nodes_stand_and_how_they_look(drawn: Contents) -> None:
    graph = nx.read_gexf(io.BytesIO(content("gexf", drawn)), version="1.3")
    for node in drawn.scene.nodes:
        look = graph.nodes[node.id]["viz"]
        assert (look["position"]["x"], -look["position"]["y"], look["size"]) == (node.x, node.y, node.size)
        assert "#{r:02x}{g:02x}{b:02x}".format(**look["color"]) == node.colour.lower()


@pytest.mark.parametrize("of", ["drawn", "around"])
def test_gexf_keeps_the_rules_of_its_schema(of: str, request: pytest.FixtureRequest) -> None:
    """The rules of gexf.xsd 1.3: elements and their order, required attributes, closed sets, dates, ids that exist."""
    root = ElementTree.fromstring(content("gexf", request.getfixturevalue(of)))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    graph = root[1]
    assert graph.get("defaultedgetype") in {"directed", "undirected"}
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert [child.tag for child in graph] == [
        f"{GEXF}{name}" for name in ("attributes", "attributes", "nodes", "edges")
    ]
    declared = {}
    for attributes in graph[:2]:
        declared[attributes.get("class")] = {a.get("id") for a in attributes}
        assert all(
            a.get("title") and a.get("type") in {"string", "integer", "long", "boolean"} for a in attributes
        )
    ids = {node.get("id") for node in graph[2]}
    assert len(ids) == len(graph[2])
    for node in graph[2]:
        assert [child.tag for child in node] == [
            f"{GEXF}attvalues", *(f"{VIZ}{name}" for name in ("color", "position", "size", "shape"))
        ]  # fmt: skip
        assert node.find(f"{VIZ}shape").get("value") in {"disc", "diamond", "square"}
        assert {value.get("for") for value in node[0]} <= declared["node"]
    for edge in graph[3]:
        assert {edge.get("source"), edge.get("target")} <= ids
        assert {value.get("for") for value in edge[0]} <= declared["edge"]
        assert all(child.tag == f"{GEXF}spell" for spells in edge[1:] for child in spells)
        for holder in (edge, *(spell for spells in edge[1:] for spell in spells)):
            days = [holder.get(word) for word in ("start", "end") if holder.get(word)]
            assert days == sorted(days)
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) and date.fromisoformat(day) for day in days)


@pytest.mark.parametrize("layer", [Layer.DIRECT, Layer.AFFILIATION])
@pytest.mark.parametrize("day", ["2012-06-30", "2018-01-01", "2024-12-31"])
def test_the_timeline_of_gexf_shows_on_a_day_the_ties_that_hold_then(
    daegu: Snapshot, layer: Layer, day: str
) -> None:
    root = ElementTree.fromstring(content("gexf", gather(daegu, layer=layer)))
    shown = {(edge.get("source"), edge.get("target")) for edge in root.iter(f"{GEXF}edge") if on(edge, day)}
    then = Network.of(daegu, layer, Period(day))
    held = {(then.ids[a], then.ids[b]) for a, b in zip(then.source, then.target, strict=True)}
    never = {  # two members of one programme, one of which had left before the other came
        (network.ids[a], network.ids[b])
        for network in [Network.of(daegu, layer)]
        for a, b, days in zip(
            network.source, network.target, split_at(*spans_of(network), slice(0, network.ties)), strict=True
        )
        if not united(days)
    }
    assert shown - never == held
    assert len(never) < len(held) / 20


def on(edge: ElementTree.Element, day: str) -> bool:
    """Whether an edge is shown on a day: it has no time, or one of its times holds the day, both ends included."""
    spells = list(edge.iter(f"{GEXF}spell")) or [edge]
    return any(spell.get("start", "0") <= day <= spell.get("end", "9") for spell in spells)


def test_times_that_overlap_or_follow_one_another_are_one() -> None:
    assert united([(5, 9), (1, 2), (3, 4), (20, 30)]) == [(1, 9), (20, 30)]
    assert united([(1, 2), (NEVER, FOREVER)]) == [(NEVER, FOREVER)]
    assert united([(5, 4)]) == []
    assert when(NEVER, FOREVER) == ""
    assert when(1, FOREVER) == ' start="0001-01-01"'


def test_cytoscape_gets_positions_and_text_ids(drawn: Contents) -> None:
    found = orjson.loads(content("cyjs", drawn))
    nodes = {node["data"]["id"]: node for node in found["elements"]["nodes"]}
    for node in drawn.scene.nodes:
        assert nodes[node.id]["position"] == {"x": node.x, "y": node.y}
    assert {edge["data"]["source"] for edge in found["elements"]["edges"]} <= set(nodes)


@pytest.mark.parametrize("name", READ)
def test_harmful_names_come_back_as_they_are(tmp_path: Path, name: str) -> None:
    snapshot = harmful(tmp_path)
    graph = READ[name](content(name, picture(snapshot)))
    kept = str if name == "cyjs" else lambda text: NOT_XML.sub("", text)
    assert {key: data["name_ko"] for key, data in graph.nodes(data=True)} == {
        f"o{i:02}": kept(text) for i, text in enumerate(HARMFUL)
    }


@pytest.mark.parametrize("name", READ)
def test_a_file_without_positions_holds_the_same_graph(daegu: Snapshot, name: str) -> None:
    graph = READ[name](content(name, facts(daegu)))
    assert len(graph) == len(daegu.ids)
    assert graph.number_of_edges() == len(daegu.relations)


def test_text_is_escaped_for_xml_and_plain_text_is_left() -> None:
    assert escaped("대구 Techno-Park (주)") == "대구 Techno-Park (주)"
    assert escaped('<a href="x">&\t\n\r') == "&lt;a href=&quot;x&quot;&gt;&amp;&#9;&#10;&#13;"
    assert escaped("a\x00b\ud800c\uffff") == "abc"
