"""The rules of the graph: predicates and the kinds they join, required fields; one `check(record)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.attributes import attribute_faults
from graph.dates import earliest, latest, span
from graph.identifiers import IdentifierError, identify
from graph.model import (
    ATTRIBUTES,
    COLUMNS,
    Alias,
    Conflict,
    Identifier,
    Organisation,
    Programme,
    Relation,
    SameAs,
    Source,
    Technology,
)
from graph.near import Near, any_of
from graph.near import nearest as nearest  # noqa: PLC0414  # re-exported
from graph.texts import hidden_in, says_nothing
from graph.vocabulary import (
    SECTORS,
    AliasKind,
    Decider,
    EvidenceKind,
    IdentifierScheme,
    Identity,
    Kind,
    OrganisationKind,
    Predicate,
    ProgrammeKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Mapping

    from graph.model import Node, Record

SCHEMA_VERSION = 5
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}", re.ASCII)
LONGEST_NAME = 1_000
"""Longest name; a longer one is a column or a file read as one cell."""
ROMANISED = 7
"""Latin letters per Hangul syllable: a romanised name may be that much longer."""
MOST_MEMBERS = 10_000_000
"""No programme has as many members; a larger number is a budget or an identifier in the wrong column."""
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
"""A safe address: `javascript:`, `data:` and `file:` would run or show the content of a record."""
ID_RULE = "an id has 1 to 120 of the characters A–Z a–z 0–9 . _ : - and begins with a letter or digit"

ORG, TECH, PROG = Kind.ORGANISATION, Kind.TECHNOLOGY, Kind.PROGRAMME
JOINS: Mapping[Predicate, frozenset[tuple[Kind, Kind]]] = MappingProxyType(
    {
        Predicate.COLLABORATES_WITH: frozenset({(ORG, ORG)}),
        Predicate.SUPPLIES: frozenset({(ORG, ORG)}),
        Predicate.SUPPORTS: frozenset({(ORG, ORG)}),
        Predicate.FUNDS: frozenset({(ORG, ORG), (ORG, PROG)}),
        Predicate.MEMBER_OF: frozenset({(ORG, ORG), (ORG, PROG)}),
        Predicate.LEADS: frozenset({(ORG, PROG)}),
        Predicate.PARTICIPATES_IN: frozenset({(ORG, PROG)}),
        Predicate.OPERATES: frozenset({(ORG, ORG), (ORG, PROG)}),
        Predicate.SPECIALIST_FOR: frozenset({(ORG, PROG)}),
        Predicate.PART_OF: frozenset({(ORG, ORG), (PROG, PROG)}),
        Predicate.DEVELOPS: frozenset({(ORG, TECH)}),
        Predicate.USES: frozenset({(ORG, TECH)}),
        Predicate.LISTED_IN: frozenset({(TECH, PROG)}),
        Predicate.ALIGNED_WITH: frozenset({(PROG, PROG)}),
        Predicate.SUCCEEDS: frozenset({(ORG, ORG)}),
    }
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: field, rule and remedy; `near` computes a better remedy at some cost."""

    field: str
    rule: str
    remedy: str
    near: Near | None = None


def unknown(field_name: str, rule: str, word: str, words: Collection[str]) -> Violation:
    """Refuse an unknown word."""
    return Violation(field_name, rule, any_of(words), Near(word, words))


def check(
    record: Record,
    *,
    kinds: Mapping[str, Kind] | None = None,
    sources: Container[str] | None = None,
) -> list[Violation]:
    """Check a record against the rules; an empty list means that it may be stored.

    Args:
        record: any record of the model.
        kinds: node id → kind of every node that exists; None leaves references unchecked.
        sources: ids of every source that exists; None leaves citations unchecked.

    Returns:
        The broken rules, each with field, rule and remedy.
    """
    found: list[Violation] = []
    check_texts(record, found)
    CHECKS[type(record)](record, found, kinds)
    if not isinstance(record, (Source, Conflict, SameAs)):
        check_citations("sources", record.sources, sources, found)
    return found


def check_texts(record: Record, found: list[Violation]) -> None:
    """Refuse control and hidden characters, since names are printed, compared and shown."""
    for name in COLUMNS[record.type]:
        value = getattr(record, name)
        if type(value) is str and name != ATTRIBUTES and (hidden := hidden_in(value)):
            found.append(
                Violation(name, f"it contains a control or hidden character ({hidden})", "remove it")
            )


def check_citations(
    field: str, cited: tuple[str, ...], sources: Container[str] | None, found: list[Violation]
) -> None:
    if not cited:
        found.append(Violation(field, "every statement cites at least one source", "give a source id"))
    if sources is not None:
        found.extend(
            Violation(field, f"source “{source}” does not exist", "add it to the sources or correct the id")
            for source in cited
            if source not in sources
        )


