"""The comparisons, their levels and match weights (Fellegi & Sunter 1969), shared by both scorers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Levels = npt.NDArray[np.int8]

WEIGHTS = Path(__file__).with_name("weights.json")
UNKNOWN = -1
"""Level of a comparison with a missing value, with weight 0."""


class NameLevel(IntEnum):
    """Levels of the best matching names, weakest first.

    The levels of equal names depend on how common the name is: the term-frequency adjustment.
    """

    OTHER = 0
    ALIKE = 1
    SHORT = 2
    SPOKEN = 3
    NEAR = 4
    LATIN_COMMON = 5
    LATIN_USUAL = 6
    LATIN_RARE = 7
    FORMER = 8
    FORM = 9
    SEVERAL = 10
    COMMON = 11
    USUAL = 12
    RARE = 13


class PlaceLevel(IntEnum):
    """Levels of places."""

    OTHER = 0
    CITY = 1
    DISTRICT = 2


class SameLevel(IntEnum):
    """Levels of categorical facts."""

    OTHER = 0
    SAME = 1


class YearLevel(IntEnum):
    """Levels of founding years."""

    OTHER = 0
    NEXT = 1
    SAME = 2


class SharedLevel(IntEnum):
    """Levels of shared items."""

    NONE = 0
    ONE = 1
    SEVERAL = 2


COMPARISONS: Mapping[str, type[IntEnum]] = {
    "name": NameLevel,
    "place": PlaceLevel,
    "sector": SameLevel,
    "kind": SameLevel,
    "website": SameLevel,
    "founded": YearLevel,
    "products": SharedLevel,
    "ties": SharedLevel,
}
"""The comparisons, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Match weights in bits.

    Attributes:
        prior: weight of a pair without any information.
        parts: comparison → weight of each level.
        probabilities: comparison → (m, u) of each level: its share among matches and among non-matches.
        merge, review: thresholds of the match probability for merging and for review.
        margin: bits by which the best candidate must lead the next.
    """

    prior: float
    parts: Mapping[str, npt.NDArray[np.float64]]
    probabilities: Mapping[str, tuple[tuple[float, float], ...]]
    merge: float
    review: float
    margin: float

    def score(self, levels: Mapping[str, Levels]) -> npt.NDArray[np.float64]:
        """Sum up the match weights of pairs; missing values have weight 0."""
        total = np.full(len(levels["name"]), self.prior)
        for comparison, weights in self.parts.items():
            level = levels[comparison]
            total += np.where(level == UNKNOWN, 0.0, weights[level])
        return total


def probability(weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Convert match weights to probabilities."""
    return 1.0 / (1.0 + np.exp2(-weight))


@cache
def weights() -> Weights:
    """Read the table of weights, which documents their origin."""
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    pairs = {
        comparison: tuple(tuple(table["comparisons"][comparison][level.name.lower()][:2]) for level in levels)
        for comparison, levels in COMPARISONS.items()
    }
    parts = {c: np.array([log2(m / u) for m, u in levels]) for c, levels in pairs.items()}
    chance = table["two_random_bodies_are_one"]
    return Weights(
        prior=log2(chance / (1 - chance)),
        parts=parts,
        probabilities=pairs,
        merge=table["thresholds"]["merge"],
        review=table["thresholds"]["review"],
        margin=table["thresholds"]["margin_bits"],
    )
