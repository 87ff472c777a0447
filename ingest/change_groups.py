"""Groups of changes of names, one an organisation: by register number, equal names, and chains of names."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import span
from ingest.changes import Change, key_of
from ingest.origin import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest.changes import Number

FULL_DATES = "give full dates or a register number"


class Event(NamedTuple):
    """One change of a name: taken or given up."""

    day: str
    taken: bool
    change: int


class Groups:
    """Changes joined into groups, one an organisation."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = changes
        self.head = list(range(len(changes)))
        self.numbers: dict[int, dict[str, set[str]]] = {}
        self.cities: dict[int, set[str]] = {}
        for place, change in enumerate(changes):
            numbers: defaultdict[str, set[str]] = defaultdict(set)
            for scheme, value in change.numbers:
                numbers[scheme].add(value)
            self.numbers[place], self.cities[place] = dict(numbers), {*filter(None, change.place[:1])}

    def root(self, place: int) -> int:
        """Return the first change of a group."""
        while self.head[place] != place:
            self.head[place] = self.head[self.head[place]]
            place = self.head[place]
        return place

    def members(self) -> Iterable[list[Change]]:
        """Return the groups."""
        found: defaultdict[int, list[Change]] = defaultdict(list)
        for place, change in enumerate(self.changes):
            found[self.root(place)].append(change)
        return found.values()

    def join(self, a: int, b: int) -> None:
        """Join two groups."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return
        self.head[b] = a
        for scheme, values in self.numbers[b].items():
            self.numbers[a].setdefault(scheme, set()).update(values)
        self.cities[a] |= self.cities[b]

    def contradict(self, a: int, b: int) -> bool:
        """Return whether two groups have different numbers of one register, or different cities."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return False
        mine, theirs = self.numbers[a], self.numbers[b]
        numbers = [bool(mine[scheme] & theirs[scheme]) for scheme in mine.keys() & theirs.keys()]
        if any(numbers):
            return False
        cities = bool(self.cities[a] and self.cities[b] and not self.cities[a] & self.cities[b])
        return bool(numbers) or cities

    def by_number(self) -> None:
        """Join changes with one register number."""
        first: dict[Number, int] = {}
        for place, change in enumerate(self.changes):
            for number in change.numbers:
                self.join(place, first.setdefault(number, place))

    def by_equal(self, key: Callable[[Change], tuple[str, ...] | None]) -> None:
        """Join groups with an equal key, unless any two of them contradict each other: then nobody knows whose the others are."""
        equal: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, change in enumerate(self.changes):
            if (found := key(change)) is not None:
                equal[found].append(place)
        for places in equal.values():
            roots = sorted({self.root(place) for place in places})
            if len(roots) > 1 and not self.any_contradict(roots):
                for root in roots[1:]:
                    self.join(roots[0], root)

    def any_contradict(self, roots: Sequence[int]) -> bool:
        """Return whether groups cannot all be one."""
        values: defaultdict[str, list[set[str]]] = defaultdict(list)
        for root in roots:
            for scheme, numbers in self.numbers[root].items():
                values[scheme].append(numbers)
            if self.cities[root]:
                values["city"].append(self.cities[root])
        return any(not set.intersection(*some) for some in values.values())

    def by_chain(self) -> list[Remark]:
        """Join a change that takes a name with the later one that gives it up; return those that could not be followed."""
        events: defaultdict[str, set[Event]] = defaultdict(set)
        for place, change in enumerate(self.changes):
            same = self.root(place)
            events[key_of(change.before)].add(Event(change.day, taken=False, change=same))
            if change.after:
                events[key_of(change.after)].add(Event(change.day, taken=True, change=same))
        pairs, remarks = [], list[Remark]()
        for name in sorted(events):
            ordered = sorted(
                without_pairs(events[name]), key=lambda one: (*span(one.day), one.taken, one.change)
            )
            for spot, (one, other) in enumerate(pairwise(ordered)):
                before, behind = ordered[max(spot - 1, 0) : spot], ordered[spot + 2 : spot + 3]
                if not one.taken or other.taken:
                    at_once = not one.taken and other.taken and span(one.day)[1] >= span(other.day)[0]
                    if at_once and not any(event.taken for event in before):
                        remarks.append(self.not_followed(name, other, alone=True))
                    continue
                alone = not any(event.taken for event in before) and all(event.taken for event in behind)
                if alone and span(one.day)[1] < span(other.day)[0]:
                    pairs.append((one.change, other.change))
                else:
                    remarks.append(self.not_followed(name, one, alone=alone))
        for a, b in sorted(pairs):
            if not self.contradict(a, b):
                self.join(a, b)
        return remarks

    def not_followed(self, name: str, event: Event, *, alone: bool) -> Remark:
        """Tell of a name whose further changes are unclear."""
        change = next(
            one
            for place, one in enumerate(self.changes)
            if self.root(place) == event.change and one.after and key_of(one.after) == name
        )
        why = (
            "it is taken and given up at one time" if alone else "several organisations take it or give it up"
        )
        rule = f"the later changes of “{change.after}” were not followed: {why}"
        return Remark(change.file, change.line, "after", rule, FULL_DATES)


def without_pairs(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a name without those of one organisation that takes it and later gives it up."""
    by_change: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_change[event.change].append(event)
    for own in by_change.values():
        own.sort(key=lambda event: (*span(event.day), event.taken))
        left: list[Event] = []
        for event in own:
            if left and left[-1].taken and not event.taken:
                left.pop()
            else:
                left.append(event)
        yield from left
