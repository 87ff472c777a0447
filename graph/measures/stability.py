"""Stability of communities: the same search with other seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.figures import Agreement
from graph.inheritable import inheritable
from graph.measures.groups import partition

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.groups import Partition
    from graph.network import Network

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Labels = npt.NDArray[np.int32]

MOST, FEWEST = 20, 2
TIES_SEARCHED = 100_000
"""Number of other seeds, within this total number of ties processed."""


@inheritable
class Stability(Agreement):
    """The agreement of a partition with those of other seeds, as a whole and by group.

    Attributes:
        groups: float64, for each group the mean over the other seeds of the Jaccard index (0 to 1) with its most similar
            group; 1 if it is always found.
    """

    groups: Floats


def stability(
    network: Network, found: Partition, *, resolution: float = 1.0, seed: int = 0, seeds: int | None = None
) -> Stability:
    """Search again with other seeds and compare; isolates are ignored.

    Args:
        network: the ties.
        found: the partition from `seed`.
        resolution: of the partition.
        seed: of the partition; the others are the next ones.
        seeds: number of others; by default 20, or fewer (at least 2) beyond 5,000 ties.

    References: Hubert & Arabie (1985), doi:10.1007/BF01908075 (adjusted Rand index); Hennig (2007),
    doi:10.1016/j.csda.2006.11.025 (Jaccard index of single groups, there over resampled data).
    """
    tied = found.labels >= 0
    if not tied.any():
        return Stability(0, None, found.modularity, found.modularity, np.zeros(0))
    if seeds is None:
        seeds = min(MOST, max(FEWEST, TIES_SEARCHED // network.ties))
    own = found.labels[tied]
    others = [partition(network, resolution=resolution, seed=seed + 1 + i) for i in range(seeds)]
    modularities = [found.modularity, *(other.modularity for other in others)]
    return Stability(
        seeds,
        float(np.mean([adjusted_rand(own, other.labels[tied]) for other in others])),
        min(modularities),
        max(modularities),
        np.mean([best_jaccard(own, other.labels[tied]) for other in others], axis=0),
    )


def adjusted_rand(first: Labels, second: Labels) -> float:
    """Return the adjusted Rand index of two partitions (group of each node)."""
    _, _, common = overlaps(first, second)
    both, ours, theirs = pairs(common), pairs(np.bincount(first)), pairs(np.bincount(second))
    chance = ours * theirs / max(pairs(np.array([len(first)])), 1)
    most = (ours + theirs) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def best_jaccard(first: Labels, second: Labels) -> Floats:
    """Return for each group of the first partition its Jaccard index with the most similar group of the second."""
    ours, theirs, common = overlaps(first, second)
    either = np.bincount(first)[ours] + np.bincount(second)[theirs] - common
    best = np.zeros(int(first.max(initial=-1)) + 1)
    np.maximum.at(best, ours, common / either)
    return best


def overlaps(first: Labels, second: Labels) -> tuple[Ints, Ints, Ints]:
    """Count the nodes shared by each two overlapping groups of two partitions."""
    width = int(second.max(initial=0)) + 1
    keys, common = np.unique(first.astype(np.int64) * width + second, return_counts=True)
    return keys // width, keys % width, common


def pairs(sizes: npt.NDArray[np.intp]) -> int:
    """Count the pairs of nodes inside groups of these sizes."""
    return int(np.sum(sizes * (sizes - 1)) // 2)
