"""Global efficiency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from graph.network import Network

VISITS, FEWEST = 100_000_000, 30
"""Limit of nodes and ties visited by all searches (some seconds), and the least number of searches."""


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Global efficiency, the number of source nodes, and its standard error (0 if all are sources)."""

    value: float
    sources: int
    error: float


def global_efficiency(network: Network, seed: int = 0, visits: int = VISITS) -> Efficiency | None:
    """Mean of 1 / distance over all pairs of tied nodes (0 to 1), unreachable pairs counting 0; None without ties.

    Args:
        network: the ties.
        seed: random seed for the source nodes where all would be too many.
        visits: limit of nodes and ties visited.

    References: Latora & Marchiori (2001), doi:10.1103/PhysRevLett.87.198701.
    """
    nodes = np.flatnonzero(network.degrees)
    n = len(nodes)
    if not n:
        return None
    sources = min(n, max(FEWEST, visits // (n + 2 * network.ties)))
    if sources < n:
        nodes = np.sort(np.random.default_rng(seed).choice(nodes, sources, replace=False))
    sums = network.graph.harmonic_centrality(vertices=nodes.tolist(), normalized=False)
    nearness = np.array(sums, np.float64) / (n - 1)
    error = float(np.std(nearness, ddof=1)) * np.sqrt((1 - sources / n) / sources) if sources < n else 0.0
    return Efficiency(float(nearness.mean()), sources, float(error))
