"""The comparisons, their levels, and what each level weighs (Fellegi & Sunter 1969); one table for both ways of scoring."""

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
"""Level of a comparison in which one side tells nothing: it weighs nothing."""


class NameLevel(IntEnum):
    """How the best two names of two organisations agree, from least to most telling.

    The levels of equal names are parted by how many others may have the name: that is the term-frequency adjustment.
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
    """How two places agree."""

    OTHER = 0
    CITY = 1
    DISTRICT = 2


class SameLevel(IntEnum):
    """Whether two facts are one."""

    OTHER = 0
    SAME = 1


class YearLevel(IntEnum):
    """How two years of founding agree."""

    OTHER = 0
    NEXT = 1
    SAME = 2


class SharedLevel(IntEnum):
    """How much two organisations share of what may be many."""

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
"""What is compared, in the order in which it is reported."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Match weights in bits.

    Attributes:
        prior: weight of two organisations of which nothing is known.
        parts: comparison → weight of each level.
        probabilities: comparison → (m, u) of each level: its share among pairs that are one organisation, and among others.
        merge, review: probability from which two organisations are one, and from which somebody should look.
        margin: bits by which the best of several must lead the next.
    """

    prior: float
    parts: Mapping[str, npt.NDArray[np.float64]]
    probabilities: Mapping[str, tuple[tuple[float, float], ...]]
    merge: float
    review: float
    margin: float

    def score(self, levels: Mapping[str, Levels]) -> npt.NDArray[np.float64]:
        """Sum up the match weight of pairs; an unknown fact weighs nothing."""
        total = np.full(len(levels["name"]), self.prior)
        for comparison, weights in self.parts.items():
            level = levels[comparison]
            total += np.where(level == UNKNOWN, 0.0, weights[level])
        return total


def probability(weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Turn match weights into probabilities."""
    return 1.0 / (1.0 + np.exp2(-weight))


@cache
def weights() -> Weights:
    """Read the table of weights; how each was come by stands in it."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    pairs = {
        comparison: tuple(tuple(told["comparisons"][comparison][level.name.lower()][:2]) for level in levels)
        for comparison, levels in COMPARISONS.items()
    }
    parts = {c: np.array([log2(m / u) for m, u in levels]) for c, levels in pairs.items()}
    chance = told["two_random_bodies_are_one"]
    return Weights(
        prior=log2(chance / (1 - chance)),
        parts=parts,
        probabilities=pairs,
        merge=told["thresholds"]["merge"],
        review=told["thresholds"]["review"],
        margin=told["thresholds"]["margin_bits"],
    )
