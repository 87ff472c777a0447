"""Merging of several records of one organisation into one node: the store keeps each record as loaded.

The same-as records alone (`decision` merge) decide which records are one organisation, so the result does not depend on
the order of loads, and undoing a merge restores the previous nodes.

Of several values the one from the highest-ranking record wins (`rank`); the others are kept as conflicts, other
names as aliases. A name that another of the records gives as a former one gives way to the present name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.attributes import PREFIX, attributes_of, attributes_text
from graph.field_words import FIELD_WORDS
from graph.legal_forms import without_legal_form
from graph.model import ATTRIBUTES, COLUMNS, NODE_TYPES
from graph.own_fields import as_written
from graph.relations import union
from graph.vocabulary import AliasKind, Decider, Identity, Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.attributes import Value

    Row = tuple[Any, ...]
    FormerNames = Mapping[str, str | None]

REGISTERS = (
    *("dart-company", "dart", "krx", "factoryon", "factories", "ror", "ntis", "cordis", "kipris"),
    "openalex",
)
"""Origins that are registers, the most official first."""
CURATED, ELSEWHERE = -1, len(REGISTERS)
SAME_AS = COLUMNS[RecordType.SAME_AS]
WHY = COLUMNS[RecordType.CONFLICT].index("why")
A, B, BY, DECISION = (SAME_AS.index(name) for name in ("a", "b", "by", "decision"))
ONE_WORD = {
    Kind.ORGANISATION: ("organisation_kind", "sector", "city", "district", "founded", "website"),
    Kind.TECHNOLOGY: ("field",),
    Kind.PROGRAMME: ("programme_kind", "start", "end", "budget_krw", "members_told"),
}
"""Fields in which two different values are a conflict."""
TEXTS = frozenset({"products", "products_ko", "detail", "detail_ko"})
LISTS = frozenset({"products", "products_ko"})
"""Texts that are lists, in which each product is named once."""
DATES = frozenset({"founded", "start", "end"})
CITED = {Kind(kind): COLUMNS[kind].index("sources") for kind in NODE_TYPES}
HIGHER = "the record of higher standing says so; the other is kept"
HIGHER_KO = "신뢰도가 높은 레코드의 값을 채택하고 다른 값도 보존"


def rank(node: str) -> tuple[int, str]:
    """Rank the records of one organisation: hand-made ids (no origin before a colon) first, then registers, then the rest.

    >>> sorted(["table:7", "krx:005930", "dmi", "dart:00126380"], key=rank)
    ['dmi', 'dart:00126380', 'krx:005930', 'table:7']
    """
    origin, colon, _ = node.partition(":")
    if not colon:
        return CURATED, node
    return (REGISTERS.index(origin) if origin in REGISTERS else ELSEWHERE), node


def groups(rows: Sequence[Row], known: Mapping[str, object]) -> list[list[str]]:
    """Return the record ids of each organisation that has several, highest-ranking first; unknown ids are skipped.

    Args:
        rows: same-as records in column order.
        known: existing node ids → their kind.
    """
    head: dict[str, str] = {}
    overruled = {
        (row[A], row[B]) for row in rows if row[DECISION] == Identity.SPLIT and row[BY] == Decider.RULES
    }

    def find(node: str) -> str:
        while (above := head.get(node, node)) != node:
            head[node] = head.get(above, above)
            node = above
        return node

    for row in rows:
        one, other = row[A], row[B]
        if row[DECISION] != Identity.MERGE or (one, other) in overruled:
            continue
        if one in known and known[one] == known.get(other):
            first, second = sorted((find(one), find(other)))
            head[second] = first
    together: dict[str, list[str]] = defaultdict(list)
    for node in sorted(head):
        together[find(node)].append(node)
    return [
        sorted({top, *members}, key=rank)
        for top, members in sorted(together.items())
        if {top, *members} != {top}
    ]


@dataclass(slots=True)
class Parts:
    """The records of merged nodes as loaded, by id: their rows, aliases and identifiers."""

    rows: dict[str, Row] = field(default_factory=dict[str, "Row"])
    aliases: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    identifiers: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Merger:
    """Merges records into nodes.

    Attributes:
        canonical: the id of a record that shows under another one → that one.
        parts: the merged records as loaded.
        aliases, conflicts: rows that result from merging.
    """

    canonical: dict[str, str] = field(default_factory=dict[str, str])
    parts: Parts = field(default_factory=Parts)
    aliases: list[Row] = field(default_factory=list["Row"])
    conflicts: list[Row] = field(default_factory=list["Row"])

    def merge(
        self, nodes: list[tuple[Row, int]], same_as: Sequence[Row], aliases: Iterable[Row] = ()
    ) -> list[tuple[Row, int]]:
        """Merge the rows of each organisation.

        Args:
            nodes: rows with the code of their kind (position in `Kind`).
            same_as: same-as records in column order.
            aliases: aliases in column order, for former names.
        """
        if not any(row[DECISION] == Identity.MERGE for row in same_as):
            return nodes
        known = {row[0]: (row, code) for row, code in nodes}
        merged: dict[str, tuple[Row, int]] = {}
        former = former_names(aliases)
        for members in groups(same_as, {key: code for key, (_, code) in known.items()}):
            code = known[members[0]][1]
            merged[members[0]] = self.one(tuple(Kind)[code], [known[key][0] for key in members], former), code
            self.canonical |= dict.fromkeys(members[1:], members[0])
            self.parts.rows |= {key: known[key][0] for key in members}
        return [merged.get(row[0], (row, code)) for row, code in nodes if row[0] not in self.canonical]

    def one(self, kind: Kind, rows: Sequence[Row], former: Mapping[str, FormerNames]) -> Row:
        """Merge several rows, highest-ranking first, into one."""
        columns, cited = COLUMNS[RecordType(kind)], CITED[kind]
        first, values = rows[0], list(rows[0])
        for place, name in enumerate(columns):
            if name in ONE_WORD[kind]:
                values[place] = self.chosen(name, [(row[place], row[cited]) for row in rows], first[0])
            elif name == ATTRIBUTES:
                values[place] = self.attributes_of([(row[place], row[cited]) for row in rows], first[0])
            elif name in TEXTS:
                texts = [row[place] for row in rows if row[place]]
                parts = (text.split(";") if name in LISTS else [text] for text in texts)
                each = dict.fromkeys(part.strip() for some in parts for part in some)
                values[place] = "; ".join(filter(None, each)) or None
        gone = given_up(rows, former)
        named = present_name(rows, gone, former)
        values[1] = named[1]
        present = [row for row in rows if key_of(row) not in gone] if gone else rows
        english = next((row for row in present if row[3]), named)
        values[2:4] = english[2:4]
        for row in rows[1:]:
            values[cited] = union(values[cited], row[cited])
        self.name(values, rows, gone, cited)
        return tuple(values)

    def chosen(self, name: str, values: Sequence[tuple[Any, str]], node: str) -> Any:
        """Choose one value and keep conflicting ones; of two dates where one is a prefix of the other, the longer one."""
        known = [(value, sources) for value, sources in values if value is not None]
        if not known:
            return None
        word, cited = known[0]
        for value, sources in known[1:]:
            if name in DATES and value.startswith(word):
                word, cited = value, sources
            elif value != word and not (name in DATES and word.startswith(value)):
                said = name, str(word), cited, str(value), sources, str(word), HIGHER
                self.conflicts.append((node, *said, FIELD_WORDS[name], HIGHER_KO))
        return word

    def attributes_of(self, values: Sequence[tuple[str | None, str]], node: str) -> str | None:
        """Join own attributes; of two values the one of the higher-ranking record wins, and the other is a conflict."""
        found: dict[str, tuple[Value, str]] = {}
        for text, sources in values:
            for name, value in attributes_of(text).items():
                kept, cited = found.setdefault(name, (value, sources))
                if kept != value:
                    field, one, other = f"{PREFIX}{name}", as_written(kept), as_written(value)
                    self.conflicts.append(
                        (node, field, one, cited, other, sources, one, HIGHER, name, HIGHER_KO)
                    )
        return attributes_text({name: value for name, (value, _) in found.items()})

    def name(self, values: Sequence[Any], rows: Sequence[Row], gone: FormerNames, cited: int) -> None:
        """Keep the names that the merged node does not have as its aliases."""
        borne = {values[1], values[2]}
        for row in rows:
            for name in (row[1], row[2]):
                if name not in borne:
                    borne.add(name)
                    romanised = name == row[2] and not row[3]
                    kind = AliasKind.ROMANISATION if romanised else AliasKind.VARIANT
                    kind = AliasKind.FORMER_NAME if gone and without_legal_form(name) in gone else kind
                    until = gone[without_legal_form(name)] if kind is AliasKind.FORMER_NAME else None
                    self.aliases.append((values[0], name, str(kind), None, until, row[cited]))

    def with_aliases(self, rows: list[Row]) -> list[Row]:
        """Return the aliases under merged ids, plus names of merged records that are not aliases yet."""
        self.keep_parts(self.parts.aliases, rows)
        known = {(self.canonical.get(row[0], row[0]), row[1]) for row in rows} if self.aliases else ()
        return self.named([*rows, *(row for row in self.aliases if row[:2] not in known)])

    def with_identifiers(self, rows: list[Row]) -> list[Row]:
        """Return the identifiers under merged ids."""
        self.keep_parts(self.parts.identifiers, rows)
        return self.named(rows)

    def keep_parts(self, of: dict[str, list[Row]], rows: Sequence[Row]) -> None:
        """Keep the rows of merged records as loaded."""
        for row in rows if self.parts.rows else ():
            if row[0] in self.parts.rows:
                of[row[0]].append(row)

    def named(self, rows: list[Row]) -> list[Row]:
        """Return rows under merged ids; equal rows become one with all their sources.

        Args:
            rows: aliases or identifiers in column order.
        """
        if not self.canonical:
            return rows
        found: dict[tuple[Any, ...], Row] = {}
        for row in rows:
            shown = (self.canonical.get(row[0], row[0]), *row[1:])
            was = found.get(shown[:-1])
            found[shown[:-1]] = shown if was is None else (*shown[:-1], union(was[-1], shown[-1]))
        return list(found.values())

    def disagreements(self, rows: Sequence[Row]) -> list[Row]:
        """Return the conflicts loaded and found under merged ids; of several that differ only in the reason, the first.

        Args:
            rows: conflicts as loaded, in column order.
        """
        found: dict[tuple[Any, ...], Row] = {}
        for row in (*rows, *self.conflicts):
            shown = (self.canonical.get(row[0], row[0]), *row[1:])
            found.setdefault(shown[:WHY], shown)
        return list(found.values())


def former_names(aliases: Iterable[Row]) -> Mapping[str, FormerNames]:
    """Return the former names that each record gives, in comparable form, with the last date of their use."""
    found: dict[str, dict[str, str | None]] = {}
    for node, name, kind, _, until, _ in aliases:
        if kind == AliasKind.FORMER_NAME:
            found.setdefault(node, {})[without_legal_form(name)] = until
    return found


def key_of(row: Row) -> str:
    """Return the name of a record in comparable form."""
    return without_legal_form(row[1])


def given_up(rows: Sequence[Row], former: Mapping[str, FormerNames]) -> FormerNames:
    """Return the names of records that others of them give as former ones, with the last date of their use."""
    if not any(row[0] in former for row in rows):
        return {}
    own = {row[0]: key_of(row) for row in rows}
    return {
        name: until
        for node in own
        for name, until in former.get(node, {}).items()
        if name != own[node] and name in own.values()
    }


def present_name(rows: Sequence[Row], gone: FormerNames, former: Mapping[str, FormerNames]) -> Row:
    """Return the record whose name is shown.

    It is the highest-ranking one whose name no other gives as a former one, before all one that gives the name of the first record
    as such. If each name was given up, as by an organisation that took an old one back, that given up first is the present one.
    """
    first = rows[0]
    key = key_of(first) if gone else ""
    if key not in gone:
        return first
    if present := [row for row in rows if key_of(row) not in gone]:
        return next((row for row in present if key in former.get(row[0], {})), present[0])
    dates = [(row, gone[key_of(row)]) for row in rows]
    known = [(date, place) for place, (_, date) in enumerate(dates) if date]
    return rows[min(known)[1]] if len(known) == len(rows) else first
