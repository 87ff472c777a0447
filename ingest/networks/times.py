"""Times of networks as our dates: days, moments with a zone, years, years with a fraction; spells, intervals and timestamps."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from graph.dates import span
from ingest.networks.items import Declared
from ingest.reading.places import FieldFault
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
"""Attributes by which GEXF tells when an element holds."""
INTERVAL = re.compile(r"\s*([\[(])([^,;\[\]()]*),([^,;\[\]()]*)(?:,[^;\[\]()]*)?([\])])\s*;?")
AROUND = "<>[] \t\r\n"
MIDNIGHT = re.compile(r".*T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


def periods_of(attributes: Mapping[str, str], spells: Sequence[Mapping[str, str]]) -> list[Time]:
    """Return when an element of GEXF holds: at each timestamp, in each interval and spell, else from its start to its end.

    Spells, intervals and timestamps are the exact times, of which start and end are not more than the frame: where both are reported,
    these are skipped. One that has no bounds at all holds always: then the list is empty.

    Raises:
        FieldFault: a time is none that names a day, month or year.

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
    """Return whether an element has times besides which its start and end say nothing more."""
    return any(attributes.get(name, "").strip() for name in (*POINTS, "intervals"))


def points_of(attributes: Mapping[str, str]) -> Iterator[Time]:
    """Yield the timestamps of an element or a spell: it holds at each of them."""
    for name in POINTS:
        for text in filter(
            None, (part.strip(AROUND + "\"'") for part in attributes.get(name, "").split(","))
        ):
            said = moment(name, text)
            if said is None:
                raise FieldFault(name, f"“{text[:40]}” is not a time", "write days (2017-06-20) or years")
            yield said, said


def intervals_of(text: str) -> Iterator[Time]:
    """Yield the intervals of a list `<[start, end]; (start, end)>`; a round bracket excludes its own moment."""
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
    """Yield the period from the start of an element or a spell to its end; nothing of an element that has no bounds."""
    period = time_of(attributes)
    if period is not None:
        yield period
    elif any(attributes.get(name) for name in BOUNDS):
        yield None, None


def time_told(name: str, text: str) -> str | None:
    """Read a time in an attribute that has one of our names.

    What a file declares to be a number is a year and its fraction a part of it; a text is a date as people write it.

    >>> time_told("start", Declared("2007.5")), time_told("start", "2007.5"), time_told("end", "Infinity")
    ('2007-07', '2007-05', None)
    """
    if isinstance(text, Declared):
        return moment(name, text)
    return None if text.strip().casefold() in ENDLESS else day(name, text)


def time_of(attributes: Mapping[str, str]) -> Time | None:
    """Return when an element holds by its start and end; None if it says nothing of it.

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
        rule = f"“{said[:40]}” is not a year: the times of this file have another unit"
        raise FieldFault(name, rule, "write days (2017-06-20) or years, or remove start and end")
    month = int((value - year) * 12) + 1
    return f"{year}" if value == year else f"{year}-{month:02}"


def beside(name: str, text: str, step: int) -> str | None:
    """Return the time before or after one that is excluded; of a moment within a day the day stays."""
    said = moment(name, text)
    within = MIDNIGHT.fullmatch(text.strip())
    if said is None or (within and any(part and int(part) for part in within.groups())):
        return said
    first, last = span(said)
    length = len(said)
    return date.fromordinal((last if step > 0 else first) + step).isoformat()[:length]
