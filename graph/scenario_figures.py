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
class JoiningFigures:
    """A programme with members in both groups; an `end` of None is unknown or open, the others count its members in each."""

    start: str | None
    end: str | None
    members_a: int
    members_b: int


@inheritable
class YearOfPair:
    """A pair on the last day of a year: ties observed and expected, q (None where it was not tested) and the verdict."""

    year: int
    observed: int
    expected: float
    q: float | None
    verdict: str


@inheritable
class DriverFigures:
    """An organisation's part in the expected ties of a pair, and the pair without it (see `graph.measures.gaps.drivers.Driver`)."""

    expected: float
    share: float
    observed_without: int
    expected_without: float
    q_without: float | None
    verdict_without: str
    lost: bool
