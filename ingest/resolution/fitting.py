"""The prior of a set, fitted by band of rarity: whether equal names are one organisation is read off the facts beside them.

In lists that people keep of one region, the places and sectors of equal names agree far above chance; among corporations that
merely share a name they agree at chance. So one prior for all sets would judge one of them wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from ingest.resolution.chance import COUNTED, Facts, chances
from ingest.resolution.comparison_levels import (
    BANDS,
    COMPARISONS,
    UNKNOWN,
    NameLevel,
    bits,
    log_odds,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Figures = npt.NDArray[np.float64]

SHARE, MOST_AT_FIRST, MOST = 0.1, 2e-4, 1e-3
"""A set of n records is first taken to have SHARE / n matches a pair, at most `MOST_AT_FIRST`; the fit goes up to `MOST`."""
LOWEST, STEP, SPREAD = -34.0, 0.1, 2.0
"""Lowest prior of the grid and its step, and the standard deviation of a prior around the one expected before, in bits."""
ENOUGH_PAIRS = 20
"""Equal names with comparable facts from which a band counts as fitted."""
TELLS = 0.5
"""Bits from which an equal fact counts: a place that two thirds of the set share says nothing."""
TELLING = ("place", "sector", "website", "founded", "products")
"""Facts of which one must be comparable for a pair to count in the fit."""


@dataclass(frozen=True, slots=True)
class Band:
    """The prior of one band of names.

    Attributes:
        prior: probability that two random records describe one organisation, as log2.
        pairs: equal names with comparable facts from which it was fitted.
        raised: whether the facts have raised it, from enough pairs.
    """

    prior: float
    pairs: int
    raised: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Priors and match weights of one set, or of two sets between which records are compared.

    Attributes:
        populations: the names of the two sets, sorted; equal for one set.
        records: number of records of both.
        first: the first guess of the prior, as log2.
        middle: the prior of all bands together, from which each departs, as log2.
        bands: name level → its prior.
        probabilities: comparison → (m, u) of each level.
        parts: comparison → match weight of each level, in bits.
        priors: log-odds of the prior of each name level, in bits; the last entry is for names that cannot be compared.
    """

    populations: tuple[str, str]
    records: int
    first: float
    middle: float
    bands: Mapping[NameLevel, Band]
    probabilities: Mapping[str, tuple[tuple[float, float], ...]]
    parts: Mapping[str, Figures]
    priors: Figures

    @property
    def pairs(self) -> int:
        """Equal names with comparable facts from which the priors were fitted."""
        return sum(band.pairs for band in self.bands.values())

    def as_dict(self) -> dict[str, object]:
        """Return what decisions follow from, as plain values: priors as log2, and u of the facts counted in the set."""
        return {
            "populations": list(self.populations),
            "records": self.records,
            "first": round(self.first, 2),
            "middle": round(self.middle, 3),
            "bands": {
                level.name.lower(): {"prior": band.prior, "pairs": band.pairs, "raised": band.raised}
                for level, band in self.bands.items()
                if band.pairs
            },
            "u": {
                fact: {
                    level.name.lower(): float(f"{self.probabilities[fact][level][1]:.4g}")
                    for level in COMPARISONS[fact]
                }
                for fact in COUNTED
            },
        }

    def weigh(self, levels: Mapping[str, Levels]) -> Figures:
        """Sum up the prior and the match weights of pairs; missing values have weight 0."""
        total: Figures = self.priors[levels["name"]].copy()
        for comparison in COMPARISONS:
            total += self.of(comparison, levels[comparison])
        return total

    def of(self, comparison: str, level: Levels) -> Figures:
        """Return the match weight of a comparison for each pair."""
        return np.where(level == UNKNOWN, 0.0, self.parts[comparison][level])


def fitted(
    populations: tuple[str, str], one: Facts, other: Facts | None, levels: Mapping[str, Levels]
) -> Fit:
    """Fit the priors of a set.

    Args:
        populations: the names of the two sets.
        one: the facts of a set.
        other: those of the second set; None if pairs are within the first.
        levels: the levels of its compared pairs.
    """
    probabilities = chances(one, other)
    parts = {comparison: signed(comparison, bits(pairs)) for comparison, pairs in probabilities.items()}
    records = one.records + (other.records if other else 0)
    first = log2(min(max(weights().chance, SHARE / max(records, 1)), MOST_AT_FIRST))
    names = levels["name"]
    comparable = np.zeros(len(names), np.bool_)
    for fact in TELLING:  # a value that nearly all records share tells nothing
        comparable |= (levels[fact] != UNKNOWN) & (np.abs(parts[fact][levels[fact]]) >= TELLS)
    equal = np.flatnonzero(comparable & np.isin(names, BANDS))
    ratio = np.zeros(len(equal))
    for fact in COMPARISONS:
        if fact != "name":
            level = levels[fact][equal]
            ratio += np.where(level == UNKNOWN, 0.0, parts[fact][level])
    bands = {}
    weight = parts["name"][names[equal]]
    middle = best_prior(ratio, weight, first)  # bands with few pairs follow the whole set
    for band in BANDS:
        here = names[equal] == band
        told = ratio[here]
        prior = best_prior(told, weight[here], middle)
        raised = len(told) >= ENOUGH_PAIRS and prior > first + STEP / 2
        bands[band] = Band(round(prior, 3), len(told), raised)
    priors = np.full(len(NameLevel) + 1, weights().prior)
    for band, found in bands.items():
        priors[band] = log_odds(2.0**found.prior)
    return Fit(populations, records, first, middle, bands, probabilities, parts, priors)


