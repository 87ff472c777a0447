"""Tail probabilities, intervals and false discovery rates of counts under the null."""

from __future__ import annotations

import numpy as np

from graph.measures.gaps.ties import BoolArray, FloatArray

LEVEL = 0.05
EFFICIENCY = 0.37
MEDIAN, MEDIAN_DENSITY = 0.4549, 0.4714


def tails(observed: FloatArray, mean: FloatArray, variance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """P(X ≤ observed) and P(X ≥ observed) for a count with this mean and variance.

    X is binomial where the variance is below the mean, negative binomial where above, Poisson between; all by the
    incomplete beta or gamma function, so sizes need not be whole. Where the variance is zero both are 1.
    """
    from scipy.special import betainc, betaincc, gammainc, gammaincc

    low, high = np.ones(len(mean)), np.ones(len(mean))
    with np.errstate(all="ignore"):  # each branch is evaluated everywhere and used only where it applies
        below = np.maximum(observed, 0.0)
        size = mean**2 / (mean - variance)
        chance = 1.0 - variance / mean
        binomial = (variance > 0) & (variance < mean * (1 - 1e-4))
        np.copyto(low, betainc(size - below, below + 1.0, 1.0 - chance), where=binomial & (below < size))
        np.copyto(
            high, betaincc(size - below + 1.0, below, 1.0 - chance), where=binomial & (below < size + 1.0)
        )
        np.copyto(high, 0.0, where=binomial & (below >= size + 1.0))
        wide = variance > mean * (1 + 1e-4)
        number, part = mean**2 / (variance - mean), mean / variance
        np.copyto(low, betainc(number, below + 1.0, part), where=wide & (mean > 0))
        np.copyto(high, betaincc(number, below, part), where=wide & (mean > 0))
        poisson = (variance > 0) & ~binomial & ~wide
        np.copyto(low, gammaincc(below + 1.0, mean), where=poisson)
        np.copyto(high, gammainc(below, mean), where=poisson)
    np.copyto(high, 1.0, where=below <= 0)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def sampled_tails(
    observed: FloatArray, mean: FloatArray, samples: FloatArray, spread: float
) -> tuple[FloatArray, FloatArray]:
    """(1 + number of samples at least as extreme) / (1 + samples), on both sides.

    Where the null is widened by `spread`, the observed distance from the mean is divided by its root instead, which
    is the same.
    """
    at = mean + (observed - mean) / np.sqrt(spread)
    beyond = 1.0 + len(samples)
    low = (1.0 + np.count_nonzero(samples <= at + 1e-9, axis=0)) / beyond
    high = (1.0 + np.count_nonzero(samples >= at - 1e-9, axis=0)) / beyond
    return low, high


def sharpen(counted: FloatArray, fitted: FloatArray, samples: int) -> FloatArray:
    """Use the fitted tail where fewer than ten samples lie beyond, if it is smaller.

    The counted p cannot fall below 1 / (samples + 1), so with 1,000 samples and 78 pairs no single gap could ever pass
    Benjamini and Hochberg's threshold; the fitted tail has the mean and variance of the samples.
    """
    few = counted * (1.0 + samples) < 11.0
    return np.where(few, np.minimum(counted, fitted), counted)


def false_discovery_rate(p: FloatArray, tested: BoolArray) -> FloatArray:
    """Benjamini and Hochberg's q over the tested entries, 1 elsewhere (1995, doi:10.1111/j.2517-6161.1995.tb02031.x)."""
    q = np.ones(len(p))
    chosen = np.flatnonzero(tested)
    if len(chosen):
        order = chosen[np.argsort(p[chosen], kind="stable")]
        scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
        q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def ratio_interval(observed: FloatArray, mean: FloatArray, spread: float) -> tuple[FloatArray, FloatArray]:
    """95 % limits of O / E: exact Poisson limits of O (Garwood 1936, doi:10.1093/biomet/28.3-4.437) over E, widened by √spread."""
    from scipy.special import gammainccinv, gammaincinv

    root = np.sqrt(spread)
    low = np.where(observed > 0, gammaincinv(np.maximum(observed, 1.0), 0.025), 0.0)
    high = gammainccinv(observed + 1.0, 0.025)
    lower = np.maximum(observed - (observed - low) * root, 0.0)
    return lower / mean, (observed + (high - observed) * root) / mean


def dispersion(z: FloatArray) -> float:
    """φ = max(1, median of z² / 0.455): the overdispersion of pairs against the null, robust against a few gaps."""
    return float(max(1.0, np.median(z**2) / MEDIAN)) if len(z) else 1.0


def with_a_gap(spread: float, pairs: int) -> float:
    """φ as estimated with a gap in one of the pairs: the median moves by half a rank on average.

    Half a rank of n is a quantile of 0.5 / n, at a density of 0.4714 and a median of 0.4549 (χ² with one degree).
    """
    return spread * (1.0 + 0.5 / (max(pairs, 1) * MEDIAN_DENSITY * MEDIAN))


def allow_for_estimated_spread(p: FloatArray, pairs: int) -> FloatArray:
    """Enlarge p because φ is estimated: use Student's t instead of the normal distribution.

    The median of z² over n pairs is worth 0.37 n degrees of freedom (its efficiency for a variance).
    """
    from scipy.special import ndtri, stdtr

    score = ndtri(np.clip(p, 1e-300, 1.0 - 1e-16))
    enlarged: FloatArray = stdtr(freedom(pairs), score).astype(np.float64)
    return enlarged


def freedom(pairs: int) -> float:
    """Degrees of freedom of a spread estimated from this many pairs."""
    return max(EFFICIENCY * pairs, 3.0)
