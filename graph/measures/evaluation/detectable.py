"""The smallest effect that a programme's evaluation finds with 80 % power, by planting effects in the data at hand.

A formula from the spread of θ alone is far too hopeful: an effect also raises the members' activity and with it E, and memberships
that share members with the programme rise with it. So ties are planted among the members and everything is computed again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.evaluation.change import Ties, change_of, expected_ties
from graph.measures.evaluation.permutation import permuted

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.int16]

POWER = 0.8
ALPHA = 0.05
FACTORS = 2.0 ** np.linspace(0.0, 3.0, 13)
"""Effects that are planted: from 1 to 8 times as many ties among members as without the programme."""
PERMUTATIONS, PLANTINGS = 200, 100


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Ties planted among the members, in order: both ends as positions among the members, and how many each factor takes."""

    a: Ints
    b: Ints
    counts: Ints


def detectable_factor(
    before: Ties, after: Ties, labels: Labels, strata: Ints, rng: np.random.Generator
) -> float | None:
    """Return the factor by which a programme must multiply the ties among its members to be found with 80 % power at 5 %.

    It is the smallest factor from which on the power stays there, up to 8. None if there is none: where most organisations with
    ties are members, a larger effect raises what is expected of all of them, and the power falls again. See `power_curve`.
    """
    power = power_curve(before, after, labels, strata, rng)
    power = np.minimum.accumulate(power[::-1])[::-1]
    if power[-1] < POWER:
        return None
    return float(np.exp(np.interp(POWER, power, np.log(FACTORS))))


def power_curve(before: Ties, after: Ties, labels: Labels, strata: Ints, rng: np.random.Generator) -> Floats:
    """Return the share of plantings that the test finds, for each of `FACTORS`.

    Each planting starts from the counts that the members would have without an effect: ties expected from their activity, times
    the ratio O/E of permuted memberships, with the deviation T of one of these. Then a Poisson number of ties is added among
    members, by their activity in both windows and distinct from those known; T of the members and of all permuted memberships,
    which share some of these ties, is computed again.

    Args:
        before: ties of the window before among n organisations.
        after: those of the window after.
        labels: (n) 0 outside, 1 and up inside.
        strata: (n) within which membership is permuted.
        rng: random generator.
    """
    drawn = permuted(labels, strata, PERMUTATIONS, rng)
    null = change_of(before, after, drawn)
    members = np.flatnonzero(labels > 0)
    inside = (drawn > 0).astype(np.float64)
    own = inside[members]
    degrees = after.degrees.astype(np.float64)
    sums, squares = degrees @ inside, degrees**2 @ inside
    e0, e1 = (float(expected_ties(ties.degrees, labels[:, None], len(ties))[0]) for ties in (before, after))
    rates = [o.sum() / max(e.sum(), 1e-9) for o, e in zip(null.observed, null.expected, strict=True)]
    o0, mean = rates[0] * e0, rates[1] * e1
    spread = math.sqrt(1 / (mean + 0.5) + 1 / (o0 + 0.5))
    activity = degrees[members] + before.degrees[members] * len(after) / max(len(before), 1)
    known = keys_among(after, members)
    found = np.zeros((PLANTINGS, len(FACTORS)))
    for row in range(PLANTINGS):
        o1 = max((mean + 0.5) * math.exp(null.t[row] * spread) - 0.5, 0.0)
        ties = plant(activity, known, mean, rng)
        extra = np.zeros(PERMUTATIONS)
        for place, count in enumerate(ties.counts.tolist()):
            new = slice(ties.counts[place - 1] if place else 0, count)
            extra += (own[ties.a[new]] * own[ties.b[new]]).sum(axis=0)
            ends = np.concatenate((ties.a[:count], ties.b[:count]))
            more = np.bincount(ends, minlength=len(members)).astype(np.float64)
            grown = 2 * degrees[members] * more + more**2
            total, square = sums + more @ own, squares + grown @ own
            expected = (total**2 - square) / (4 * (len(after) + count))
            t = studentised(null.observed[0], null.observed[1] + extra, null.expected[0], expected)
            degree = degrees[members] + more
            its = (degree.sum() ** 2 - (degree**2).sum()) / (4 * (len(after) + count))
            above = np.count_nonzero(t >= studentised(o0, o1 + count, e0, its) - 1e-12)
            found[row, place] = (1 + above) / (PERMUTATIONS + 1) <= ALPHA
    shares: Floats = found.mean(axis=0)
    return shares


def studentised(o0: Floats | float, o1: Floats | float, e0: Floats | float, e1: Floats | float) -> Floats:
    """Return T for counts and expectations (see `change`)."""
    theta = np.log((np.asarray(o1) + 0.5) / (np.asarray(o0) + 0.5)) - np.log(
        (np.asarray(e1) + 0.25) / (np.asarray(e0) + 0.25)
    )
    t: Floats = theta / np.sqrt(1 / (np.asarray(o1) + 0.5) + 1 / (np.asarray(o0) + 0.5))
    return t


def keys_among(ties: Ties, members: Ints) -> Ints:
    """Return a number for each tie among the members: a × members + b for their positions a < b."""
    place = np.full(ties.n, -1, np.int64)
    place[members] = np.arange(len(members))
    ends = np.sort(np.stack((place[ties.a], place[ties.b])), axis=0)
    both = ends[0] >= 0
    keys: Ints = ends[0, both] * len(members) + ends[1, both]
    return keys


def plant(activity: Floats, known: Ints, mean: float, rng: np.random.Generator) -> Planted:
    """Draw ties among the members by activity, distinct and not among `known`: (factor − 1) × mean of them for each factor."""
    counts = np.concatenate(([0], np.cumsum(rng.poisson(np.diff(FACTORS) * mean))))
    bounds = np.cumsum(activity)
    drawn = rng.random((4 * int(counts[-1]) + 50, 2)) * bounds[-1]
    ends = np.sort(np.minimum(np.searchsorted(bounds, drawn, side="right"), len(activity) - 1), axis=1)
    keys = ends[:, 0] * len(activity) + ends[:, 1]
    keys = keys[(ends[:, 0] != ends[:, 1]) & ~np.isin(keys, known)]
    keys = keys[np.sort(np.unique(keys, return_index=True)[1])][: counts[-1]]
    a, b = np.divmod(keys, len(activity))
    return Planted(a, b, np.minimum(counts, len(keys)))
