"""How much of a gap the null cannot see, since the gap also lowers the numbers of ties and seats that the null keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.measures.gaps.ties import Baseline, Ecosystem, FloatArray, IntArray, homes, sector_pairs

# Of a gap among programmes a part 0.6 of the ties' leverage and 0.55 of the seats beside each other is hidden: fitted to 90
# simulated ecosystems of 6, 8 and 13 sectors (root mean square miss 0.048, bench/told.py).
LEVERAGE, SEATS = 0.6, 0.55


@dataclass(frozen=True, slots=True, eq=False)
class Bundles:
    """What programmes have to do with a layer's ties.

    Attributes:
        share: of the ties between counted sectors, those that only programmes make (0 … 1).
        beside: for each pair, the mean share of one sector's open seats that stand in a programme with one of the other's.
    """

    share: float
    beside: FloatArray


def bundles(eco: Ecosystem, baseline: Baseline, share: float) -> Bundles:
    """Count how often open seats of two sectors are in one programme, as their numbers alone would have it.

    Under `outward` only guests' seats are open. Counts are smoothed to row total × column total, so that a gap of the pair
    itself does not lower its own figure.
    """
    a, b = sector_pairs(eco.sectors, baseline)
    sector, programme = eco.sector[eco.member], eco.programme
    is_open = sector >= 0
    if baseline is Baseline.OUTWARD:
        is_open &= sector != homes(eco)[programme]
    seats = np.zeros((eco.programmes, eco.sectors))
    np.add.at(seats, (programme[is_open], sector[is_open]), 1.0)
    together = seats.T @ (seats > 0)
    np.fill_diagonal(together, 0.0)
    smooth = np.outer(together.sum(axis=1), together.sum(axis=0))
    np.fill_diagonal(smooth, 0.0)
    smooth *= together.sum() / max(smooth.sum(), 1e-300)
    part = smooth / np.maximum(seats.sum(axis=0), 1.0)[:, None]
    return Bundles(share, np.clip((part[a, b] + part[b, a]) / 2.0, 0.0, 1.0))


def visible_share(
    mean: FloatArray, a: IntArray, b: IntArray, sectors: int, bundled: Bundles | None
) -> FloatArray:
    """Of the ties that a gap takes away, the share that is missed: the rest lowers the expectation too.

    A gap leaves its organisations with fewer ties, and the null keeps each one's number; so a part of the gap looks like
    organisations that are less outward. With few sectors that is most of it. For a table with given margins the part is
    the pair's leverage cᵀ C⁻ c / E, where C is the covariance of the sectors' totals and c that of the pair with them.
    Where programmes make the ties, a tie that is kept away costs a whole seat, and with it ties to others.
    Returns 0 … 1 a pair; 1 where nothing is expected.
    """
    table = np.zeros((sectors, sectors))
    table[a, b] = mean
    table = table + table.T
    inverse = np.linalg.pinv(table + np.diag(table.sum(axis=1)), hermitian=True)
    across = inverse[a, a] + inverse[b, b] + 2.0 * inverse[a, b]
    hidden = mean * np.where(a == b, 4.0 * inverse[a, a], across)
    if bundled is not None:
        hidden = hidden + bundled.share * (SEATS * bundled.beside - (1.0 - LEVERAGE) * hidden)
    return np.clip(1.0 - hidden, 0.0, 1.0)
