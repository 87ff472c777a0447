"""Counts of distinct tied pairs of organisations by sector pair, with ties from seats in programmes, direct ties, or both."""

from __future__ import annotations

import numpy as np

from graph.measures.gaps.ties import Baseline, Ecosystem, IntArray, sector_pairs

LARGEST_TABLE = 1 << 24


class PairCounter:
    """Counts the distinct tied pairs of each sector pair, for programmes whose open seats are refilled each time.

    `fixed` seats keep their organisation, the others are filled in the order of `open_programme` (ascending). Two seats of
    a programme tie their organisations; direct ties are added; a pair tied twice counts once.
    """

    def __init__(
        self,
        eco: Ecosystem,
        baseline: Baseline,
        *,
        fixed: tuple[IntArray, IntArray],
        open_programme: IntArray,
    ) -> None:
        self._organisations = eco.organisations
        self._group = eco.group
        a, b = sector_pairs(eco.sectors, baseline)
        self.pairs = len(a)
        cell = np.full((eco.sectors + 1, eco.sectors + 1), -1, dtype=np.int64)
        cell[a, b] = cell[b, a] = np.arange(len(a))
        self._cell = cell
        member, programme = fixed
        self._fixed = member
        left, right = seat_pairs(np.concatenate([programme, open_programme]))
        # Two fixed seats that are in no counted pair can be dropped.
        known = len(member)
        still = np.concatenate([self._group[member], np.zeros(len(open_programme), dtype=np.int64)])
        idle = (left < known) & (right < known) & (cell[still[left], still[right]] < 0)
        self._left, self._right = left[~idle], right[~idle]
        size = eco.organisations**2
        self._table = np.zeros(size, dtype=np.int32) if size <= LARGEST_TABLE else None

    def count(self, open_member: IntArray, first: IntArray, second: IntArray) -> IntArray:
        """Distinct pairs by sector pair, with these organisations on the open seats and these direct ties."""
        seated = np.concatenate([self._fixed, open_member])
        u = np.concatenate([seated[self._left], first])
        v = np.concatenate([seated[self._right], second])
        cell = self._cell[self._group[u], self._group[v]]
        counted = cell >= 0
        u, v, cell = u[counted], v[counted], cell[counted]
        key = np.minimum(u, v) * self._organisations + np.maximum(u, v)
        return np.bincount(cell[self._distinct(key)], minlength=self.pairs)

    def _distinct(self, key: IntArray) -> IntArray:
        """Positions of each distinct key: the last one written to the key's slot of the table."""
        if self._table is None:
            return np.unique(key, return_index=True)[1].astype(np.int64)
        ids = np.arange(len(key), dtype=np.int32)
        self._table[key] = ids
        return np.flatnonzero(self._table[key] == ids).astype(np.int64)


def seat_pairs(programme: IntArray) -> tuple[IntArray, IntArray]:
    """All pairs of seats in one programme."""
    order = np.argsort(programme, kind="stable")
    sizes = np.unique(programme, return_counts=True)[1]
    ends = np.repeat(np.cumsum(sizes), sizes)
    after = ends - np.arange(len(order)) - 1
    left = np.repeat(np.arange(len(order)), after)
    begins = np.repeat(np.cumsum(after) - after, after)
    right = left + 1 + np.arange(len(left)) - begins
    return order[left].astype(np.int64), order[right].astype(np.int64)
