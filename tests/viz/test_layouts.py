from __future__ import annotations

from typing import TYPE_CHECKING

import igraph
import numpy as np
import pytest
from scipy.spatial import cKDTree

from graph.network import Network
from graph.vocabulary import Layer
from viz.layouts import Positions, two_level
from viz.scene import sizes

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


@pytest.fixture(scope="module")
def network(daegu: Snapshot) -> Network:
    return Network.of(daegu, Layer.ALL)


@pytest.fixture(scope="module")
def positions(network: Network) -> Positions:
    return two_level(network, radii=sizes(network))


def purity(xy: np.ndarray, community: np.ndarray, near: int = 10) -> float:
    tied = community >= 0
    _, neighbours = cKDTree(xy[tied]).query(xy[tied], near + 1)
    return float(np.mean(community[tied][neighbours[:, 1:]] == community[tied][:, None]))


def smallest_gap(xy: np.ndarray, radii: np.ndarray) -> float:
    pairs = cKDTree(xy).query_pairs(2 * radii.max(), output_type="ndarray")
    distance = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    return float(np.min(distance - radii[pairs[:, 0]] - radii[pairs[:, 1]]))


def test_no_two_nodes_overlap(network: Network, positions: Positions) -> None:
    assert smallest_gap(positions.xy, sizes(network)) > 2


def test_neighbours_in_the_picture_are_of_one_community_far_more_than_in_plain_forces(
    network: Network, positions: Positions
) -> None:
    ours = purity(positions.xy, positions.community)
    plain = np.array(network.graph.layout_fruchterman_reingold(niter=500).coords)
    assert ours > 0.75
    assert ours > purity(plain, positions.community) + 0.15


def test_the_same_seed_gives_the_same_picture_byte_for_byte(network: Network, positions: Positions) -> None:
    again = two_level(network, radii=sizes(network))
    assert again.xy.tobytes() == positions.xy.tobytes()
    assert two_level(network, radii=sizes(network), seed=1).xy.tobytes() != positions.xy.tobytes()


def test_the_picture_does_not_hang_on_what_the_common_generator_did_before(
    network: Network, positions: Positions
) -> None:
    igraph.Graph.Erdos_Renyi(50, 0.1).layout_fruchterman_reingold()
    assert two_level(network, radii=sizes(network)).xy.tobytes() == positions.xy.tobytes()


def test_isolates_stand_beneath_in_rows_sorted_by_their_word(network: Network) -> None:
    words = [network.snapshot.sectors[node] or "~" for node in network.nodes.tolist()]
    positions = two_level(network, radii=sizes(network), order=words)
    alone = positions.community < 0
    assert positions.xy[alone, 1].min() > positions.xy[~alone, 1].max()
    rows = np.round(positions.xy[alone], 3)
    reading = np.lexsort((rows[:, 0], rows[:, 1]))
    assert [words[i] for i in np.flatnonzero(alone)[reading]] == sorted(
        words[i] for i in np.flatnonzero(alone)
    )


def test_the_frame_is_wider_than_high(network: Network, positions: Positions) -> None:
    tied = positions.xy[positions.community >= 0]
    wide, high = tied.max(axis=0) - tied.min(axis=0)
    assert 1.1 < wide / high < 2.2


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_networks_without_ties_have_a_place_for_everybody(daegu: Snapshot, count: int) -> None:
    network = Network.of(daegu, Layer.TECHNOLOGY, keep=list(range(count)))
    radii = np.full(len(network), 5.0)
    positions = two_level(network, radii=radii)
    assert positions.xy.shape == (len(network), 2)
    assert np.isfinite(positions.xy).all()
    assert len(np.unique(positions.xy, axis=0)) == len(network)
