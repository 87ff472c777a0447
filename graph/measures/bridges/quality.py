"""How well a score puts pairs that were tied later above those that were not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Bools, Floats


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a score puts pairs that were tied later above those that were not.

    Attributes:
        auc: chance that a later tied pair stands above another one (0.5 is chance).
        average_precision: mean precision over the later ties, best first.
        precision_at_10: share of later ties among the ten best.
    """

    auc: float
    average_precision: float
    precision_at_10: float


def judge(score: Floats, tied: Bools, copies: Floats) -> Quality:
    """Judge a score; equal scores count half, in any order (so no luck of the order enters)."""
    levels, place = np.unique(-score, return_inverse=True)
    good = np.bincount(place, copies * tied, minlength=len(levels)).astype(np.float64)
    bad = np.bincount(place, copies * ~tied, minlength=len(levels)).astype(np.float64)
    above = np.cumsum(good) - good
    auc = float(np.sum(bad * (above + good / 2)) / (good.sum() * bad.sum()))
    return Quality(auc, average_precision(good, bad), precision_at(10.0, good, bad))


def average_precision(good: Floats, bad: Floats) -> float:
    """Mean precision at each later tie; within equal scores precision is taken at their end (as information retrieval does)."""
    reached = np.cumsum(good)
    precision = reached / (reached + np.cumsum(bad))
    return float(np.sum(good * precision) / good.sum())


def precision_at(number: float, good: Floats, bad: Floats) -> float:
    """Expected share of later ties among the best `number`, equal scores drawn by chance."""
    size = good + bad
    before = np.cumsum(size) - size
    taken = np.clip(number - before, 0.0, size)
    return float(np.sum(good * taken / size) / number)
