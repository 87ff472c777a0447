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
    from collections.abc import Mapping, Sequence

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
    ENGLISH = 5
    """Equal English names of two words and more beside Korean names that differ."""
    LATIN_COMMON = 6
    LATIN_USUAL = 7
    LATIN_RARE = 8
    FORMER_OF_SEVERAL = 9
    FORMER = 10
    FORM = 11
    SEVERAL = 12
    COMMON = 13
    USUAL = 14
    RARE = 15


BANDS = (
    NameLevel.LATIN_COMMON, NameLevel.LATIN_USUAL, NameLevel.LATIN_RARE, NameLevel.SEVERAL, NameLevel.COMMON, NameLevel.USUAL,
    NameLevel.RARE,
)  # fmt: skip
"""Levels of equal names by how common the name is; the prior is fitted in each."""


class PlaceLevel(IntEnum):
    """Levels of places; two districts are compared only where both records give one."""

    OTHER = 0
    OTHER_DISTRICT = 1
    CITY = 2
    DISTRICT = 3


class SectorLevel(IntEnum):
    """Levels of sectors: far ones, near ones (of one value chain), the same."""

    FAR = 0
    NEAR = 1
    SAME = 2


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
    "sector": SectorLevel,
    "kind": SameLevel,
    "website": SameLevel,
    "founded": YearLevel,
    "products": SharedLevel,
    "ties": SharedLevel,
}
"""The comparisons, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The table of match weights.

    Attributes:
        chance: probability that two random records of a large register describe one organisation.
        probabilities: comparison → (m, u) of each level: its share among matches and among non-matches.
        origins: comparison → where m and u of each level come from.
        merge, review: thresholds of the match probability for merging and for review.
        margin: bits by which the best candidate must lead the next.
    """

    chance: float
    probabilities: Mapping[str, tuple[tuple[float, float], ...]]
    origins: Mapping[str, tuple[str, ...]]
    merge: float
    review: float
    margin: float

    @property
    def parts(self) -> Mapping[str, npt.NDArray[np.float64]]:
        """Comparison → match weight of each level in bits."""
        return {name: bits(pairs) for name, pairs in self.probabilities.items()}

    @property
    def prior(self) -> float:
        """Match weight of a pair without any information, in bits."""
        return log_odds(self.chance)


def bits(pairs: Sequence[tuple[float, float]]) -> npt.NDArray[np.float64]:
    """Return the match weight log2(m / u) of each level."""
    return np.array([log2(m / u) for m, u in pairs])


def log_odds(chance: float) -> float:
    """Return a probability as log2 of its odds."""
    return log2(chance / (1 - chance))


def probability(weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Convert match weights to probabilities."""
    return 1.0 / (1.0 + np.exp2(-weight))


@cache
def weights() -> Weights:
    """Read the table of weights, which documents their origin."""
    table = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rows = {
        comparison: [table["comparisons"][comparison][level.name.lower()] for level in levels]
        for comparison, levels in COMPARISONS.items()
    }
    return Weights(
        chance=table["two_random_organisations_are_one"],
        probabilities={name: tuple((m, u) for m, u, _ in found) for name, found in rows.items()},
        origins={name: tuple(origin for _, _, origin in found) for name, found in rows.items()},
        merge=table["thresholds"]["merge"],
        review=table["thresholds"]["review"],
        margin=table["thresholds"]["margin_bits"],
    )
