"""The hypergeometric distribution, for many tests at once: scipy computes its tail one test after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

NEGLIGIBLE = 1e-17
"""A further term below this part of the sum ends it."""
UNDERFLOW = 1e-290


def upper_tails(observed: Ints, carriers: Ints, *, draws: int, total: int) -> Floats:
    """Return the probability of `observed` or more carriers in a sample without replacement.

    Args:
        observed: carriers in the sample, 1 or more, for each test.
        carriers: carriers in the population, for each test.
        draws: size of the sample.
        total: size of the population.

    >>> upper_tails(np.array([1, 2]), np.array([2, 2]), draws=2, total=4).round(4).tolist()
    [0.8333, 0.1667]
    """
    from scipy.special import gammaln

    def choices(whole: Ints | int, part: Ints) -> Floats:
        return np.asarray(gammaln(whole + 1) - gammaln(part + 1) - gammaln(whole - part + 1), float)

    k, n = observed.astype(np.int64), carriers.astype(np.int64)
    of_all = choices(total, np.array([draws]))[0]
    term = np.exp(choices(n, k) + choices(total - n, draws - k) - of_all)
    tail = term.copy()
    last = np.minimum(n, draws)
    left = np.flatnonzero(k < last)
    while len(left):
        # the next term by the ratio of neighbours, which is exact where differences of logarithms of large numbers are not
        j, of = k[left], n[left]
        ratio = (of - j) * (draws - j) / ((j + 1.0) * (total - of - draws + j + 1.0))
        term[left] *= ratio
        tail[left] += term[left]
        k[left] += 1
        left = left[(k[left] < last[left]) & ((ratio >= 1.0) | (term[left] > NEGLIGIBLE * tail[left]))]
    nearly_all = (tail < UNDERFLOW) & (
        observed * total < draws * carriers
    )  # the sum began with 0, far below the mean
    return np.where(nearly_all, 1.0, np.minimum(tail, 1.0))