def check_id(field: str, value: str, found: list[Violation]) -> None:
    if not ID.fullmatch(value):
        found.append(Violation(field, ID_RULE, f"“{value}” breaks this rule: choose a plain id"))


def check_member(
    field: str, value: str | None, members: Mapping[str, object], found: list[Violation]
) -> None:
    if value is not None and value not in members:
        found.append(unknown(field, f"unknown {field} “{value}”", value, members))


def check_there(field: str, value: str, kinds: Mapping[str, Kind], found: list[Violation]) -> None:
    if value not in kinds:
        found.append(unknown(field, f"no node has the id “{value}”", value, kinds))


def check_required(record: Record, names: tuple[str, ...], found: list[Violation]) -> None:
    found.extend(
        Violation(name, f"{name} must not be empty", "fill it in")
        for name in names
        if not getattr(record, name)
    )


def check_says(field: str, name: str, found: list[Violation]) -> None:
    if name and says_nothing(name):
        found.append(Violation(field, f"“{name}” is not a name", "fill it in, or remove the row"))


def check_address(field: str, address: str | None, found: list[Violation]) -> None:
    if address and not ADDRESS.fullmatch(address):
        found.append(
            Violation(field, "an address begins with http:// or https://", f"correct “{address[:200]}”")
        )


def check_length(field: str, name: str, found: list[Violation], times: int = 1) -> None:
    if len(name) > LONGEST_NAME * times:
        rule = f"a name has at most {LONGEST_NAME * times:,} characters, this one has {len(name):,}"
        found.append(
            Violation(field, rule, "shorten it, or check the cell: several values may have run together")
        )


def check_period(
    start_field: str, start: str | None, end_field: str, end: str | None, found: list[Violation]
) -> None:
    for field, value in ((start_field, start), (end_field, end)):
        if value is not None:
            try:
                span(value)
            except ValueError as error:
                found.append(Violation(field, str(error), "correct the date or leave it empty"))
                return
    if start is not None and end is not None and earliest(start) > latest(end):
        found.append(
            Violation(
                end_field, f"{end_field} {end} is before {start_field} {start}", "correct one of the two"
            )
        )


def check_attributes(text: str | None, found: list[Violation]) -> None:
    if text is not None:
        found.extend(Violation(fault.name, fault.rule, fault.remedy) for fault in attribute_faults(text))


def check_node(record: Node, found: list[Violation]) -> None:
    check_attributes(record.attributes, found)
    check_id("id", record.id, found)
    check_required(record, ("name_ko", "name_en"), found)
    check_says("name_ko", record.name_ko, found)
    check_length("name_ko", record.name_ko, found)
    check_length("name_en", record.name_en, found, 1 if record.name_en_is_official else ROMANISED)


def check_source(record: Source, found: list[Violation], _: Mapping[str, Kind] | None) -> None:
    check_id("id", record.id, found)
    check_required(record, ("title", "publisher", "url"), found)
    check_address("url", record.url, found)
    check_period("published", record.published, "published", None, found)


def check_organisation(record: Organisation, found: list[Violation], _: Mapping[str, Kind] | None) -> None:
    check_node(record, found)
    check_member("organisation_kind", record.organisation_kind, ORGANISATION_KINDS, found)
    check_member("sector", record.sector, SECTORS, found)
    check_period("founded", record.founded, "founded", None, found)
    check_address("website", record.website, found)


def check_technology(record: Technology, found: list[Violation], _: Mapping[str, Kind] | None) -> None:
    check_node(record, found)
    check_member("field", record.field, SECTORS, found)


def check_programme(record: Programme, found: list[Violation], _: Mapping[str, Kind] | None) -> None:
    check_node(record, found)
    check_member("programme_kind", record.programme_kind, PROGRAMME_KINDS, found)
    check_period("start", record.start, "end", record.end, found)
    if record.budget_krw is not None and not 0 <= record.budget_krw < 2**53:
        found.append(
            Violation("budget_krw", "a budget is a whole number of won from 0 to 2^53", "correct the number")
        )
    if record.members_told is not None and not 0 < record.members_told < MOST_MEMBERS:
        rule = f"members_told is a whole number from 1 to {MOST_MEMBERS - 1:,}"
        found.append(
            Violation("members_told", rule, "correct the number, or leave it empty if no source states one")
        )


