"""Programmes that bring two groups of organisations together: those that could take up a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.dates import earliest, latest
from graph.evidence import Period, memberships
from graph.inheritable import inheritable
from graph.model import COLUMNS
from graph.scenario_figures import JoiningFigures
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Bools = npt.NDArray[np.bool_]

PROGRAMME = COLUMNS[RecordType.PROGRAMME]
START, END = PROGRAMME.index("start"), PROGRAMME.index("end")


@inheritable
class Joining(JoiningFigures):
    """A programme (its node number) with members in both groups."""

    programme: int


def joining_programmes(snapshot: Snapshot, a: Bools, b: Bools, day: int | None) -> list[Joining]:
    """Find programmes of the affiliation layer that may run on a day and have members in both groups.

    Those whose end is known come first, then the ones that join the most pairs, then the youngest.

    Args:
        snapshot: the records.
        a: bool per node of the snapshot: the first group.
        b: the second group, in the same way.
        day: proleptic ordinal; programmes that ended before, or start after it, are left out. None keeps all.
    """
    seats = memberships(snapshot, Period())
    size = len(snapshot.ids)
    seat = np.unique(seats["programme"].astype(np.int64) * size + seats["organisation"])
    programme, member = seat // size, seat % size
    in_a = np.bincount(programme[a[member]], minlength=size)
    in_b = np.bincount(programme[b[member]], minlength=size)
    found: list[Joining] = []
    for node in np.flatnonzero((in_a > 0) & (in_b > 0)).tolist():
        start, end = snapshot.rows[node][START], snapshot.rows[node][END]
        if day is None or earliest(start) <= day <= latest(end):
            found.append(Joining(start, end, int(in_a[node]), int(in_b[node]), node))
    found.sort(key=lambda one: one.start or "", reverse=True)
    found.sort(key=lambda one: (one.end is None, -one.members_a * one.members_b))
    return found
