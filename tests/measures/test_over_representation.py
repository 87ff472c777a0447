"""What a group has more of than chance: against Fisher's exact test, by hand, and where nothing should be found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.groups import Partition, partition
from graph.measures.over_representation import over_represented, sectors_of_groups, technologies_of_groups
from tests.measures.drawing import drawn


def groups(labels: list[int]) -> Partition:
    return Partition(np.array(labels, np.int32), 0.0)


@given(
    st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 15)), min_size=8, max_size=60),
)
def test_figures_are_those_of_fishers_exact_test(rows):
    from scipy.stats import (
        false_discovery_control,
        fisher_exact,
    )  # takes longer to import than most test files

    """Each node has a group (−1: isolate) and some of four features, the bits of a number."""
    number = {g: i for i, g in enumerate(sorted({g for g, _ in rows if g >= 0}))}
    rows = [(number.get(g, -1), bits) for g, bits in rows]
    entries = [(i, f) for i, (g, bits) in enumerate(rows) for f in range(4) if g >= 0 and bits >> f & 1]
    nodes, codes = np.array(entries, np.int64).reshape(-1, 2).T
    found = over_represented(groups([g for g, _ in rows]), nodes, codes, list("abcd"))
    tied = [(g, bits) for g, bits in rows if g >= 0]
    expected: dict[tuple[int, str], tuple[int, float, float]] = {}
    for g in range(len(number)):
        for f in range(4):
            inside = sum(1 for h, _ in tied if h == g)
            carriers = sum(bits >> f & 1 for _, bits in tied)
            both = sum(bits >> f & 1 for h, bits in tied if h == g)
            if inside >= 3 and carriers >= 2:
                table = [[both, inside - both], [carriers - both, len(tied) - inside - carriers + both]]
                p = fisher_exact(table, alternative="greater")[1]
                expected[g, "abcd"[f]] = (both, inside * carriers / len(tied), p)
    if expected:
        adjusted = false_discovery_control([min(p, 1.0) for _, _, p in expected.values()])
        wanted = {
            cell: (*figures[:2], q)
            for (cell, figures), q in zip(expected.items(), adjusted, strict=True)
            if q <= 0.05
        }
    else:
        wanted = {}
    got = {
        (g, one.id): (one.members, one.expected, one.q) for g, answer in enumerate(found) for one in answer
    }
    assert got.keys() == wanted.keys()
    for cell, figures in got.items():
        assert figures == pytest.approx(wanted[cell], rel=1e-6)
    assert all([one.q for one in answer] == sorted(one.q for one in answer) for answer in found)


def test_a_planted_sector_as_worked_out_by_hand():
    # Two groups of five; all of the first and none of the second carry it: p = 1 / C(10, 5) = 1/252, the other group's is 1;
    # of the two tests it is the smaller: q = 2/252.
    found = over_represented(groups([0] * 5 + [1] * 5), np.arange(5), np.zeros(5, np.int64), ["metals"])
    assert [len(answer) for answer in found] == [1, 0]
    one = found[0][0]
    assert (one.id, one.members, one.expected) == ("metals", 5, 2.5)
    assert one.q == pytest.approx(2 / 252)


def test_what_is_dealt_at_random_is_seldom_found():
    random, false = np.random.default_rng(5), 0
    for _ in range(200):
        labels = np.repeat(np.arange(10), 10).tolist()
        features = random.integers(0, 8, 100)
        found = over_represented(groups(labels), np.arange(100), features, list("abcdefgh"))
        false += any(found)
    assert false <= 0.05 * 200 + 3 * np.sqrt(0.05 * 0.95 * 200)


def test_groups_of_a_network_show_their_sectors_and_technologies(tmp_path):
    textile, metal = range(6), range(6, 12)
    edges = [(a, b) for part in (textile, metal) for a in part for b in part if a < b] + [(0, 6)]
    sectors = {
        **dict.fromkeys(textile, "textiles"),
        **dict.fromkeys(metal, "metals"),
        5: "other",
        12: "metals",
    }
    uses = [(i, "weaving") for i in textile] + [(i, "casting") for i in (6, 12)]
    network = drawn(tmp_path, edges, 13, sectors=sectors, uses=uses)  # 12 is an isolate and has no say
    found = partition(network)
    assert [[one.id for one in answer] for answer in sectors_of_groups(network, found)] == [
        ["textiles"],
        ["metals"],
    ]
    first, second = technologies_of_groups(network, found)
    assert [(one.id, one.members, one.expected) for one in first] == [("weaving", 6, 3.0)]
    assert not second  # only one tied body casts


@pytest.mark.parametrize("n", [1, 4])
def test_without_ties_there_is_nothing_to_test(tmp_path, n):
    network = drawn(tmp_path, [], n, uses=[(0, "weaving")])
    found = partition(network)
    assert sectors_of_groups(network, found) == technologies_of_groups(network, found) == []
