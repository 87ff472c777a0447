"""The nodes of one load: what edges must know of them before they are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.networks.items import Edge, Node
from ingest.networks.same_nodes import SameNodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHOWN = 5


@dataclass(slots=True)
class Census:
    """The nodes of one load: names by id, persons, rejected nodes, duplicate ids, same-as references, and which records have the kind of the option `items`."""

    names: dict[str, str] = field(default_factory=dict[str, str])
    same: SameNodes = field(default_factory=SameNodes)
    persons: set[str] = field(default_factory=set[str])
    rejected: set[str] = field(default_factory=set[str])
    of_items: set[str] = field(default_factory=set[str])
    nameless: int = 0
    twice: set[str] = field(default_factory=set[str])
    waiting: list[tuple[int, Node, dict[str, str]]] = field(
        default_factory=list[tuple[int, Node, dict[str, str]]]
    )

    def knows(self, edge: Edge) -> bool:
        """Return whether both ends of an edge are decided, so that it need not wait for the rest of the file."""
        names, others = self.names, self.same.others
        if edge.source in names and edge.target in names and not others:
            return True
        return all(
            end in self.persons or (end in names and end not in others) for end in (edge.source, edge.target)
        )

    def notes(self, here: Iterable[str]) -> Iterator[str]:
        """Yield notes on names shared by several nodes, and on nameless nodes."""
        times = Counter(self.names[own] for own in dict.fromkeys(here) if own not in self.same.others)
        if several := sorted(name for name, count in times.items() if count > 1):
            listed = ", ".join(f"“{name[:60]}” ×{times[name]}" for name in several[:SHOWN])
            more = f" and {len(several) - SHOWN:,} more names" if len(several) > SHOWN else ""
            yield (
                f"nodes with the same name stay separate: {listed}{more}; a shared register number or same_as merges them"
            )
        yield from self.same.notes(self.names)
        if self.nameless:
            yield f"nodes without a label, named by their ids: {self.nameless:,}"
