"""The edition of a store: a number that every write raises, so that clients of several servers can tell earlier from later.

A graph version is a hash of the content and has no order, and a store may return to an earlier one. The number belongs to one
store, not to its content: copies count for themselves, and `store_id` says whose number it is.
"""

from __future__ import annotations

import re
from secrets import token_hex
from typing import NamedTuple

WRITTEN = re.compile(r"([0-9a-f]{0,32})\.([0-9]{1,18})", re.ASCII)


class Edition(NamedTuple):
    """One state of a store, counted.

    Attributes:
        store_id: random, made by the first write; empty for a store that only older versions of the program wrote.
        number: of the writes so far.
    """

    store_id: str = ""
    number: int = 0

    def __str__(self) -> str:
        return f"{self.store_id}.{self.number}"

    def includes(self, other: Edition) -> bool:
        """Return whether this edition is the other one or a later one of the same store."""
        return not other.store_id or (self.store_id == other.store_id and self.number >= other.number)


FIRST = Edition()


def new_store_id() -> str:
    """Make the id of a store."""
    return token_hex(4)


def read_edition(text: str) -> Edition | None:
    """Read an edition as written; None if the text is not one.

    >>> read_edition("5e1f00a2.17")
    Edition(store_id='5e1f00a2', number=17)
    >>> read_edition("17") is None
    True
    """
    found = WRITTEN.fullmatch(text.strip())
    return None if found is None else Edition(found[1], int(found[2]))


def stored_edition(store_id: object, number: object) -> Edition:
    """Return the edition that an engine keeps; the first one if nothing usable is kept."""
    if not isinstance(store_id, str):
        return FIRST
    return read_edition(f"{store_id}.{number}") or FIRST
