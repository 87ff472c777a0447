"""The small statistics against scipy.stats and against tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
import pytest

from graph.measures.gaps.maxent import fit, pair_moments
from graph.measures.gaps.power import chance_to_find, needed_ties
from graph.measures.gaps.tails import (
    dispersion,
    false_discovery_rate,
    ratio_interval,
    sampled_tails,
    tails,
)
from graph.measures.gaps.ties import Baseline, allowed_groups

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def stats() -> ModuleType:
    """Give scipy.stats, which takes longer to import than most test files."""
    return import_module("scipy.stats")


def one(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


@pytest.mark.parametrize("k", [0, 3, 9, 10, 20])
def test_tails_are_binomial_below_poisson_and_negative_binomial_above(k: int, stats: ModuleType) -> None:
    low, high = tails(one(k), one(10.0), one(5.0))
    assert low[0] == pytest.approx(stats.binom.cdf(k, 20, 0.5), abs=1e-12)
    assert high[0] == pytest.approx(stats.binom.sf(k - 1, 20, 0.5), abs=1e-12)
    low, high = tails(one(k), one(10.0), one(10.0))
    assert low[0] == pytest.approx(stats.poisson.cdf(k, 10), abs=1e-12)
    assert high[0] == pytest.approx(stats.poisson.sf(k - 1, 10), abs=1e-12)
    low, high = tails(one(k), one(10.0), one(20.0))
    assert low[0] == pytest.approx(stats.nbinom.cdf(k, 10, 0.5), abs=1e-12)
    assert high[0] == pytest.approx(stats.nbinom.sf(k - 1, 10, 0.5), abs=1e-12)


def test_tails_say_nothing_without_spread_and_stay_chances_beyond_the_possible() -> None:
    low, high = tails(one(3, 30), one(3.0, 10.0), one(0.0, 5.0))
    assert (low[0], high[0]) == (1.0, 1.0)
    assert low[1] == 1.0
    assert 0.0 <= high[1] < 1e-6


def test_counted_chances_never_reach_nought() -> None:
    samples = np.arange(99, dtype=np.float64)[:, None]
    low, high = sampled_tails(one(-1.0), one(49.0), samples, 1.0)
    assert (low[0], high[0]) == (0.01, 1.0)
    low, _ = sampled_tails(one(9.0), one(49.0), samples, 1.0)
    assert low[0] == pytest.approx(0.11)
    # Four times the variance: the observed stands half as far out, at 29.
    low, _ = sampled_tails(one(9.0), one(49.0), samples, 4.0)
    assert low[0] == pytest.approx(0.31)


def test_q_is_that_of_benjamini_and_hochberg_over_the_tested_pairs_only(stats: ModuleType) -> None:
    p = one(0.01, 0.04, 0.03, 0.5, 0.0001)
    tested = np.array([True, True, True, True, False])
    q = false_discovery_rate(p, tested)
    np.testing.assert_allclose(q[:4], stats.false_discovery_control(p[:4]))
    assert q[4] == 1.0


@pytest.mark.parametrize("observed", [0, 1, 7, 60])
def test_interval_holds_the_exact_poisson_limits(observed: int, stats: ModuleType) -> None:
    low, high = ratio_interval(one(observed), one(4.0), 1.0)
    assert low[0] * 4 == pytest.approx(stats.chi2.ppf(0.025, 2 * observed) / 2 if observed else 0.0)
    assert high[0] * 4 == pytest.approx(stats.chi2.ppf(0.975, 2 * observed + 2) / 2)
    wide_low, wide_high = ratio_interval(one(observed), one(4.0), 4.0)
    assert wide_high[0] - observed / 4 == pytest.approx(2 * (high[0] - observed / 4))
    assert 0 <= wide_low[0] <= low[0]


def test_dispersion_is_one_for_chance_and_four_for_doubled_deviations(stats: ModuleType) -> None:
    z = stats.norm.ppf((np.arange(400) + 0.5) / 400)
    assert dispersion(z) == pytest.approx(1.0, abs=0.02)
    assert dispersion(2 * z) == pytest.approx(4.0, abs=0.08)
    assert dispersion(z / 2) == 1.0
    assert dispersion(z[:0]) == 1.0


@pytest.mark.parametrize("level", [0.05, 0.05 / 28, 0.05 / 78])
@pytest.mark.parametrize("ratio", [0.6, 1.0, 3.0])
def test_at_the_ties_needed_a_gap_is_found_with_eighty_percent(level: float, ratio: float) -> None:
    given = (np.array([ratio]), np.ones(1), np.array([level]))
    assert chance_to_find(needed_ties(*given), *given)[0] == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("level", [0.05, 0.05 / 28])
def test_the_chance_to_find_is_that_of_drawn_counts(level: float, stats: ModuleType) -> None:
    # Poisson null, the gap thinned to a fifth: counted directly, averaged where a whole count jumps.
    at = needed_ties(np.ones(1), np.ones(1), np.array([level])) * np.linspace(0.85, 1.15, 61)
    limit = stats.poisson.ppf(level, at)
    limit = np.where(stats.poisson.cdf(limit, at) <= level, limit, limit - 1)
    drawn = np.mean(stats.poisson.cdf(limit, at * 0.2))
    told = np.mean(chance_to_find(at, np.ones(61), np.ones(61), np.full(61, level)))
    assert told == pytest.approx(drawn, abs=0.08)


def model_of(
    group: list[int], degree: list[int], sectors: int, baseline: Baseline
) -> tuple[np.ndarray, np.ndarray]:
    """Node-by-node probabilities of the solved model, and which group pairs they belong to."""
    allowed = allowed_groups(sectors, baseline)
    solved = fit(np.array(group), np.array(degree), allowed)
    theta = {
        (g, k): t
        for g, k, t in zip(solved.group.tolist(), solved.degree.tolist(), solved.theta.tolist(), strict=True)
    }
    x = np.array([np.exp(theta[g, k]) if k else 0.0 for g, k in zip(group, degree, strict=True)])
    p = np.outer(x, x) / (1 + np.outer(x, x)) * allowed[np.ix_(group, group)]
    np.fill_diagonal(p, 0.0)
    return p, np.array(group)


@pytest.mark.parametrize("baseline", list(Baseline))
def test_the_live_model_keeps_degrees_and_its_variance_is_that_given_the_degrees(baseline: Baseline) -> None:
    rng = np.random.default_rng(4)
    group = rng.integers(0, 5, 60).tolist()
    degree = np.minimum(rng.zipf(1.7, 60), 12).tolist()
    allowed = allowed_groups(4, baseline)
    degree = [k if allowed[g].any() else 0 for g, k in zip(group, degree, strict=True)]
    p, g = model_of(group, degree, 4, baseline)
    np.testing.assert_allclose(p.sum(axis=1), degree, rtol=1e-6, atol=1e-9)
    # Written out node by node with a pseudo-inverse: V = Σw - cᵀ C⁻ c.
    w = p * (1 - p)
    covariance = w + np.diag(w.sum(axis=1))
    a, b = np.triu_indices(4, k=1)
    moments = pair_moments(fit(np.array(group), np.array(degree), allowed), a, b)
    for at, (r, s) in enumerate(zip(a, b, strict=True)):
        block = (g[:, None] == r) & (g[None, :] == s) | (g[:, None] == s) & (g[None, :] == r)
        c = (w * block).sum(axis=1)
        v = c.sum() / 2 - c @ np.linalg.pinv(covariance, rcond=1e-10) @ c
        assert moments.mean[at] == pytest.approx((p * block).sum() / 2, rel=1e-6, abs=1e-9)
        assert moments.variance[at] == pytest.approx(v, rel=1e-4, abs=1e-6)
