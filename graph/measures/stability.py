"""How far communities are a matter of luck: the same search with other seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.groups import TO_CONVERGENCE, partition

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.groups import Partition
    from graph.network import Network

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

SEEDS, SEEDS_OF_LARGE = 20, 4


@dataclass(frozen=True, slots=True)
class Stability:
    """A partition against those that other seeds give.

    Attributes:
        seeds: how many others were tried.
        adjusted_rand: their mean adjusted Rand index with the partition: 1 if the groups are the same, 0 at chance; None
            if nothing is tied.
        modularity_low, modularity_high: the range of modularity over all, the partition's own included.
        groups: float64, for each group of the partition the mean, over the others, of the Jaccard index with the group
            that is most like it: 1 if it always comes back, below 0.5 it is dissolved (Hennig).
    """

    seeds: int
    adjusted_rand: float | None
    modularity_low: float
    modularity_high: float
    groups: Floats


def stability(
    network: Network, found: Partition, *, resolution: float = 1.0, seed: int = 0, seeds: int | None = None
) -> Stability:
    """Search again with other seeds and compare.

    Args:
        network: the ties.
        found: the partition that `seed` gave.
        resolution: that of the partition.
        seed: that of the partition.
        seeds: how many others; 20, or 4 beyond 100,000 ties, unless told.

    References: Hubert & Arabie (1985), doi:10.1007/BF01908075 (adjusted Rand index); Hennig (2007),
    doi:10.1016/j.csda.2006.11.025 (stability of single groups).
    """
    if seeds is None:
        seeds = SEEDS if network.ties <= TO_CONVERGENCE else SEEDS_OF_LARGE
    tied = found.labels >= 0
    if not tied.any():
        return Stability(0, None, found.modularity, found.modularity, np.zeros(0))
    others = [partition(network, resolution=resolution, seed=seed + 1 + i) for i in range(seeds)]
    tables = [contingency(found.labels[tied], other.labels[tied]) for other in others]
    modularities = [found.modularity, *(other.modularity for other in others)]
    return Stability(
        seeds,
        float(np.mean([adjusted_rand(table) for table in tables])),
        min(modularities),
        max(modularities),
        np.mean([best_jaccard(table) for table in tables], axis=0),
    )


def contingency(a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]) -> Ints:
    """Count nodes by their groups in two partitions."""
    rows, columns = int(a.max()) + 1, int(b.max()) + 1
    return np.bincount(a.astype(np.int64) * columns + b, minlength=rows * columns).reshape(rows, columns)


def pairs(counts: Ints) -> int:
    """Sum of n (n − 1) / 2."""
    return int(np.sum(counts * (counts - 1)) // 2)


def adjusted_rand(table: Ints) -> float:
    """Agreement of two partitions on pairs of nodes, beyond chance."""
    both, first, second = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = first * second / max(pairs(np.array([table.sum()])), 1)
    most = (first + second) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def best_jaccard(table: Ints) -> Floats:
    """For each group of the first partition, its likeness to the group of the second that is most like it."""
    union = table.sum(axis=1)[:, None] + table.sum(axis=0)[None, :] - table
    best: Floats = np.max(table / union, axis=1)
    return best
