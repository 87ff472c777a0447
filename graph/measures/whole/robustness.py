"""Robustness: the largest component when nodes are removed by degree or at random."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from graph.network import Network

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

DRAWS = 20


@dataclass(frozen=True, slots=True)
class Robustness:
    """The robustness of a network of n tied nodes.

    Attributes:
        attack: R when the node of highest remaining degree is always removed; 1/n (a star) to ½ (a complete graph).
        random: mean R over `draws` random orders.
        attacked, lost_at_random: float64 (n + 1): share of the tied nodes in the largest component after 0, 1, … removals.
        order: numbers of the nodes in the order of the attack.
        half_after: removals under attack until the largest component has less than half of the tied nodes; 0 if it never had.
        draws: number of random orders.
    """

    attack: float
    random: float
    attacked: Floats
    lost_at_random: Floats
    order: list[int]
    half_after: int
    draws: int


def robustness(network: Network, seed: int = 0, draws: int = DRAWS) -> Robustness | None:
    """Compute R = (1/n) Σ_{q=1..n} S(q), S(q) the share in the largest component after q removals; None without ties.

    References: Schneider et al. (2011), doi:10.1073/pnas.1009440108 (R and the attack); Newman & Ziff (2000),
    doi:10.1103/PhysRevLett.85.4104 (sizes from the last removal to the first).
    """
    if not network.ties:
        return None
    order = most_tied_first(network)
    n = len(order)
    attacked = largest_after(network, order) / n
    random = np.random.default_rng(seed)
    tied = np.flatnonzero(network.degrees)
    drawn = [largest_after(network, random.permutation(tied).tolist()) for _ in range(draws)]
    at_random: Floats = np.mean(drawn, axis=0) / n
    return Robustness(
        float(attacked[1:].sum() / n),
        float(at_random[1:].sum() / n),
        attacked,
        at_random,
        order,
        int(np.argmax(attacked < 0.5)),
        draws,
    )


def most_tied_first(network: Network) -> list[int]:
    """Order the tied nodes for an attack: the highest remaining degree first, equal ones by number."""
    starts, ends = network.adjacency.indptr.tolist(), network.adjacency.indices.tolist()
    left: list[int] = network.degrees.tolist()
    waiting = [(-ties, node) for node, ties in enumerate(left) if ties]
    heapify(waiting)
    gone = [False] * len(left)
    order: list[int] = []
    while waiting:
        ties, node = heappop(waiting)
        if gone[node] or left[node] != -ties:
            continue  # an outdated entry
        gone[node] = True
        order.append(node)
        for other in ends[starts[node] : starts[node + 1]]:
            if not gone[other]:
                left[other] -= 1
                heappush(waiting, (-left[other], other))
    return order


def largest_after(network: Network, order: list[int]) -> Ints:
    """Size of the largest component after removing the first 0, 1, … nodes of an order (int64)."""
    starts, ends = network.adjacency.indptr.tolist(), network.adjacency.indices.tolist()
    return sizes_after([ends[a:b] for a, b in pairwise(starts)], order)


def sizes_after(beside: Sequence[Sequence[int]], order: list[int]) -> Ints:
    """Size of the largest component after removing the first 0, 1, … nodes of an order (int64), given each node's neighbours.

    Nodes are added from the last to the first with a union–find.
    """
    parent, size, present = list(range(len(beside))), [1] * len(beside), [False] * len(beside)

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    largest = [0] * (len(order) + 1)
    most = 0
    for lost in range(len(order) - 1, -1, -1):
        node = order[lost]
        present[node] = True
        most = max(most, 1)
        for other in beside[node]:
            if present[other]:
                a, b = root(node), root(other)
                if a != b:
                    if size[a] < size[b]:
                        a, b = b, a
                    parent[b] = a
                    size[a] += size[b]
                    most = max(most, size[a])
        largest[lost] = most
    return np.array(largest, np.int64)
