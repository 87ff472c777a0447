"""A network shows itself in a notebook, and gives networkx and igraph the same attributes."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ATTRIBUTES = ("kind", "name_ko", "name_en", "sector", "organisation_kind", "city", "district", "founded")


def test_a_network_says_its_layer_its_period_and_its_size(eco):
    assert (
        repr(eco.network())
        == str(eco.network())
        == "<Network: direct, 989 nodes, 748 ties; graph version f2bd416c30119016>"
    )
    assert repr(eco.network(as_of=2018)).startswith("<Network: direct, as of 2018, 989 nodes, 386 ties;")
    assert "since 2015, without undated relations, " in repr(eco.network(since=2015, undated="drop"))


def test_a_notebook_shows_the_nodes_with_most_ties(eco):
    shown = eco.network()._repr_html_()
    assert shown.startswith("<table><caption>Network: direct, 989 nodes, 748 ties; graph version ")
    rows = shown.split("<tr>")[2:]
    assert len(rows) == 10
    top = eco.measure("degree", limit=1)[0]
    assert rows[0].startswith(f"<td>{top.id}</td><td>대구기계부품연구원</td>")
    assert f"<td>{top.value:.0f}</td></tr>" in rows[0]
    assert eco.network("technology", as_of="1800", undated="drop")._repr_html_().count("<tr>") == 11


@pytest.mark.parametrize("layer", ["direct", "facts"])
def test_networkx_and_igraph_have_the_same_attributes(eco, layer):
    network = eco.network(layer)
    graph, other = network.to_networkx(), network.to_igraph()
    assert other.vs["name"] == list(graph.nodes)
    assert other.vs.attributes() == ["name", *ATTRIBUTES]
    for vertex in other.vs:
        attributes = vertex.attributes()
        assert graph.nodes[attributes.pop("name")] == attributes
    assert (other["layer"], other["graph_version"]) == (graph.graph["layer"], graph.graph["graph_version"])
    weights = {(a, b): w for a, b, w in graph.edges(data="weight")}
    assert sum(weights.values()) == sum(other.es["weight"])


def test_the_attributes_are_those_of_the_records(eco):
    with (ROOT / "data" / "daegu" / "organisations.csv").open(encoding="utf-8", newline="") as file:
        records = {row["org_id"]: row for row in csv.DictReader(file)}
    graph = eco.network().to_networkx()
    assert graph.nodes.keys() == records.keys()
    for key, node in graph.nodes(data=True):
        record = records[key]
        told = {name: record["kind" if name == "organisation_kind" else name] for name in ATTRIBUTES[1:]}
        assert node == {"kind": "organisation", **told}


OFFERED = """
import sys, sojae
before = dir(sojae)
assert {"open", "read", "connect", "Connection", "Ecosystem", "SojaeError", "__version__"} <= set(before), before
assert not {"pydantic", "numpy", "graph.errors"} & set(sys.modules), "listing imports nothing"
public = ["Connection", "Ecosystem", "Lake", "SojaeError", "__version__", "connect", "lake", "open", "read"]
assert sojae.__all__ == public
sojae.open, sojae.read, sojae.connect, sojae.Ecosystem, sojae.SojaeError
after = dir(sojae)
assert set(before) <= set(after), set(before) - set(after)
assert not [name for name in after if name.startswith("_") and not name.startswith("__")], after
from sojae import *
assert Ecosystem is sojae.Ecosystem
print(sojae.__version__)
"""


def test_the_package_offers_its_names_before_and_after_their_first_use():
    done = subprocess.run([sys.executable, "-c", OFFERED], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{done.stdout.strip()}"' in project
