"""The page on the network as a whole: every figure is defined, and its worked example comes out."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.measures.groups import partition
from graph.measures.over_representation import over_represented, sectors_of_groups
from graph.measures.stability import adjusted_rand, stability
from graph.measures.whole import rich_club, robustness, shape
from graph.network import Network
from tests.measures.drawing import drawn
from tests.measures.test_pages import example_network

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures"
WHOLE = (PAGES / "whole.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def network(tmp_path_factory) -> Network:
    return example_network(tmp_path_factory.mktemp("example"))


def test_every_figure_of_the_answer_is_defined(network):
    for name in (*asdict(shape(network)), "attack", "random", "half_after", "ratio", "p_more", "p_fewer"):
        assert f"`{name}`" in WHOLE, name


def test_the_worked_example_comes_out(network):
    found = robustness(network)
    values = asdict(shape(network)) | {"attack": found.attack, "half_after": found.half_after}
    worked = re.findall(r"^\| `(\w+)` \| (-?[\d.]+) \|", WHOLE, re.MULTILINE)
    assert len(worked) == 10
    for name, value in worked:
        assert values[name] == pytest.approx(float(value), abs=5e-5), name


def test_the_rich_club_of_the_example_comes_out(network):
    first, second = rich_club(network, samples=20_000).clubs
    assert (first.members, first.density) == (4, pytest.approx(4 / 6))
    assert (second.members, second.density) == (2, 1.0)
    assert second.expected == pytest.approx(15 / 17, abs=0.01)
    assert second.ratio == pytest.approx(17 / 15, abs=0.015)
    assert second.p_more == pytest.approx(15 / 17, abs=0.01)
    assert first.expected == pytest.approx(0.6765, abs=0.002)


@pytest.mark.parametrize(
    "graph",
    [
        nx.path_graph(6),
        nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2), (3, 4), (4, 5)]),
        nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (5, 6)]),
    ],
)
def test_what_chance_gives_is_the_mean_over_every_network_with_the_same_numbers_of_ties(tmp_path, graph):
    n, m, wanted = len(graph), graph.number_of_edges(), [graph.degree(v) for v in sorted(graph)]
    every = [
        ties
        for ties in combinations(combinations(range(n), 2), m)
        if np.array_equal(np.bincount(np.ravel(ties), minlength=n), wanted)
    ]
    found = rich_club(drawn(tmp_path, sorted(tuple(sorted(e)) for e in graph.edges), n), samples=8000)
    assert found.clubs
    for club in found.clubs:
        inside = [sum(wanted[a] > club.degree < wanted[b] for a, b in ties) for ties in every]
        possible = club.members * (club.members - 1) / 2
        error = max(np.std(inside) / np.sqrt(8000), 1e-12)
        assert club.expected * possible == pytest.approx(np.mean(inside), abs=4 * error)
        assert club.p_more == pytest.approx(np.mean(np.array(inside) >= club.ties), abs=0.025)
        assert club.p_fewer == pytest.approx(np.mean(np.array(inside) <= club.ties), abs=0.025)


def test_stability_and_over_representation_on_the_page_of_communities_come_out(network):
    page = (PAGES / "community.md").read_text(encoding="utf-8")
    found = partition(network)
    luck = stability(network, found)
    assert (luck.adjusted_rand, luck.groups.tolist()) == (1.0, [1.0, 1.0])
    first, second = (np.array(list(map(int, text)), np.int32) for text in ("000111", "001122"))
    assert f"8/33 = {adjusted_rand(first, second):.4f}" in page
    assert sectors_of_groups(network, found) == [[], []]
    assert over_represented(found, np.array([0, 1, 2]), np.zeros(3, np.int64), ["metals"])[0] == []
