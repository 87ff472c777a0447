"""All programmes pooled: ties that member pairs begin, by year relative to the start, with and without echo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.conversions import last_complete_year, start_year, teams
from graph.echo import Scope, echo_of
from graph.evaluations import Ratio, YearCounts
from graph.measures.evaluation.change import CLASSES, activity_class
from graph.snapshot import KINDS
from graph.tie_starts import TieStarts
from graph.vocabulary import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

SPAN = 4
"""Years before and after the year of the start."""
LEVELS = len(CLASSES) + 1


@dataclass(frozen=True, slots=True)
class Pooled:
    """Member pairs of all programmes, with the ratio of all ties and that without echo (None without ties or expectation)."""

    programmes: int
    years: tuple[YearCounts, ...]
    with_echo: Ratio | None
    without_echo: Ratio | None


@dataclass(frozen=True, slots=True, eq=False)
class PairYears:
    """One entry per pair at risk and year: nodes, calendar year, relative year (0 to 2 SPAN), tied, and tied without echo."""

    a: Ints
    b: Ints
    year: Ints
    step: Ints
    tied: Bools
    fresh: Bools


def pooled(
    snapshot: Snapshot, kinds: frozenset[str] | None = None, first: int | None = None, last: int | None = None
) -> Pooled:
    """Pool the programmes whose years −4 to +4 are complete (see `graph.conversions.last_complete_year`).

    A member pair is at risk in a year if it had no dated direct relation before it; pairs with undated direct relations only are
    left out. Expected: the share of all pairs of organisations at risk whose first tie begins in that calendar year, for the two
    organisations' classes of activity (ties before that year: 0, 1, 2, 3–5, 6–11, 12 and more), summed over the member pairs.

    Args:
        snapshot: the records.
        kinds: programme kinds; None takes all five with members.
        first: first year of the start; None: no bound.
        last: last year of the start; None: no bound beyond completeness.
    """
    complete = last_complete_year(snapshot)
    starts = TieStarts.of(snapshot)
    entries: list[PairYears] = []
    for programme, members in teams(snapshot, kinds):
        begin = start_year(snapshot, programme)
        if complete is None or begin + SPAN > complete or len(members) < 2:
            continue
        if (first is None or begin >= first) and (last is None or begin <= last):
            entries.append(pair_years(snapshot, starts, programme, members, begin))
    every = joined(entries)
    share = expected_shares(snapshot, starts, every)
    steps = 2 * SPAN + 1
    pairs, ties, fresh, expected = (
        np.bincount(every.step, weights, steps).astype(np.float64)
        for weights in (None, every.tied, every.fresh, share)
    )
    years = tuple(
        YearCounts(
            step - SPAN,
            int(pairs[step]),
            int(ties[step]),
            int(ties[step] - fresh[step]),
            float(expected[step]),
        )
        for step in range(steps)
    )
    return Pooled(len(entries), years, ratio_of(ties, expected), ratio_of(fresh, expected))


def pair_years(snapshot: Snapshot, starts: TieStarts, programme: int, members: Ints, begin: int) -> PairYears:
    """Follow the member pairs of one programme from year −4 to +4."""
    one, other = np.triu_indices(len(members), 1)
    a, b = members[one], members[other]
    place = starts.places(a, b)
    earliest = starts.first_of(place)
    dated = (place < 0) | (earliest >= 0)
    a, b, place = a[dated], b[dated], place[dated]
    earliest = np.where(place < 0, np.iinfo(np.int64).max, earliest[dated])
    fresh = ~echo_of(snapshot, [programme], Scope.MEMBERSHIP)
    found: list[PairYears] = []
    for step in range(2 * SPAN + 1):
        year = begin + step - SPAN
        risk = earliest >= year
        tied = earliest[risk] == year
        good = tied & starts.begun(place[risk], year, year + 1, fresh)[1]
        years, steps = (np.full(len(tied), value, np.int64) for value in (year, step))
        found.append(PairYears(a[risk], b[risk], years, steps, tied, good))
    return joined(found)


def joined(parts: list[PairYears]) -> PairYears:
    """Concatenate several."""
    kinds = (np.int64, np.int64, np.int64, np.int64, bool, bool)
    names = PairYears.__slots__
    return PairYears(
        *(
            np.concatenate([np.zeros(0, kind), *(getattr(part, name) for part in parts)])
            for name, kind in zip(names, kinds, strict=True)
        )
    )


def expected_shares(snapshot: Snapshot, starts: TieStarts, every: PairYears) -> Floats:
    """Return, for each entry, the share of all pairs of the same two classes at risk that become tied in that year."""
    share = np.zeros(len(every.year))
    organisation = snapshot.kinds == KINDS.index(Kind.ORGANISATION)
    a, b = np.divmod(starts.keys, starts.nodes)
    for year in np.unique(every.year).tolist():
        before = (starts.first >= 0) & (starts.first < year)
        ends = np.concatenate((a[before], b[before]))
        classes = activity_class(np.bincount(ends, minlength=starts.nodes))
        sizes = np.bincount(classes[: len(organisation)][organisation], minlength=LEVELS)
        risk = np.outer(sizes, sizes).astype(np.float64)
        np.fill_diagonal(risk, sizes * (sizes - 1) / 2)
        risk -= by_class(classes, a, b, before | (starts.first < 0))
        begun = by_class(classes, a, b, starts.first == year)
        table = np.divide(begun, risk, out=np.zeros_like(risk), where=risk > 0)
        now = every.year == year
        share[now] = table[classes[every.a[now]], classes[every.b[now]]]
    return share


def by_class(classes: Ints, a: Ints, b: Ints, chosen: Bools) -> Floats:
    """Count pairs by the classes of their ends, as a symmetric matrix with each pair counted once."""
    one, other = classes[a[chosen]], classes[b[chosen]]
    keys = np.minimum(one, other) * LEVELS + np.maximum(one, other)
    upper = np.bincount(keys, minlength=LEVELS**2).reshape(LEVELS, LEVELS).astype(np.float64)
    counted: Floats = upper + np.triu(upper, 1).T
    return counted


def ratio_of(ties: Floats, expected: Floats) -> Ratio | None:
    """Compare the years from the start on with those before."""
    from scipy.special import betaincinv

    before, after = ties[:SPAN].sum(), ties[SPAN:].sum()
    e0, e1 = expected[:SPAN].sum(), expected[SPAN:].sum()
    if min(before, after, e0, e1) <= 0:
        return None
    low, high = betaincinv([after, after + 1], [before + 1, before], [0.025, 0.975])
    scale = e0 / e1
    return Ratio(
        float(after / before * scale), float(low / (1 - low) * scale), float(high / (1 - high) * scale)
    )
