"""Changes of names put in order: which of them are of one organisation, its present name, its former names and their dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import span
from ingest.change_groups import Groups
from ingest.changes import key_of
from ingest.origin import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ingest.changes import Change, Place


class Former(NamedTuple):
    """A former name with the dates on which it was taken and given up, where they are known."""

    name: str
    since: str | None
    until: str | None


class Renamed:
    """An organisation with all of its changes, the oldest first."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = sorted(changes, key=lambda change: (*span(change.day), change.content))
        self.numbers = sorted({number for change in changes for number in change.numbers})
        self.place = place_of_all(changes)
        self.name, self.english = self._last()

    def _last(self) -> tuple[str, str]:
        """Return the present name and its English form: one that no later change gives up, stated rather than concluded."""
        ends = [one for one in self.changes if not self._given_up(one)] or self.changes
        last = max(ends, key=lambda one: (one.present is not None, *span(one.day)[::-1], one.content))
        same = (one.english for one in ends if key_of(one.name) == key_of(last.name))
        return last.name, max(same, default="")

    def _given_up(self, change: Change) -> bool:
        """Return whether the name after a change is given up later."""
        began, key = span(change.day)[0], key_of(change.name)
        return any(key_of(one.before) == key and span(one.day)[1] >= began for one in self.changes)

    def former_names(self) -> Iterator[Former]:
        """Yield every other name; one that was used twice from its first day to its last."""
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
    return found, [*remarks, *several_present(found), *rings(groups)]


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


def rings(groups: Groups) -> Iterator[Remark]:
    """Tell of former names that replace each other in a ring that no order of their dates dissolves: A was B, B was C, C was A.

    A name that is taken again later is none, nor are names of organisations with different numbers or cities.
    """
    behind: defaultdict[str, list[int]] = defaultdict(list)
    places = in_rings(groups.changes)
    for place in places:
        behind[key_of(groups.changes[place].before)].append(place)
    told: set[frozenset[str]] = set()
    for start in places:
        ring = ring_from(groups.changes, behind, start)
        names = frozenset(key_of(groups.changes[place].before) for place in ring)
        if not ring or names in told or may_follow(groups.changes, ring):
            continue
        if groups.any_contradict(sorted({groups.root(place) for place in ring})):
            continue
        told.add(names)
        first = groups.changes[min(ring)]
        chain = " → ".join(f"“{groups.changes[place].before}”" for place in (*ring, ring[0]))
        yield Remark(
            first.file, first.line, "before", f"the names replace each other in a ring: {chain}",
            "correct the row that is wrong, or give the dates in their order",
        )  # fmt: skip


def in_rings(changes: Sequence[Change]) -> list[int]:
    """Return the changes that are in a ring: both names are in one strongly connected part of the graph of names."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not changes:
        return []
    ends = [(key_of(change.before), key_of(change.name)) for change in changes]
    number = {name: place for place, name in enumerate(dict.fromkeys(name for end in ends for name in end))}
    before, behind = (np.array([number[end[side]] for end in ends], np.int64) for side in (0, 1))
    graph = coo_matrix((np.ones(len(ends)), (before, behind)), shape=(len(number), len(number)))
    part = connected_components(graph, directed=True, connection="strong")[1]
    return [int(k) for k in np.flatnonzero((before != behind) & (part[before] == part[behind]))]


def ring_from(changes: Sequence[Change], behind: Mapping[str, Sequence[int]], start: int) -> list[int]:
    """Return the shortest ring of changes that begins with one, each taking the name that the next gives up; empty if none."""
    goal = key_of(changes[start].before)
    before: dict[int, int | None] = {start: None}
    reached = [start]
    for place in reached:
        name = key_of(changes[place].name)
        if name == goal:
            path = [place]
            while (earlier := before[path[-1]]) is not None:
                path.append(earlier)
            return path[::-1] if len(path) > 1 else []
        for other in behind.get(name, ()):
            if other not in before:
                before[other] = place
                reached.append(other)
    return []


def may_follow(changes: Sequence[Change], ring: Sequence[int]) -> bool:
    """Return whether the changes of a ring follow each other in time, whichever is the first."""
    days = [span(changes[place].day) for place in ring]
    turns = (days[turn:] + days[:turn] for turn in range(len(days)))
    return any(all(one[1] < other[0] for one, other in pairwise(turn)) for turn in turns)


def ids_of(found: Sequence[Renamed], id_of: Callable[[Renamed, bool], str]) -> Mapping[int, str]:
    """Return an id for each organisation by its position; namesakes that share the short one get the long one.

    Args:
        found: the organisations.
        id_of: makes the id of one, short or long.
    """
    short = [id_of(one, False) for one in found]
    times = Counter(short)
    return {place: id_ if times[id_] == 1 else id_of(found[place], True) for place, id_ in enumerate(short)}
