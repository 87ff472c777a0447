"""Shapes of records, made from the rows of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import orjson
from pydantic import Field, WithJsonSchema

from graph.attributes import Value
from graph.members import (
    AliasMembers,
    IdentifierMembers,
    NodeMembers,
    OwnedMembers,
    RelationMembers,
    SameAsMembers,
    SourceMembers,
)
from graph.vocabulary import SECTORS, Kind, Predicate, RecordType
from graph.wire import record_dict, same_as_dict, shown_identifiers
from queries.errors import NotFound
from queries.result import Named, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.snapshot import Snapshot
    from queries.tables import Names
    from queries.view import View


class Alias(Shape, AliasMembers):
    """A further name."""

    sources: list[str] = Field(default_factory=list)


class Identifier(Shape, IdentifierMembers):
    """An identifier of a register, or a code of a classification."""

    sources: list[str] = Field(default_factory=list)


class ListedAlias(Shape, AliasMembers, OwnedMembers):
    """A further name of a node."""

    ids: ClassVar[Mapping[str, Named]] = {"node": "node"}


class ListedIdentifier(Shape, IdentifierMembers, OwnedMembers):
    """An identifier of a node."""

    ids: ClassVar[Mapping[str, Named]] = {"node": "node"}


class SameAs(Shape, SameAsMembers):
    """A decision on whether two records are one organisation, by the rules or by a person."""


Attributes = Annotated[
    dict[str, Value],
    Field(description="own columns of its origin: texts, numbers and truth values"),
    WithJsonSchema({"type": "object", "additionalProperties": True}),
]
"""Of any type in the schema: generators of clients cannot tell several types of one member apart."""


class Node(Shape, NodeMembers):
    """An organisation, technology or programme; its members depend on its kind."""

    attributes: Attributes = Field(default_factory=dict)

    aliases: list[Alias] | None = None
    identifiers: list[Identifier] | None = None
    same_as: list[SameAs] | None = None


class Relation(Shape, RelationMembers):
    """One dated, cited statement."""

    ids: ClassVar[Mapping[str, Named]] = {"subject": "node", "object": "node"}
    attributes: Attributes = Field(default_factory=dict)


class Source(Shape, SourceMembers):
    """The publication behind a statement."""


DMI = Node(
    id="dmi", kind=Kind.ORGANISATION, name_ko="대구기계부품연구원", name_en="Daegu Mechatronics & Materials Institute",
    name_en_is_official=True, organisation_kind="research_institute", sector="machinery", sphere="government", city="Daegu",
    district=None, founded=None, website=None, products=None, products_ko=None, attributes={}, sources=["s0002"],
)  # fmt: skip
SPECIALIST = Relation(
    id="r00837", subject="dmi", predicate=Predicate.SPECIALIST_FOR, object="union-metals", start="2017-06-20", end=None,
    detail="specialist institute", detail_ko="전문기관", sources=["s0290"], weight=1.0, attributes={},
)  # fmt: skip


def members(record_type: RecordType, row: tuple[Any, ...]) -> dict[str, Any]:
    """Return the members of a record, with its citations as lists."""
    return record_dict(record_type, row, orjson.loads)


def node_of(snapshot: Snapshot, node: int, **further: Any) -> Node:
    """Return a node without aliases."""
    return Node(**members(RecordType(snapshot.kind(node)), snapshot.rows[node]), **further)


def whole_node(snapshot: Snapshot, node: int, **further: Any) -> Node:
    """Return a node with its aliases."""
    return node_of(snapshot, node, aliases=aliases_of(snapshot, node), **further)


def aliases_of(snapshot: Snapshot, node: int) -> list[Alias]:
    """Return the aliases of a node."""
    return [Alias(**members(RecordType.ALIAS, row)) for row in snapshot.aliases.get(node, [])]


def identifiers_of(snapshot: Snapshot, node: int) -> list[Identifier]:
    """Return the identifiers of a node that may be published."""
    rows = shown_identifiers(snapshot.identifiers.get(node, ()))
    return [Identifier(**members(RecordType.IDENTIFIER, row)) for row in rows]


def same_as_of(snapshot: Snapshot, node: int) -> list[SameAs]:
    """Return the decisions on which records are the same organisation as a node."""
    return [SameAs(**same_as_dict(row)) for row in snapshot.same_as.get(node, ())]


def relation_of(snapshot: Snapshot, relation: int) -> Relation:
    """Return a relation."""
    return relation_from(snapshot.relation_row(relation))


def relation_from(row: tuple[Any, ...]) -> Relation:
    """Return the relation of a row."""
    return Relation(**members(RecordType.RELATION, row))


def source_from(row: tuple[Any, ...]) -> Source:
    """Return the source of a row."""
    return Source(**members(RecordType.SOURCE, row))


def source_of(snapshot: Snapshot, source: int) -> Source:
    """Return a source."""
    return source_from(snapshot.source_rows[source])


def node_number(view: View, key: str, kind: Kind | None = None, *, parameter: str = "id") -> int:
    """Find a node by id, given as `parameter`.

    Raises:
        NotFound: no node (of this kind) has the id; similar ids are suggested.
    """
    snapshot = view.snapshot
    node = snapshot.index.get(key)
    if node is None or (kind is not None and snapshot.kind(node) is not kind):
        from graph.search import near_ids

        near = near_ids(view.search, key)
        if kind is not None:
            near = [k for k in near if snapshot.kind(snapshot.index[k]) is kind]
        raise NotFound(str(kind or "node"), key, near, parameter=parameter)
    return node


def nearest_keys(wrong: str, keys: Sequence[str]) -> list[str]:
    """Return the id that an unknown one is in another case, or similar ones."""
    from rapidfuzz import process

    if same := [key for key in keys if key.casefold() == wrong.casefold()]:
        return same[:3]

    return [str(match[0]) for match in process.extract(wrong, keys, score_cutoff=60.0, limit=3)]


def names_in(snapshot: Snapshot) -> Names:
    """Return a function that finds the names of nodes and sectors."""

    def names(what: str, key: str) -> tuple[str, str] | None:
        if what == "sector":
            sector = SECTORS.get(key)
            return (
                (key, key) if sector is None else (sector.name_ko, sector.name_en)
            )  # a group is named by its id
        node = snapshot.index.get(key)
        return None if node is None else (snapshot.rows[node][1], snapshot.rows[node][2])

    return names


def counts_of(snapshot: Snapshot) -> dict[str, int]:
    """Count records by type, in the order of the API."""
    counts = snapshot.counts
    order = ("organisation", "technology", "programme", "source", "relation", "alias", "conflict")
    return {name: counts[RecordType(name)] for name in order}
