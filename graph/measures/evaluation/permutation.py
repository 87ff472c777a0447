"""The test of a change: membership permuted within strata of sector and activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.evaluation.change import Ties, change_of, mixing_change

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.int16]

CHUNK = 4_000_000
"""Random numbers drawn, and memberships held, at a time."""


def fixed_members(labels: Labels, strata: Ints) -> int:
    """Count the members in strata without any other organisation than members: no permutation moves them."""
    outside = np.bincount(strata, labels == 0, minlength=int(strata.max(initial=0)) + 1)
    return int(np.count_nonzero((labels > 0) & (outside[strata] == 0)))


def permuted(
    labels: Labels, strata: Ints, samples: int, rng: np.random.Generator, rows: Ints | None = None
) -> Labels:
    """Permute membership within strata.

    Args:
        labels: (n) 0 outside, 1 and up inside.
        strata: (n) ≥ 0.
        samples: number of permutations.
        rng: random generator.
        rows: (n) row of each organisation in the answer; None: its own. Organisations that share a row get any one's membership.

    Returns:
        (rows, samples)
    """
    rows = np.arange(len(labels)) if rows is None else rows
    found = np.zeros((int(rows.max(initial=-1)) + 1, samples), np.int16)
    order = np.argsort(strata, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(strata[order])) + 1):
        held = labels[places][labels[places] > 0]
        if not len(held):
            continue
        if len(held) == len(places) and (held == held[0]).all():
            found[rows[places]] = held[0]
            continue
        step = max(CHUNK // len(places), 1)
        for begin in range(0, samples, step):
            columns = np.arange(begin, min(begin + step, samples))[:, None]
            chosen, given = seats(held, len(places), len(columns), rng)
            found[rows[places[chosen]], columns] = given
    return found


def seats(held: Labels, size: int, samples: int, rng: np.random.Generator) -> tuple[Ints, Labels]:
    """Draw the places (0 to size − 1) of the members of a stratum, and the label of each; (samples, members) both."""
    drawn = rng.random((samples, size), np.float32)
    if len(held) == size:
        chosen: Ints = np.argsort(drawn, axis=1)
    else:
        chosen = np.argpartition(drawn, len(held) - 1, axis=1)[:, : len(held)]
    given = np.broadcast_to(held, chosen.shape)
    return chosen, rng.permuted(given, axis=1) if (held != held[0]).any() else given


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the change.

    Attributes:
        observed, expected: ties among members before and after.
        theta: log ratio of O/E after to O/E before.
        p: one-sided, (1 + number of T* ≥ T) / (samples + 1).
        spread: standard deviation of θ under permuted membership.
        ratio, ratio_low, ratio_high: ratio of ratios (see `ratio_of_ratios`).
    """

    observed: tuple[int, int]
    expected: tuple[float, float]
    theta: float
    p: float
    spread: float
    ratio: float
    ratio_low: float
    ratio_high: float


def tested(
    before: Ties,
    after: Ties,
    labels: Labels,
    strata: Ints,
    samples: int,
    rng: np.random.Generator,
    *,
    cross: bool = False,
) -> Test:
    """Compare the members with permuted memberships.

    Args:
        before: ties of the window before among n organisations.
        after: those of the window after.
        labels: (n) 0 outside, 1 and up inside.
        strata: (n) within which membership is permuted.
        samples: number of permutations.
        rng: random generator.
        cross: count ties between different labels only.
    """
    rows, count = active_rows(before, after)
    held = np.zeros(count + 1, np.int16)
    held[rows] = labels
    before, after = (Ties(rows[w.a], rows[w.b], count + 1) for w in (before, after))
    own = change_of(before, after, held[:, None], cross=cross)
    t, theta, mixing = null_of(before, after, labels, strata, samples, rng, rows, cross=cross)
    (o0, o1), (e0, e1) = own.observed, own.expected
    log, variance = mixing_change(before, after, held[:, None])
    return Test(
        (int(o0[0]), int(o1[0])),
        (float(e0[0]), float(e1[0])),
        float(own.theta[0]),
        (1 + int(np.count_nonzero(t >= own.t[0] - 1e-12))) / (samples + 1),
        float(theta.std()),
        *ratio_of_ratios(float(log[0]), float(variance[0]), mixing),
    )


def active_rows(before: Ties, after: Ties) -> tuple[Ints, int]:
    """Return a row for each organisation with ties in either window, and their number, which is the row of all others."""
    active = np.flatnonzero(before.degrees + after.degrees)
    rows = np.full(before.n, len(active), np.int64)
    rows[active] = np.arange(len(active))
    return rows, len(active)


def null_of(
    before: Ties,
    after: Ties,
    labels: Labels,
    strata: Ints,
    samples: int,
    rng: np.random.Generator,
    rows: Ints,
    *,
    cross: bool,
) -> tuple[Floats, Floats, Floats]:
    """Return T, θ and the log ratio of ratios under permuted membership, `CHUNK` memberships at a time."""
    step = max(CHUNK // before.n, 1)
    parts: list[tuple[Floats, Floats, Floats]] = []
    for begin in range(0, samples, step):
        drawn = permuted(labels, strata, min(step, samples - begin), rng, rows)
        drawn = np.vstack((drawn, np.zeros((before.n - len(drawn), drawn.shape[1]), np.int16)))
        change = change_of(before, after, drawn, cross=cross)
        parts.append((change.t, change.theta, mixing_change(before, after, drawn)[0]))
    t, theta, mixing = (np.concatenate(column) for column in zip(*parts, strict=True))
    return t, theta, mixing


def ratio_of_ratios(log: float, variance: float, null: Floats) -> tuple[float, float, float]:
    """Return exp(Δlog MM − 2 Δlog MO + Δlog OO) with a 95 % interval.

    The standard error is the larger of the delta method's for Poisson counts and the spread under permuted membership, since
    consortia make counts uneven.
    """
    error = max(np.sqrt(variance), float(null.std()))
    ratio, low, high = np.exp([log, log - 1.96 * error, log + 1.96 * error]).tolist()
    return ratio, low, high
