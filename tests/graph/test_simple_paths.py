"""The cheapest ways in random networks, some vertices closed, against networkx's enumeration."""

from __future__ import annotations

from itertools import islice

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.walks.simple_paths import Goal, cheapest_paths
from tests.examples import examples


def goal_of(graph, half, target):
    ends = [sorted(graph.neighbors(vertex)) for vertex in range(len(graph))]
    starts = np.concatenate(([0], np.cumsum([len(some) for some in ends])))
    return Goal(starts, np.array([v for some in ends for v in some], np.int32), half, target)


@given(
    st.integers(2, 14),
    st.floats(0.1, 0.9),
    st.integers(0, 10_000),
    st.integers(1, 40),
    st.sampled_from(["equal", "few", "any"]),
    st.booleans(),
)
@settings(max_examples=examples(300), deadline=None)
def test_ways_cost_what_the_cheapest_simple_ones_do(size, density, seed, k, kind, some_closed):
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(size, density, seed=seed)
    half = {"equal": np.ones(size), "few": rng.integers(1, 4, size) / 2, "any": rng.uniform(0.1, 3, size)}[
        kind
    ]
    closed = (
        set(rng.choice(size, size // 4, replace=False).tolist()) - {0, size - 1} if some_closed else set()
    )
    half[list(closed)] = np.inf
    for a, b in graph.edges:
        graph.edges[a, b]["cost"] = half[a] + half[b]
    walkable = graph.subgraph(set(graph) - closed)
    try:
        expected = list(islice(nx.shortest_simple_paths(walkable, 0, size - 1, weight="cost"), k))
    except nx.NetworkXNoPath:
        expected = []
    found = cheapest_paths(goal_of(graph, half, size - 1), 0, k)
    assert len(set(found)) == len(found)
    assert all(nx.is_simple_path(walkable, way) and (way[0], way[-1]) == (0, size - 1) for way in found)
    assert [nx.path_weight(walkable, way, "cost") for way in found] == pytest.approx(
        [nx.path_weight(walkable, way, "cost") for way in expected]
    )


def test_from_the_goal_itself_there_is_no_way():
    graph = nx.path_graph(3)
    assert cheapest_paths(goal_of(graph, np.ones(3), 1), 1, 3) == []
