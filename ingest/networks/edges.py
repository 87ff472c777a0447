"""Edges of a network as relations, with predicate, dates and weight; parallel equal edges make one relation."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.attributes import joined_attributes
from graph.model import Relation
from graph.near import nearest
from graph.plurals import plural
from graph.vocabulary import Predicate
from ingest.networks.fields import fields_of
from ingest.networks.predicates import PREDICATES, SAYING, predicate_of, says_predicate
from ingest.networks.times import attribute_time
from ingest.reading.positions import FieldFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.networks.columns import OwnColumns
    from ingest.networks.items import Edge, Time
    from ingest.networks.network_options import NetworkOptions

    Words = tuple[str, str, str, str | None, str | None, str | None]

SAID = frozenset(SAYING)
WORDS = {predicate: predicate.value for predicate in Predicate}
WEIGHTS = frozenset({"weight", "strength"})
NO_DETAILS: tuple[str | None, str | None] = (None, None)
ALWAYS: Sequence[Time] = ((None, None),)
"""The times of an edge that has none."""
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
"""A number in common notation; Python would read 1_0 as 10."""


def edge_weight(fields: Mapping[str, str]) -> float:
    """Return the weight of an edge, 1 by default.

    Raises:
        FieldFault: it is not a positive number.
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
    """One relation: the line of its first edge and of further ones, their total weight, the detail of the first (in Korean too), own attributes.

    `forth` and `back` count its directed edges from the smaller and from the larger id, where its predicate has no direction.
    Most relations have one edge, and there are many of them: nothing here is a list that need not be one.
    """

    line: int
    details: tuple[str | None, str | None]
    further: list[int] | None = None
    weight: float = 0.0
    forth: int = 0
    back: int = 0
    attributes: tuple[str, ...] = ()

    @property
    def lines(self) -> list[int]:
        """The lines of its edges."""
        return [self.line, *(self.further or ())]


