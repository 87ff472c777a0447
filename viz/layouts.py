"""Positions for a network: communities first, nodes inside them second, so that groups are seen at a glance.

The plane is laid out in two levels: the graph of communities, then each community in a disc of its own whose area
follows what it holds. Small components and isolates stand in rows of their own beneath. The same network and seed give
the same positions, whatever order the store streams its records in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.igraph_random import seeded
from graph.measures.groups import partition
from viz.packing import GAP, WIDE, place_on_shelves, push_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.network import Network

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DISC_FILL = 0.62  # share of a disc that its nodes, gaps included, cover: circles cannot cover more than .91
COMMUNITY_GAP = 24.0  # between the rims of two communities
PULL, PULLS, PULL_ROUNDS = (
    0.03,
    40,
    30,
)  # share of the way groups are drawn in at a time, how often, rounds after each
LAYOUT_EFFORT = (
    60_000  # nodes times rounds of a group: only directions and the order of distances are taken from it
)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each node stands.

    Attributes:
        xy: float64 (n, 2), y downwards, the centre of the frame at the origin.
        community: int32, group of each node as in `graph.measures.groups.Partition`; −1 for isolates.
    """

    xy: Floats
    community: npt.NDArray[np.int32]


def two_level(
    network: Network,
    *,
    radii: Floats,
    order: Sequence[str] | None = None,
    community: npt.NDArray[np.int32] | None = None,
    seed: int = 0,
) -> Positions:
    """Place the nodes of a network.

    Args:
        network: nodes and ties.
        radii: room each node takes; no two nodes overlap.
        order: texts by which isolates are sorted; None: by id.
        community: group of each node, −1 for isolates; None finds them by Leiden.
        seed: of groups and positions.
    """
    if community is None:
        community = partition(network, seed=seed).labels
    xy = np.zeros((len(network), 2))
    if not len(network):
        return Positions(xy, community)
    with seeded(seed):
        parts = [
            (nodes, place_component(network, nodes, community, radii))
            for nodes in components(network, community)
        ]
    isolates = np.flatnonzero(community < 0)
    if order is not None:
        isolates = np.array(sorted(isolates.tolist(), key=lambda node: (order[node], node)), np.int64)
    tied = len(parts)
    parts += [(np.array([node]), np.zeros((1, 2))) for node in isolates.tolist()]
    for (nodes, placed), offset in zip(
        parts, place_on_shelves(bounding_boxes(parts, radii), fresh=tied), strict=True
    ):
        xy[nodes] = placed + offset
    middle = (xy.min(axis=0) + xy.max(axis=0)) / 2
    return Positions(xy - middle, community)


def bounding_boxes(parts: list[tuple[Ints, Floats]], radii: Floats) -> Floats:
    """Give left, top, right and bottom rim of each part, as laid out around its own origin."""
    return np.array(
        [
            [
                *(placed - radii[nodes][:, None]).min(axis=0),
                *(placed + radii[nodes][:, None]).max(axis=0),
            ]
            for nodes, placed in parts
        ]
    )


def components(network: Network, community: npt.NDArray[np.int32]) -> list[Ints]:
    """Give the nodes of each component that has a tie, largest first."""
    membership = np.array(network.graph.connected_components().membership, np.int64)
    tied = np.flatnonzero(community >= 0)
    order = tied[np.argsort(membership[tied], kind="stable")]
    cuts = np.flatnonzero(np.diff(membership[order])) + 1
    found: list[Ints] = [part for part in np.split(order, cuts) if len(part)]
    return sorted(found, key=lambda nodes: (-len(nodes), int(nodes[0])))


def place_component(network: Network, nodes: Ints, community: npt.NDArray[np.int32], radii: Floats) -> Floats:
    """Place one component around the origin, its groups apart from each other."""
    groups, member = np.unique(community[nodes], return_inverse=True)
    graph: Any = network.graph.induced_subgraph(nodes.tolist(), implementation="create_from_scratch")
    edges = np.array(graph.get_edgelist(), np.int64).reshape(-1, 2)
    rooms = (radii[nodes] + GAP / 2) ** 2
    discs = np.sqrt(np.bincount(member, rooms) / DISC_FILL)
    centres = centres_of(edges, member, discs)
    xy = np.zeros((len(nodes), 2))
    for group in range(len(groups)):
        inside = np.flatnonzero(member == group)
        if len(inside) > 1:
            spread = fill_disc(force_layout(graph, inside), rooms[inside], discs[group])
            xy[inside] = turn_towards_ties(spread, inside, group, edges, member, centres)
        xy[inside] += centres[group]
    return push_apart(xy, radii[nodes], GAP)


