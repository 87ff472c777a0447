"""Mixing of sectors: ties by sector pair, assortativity, and the E–I index of each sector against chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

PERMUTATIONS = 1_000


@dataclass(frozen=True, slots=True)
class Mixing:
    """Ties by pairs of groups.

    Attributes:
        ties: int64, groups × groups, symmetric; the diagonal counts each tie inside once.
        assortativity: Newman's coefficient, 1 if all ties are inside, 0 at chance; None without ties.
        e_i: each group's E–I index; NaN without ties.
        e_i_expected: its mean when labels are permuted among the tied nodes that have one.
        e_i_low, e_i_high: between these lie 90 % of the permutations.
        e_i_p: share of permutations (with the observed one) whose index is at least as far from that mean.
    """

    ties: Ints
    assortativity: float | None
    e_i: Floats
    e_i_expected: Floats
    e_i_low: Floats
    e_i_high: Floats
    e_i_p: Floats


def mixing(network: Network, *, permutations: int = PERMUTATIONS, seed: int = 0) -> Mixing:
    """Compute the mixing of counted sectors, or of the groups of a regrouped snapshot.

    References: Newman (2002), doi:10.1103/PhysRevLett.89.208701 (assortativity of categories); Krackhardt & Stern (1988),
    doi:10.2307/2786835 (E–I index and its permutation test).
    """
    labels = network.sectors.astype(np.int64)
    a, b = labels[network.source], labels[network.target]
    known = (a >= 0) & (b >= 0)
    ends = network.source[known], network.target[known]
    groups = len(network.snapshot.grouping.ids)
    ties = tie_table(labels[ends[0]], labels[ends[1]], groups)
    observed = outwardness(ties)
    tied = np.unique(np.concatenate(ends))
    draws = np.empty((permutations, groups))
    random = np.random.default_rng(seed)
    dealt = labels.copy()
    for draw in range(permutations):
        dealt[tied] = random.permutation(labels[tied])
        draws[draw] = outwardness(tie_table(dealt[ends[0]], dealt[ends[1]], groups))
    expected, p = against(observed, draws)
    low, high = middle_of(draws)
    return Mixing(ties, newman(ties), observed, expected, low, high, p)


def tie_table(a: Ints, b: Ints, groups: int) -> Ints:
    """Count ties by pairs of groups; symmetric, ties inside once."""
    one_way = np.bincount(np.minimum(a, b) * groups + np.maximum(a, b), minlength=groups * groups)
    table = one_way.reshape(groups, groups)
    return table + np.triu(table, 1).T


def outwardness(ties: Ints) -> Floats:
    """Return the E–I index of each group, NaN without ties."""
    inside = np.diagonal(ties).astype(np.float64)
    outside = ties.sum(axis=1) - inside
    total = inside + outside
    index: Floats = np.divide(outside - inside, total, out=np.full(len(ties), np.nan), where=total > 0)
    return index


def against(observed: Floats, draws: Floats) -> tuple[Floats, Floats]:
    """Return the mean of the draws and the two-sided share of them that lie as far from it."""
    filled = ~np.isnan(draws)
    number = filled.sum(axis=0)
    mean = np.divide(np.nansum(draws, axis=0), number, out=np.full(len(observed), np.nan), where=number > 0)
    far = np.sum(np.abs(np.where(filled, draws, mean) - mean) >= np.abs(observed - mean) - 1e-12, axis=0)
    return mean, np.where(np.isnan(observed), np.nan, (1 + far) / (1 + len(draws)))


def middle_of(draws: Floats) -> tuple[Floats, Floats]:
    """Return the limits of the middle 90 % of the draws, NaN where a group never has a tie."""
    limits = np.full((2, draws.shape[1]), np.nan)
    filled = ~np.isnan(draws).all(axis=0)
    limits[:, filled] = np.nanpercentile(draws[:, filled], (5, 95), axis=0)
    return limits[0], limits[1]


def newman(ties: Ints) -> float | None:
    """Return (Tr e − ‖e²‖) / (1 − ‖e²‖), with e the share of tie ends by pairs of groups."""
    ends = ties + np.diag(np.diagonal(ties))
    if not ends.sum():
        return None
    share = ends / ends.sum()
    chance = float(np.sum(share.sum(axis=1) ** 2))
    return None if chance >= 1.0 else float((np.trace(share) - chance) / (1.0 - chance))