@dataclass(slots=True)
class Edges:
    """Collects the edges of a file; the weights of equal ones are added."""

    drawing: NetworkOptions
    own: OwnColumns
    statements: dict[Words, Statement] = field(default_factory=dict["Words", Statement])
    silent: Counter[str] = field(default_factory=Counter[str])
    undirected: Counter[str] = field(default_factory=Counter[str])
    differing: int = 0

    def add(self, line: int, edge: Edge) -> None:
        """Add an edge.

        Raises:
            FieldFault: a field of it is invalid.
        """
        if edge.fault is not None:
            raise edge.fault
        fields = fields_of(edge.data)
        weight = edge_weight(fields)
        if fields.keys() <= WEIGHTS and not edge.drawn:
            predicate, details, times = self.drawing.predicate, NO_DETAILS, edge.times or ALWAYS
        else:
            predicate = self.predicate(fields, edge.drawn)
            details = (
                self.own.impersonal("detail", fields.get("detail") or relation_key(fields)),
                self.own.impersonal("detail_ko", fields.get("detail_ko")),
            )
            times = edge.times or [edge_period(fields)]
        ways = list(self.directions(edge, predicate))
        words = [(*way, start, end, details[0] or details[1]) for start, end in times for way in ways]
        for one in words:
            held = self.statements.get(one)
            if held is not None and math.isinf(held.weight + weight):
                rule = f"“{weight:g}” plus the weights of equal edges is too large"
                raise FieldFault("weight", rule, "correct it, or remove the edge")
        attributes = self.own.read(edge.data)
        directed = predicate is Predicate.COLLABORATES_WITH and not (edge.undirected or edge.mutual)
        from_smaller = directed and words[0][0] == self.drawing.node_id(edge.source)
        for one in words:
            statement = self.statements.get(one)
            if statement is None:
                statement = self.statements[one] = Statement(line, details)
            elif statement.further is None:
                statement.further = [line]
            else:
                statement.further.append(line)
            statement.weight += weight
            if directed:
                statement.forth += from_smaller
                statement.back += not from_smaller
            if attributes is not None and attributes not in statement.attributes:
                self.differing += bool(statement.attributes)
                statement.attributes = (*statement.attributes, attributes)
        if edge.undirected and predicate is not Predicate.COLLABORATES_WITH:
            self.undirected[predicate] += 1

    def without(self, ids: set[str]) -> dict[int, str]:
        """Remove edges at ambiguous node ids: line → node id."""
        nodes = {self.drawing.node_id(own): own for own in ids}
        lost = [words for words in self.statements if nodes.keys() & {words[0], words[2]}] if nodes else []
        return {
            line: nodes.get(words[0]) or nodes[words[2]]
            for words in lost
            for line in self.statements.pop(words).lines
        }

    def predicate(self, fields: Mapping[str, str], drawn: str) -> Predicate:
        """Return the predicate of an edge: from its attribute `predicate`, else from any attribute that names one."""
        if text := fields.get("predicate"):
            if found := predicate_of(text):
                return found
            raise FieldFault("predicate", f"“{text[:60]}” is not a predicate", nearest(text, PREDICATES))
        if not drawn and SAID.isdisjoint(fields):
            return self.drawing.predicate
        words = [*filter(None, map(fields.get, SAYING)), *filter(None, [drawn])]
        if found := next(filter(None, map(predicate_of, words)), None):
            return found
        self.silent.update([word for word in words if not says_predicate(word)][:1])
        return self.drawing.predicate

    def directions(self, edge: Edge, predicate: Predicate) -> Iterator[tuple[str, str, str]]:
        """Yield subject, predicate and object: symmetric predicates with the smaller id first, bidirectional edges in both directions."""
        ends = self.drawing.node_id(edge.source), self.drawing.node_id(edge.target)
        if predicate is Predicate.COLLABORATES_WITH:
            yield min(ends), WORDS[predicate], max(ends)
        else:
            yield ends[0], WORDS[predicate], ends[1]
            if edge.mutual:
                yield ends[1], WORDS[predicate], ends[0]

    def relations(self) -> Iterator[tuple[int, Relation]]:
        """Yield each relation with the line of its first edge."""
        for words, one in self.statements.items():
            yield one.line, relation(self.drawing, words, one)

    def notes(self) -> Iterator[str]:
        """Yield notes on merged edges and unknown predicates."""
        both = [one for one in self.statements.values() if one.forth and one.back]
        if directed := sum(one.forth + one.back for one in self.statements.values()):
            yield (
                f"directed edges read as {Predicate.COLLABORATES_WITH}, which has no direction: {directed:,};"
                f" predicate={Predicate.SUPPLIES} keeps the direction"
            )
        if both:
            yield f"opposite directed edges, joined with their weights added: {plural(len(both), 'pair')}"
        if more := sum(len(one.further or ()) for one in self.statements.values()) - len(both):
            yield f"duplicate edges: {more:,}, merged into one relation each, with their weights added"
        if self.differing:
            yield f"duplicate edges with other attributes: {self.differing:,}; of two values the first is kept"
        for predicate, times in self.undirected.most_common():
            yield f"undirected edges with the directed predicate {predicate}: {times:,}, read from source to target"
        if self.silent:
            listed = ", ".join(f"{word[:40]} ×{times:,}" for word, times in self.silent.most_common(5))
            yield f"unknown predicates on edges ({listed}) are read as {self.drawing.predicate}"


def relation(drawing: NetworkOptions, words: Words, one: Statement) -> Relation:
    """Make a relation; its id does not depend on its weight."""
    digest = hashlib.blake2b(repr(words).encode(), digest_size=8).hexdigest()
    subject, predicate, target, start, end, _ = words
    content, (detail, korean) = (subject, predicate, target, start, end), one.details
    own = joined_attributes(one.attributes) if len(one.attributes) > 1 else next(iter(one.attributes), None)
    return Relation(f"{drawing.origin}:{digest}", *content, detail, drawing.cited, one.weight, korean, own)


def relation_key(fields: Mapping[str, str]) -> str | None:
    """Return what tells an edge from others of the same ends: the key of NetworkX in GEXF, or the interaction of Cytoscape, if it names a relation."""
    words = fields.get("networkx_key", ""), fields.get("interaction", "")
    return next((word for word in words if word and not word.isdecimal() and not says_predicate(word)), None)


def edge_period(fields: Mapping[str, str]) -> Time:
    """Return the period of an edge from its attributes."""
    return attribute_time("start", fields.get("start", "")), attribute_time("end", fields.get("end", ""))
