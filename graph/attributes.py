"""Own attributes: columns of a file that no field of ours holds, kept with the record and typed by their values.

A record keeps them as canonical JSON text (names in order, no unknown values), so that equal attributes are equal text: rows, digests,
undo logs and both stores treat them as any other text.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from graph.dates import span
from graph.texts import hidden_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Value = str | int | float | bool

PREFIX = "attributes."
"""Begins the name of an own attribute where fields of ours stand beside it: in filters, `fields`, tables and files."""
MOST = 200
"""Most attributes of one record; a file with more columns is a matrix, or its rows and columns are swapped."""
LONGEST_NAME, LONGEST_TEXT = 120, 10_000
EXACT = 1 << 53
"""Whole numbers from here on are not exact in JavaScript and in most spreadsheets."""
NOT_IN_NAMES = re.compile(r"[,\x00-\x1f\x7f]")


class AttributeFault(ValueError):
    """An attribute that cannot be kept: its name, the broken rule and the remedy."""

    def __init__(self, name: str, rule: str, remedy: str) -> None:
        super().__init__(f"{name}: {rule}: {remedy}")
        self.name, self.rule, self.remedy = name, rule, remedy


def attributes_text(attributes: Mapping[str, Value | None]) -> str | None:
    """Write attributes as canonical JSON text; unknown (None) and blank ones are left out; None if nothing is left.

    >>> attributes_text({"grade": "A", "employees": 120.0, "note": " ", "listed": True})
    '{"employees":120,"grade":"A","listed":true}'
    """
    kept = {name: plain(value) for name, value in attributes.items() if value is not None}
    kept = {name: value for name, value in kept.items() if value != ""}
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode() if kept else None


def plain(value: Value) -> Value:
    """Return a value in the form that is kept: texts without blanks around them, 120.0 as 120, as JSON writes it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value


@lru_cache(maxsize=1 << 16)
def _read(text: str) -> dict[str, Value]:
    return orjson.loads(text)  # type: ignore[no-any-return]


def attributes_of(text: str | None) -> dict[str, Value]:
    """Read the attributes of a record; the result is shared and must not be changed."""
    return {} if text is None else _read(text)


def joined_attributes(texts: Iterable[str | None]) -> str | None:
    """Join the attributes of several records of one thing; of two values the first is kept."""
    found: dict[str, Value] = {}
    for text in texts:
        found = {**attributes_of(text), **found}
    return attributes_text(found)


def attribute_faults(text: str) -> Iterator[AttributeFault]:
    """Yield what forbids keeping attributes: not canonical, too many, a bad name or a bad value."""
    try:
        found: Any = orjson.loads(text)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or not found:
        yield AttributeFault("attributes", "this is not a JSON object with members", "leave it empty")
        return
    attributes: dict[str, Any] = found  # pyright: ignore[reportUnknownVariableType]
    if len(attributes) > MOST:
        rule = f"a record has at most {MOST} attributes, this one has {len(attributes):,}"
        yield AttributeFault(
            "attributes", rule, "drop columns in the mapping, or check whether it is a matrix"
        )
    for name, value in attributes.items():
        yield from faults_of(name, value)
    if all(
        isinstance(value, str | int | float | bool) for value in attributes.values()
    ) and text != attributes_text(attributes):
        yield AttributeFault("attributes", "not in canonical form", "write names in order, without blanks")


def faults_of(name: str, value: Any) -> Iterator[AttributeFault]:
    """Yield the faults of one attribute."""
    field = f"{PREFIX}{name[:60]}"
    if (
        not 0 < len(name) <= LONGEST_NAME
        or name != name.strip()
        or NOT_IN_NAMES.search(name)
        or hidden_in(name)
    ):
        rule = f"the name of an attribute has 1 to {LONGEST_NAME} characters, without commas and control characters"
        yield AttributeFault(field, rule, "rename the column, or drop it in the mapping")
    if isinstance(value, str):
        if hidden := hidden_in(value):
            yield AttributeFault(field, f"it contains a control or hidden character ({hidden})", "remove it")
        if len(value) > LONGEST_TEXT:
            rule = f"a text has at most {LONGEST_TEXT:,} characters, this one has {len(value):,}"
            yield AttributeFault(field, rule, "drop the column, or check the cell")
    elif isinstance(value, float) and not math.isfinite(value):
        yield AttributeFault(field, "infinite or not a number", "leave it empty")
    elif not isinstance(value, int | float | bool):
        yield AttributeFault(field, "a value is a text, a number or a truth value", "write it as text")


def is_date(value: object) -> bool:
    """Return whether a value is a date as the graph keeps dates: YYYY-MM or YYYY-MM-DD (a year alone is a number or a text).

    >>> [is_date(value) for value in ("2018-06-20", "2018-06", "2018", "2018-13", 2018)]
    [True, True, False, False, False]
    """
    if not isinstance(value, str) or len(value) < 7 or not value[:4].isdecimal():
        return False
    try:
        span(value)
    except ValueError:
        return False
    return True
