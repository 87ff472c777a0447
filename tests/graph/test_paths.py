"""Paths by hops and by rarity, hubs avoided or not, against networkx's own enumeration of simple paths."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice, pairwise

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.evidence import Period
from graph.filters import Filter, kept_relations
from graph.vocabulary import Kind, Predicate, Undated
from graph.walks.paths import Weight, hubs, shortest_paths
from tests.examples import examples

NODES = st.integers(0, 1657)


def drawn(daegu, chosen, ends, avoid):
    """Draw what a way may use, with what each tie costs by rarity."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(daegu.ids)))
    table = daegu.relations
    for relation in kept_relations(daegu, replace(chosen, kinds=None)).nonzero()[0].tolist():
        graph.add_edge(int(table.subject[relation]), int(table.object[relation]))
    cost = {node: math.log2(1 + degree) for node, degree in graph.degree}
    for a, b in graph.edges:
        graph.edges[a, b]["rarity"] = (cost[a] + cost[b]) / 2
    met = [
        node
        for node in graph
        if node in ends or (node not in avoid and (chosen.kinds is None or daegu.kind(node) in chosen.kinds))
    ]
    return graph.subgraph(met), cost


@given(
    source=NODES,
    target=NODES,
    k=st.integers(1, 8),
    weight=st.sampled_from(Weight),
    without_hubs=st.booleans(),
    chosen=st.builds(
        Filter,
        predicates=st.none() | st.frozensets(st.sampled_from(list(Predicate)), min_size=3),
        kinds=st.none() | st.just(frozenset({Kind.ORGANISATION})),
        period=st.sampled_from([Period(), Period("2018"), Period(since="2015", undated=Undated.DROP)]),
    ),
)
@settings(max_examples=examples(60), deadline=None)
def test_ways_are_the_cheapest_that_networkx_enumerates(
    daegu, source, target, k, weight, without_hubs, chosen
):
    assume(source != target)
    avoid = set(hubs(daegu)) - {source, target} if without_hubs else set()
    graph, cost = drawn(daegu, chosen, {source, target}, avoid)
    words = {"weight": "rarity"} if weight is Weight.RARITY else {}
    try:
        expected = list(islice(nx.shortest_simple_paths(graph, source, target, **words), k))
    except nx.NetworkXNoPath:
        expected = []
    found = shortest_paths(daegu, source, target, k=k, chosen=chosen, weight=weight, avoid=avoid)
    costs = [
        len(way) - 1 if weight is Weight.HOPS else sum(cost[node] for node in way[1:-1]) for way in expected
    ]
    assert [path.cost for path in found] == pytest.approx(costs, abs=1e-8)
    for path in found:
        assert nx.is_simple_path(graph, list(path.nodes))
        assert (path.nodes[0], path.nodes[-1]) == (source, target)


def test_every_step_has_its_relations_and_no_others(daegu):
    chosen = Filter(period=Period("2018"))
    keep = kept_relations(daegu, chosen)
    table = daegu.relations
    source, target = daegu.index["dmi"], daegu.index["ajin-industrial"]
    for path in shortest_paths(daegu, source, target, k=5, chosen=chosen, weight=Weight.RARITY):
        for ends, step in zip(pairwise(path.nodes), path.steps, strict=True):
            between = [
                r
                for r in keep.nonzero()[0].tolist()
                if {int(table.subject[r]), int(table.object[r])} == set(ends)
            ]
            assert sorted(step) == between


def test_hubs_are_the_hundredth_with_most_relations(daegu):
    found = hubs(daegu)
    assert len(found) == 17
    least = min(daegu.degrees[node] for node in found)
    others = set(range(len(daegu.ids))) - set(found)
    assert all(daegu.degrees[node] <= least for node in others)


def test_a_rare_body_is_preferred_to_a_hub(daegu):
    """The rarest way costs no more than any way over a hub."""
    source, target = daegu.index["dyetec"], daegu.index["dmi"]
    (rare,) = shortest_paths(daegu, source, target, k=1, weight=Weight.RARITY)
    by_hops = shortest_paths(daegu, source, target, k=20)
    assert all(
        rare.cost <= sum(math.log2(1 + len(neighbours(daegu, node))) for node in path.nodes[1:-1]) + 1e-9
        for path in by_hops
    )


def neighbours(daegu, node):
    starts, there, _ = daegu.adjacency
    return set(there[starts[node] : starts[node + 1]].tolist())
