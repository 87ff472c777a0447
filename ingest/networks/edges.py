"""Edges of a network as relations: what they say, when, how strongly; parallel ones that say the same are one statement."""

from __future__ import annotations

import hashlib
import math
import re
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

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
"""A number as every tool reads it; Python would take 1_0 for 10."""
PREDICATES = {str(predicate): predicate for predicate in Predicate}
SAYING = ("kind", "interaction", "label", "label_e")
"""Attributes besides `predicate` in which a tool keeps what an edge says."""


def predicate_of(text: str) -> Predicate | None:
    """Return the predicate that a word names, in whatever letters: “supplies”, “collaborates with”."""
    return PREDICATES.get("_".join(text.replace("-", " ").upper().split()))


def weight_told(fields: Mapping[str, str]) -> float:
    """Return the weight of an edge; 1 where none is reported.

    Raises:
        FieldFault: it is no positive number; tools write small ones as 1e-05.
    """
    text = fields.get("weight") or fields.get("strength")
    if text is None:
        return 1.0
    weight = float(text) if NUMBER.fullmatch(text) else math.nan
    if not 0 < weight < math.inf:
        raise FieldFault(
            "weight", f"“{text[:40]}” is not a positive number", "correct it, or remove the edge"
        )
    return weight


@dataclass(slots=True)
class Statement:
    """One statement: the edges that made it, by their lines, and what they weigh together."""

    lines: list[int] = field(default_factory=list[int])
    weight: float = 0.0


@dataclass(slots=True)
class Edges:
    """The edges of a file, gathered: equal ones weigh together."""

    drawing: Drawing
    said: dict[Words, Statement] = field(default_factory=dict["Words", Statement])
    silent: Counter[str] = field(default_factory=Counter[str])
    undirected: Counter[str] = field(default_factory=Counter[str])

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
        times, ways = edge.times or [period_told(fields)], list(self.directions(edge, predicate))
        words = [(*way, start, end, detail) for start, end in times for way in ways]
        found = [self.said.get(one) for one in words]
        if any(one is not None and math.isinf(one.weight + weight) for one in found):
            rule = f"“{weight:g}” plus the weights of equal edges is too large"
            raise FieldFault("weight", rule, "correct it, or remove the edge")
        for one in words:
            statement = self.said.setdefault(one, Statement())
            statement.lines.append(line)
            statement.weight += weight
        if edge.undirected and predicate is not Predicate.COLLABORATES_WITH:
            self.undirected[predicate] += 1

    def without(self, ids: set[str]) -> dict[int, str]:
        """Take out the edges at nodes that several have: line → id of the node."""
        nodes = {self.drawing.node_id(own): own for own in ids}
        lost = [words for words in self.said if nodes.keys() & {words[0], words[2]}] if nodes else []
        return {
            line: nodes.get(words[0]) or nodes[words[2]]
            for words in lost
            for line in self.said.pop(words).lines
        }

    def predicate(self, fields: Mapping[str, str], drawn: str) -> Predicate:
        """Return what an edge says: by our own attribute, else by whatever names one of our predicates."""
        if text := fields.get("predicate"):
            if found := predicate_of(text):
                return found
            raise FieldFault("predicate", f"“{text[:60]}” is not a predicate", nearest(text, PREDICATES))
        words = [*filter(None, map(fields.get, SAYING)), *filter(None, [drawn])]
        if found := next(filter(None, map(predicate_of, words)), None):
            return found
        self.silent.update(words[:1])
        return self.drawing.predicate

    def directions(self, edge: Edge, predicate: Predicate) -> Iterator[tuple[str, Predicate, str]]:
        """Yield subject, predicate and object: of what two say together the smaller id first, of what each says to the other both."""
        ends = self.drawing.node_id(edge.source), self.drawing.node_id(edge.target)
        if predicate is Predicate.COLLABORATES_WITH:
            yield min(ends), predicate, max(ends)
        else:
            yield ends[0], predicate, ends[1]
            if edge.mutual:
                yield ends[1], predicate, ends[0]

    def relations(self) -> Iterator[tuple[int, Relation]]:
        """Yield each statement with the line of its first edge."""
        for words, one in self.said.items():
            yield one.lines[0], relation(self.drawing, words, one.weight)

    def notes(self) -> Iterator[str]:
        """Yield what became of edges that say the same, and of words that are not predicates."""
        if more := sum(len(one.lines) - 1 for one in self.said.values()):
            yield f"duplicate edges: {more:,}, merged into one relation each, with their weights added"
        for predicate, times in self.undirected.most_common():
            yield f"undirected edges with the directed predicate {predicate}: {times:,}, read from source to target"
        if self.silent:
            told = ", ".join(f"{word[:40]} ×{times:,}" for word, times in self.silent.most_common(5))
            yield f"unknown predicates on edges ({told}) are read as {self.drawing.predicate}"


def relation(drawing: Drawing, words: Words, weight: float) -> Relation:
    """Make the relation of a statement; its id is made of what it says, not of how strongly."""
    digest = hashlib.blake2b(repr(tuple(map(plain, words))).encode(), digest_size=8).hexdigest()
    subject, predicate, target, start, end, detail = words
    said = subject, str(predicate), target, start, end, detail
    return Relation(f"{drawing.origin}:{digest}", *said, drawing.cited, weight)


def plain(word: str | None) -> str | None:
    return None if word is None else str(word)


def period_told(fields: Mapping[str, str]) -> Time:
    """Return when an edge holds by its attributes."""
    return time_told("start", fields.get("start", "")), time_told("end", fields.get("end", ""))
