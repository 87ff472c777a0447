"""Merges followed from record to record: whether, and through which others, two records became one organisation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def chain(merges: Iterable[tuple[str, str]], a: str, b: str) -> list[str] | None:
    """Return the records between two along the shortest chain of merges; None if none joins them.

    >>> chain([("a", "c"), ("c", "b"), ("x", "y")], "a", "b"), chain([("a", "b")], "a", "b"), chain([("a", "c")], "a", "b")
    (['c'], [], None)
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in merges:
        beside[one].append(other)
        beside[other].append(one)
    before = {a: a}
    reached = [a]
    for record in reached:
        for other in sorted(beside[record]):
            if other not in before:
                before[other] = record
                reached.append(other)
    if b not in before:
        return None
    path = [b]
    while path[-1] != a:
        path.append(before[path[-1]])
    return path[-2:0:-1]
