"""How well a score ranks later ties above other pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.figures import Quality

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats


def judge(score: Floats, tied: Bools, copies: Floats) -> Quality:
    """Compute the quality of a score; equal scores count half, so that their order does not matter."""
    levels, place = np.unique(-score, return_inverse=True)
    good = np.bincount(place, copies * tied, minlength=len(levels)).astype(np.float64)
    bad = np.bincount(place, copies * ~tied, minlength=len(levels)).astype(np.float64)
    above = np.cumsum(good) - good
    auc = float(np.sum(bad * (above + good / 2)) / (good.sum() * bad.sum()))
    return Quality(auc, average_precision(good, bad), precision_at(10.0, good, bad))


def average_precision(good: Floats, bad: Floats) -> float:
    """Mean precision at each later tie; for equal scores the precision at their end (as in information retrieval)."""
    reached = np.cumsum(good)
    precision = reached / (reached + np.cumsum(bad))
    return float(np.sum(good * precision) / good.sum())


def precision_at(number: float, good: Floats, bad: Floats) -> float:
    """Expected share of later ties among the best `number`, with equal scores in random order."""
    size = good + bad
    before = np.cumsum(size) - size
    taken = np.clip(number - before, 0.0, size)
    return float(np.sum(good * taken / size) / number)
