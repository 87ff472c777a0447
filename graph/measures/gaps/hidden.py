"""The part of a gap hidden from the null model, since a gap also lowers the degrees and seats that the null keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.measures.gaps.ties import Baseline, Ecosystem, FloatArray, IntArray, homes, sector_pairs

# The hidden part of a gap among programmes is 0.6 of the ties' leverage plus 0.55 of the shared seats: fitted to 90
# simulated ecosystems of 6, 8 and 13 sectors (root mean square miss 0.048, bench/told.py).
LEVERAGE, SEATS = 0.6, 0.55


@dataclass(frozen=True, slots=True, eq=False)
class Bundles:
    """The part of programmes in a layer's ties.

    Attributes:
        share: share of the ties between counted sectors that only programmes make (0 … 1).
        beside: for each pair, the mean share of one sector's open seats in a programme with a seat of the other.
    """

    share: float
    beside: FloatArray


def bundles(eco: Ecosystem, baseline: Baseline, share: float) -> Bundles:
    """Estimate how often open seats of two sectors are in one programme, from their numbers alone.

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
    """The share of the missing ties that shows in the null; the rest lowers the expectation too.

    A gap leaves its organisations with lower degrees, which the null keeps; so a part of the gap looks like organisations
    that are less outward. With few sectors that is most of it. For a table with given margins the part is
    the pair's leverage cᵀ C⁻ c / E, where C is the covariance of the sectors' totals and c that of the pair with them.
    Where programmes make the ties, a missing tie costs a whole seat, and with it ties to others.
    Returns 0 … 1 per pair; 1 where nothing is expected.
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
