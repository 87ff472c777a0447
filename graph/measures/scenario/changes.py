"""Changes to a network: alliances, ties and removals, and the arrays after them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graph.measures.gaps.projection import seat_pairs
from graph.measures.gaps.ties import Ecosystem, IntArray
from graph.vocabulary import Layer


@dataclass(frozen=True, slots=True, eq=False)
class Alliance:
    """A new programme: its kind, and its members as distinct organisation numbers (int64)."""

    kind: str
    members: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What a scenario changes.

    Attributes:
        alliances: new programmes.
        ties: pairs of organisation numbers that become tied (n × 2, int64).
        removed: organisation numbers that lose all their ties and seats.
    """

    alliances: tuple[Alliance, ...]
    ties: IntArray
    removed: IntArray

    @property
    def certain(self) -> bool:
        """Whether the direct ties change by definition: by ties or removals."""
        return bool(len(self.ties) or len(self.removed))


def changed(eco: Ecosystem, changes: Changes) -> Ecosystem:
    """Apply what a scenario changes by definition: removals, then ties, then the seats of alliances.

    A tie that exists already changes nothing. Alliances add seats, without a leader, and no direct tie.
    """
    n = eco.organisations
    stays = np.ones(n, dtype=np.bool_)
    stays[changes.removed] = False
    kept = stays[eco.first] & stays[eco.second]
    keys = np.concatenate([eco.first[kept] * n + eco.second[kept], _keys(changes.ties, n)])
    keys = np.unique(keys)
    seated = stays[eco.member]
    begin = eco.programmes
    members = [one.members for one in changes.alliances]
    programmes = [np.full(len(one), begin + k, dtype=np.int64) for k, one in enumerate(members)]
    new = int(sum(map(len, members)))
    return replace(
        eco,
        first=keys // max(n, 1),
        second=keys % max(n, 1),
        member=np.concatenate([eco.member[seated], *members]),
        programme=np.concatenate([eco.programme[seated], *programmes]),
        lead=np.concatenate([eco.lead[seated], np.zeros(new, dtype=np.bool_)]),
    )


def with_ties(eco: Ecosystem, keys: IntArray) -> Ecosystem:
    """Add direct ties, given as keys first · n + second that are not yet tied."""
    n = max(eco.organisations, 1)
    return replace(
        eco,
        first=np.concatenate([eco.first, keys // n]),
        second=np.concatenate([eco.second, keys % n]),
    )


def tied_pairs(eco: Ecosystem, layer: Layer) -> tuple[IntArray, IntArray]:
    """Return the distinct tied pairs of a layer: direct ties, common programmes, or either (first < second, sorted)."""
    n = max(eco.organisations, 1)
    found = [eco.first * n + eco.second] if layer is not Layer.AFFILIATION else []
    if layer is not Layer.DIRECT:
        left, right = seat_pairs(eco.programme)
        found.append(_keys(np.stack([eco.member[left], eco.member[right]], axis=1), n))
    keys = np.unique(np.concatenate(found))
    return keys // n, keys % n


def open_pairs(eco: Ecosystem, members: IntArray) -> IntArray:
    """Return the pairs of members without a direct tie, as sorted keys first · n + second."""
    ordered, n = np.sort(members), max(eco.organisations, 1)
    left, right = np.triu_indices(len(ordered), 1)
    keys = ordered[left] * n + ordered[right]
    return np.setdiff1d(keys, eco.first * n + eco.second, assume_unique=True)


def _keys(pairs: IntArray, n: int) -> IntArray:
    """Pairs of organisations in any order → first · n + second."""
    if not len(pairs):
        return np.zeros(0, dtype=np.int64)
    keys: IntArray = pairs.min(axis=1) * n + pairs.max(axis=1)
    return keys
