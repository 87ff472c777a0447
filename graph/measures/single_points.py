"""Single points: organisations whose loss takes others out of the largest component, counted by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class SinglePoints:
    """What the largest component loses with each of its articulation points.

    Attributes:
        nodes: int64, numbers of the articulation points of the largest component, ascending.
        lost: int64, points × groups: nodes of each group that leave the largest component with the point, itself not counted.
        inside: int64, groups: nodes of each group in the largest component now.
    """

    nodes: Ints
    lost: Ints
    inside: Ints


def single_points(network: Network, labels: npt.NDArray[np.integer], groups: int) -> SinglePoints:
    """Find the articulation points of the largest component, and whom it loses with each.

    Without a point the component falls into parts; the largest of them stays (of equal ones, any: they are as large), the
    point and the nodes of all others leave. The parts are read off the tree of blocks and articulation points, in linear
    time (Hopcroft & Tarjan 1973, doi:10.1145/362248.362272; blocks by igraph).

    Args:
        network: the ties.
        labels: group of each node, 0 … groups − 1, or −1 for none.
        groups: number of groups.
    """
    graph = network.graph
    largest: list[int] = max(graph.connected_components(), key=len, default=[])
    members = np.zeros(len(network), bool)
    members[largest] = True
    inside = counted(labels[members], groups)[:groups]
    none = np.zeros(0, np.int64)
    if len(largest) < 3:
        return SinglePoints(none, np.zeros((0, groups), np.int64), inside)
    blocks, points = graph.biconnected_components(return_articulation_points=True)
    blocks = [block for block in blocks if members[block[0]]]
    points = sorted(point for point in points if members[point])
    below = parts_below(blocks, points, labels, groups)
    whole = np.append(inside, len(largest) - inside.sum())
    lost = np.zeros((len(points), groups), np.int64)
    for row, point in enumerate(points):
        parts = below[point]
        others = whole - counted(labels[[point]], groups)
        stays = max([*parts, others - np.sum(parts, axis=0)], key=lambda part: int(part.sum()))
        lost[row] = (others - stays)[:groups]
    return SinglePoints(np.array(points, np.int64), lost, inside)


def counted(labels: npt.NDArray[np.integer], groups: int) -> Ints:
    """Count labels by group; the last entry counts nodes without one."""
    return np.bincount(np.where(labels < 0, groups, labels), minlength=groups + 1).astype(np.int64)


def parts_below(
    blocks: list[list[int]], points: list[int], labels: npt.NDArray[np.integer], groups: int
) -> dict[int, list[Ints]]:
    """Count by group, for each point, the parts that hang below it in the tree of blocks rooted in the first block."""
    of_point: dict[int, list[int]] = {point: [] for point in points}
    for number, block in enumerate(blocks):
        for node in block:
            if node in of_point:
                of_point[node].append(number)
    above: list[int | None] = [None] * len(blocks)
    seen = [False] * len(blocks)
    seen[0] = True
    order = [0]
    for number in order:
        for point in blocks[number]:
            for other in of_point.get(point, ()):
                if not seen[other]:
                    seen[other], above[other] = True, point
                    order.append(other)
    below: dict[int, list[Ints]] = {point: [] for point in points}
    for number in reversed(order):
        hangs_on = above[number]
        nodes = [node for node in blocks[number] if node != hangs_on]
        whole = counted(labels[nodes], groups)
        for node in nodes:
            for part in below.get(node, ()):
                whole += part
        if hangs_on is not None:
            below[hangs_on].append(whole)
    return below
