"""Intervals of shares and means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Z = 1.959963984540054  # 97.5 % of the normal distribution lie below
DRAWS = 2_000


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953); of at least 1.

    >>> [round(limit, 3) for limit in wilson(8, 80)]
    [0.052, 0.185]
    """
    share, square = count / of, Z**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * np.sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return (0.0 if count == 0 else float(middle - half)), (1.0 if count == of else float(middle + half))


def mean_interval(
    values: npt.NDArray[np.integer], *, seed: int = 0, draws: int = DRAWS
) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of a mean of counts over resampled members (Efron 1979, doi:10.1214/aos/1176344552).

    None below two members, whose spread is unknown. Draws how often each value comes up, so the time does not grow with
    the number of members.
    """
    if len(values) < 2:
        return None
    distinct, often = np.unique(values, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(len(values), often / len(values), size=draws)
    low, high = np.percentile(drawn @ distinct / len(values), (2.5, 97.5))
    return float(low), float(high)
