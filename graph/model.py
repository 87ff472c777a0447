"""The records of the graph: frozen dataclasses whose field order is the column order everywhere.

A field added later stands at the end with a default, so that rows kept by older versions (claims, undo logs) still fit and
records without it keep their digest (`graph.versions`). `attributes` are the own columns of an origin as JSON text
(`graph.attributes`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, ClassVar

from graph.vocabulary import SPHERES, Kind, OrganisationKind, RecordType, Sphere

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """The publication behind a statement."""

    type: ClassVar[RecordType] = RecordType.SOURCE
    id: str
    title: str
    publisher: str
    published: str | None
    url: str

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return self.id


@dataclass(frozen=True, slots=True)
class Organisation:
    """One legal entity, or one named centre or branch of one."""

    type: ClassVar[RecordType] = RecordType.ORGANISATION
    kind: ClassVar[Kind] = Kind.ORGANISATION
    id: str
    name_ko: str
    name_en: str
    name_en_is_official: bool
    organisation_kind: str
    sector: str | None
    products: str | None
    city: str | None
    district: str | None
    founded: str | None
    website: str | None
    sources: tuple[str, ...]
    products_ko: str | None = None
    attributes: str | None = None

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return self.id

    @property
    def sphere(self) -> Sphere | None:
        """The sphere of the triple helix, from the kind of organisation."""
        return SPHERES.get(OrganisationKind(self.organisation_kind))


@dataclass(frozen=True, slots=True)
class Technology:
    """One technology or production technique; its field is a sector id."""

    type: ClassVar[RecordType] = RecordType.TECHNOLOGY
    kind: ClassVar[Kind] = Kind.TECHNOLOGY
    id: str
    name_ko: str
    name_en: str
    name_en_is_official: bool
    field: str
    detail: str | None
    sources: tuple[str, ...]
    detail_ko: str | None = None
    attributes: str | None = None

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return self.id


@dataclass(frozen=True, slots=True)
class Programme:
    """One plan, alliance, union, division, project, agreement, cluster, fund or event.

    `members_told` is the number of its own members or participants that the sources tell of, whoever of them is named.
    """

    type: ClassVar[RecordType] = RecordType.PROGRAMME
    kind: ClassVar[Kind] = Kind.PROGRAMME
    id: str
    name_ko: str
    name_en: str
    name_en_is_official: bool
    programme_kind: str
    start: str | None
    end: str | None
    budget_krw: int | None
    detail: str | None
    sources: tuple[str, ...]
    members_told: int | None = None
    detail_ko: str | None = None
    attributes: str | None = None

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return self.id


@dataclass(frozen=True, slots=True)
class Alias:
    """One alternative name of a node."""

    type: ClassVar[RecordType] = RecordType.ALIAS
    node: str
    name: str
    kind: str
    valid_from: str | None
    valid_until: str | None
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return f"{self.node}|{self.kind}|{self.name}"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One register number or classification code of a node (`IdentifierScheme`), as text."""

    type: ClassVar[RecordType] = RecordType.IDENTIFIER
    node: str
    scheme: str
    value: str
    valid_from: str | None
    valid_until: str | None
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return f"{self.node}|{self.scheme}|{self.value}"


@dataclass(frozen=True, slots=True)
class Relation:
    """One dated, cited statement: subject, predicate, object.

    `weight` is the strength of the tie as measured by its origin: a positive number, 1 by default.
    """

    type: ClassVar[RecordType] = RecordType.RELATION
    id: str
    subject: str
    predicate: str
    object: str
    start: str | None
    end: str | None
    detail: str | None
    sources: tuple[str, ...]
    weight: float = 1.0
    detail_ko: str | None = None
    attributes: str | None = None

    def __post_init__(self) -> None:
        """Keep the weight as a float, so that 2 and 2.0 are one content."""
        if type(self.weight) is not float:
            object.__setattr__(self, "weight", float(self.weight))

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return self.id


@dataclass(frozen=True, slots=True)
class Conflict:
    """One point on which sources or records disagree; `entity` is an id or the description of a relation."""

    type: ClassVar[RecordType] = RecordType.CONFLICT
    entity: str
    field: str
    value_a: str
    sources_a: tuple[str, ...]
    value_b: str
    sources_b: tuple[str, ...]
    chosen: str
    why: str
    field_ko: str | None = None
    why_ko: str | None = None

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return f"{self.entity}|{self.field}|{self.value_a}|{self.value_b}"


@dataclass(frozen=True, slots=True)
class SameAs:
    """One decision on whether two nodes are one organisation: by the rules, or by a person, which always wins.

    `a` is the smaller id; `score` is a decimal from 0 to 1 as text (None for a person's decision); each piece of
    `evidence` is an `EvidenceKind` with its detail, separated by `|`.
    """

    type: ClassVar[RecordType] = RecordType.SAME_AS
    a: str
    b: str
    by: str
    decision: str
    score: str | None
    evidence: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the record within its type."""
        return f"{self.a}|{self.b}|{self.by}"


Node = Organisation | Technology | Programme
Record = Source | Organisation | Technology | Programme | Alias | Identifier | Relation | Conflict | SameAs

MODELS: Mapping[RecordType, type[Record]] = {
    model.type: model
    for model in (Source, Organisation, Technology, Programme, Alias, Identifier, Relation, Conflict, SameAs)
}
NODE_TYPES = (RecordType.ORGANISATION, RecordType.TECHNOLOGY, RecordType.PROGRAMME)
COLUMNS: Mapping[RecordType, tuple[str, ...]] = {
    record_type: tuple(field.name for field in fields(model)) for record_type, model in MODELS.items()
}
KEYED_BY_ID = frozenset({RecordType.SOURCE, RecordType.RELATION, *NODE_TYPES})
"""Types whose key is their own id; other keys combine several fields."""
ENDS = ("subject", "object", "node")
CITATIONS = ("sources", "sources_a", "sources_b")
LIST_COLUMNS = frozenset({*CITATIONS, "evidence"})
ATTRIBUTES = "attributes"
"""The column of own attributes, canonical JSON text (`graph.attributes`)."""


def references(record: Record) -> tuple[set[str], set[str]]:
    """Return the ids of the nodes that a record requires and of the sources that it cites."""
    nodes = {str(getattr(record, name)) for name in ENDS if hasattr(record, name)}
    return nodes, {source for name in CITATIONS for source in getattr(record, name, ())}
