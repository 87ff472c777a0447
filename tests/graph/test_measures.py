"""Every measure against a second, independent implementation on seeded random networks."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence import Period
from graph.loads.upsert import Upsert, with_digest
from graph.measures import compute, measures
from graph.measures.grouping import labels_of
from graph.model import Organisation, Relation, Source
from graph.network import Network
from graph.snapshot import Snapshot
from graph.store import Load
from graph.stores import open_store
from graph.vocabulary import Layer
from tests.examples import examples
from tests.measures.oracles import BY_GROUPS, BY_TIES, PUBLISHED


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


@settings(max_examples=examples(15), deadline=None)
@given(st.integers(3, 25), st.floats(0.05, 0.5), st.integers(0, 10_000))
def test_measures_of_ties_agree_with_a_second_implementation(tmp_path_factory, n, p, seed):
    drawn = nx.gnp_random_graph(n, p, seed=seed)
    network = network_of(sorted((min(e), max(e)) for e in drawn.edges), n, tmp_path_factory.mktemp("net"))
    for name, oracle in BY_TIES.items():
        assert_same(name, network, compute(name, network).values, oracle(network.to_networkx()))


def assert_same(name: str, network: Network, values, expected) -> None:
    got = dict(zip(network.ids, values.tolist(), strict=True))
    assert set(expected) == set(got)
    for node, value in expected.items():
        if value is None:
            assert np.isnan(got[node]), (name, node)
        else:
            assert got[node] == pytest.approx(value, abs=1e-6), (name, node)


@pytest.fixture(scope="module")
def direct(daegu) -> Network:
    return Network.of(daegu, Layer.DIRECT, Period("2016"))


@pytest.mark.parametrize("name", [*BY_TIES, *BY_GROUPS])
def test_measures_of_the_daegu_data_agree_with_a_second_implementation(direct, name):
    if name in BY_TIES:
        expected, values = BY_TIES[name](direct.to_networkx()), compute(name, direct).values
    else:
        groups = dict(zip(direct.ids, labels_of(direct, "sector").tolist(), strict=True))
        expected = BY_GROUPS[name](direct.to_networkx(), groups)
        values = compute(name, direct, groups="sector").values
    assert_same(name, direct, values, expected)


def test_every_measure_has_an_oracle_or_a_published_value():
    missing = measures().keys() - {*BY_TIES, *BY_GROUPS, *PUBLISHED}
    assert not missing, f"add an oracle for {', '.join(sorted(missing))} to tests/measures/oracles.py"


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
