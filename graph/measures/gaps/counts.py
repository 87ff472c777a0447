"""What the live null model needs to know of a network: counts by class of organisations, wherever they were counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.measures.gaps.ties import Baseline, BoolArray, Ecosystem, FloatArray, IntArray, sector_pairs


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Organisations with ties that the null may move, by group and number of such ties: sorted by both, each class once.

    `size` is float64: the number of organisations of the class.
    """

    group: IntArray
    degree: IntArray
    size: FloatArray


class Counts(Protocol):
    """Counts of the direct ties of one network: from arrays here, or from a query engine (`graph.lake`).

    Attributes:
        sectors: number of counted sectors.
        populated: number of these that have an organisation.
        ties: distinct tied pairs of organisations, counted sectors or not.
    """

    sectors: int
    populated: int
    ties: int

    def observed(self, baseline: Baseline) -> IntArray:
        """Ties of each pair of sectors, in the order of `sector_pairs`."""
        ...

    def classes(self, allowed: BoolArray) -> Classes:
        """Organisations by group and number of ties between groups that may be tied."""
        ...


class EcosystemCounts:
    """Counts of an ecosystem in memory."""

    def __init__(self, eco: Ecosystem) -> None:
        self._eco = eco
        self.sectors, self.ties = eco.sectors, len(eco.first)
        self.populated = len(np.unique(eco.sector[eco.sector >= 0]))

    def observed(self, baseline: Baseline) -> IntArray:
        """See Counts."""
        return direct_counts(self._eco, baseline)

    def classes(self, allowed: BoolArray) -> Classes:
        """See Counts."""
        return classes_of(self._eco.group, movable_degrees(self._eco, allowed))


def classes_of(group: IntArray, degree: IntArray) -> Classes:
    """Count organisations, given one by one, by group and degree; those without a tie are left out."""
    tied, most = degree > 0, int(degree.max(initial=0)) + 1
    found, size = np.unique(group[tied] * most + degree[tied], return_counts=True)
    return Classes(found // most, found % most, size.astype(np.float64))


def movable_degrees(eco: Ecosystem, allowed: BoolArray) -> IntArray:
    """Ties of each organisation that the null may move."""
    free = allowed[eco.group[eco.first], eco.group[eco.second]]
    return np.bincount(np.concatenate([eco.first[free], eco.second[free]]), minlength=eco.organisations)


def direct_counts(eco: Ecosystem, baseline: Baseline) -> IntArray:
    """Direct ties of each pair of sectors."""
    left, right = eco.group[eco.first], eco.group[eco.second]
    table = np.zeros((eco.sectors + 1, eco.sectors + 1), dtype=np.int64)
    np.add.at(table, (np.minimum(left, right), np.maximum(left, right)), 1)
    a, b = sector_pairs(eco.sectors, baseline)
    return table[a, b]
