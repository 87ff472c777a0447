"""How far communities are a matter of luck: the same search with other seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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
"""Other seeds to try, within this many ties gone through by all of them together."""


@dataclass(frozen=True, slots=True)
class Stability:
    """A partition against those that other seeds give.

    Attributes:
        seeds: how many others were tried.
        adjusted_rand: their mean adjusted Rand index with the partition: 1 if the groups are the same, 0 at chance; None
            if nothing is tied.
        modularity_low, modularity_high: the range of modularity over all, the partition's own included.
        groups: float64, for each group of the partition the mean, over the others, of the Jaccard index (0 to 1) with
            the group that is most like it; 1 if it always comes back.
    """

    seeds: int
    adjusted_rand: float | None
    modularity_low: float
    modularity_high: float
    groups: Floats


def stability(
    network: Network, found: Partition, *, resolution: float = 1.0, seed: int = 0, seeds: int | None = None
) -> Stability:
    """Search again with other seeds and compare; isolates have no say.

    Args:
        network: the ties.
        found: the partition that `seed` gave.
        resolution: that of the partition.
        seed: that of the partition; the others are those that follow it.
        seeds: how many others; 20, or fewer (2 at least) beyond 5,000 ties, by default.

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
    """Return the agreement of two partitions (group of each node) on pairs of nodes, beyond chance."""
    _, _, common = overlaps(first, second)
    both, ours, theirs = pairs(common), pairs(np.bincount(first)), pairs(np.bincount(second))
    chance = ours * theirs / max(pairs(np.array([len(first)])), 1)
    most = (ours + theirs) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def best_jaccard(first: Labels, second: Labels) -> Floats:
    """Return, for each group of the first partition, its likeness to the group of the second that is most like it."""
    ours, theirs, common = overlaps(first, second)
    either = np.bincount(first)[ours] + np.bincount(second)[theirs] - common
    best = np.zeros(int(first.max(initial=-1)) + 1)
    np.maximum.at(best, ours, common / either)
    return best


def overlaps(first: Labels, second: Labels) -> tuple[Ints, Ints, Ints]:
    """Count the nodes that a group of one partition shares with one of the other, for all that share any."""
    width = int(second.max(initial=0)) + 1
    keys, common = np.unique(first.astype(np.int64) * width + second, return_counts=True)
    return keys // width, keys % width, common


def pairs(sizes: npt.NDArray[np.intp]) -> int:
    """Count the pairs of nodes inside groups of these sizes."""
    return int(np.sum(sizes * (sizes - 1)) // 2)
