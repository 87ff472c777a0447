"""Parsing cells as numbers and dates by fixed rules; ambiguous texts are refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.reading.positions import FieldFault

GROUPED = {
    ".": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ",": re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+(?:,\d+)?"),
}
PLAIN = {".": re.compile(r"[+-]?\d+(?:\.\d+)?"), ",": re.compile(r"[+-]?\d+(?:,\d+)?")}
DATE = re.compile(
    r"(\d{4})\s*(?:[-./년]\s*(\d{1,2})\s*(?:[-./월]\s*(\d{1,2})\s*[일.]?)?)?[.월년]?"
    r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?|(?<=\d\d-\d\d)(?:Z|[+-]\d{2}:\d{2}))?"
)
SERIAL = re.compile(r"[1-6]\d{4}(?:\.\d+)?")
"""Excel serial days (since 1899-12-30): 1927 to 2091."""
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = (
    "(?P<month>"
    + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("sep(?:tember)?", "sept?(?:ember)?")
    + r")\.?"
)
MONTH_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s/.]+)?{MONTH}[-\s/.,]+(?P<year>\d{{4}})"
    rf"|{MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})",
    re.IGNORECASE,
)
"""A date with the English name of its month and a year of four digits: 23-JAN-2023, Jan 23, 2023, January 2023."""
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
POINT_ZERO = re.compile(r"(\d{4}|\d{8})\.0+")
"""A year or a date in a decimal column of pandas: 2017.0, 20170620.0; 2017.5 is May 2017, as offices write it."""


def number(field: str, text: str, *, decimal: str = ".") -> float | None:
    """Read a number with or without thousands marks; `decimal` is the decimal sign.

    >>> number("종업원수", "1,234"), number("ecContribution", "1.234,5", decimal=",")
    (1234.0, 1234.5)
    """
    data = text.strip().replace("\u00a0", " ")
    if not data or data in {"-", "–"}:
        return None
    thousands = "," if decimal == "." else "."
    if GROUPED[decimal].fullmatch(data):
        data = data.replace(thousands, "").replace(" ", "")
    elif not PLAIN[decimal].fullmatch(data):
        raise FieldFault(
            field, f"“{data[:40]}” is not a number with “{decimal}” as decimal sign", "write 1234 or 1234.5"
        )
    return float(data.replace(decimal, "."))


def whole(field: str, text: str, *, decimal: str = ".") -> int | None:
    """Read a whole number."""
    found = number(field, text, decimal=decimal)
    if found is None:
        return None
    if not found.is_integer() or abs(found) > 1e16:
        raise FieldFault(field, f"“{text.strip()[:40]}” is not a whole number", "write digits only")
    return int(found)


def weight_of(field: str, text: str, *, decimal: str = ".") -> float:
    """Parse the weight of a tie: a positive number, 1 by default.

    >>> weight_of("Weight", "2.5"), weight_of("Weight", "")
    (2.5, 1.0)
    """
    found = number(field, text, decimal=decimal)
    if found is None:
        return 1.0
    if not found > 0:
        raise FieldFault(
            field,
            f"“{text.strip()[:40]}” is not a weight: a weight is a positive number",
            "leave it empty or correct it",
        )
    return found


def day(field: str, text: str) -> str | None:
    """Read a date, as people and offices write them, into `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; of a timestamp the day as written.

    >>> day("상장일", "2010. 3. 5."), day("상장일", "20100305"), day("상장일", "2010년 3월"), day("상장일", "1999")
    ('2010-03-05', '2010-03-05', '2010-03', '1999')
    >>> day("연도", "2017.0"), day("연도", "2017.5"), day("연도", "20170620.0")
    ('2017', '2017-05', '2017-06-20')
    >>> day("date", "23-JAN-2023"), day("date", "Sept. 3, 2021"), day("date", "January 2023")
    ('2023-01-23', '2021-09-03', '2023-01')
    """
    from graph.dates import RULE, span

    data = text.strip()
    if not data or data in {"-", "0000-00-00", "00000000"}:
        return None
    if whole_number := POINT_ZERO.fullmatch(data):
        data = whole_number[1]
    if by_name := MONTH_NAMED.fullmatch(data):
        data = with_number(by_name)
    found = DIGITS.fullmatch(data) or DATE.fullmatch(data)
    if found is None:
        if SERIAL.fullmatch(data):
            as_date = (date(1899, 12, 30) + timedelta(days=int(float(data)))).isoformat()
            raise FieldFault(
                field, f"“{data}” is a spreadsheet's serial number of a day, which would be {as_date}",
                "format the column as dates and save it again, or write the date",
            )  # fmt: skip
        raise FieldFault(field, f"“{data[:40]}” is not a date", "write 2024-03-05, 2024-03 or 2024")
    given = "-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)])
    try:
        span(given)
    except ValueError as error:
        raise FieldFault(
            field, f"“{text.strip()[:40]}” is not a date: {RULE}", "correct the date or leave it empty"
        ) from error
    return given


def with_number(found: re.Match[str]) -> str:
    """Write a date with the name of its month as `YYYY-MM-DD` or `YYYY-MM`."""
    year, month, of_month = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
    number = 1 + next(place for place, name in enumerate(MONTHS) if name.startswith(month[:3].casefold()))
    return f"{year}-{number:02}" + (f"-{of_month.zfill(2)}" if of_month else "")
