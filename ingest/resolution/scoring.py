"""Scored pairs: levels of all comparisons, match weights by the fit of their sets, and what the fit says of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ingest.resolution.comparing import compare
from ingest.resolution.comparison_levels import NameLevel, probability
from ingest.resolution.fitting import ENOUGH_PAIRS, Fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.fitting import Fit
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]
    Figures = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Compared pairs.

    Attributes:
        i, j: positions of the two records.
        levels: comparison → level of each pair.
        weight: match weight in bits, prior included.
        fits: the fits, one for each two sets.
        group: position of the fit of each pair.
        counted: the equal facts of each pair, once they are counted (`rules.facts_shared`).
    """

    i: Numbers
    j: Numbers
    levels: Mapping[str, Levels]
    weight: Figures
    fits: Sequence[Fit]
    group: Numbers
    counted: list[Numbers] = field(default_factory=list["Numbers"], compare=False, repr=False)

    @property
    def chance(self) -> Figures:
        """The match probability of each pair."""
        return probability(self.weight)

    def bits(self, comparison: str) -> Figures:
        """Return the match weight of one comparison for each pair; 0 where unknown."""
        if not self.fits:
            return np.zeros(len(self.i))
        table = np.stack([np.append(fit.parts[comparison], 0.0) for fit in self.fits])
        return table[self.group, self.levels[comparison]]  # UNKNOWN, -1, is the last column

    def fitted(self) -> tuple[Truths, Truths]:
        """Return masks of pairs whose band was fitted from enough pairs, and whose prior was raised so."""
        size = len(NameLevel) + 1
        enough, raised = (np.zeros((max(len(self.fits), 1), size), np.bool_) for _ in range(2))
        for place, fit in enumerate(self.fits):
            for level, band in fit.bands.items():
                enough[place, level] = band.pairs >= ENOUGH_PAIRS
                raised[place, level] = band.raised
        name = self.levels["name"]
        return enough[self.group, name], raised[self.group, name]

    def take(self, rows: Numbers | Truths) -> Scored:
        """Return some of the pairs, with the fits that they need."""
        used, group = np.unique(self.group[rows], return_inverse=True)
        levels = {comparison: level[rows] for comparison, level in self.levels.items()}
        fits = tuple(self.fits[place] for place in used.tolist())
        return Scored(self.i[rows], self.j[rows], levels, self.weight[rows], fits, group)

    def at(self, place: int) -> Mapping[str, int]:
        """Return the levels of one pair."""
        return {comparison: int(level[place]) for comparison, level in self.levels.items()}


def scored(one: Profiles, i: Numbers, other: Profiles, j: Numbers, fits: Fits | Fit | None = None) -> Scored:
    """Compare pairs, fit the priors of their sets from them, and weigh them.

    Args:
        one: table of the first records.
        i: rows of it.
        other: table of the second ones.
        j: rows of it, pair by pair.
        fits: a fit that is known already; None: all records are of one table, and its sets are fitted.
    """
    levels = compare(one, i, other, j)
    if fits is None:
        fits = Fits(one)
        fits.fit(i, j, levels)
    return weighed(i, j, levels, fits)


def weighed(i: Numbers, j: Numbers, levels: Mapping[str, Levels], fits: Fits | Fit) -> Scored:
    """Weigh compared pairs."""
    if not isinstance(fits, Fits):
        group = np.zeros(len(i), np.int64)
        return Scored(i, j, levels, fits.weigh(levels), (fits,), group)
    group = fits.groups(i, j) if len(i) else np.zeros(0, np.int64)
    weight = np.zeros(len(i))
    for place, fit in enumerate(fits.found):
        here = group == place
        weight[here] = fit.weigh({comparison: level[here] for comparison, level in levels.items()})
    return Scored(i, j, levels, weight, tuple(fits.found), group)
