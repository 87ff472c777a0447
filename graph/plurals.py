"""Numbers before their nouns in messages: one row, two rows."""

from __future__ import annotations


def plural(number: int, noun: str, several: str | None = None) -> str:
    """Return a number with its noun; `several` is an irregular plural.

    >>> plural(1, "row"), plural(1234, "row"), plural(2, "body", "bodies")
    ('1 row', '1,234 rows', '2 bodies')
    """
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"
