"""Step-down procedure: calls the clearest gap, holds it fixed and tests the rest again, so that no gap hides or creates another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from graph.measures.gaps.nulls import Null, NullMoments
from graph.measures.gaps.power import levels, raw_level
from graph.measures.gaps.tails import (
    LEVEL,
    allow_for_estimated_spread,
    dispersion,
    false_discovery_rate,
    sampled_tails,
    sharpen,
    tails,
)
from graph.measures.gaps.ties import BoolArray, FloatArray

ENOUGH = 5.0
# A count that can vary has a variance well above this; less is rounding error (a star, a complete network).
NO_SPREAD = 1e-3


@dataclass(frozen=True, slots=True)
class Scatter:
    """The overdispersion of pairs against the null (φ), and the number of pairs it was estimated from."""

    spread: float
    pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """All pairs under one null: which were tested, and their figures (valid where the variance is not zero).

    `spread` is φ, `level` the p (fewer ties) that would be called given the others, before the correction for an
    estimated spread by Student's t.
    """

    chance: NullMoments
    tested: BoolArray
    spread: float
    z: FloatArray
    under: FloatArray
    over: FloatArray
    q_under: FloatArray
    q_over: FloatArray
    clearest: FloatArray
    level: FloatArray


@dataclass(slots=True, eq=False)
class Steps:
    """The judgements in order and, for each pair, the index of the one with its figures."""

    judgements: list[Judgement] = field(default_factory=list)
    held: list[int] = field(default_factory=list)


def step_down(
    null: Null, *, widened: bool, counted: bool, repeat: bool, scatter: Scatter | None = None
) -> Steps:
    """Test, call the pair with the smallest p among q ≤ 0.05, hold it, test again; stop at none, or at half of the pairs.

    `widened`: divide deviations by √φ, that of the tested pairs themselves or the one given as `scatter`. `counted`: p by
    counting samples, else by a fitted tail. `repeat`: step down at all.
    """
    steps = Steps()
    while True:
        chance = null.given(steps.held, step=len(steps.judgements))
        now = judge(null, chance, steps.held, widened=widened, counted=counted, scatter=scatter)
        steps.judgements.append(now)
        half = np.count_nonzero(steps.judgements[0].tested) / 2
        found = np.flatnonzero(now.tested & (np.minimum(now.q_under, now.q_over) <= LEVEL))
        if not repeat or not len(found) or len(steps.held) >= half:
            return steps
        # Ties in p (no sample beyond) are broken by z, then by the order of the pairs.
        order = np.lexsort((found, -np.abs(now.z[found]), now.clearest[found]))
        steps.held.append(int(found[order[0]]))


def judge(
    null: Null,
    chance: NullMoments,
    held: list[int],
    *,
    widened: bool,
    counted: bool,
    scatter: Scatter | None = None,
) -> Judgement:
    """Test every pair against one null."""
    observed = null.observed.astype(np.float64)
    mean, samples = chance.mean, chance.samples
    open_pair = np.ones(len(mean), dtype=np.bool_)
    open_pair[held] = False
    can_vary = chance.variance > NO_SPREAD
    tested = open_pair & can_vary & (mean >= ENOUGH)
    sd = np.sqrt(np.where(can_vary, chance.variance, 1.0))
    z = np.where(can_vary, (observed - mean) / sd, 0.0)
    own = Scatter(dispersion(z[tested]), int(np.count_nonzero(tested)))
    spread, n = (scatter.spread, scatter.pairs) if scatter else (own.spread, own.pairs)
    applied = spread if widened else 1.0
    z = z / np.sqrt(applied)
    under, over = tails(observed, mean, chance.variance * applied)
    sharp_under, sharp_over = under, over
    if counted and samples is not None:
        low, high = sampled_tails(observed, mean, samples, applied)
        sharp_under, sharp_over = sharpen(low, under, len(samples)), sharpen(high, over, len(samples))
        under, over = low, high
    estimated = applied > 1.0
    if estimated:
        under, over, sharp_under, sharp_over = (
            allow_for_estimated_spread(p, n) for p in (under, over, sharp_under, sharp_over)
        )
    # A q below its own p would confuse readers, hence the maximum.
    q_under = np.maximum(false_discovery_rate(sharp_under, tested), np.where(tested, under, 1.0))
    q_over = np.maximum(false_discovery_rate(sharp_over, tested), np.where(tested, over, 1.0))
    clearest = np.minimum(sharp_under, sharp_over)
    # With a gap in one pair φ would exceed 1 and be read on Student's t even where it is not now.
    level = raw_level(levels(sharp_under, tested), n if widened else None)
    chance = replace(chance, samples=None)  # no longer needed: a gigabyte for a million of them
    return Judgement(chance, tested, spread, z, under, over, q_under, q_over, clearest, level)
