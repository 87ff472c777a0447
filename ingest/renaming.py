"""Changes of names put in order: which of them are of one organisation, its present name, its former names and their dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import span
from ingest.names import split_name
from ingest.origin import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Number = tuple[str, str]
    Place = tuple[str | None, str | None]

FULL_DATES = "give full dates or a register number"


@dataclass(frozen=True, slots=True)
class Change:
    """One row: an organisation changed its name.

    Attributes:
        before: the name given up.
        after: the name taken; None where the table has only the present name.
        present: the present name, where the table has a column for it.
        day: a partial date.
        numbers: scheme and value of its register numbers.
        place: city and district.
        english: official English name of the present organisation, or of the name taken.
        sources: what the row cites.
        file, line: where it is.
    """

    before: str
    after: str | None
    present: str | None
    day: str
    numbers: tuple[Number, ...]
    place: Place
    english: str
    sources: tuple[str, ...]
    file: str
    line: int

    @property
    def name(self) -> str:
        """The last name that the row knows."""
        return self.present or self.after or ""

    @property
    def content(self) -> tuple[str, ...]:
        """What orders the rows, whatever file they come from."""
        texts = (self.day, self.before, self.after or "", self.present or "", *map(str, self.numbers))
        return (*texts, str(self.place), self.english, *self.sources)


class Former(NamedTuple):
    """A former name with the dates on which it was taken and given up, where they are known."""

    name: str
    since: str | None
    until: str | None


class Event(NamedTuple):
    """One change of a name: taken or given up."""

    day: str
    taken: bool
    change: int


@lru_cache(maxsize=200_000)
def key_of(name: str) -> str:
    """Return a name in the form in which names are equal, without legal form."""
    return split_name(name).bare


class Renamed:
    """An organisation with all of its changes, the oldest first."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = sorted(changes, key=lambda change: (*span(change.day), change.content))
        self.numbers = sorted({number for change in changes for number in change.numbers})
        self.place = place_of_all(changes)
        self.name, self.english = self._last()

    def _last(self) -> tuple[str, str]:
        """Return the present name and its English form: one that no later change gives up, told rather than concluded."""
        ends = [one for one in self.changes if not self._given_up(one)] or self.changes
        last = max(ends, key=lambda one: (one.present is not None, *span(one.day)[::-1], one.content))
        same = (one.english for one in ends if key_of(one.name) == key_of(last.name))
        return last.name, max(same, default="")

    def _given_up(self, change: Change) -> bool:
        """Return whether the name after a change is given up later."""
        began, key = span(change.day)[0], key_of(change.name)
        return any(key_of(one.before) == key and span(one.day)[1] >= began for one in self.changes)

    def former_names(self) -> Iterator[Former]:
        """Yield every other name; one borne twice from its first day to its last."""
        own = key_of(self.name)
        spelled: dict[str, str] = {}
        events: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        for change in self.changes:
            events[key_of(change.before)].append((change.day, False))
            spelled[key_of(change.before)] = change.before
            if change.after:
                events[key_of(change.after)].append((change.day, True))
                spelled.setdefault(key_of(change.after), change.after)
        for key in sorted(events.keys() - {own}):
            ordered = sorted(events[key], key=lambda one: (*span(one[0]), not one[1]))
            (first, taken), (last, kept) = ordered[0], ordered[-1]
            yield Former(spelled[key], first if taken else None, None if kept else last)


def place_of_all(changes: Iterable[Change]) -> Place:
    """Return the place of the latest change that tells one, the most exact first."""
    places = [(span(change.day), change.place) for change in changes if change.place[0]]
    return max(places, key=lambda one: (one[0], bool(one[1][1]), str(one[1])))[1] if places else (None, None)


def renamed(changes: Iterable[Change]) -> tuple[list[Renamed], list[Remark]]:
    """Group changes by organisation.

    Changes are of one organisation if they have one register number, if they tell one present name, or if one takes the name that a
    later one gives up and nothing contradicts: another number, another city, or a second bearer of the name.

    Returns:
        The organisations in order of their names, and what could not be followed.
    """
    groups = Groups(sorted(changes, key=lambda change: (change.content, change.file, change.line)))
    groups.by_number()
    groups.by_equal(lambda change: (key_of(change.before), key_of(change.name), change.day))
    groups.by_equal(lambda change: (key_of(change.present),) if change.present else None)
    remarks = groups.by_chain()
    found = [Renamed(members) for members in groups.members()]
    found.sort(key=lambda one: (one.name, one.changes[0].content))
    return found, [*remarks, *several_present(found)]


def several_present(found: Iterable[Renamed]) -> Iterator[Remark]:
    """Tell of former names that lead to several organisations."""
    bearers: defaultdict[str, list[tuple[str, Change]]] = defaultdict(list)
    for one in found:
        for key in {key_of(change.before) for change in one.changes} - {key_of(one.name)}:
            first = next(change for change in one.changes if key_of(change.before) == key)
            bearers[key].append((one.name, first))
    for some in bearers.values():
        if len(some) > 1:
            change = some[0][1]
            names = ", ".join(f"“{name}”" for name, _ in some[:4])
            rule = f"“{change.before}” is a former name of {len(some)} organisations: {names}"
            yield Remark(change.file, change.line, "before", rule, "a record with this name needs review")


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


def ids_of(found: Sequence[Renamed], id_of: Callable[[Renamed, bool], str]) -> Mapping[int, str]:
    """Return an id for each organisation by its position; namesakes that share the short one get the long one.

    Args:
        found: the organisations.
        id_of: makes the id of one, short or long.
    """
    short = [id_of(one, False) for one in found]
    times = Counter(short)
    return {place: id_ if times[id_] == 1 else id_of(found[place], True) for place, id_ in enumerate(short)}
