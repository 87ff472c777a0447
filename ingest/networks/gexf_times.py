"""Times of GEXF as our dates: days, moments with a zone, years, and years with a fraction."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import span
from ingest.reading.places import FieldFault
from ingest.reading.values import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.networks.items import Time

ENDLESS = frozenset({"", "infinity", "-infinity", "+infinity", "inf", "-inf", "nan", "null"})
YEAR = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
DAY = re.compile(r"\d{8}")
MIDNIGHT = re.compile(r".*T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def time_of(attributes: Mapping[str, str]) -> Time | None:
    """Give when an element holds by its start and end; None if it says nothing of it.

    `startopen` and `endopen` exclude their own moment.

    Raises:
        FieldFault: a time is none that names a day, month or year.

    >>> time_of({"start": "2007.5", "end": "2010.12"}), time_of({"start": "2009", "endopen": "2011-01-01"})
    (('2007-07', '2010-02'), ('2009', '2010-12-31'))
    """
    start = moment("start", attributes.get("start", ""))
    end = moment("end", attributes.get("end", ""))
    if start is None:
        start = beside("startopen", attributes.get("startopen", ""), 1)
    if end is None:
        end = beside("endopen", attributes.get("endopen", ""), -1)
    return None if start is None and end is None else (start, end)


def moment(name: str, text: str) -> str | None:
    """Read one time: a number is a year, its fraction a month of it; a moment is the day on which it lies, as written.

    >>> moment("start", "2017-06-20T00:00:00.000+09:00"), moment("start", "2007.0"), moment("end", "Infinity")
    ('2017-06-20', '2007', None)
    """
    said = text.strip()
    if said.casefold() in ENDLESS:
        return None
    if not YEAR.fullmatch(said) or DAY.fullmatch(said):
        return day(name, said)
    value = float(said)
    year = int(value // 1)
    if not 1000 <= year <= 9999:  # years of four digits
        rule = f"“{said[:40]}” is no year: the times of this file count something else"
        raise FieldFault(name, rule, "write days (2017-06-20) or years, or take start and end out")
    month = int((value - year) * 12) + 1
    return f"{year}" if value == year else f"{year}-{month:02}"


def beside(name: str, text: str, step: int) -> str | None:
    """Give the time before or after one that is excluded; of a moment within a day the day stays."""
    said = moment(name, text)
    within = MIDNIGHT.fullmatch(text.strip())
    if said is None or (within and any(part and int(part) for part in within.groups())):
        return said
    first, last = span(said)
    length = len(said)
    return date.fromordinal((last if step > 0 else first) + step).isoformat()[:length]
