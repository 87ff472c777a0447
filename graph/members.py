"""Members of records in JSON, in order; encoders, fields of lists, result types and OpenAPI schema are made from them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from graph.attributes import Value
from graph.inheritable import inheritable, names_of
from graph.model import COLUMNS
from graph.vocabulary import Kind, Predicate, RecordType

if TYPE_CHECKING:
    from collections.abc import Mapping


@inheritable
class NamedMembers:
    """An id with its names in two languages."""

    id: str
    name_ko: str
    name_en: str


@inheritable
class PairMembers:
    """The ids of two sectors."""

    a: str
    b: str


@inheritable(kw_only=True)
class NodeMembers:
    """An organisation, technology or programme; the members in the middle depend on its kind.

    Aliases, identifiers and decisions are records of their own: the result types narrow `Any` to theirs.
    """

    id: str
    kind: Kind
    name_ko: str
    name_en: str
    name_en_is_official: bool
    organisation_kind: str | None = None
    sector: str | None = None
    sphere: str | None = None
    city: str | None = None
    district: str | None = None
    founded: str | None = None
    website: str | None = None
    products: str | None = None
    products_ko: str | None = None
    programme_kind: str | None = None
    start: str | None = None
    end: str | None = None
    budget_krw: int | None = None
    members_told: int | None = None
    field: str | None = None
    detail: str | None = None
    detail_ko: str | None = None
    attributes: dict[str, Value] = dataclasses.field(default_factory=dict["str", "Value"])
    aliases: Any = None
    sources: list[str]
    identifiers: Any = None
    same_as: Any = None


@inheritable(kw_only=True)
class OwnedMembers:
    """The id of the node that a record belongs to."""

    node: str


@inheritable(kw_only=True)
class AliasMembers:
    """A further name."""

    name: str
    kind: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: list[str]


@inheritable(kw_only=True)
class IdentifierMembers:
    """An identifier of a register, or a code of a classification."""

    scheme: str
    value: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: list[str]


@inheritable
class SameAsMembers:
    """A decision on whether two records are one organisation; the score is a number here, text in the store."""

    a: str
    b: str
    by: str
    decision: str
    score: float | None
    evidence: list[str]


@inheritable
class RelationMembers:
    """One dated, cited statement."""

    id: str
    subject: str
    predicate: Predicate
    object: str
    start: str | None
    end: str | None
    detail: str | None
    sources: list[str]
    weight: float = 1.0
    detail_ko: str | None = None
    attributes: dict[str, Value] = dataclasses.field(default_factory=dict["str", "Value"])


@inheritable
class SourceMembers:
    """The publication behind a statement."""

    id: str
    title: str
    publisher: str
    published: str | None
    url: str


@inheritable
class ConflictMembers:
    """A conflict: both values with their sources, the chosen one, and why."""

    entity: str
    field: str
    value_a: str
    sources_a: list[str]
    value_b: str
    sources_b: list[str]
    chosen: str
    why: str
    field_ko: str | None = None
    why_ko: str | None = None


DERIVED: Mapping[RecordType, frozenset[str]] = {
    RecordType.ORGANISATION: frozenset({"kind", "sphere"}),
    RecordType.TECHNOLOGY: frozenset({"kind"}),
    RecordType.PROGRAMME: frozenset({"kind"}),
}
"""Members that no column holds: they follow from the type of the record and from its kind of organisation."""
DECLARED: Mapping[RecordType, type] = {
    **dict.fromkeys(DERIVED, NodeMembers),
    RecordType.ALIAS: AliasMembers,
    RecordType.IDENTIFIER: IdentifierMembers,
    RecordType.SAME_AS: SameAsMembers,
    RecordType.RELATION: RelationMembers,
    RecordType.SOURCE: SourceMembers,
    RecordType.CONFLICT: ConflictMembers,
}


def members_of(record_type: RecordType) -> tuple[str, ...]:
    """Return the members of a record itself, without the records that belong to it."""
    own = {*COLUMNS[record_type], *DERIVED.get(record_type, ())}
    return tuple(name for name in names_of(DECLARED[record_type]) if name in own)


MEMBERS: Mapping[RecordType, tuple[str, ...]] = {
    record_type: members_of(record_type) for record_type in DECLARED
}
