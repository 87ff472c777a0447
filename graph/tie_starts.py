"""When the direct ties of each pair of organisations begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import NEVER
from graph.evidence import predicate_mask
from graph.snapshot import KINDS
from graph.vocabulary import DIRECT_PREDICATES, Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

NO_YEAR = -1


@dataclass(frozen=True, slots=True, eq=False)
class TieStarts:
    """The years in which the direct relations of each pair of organisations begin.

    Attributes:
        keys: int64, ascending: a × number of nodes + b of each tied pair (a < b).
        bounds: int64 (pairs + 1), the pair's entries in `relation` and `year`.
        relation: int64, relation numbers.
        year: int64, year of the start; −1 where unknown.
        day: int64, first possible day of the start (ordinal; NEVER where unknown).
        first: int64, earliest known year of each pair; −1 where none is known.
    """

    nodes: int
    keys: Ints
    bounds: Ints
    relation: Ints
    year: Ints
    day: Ints
    first: Ints

    @classmethod
    def of(cls, snapshot: Snapshot) -> TieStarts:
        """Collect them, once for each snapshot."""
        return snapshot.memo(("tie starts",), lambda: cls._made(snapshot))

    @classmethod
    def _made(cls, snapshot: Snapshot) -> TieStarts:
        relations, count = snapshot.relations, max(len(snapshot.ids), 1)
        organisation = snapshot.kinds == KINDS.index(Kind.ORGANISATION)
        direct = predicate_mask(snapshot, DIRECT_PREDICATES)
        numbers = np.flatnonzero(direct & organisation[relations.subject] & organisation[relations.object])
        a, b = relations.subject[numbers].astype(np.int64), relations.object[numbers].astype(np.int64)
        keys = np.minimum(a, b) * count + np.maximum(a, b)
        order = np.argsort(keys, kind="stable")
        keys, numbers = keys[order], numbers[order]
        year = np.fromiter(
            (int(day[:4]) if (day := relations.start[number]) else NO_YEAR for number in numbers.tolist()),
            np.int64,
            len(numbers),
        )
        distinct, begins = np.unique(keys, return_index=True)
        late = np.where(year < 0, np.iinfo(np.int64).max, year)
        first = np.minimum.reduceat(late, begins) if len(begins) else np.zeros(0, np.int64)
        first[first == np.iinfo(np.int64).max] = NO_YEAR
        begins_on = np.where(year < 0, NEVER, relations.first[numbers]).astype(np.int64)
        return cls(
            count, distinct, np.append(begins, len(keys)), numbers.astype(np.int64), year, begins_on, first
        )

    def places(self, a: Ints, b: Ints) -> Ints:
        """Return the position of each pair (a < b) among the tied ones; −1 for pairs without a direct relation."""
        keys = a * self.nodes + b
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, -1)

    def first_of(self, place: Ints) -> Ints:
        """Return the first known year of pairs by position; −1 for unknown ones and pairs without a direct relation."""
        return np.append(self.first, NO_YEAR)[place]

    def begun(self, place: Ints, since: int, until: int, fresh: Bools) -> tuple[Bools, Bools]:
        """Tell which pairs have a relation that begins from the year `since` to before `until`.

        Args:
            place: positions of the pairs, −1 for none.
            since: first year.
            until: the year after the last.
            fresh: mask over the relations of the snapshot: those that are not echo.

        Returns:
            two masks over the pairs: any such relation, and any such relation that is fresh.
        """
        begins = (self.year >= since) & (self.year < until)
        pair = np.repeat(np.arange(len(self.keys)), np.diff(self.bounds))
        any_, good = np.zeros(len(self.keys) + 1, bool), np.zeros(len(self.keys) + 1, bool)
        any_[pair[begins]] = True
        good[pair[begins & fresh[self.relation]]] = True
        return any_[place], good[place]
