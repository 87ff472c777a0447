"""Edges of a network as relations: what they say, when, how strongly; parallel ones that say the same are one statement."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import Relation
from graph.schema import nearest
from graph.vocabulary import Predicate
from ingest.networks.fields import fields_of
from ingest.networks.times import time_told
from ingest.reading.places import FieldFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.networks.drawing import Drawing
    from ingest.networks.items import Edge, Time

    Words = tuple[str, Predicate, str, str | None, str | None, str | None]

PREDICATES = {str(predicate): predicate for predicate in Predicate}
SAYING = ("kind", "interaction", "label")
"""Attributes besides `predicate` in which a tool keeps what an edge says."""


def predicate_of(text: str) -> Predicate | None:
    """Give the predicate that a word names, in whatever letters: “supplies”, “collaborates with”."""
    return PREDICATES.get("_".join(text.replace("-", " ").upper().split()))


def weight_told(fields: Mapping[str, str]) -> float:
    """Give the weight of an edge; 1 where none is told.

    Raises:
        FieldFault: it is no positive number; tools write small ones as 1e-05.
    """
    text = fields.get("weight") or fields.get("strength")
    if text is None:
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not 0 < weight < math.inf:
        raise FieldFault("weight", f"“{text[:40]}” is no positive number", "mend it, or take the edge out")
    return weight


@dataclass(slots=True)
class Statement:
    """One statement: where it was first made, by how many edges, and what they weigh together."""

    line: int
    edges: int = 0
    weight: float = 0.0


@dataclass(slots=True)
class Edges:
    """The edges of a file, gathered: equal ones weigh together."""

    drawing: Drawing
    said: dict[Words, Statement] = field(default_factory=dict["Words", Statement])
    silent: Counter[str] = field(default_factory=Counter[str])

    def add(self, line: int, edge: Edge) -> None:
        """Take an edge in.

        Raises:
            FieldFault: a field of it cannot be taken.
        """
        if edge.fault is not None:
            raise edge.fault
        fields = fields_of(edge.said)
        predicate, weight = self.predicate(fields, edge.drawn), weight_told(fields)
        detail = fields.get("detail")
        for start, end in edge.times or [period_told(fields)]:
            for subject, target in self.directions(edge, predicate):
                one = self.said.setdefault((subject, predicate, target, start, end, detail), Statement(line))
                one.edges += 1
                one.weight += weight

    def predicate(self, fields: Mapping[str, str], drawn: str) -> Predicate:
        """Give what an edge says: by our own attribute, else by whatever names one of our predicates."""
        if text := fields.get("predicate"):
            if found := predicate_of(text):
                return found
            raise FieldFault("predicate", f"“{text[:60]}” is no predicate", nearest(text, PREDICATES))
        words = [*filter(None, map(fields.get, SAYING)), *filter(None, [drawn])]
        if found := next(filter(None, map(predicate_of, words)), None):
            return found
        self.silent.update(words[:1])
        return self.drawing.predicate

    def directions(self, edge: Edge, predicate: Predicate) -> Iterator[tuple[str, str]]:
        """Give subject and object: of what two say together the smaller id first, of what each says to the other both."""
        ends = self.drawing.node_id(edge.source), self.drawing.node_id(edge.target)
        if predicate is Predicate.COLLABORATES_WITH:
            yield min(ends), max(ends)
        else:
            yield ends
            if edge.mutual:
                yield ends[1], ends[0]

    def relations(self) -> Iterator[tuple[int, Relation]]:
        """Give each statement with the line of its first edge."""
        for words, one in self.said.items():
            yield one.line, relation(self.drawing, words, one.weight)

    def notes(self) -> Iterator[str]:
        """Say what became of edges that say the same, and of words that are no predicates."""
        if more := sum(one.edges - 1 for one in self.said.values()):
            yield f"edges that say what another says: {more:,}, taken as one statement each, their weights added"
        if self.silent:
            told = ", ".join(f"{word[:40]} ×{times:,}" for word, times in self.silent.most_common(5))
            yield f"words on edges that name no predicate ({told}) are read as {self.drawing.predicate}"


def relation(drawing: Drawing, words: Words, weight: float) -> Relation:
    """Make the relation of a statement; its id is made of what it says, not of how strongly."""
    digest = hashlib.blake2b(repr(tuple(map(plain, words))).encode(), digest_size=8).hexdigest()
    subject, predicate, target, start, end, detail = words
    said = subject, str(predicate), target, start, end, detail
    return Relation(f"{drawing.origin}:{digest}", *said, drawing.cited, weight)


def plain(word: str | None) -> str | None:
    return None if word is None else str(word)


def period_told(fields: Mapping[str, str]) -> Time:
    """Give when an edge holds by its attributes."""
    return time_told("start", fields.get("start", "")), time_told("end", fields.get("end", ""))