def signed(comparison: str, weight: Figures) -> Figures:
    """Return match weights in which no difference counts for, and no agreement against, a match.

    In a set where all but a few records share a value, m of the table would make a difference count for a match.
    """
    if comparison == "name":
        return weight
    found = weight.copy()
    found[0] = min(found[0], 0.0)
    found[-1] = max(found[-1], 0.0)
    return found


def best_prior(facts: Figures, names: Figures, middle: float) -> float:
    """Return the likeliest prior of some pairs with equal names, as log2.

    A pair with equal names is a match with probability P = o / (1 + o), o = prior × m/u of the name; its facts are then m/u times
    as likely as by chance: the sum of log(P × m/u + 1 − P), less (prior − middle)² / (2 × `SPREAD`²), is greatest.

    Args:
        facts: match weight of the facts of each pair, in bits.
        names: match weight of its name, in bits.
        middle: the prior expected before.
    """
    if not len(facts):
        return middle
    told, many = np.unique(np.round(np.stack((facts, names), axis=1), 6), axis=0, return_counts=True)
    grid = np.arange(log2(MOST), LOWEST, -STEP)
    odds = np.exp2(grid[:, None] + told[None, :, 1])
    match = odds / (1 + odds)
    likelihood = np.log(match * np.exp2(told[:, 0])[None, :] + 1 - match) @ many
    return float(grid[np.argmax(likelihood - (grid - middle) ** 2 / (2 * SPREAD**2))])


class Fits:
    """The fits of all pairs of sets among some records, and which of them a pair of records belongs to."""

    def __init__(self, profiles: Profiles) -> None:
        self.profiles = profiles
        self.names, self.population = np.unique(profiles.populations, return_inverse=True)
        self.facts: dict[int, Facts] = {}
        self.found: list[Fit] = []
        self.number: dict[int, int] = {}

    def keys(self, i: Numbers, j: Numbers) -> Numbers:
        """Return one number for the two sets of each pair, the same in either order."""
        a, b = self.population[i], self.population[j]
        return np.minimum(a, b) * len(self.names) + np.maximum(a, b)

    def keys_of(self, one: str, other: str) -> int:
        """Return the number of two sets by their names."""
        a, b = sorted(np.searchsorted(self.names, (one, other)).tolist())
        return int(a * len(self.names) + b)

    def fit(self, i: Numbers, j: Numbers, levels: Mapping[str, Levels]) -> None:
        """Fit each pair of sets from its compared pairs of records; only those with equal names matter."""
        keys = self.keys(i, j)
        for key in np.unique(keys).tolist():
            here = keys == key
            self._add(key, {comparison: level[here] for comparison, level in levels.items()})

    def _ensure(self, key: int) -> None:
        """Give two sets without equal names the first guess."""
        if key not in self.number:
            self._add(key, {comparison: np.zeros(0, np.int8) for comparison in COMPARISONS})

    def _add(self, key: int, levels: Mapping[str, Levels]) -> None:
        a, b = divmod(key, len(self.names))
        one, other = self._facts(a), self._facts(b) if a != b else None
        self.number[key] = len(self.found)
        self.found.append(fitted((str(self.names[a]), str(self.names[b])), one, other, levels))

    def every(self) -> list[Fit]:
        """Return the fits of all pairs of sets."""
        sets = np.arange(len(self.names))
        one, other = np.repeat(sets, len(sets)), np.tile(sets, len(sets))
        for key in np.unique(np.minimum(one, other) * len(self.names) + np.maximum(one, other)).tolist():
            self._ensure(key)
        return self.found

    def _facts(self, population: int) -> Facts:
        if population not in self.facts:
            self.facts[population] = Facts(self.profiles, np.flatnonzero(self.population == population))
        return self.facts[population]

    def groups(self, i: Numbers, j: Numbers) -> Numbers:
        """Return the position in `found` of the fit of each pair; sets without equal names keep the first guess."""
        keys, where = np.unique(self.keys(i, j), return_inverse=True)
        for key in keys.tolist():
            self._ensure(key)
        return np.array([self.number[key] for key in keys.tolist()], np.int64)[where]
