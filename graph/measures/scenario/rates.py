"""How often pairs of members of past programmes became tied, drawn with the uncertainty of few programmes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from graph.measures.gaps.ties import FloatArray, IntArray

SHOWN = 4_000
"""Draws behind the interval shown."""
HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """The share of open pairs of members that become tied within the years of the scenario.

    Attributes:
        rate: its mean; low, high: its 95 % interval.
        pairs, converted: open pairs of members of each past programme, and those of them that became tied without echo (int64);
            empty where the rate was given.
        scale: factor of the drawn rates, so that their mean is `rate`: a ratio of two resampled sums is biased upwards.
    """

    rate: float
    low: float
    high: float
    pairs: IntArray
    converted: IntArray
    scale: float = 1.0

    @property
    def estimated(self) -> bool:
        """Whether it comes from past programmes."""
        return len(self.pairs) > 0

    def draw(self, rng: np.random.Generator, draws: int) -> FloatArray:
        """Draw rates (float64, `draws`): from past programmes drawn with replacement, or the one given."""
        if not self.estimated:
            return np.full(draws, self.rate)
        return np.minimum(_resampled(self.pairs, self.converted, rng, draws) * self.scale, 1.0)


def fixed_rate(rate: float) -> Rate:
    """Return a rate that was given, 0 to 1."""
    nothing = np.zeros(0, dtype=np.int64)
    return Rate(rate, rate, rate, nothing, nothing)


def past_rate(pairs: IntArray, converted: IntArray, seed: int = 0) -> Rate:
    """Estimate a rate from past programmes.

    Args:
        pairs: open pairs of members of each programme.
        converted: those of them that became tied, without echo.
        seed: random seed of the interval.

    The mean is Jeffreys' (½ + Σ converted) / (1 + Σ pairs). Programmes, not pairs, are drawn with replacement for the interval, since
    the pairs of one consortium become tied together (Efron & Tibshirani 1993, ch. 8, doi:10.1201/9780429246593).

    Raises:
        ValueError: there is no programme with an open pair.
    """
    if not int(pairs.sum()):
        raise ValueError("no past programme of this kind has an open pair of members: give a rate instead")
    drawn = _resampled(pairs, converted, np.random.default_rng([seed, 1]), SHOWN)
    rate = _jeffreys(converted.sum(), pairs.sum())
    scale = rate / float(drawn.mean())
    low, high = np.minimum(np.quantile(drawn, [0.025, 0.975]) * scale, 1.0)
    return Rate(rate, float(low), float(high), pairs, converted, scale)


def _resampled(pairs: IntArray, converted: IntArray, rng: np.random.Generator, draws: int) -> FloatArray:
    times = rng.multinomial(len(pairs), np.full(len(pairs), 1.0 / len(pairs)), size=draws)
    found: FloatArray = (times @ converted + HALF) / (times @ pairs + 1.0)
    return found


def _jeffreys(converted: int, pairs: int) -> float:
    return float((converted + HALF) / (pairs + 1.0))
