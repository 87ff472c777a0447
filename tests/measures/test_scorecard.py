"""The figures of a sector's scorecard: hand-made networks, brute force, scipy, and what is known of Daegu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from graph.measures.alliances import by_sector, reach_of_alliances
from graph.measures.intervals import mean_interval, wilson
from graph.measures.single_points import single_points
from graph.network import Network
from graph.vocabulary import COUNTED_SECTORS, Layer
from tests.measures.drawing import drawn

if TYPE_CHECKING:
    from pathlib import Path


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_a_share_is_wilsons(counted: tuple[int, int]) -> None:
    theirs = binomtest(*counted).proportion_ci(method="wilson")
    assert wilson(*counted) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_the_interval_of_a_mean_is_that_of_resampled_members() -> None:
    counts = np.array([0] * 30 + [1] * 20 + [2] * 10 + [9] * 4)
    low, high = mean_interval(counts)
    drawn_means = [np.random.default_rng(k).choice(counts, len(counts)).mean() for k in range(4_000)]
    assert (low, high) == pytest.approx(tuple(np.percentile(drawn_means, (2.5, 97.5))), abs=0.06)
    assert mean_interval(np.array([3])) is None
    assert mean_interval(np.array([2, 2, 2])) == (2.0, 2.0)


def test_without_the_hub_of_a_star_its_leaves_are_lost(tmp_path: Path) -> None:
    network = drawn(tmp_path, nx.star_graph(4).edges, 5)
    labels = np.array([0, 1, 1, 1, -1])
    found = single_points(network, labels, 2)
    assert found.nodes.tolist() == [0]
    assert found.inside.tolist() == [1, 3]
    # one of the four leaves stays as the largest part: one with a label or the one without
    assert found.lost[0, 0] == 0
    assert found.lost[0, 1] in {2, 3}


@pytest.mark.parametrize("seed", range(12))
def test_losses_agree_with_taking_each_node_out(seed: int, tmp_path: Path) -> None:
    graph = nx.gnm_random_graph(40, 44, seed=seed)
    network = drawn(tmp_path, graph.edges, 40)
    labels = np.random.default_rng(seed).integers(-1, 3, 40)
    found = single_points(network, labels, 3)
    whole = max(nx.connected_components(graph), key=len)
    assert found.inside.tolist() == [sum(labels[n] == g for n in whole) for g in range(3)]
    cut = set(nx.articulation_points(graph.subgraph(whole)))
    assert set(found.nodes.tolist()) == cut
    for row, point in enumerate(found.nodes.tolist()):
        parts = sorted(nx.connected_components(graph.subgraph(whole - {point})), key=len)
        largest = [part for part in parts if len(part) == len(parts[-1])]
        possible = [
            [sum(labels[n] == g for n in whole - {point} - part) for g in range(3)] for part in largest
        ]
        assert found.lost[row].tolist() in possible


def test_what_single_organisations_hold_together_in_daegu(daegu) -> None:
    network = Network.of(daegu)
    found = single_points(network, network.sectors, len(COUNTED_SECTORS))

    def lost(sector: str, key: str) -> tuple[int, int]:
        code = COUNTED_SECTORS.index(sector)
        row = found.nodes.tolist().index(network.index[key])
        return int(found.lost[row, code]), int(found.inside[code])

    assert lost("textiles", "ktdi") == (41, 81)
    assert lost("machinery", "dmi") == (22, 70)
    assert lost("automotive", "daegu-city") == (9, 80)
    assert lost("robotics", "daegu-city") == (10, 22)
    assert lost("medical", "knu-iact") == (10, 33)


def test_how_far_the_alliances_reach_in_daegu(daegu) -> None:
    network = Network.of(daegu)
    found = reach_of_alliances(network)
    everyone = by_sector(network, np.ones(len(network), bool))

    def told(alliance: str, sector: str) -> tuple[int, int, int]:
        code, reach = COUNTED_SECTORS.index(sector), found[f"alliance-{alliance}"]
        return int(reach.near[code]), int(everyone[code]), int(reach.without_a_tie[code])

    assert told("textiles", "textiles") == (64, 129, 24)
    assert told("machinery-automotive", "machinery") == (33, 141, 6)
    assert told("metals", "metals") == (8, 80, 2)
    assert found["alliance-chemicals"].anchor_ties == 0
    assert [name for name, reach in found.items() if reach.measurable] == ["alliance-machinery-automotive"]
    rewired = found["alliance-machinery-automotive"].rewired
    assert rewired is not None
    assert rewired[COUNTED_SECTORS.index("machinery")] / 141 == pytest.approx(0.08, abs=0.01)


def test_the_umbrella_over_the_alliances_brings_nobody_near(daegu) -> None:
    found = reach_of_alliances(Network.of(daegu, Layer.ALL))
    textiles = COUNTED_SECTORS.index("textiles")
    near = {name: int(reach.near[textiles]) for name, reach in found.items()}
    assert len(set(near.values())) > 2
    assert all(reach.rewired is None for reach in found.values())


def test_losing_a_tie_of_an_anchor_agrees_with_cutting_each(daegu) -> None:
    network = Network.of(daegu)
    for reach in reach_of_alliances(network).values():
        graph = network.to_networkx()
        fewest = reach.near.copy()
        for anchor in reach.anchors:
            for partner in list(graph[anchor]):
                if partner in reach.anchors:
                    continue
                cut = graph.copy()
                cut.remove_edge(anchor, partner)
                near = set().union(*(nx.ego_graph(cut, a, radius=2) for a in reach.anchors))
                inside = np.array([key in near for key in network.ids])
                fewest = np.minimum(fewest, by_sector(network, inside))
        assert reach.without_a_tie.tolist() == fewest.tolist()
