"""Figures of evaluations that measures compute and results show; apart from the measures, which take long to import."""

from __future__ import annotations

from enum import StrEnum

from graph.figures import Sentence
from graph.inheritable import inheritable


class Roles(StrEnum):
    """Whose ties are counted: all members, or those who do not lead or operate the programme."""

    ALL = "all"
    PARTICIPANTS = "participants"


class Finding(StrEnum):
    """The verdict of an evaluation."""

    NOT_ESTIMATED = "cannot be estimated"
    MORE = "more than expected"
    NO_DIFFERENCE = "no difference found"
    DOUBTFUL = "doubtful"


class Guard(StrEnum):
    """Why nothing can be estimated."""

    MEMBERS = "members"
    EXPECTED = "expected"
    FIXED = "fixed"
    UNNAMED = "unnamed"
    CENSORED = "censored"


@inheritable
class MemberFigures:
    """A member: its first role, and the relations that make it one."""

    id: str
    role: str
    relations: list[str]


@inheritable
class WindowFigures:
    """One window of an evaluation.

    Attributes:
        since, until: first day, and the day after the last.
        ties: among members, without echo.
        echo: ties among members that rest only on the programme's own sources.
        expected: ties among members expected from each organisation's number of ties in this window; None without ties.
        all_ties: of all organisations, without echo.
    """

    since: str
    until: str
    ties: int
    echo: int
    expected: float | None
    all_ties: int


@inheritable
class SectorPairCounts:
    """Ties among members of two sectors (a ≤ b; blank where an organisation has none), before and after, and echo after."""

    a: str
    b: str
    before: int
    after: int
    echo: int


@inheritable
class CrossCounts:
    """The same test for ties between different divisions, or sectors if fewer than two divisions have named members.

    Attributes:
        by: `division` or `sector`.
        before, after: ties without echo.
        expected_before, expected_after: as for all members.
        p: one-sided.
    """

    by: str
    before: int
    after: int
    expected_before: float
    expected_after: float
    p: float


@inheritable
class ReasonFigures(Sentence):
    """A guard that failed, in both languages, with its counts."""

    code: Guard


@inheritable
class YearCounts:
    """Member pairs of all programmes in one year relative to the start.

    Attributes:
        year: −4 to 4; 0 is the year of the start.
        pairs: pairs without a tie before that year.
        ties: pairs whose first direct relation begins in it; echo: those that rest only on the memberships' sources.
        expected: ties expected from the activity of the two organisations.
    """

    year: int
    pairs: int
    ties: int
    echo: int
    expected: float


@inheritable
class Ratio:
    """Ties over expected ties from the year of the start on, against the years before, with an exact 95 % interval.

    The interval is that of two Poisson counts given their sum (binomial). It treats ties as independent, while ties of one programme
    begin together: it is descriptive, and too narrow.
    """

    ratio: float
    low: float
    high: float
