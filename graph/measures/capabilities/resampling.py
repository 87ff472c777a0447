"""The difference of two rankings of cells, and its interval when whole rows and whole columns are resampled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

AT_ONCE = 4_000_000
"""Number of weights that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Open cells of several cut-offs, with two scores.

    Attributes:
        stratum: number of the cut-off.
        row, column: positions in the table.
        near, active: relatedness density, and size × popularity.
        entered: whether the cell was entered.
    """

    stratum: Ints
    row: Ints
    column: Ints
    near: Floats
    active: Floats
    entered: Bools


class Ranking:
    """A score in order, ready to give the AUC under any weights of the cells."""

    def __init__(self, stratum: Ints, score: Floats, entered: Bools) -> None:
        self.order = np.lexsort((score, stratum))
        level, own, hit = stratum[self.order], score[self.order], entered[self.order]
        new = np.ones(len(level), bool)
        new[1:] = (level[1:] != level[:-1]) | (own[1:] != own[:-1])
        self.ties = np.flatnonzero(new)
        self.hit = hit
        of_tie = level[self.ties]
        self.strata = np.flatnonzero(np.append(True, of_tie[1:] != of_tie[:-1]))
        self.of_tie = np.repeat(np.arange(len(self.strata)), np.diff(np.append(self.strata, len(self.ties))))

    def areas(self, weights: Floats) -> Floats:
        """Return the AUC for each row of weights (resamples × cells): pairs within a stratum, ties half; not a number without pairs."""
        sorted_weights = weights[:, self.order]
        hits = np.add.reduceat(np.where(self.hit, sorted_weights, 0.0), self.ties, axis=1)
        misses = np.add.reduceat(np.where(self.hit, 0.0, sorted_weights), self.ties, axis=1)
        below = np.cumsum(misses, axis=1) - misses
        before = below[:, self.strata][:, self.of_tie]
        right = (hits * (below - before + misses / 2)).sum(axis=1)
        hit, missed = (np.add.reduceat(one, self.strata, axis=1) for one in (hits, misses))
        pairs = (hit * missed).sum(axis=1)
        found: Floats = np.divide(right, pairs, out=np.full(len(right), np.nan), where=pairs > 0)
        return found


def interval_of(
    cells: Cells, shape: tuple[int, ...], resamples: int, seed: int
) -> tuple[tuple[float, float], float, float]:
    """Return the AUC of the density and of size × popularity, and the 95 % interval of their difference.

    Rows and columns are drawn with replacement, each independently, and a cell weighs the product of how often its row and
    its column were drawn (pigeonhole bootstrap; Owen 2007, doi:10.1214/07-AOAS122): entries into one column, or by one row,
    share a cause and are not so many independent ones. It errs on the side of a wide interval.

    Args:
        cells: the cells; some were entered, some were not.
        shape: numbers of rows and columns of the table.
        resamples: number of draws.
        seed: of the draws.
    """
    near, active = (Ranking(cells.stratum, one, cells.entered) for one in (cells.near, cells.active))
    alone = np.ones((1, len(cells.row)))
    observed = float(near.areas(alone)[0]), float(active.areas(alone)[0])
    random = np.random.default_rng(seed)
    step = max(1, AT_ONCE // max(1, len(cells.row)))
    found: list[Floats] = []
    for begin in range(0, resamples, step):
        size = min(step, resamples - begin)
        rows, columns = (
            random.multinomial(some, np.full(some, 1 / some), size).astype(np.float64) for some in shape
        )
        weights = rows[:, cells.row] * columns[:, cells.column]
        found.append(near.areas(weights) - active.areas(weights))
    low, high = np.nanquantile(np.concatenate(found), (0.025, 0.975)).tolist()
    return observed, low, high
