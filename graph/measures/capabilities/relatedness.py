"""How near columns are to each other, and how near each column is to what a row already has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures.capabilities.quotients import raw_quotients

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.choices import OwnCell
    from graph.measures.capabilities.quotients import Counts, Floats

    Held = npt.NDArray[np.float64]


def held(counts: Counts) -> Held:
    """Return M: 1 where the location quotient is at least 1, otherwise 0."""
    return np.asarray(raw_quotients(counts) >= 1, np.float64)


def proximity(chosen: Held) -> Floats:
    """Return φ_cd = |rows with both| / max(rows with c, rows with d): 0 … 1, symmetric, columns × columns.

    It is the smaller of the two conditional probabilities; 0 for a column that no row has
    (Hidalgo et al. 2007, doi:10.1126/science.1144581).
    """
    rows = chosen.sum(axis=0)
    larger = np.maximum.outer(rows, rows)
    near: Floats = np.divide(chosen.T @ chosen, larger, out=np.zeros(larger.shape), where=larger > 0)
    return near


def density(chosen: Held, near: Floats, own: OwnCell) -> Floats:
    """Return ω_rc = Σ_d M_rd φ_cd / Σ_d φ_cd: the share of a column's neighbourhood that a row has, 0 … 1, rows × columns.

    0 where no other column is near. With `drop` the sums skip d = c, since a cell must not predict itself; `keep`
    follows Hidalgo et al. (2007), as other programs do.
    """
    from graph.choices import OwnCell

    weights = near.copy()
    if own is OwnCell.LEAVE_OUT:
        np.fill_diagonal(weights, 0.0)
    around = weights.sum(axis=0)
    found: Floats = np.divide(chosen @ weights, around, out=np.zeros(chosen.shape), where=around > 0)
    return found
