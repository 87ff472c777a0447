"""Attributes of a network that no field of ours holds, as own attributes: named, typed, without persons and graphics."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.attribute_names import is_graphics
from graph.attributes import LONGEST_TEXT, MOST, PREFIX, attributes_text
from graph.vocabulary import Kind
from ingest.attributes import attribute_name
from ingest.networks.fields import EDGE_FIELDS, KIND_FIELDS, NAMES, USED, field_of, kind_word
from ingest.networks.items import Declared, Truth
from ingest.networks.nodes import sector_of
from ingest.networks.predicates import SAYING, says_predicate
from ingest.networks.typed_values import number_of, text_of, truth_of
from ingest.person_columns import holds_persons, is_telephone
from ingest.person_looks import may_name_persons, names_a_person, personal_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.attributes import Value
    from ingest.networks.items import Attributes

    Rule = Callable[[str], bool]

NO_NUMBERS = frozenset(
    {"", "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "null", "none"}
)
SHOWN = 5


@dataclass(slots=True)
class OwnColumns:
    """The own attributes of the nodes of a kind, or of the edges, of one file.

    Attributes:
        known: fields that are read, and therefore not kept as own attributes.
        unless: fields whose values are own attributes unless they say something to us: field → whether a value does.
    """

    known: frozenset[str]
    unless: Mapping[str, Rule] = field(default_factory=dict[str, "Rule"])
    plans: dict[str, tuple[str, Rule | None] | None] = field(
        default_factory=dict[str, "tuple[str, Rule | None] | None"]
    )
    kept: dict[str, str] = field(default_factory=dict[str, str])
    persons: dict[str, None] = field(default_factory=dict[str, None])
    telephones: dict[str, None] = field(default_factory=dict[str, None])
    beyond: set[str] = field(default_factory=set[str])
    unreadable: Counter[str] = field(default_factory=Counter[str])
    cut: Counter[str] = field(default_factory=Counter[str])
    looks: Counter[str] = field(default_factory=Counter[str])
    doubtful: set[str] = field(default_factory=set[str])

    def plan(self, column: str) -> tuple[str, Rule | None] | None:
        """Return the name of the attribute that a column becomes, and what its values must not say; None if it becomes none."""
        own = column.removeprefix(PREFIX)
        name = field_of(own) if own == column else attribute_name(own)
        rule = self.unless.get(name) if own == column else None
        if holds_persons(own):
            self.persons[column] = None
            return None
        if is_telephone(own):
            self.telephones[column] = None
            return None
        if own == column and rule is None and (name in self.known or is_graphics(own)):
            return None
        name = name if rule else attribute_name(own)
        if len({name, *(plan[0] for plan in self.plans.values() if plan)}) > MOST:
            self.beyond.add(column)
            return None
        if may_name_persons(own):
            self.doubtful.add(name)
        return name, rule

    def read(self, data: Attributes) -> str | None:
        """Return the own attributes of a node or an edge (`graph.attributes`); of two columns of one name the first."""
        found: dict[str, Value | None] = {}
        for column, text in data:
            if column not in self.plans:
                self.plans[column] = self.plan(column)
            plan = self.plans[column]
            if plan is None or not text:
                continue
            name, says = plan
            if name in found or (says is not None and says(text)):
                continue
            if (value := self.value(name, text)) is not None:
                found[name] = value
                self.kept[column] = name
        return attributes_text(found) if found else None

    def value(self, name: str, text: str) -> Value | None:
        """Return a value by the type that its file declares; None if it says nothing, or is not of the type."""
        kind = type(text)
        if kind is Declared or kind is Truth:
            value = number_of(text) if kind is Declared else truth_of(text)
            if value is None and text.strip().casefold() not in NO_NUMBERS:
                self.unreadable[name] += 1
            return value
        if why := self.personal(name, text):
            self.looks[f"{name} ({why})"] += 1
            return None
        if len(text) > LONGEST_TEXT:
            self.cut[name] += 1
        return text_of(text)

    def impersonal(self, name: str, text: str | None) -> str | None:
        """Return a free text; one with personal data is left out and counted."""
        if text and (why := personal_in(text)) is not None:
            self.looks[f"{name} ({why})"] += 1
            return None
        return text

    def personal(self, name: str, text: str) -> str | None:
        """Return what is personal in a text: an address, a telephone number, or under a doubtful heading a name."""
        if name in self.doubtful and any(map(names_a_person, re.split("[;,|/]", text))):
            return "names of persons"
        return personal_in(text)

    def notes(self) -> Iterator[str]:
        """Yield notes on what is not kept."""
        if self.persons:
            yield f"dropped, since persons are never loaded: {', '.join(self.persons)}"
        if self.telephones:
            yield f"dropped, telephone numbers: {', '.join(self.telephones)}"
        if self.beyond:
            listed = ", ".join(sorted(self.beyond)[:SHOWN])
            yield (
                f"more than {MOST} own attributes: the first are kept, {len(self.beyond):,} are not ({listed} …):"
                " check whether it is a matrix"
            )
        for what, counts in (
            ("values left out, since persons are never loaded", self.looks),
            ("values that are not of their declared type are left out", self.unreadable),
            (f"texts are cut at {LONGEST_TEXT:,} characters", self.cut),
        ):
            if counts:
                yield f"{what}: {', '.join(f'{name} ×{times:,}' for name, times in counts.most_common(SHOWN))}"


def of_nodes(kind: Kind) -> OwnColumns:
    """Return the own attributes of the nodes of a kind; words that do not name a kind or sector of ours are own attributes."""
    rules: dict[str, Rule] = {name: rule_of_kind(name) for name in KIND_FIELDS}
    if kind is not Kind.PROGRAMME:
        rules |= dict.fromkeys(("sector", "field"), lambda text: sector_of(text) is not None)
    return OwnColumns(NAMES | USED[kind], rules)


def rule_of_kind(name: str) -> Rule:
    """Return the rule for a field that may hold the kind of a node."""
    return lambda text: kind_word({name: text}) is not None


def of_edges() -> OwnColumns:
    """Return the own attributes of edges; labels that name no predicate are own attributes."""
    return OwnColumns(frozenset(EDGE_FIELDS), dict.fromkeys(SAYING, says_predicate))


@dataclass(slots=True)
class FileColumns:
    """The own attributes of all nodes and edges of a file."""

    nodes: dict[Kind, OwnColumns] = field(default_factory=lambda: {kind: of_nodes(kind) for kind in Kind})
    edges: OwnColumns = field(default_factory=of_edges)

    def all(self) -> list[OwnColumns]:
        """Return those of each kind of node, and of edges."""
        return [*self.nodes.values(), self.edges]

    def leave_out(self, fields: frozenset[str]) -> None:
        """Let fields become no attributes, for instance those that our own exports compute."""
        for one in self.all():
            one.known |= fields

    def names(self) -> tuple[str, ...]:
        """Return the own attributes that were found."""
        return tuple(dict.fromkeys(name for one in self.all() for name in one.kept.values()))

    def columns(self) -> set[str]:
        """Return the columns that became own attributes."""
        return {column for one in self.all() for column in one.kept}

    def notes(self) -> Iterator[str]:
        """Yield notes on what is not kept, each once."""
        yield from dict.fromkeys(note for one in self.all() for note in one.notes())
