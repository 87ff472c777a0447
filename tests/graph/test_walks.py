"""Neighbourhoods and paths against networkx on the Daegu data."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.vocabulary import SECTORS, Kind, Predicate, Undated
from graph.walks import among, neighbourhoods
from graph.walks.neighbourhoods import adjacency_of, neighbourhood, walk_arrays, walk_lists
from graph.walks.paths import shortest_paths
from tests.examples import examples


@pytest.fixture(scope="module")
def multigraph(daegu):
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(len(daegu.ids)))
    relations = daegu.relations
    for number, (a, b) in enumerate(zip(relations.subject.tolist(), relations.object.tolist(), strict=True)):
        graph.add_edge(a, b, key=number)
    return graph


@pytest.fixture(params=["lists", "arrays"])
def either_way(request, monkeypatch):
    """Walk every neighbourhood on lists, then every one on arrays."""
    monkeypatch.setattr(neighbourhoods, "FEW", 10**9 if request.param == "lists" else -1)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_neighbourhood_is_what_a_breadth_first_search_reaches(daegu, multigraph, depth):
    rng = np.random.default_rng(7)
    for root in rng.choice(len(daegu.ids), 25, replace=False).tolist():
        steps = nx.single_source_shortest_path_length(multigraph, root, cutoff=depth)
        walked = {
            key
            for node, step in steps.items()
            if step < depth
            for _, _, key in multigraph.edges(node, keys=True)
        }
        found = neighbourhood(daegu, root, depth=depth, limit=10_000)
        assert {node: step for step, level in enumerate(found.levels) for node in level} == steps
        assert found.relations == sorted(walked)
        assert (found.total_nodes, found.total_relations) == (len(steps), len(walked))


@pytest.mark.parametrize("few", [-1, 10**9])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_relations_among_the_nodes_are_those_of_the_ego_graph(daegu, multigraph, depth, few, monkeypatch):
    monkeypatch.setattr(among, "FEW", few)
    adjacency_of(daegu).among.clear()
    rng = np.random.default_rng(11)
    for root in [daegu.index["dmi"], *rng.choice(len(daegu.ids), 15, replace=False).tolist()]:
        ego = nx.ego_graph(multigraph, root, radius=depth)
        found = neighbourhood(daegu, root, depth=depth, limit=10_000)
        assert found.total_among == ego.number_of_edges()
        induced = among.relations_among(daegu, NO_FILTER, root, found.nodes)
        assert induced == sorted(key for *_, key in ego.edges(keys=True))


def test_relations_of_a_root_that_the_filter_leaves_out_are_among_the_rest(daegu):
    root = daegu.index["dmi"]
    kinds = Filter(kinds=frozenset({Kind.PROGRAMME, Kind.TECHNOLOGY}))
    found = neighbourhood(daegu, root, chosen=kinds, limit=1000)
    table, given = daegu.relations, set(found.nodes)
    ends = zip(table.subject.tolist(), table.object.tolist(), strict=True)
    inside = [number for number, both in enumerate(ends) if set(both) <= given]
    parts = [found.nodes[:5], found.nodes[5:]]
    pages = [
        among.relations_among(daegu, kinds, root, parts[0]),
        among.relations_among(daegu, kinds, root, parts[1], parts[0]),
    ]
    assert sorted(pages[0] + pages[1]) == inside
    assert found.total_among == len(inside)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("limit", [1, 10, 100])
def test_a_cut_neighbourhood_keeps_the_nearest_and_tells_the_true_totals(daegu, multigraph, limit):
    root = daegu.index["dyetec"]
    whole = neighbourhood(daegu, root, depth=2, limit=10_000)
    cut = neighbourhood(daegu, root, depth=2, limit=limit)
    assert cut.nodes == whole.nodes[:limit]
    assert (cut.total_nodes, cut.total_relations) == (whole.total_nodes, whole.total_relations)
    kept = set(cut.nodes)
    ends = {r: (int(daegu.relations.subject[r]), int(daegu.relations.object[r])) for r in whole.relations}
    assert set(cut.relations) == {r for r, (a, b) in ends.items() if a in kept and b in kept}


@pytest.mark.usefixtures("either_way")
def test_parts_taken_one_after_the_other_are_the_whole(daegu):
    root = daegu.index["dmi"]
    whole = neighbourhood(daegu, root, depth=2, limit=10_000)
    parts = [
        neighbourhood(daegu, root, depth=2, offset=at, limit=70) for at in range(0, whole.total_nodes, 70)
    ]
    assert [node for part in parts for node in part.nodes] == whole.nodes
    # every relation walked comes once, with the later of its two ends
    assert sorted(relation for part in parts for relation in part.relations) == whole.relations


@given(
    root=st.integers(0, 1657),
    depth=st.integers(1, 3),
    offset=st.integers(0, 300),
    limit=st.integers(1, 300),
    chosen=st.builds(
        Filter,
        predicates=st.none() | st.frozensets(st.sampled_from(list(Predicate)), min_size=1),
        kinds=st.none() | st.frozensets(st.sampled_from(list(Kind)), min_size=1),
        sectors=st.none() | st.frozensets(st.sampled_from(sorted(SECTORS)), min_size=1),
        period=st.builds(Period, as_of=st.none() | st.just("2018")),
    ),
)
@settings(max_examples=examples(150), deadline=None)
def test_lists_and_arrays_walk_alike(daegu, root, depth, offset, limit, chosen):
    ways = adjacency_of(daegu, chosen)
    listed = walk_lists(ways, root, depth, offset, limit)
    if listed is not None:
        assert listed == walk_arrays(ways, root, depth, offset, limit)


@pytest.mark.usefixtures("either_way")
def test_filters_leave_out_relations_and_nodes(daegu):
    root = daegu.index["dmi"]
    supports = Filter(predicates=frozenset({Predicate.SUPPORTS}))
    found = neighbourhood(daegu, root, depth=1, chosen=supports, limit=1000)
    predicates = {str(daegu.relation_row(r)[2]) for r in found.relations}
    assert predicates == {"SUPPORTS"}
    bodies = Filter(kinds=frozenset({Kind.ORGANISATION}), period=Period("2018", undated=Undated.DROP))
    found = neighbourhood(daegu, root, depth=2, chosen=bodies, limit=1000)
    assert {daegu.kind(n) for n in found.nodes} == {Kind.ORGANISATION}
    for relation in found.relations:
        start, end = daegu.relations.start[relation], daegu.relations.end[relation]
        assert (start is not None) or (end is not None)
        assert start is None or start[:4] <= "2018"
        assert end is None or end[:4] >= "2018"


def test_paths_are_the_shortest_simple_ones(daegu, multigraph):
    simple = nx.Graph(multigraph)
    rng = np.random.default_rng(3)
    component = sorted(max(nx.connected_components(simple), key=len))
    for source, target in rng.choice(component, (10, 2), replace=False).tolist():
        found = shortest_paths(daegu, source, target, k=4)
        expected = nx.shortest_simple_paths(simple, source, target)
        assert [len(path.steps) for path in found] == [len(next(expected)) - 1 for _ in range(4)]
        for path in found:
            assert len(set(path.nodes)) == len(path.nodes)
            for a, b, step in zip(path.nodes[:-1], path.nodes[1:], path.steps, strict=True):
                assert step
                for relation in step:
                    assert {
                        int(daegu.relations.subject[relation]),
                        int(daegu.relations.object[relation]),
                    } == {a, b}


def test_what_cannot_be_reached_has_no_path(daegu, multigraph):
    apart = [min(c) for c in nx.connected_components(nx.Graph(multigraph))][:2]
    assert shortest_paths(daegu, *apart) == []
    assert shortest_paths(daegu, apart[0], apart[0]) == []
