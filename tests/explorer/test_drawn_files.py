"""Every file is what is drawn: the same nodes, ties, places, colours, groups and days, whatever chose them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser

# a filter the API has no parameter for, hidden nodes, a bundle, a moved node, two days
STATE = (
    "?layer=direct&as_of=2015&compare=2020&isolates=hide&off=place:gumi,sector:textiles"
    "&hide=kia&bundle=dmi,daegu-technopark&pin=nano-convergence-center@10!20"
)


@pytest.fixture
def shown(screen: Screen) -> Screen:
    """The state with its changes between two days worked out."""
    screen.go(STATE).drawn()
    screen.until("() => sojae.graph.compared && sojae.graph.ties.some(t => t.status === 'fresh')")
    return screen


def drawn(screen: Screen) -> tuple[dict[str, dict[str, Any]], dict[frozenset[str], dict[str, Any]]]:
    """Give the nodes and ties that sigma draws, by id and by ends."""
    nodes, ties = screen.ask(
        """() => { const g = sojae.renderer.sigma.getGraph(); const id = key => key.slice(1);
        const status = new Map(sojae.graph.ties.map(t => [t.key, t.status]));
        return [g.mapNodes((key, d) => ({id: id(key), x: d.x, y: d.y, size: d.size, colour: d.color})),
          g.mapEdges((key, d, a, b) => ({ends: [id(a), id(b)], colour: d.color, status: status.get(key)}))]; }"""
    )
    return {node["id"]: node for node in nodes}, {frozenset(tie["ends"]): tie for tie in ties}


def same(value: object, other: float) -> bool:
    return abs(float(str(value)) - other) < 0.011


def test_graph_files_are_what_sigma_draws(shown: Screen) -> None:
    nodes, ties = drawn(shown)
    group = next(key for key in nodes if key.startswith("group:bundle:"))
    assert "kia" not in nodes
    assert "dmi" not in nodes

    graphml = nx.read_graphml(shown.saved("graphml"))
    assert set(graphml.nodes) == set(nodes)
    assert {frozenset(edge) for edge in graphml.edges} == set(ties)
    for key, data in graphml.nodes(data=True):
        node = nodes[key]
        assert same(data["x"], node["x"])
        assert same(data["y"], node["y"])
        assert same(data["size"], node["size"])
        assert "#{:02x}{:02x}{:02x}".format(*(int(data[part]) for part in "rgb")) == node["colour"].lower()
    assert set(graphml.nodes[group]["members"].split(";")) == {"dmi", "daegu-technopark"}
    for one, other, data in graphml.edges(data=True):
        tie = ties[frozenset((one, other))]
        assert data["status"] == tie["status"]
        assert data["colour"].lower() == tie["colour"].lower()

    gml = nx.read_gml(shown.saved("gml"), label="key")
    assert set(gml.nodes) == set(nodes)
    assert {frozenset(edge) for edge in gml.edges} == set(ties)
    cyjs = json.loads(shown.saved("cyjs").read_text(encoding="utf-8"))["elements"]
    assert {one["data"]["id"]: one["data"]["colour"] for one in cyjs["nodes"]} == {
        k: v["colour"] for k, v in nodes.items()
    }
    own = json.loads(shown.saved("json").read_text(encoding="utf-8"))
    assert {node["id"] for node in own["nodes"]} == set(nodes)
    assert own["about"]["compare"] == "2020"
    assert any("구미" in line for line in own["about"]["filters"])
    pajek = shown.saved("pajek").read_text(encoding="utf-8-sig")
    assert f"*Vertices {len(nodes)}" in pajek
    assert sum(line[:1].isdigit() for line in pajek.split("*Vertices")[1].splitlines()[1:]) == len(
        nodes
    ) + len(ties)


def test_gexf_and_tables_and_records_are_what_is_drawn(shown: Screen) -> None:
    nodes, ties = drawn(shown)
    root = ElementTree.parse(shown.saved("gexf")).getroot()
    spaces = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    found = {one.attrib["id"]: one for one in root.iterfind(".//g:node", spaces)}
    assert set(found) == set(nodes)
    for key, one in found.items():
        place = one.find("viz:position", spaces)
        assert place is not None
        assert same(place.attrib["x"], nodes[key]["x"])
        assert same(place.attrib["y"], nodes[key]["y"])
    assert {
        frozenset((e.attrib["source"], e.attrib["target"])) for e in root.iterfind(".//g:edge", spaces)
    } == set(ties)

    tables = zipped(shown.saved("tables"))
    assert {row["id"] for row in tables["nodes.csv"]} == set(nodes)
    assert {frozenset((row["source"], row["target"])) for row in tables["ties.csv"]} == set(ties)

    records = zipped(shown.saved("csv"))
    relations = set(shown.ask("() => sojae.graph.ties.flatMap(t => t.relations)"))
    assert {row["id"] for row in records["relations.csv"]} == relations
    members = {"dmi", "daegu-technopark"} | {key for key in nodes if not key.startswith("group:")}
    assert members <= {row["id"] for row in records["nodes.csv"]}
    for name in ("jsonld", "ndjson", "parquet"):
        assert shown.saved(name).stat().st_size > 1000
    assert shown.complaints == []


def zipped(file: Path) -> dict[str, list[dict[str, str]]]:
    """Read the tables in a zip."""

    def read() -> Iterator[tuple[str, list[dict[str, str]]]]:
        with zipfile.ZipFile(file) as folder:
            assert folder.testzip() is None
            for name in folder.namelist():
                if name.endswith(".csv"):
                    yield name, list(csv.DictReader(io.StringIO(folder.read(name).decode("utf-8-sig"))))

    return dict(read())


def test_a_selection_is_saved_with_the_ties_among_it(screen: Screen) -> None:
    screen.go("?layer=direct&select=dmi,dyetec,ktdi,daegu-technopark").drawn()
    chosen = {"dmi", "dyetec", "ktdi", "daegu-technopark"}
    with screen.page.expect_download() as download:
        screen.page.click("[data-action=save-selection]")
    tables = zipped(download.value.path())
    assert {row["id"] for row in tables["nodes.csv"]} == chosen
    among = [
        pair for pair in screen.ask("() => sojae.graph.ties.map(t => [t.a, t.b])") if set(pair) <= chosen
    ]
    assert {frozenset((row["source"], row["target"])) for row in tables["ties.csv"]} == {
        frozenset(p) for p in among
    }
