"""Merging the yearly rows of projects."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.field_rules import ID
from graph.model import Programme
from graph.names import comparable
from ingest.names import split_name
from ingest.organisations import made_id, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_KEYWORDS = 8


class Year(NamedTuple):
    """One year of a project, with its place in the responses."""

    file: str
    line: int
    number: str
    year: str
    title: str
    english: str
    agency: str
    manager: str
    ministry: str
    budget: str
    start: str | None
    end: str | None
    funds: int
    classes: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]


def merged(years: Iterable[Year]) -> list[list[Year]]:
    """Group the years of each project, in order.

    Years belong together if they have the same number, or the same title, lead organisation and start.
    """
    rows = sorted(set(years), key=lambda row: (row.year, row.number, row.file, row.line))
    group: dict[str, int] = {}
    root = list(range(len(rows)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, row in enumerate(rows):
        keys = [f"number {row.number}"]
        if row.start is not None and row.agency:
            keys.append(f"title {comparable(row.title)} {split_name(row.agency).bare} {row.start}")
        for key in keys:
            other = group.setdefault(key, i)
            root[max(find(i), find(other))] = min(find(i), find(other))
    found: defaultdict[int, list[Year]] = defaultdict(list)
    for i, row in enumerate(rows):
        found[find(i)].append(row)
    return [found[i] for i in sorted(found)]


def programme(years: Sequence[Year], sources: tuple[str, ...]) -> Programme:
    """Make one programme: full period, budget of all years (each once), and numbers."""
    numbers = sorted({row.number for row in years})
    id_ = f"ntis:{numbers[0]}"
    money = {(row.year, row.number): row.funds for row in years}
    title, english, official = names_of(
        years[0].title, next((row.english for row in years if row.english), "")
    )
    keywords = list(dict.fromkeys(word for row in years for word in row.keywords))[:MOST_KEYWORDS]
    detail = [
        next((row.budget for row in years if row.budget), ""),
        *([", ".join(keywords)] if keywords else []),
    ]
    detail.append(f"과제번호 {', '.join(numbers)}")
    return Programme(
        id_ if ID.fullmatch(id_) else made_id("ntis", None, numbers[0]), title, english, official, "project",
        min((row.start for row in years if row.start), default=None),
        max((row.end for row in years if row.end), default=None),
        sum(money.values()) or None, "; ".join(filter(None, detail)), sources,
    )  # fmt: skip