def force_layout(graph: Any, inside: Ints) -> Floats:
    """Place the nodes of a group by the force-directed layout of Fruchterman & Reingold."""
    part = graph.induced_subgraph(inside.tolist())
    rounds = int(np.clip(LAYOUT_EFFORT / len(inside), 60, 300))
    weights = np.log1p(part.es["weight"]).tolist()
    placed = part.layout_fruchterman_reingold(weights=weights, niter=rounds, grid="auto")
    return centred(np.array(placed.coords, np.float64))


def centres_of(edges: Ints, member: Ints, discs: Floats) -> Floats:
    """Place the groups of a component: tied ones near each other, no two discs touching, wider than high."""
    count = len(discs)
    if count == 1:
        return np.zeros((1, 2))
    ends = np.sort(member[edges], axis=1)
    keys, ties = np.unique(ends[:, 0] * count + ends[:, 1], return_counts=True)
    pairs = np.column_stack(np.divmod(keys, count))
    crossing = pairs[:, 0] != pairs[:, 1]
    import igraph

    graph: Any = igraph.Graph(n=count, edges=pairs[crossing].tolist())
    weights = np.log1p(ties[crossing]).tolist()
    placed = graph.layout_fruchterman_reingold(weights=weights, niter=500)
    xy = along_longer_axis(centred(np.array(placed.coords, np.float64))) * [WIDE, 1.0]
    # begin too close, so that pushing apart leaves no empty sea between the groups
    reach = np.sqrt(np.mean(np.sum(xy**2, axis=1))) or 1.0
    xy = push_apart(xy * (0.45 * np.sqrt(np.sum(discs**2)) / reach), discs, COMMUNITY_GAP)
    for _ in range(PULLS):
        xy = push_apart(centred(xy) * pull_factors(xy, discs), discs, COMMUNITY_GAP, rounds=PULL_ROUNDS)
    return push_apart(xy, discs, COMMUNITY_GAP)


def pull_factors(xy: Floats, discs: Floats) -> tuple[float, float]:
    """Compute by how much groups are pulled in horizontally and vertically, so that the layout fits the frame."""
    wide, high = (xy + discs[:, None]).max(axis=0) - (xy - discs[:, None]).min(axis=0)
    return (1 - PULL, 1 + PULL / 2) if wide > WIDE * high else (1 + PULL / 2, 1 - PULL)


def centred(xy: Floats) -> Floats:
    moved: Floats = xy - xy.mean(axis=0)
    return moved


def along_longer_axis(xy: Floats) -> Floats:
    """Turn a cloud of points so that its longer axis is horizontal, with a sign that is always the same."""
    _, _, axes = np.linalg.svd(xy, full_matrices=False)
    turned: Floats = xy @ axes.T
    if turned.shape[1] < 2:
        return xy
    signs = np.where(turned[np.argmax(np.abs(turned), axis=0), [0, 1]] < 0, -1.0, 1.0)
    return turned * signs


def fill_disc(xy: Floats, rooms: Floats, disc: float) -> Floats:
    """Spread nodes evenly over the disc, keeping their directions and the order of their distances from its centre."""
    order = np.argsort(np.sum(xy**2, axis=1), kind="stable")
    filled = np.cumsum(rooms[order]) - rooms[order] / 2
    radius = np.zeros(len(xy))
    radius[order] = disc * np.sqrt(filled / rooms.sum())
    angle = np.arctan2(xy[:, 1], xy[:, 0])
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def turn_towards_ties(
    xy: Floats, inside: Ints, group: int, edges: Ints, member: Ints, centres: Floats
) -> Floats:
    """Rotate (or mirror) a group so that its nodes face the groups they are tied to."""
    place = np.full(len(member), -1, np.int64)
    place[inside] = np.arange(len(inside))
    both = np.concatenate((edges, edges[:, ::-1]))
    out = both[(member[both[:, 0]] == group) & (member[both[:, 1]] != group)]
    if not len(out):
        return xy
    here = xy[place[out[:, 0]]] @ np.array([1, 1j])
    there = (centres[member[out[:, 1]]] - centres[group]) @ np.array([1, 1j])
    there /= np.abs(there)
    plain, mirrored = np.sum(there * here.conj()), np.sum(there * here)
    points = xy @ np.array([1, 1j])
    if abs(mirrored) > abs(plain):
        points, plain = points.conj(), mirrored
    turned = points * (plain / abs(plain) if abs(plain) else 1)
    return np.column_stack((turned.real, turned.imag))
