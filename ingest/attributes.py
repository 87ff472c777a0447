"""Own columns of a file as attributes: named, cleaned, and typed by all values of the column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.attributes import LONGEST_NAME, LONGEST_TEXT, attributes_text, is_date
from graph.fields import Shape
from graph.texts import HIDDEN, hidden_in, says_nothing, tidied
from ingest.reading.positions import FieldFault
from ingest.reading.values import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.attributes import Value

PLAIN = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
"""A number that nothing is lost of: no leading zero, which marks a code, and at most 15 digits."""
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
TRUTHS: Mapping[str, bool] = {"true": True, "false": False, "참": True, "거짓": False}
COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
"""A day without signs between year, month and day: a number, unless the column is one of dates."""
OF_DATES = re.compile(
    r"date|일자|일시|날짜|[년연]월일|ymd|yyyymmdd|(?<=[가-힣])일(?:\s*[(\[].*)?$", re.IGNORECASE
)
"""Names of columns of dates."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def attribute_name(column: str) -> str:
    r"""Return the name of an attribute for a column, without what the query language of lists needs: commas.

    >>> attribute_name("매출액, 백만원"), attribute_name(" No.\n of staff "), attribute_name("")
    ('매출액; 백만원', 'No. of staff', 'column')
    """
    name = " ".join(shown(column).replace(",", ";").split())
    return name[:LONGEST_NAME].strip() or "column"


def number_in(text: str) -> int | float | None:
    """Read a number as a spreadsheet or a program writes it; None if the text is none.

    >>> number_in("1,234.5"), number_in("12"), number_in("1.50"), number_in("007"), number_in("12호")
    (1234.5, 12, 1.5, None, None)
    """
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not PLAIN.fullmatch(text):
        return None
    found = float(text)
    return int(found) if found.is_integer() and abs(found) < 10**15 else found


def date_in(text: str) -> str | None:
    """Read a date with a month; None if the text is none.

    >>> date_in("2018.06.20"), date_in("2018-06"), date_in("2018"), date_in("20180620"), date_in("대구")
    ('2018-06-20', '2018-06', None, '2018-06-20', None)
    """
    if PLAIN.fullmatch(text) and not COMPACT.fullmatch(text):
        return None  # a year or a code
    try:
        found = day("", text)
    except FieldFault:
        return None
    return found if is_date(found) else None


def text_in(text: str) -> str:
    """Read a text, cleaned."""
    return shown(text).strip()[:LONGEST_TEXT]


def shown(text: str) -> str:
    r"""Return a text without control and hidden characters.

    >>> shown("가\x93나\u200b다"), shown("a\nb")
    ('가 나다', 'a b')
    """
    clean = tidied(CONTROL.sub(" ", text))
    while hidden_in(clean):
        clean = HIDDEN.sub(" ", clean)
    return clean


def value_in(text: str, shape: Shape) -> Value | None:
    """Read a value of a known type; None where the text says nothing or is not of the type."""
    if says_nothing(text) and number_in(text.strip()) is None:
        return None
    plain = text.strip()
    if shape is Shape.NUMBER:
        return number_in(plain)
    if shape is Shape.TRUTH:
        return TRUTHS.get(plain.casefold())
    if shape is Shape.DATE:
        return date_in(plain)
    return text_in(text) or None


@dataclass(slots=True)
class ColumnTypes:
    """The types of columns by all of their values: first see every value, then read.

    A column is a number, a truth value or a date if each of its values is one; one other value makes it a text. 20180620 is a
    number, but a date in a column whose name tells dates.

    >>> types = ColumnTypes()
    >>> for code, staff in (("007", "12"), ("12", "1,250"), ("13", "-")):
    ...     types.see({"code": code, "staff": staff}.items())
    >>> types.read({"code": "12", "staff": "1,250"}.items())
    '{"code":"12","staff":1250}'
    """

    possible: dict[str, set[Shape]] = field(default_factory=dict[str, "set[Shape]"])

    def see(self, cells: Iterable[tuple[str, str]]) -> None:
        """Take the values of one record into account."""
        for column, text in cells:
            plain = text.strip()
            possible = self.possible.get(column)
            if possible is None:
                possible = self.possible[column] = {Shape.NUMBER, Shape.TRUTH, Shape.DATE}
            if not possible or (says_nothing(plain) and number_in(plain) is None):
                continue
            wrong = [shape for shape in possible if value_in(plain, shape) is None]
            if Shape.DATE in possible and COMPACT.fullmatch(plain) and not OF_DATES.search(column):
                wrong.append(Shape.DATE)
            possible.difference_update(wrong)

    def type_of(self, column: str) -> Shape:
        """Return the type of a column; text where no value was seen that says otherwise."""
        possible = self.possible.get(column, set[Shape]())
        if possible == {Shape.NUMBER, Shape.DATE}:
            return Shape.DATE  # days such as 20180620 alone are both
        return next(iter(possible)) if len(possible) == 1 else Shape.TEXT

    def read(self, cells: Iterable[tuple[str, str]]) -> str | None:
        """Return the attributes of one record (`graph.attributes`); of two columns of one name the first."""
        found: dict[str, Value | None] = {}
        for column, text in cells:
            name = attribute_name(column)
            if found.get(name) is None:
                found[name] = value_in(text, self.type_of(column))
        return attributes_text(found)
