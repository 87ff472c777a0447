"""The live model against the certified sampler, on Daegu and on random networks as uneven as Daegu."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest

from bench.simulated import World, simulate
from graph.measures.gaps import Ecosystem, find_gaps
from graph.measures.gaps.gaps import _null
from graph.measures.gaps.kernels import Dense, Interpolated
from graph.measures.gaps.nulls import NullMoments
from graph.measures.gaps.ties import Baseline, Method, allowed_groups
from graph.vocabulary import Layer
from tests.measures.gaps.worlds import daegu, large


def chances(
    eco: Ecosystem, baseline: Baseline, *, samples: int, seed: int = 0
) -> tuple[NullMoments, NullMoments]:
    """Live and certified null of the direct layer, before any step."""
    live = _null(eco, Layer.DIRECT, baseline, Method.LIVE, None, 0, None)
    certified = _null(eco, Layer.DIRECT, baseline, Method.CERTIFIED, samples, seed, None)
    return live.given([], step=0), certified.given([], step=0)


def assert_agreement(live: NullMoments, certified: NullMoments, samples: int) -> None:
    enough = certified.mean >= 5
    sd = np.sqrt(certified.variance)
    # Sampling errors of mean (sd / √S) and sd (1 / √2S) come on top of the tolerances of issue 4; three of them.
    slack = 3 * sd / np.sqrt(samples)
    assert (np.abs(live.mean - certified.mean) <= np.maximum(0.3, 0.03 * certified.mean) + slack).all()
    ratio = np.sqrt(live.variance[enough] / certified.variance[enough])
    assert (np.abs(ratio - 1) <= 0.05 + 3 / np.sqrt(2 * samples)).all()


@pytest.mark.parametrize("baseline", list(Baseline))
def test_live_agrees_with_certified_on_daegu(baseline: Baseline) -> None:
    samples = 2000
    assert_agreement(*chances(daegu(), baseline, samples=samples), samples)


@pytest.mark.parametrize("seed", range(6))
def test_live_agrees_with_certified_on_random_networks(seed: int) -> None:
    eco = simulate(World(sectors=(6, 8, 13)[seed % 3], ties=700), seed=900 + seed)
    assert_agreement(*chances(eco, list(Baseline)[seed % 2], samples=600, seed=seed), 600)


@pytest.mark.parametrize("baseline", list(Baseline))
def test_interpolated_sums_equal_dense_ones(baseline: Baseline) -> None:
    rng = np.random.default_rng(0)
    group, size = rng.integers(0, 6, 150), rng.integers(1, 40, 150).astype(np.float64)
    theta = rng.uniform(-5.0, 1.5, 150)
    allowed = allowed_groups(5, baseline)
    if baseline is Baseline.OUTWARD:
        size[group == 5] = 1.0
    dense, quick = Dense(group, size, allowed, theta), Interpolated(group, size, allowed, theta)
    a, b = np.triu_indices(5, k=0)
    np.testing.assert_allclose(quick.degrees(), dense.degrees(), rtol=1e-8, atol=1e-10)
    for slope in (False, True):
        np.testing.assert_allclose(
            quick.pair_sums(a, b, slope=slope), dense.pair_sums(a, b, slope=slope), rtol=1e-8, atol=1e-8
        )
    right = rng.normal(size=(150, 3)) * (group < 5)[:, None]
    if baseline is Baseline.ANY:
        np.testing.assert_allclose(quick.solve(right), dense.solve(right), rtol=1e-5, atol=1e-7)


def test_live_cost_grows_in_step_with_ties() -> None:
    # The bench holds 1.3 per decade up to a million ties; here only that nothing grows with the square.
    seconds = []
    for ties in (3_000, 30_000):
        eco = large(ties, 13, seed=1)
        find_gaps(eco)
        begun = time.perf_counter()
        find_gaps(eco)
        seconds.append(time.perf_counter() - begun)
    assert all(later < 40 * earlier for earlier, later in pairwise(seconds))
