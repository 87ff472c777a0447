"""How the largest component falls apart when nodes are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

DRAWS = 20


def by_degree(network: Network) -> list[int]:
    """Order nodes for an attack: always the one with most ties left, equal ones by number."""
    n = len(network)
    starts, ends = network.adjacency.indptr.tolist(), network.adjacency.indices.tolist()
    left: list[int] = network.degrees.tolist()
    most = max(left, default=0)
    buckets: list[set[int]] = [set() for _ in range(most + 1)]
    for node, ties in enumerate(left):
        buckets[ties].add(node)
    order: list[int] = []
    gone = [False] * n
    while len(order) < n:
        while not buckets[most]:
            most -= 1
        if most == 0:
            order += sorted(buckets[0])
            break
        node = min(buckets[most])
        buckets[most].discard(node)
        order.append(node)
        gone[node] = True
        for other in ends[starts[node] : starts[node + 1]]:
            if not gone[other]:
                buckets[left[other]].discard(other)
                left[other] -= 1
                buckets[left[other]].add(other)
    return order


def largest_after(network: Network, order: list[int]) -> Ints:
    """Size of the largest component after the loss of the first 0, 1, …, n nodes of an order (int64, n + 1).

    Nodes are given back from the last to the first while sets are joined (Newman & Ziff 2000,
    doi:10.1103/PhysRevLett.85.4104).
    """
    n = len(network)
    starts, ends = network.adjacency.indptr.tolist(), network.adjacency.indices.tolist()
    parent, size, present = list(range(n)), [1] * n, [False] * n

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    largest = [0] * (n + 1)
    most = 0
    for lost in range(n - 1, -1, -1):
        node = order[lost]
        present[node] = True
        most = max(most, 1)
        for other in ends[starts[node] : starts[node + 1]]:
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


def robustness(largest: Ints) -> float:
    """R = (1/n) Σ_{q=1..n} S(q) / n, with S(q) the largest component after q losses; 0 to ½.

    Reference: Schneider et al. (2011), doi:10.1073/pnas.1009440108.
    """
    n = len(largest) - 1
    return float(largest[1:].sum()) / n**2 if n else 0.0


def random_losses(network: Network, seed: int = 0, draws: int = DRAWS) -> Floats:
    """Mean size of the largest component after random losses (float64, n + 1)."""
    random = np.random.default_rng(seed)
    drawn = [largest_after(network, random.permutation(len(network)).tolist()) for _ in range(draws)]
    mean: Floats = np.mean(drawn, axis=0)
    return mean
