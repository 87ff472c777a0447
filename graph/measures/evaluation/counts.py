"""The counts that an evaluation shows: members, ties of the windows, their relations, and pairs of sectors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.evaluations import MemberFigures, SectorPairCounts, WindowFigures
from graph.measures.evaluation.change import expected_ties, observed_ties

if TYPE_CHECKING:
    from graph.measures.evaluation.change import Labels
    from graph.measures.evaluation.setting import Setting
    from graph.measures.evaluation.windows import Window
    from graph.programmes import Members
    from graph.snapshot import Snapshot


def described(snapshot: Snapshot, members: Members) -> list[MemberFigures]:
    """Describe the members."""
    return [
        MemberFigures(snapshot.ids[node], str(role), [snapshot.relations.ids[r] for r in relations])
        for node, role, relations in zip(
            members.nodes.tolist(), members.roles, members.relations, strict=True
        )
    ]


def day(ordinal: int) -> str:
    """Write a day as YYYY-MM-DD."""
    return date.fromordinal(ordinal).isoformat()


def expected_of(window: Window, labels: Labels) -> float:
    """Return the ties expected among members in a window; 0 if it has no ties."""
    return float(expected_ties(window.ties.degrees, labels[:, None], len(window.ties))[0])


def figures_of(window: Window, labels: Labels) -> WindowFigures:
    """Count the ties of a window."""
    inside, echo = (int(observed_ties(ties, labels[:, None])[0]) for ties in (window.ties, window.echo))
    expected = expected_of(window, labels) if len(window.ties) else None
    return WindowFigures(day(window.since), day(window.until), inside, echo, expected, len(window.ties))


def relations_inside(
    setting: Setting, labels: Labels
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the relations of ties among members: before, after, and echo in both windows."""
    ids = setting.snapshot.relations.ids

    def inside(window: Window, *, echo: bool) -> list[str]:
        ties, relations = (window.echo, window.echo_relations) if echo else (window.ties, window.relations)
        both = np.flatnonzero((labels[ties.a] > 0) & (labels[ties.b] > 0)).tolist()
        return [ids[number] for place in both for number in sorted(relations[place].tolist())]

    before, after = setting.before, setting.after
    return (
        tuple(inside(before, echo=False)),
        tuple(inside(after, echo=False)),
        (*inside(before, echo=True), *inside(after, echo=True)),
    )


def by_sector_pair(setting: Setting, labels: Labels) -> tuple[SectorPairCounts, ...]:
    """Count the ties among members by pairs of sectors, most first."""
    snapshot, nodes = setting.snapshot, setting.organisations
    counts: dict[tuple[str, str], list[int]] = {}
    windows = (setting.before.ties, setting.after.ties, setting.after.echo)
    for column, ties in enumerate(windows):
        for place in np.flatnonzero((labels[ties.a] > 0) & (labels[ties.b] > 0)).tolist():
            ends = (snapshot.sectors[int(nodes[end[place]])] or "" for end in (ties.a, ties.b))
            one, other = sorted(ends)
            counts.setdefault((one, other), [0, 0, 0])[column] += 1
    found = [SectorPairCounts(a, b, *numbers) for (a, b), numbers in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.before - one.after - one.echo, one.a, one.b)))
