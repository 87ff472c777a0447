"""The changes of a scenario as numbers of organisations in the network; unknown ids and contradictions are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.vocabulary import Layer
from queries.errors import NotFound, refuse

if TYPE_CHECKING:
    from graph.measures.scenario.changes import Changes
    from graph.search import Search
    from graph.snapshot import Snapshot
    from queries.scenario_parameters import ScenarioChange, ScenarioParameters
    from queries.view import View


def checked_changes(view: View, parameters: ScenarioParameters) -> Changes:
    """Return the changes; an unknown id is refused with similar ones (see `changes_of`)."""
    return changes_of(view.snapshot, parameters, view.search)


def changes_of(snapshot: Snapshot, parameters: ScenarioParameters, search: Search | None = None) -> Changes:
    """Return the changes with numbers of organisations in the network.

    Raises:
        NotFound: no organisation has an id.
        Invalid: changes contradict each other.
    """
    from graph.measures.scenario.changes import Alliance, Changes

    read = Reading(snapshot, search)
    removed = [
        read.one(f"changes.{k}.id", str(one.id)) for k, one in enumerate(parameters.changes) if one.remove
    ]
    for k, organisation in enumerate(removed):
        if organisation in removed[:k]:
            refuse("changes", f"“{read.id_of(organisation)}” is removed twice", "remove it once")
    read.gone = frozenset(removed)
    ties: list[tuple[int, int]] = []
    alliances: list[Alliance] = []
    for k, one in enumerate(parameters.changes):
        if one.add == "tie":
            ties.append(read.tie(k, one, ties))
        elif one.add == "alliance":
            alliances.append(Alliance(one.kind or "alliance", read.members(k, one)))
    return Changes(
        tuple(alliances), np.array(ties, np.int64).reshape(-1, 2), np.array(removed, dtype=np.int64)
    )


class Reading:
    """Reads ids of organisations into numbers in the network, and refuses contradictions."""

    def __init__(self, snapshot: Snapshot, search: Search | None) -> None:
        self.snapshot, self.search, self.place = snapshot, search, places_of(snapshot)
        self.gone: frozenset[int] = frozenset()

    def one(self, parameter: str, key: str) -> int:
        """Return the number of an organisation that is not removed."""
        node = self.snapshot.index.get(key)
        number = -1 if node is None else int(self.place[node])
        if number < 0:
            raise NotFound("organisation", key, self.near(key), parameter=parameter)
        if number in self.gone:
            refuse(parameter, f"“{key}” is removed by the same scenario", "leave out one of the two changes")
        return number

    def near(self, key: str) -> list[str]:
        """Return ids of organisations that resemble one."""
        from graph.search import near_ids

        if self.search is None:
            return []
        return [one for one in near_ids(self.search, key) if self.place[self.snapshot.index[one]] >= 0]

    def tie(self, k: int, one: ScenarioChange, before: list[tuple[int, int]]) -> tuple[int, int]:
        """Return a tie of two different organisations that is not given twice."""
        a, b = self.one(f"changes.{k}.a", str(one.a)), self.one(f"changes.{k}.b", str(one.b))
        if a == b:
            refuse(f"changes.{k}.b", f"“{one.b}” is also a", "give two different organisations")
        pair = (min(a, b), max(a, b))
        if pair in before:
            refuse(f"changes.{k}", f"the tie {one.a} – {one.b} is added twice", "add it once")
        return pair

    def members(self, k: int, one: ScenarioChange) -> Any:
        """Return the members of an alliance, each once."""
        numbers: list[int] = []
        known: set[int] = set()
        for key in one.members or ():
            number = self.one(f"changes.{k}.members", key)
            if number in known:
                refuse(f"changes.{k}.members", f"“{key}” is given twice", "give each member once")
            known.add(number)
            numbers.append(number)
        return np.array(numbers, dtype=np.int64)

    def id_of(self, number: int) -> str:
        """Return the id of an organisation."""
        return self.snapshot.ids[int(np.flatnonzero(self.place == number)[0])]


def places_of(snapshot: Snapshot) -> Any:
    """Return the number in the network of each node of the snapshot, −1 for other kinds (int64)."""
    from graph.evidence import Period
    from graph.measures.gaps.table import gaps_network

    nodes = gaps_network(snapshot, Layer.DIRECT, Period()).nodes
    place = np.full(len(snapshot.ids), -1, dtype=np.int64)
    place[nodes] = np.arange(len(nodes))
    return place
