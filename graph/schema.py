"""The rules of the graph: predicates and the kinds they join, required fields; one `check(record)`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.field_rules import (
    Violation,
    check_address,
    check_attributes,
    check_citations,
    check_id,
    check_length,
    check_member,
    check_period,
    check_required,
    check_says,
    check_texts,
    check_there,
)
from graph.identifiers import IdentifierError, identify
from graph.model import (
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
    from collections.abc import Callable, Container, Mapping

    from graph.model import Node, Record

SCHEMA_VERSION = 5
ROMANISED = 7
"""Latin letters per Hangul syllable: a romanised name may be that much longer."""
MOST_MEMBERS = 10_000_000
"""No programme has as many members; a larger number is a budget or an identifier in the wrong column."""
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