def check_alias(record: Alias, found: list[Violation], kinds: Mapping[str, Kind] | None) -> None:
    check_required(record, ("name",), found)
    check_says("name", record.name, found)
    check_length("name", record.name, found)
    check_member("kind", record.kind, ALIAS_KINDS, found)
    check_period("valid_from", record.valid_from, "valid_until", record.valid_until, found)
    if kinds is not None:
        check_there("node", record.node, kinds, found)


def check_identifier(record: Identifier, found: list[Violation], kinds: Mapping[str, Kind] | None) -> None:
    if record.scheme in IDENTIFIER_SCHEMES:
        check_value(record, found)
    else:
        check_member("scheme", record.scheme, IDENTIFIER_SCHEMES, found)
    check_period("valid_from", record.valid_from, "valid_until", record.valid_until, found)
    if kinds is not None:
        check_there("node", record.node, kinds, found)


def check_value(record: Identifier, found: list[Violation]) -> None:
    """Check an identifier against its scheme; one that may be real despite a wrong check digit passes."""
    try:
        kept = identify(record.scheme, record.value).value
    except IdentifierError as error:
        found.append(Violation("value", error.rule, error.remedy))
        return
    if kept != record.value:
        rule = f"“{record.value}” is not in the standard form of {record.scheme}"
        found.append(Violation("value", rule, f"write “{kept}”"))


def check_same_as(record: SameAs, found: list[Violation], kinds: Mapping[str, Kind] | None) -> None:
    check_member("by", record.by, {str(member): member for member in Decider}, found)
    check_member("decision", record.decision, {str(member): member for member in Identity}, found)
    if record.a >= record.b:
        found.append(Violation("a", "a pair names two different nodes, the smaller id first", "swap the two"))
    known = {str(member): member for member in EvidenceKind}
    for piece in record.evidence:
        check_member("evidence", piece.partition("|")[0], known, found)
    if kinds is None:
        return
    ends = kinds.get(record.a), kinds.get(record.b)
    for field, value in (("a", record.a), ("b", record.b)):
        check_there(field, value, kinds, found)
    if None not in ends and ends[0] is not ends[1]:
        found.append(
            Violation(
                "b",
                f"nodes of different kinds ({ends[0]}, {ends[1]}) cannot be the same",
                "name two nodes of one kind",
            )
        )


def check_conflict(record: Conflict, found: list[Violation], _: Mapping[str, Kind] | None) -> None:
    check_required(record, ("entity", "field", "chosen", "why"), found)


def check_relation(record: Relation, found: list[Violation], kinds: Mapping[str, Kind] | None) -> None:
    check_id("id", record.id, found)
    check_attributes(record.attributes, found)
    check_period("start", record.start, "end", record.end, found)
    if not (0 < record.weight < float("inf")):
        found.append(
            Violation(
                "weight",
                f"a weight is a positive number, not {record.weight:g}",
                "leave it out or correct it",
            )
        )
    joins = PREDICATE_JOINS.get(record.predicate)
    if joins is None:
        check_member("predicate", record.predicate, PREDICATE_JOINS, found)
    if record.subject == record.object:
        found.append(
            Violation("object", "a relation joins two different nodes", "correct the subject or the object")
        )
    if record.predicate == Predicate.COLLABORATES_WITH and record.subject > record.object:
        found.append(
            Violation(
                "subject", "COLLABORATES_WITH is symmetric: the smaller id is the subject", "swap the two"
            )
        )
    if kinds is None:
        return
    ends = kinds.get(record.subject), kinds.get(record.object)
    for field, value in (("subject", record.subject), ("object", record.object)):
        check_there(field, value, kinds, found)
    if joins is not None and None not in ends and ends not in joins:
        allowed = " or ".join(sorted(f"{a} → {b}" for a, b in joins))
        found.append(
            Violation(
                "predicate",
                f"{record.predicate} joins {allowed}, not {ends[0]} → {ends[1]}",
                "choose another",
            )
        )


ORGANISATION_KINDS = {str(member): member for member in OrganisationKind}
PROGRAMME_KINDS = {str(member): member for member in ProgrammeKind}
ALIAS_KINDS = {str(member): member for member in AliasKind}
IDENTIFIER_SCHEMES = {str(member): member for member in IdentifierScheme}
PREDICATE_JOINS: Mapping[str, frozenset[tuple[Kind, Kind]]] = {str(p): joins for p, joins in JOINS.items()}
CHECKS: Mapping[type[Record], Callable[..., None]] = {
    Source: check_source,
    Organisation: check_organisation,
    Technology: check_technology,
    Programme: check_programme,
    Alias: check_alias,
    Identifier: check_identifier,
    Relation: check_relation,
    Conflict: check_conflict,
    SameAs: check_same_as,
}
