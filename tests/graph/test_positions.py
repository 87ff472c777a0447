"""Positions towards groups against brute force, published bounds and networkx."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.evidence import Period
from graph.measures import ParameterError, compute
from graph.measures.grouping import labels_of
from graph.measures.mixing import mixing, newman
from graph.network import Network
from graph.vocabulary import COUNTED_SECTORS, Layer


@pytest.fixture(scope="module", params=["direct", "affiliation"])
def network(request, daegu):
    return Network.of(daegu, Layer(request.param), Period("2016"))


@pytest.mark.parametrize("by", ["sector", "sphere", "community"])
def test_brokerage_roles_agree_with_counting_every_pair(network, by):
    graph, labels = (
        network.to_networkx(),
        dict(zip(network.ids, labels_of(network, by).tolist(), strict=True)),
    )
    counted = {key: dict.fromkeys(("coordinator", "consultant", "gatekeeper", "liaison"), 0) for key in graph}
    for j in graph:
        for i, k in combinations(graph[j], 2):
            if min(labels[i], labels[j], labels[k]) < 0 or graph.has_edge(i, k):
                continue
            own = (labels[i] == labels[j]) + (labels[k] == labels[j])
            alike = labels[i] == labels[k]
            kind = ("consultant" if alike else "liaison", "gatekeeper", "coordinator")[own]
            counted[j][kind] += 1
    for kind in ("coordinator", "consultant", "gatekeeper", "liaison"):
        values = compute(kind, network, groups=by).values
        for key, value in zip(network.ids, values.tolist(), strict=True):
            if labels[key] < 0:
                assert np.isnan(value)
            else:
                assert value == counted[key][kind]


@pytest.mark.parametrize("by", ["sector", "community"])
def test_participation_and_within_module_degree_follow_their_definitions(network, by):
    graph, labels = (
        network.to_networkx(),
        dict(zip(network.ids, labels_of(network, by).tolist(), strict=True)),
    )
    spread = dict(
        zip(network.ids, compute("participation_coefficient", network, groups=by).values, strict=True)
    )
    depth = dict(zip(network.ids, compute("within_module_degree", network, groups=by).values, strict=True))
    inside = {i: sum(labels[j] == labels[i] for j in graph[i]) for i in graph}
    for i in graph:
        partners = [labels[j] for j in graph[i] if labels[j] >= 0]
        if partners:
            shares = [partners.count(s) / len(partners) for s in set(partners)]
            assert spread[i] == pytest.approx(1 - sum(s * s for s in shares))
        else:
            assert np.isnan(spread[i])
        if labels[i] < 0:
            assert np.isnan(depth[i])
            continue
        fellows = [inside[j] for j in graph if labels[j] == labels[i]]
        spread_of_fellows = np.std(fellows)
        expected = (inside[i] - np.mean(fellows)) / spread_of_fellows if spread_of_fellows > 1e-12 else 0.0
        assert depth[i] == pytest.approx(expected, abs=1e-9)


def test_roles_stay_within_the_published_bounds(network):
    spread = compute("participation_coefficient", network).values
    depth = compute("within_module_degree", network).values
    roles = compute("role", network).values
    known = ~np.isnan(roles)
    assert set(np.unique(roles[known])) <= {1, 2, 3, 4, 5, 6, 7}
    assert np.all((roles[known] >= 5) == (depth[known] >= 2.5))
    assert np.all(spread[known & (roles == 1)] <= 0.05)
    assert np.all(spread[known & (roles == 5)] <= 0.30)


def test_assortativity_agrees_with_networkx(network):
    graph = network.to_networkx()
    counted = graph.subgraph([n for n, s in graph.nodes("sector") if s in COUNTED_SECTORS])
    found = mixing(network, permutations=10)
    assert found.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(counted, "sector"))
    assert np.array_equal(found.ties, found.ties.T)
    assert np.triu(found.ties).sum() == counted.number_of_edges()


def test_the_e_i_index_is_judged_by_dealing_labels_anew(network):
    found = mixing(network, permutations=300, seed=4)
    again = mixing(network, permutations=300, seed=4)
    assert np.array_equal(found.e_i_p, again.e_i_p, equal_nan=True)
    known = ~np.isnan(found.e_i)
    assert np.all((found.e_i_p[known] > 0) & (found.e_i_p[known] <= 1))
    assert np.all(found.e_i_expected[known] > 0)  # small groups look outward by chance alone


def test_all_ties_inside_are_perfectly_assortative():
    assert newman(np.array([[3, 0], [0, 5]])) == pytest.approx(1.0)
    assert newman(np.zeros((2, 2), int)) is None


def test_an_unknown_grouping_is_refused(network):
    with pytest.raises(ParameterError, match="sphere"):
        compute("liaison", network, groups="spheres")
