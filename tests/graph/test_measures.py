"""Every measure against a second, independent implementation on seeded random networks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.loads.upsert import Upsert, with_digest
from graph.measures import compute, measures
from graph.model import Organisation, Relation, Source
from graph.network import Network
from graph.snapshot import Snapshot
from graph.store import Load
from graph.stores import open_store


def network_of(edges: list[tuple[int, int]], n: int, folder) -> Network:
    store = open_store(f"sqlite:///{folder / 'net.sqlite'}")
    store.prepare()
    run = Load("l", "hand", "2026-01-01")
    with store.writer(run) as writer:
        upsert = Upsert(writer, "hand", "l", "2026-01-01")
        source = Source("s", "t", "p", None, "https://example.org/")
        upsert.add(source.type, [with_digest(source)])
        bodies = [
            Organisation(
                f"o{i:03}",
                f"기관{i}",
                f"Body {i}",
                False,
                "company",
                None,
                None,
                None,
                None,
                None,
                None,
                ("s",),
            )
            for i in range(n)
        ]
        upsert.add(bodies[0].type, [with_digest(b) for b in bodies])
        relations = [
            Relation(f"r{k:04}", f"o{a:03}", "COLLABORATES_WITH", f"o{b:03}", None, None, None, ("s",))
            for k, (a, b) in enumerate(edges)
        ]
        if relations:
            upsert.add(relations[0].type, [with_digest(r) for r in relations])
        writer.finish(run)
    snapshot = Snapshot(store)
    store.close()
    return Network.of(snapshot)


ORACLES = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "core_number": nx.core_number,
    "clustering": nx.clustering,
    "pagerank": lambda g: nx.pagerank(g, tol=1e-12, max_iter=1000),
    "betweenness": nx.betweenness_centrality,
    "harmonic": lambda g: {v: c / max(len(g) - 1, 1) for v, c in nx.harmonic_centrality(g).items()},
    "constraint": lambda g: nx.constraint(g),
    "effective_size": lambda g: nx.effective_size(g),
    "component_size": lambda g: {v: len(c) for c in nx.connected_components(g) for v in c},
    "articulation_point": lambda g: {v: float(v in set(nx.articulation_points(g))) for v in g},
}


@settings(max_examples=15, deadline=None)
@given(st.integers(3, 25), st.floats(0.05, 0.5), st.integers(0, 10_000))
def test_measures_agree_with_networkx(tmp_path_factory, n, p, seed):
    drawn = nx.gnp_random_graph(n, p, seed=seed)
    network = network_of(sorted((min(e), max(e)) for e in drawn.edges), n, tmp_path_factory.mktemp("net"))
    graph = network.to_networkx()
    unweighted = nx.Graph(graph.edges)
    unweighted.add_nodes_from(graph)
    for name, oracle in ORACLES.items():
        values = compute(name, network).values
        expected = oracle(unweighted if name in {"constraint", "effective_size", "pagerank"} else graph)
        got = dict(zip(network.ids, values, strict=True))
        for node, value in expected.items():
            if graph.degree(node) == 0 and name in {"constraint", "effective_size"}:
                assert np.isnan(got[node])
            else:
                assert got[node] == pytest.approx(value, abs=1e-6), name


@pytest.mark.parametrize("n", [1, 3])
def test_networks_without_ties_answer(tmp_path, n):
    network = network_of([], n, tmp_path)
    for name in measures():
        assert len(compute(name, network).values) == n


def test_the_karate_club_has_the_published_clustering_and_modularity(tmp_path):
    from graph.measures.groups import partition

    club = nx.karate_club_graph()
    network = network_of(sorted((min(e), max(e)) for e in club.edges), 34, tmp_path)
    assert compute("clustering", network).values.mean() == pytest.approx(0.5706, abs=1e-4)
    assert partition(network, seed=1).modularity >= 0.4197


def test_the_medici_lie_on_half_of_the_ways_between_families(tmp_path):
    families = nx.florentine_families_graph()
    names = sorted(families)
    edges = sorted(tuple(sorted((names.index(a), names.index(b)))) for a, b in families.edges)
    network = network_of(edges, len(names), tmp_path)
    assert compute("betweenness", network).values[names.index("Medici")] == pytest.approx(0.522, abs=1e-3)
