"""Layers and periods of the Daegu data against the definitions, worked out from the CSV files."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from graph.dates import earliest, latest, span
from graph.evidence import Period
from graph.model import Relation
from graph.network import Network
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import DATA, Layer, Undated
from ingest.identity import settle_identities
from tests.records import FIRM, PAPER
from tests.saying import say

DIRECT = {"COLLABORATES_WITH", "SUPPLIES", "SUPPORTS"}
SHARED = {"project", "mou", "alliance", "union", "division"}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "daegu" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pairs(layer: str, keep=lambda row: True) -> set[frozenset[str]]:
    kinds = {row["prog_id"]: row["kind"] for row in table("programmes")}
    members: dict[str, set[str]] = defaultdict(set)
    found: set[frozenset[str]] = set()
    for row in filter(keep, table("relations")):
        subject, predicate, obj = row["subject_id"], row["predicate"], row["object_id"]
        if layer in {"direct", "all"} and predicate in DIRECT:
            found.add(frozenset((subject, obj)))
        shares = predicate in {"LEADS", "PARTICIPATES_IN", "MEMBER_OF"} and kinds.get(obj) in SHARED
        if layer in {"affiliation", "all"} and shares:
            members[obj].add(subject)
        if layer == "technology" and predicate in {"DEVELOPS", "USES"}:
            members[obj].add(subject)
    for body in members.values():
        found |= {frozenset(pair) for pair in combinations(sorted(body), 2)}
    return found


def drawn(network: Network) -> set[frozenset[str]]:
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    return {frozenset((network.ids[a], network.ids[b])) for a, b in ends}


@pytest.mark.parametrize("layer", ["direct", "affiliation", "technology", "all"])
def test_a_layer_has_exactly_the_ties_of_its_definition(daegu, layer):
    network = Network.of(daegu, Layer(layer))
    assert drawn(network) == pairs(layer)
    assert len(network) == 989


@pytest.mark.parametrize("day", ["2012", "2018-06", "2024-02-29"])
@pytest.mark.parametrize("undated", list(Undated))
def test_as_of_keeps_what_holds_on_the_day(daegu, day, undated):
    when = span(day)[1]

    def holds(row):
        start, end = row["start"] or None, row["end"] or None
        if start is None and end is None:
            return undated is Undated.KEEP
        return earliest(start) <= when <= latest(end)

    assert drawn(Network.of(daegu, Layer.ALL, Period(day, undated=undated))) == pairs("all", holds)


def test_since_keeps_what_began_then_or_later(daegu):
    first = span("2018")[0]
    network = Network.of(daegu, Layer.DIRECT, Period(since="2018", undated=Undated.DROP))
    assert drawn(network) == pairs(
        "direct", lambda row: bool(row["start"]) and earliest(row["start"]) >= first
    )


def test_the_evidence_of_a_tie_joins_its_two_ends(daegu):
    network = Network.of(daegu, Layer.ALL)
    starts, relations = network.evidence()
    table_ = daegu.relations
    for tie in range(0, network.ties, 37):
        ends = {int(network.nodes[network.source[tie]]), int(network.nodes[network.target[tie]])}
        behind = relations[starts[tie] : starts[tie + 1]].tolist()
        assert behind
        assert all({int(table_.subject[r]), int(table_.object[r])} & ends for r in behind)


def test_interchange_keeps_nodes_ties_and_weights(daegu):
    network = Network.of(daegu, Layer.AFFILIATION)
    graph, other = network.to_networkx(), network.to_igraph()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network), network.ties)
    assert (other.vcount(), other.ecount()) == (len(network), network.ties)
    assert (
        sum(w for *_, w in graph.edges.data("weight")) == sum(other.es["weight"]) == int(network.weight.sum())
    )
    assert set(other.vs["name"]) == set(graph)


def test_arrays_of_a_network_cannot_be_changed(daegu):
    network = Network.of(daegu)
    for array in (
        network.nodes,
        network.source,
        network.target,
        network.weight,
        network.dated,
        network.degrees,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_a_successor_is_a_recorded_fact_and_neither_a_tie_nor_the_body_that_it_succeeds(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    body = replace(FIRM, sector="metals", city="Daegu", district="Buk-gu")
    both = [replace(body, id="ror:old"), replace(body, id="desk:new")]
    succeeds = Relation("ror:new-after-old", "desk:new", "SUCCEEDS", "ror:old", None, None, None, ("s1",))
    say(store, [PAPER, *both, succeeds])
    settle_identities(store)
    snapshot = Snapshot(store)
    assert snapshot.merged == {}
    assert [drawn(Network.of(snapshot, layer)) for layer in (Layer.DIRECT, Layer.AFFILIATION, Layer.ALL)] == [
        set()
    ] * 3
    assert drawn(Network.of(snapshot, Layer.FACTS)) == {frozenset({"ror:old", "desk:new"})}
    store.close()
