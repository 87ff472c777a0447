"""The members, windows and groups that the evaluation of one programme works with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import span
from graph.echo import echo_of
from graph.errors import SojaeError
from graph.evaluations import Roles
from graph.measures.evaluation.windows import Window, shifted, window_of
from graph.programmes import ORGANISATION_KIND, START, Members, members_of
from graph.snapshot import KINDS
from graph.vocabulary import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.evaluation.change import Labels
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


class NotEvaluable(SojaeError):
    """A programme without a start or without members.

    Attributes:
        rule: what is missing.
        remedy: what to do about it.
    """

    def __init__(self, programme: str, rule: str, remedy: str) -> None:
        super().__init__(f"“{programme}” {rule}: {remedy}")
        self.rule, self.remedy = f"“{programme}” {rule}", remedy


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What the evaluation of one programme works with.

    Attributes:
        organisations: int64, node numbers of all organisations, ascending; positions refer to them.
        groups: int64, sector of each, or its kind where it has none.
        members: of the programme.
        places: int64, positions of the members.
        before, after, earlier: windows around the start, and the one before these.
    """

    snapshot: Snapshot
    organisations: Ints
    groups: Ints
    members: Members
    places: Ints
    earlier: Window
    before: Window
    after: Window

    def labels(self, values: Ints | None = None) -> Labels:
        """Return the membership of all organisations: 0 outside, and 1 or the given values for the members."""
        labels = np.zeros(len(self.organisations), np.int16)
        labels[self.places] = 1 if values is None else values
        return labels


def setting_of(snapshot: Snapshot, programme: int, roles: Roles, years: int) -> Setting:
    """Collect members and windows.

    Raises:
        NotEvaluable: the programme has no start, or no member with one of these roles.
    """
    key, begin = snapshot.ids[programme], snapshot.rows[programme][START]
    if begin is None:
        raise NotEvaluable(
            key, "has no known start", "evaluate another programme, or add its start to the data"
        )
    members = members_of(snapshot, programme, leading=roles is Roles.ALL)
    if not len(members):
        raise NotEvaluable(
            key,
            "has no named members" if roles is Roles.ALL else "has no named participants",
            "evaluate another programme, or add its members to the data"
            if roles is Roles.ALL
            else "use roles=all to count those who lead or operate it",
        )
    organisations, groups = population(snapshot)
    echo = echo_of(snapshot, [programme, *members.divisions.tolist()])
    start = span(begin)[0]
    bounds = [shifted(start, step * years) for step in (-2, -1, 0, 1)]
    earlier, before, after = (
        window_of(snapshot, organisations, since, until, echo) for since, until in pairwise(bounds)
    )
    places = np.searchsorted(organisations, members.nodes)
    return Setting(snapshot, organisations, groups, members, places, earlier, before, after)


def population(snapshot: Snapshot) -> tuple[Ints, Ints]:
    """Return all organisations, and the group of each: its sector, or its kind where it has none."""

    def make() -> tuple[Ints, Ints]:
        nodes = np.flatnonzero(snapshot.kinds == KINDS.index(Kind.ORGANISATION))
        names = [
            snapshot.sectors[node] or f"kind {snapshot.rows[node][ORGANISATION_KIND]}"
            for node in nodes.tolist()
        ]
        groups = np.unique(np.array(names, object).astype(str), return_inverse=True)[1]
        return nodes, groups.astype(np.int64)

    return snapshot.memo(("evaluation", "population"), make)
