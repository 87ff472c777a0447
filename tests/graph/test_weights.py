"""Weights of relations: what a tie weighs, what uses it, and that it comes back from files and stores."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graph.evidence import Period
from graph.measures import compute
from graph.measures.groups import partition
from graph.model import Organisation, Programme, Relation, Source
from graph.network import Network
from graph.schema import check
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.versions import digest
from graph.vocabulary import Layer
from tests.saying import say

CITED = ("s",)
SOURCE = Source("s", "t", "p", None, "https://example.org/")
KARATE = nx.karate_club_graph()
BEST_Q = 0.4449
"""Best known modularity of Zachary's network with its weights (Aloise et al. 2010, doi:10.1103/PhysRevE.82.046112)."""


def firm(i: int) -> Organisation:
    nothing = (None,) * 6
    return Organisation(f"o{i:02}", f"기관{i}", f"Body {i}", False, "company", *nothing, CITED)


def tie(i: int, a: int, b: int, weight: float = 1.0) -> Relation:
    ends = f"o{min(a, b):02}", "COLLABORATES_WITH", f"o{max(a, b):02}"
    return Relation(f"r{i:03}", *ends, None, None, None, CITED, weight)


@pytest.fixture(scope="module")
def snapshot_of(tmp_path_factory):
    def made(*records) -> Snapshot:
        store = open_store(f"sqlite:///{tmp_path_factory.mktemp('weights') / 'g.sqlite'}")
        store.prepare()
        say(store, [SOURCE, *records])
        snapshot = Snapshot(store)
        store.close()
        return snapshot

    return made


@pytest.fixture(scope="module")
def karate(snapshot_of) -> Network:
    edges = KARATE.edges(data="weight")
    ties = [tie(k, a, b, float(w)) for k, (a, b, w) in enumerate(edges)]
    return Network.of(snapshot_of(*map(firm, KARATE), *ties))


def test_communities_use_the_weights_and_reach_the_best_known_modularity(karate):
    found = max((partition(karate, seed=seed) for seed in range(5)), key=lambda one: one.modularity)
    assert found.modularity == pytest.approx(BEST_Q, abs=5e-5)
    groups = [set(np.flatnonzero(found.labels == group).tolist()) for group in range(found.groups)]
    assert nx.community.modularity(KARATE, groups, weight="weight") == pytest.approx(found.modularity)


def test_strength_and_pagerank_use_the_weights_and_say_so(karate):
    strength, pagerank = compute("strength", karate), compute("pagerank", karate)
    assert strength.values.tolist() == [KARATE.degree(node, weight="weight") for node in KARATE]
    expected = nx.pagerank(KARATE, weight="weight", tol=1e-12)
    assert pagerank.values == pytest.approx([expected[node] for node in KARATE], abs=1e-9)
    assert strength.weighted
    assert pagerank.weighted
    assert not compute("degree", karate).weighted


def test_pagerank_leaves_the_weights_out_if_told(karate):
    found, expected = (
        compute("pagerank", karate, weighted="false"),
        nx.pagerank(KARATE, weight=None, tol=1e-12),
    )
    assert found.values == pytest.approx([expected[node] for node in KARATE], abs=1e-9)
    assert not found.weighted


def test_a_network_without_own_weights_counts_relations_and_says_so(snapshot_of):
    network = Network.of(snapshot_of(firm(0), firm(1), firm(2), tie(1, 0, 1), tie(2, 0, 1), tie(3, 1, 2)))
    assert compute("strength", network).values.tolist() == [2, 3, 1]
    assert not compute("strength", network).weighted
    assert compute("pagerank", network).values == pytest.approx(
        compute("pagerank", network, weighted="false").values
    )


def test_a_tie_weighs_its_relations_together_and_a_shared_programme_one(snapshot_of):
    project = Programme("p", "사업", "Project", False, "project", None, None, None, None, CITED)
    members = [
        Relation(f"m{i}", f"o{i:02}", "PARTICIPATES_IN", "p", None, None, None, CITED, 7.0) for i in (0, 1)
    ]
    snapshot = snapshot_of(firm(0), firm(1), project, tie(1, 0, 1, 0.5), tie(2, 0, 1, 2.0), *members)
    weights = {layer: Network.of(snapshot, layer, Period()).weight.tolist() for layer in Layer}
    assert weights[Layer.DIRECT] == [2.5]
    assert weights[Layer.AFFILIATION] == [1.0]
    assert weights[Layer.ALL] == [3.5]
    assert sorted(weights[Layer.FACTS]) == [2.5, 7.0, 7.0]


def test_a_relation_of_weight_one_keeps_the_digest_that_it_had_without_weights():
    plain = tie(1, 0, 1)
    assert digest(plain).hex() == "fd84fe8a8b6b0027b57b378f066f9360"
    assert digest(plain) == digest(tie(1, 0, 1, 1)) != digest(tie(1, 0, 1, 2))
    assert digest(tie(1, 0, 1, 2)) == digest(tie(1, 0, 1, 2.0))


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_that_is_no_positive_number_is_refused(weight):
    (fault,) = check(tie(1, 0, 1, weight), kinds=None, sources=None)
    assert fault.field == "weight"
    assert "positive number" in fault.rule
