"""The change of ties among members: values worked out by hand, an independent count, and the permutation."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from graph.measures.evaluation.change import (
    Ties,
    activity_class,
    change_of,
    expected_ties,
    mixing_change,
    observed_ties,
    strata_of,
)
from graph.measures.evaluation.permutation import fixed_members, permuted
from graph.measures.evaluation.permutation import tested as compared


def ties(*pairs: tuple[int, int], n: int = 6) -> Ties:
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    return Ties(a, b, n)


def inside(*members: int, n: int = 6) -> np.ndarray:
    labels = np.zeros(n, np.int16)
    labels[list(members)] = 1
    return labels


SQUARE = ties((0, 1), (1, 2), (2, 3), (3, 0))


def test_the_example_by_hand() -> None:
    members = inside(0, 1)[:, None]
    assert observed_ties(SQUARE, members)[0] == 1
    assert expected_ties(SQUARE.degrees, members, 4)[0] == 0.5, "(16 − 8) / 16: O / E is 2"
    after = ties((0, 1), (0, 2), (1, 2))
    found = change_of(SQUARE, after, members)
    e1 = (4**2 - 2 * 2**2) / (4 * 3)
    theta = math.log(1.5 / 1.5) - math.log((e1 + 0.25) / 0.75)
    assert found.theta[0] == pytest.approx(theta)
    assert found.t[0] == pytest.approx(theta / math.sqrt(2 / 1.5))


def test_expected_is_the_sum_over_pairs() -> None:
    rng = np.random.default_rng(3)
    graph = nx.gnm_random_graph(30, 70, seed=3)
    window = ties(*graph.edges, n=30)
    labels = rng.integers(0, 4, 30).astype(np.int16)[:, None]
    degree = dict(graph.degree)
    pairs = [(a, b) for a, b in itertools.combinations(range(30), 2) if labels[a, 0] and labels[b, 0]]
    across = [(a, b) for a, b in pairs if labels[a, 0] != labels[b, 0]]
    for chosen, cross in ((pairs, False), (across, True)):
        expected = sum(degree[a] * degree[b] for a, b in chosen) / (2 * 70)
        assert expected_ties(window.degrees, labels, 70, cross=cross)[0] == pytest.approx(expected)
        assert observed_ties(window, labels, cross=cross)[0] == sum(graph.has_edge(a, b) for a, b in chosen)


def test_a_window_without_ties_expects_none() -> None:
    members = inside(0, 1)[:, None]
    empty = ties()
    assert expected_ties(empty.degrees, members, 0)[0] == 0
    assert np.isfinite(change_of(empty, SQUARE, members).t).all()


def test_classes_of_activity() -> None:
    assert activity_class(np.array([0, 1, 2, 3, 5, 6, 11, 12, 99])).tolist() == [0, 1, 2, 3, 3, 4, 4, 5, 5]


def test_the_ratio_of_ratios_by_hand() -> None:
    members = inside(0, 1)[:, None]
    log, variance = mixing_change(SQUARE, ties((0, 1), (2, 3), (4, 5)), members)
    mm, mo, oo = (1.5, 1.5), (2.5, 0.5), (1.5, 2.5)
    wanted = math.log(mm[1] / mm[0]) - 2 * math.log(mo[1] / mo[0]) + math.log(oo[1] / oo[0])
    assert log[0] == pytest.approx(wanted)
    assert variance[0] == pytest.approx(sum(1 / a for a in mm + oo) + sum(4 / a for a in mo))


def test_permutation_keeps_the_members_of_each_stratum() -> None:
    rng = np.random.default_rng(0)
    strata = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    labels = np.array([1, 2, 0, 1, 0, 1, 1, 1], np.int16)
    drawn = permuted(labels, strata, 4000, rng)
    assert fixed_members(labels, strata) == 3
    assert (drawn[5:] == 1).all(), "a stratum of members only stays as it is"
    for stratum in (0, 1):
        own = np.sort(drawn[strata == stratum], axis=0)
        assert (own == np.sort(labels[strata == stratum])[:, None]).all()
    share = (drawn[:3] > 0).mean(axis=1)
    assert share == pytest.approx([2 / 3] * 3, abs=0.03), "every place of a stratum is as likely"
    assert (drawn[:3] == 2).mean(axis=1) == pytest.approx([1 / 3] * 3, abs=0.03), "so is every label"


def test_the_test_is_exact_where_all_permutations_can_be_listed() -> None:
    before = ties((0, 1), (2, 3), (4, 5), (0, 2), (1, 3))
    after = ties((0, 1), (0, 4), (1, 4), (2, 3))
    labels = inside(0, 1, 4)
    strata = np.zeros(6, np.int64)
    own = change_of(before, after, labels[:, None]).t[0]
    every = [
        change_of(before, after, inside(*some)[:, None]).t[0] for some in itertools.combinations(range(6), 3)
    ]
    exact = np.mean(np.array(every) >= own - 1e-12)
    found = compared(before, after, labels, strata, 9999, np.random.default_rng(1))
    assert found.p == pytest.approx(exact, abs=0.02)
    assert found.observed == (1, 3)


def test_the_same_seed_gives_the_same_answer_and_relabelling_changes_no_statistic() -> None:
    rng = np.random.default_rng(5)
    before, after = (ties(*nx.gnm_random_graph(40, m, seed=m).edges, n=40) for m in (80, 110))
    labels, groups = inside(*range(12), n=40), rng.integers(0, 3, 40)
    strata = strata_of(groups, before)
    one, two = (compared(before, after, labels, strata, 199, np.random.default_rng(7)) for _ in range(2))
    assert one == two
    turn = rng.permutation(40)
    moved = [Ties(turn[w.a], turn[w.b], 40) for w in (before, after)]
    there = np.zeros(40, np.int16)
    there[turn] = labels
    assert change_of(*moved, there[:, None]).t == pytest.approx(change_of(before, after, labels[:, None]).t)
