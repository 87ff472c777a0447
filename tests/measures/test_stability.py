"""How far other seeds agree: by hand, against igraph, and on networks where everything or nothing is certain."""

from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.groups import partition
from graph.measures.stability import adjusted_rand, best_jaccard, stability
from tests.measures.drawing import drawn


def labels(text: str) -> np.ndarray:
    return np.array([int(letter) for letter in text], np.int32)


def test_agreement_as_worked_out_by_hand():
    # Groups {a b c} {d e f} and {a b} {c d} {e f}. Pairs together: 6 and 3, in both a-b and e-f: 2; of 15 pairs.
    # Chance 6 · 3 / 15 = 1.2; most (6 + 3) / 2 = 4.5: (2 − 1.2) / (4.5 − 1.2) = 8/33.
    assert adjusted_rand(labels("000111"), labels("001122")) == pytest.approx(8 / 33)
    # {a b c} shares two of three with {a b}; {d e f} two of three with {e f}.
    assert best_jaccard(labels("000111"), labels("001122")).tolist() == pytest.approx([2 / 3, 2 / 3])


def test_a_published_example_comes_out():
    # Hubert & Arabie's index on the contingency table ((1, 1, 0), (1, 2, 1), (0, 0, 4)), as in Yeung & Ruzzo (2001): 0.313
    table = [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 2), (1, 2, 1), (2, 2, 4)]
    first = np.repeat([a for a, _, _ in table], [n for _, _, n in table]).astype(np.int32)
    second = np.repeat([b for _, b, _ in table], [n for _, _, n in table]).astype(np.int32)
    assert adjusted_rand(first, second) == pytest.approx(0.313, abs=5e-4)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=40))
def test_agreement_is_igraphs_and_does_not_mind_how_groups_are_numbered(rows):
    first, second = np.array(rows, np.int32).T
    ours = adjusted_rand(first, second)
    if len(set(first.tolist())) == len(set(second.tolist())) == 1:
        assert ours == 1.0
    else:
        theirs = igraph.compare_communities(first.tolist(), second.tolist(), method="adjusted_rand")
        assert ours == pytest.approx(1.0 if np.isnan(theirs) else theirs, abs=1e-12)
    assert adjusted_rand(5 - first, second) == pytest.approx(ours)
    assert adjusted_rand(second, first) == pytest.approx(ours)
    sets_a = {g: set(np.flatnonzero(first == g)) for g in set(first.tolist())}
    sets_b = {g: set(np.flatnonzero(second == g)) for g in set(second.tolist())}
    found = best_jaccard(first, second)
    for group, members in sets_a.items():
        assert found[group] == pytest.approx(
            max(len(members & o) / len(members | o) for o in sets_b.values())
        )


def test_groups_that_are_certain_come_back_under_every_seed(tmp_path):
    cliques = nx.disjoint_union_all([nx.complete_graph(5)] * 4)
    network = drawn(tmp_path, cliques.edges, 22)  # and two isolates
    found = stability(network, partition(network))
    assert (found.seeds, found.adjusted_rand) == (20, 1.0)
    assert found.groups.tolist() == [1.0] * 4
    assert found.modularity_low == found.modularity_high == pytest.approx(0.75)


def test_groups_that_are_luck_do_not_come_back(tmp_path):
    network = drawn(tmp_path, nx.random_regular_graph(4, 120, seed=1).edges, 120)
    found = stability(network, partition(network))
    assert found.adjusted_rand < 0.6
    assert found.groups.mean() < 0.75
    assert found.modularity_low < found.modularity_high


def test_without_ties_nothing_is_compared(tmp_path):
    network = drawn(tmp_path, [], 3)
    found = stability(network, partition(network))
    assert (found.seeds, found.adjusted_rand, len(found.groups)) == (0, None, 0)


def test_the_same_seed_gives_the_same_and_only_others_are_compared(tmp_path):
    network = drawn(tmp_path, nx.gnp_random_graph(60, 0.08, seed=2).edges, 60)
    found = partition(network, seed=7)
    first, again = (stability(network, found, seed=7, seeds=4) for _ in range(2))
    assert (first.adjusted_rand, first.groups.tolist()) == (again.adjusted_rand, again.groups.tolist())
    tied = found.labels >= 0
    others = [partition(network, seed=seed).labels[tied] for seed in (8, 9, 10, 11)]
    assert first.adjusted_rand == pytest.approx(
        np.mean(
            [
                igraph.compare_communities(found.labels[tied].tolist(), o.tolist(), method="adjusted_rand")
                for o in others
            ]
        )
    )
