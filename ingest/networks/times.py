"""Times of networks as partial dates: days, times with a zone, decimal years; spells, intervals and timestamps."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import span
from ingest.networks.items import Declared
from ingest.reading.positions import FieldFault
from ingest.reading.values import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.networks.items import Time

ENDLESS = frozenset({"", "infinity", "-infinity", "+infinity", "inf", "-inf", "nan", "null"})
YEAR = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
DAY = re.compile(r"\d{8}(?:\.0+)?")
BOUNDS = ("start", "end", "startopen", "endopen")
POINTS = ("timestamp", "timestamps")
TIMES = (*BOUNDS, *POINTS, "intervals")
"""Time attributes of GEXF."""
INTERVAL = re.compile(r"\s*([\[(])([^,;\[\]()]*),([^,;\[\]()]*)(?:,[^;\[\]()]*)?([\])])\s*;?")
AROUND = "<>[] \t\r\n"
MIDNIGHT = re.compile(r".*T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def periods_of(attributes: Mapping[str, str], spells: Sequence[Mapping[str, str]]) -> list[Time]:
    """Return the periods of a GEXF element: timestamps, intervals and spells, else from start to end.

    Spells, intervals and timestamps are exact, and start and end only their frame, which is then skipped. An element without
    bounds always holds: then the list is empty.

    Raises:
        FieldFault: a time is not a day, month or year.

    >>> periods_of({"timestamps": "<[2007.0, 2008.5]>"}, ())
    [('2007', '2007'), ('2008-07', '2008-07')]
    >>> periods_of({"intervals": "<[2001, 2003]; [2010-01-01, 2011-01-01)>", "start": "1999"}, ())
    [('2001', '2003'), ('2010-01-01', '2010-12-31')]
    """
    exact = [period for spell in spells for period in (*points_of(spell), *between_of(spell))]
    exact += [*points_of(attributes), *intervals_of(attributes.get("intervals", ""))]
    times = exact or list(between_of(attributes))
    return [] if (None, None) in times else list(dict.fromkeys(times))


def is_exact(attributes: Mapping[str, str]) -> bool:
    """Return whether an element has exact times, so that its start and end are only a frame."""
    return any(attributes.get(name, "").strip() for name in (*POINTS, "intervals"))


def points_of(attributes: Mapping[str, str]) -> Iterator[Time]:
    """Yield the timestamps of an element or a spell as periods."""
    for name in POINTS:
        for text in filter(
            None, (part.strip(AROUND + "\"'") for part in attributes.get(name, "").split(","))
        ):
            data = moment(name, text)
            if data is None:
                raise FieldFault(name, f"“{text[:40]}” is not a time", "write days (2017-06-20) or years")
            yield data, data


def intervals_of(text: str) -> Iterator[Time]:
    """Yield the intervals of a list `<[start, end]; (start, end)>`; a round bracket excludes its bound."""
    rest = text.strip().removeprefix("<").removesuffix(">").strip()
    at = 0
    while at < len(rest):
        found = INTERVAL.match(rest, at)
        if found is None:
            rule = f"“{rest[at : at + 40]}” is not an interval"
            raise FieldFault("intervals", rule, "write <[2001, 2003]; [2005, 2006]>, or give spells")
        first, last = (part.strip(" \"'") for part in (found[2], found[3]))
        names = "startopen" if found[1] == "(" else "start", "endopen" if found[4] == ")" else "end"
        yield time_of({names[0]: first, names[1]: last}) or (None, None)
        at = found.end()


def between_of(attributes: Mapping[str, str]) -> Iterator[Time]:
    """Yield the period from start to end of an element or a spell; nothing without bounds."""
    period = time_of(attributes)
    if period is not None:
        yield period
    elif any(attributes.get(name) for name in BOUNDS):
        yield None, None


def attribute_time(name: str, text: str) -> str | None:
    """Parse a time in an attribute with one of our field names.

    A declared number is a decimal year; a text is a date.

    >>> attribute_time("start", Declared("2007.5")), attribute_time("start", "2007.5"), attribute_time("end", "Infinity")
    ('2007-07', '2007-05', None)
    """
    if isinstance(text, Declared):
        return moment(name, text)
    return None if text.strip().casefold() in ENDLESS else day(name, text)


def time_of(attributes: Mapping[str, str]) -> Time | None:
    """Return the period of an element from its start and end; None without them.

    `startopen` and `endopen` exclude their bound.

    Raises:
        FieldFault: a time is not a day, month or year.

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
    """Parse one time: a number is a decimal year, to the month; a timestamp becomes its day, as written.

    >>> moment("start", "2017-06-20T00:00:00.000+09:00"), moment("start", "2007.0"), moment("end", "Infinity")
    ('2017-06-20', '2007', None)
    """
    data = text.strip()
    if data.casefold() in ENDLESS:
        return None
    if not YEAR.fullmatch(data) or DAY.fullmatch(data):
        return day(name, data)
    value = float(data)
    year = int(value // 1)
    if not 1000 <= year <= 9999:  # years have four digits
        rule = f"“{data[:40]}” is not a year: the times of this file have another unit"
        raise FieldFault(name, rule, "write days (2017-06-20) or years, or remove start and end")
    month = int((value - year) * 12) + 1
    return f"{year}" if value == year else f"{year}-{month:02}"


def beside(name: str, text: str, step: int) -> str | None:
    """Return the time next to an excluded bound; a time within a day keeps the day."""
    data = moment(name, text)
    within = MIDNIGHT.fullmatch(text.strip())
    if data is None or (within and any(part and int(part) for part in within.groups())):
        return data
    first, last = span(data)
    length = len(data)
    return date.fromordinal((last if step > 0 else first) + step).isoformat()[:length]
