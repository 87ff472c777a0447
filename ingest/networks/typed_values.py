"""Values of own attributes by the type that their file declares, or that all values of their column have."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.attributes import LONGEST_TEXT
from graph.fields import Shape
from ingest.attributes import ColumnTypes, value_in
from ingest.networks.fields import KNOWN, field_of
from ingest.networks.items import Declared, Edge, Node, Truth, Written
from ingest.reading.positions import Fault, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.attributes import Value
    from ingest.networks.items import Item

    Placed = tuple[int, Item] | Fault | Skipped

WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
LARGEST = 1 << 63
"""Larger whole numbers do not fit into JSON as it is written; they are kept as text."""
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})
MARKS: dict[str, type[str]] = {
    **dict.fromkeys(
        ("int", "integer", "long", "short", "byte", "float", "double", "biginteger", "bigdecimal", "number"),
        Declared,
    ),
    **dict.fromkeys(("boolean", "bool"), Truth),
    **dict.fromkeys(("string", "anyuri", "char", "liststring", "text"), Written),
}
"""Declared types of attributes in GraphML, GEXF and CX → the mark of their values; other types are as good as undeclared."""


def number_of(text: str) -> int | float | str | None:
    """Read a declared number as it is written, to its last digit.

    >>> number_of("12"), number_of("0.30000000000000004"), number_of("1e3"), number_of("NaN"), number_of("1_0")
    (12, 0.30000000000000004, 1000.0, None, None)
    """
    plain = text.strip()
    if WHOLE.fullmatch(plain):
        value = int(plain) if len(plain) < 25 else LARGEST
        return value if abs(value) < LARGEST else plain[:LONGEST_TEXT]
    if not DECIMAL.fullmatch(plain):
        return None
    found = float(plain)
    return found if math.isfinite(found) else None


def truth_of(text: str) -> bool | None:
    """Read a declared truth value."""
    plain = text.strip().casefold()
    return True if plain in TRUE else False if plain in FALSE else None


@lru_cache(maxsize=1 << 16)
def text_of(text: str) -> Value | None:
    """Read a text, cleaned; None if it says nothing."""
    return value_in(text, Shape.TEXT)


def marked(text: str, shape: Shape) -> str:
    """Mark a text as a value of the type that all values of its column have.

    >>> type(marked("1,250", Shape.NUMBER)).__name__, marked("1,250", Shape.NUMBER), marked("2018.06.20", Shape.DATE)
    ('Declared', '1250', '2018-06-20')
    """
    if shape is Shape.TEXT:
        return text
    value = value_in(text, shape)
    if value is None:
        return ""
    return Declared(value) if shape is Shape.NUMBER else Truth(value) if shape is Shape.TRUTH else str(value)


def typed(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items of a file that declares no types, with the values of each column typed by all of them."""
    types = ColumnTypes()
    for item in items:
        if isinstance(item, Node | Edge):
            types.see((column_of(item, name), text) for name, text in item.data if is_loose(name, text))
    for item in items:
        if isinstance(item, Node | Edge):
            data = [
                (
                    name,
                    marked(text, types.type_of(column_of(item, name))) if is_loose(name, text) else text,
                )
                for name, text in item.data
            ]
            yield item._replace(data=data)
        else:
            yield item


def typed_rows(rows: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the rows of a table with their items typed, and faults and skips unchanged."""
    items = typed([row[1] for row in rows if not isinstance(row, Fault | Skipped)])
    for row in rows:
        yield row if isinstance(row, Fault | Skipped) else (row[0], next(items))


def column_of(item: Node | Edge, name: str) -> str:
    return f"{'node' if isinstance(item, Node) else 'edge'} {name}"


def is_loose(name: str, text: str) -> bool:
    """Return whether the type of a value is open: not declared, and no field of ours, which has rules of its own."""
    return type(text) is str and field_of(name) not in KNOWN
