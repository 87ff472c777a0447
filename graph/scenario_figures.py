"""Figures of scenarios and of single gaps that an answer shows as they are."""

from __future__ import annotations

from graph.inheritable import inheritable


@inheritable
class Spread:
    """Mean and 95 % interval of a number over the draws."""

    mean: float
    low: float
    high: float


@inheritable
class Side:
    """A pair before or after; `verdict_share`: the share of draws with this verdict, the commonest one (1 without draws)."""

    observed: float
    expected: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    q: float | None
    verdict: str
    verdict_share: float


@inheritable
class YearOfPair:
    """A pair on the last day of a year: ties observed and expected, q (None where it was not tested) and the verdict."""

    year: int
    observed: int
    expected: float
    q: float | None
    verdict: str
