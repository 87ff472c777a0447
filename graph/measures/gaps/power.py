"""Power: the probability to detect a pair with a fifth of its expected ties, and the ties needed for it."""

from __future__ import annotations

import numpy as np

from graph.measures.gaps.tails import LEVEL, freedom
from graph.measures.gaps.ties import BoolArray, FloatArray

GAP = 0.2
POWER = 0.8
CLOSE = 1e-3
MOST_STEPS = 40
FARTHEST = 1e6
EVEN = 1e-3  # a variance this close to the mean counts as Poisson
HALF = 0.5  # continuity correction: a count is below the limit by 0 to 1


def levels(p: FloatArray, tested: BoolArray) -> FloatArray:
    """The largest p of each pair that would be called given the p of the others, by Benjamini and Hochberg's rule.

    That is LEVEL · r / m for the largest r such that r - 1 others lie at or below it; r is 1 where no other pair is close
    to being called, so a single gap among m pairs needs p ≤ LEVEL / m.
    """
    chosen = np.flatnonzero(tested)
    m = max(len(chosen), 1)
    steps: FloatArray = LEVEL * np.arange(1, m + 1) / m
    below = np.searchsorted(np.sort(p[chosen]), steps, side="right")
    own = tested[:, None] & (p[:, None] <= steps)
    enough = below - own >= np.arange(m)
    enough[:, 0] = True
    rank = m - np.argmax(enough[:, ::-1], axis=1)
    found: FloatArray = LEVEL * rank / m
    return found


def raw_level(level: FloatArray, pairs: int | None) -> FloatArray:
    """Invert `allow_for_estimated_spread`."""
    from scipy.special import ndtr, stdtrit

    if pairs is None:
        return level
    return np.asarray(ndtr(stdtrit(freedom(pairs), level)), np.float64)


def chance_to_find(
    expected: FloatArray, ratio: FloatArray, share: FloatArray, level: FloatArray
) -> FloatArray:
    """Compute the power: the probability that a gap of factor GAP is called in pairs with these expected ties.

    Args:
        expected: ties expected without the gap.
        ratio: variance of the null (widened where applicable) over its mean.
        share: visible share of the missing ties (`visible_share`).
        level: the p at which a pair is called.

    Definition: with the gap the null expects E' = E (1 - (1 - GAP)(1 - share)) ties with the variance ratio · E', times what
    the share itself grows by (two like sectors that have lost ties). A pair is called if it lies in the lower tail of size `level`,
    up to a limit c. The count itself has the mean GAP · E, and beside the null, which follows it, the variance
    ratio · E (1 - (1 - GAP) share), never below a Poisson count's. Returns the probability of a count at c - 1/2 or below (c is
    not whole; averaged over its position between two counts): 0 … 1, growing with E. Checked by `bench.told`.
    """
    with np.errstate(all="ignore"):
        limit = _quantile(level, *_null(expected, ratio, share))
        chance = _lower(np.maximum(limit - HALF, 0.0), *_gap(expected, ratio, share))
    return np.where(limit >= 0.0, chance, 0.0)


def needed_ties(ratio: FloatArray, share: FloatArray, level: FloatArray) -> FloatArray:
    """Compute the expected ties at which `chance_to_find` reaches POWER; infinite beyond a million.

    The count that a gap stays below with probability POWER must have probability `level` under the null: one equation in E,
    solved on normal scores, which are nearly linear in the root of E.
    """
    from scipy.special import ndtri

    wanted = ndtri(level)
    shrink = 1.0 - (1.0 - GAP) * (1.0 - share)
    spread = ndtri(POWER) * np.sqrt(np.maximum(1.0 - (1.0 - GAP) * share, GAP / ratio))
    with np.errstate(all="ignore"):
        root = np.sqrt(ratio) * (spread - wanted * np.sqrt(shrink)) / ((1.0 - GAP) * share)
    root = np.clip(np.nan_to_num(root, nan=1.0, posinf=1e3), 0.5, 1e3)
    low, high = np.zeros_like(root), np.full_like(root, np.sqrt(FARTHEST))
    before, height = np.zeros_like(root), np.zeros_like(root)
    for _ in range(MOST_STEPS):
        score = _score(root**2, ratio, share) - wanted
        low, high = np.where(score > 0, root, low), np.where(score > 0, high, root)
        with np.errstate(all="ignore"):
            secant = root - score * (root - before) / (score - height)
        new = np.where((secant > low) & (secant < high), secant, (low + high) / 2.0)
        before, height, moved = root, score, np.abs(new - root)
        root = new
        if (moved <= CLOSE * root).all():
            break
    return np.where(root**2 < FARTHEST * 0.99, root**2, np.inf)


def _score(expected: FloatArray, ratio: FloatArray, share: FloatArray) -> FloatArray:
    from scipy.special import ndtri

    with np.errstate(all="ignore"):
        limit = _quantile(np.full_like(expected, POWER), *_gap(expected, ratio, share))
        low = _lower(limit + HALF, *_null(expected, ratio, share))
    return ndtri(np.clip(low, 1e-280, 1.0 - 1e-12))


def _null(expected: FloatArray, ratio: FloatArray, share: FloatArray) -> tuple[FloatArray, FloatArray]:
    kept, hidden = 1.0 - (1.0 - GAP) * (1.0 - share), 1.0 - share
    # The totals of two equal sectors fall to 1 - (1 - GAP) hidden / 2, so less of the rest is hidden.
    left = 1.0 - hidden * kept / (1.0 - (1.0 - GAP) * hidden / 2.0)
    return expected * kept, ratio * expected * kept * left / share


def _gap(expected: FloatArray, ratio: FloatArray, share: FloatArray) -> tuple[FloatArray, FloatArray]:
    mean = GAP * expected
    return mean, np.maximum(ratio * expected * (1.0 - (1.0 - GAP) * share), mean)


def _lower(count: FloatArray, mean: FloatArray, variance: FloatArray) -> FloatArray:
    """P(X ≤ count) by the laws of `tails`, without the upper side (half of the time)."""
    from scipy.special import betainc

    binomial, size, part = _law(mean, variance)
    return np.where(
        binomial, betainc(size - count, count + 1.0, 1.0 - part), betainc(size, count + 1.0, part)
    )


def _quantile(chance: FloatArray, mean: FloatArray, variance: FloatArray) -> FloatArray:
    """The (unrounded) quantile of this probability; -1 where even 0 has more."""
    from scipy.special import bdtrik, nbdtrik

    binomial, size, part = _law(mean, variance)
    least = np.where(binomial, (1.0 - part) ** size, part**size)
    count = np.full_like(mean, -1.0)
    few, many = binomial & (least <= chance), ~binomial & (least <= chance)
    count[few] = bdtrik(chance[few], size[few], part[few])
    count[many] = nbdtrik(chance[many], size[many], part[many])
    return count


def _law(mean: FloatArray, variance: FloatArray) -> tuple[BoolArray, FloatArray, FloatArray]:
    """Whether binomial (else negative binomial; Poisson is the limit), its size, and its probability."""
    binomial = variance < mean * (1.0 - EVEN)
    wide = np.maximum(variance, mean * (1.0 + EVEN))
    apart = np.where(binomial, mean - variance, wide - mean)
    return binomial, mean**2 / apart, np.where(binomial, 1.0 - variance / mean, mean / wide)
