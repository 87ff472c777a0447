"""Nodes that a file says are the same (`same_as`): the node that stands for each group, and groups whose numbers contradict it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.identifiers import IdentifierError, identify, is_shown
from ingest.networks.fields import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHOWN = 5
REMEDY = "correct the number, or remove `same_as`; until then these nodes stay separate"


@dataclass(slots=True)
class SameNodes:
    """The references of nodes to nodes that are the same, in chains and in circles.

    Attributes:
        others: the node to which each referring node refers.
        english: English names of nodes that have one.
        numbers: valid register numbers of nodes, by register.
        apart: nodes of groups that their numbers contradict; each stands for itself.
    """

    others: dict[str, str] = field(default_factory=dict[str, str])
    english: dict[str, str] = field(default_factory=dict[str, str])
    numbers: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    apart: set[str] = field(default_factory=set[str])

    def add(self, own: str, fields: Mapping[str, str]) -> None:
        """Add a node."""
        if other := fields.get("same_as"):
            self.others[own] = other
        if english := fields.get("name_en"):
            self.english[own] = english
        if numbers := dict(numbers_of(fields)):
            self.numbers[own] = numbers

    def stands_for(self, own: str) -> str:
        """Return the node that stands for a node: the end of its chain, or the smallest id of the circle that it leads to."""
        if own in self.apart:
            return own
        return self.end_of(own)

    def end_of(self, own: str) -> str:
        """Follow the references of a node to their end.

        >>> same = SameNodes({"a": "b", "b": "a", "c": "a", "d": "e"})
        >>> [same.end_of(own) for own in "abcde"]
        ['a', 'a', 'a', 'e', 'e']
        """
        passed = {own: None}
        while (other := self.others.get(own)) is not None:
            if other in passed:
                chain = list(passed)
                return min(chain[chain.index(other) :])
            passed[other] = None
            own = other
        return own

    def contradicting(self) -> dict[str, tuple[str, str]]:
        """Find the groups whose nodes have different numbers of one register, and keep their nodes apart.

        Returns:
            the rule that a referring node of such a group breaks, and the remedy.
        """
        groups: dict[str, list[str]] = defaultdict(list)
        for own in self.others:
            groups[self.end_of(own)].append(own)
        found: dict[str, tuple[str, str]] = {}
        for end, members in groups.items():
            nodes = sorted({end, *members})
            if (rule := self.contradiction(nodes)) is not None:
                self.apart.update(nodes)
                found.update((own, (rule, REMEDY)) for own in members)
        return found

    def contradiction(self, nodes: list[str]) -> str | None:
        """Say which numbers of a group differ, if any do."""
        for scheme in NUMBERS:
            known: dict[str, str] = {}
            for own in nodes:
                if value := self.numbers.get(own, {}).get(scheme):
                    known.setdefault(value, own)
            if len(known) > 1:
                listed = ", ".join(
                    f"“{own[:60]}: {value}”" if is_shown(scheme, value) else f"“{own[:60]}”"
                    for value, own in list(known.items())[:SHOWN]
                )
                return (
                    f"`same_as` makes nodes with different numbers of one register one ({scheme}: {listed})"
                )
        return None

    def notes(self, names: Mapping[str, str]) -> Iterator[str]:
        """Say which nodes became one."""
        pairs = [
            (own, end)
            for own in self.others
            if (end := self.stands_for(own)) != own and {own, end} <= names.keys()
        ]
        if pairs:
            listed = ", ".join(f"“{names[own][:60]}” = “{names[end][:60]}”" for own, end in pairs[:SHOWN])
            more = f" and {len(pairs) - SHOWN:,} more" if len(pairs) > SHOWN else ""
            yield f"nodes made one by `same_as`: {listed}{more}; the other names are aliases"


def numbers_of(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the valid numbers of a node by register; invalid ones are rejected with the node."""
    for scheme in NUMBERS:
        if text := fields.get(scheme):
            try:
                checked = identify(scheme, text)
            except IdentifierError:
                continue
            if checked.valid:
                yield scheme, checked.value
