"""Partial dates: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, kept as given and read as a range of days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
NEVER = -(10**7)
FOREVER = 10**7
RULE = "a date is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar"


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[int, int]:
    """Return the first and the last day that a partial date can mean, as proleptic Gregorian ordinals.

    Raises:
        ValueError: the text is not a partial date.

    >>> span("2017-06") == (date(2017, 6, 1).toordinal(), date(2017, 6, 30).toordinal())
    True
    """
    match = SHAPE.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(f"“{text}” is not a date: {RULE}")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"“{text}” is not a date: {RULE}") from None
    if day:
        return first.toordinal(), first.toordinal()
    last_month = int(month or 12)
    return first.toordinal(), date(year, last_month, calendar.monthrange(year, last_month)[1]).toordinal()


def is_date(text: str) -> bool:
    """Return whether a text is a partial date.

    >>> is_date("2017-06"), is_date("2017-13"), is_date("17년")
    (True, False, False)
    """
    try:
        span(text)
    except ValueError:
        return False
    return True


def earliest(text: str | None) -> int:
    """Return the earliest day of a start date; a missing start is before every day."""
    return NEVER if text is None else span(text)[0]


def latest(text: str | None) -> int:
    """Return the latest day of an end date; a missing end is after every day."""
    return FOREVER if text is None else span(text)[1]
