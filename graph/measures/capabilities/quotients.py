"""Location quotients of a table, and how far each can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

FEWEST_IN_ROW, FEWEST_IN_COLUMN = 10, 5
"""A cell of a row or column with a smaller total is `not enough data`."""
LEAST_SHAPE, MOST_SHAPE = 1e-3, 1e3
"""Limits of the fitted shape. At the upper one the cells differ no more than by chance."""
INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Quotients:
    """Location quotients of all cells, as matrices of rows × columns.

    Attributes:
        expected: x_r x_c / X, in organisations, ≥ 0.
        raw: x_rc / expected, ≥ 0; 0 where nothing is expected.
        shrunk, low, high: mean and 95 % interval of the quotient under the gamma-Poisson model, ≥ 0.
        shape: k of the gamma distribution of quotients (mean 1), 0.001 … 1,000; None in a table without a count.
        enough: cells whose row and column have enough data.
    """

    expected: Floats
    raw: Floats
    shrunk: Floats
    low: Floats
    high: Floats
    shape: float | None
    enough: Bools

    def specialised(self, counts: Counts, min_count: int) -> Bools:
        """Return the cells with enough data, at least `min_count` organisations, and a quotient that is surely above 1."""
        chosen: Bools = self.enough & (counts >= min_count) & (self.low > 1)
        return chosen


def expected_of(counts: Counts) -> Floats:
    """Return x_r x_c / X: what each cell would hold if every row had the same mix."""
    total = counts.sum()
    if total == 0:
        return np.zeros(counts.shape)
    product = counts.sum(axis=1, keepdims=True).astype(float) * counts.sum(axis=0, keepdims=True)
    return np.asarray(product / total, np.float64)


def raw_quotients(counts: Counts) -> Floats:
    """Return location quotients x_rc X / (x_r x_c); 0 where nothing is expected (Balassa 1965, doi:10.1111/j.1467-9957.1965.tb00050.x)."""
    expected = expected_of(counts)
    return np.divide(counts, expected, out=np.zeros(counts.shape), where=expected > 0)


def quotients(counts: Counts) -> Quotients:
    """Compute location quotients, shrunk towards 1 as far as the table itself suggests.

    Model: x_rc ~ Poisson(expected λ_rc), λ_rc ~ Gamma(k, k), so that quotients have mean 1. Given the count, λ_rc is
    Gamma(x + k, expected + k): its mean (x + k) / (expected + k) is the shrunk quotient, its quantiles are the interval.
    k maximises the likelihood of the table (empirical Bayes; Clayton & Kaldor 1987, doi:10.2307/2532003); the interval
    does not contain the uncertainty of k.

    Args:
        counts: organisations, rows × columns, ≥ 0.
    """
    from scipy.special import gammaincinv

    expected = expected_of(counts)
    shape = fitted_shape(counts, expected)
    rows, columns = counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    enough = (rows >= FEWEST_IN_ROW) & (columns >= FEWEST_IN_COLUMN)
    if shape is None:
        nothing = np.zeros(counts.shape)
        return Quotients(expected, nothing, nothing, nothing, nothing, None, enough)
    after = counts + shape
    rate = expected + shape
    low, high = (np.asarray(gammaincinv(after, level) / rate, np.float64) for level in INTERVAL)
    return Quotients(expected, raw_quotients(counts), after / rate, low, high, shape, enough)


def fitted_shape(counts: Counts, expected: Floats) -> float | None:
    """Return the k with the largest likelihood; None in a table without a count."""
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    possible = expected > 0
    x, e = counts[possible].astype(np.float64), expected[possible]
    if not len(x):
        return None

    def loss(log_shape: float) -> float:
        k = float(np.exp(log_shape))
        # the terms without k are left out
        log_likelihood = gammaln(x + k) - gammaln(k) + k * np.log(k / (k + e)) - x * np.log(k + e)
        return -float(np.sum(log_likelihood))

    limits = (float(np.log(LEAST_SHAPE)), float(np.log(MOST_SHAPE)))
    found = minimize_scalar(loss, bounds=limits, method="bounded", options={"xatol": 1e-8})
    return float(np.exp(found.x))
