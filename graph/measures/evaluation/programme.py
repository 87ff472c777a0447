"""The evaluation of one programme: members, windows, guards, and the test where every guard holds."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.conversions import youngest_source
from graph.dates import span
from graph.echo import echo_of
from graph.errors import SojaeError
from graph.evaluations import (
    CrossCounts,
    Finding,
    MemberFigures,
    Roles,
    SectorPairCounts,
    WindowFigures,
)
from graph.figures import Sentence
from graph.measures.evaluation.change import expected_ties, observed_ties, strata_of
from graph.measures.evaluation.guards import FEWEST_EXPECTED, failed_guards
from graph.measures.evaluation.permutation import fixed_members, tested
from graph.measures.evaluation.result import Evaluation
from graph.measures.evaluation.sentences import say_verdict
from graph.measures.evaluation.windows import Window, shifted, undated_among, window_of
from graph.programmes import (
    ORGANISATION_KIND,
    PROGRAMME_KIND,
    START,
    Members,
    members_of,
    members_told,
)
from graph.snapshot import KINDS
from graph.vocabulary import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.evaluation.change import Labels
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]

ALPHA = 0.05
PRETREND = 0.1
POWER = 2.49
"""Normal quantiles of 95 % (one-sided) and 80 % added up: the effect, in standard deviations, that a test finds with 80 %."""


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


def evaluate(
    snapshot: Snapshot,
    programme: int,
    *,
    roles: Roles = Roles.ALL,
    years: int = 3,
    samples: int = 1999,
    seed: int = 0,
) -> Evaluation:
    """Evaluate one programme: did ties among its members grow more than each member's own activity?

    See `graph.measures.evaluation.change` for the estimate, and `guards` for what must hold before it is made.

    Args:
        snapshot: the records.
        programme: node number of a programme.
        roles: whose ties are counted.
        years: length of each window.
        samples: number of permutations.
        seed: of the permutations.

    Raises:
        NotEvaluable: the programme has no start, or no member with one of these roles.
    """
    return estimate(setting_of(snapshot, programme, roles, years), years, samples, seed)


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


def estimate(setting: Setting, years: int, samples: int, seed: int) -> Evaluation:
    """Count, check the guards, and test where they all hold."""
    snapshot, members = setting.snapshot, setting.members
    labels = setting.labels()
    strata = strata_of(setting.groups, setting.before.ties)
    fixed = fixed_members(labels, strata)
    expected = (expected_of(setting.before, labels), expected_of(setting.after, labels))
    reported = members_told(snapshot, members.programme)
    youngest = youngest_source(snapshot)
    reasons = failed_guards(
        len(members),
        reported,
        expected,
        fixed,
        day(setting.after.until),
        None if youngest is None else day(youngest),
    )
    row = snapshot.rows[members.programme]
    found = Evaluation(
        programme=snapshot.ids[members.programme],
        kind=row[PROGRAMME_KIND],
        start=row[START],
        members=tuple(described(snapshot, members)),
        members_named=len(members),
        companies_named=members.companies(snapshot),
        members_reported=reported,
        fixed=fixed,
        undated=undated_among(snapshot, members.nodes.astype(np.int64)),
        before=figures_of(setting.before, labels),
        after=figures_of(setting.after, labels),
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p=None,
        detectable=None,
        pretrend_p=None,
        by_sector_pair=by_sector_pair(setting, labels),
        cross=None,
        tie_relations=relations_inside(setting, labels),
        verdict=Finding.NOT_ESTIMATED,
        reasons=reasons,
        sentence=Sentence("", ""),
    )
    if not reasons:
        found = with_test(found, setting, strata, samples, seed)
    return replace(found, sentence=say_verdict(found, (row[1], row[2]), years))


def with_test(found: Evaluation, setting: Setting, strata: Ints, samples: int, seed: int) -> Evaluation:
    """Add the test, its size, the pre-trend and the comparison across divisions or sectors."""
    labels, before, after = setting.labels(), setting.before.ties, setting.after.ties
    rng = np.random.default_rng(seed)
    test = tested(before, after, labels, strata, samples, rng)
    pretrend = pretrend_of(setting, labels, samples, rng)
    verdict = Finding.MORE if test.p <= ALPHA else Finding.NO_DIFFERENCE
    if pretrend is not None and pretrend <= PRETREND:
        verdict = Finding.DOUBTFUL
    return replace(
        found,
        ratio=test.ratio,
        ratio_low=test.ratio_low,
        ratio_high=test.ratio_high,
        p=test.p,
        detectable=math.exp(POWER * test.spread),
        pretrend_p=pretrend,
        cross=cross_of(setting, strata, samples, rng),
        verdict=verdict,
    )


def pretrend_of(setting: Setting, labels: Labels, samples: int, rng: np.random.Generator) -> float | None:
    """Test the change one window earlier; None where that window has fewer than five expected ties."""
    if expected_of(setting.earlier, labels) < FEWEST_EXPECTED:
        return None
    strata = strata_of(setting.groups, setting.earlier.ties)
    return tested(setting.earlier.ties, setting.before.ties, labels, strata, samples, rng).p


def cross_of(setting: Setting, strata: Ints, samples: int, rng: np.random.Generator) -> CrossCounts | None:
    """Test the ties between divisions, or between sectors if fewer than two divisions have named members."""
    division = setting.members.division
    by_division = len(np.unique(division[division >= 0])) > 1
    values = division if by_division else setting.groups[setting.places]
    labels = setting.labels(values.astype(np.int64) + 1)
    before, after = setting.before.ties, setting.after.ties
    expected = [
        float(expected_ties(ties.degrees, labels[:, None], len(ties), cross=True)[0])
        for ties in (before, after)
    ]
    if min(expected) < FEWEST_EXPECTED:
        return None
    test = tested(before, after, labels, strata, samples, rng, cross=True)
    return CrossCounts(
        "division" if by_division else "sector",
        test.observed[0],
        test.observed[1],
        expected[0],
        expected[1],
        test.p,
    )


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
