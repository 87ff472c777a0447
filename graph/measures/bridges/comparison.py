"""The difference between two scores in predicting later ties, with confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.figures import Difference

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats, Ints

RESAMPLES = 2000
LEVELS = (0.025, 0.975)
AT_ONCE = 2_000_000  # entries of one table of resamples


def compare(one: Floats, other: Floats, tied: Bools, copies: Floats, seed: int = 0) -> Difference:
    """Compare two scores of the same pairs; equal seeds give equal intervals.

    The later ties are resampled with replacement, the same ones for both scores; the untied pairs are so many that
    resampling them would not change the figures shown.
    """
    number = int(np.count_nonzero(tied))
    random = np.random.default_rng(seed)
    block = max(1, AT_ONCE // number)
    scores = [Places.of(score, tied, copies) for score in (one, other)]
    whole = [places.quality(np.ones((1, number))) for places in scores]
    parts = []
    for start in range(0, RESAMPLES, block):
        times = random.multinomial(number, np.full(number, 1 / number), min(block, RESAMPLES - start))
        first, second = (places.quality(times.astype(np.float64)) for places in scores)
        parts.append(first - second)
    limits = np.quantile(np.concatenate(parts, axis=1), LEVELS, axis=1)
    auc, precision = (whole[0] - whole[1])[:, 0]
    return Difference(
        float(auc), float(limits[0, 0]), float(limits[1, 0]),
        float(precision), float(limits[0, 1]), float(limits[1, 1]), RESAMPLES,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """The rank of each later tie among the untied pairs.

    Attributes:
        beaten: share of untied pairs with a lower score (equal ones count half).
        above: number of untied pairs with the same or a higher score.
        order, group: later ties best first, and the last position of each group of equal scores.
    """

    beaten: Floats
    above: Floats
    order: Ints
    group: Ints

    @classmethod
    def of(cls, score: Floats, tied: Bools, copies: Floats) -> Places:
        """Count the untied pairs with higher, equal and lower scores for each later tie."""
        others = np.argsort(score[~tied], kind="stable")
        sorted_, weight = score[~tied][others], np.concatenate(([0.0], np.cumsum(copies[~tied][others])))
        mine = score[tied]
        below = weight[np.searchsorted(sorted_, mine, side="left")]
        up_to = weight[np.searchsorted(sorted_, mine, side="right")]
        order = np.argsort(-mine, kind="stable")
        group = np.searchsorted(-mine[order], -mine[order], side="right") - 1
        return cls((below + up_to) / 2 / weight[-1], weight[-1] - below, order, group)

    def quality(self, times: Floats) -> Floats:
        """AUC and average precision (2 × resamples), with each later tie weighted by `times` (resamples × ties)."""
        total = times.sum(axis=1)
        best_first = times[:, self.order]
        reached = np.cumsum(best_first, axis=1)[:, self.group]
        precision = reached / np.maximum(reached + self.above[self.order], 1e-300)
        return np.stack((times @ self.beaten / total, (best_first * precision).sum(axis=1) / total))
