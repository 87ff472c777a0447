"""The shapes of records and lists of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.wire import Wire
from graph.vocabulary import Kind, Predicate


class Alias(Wire):
    """A further name."""

    name: str
    kind: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: list[str] = Field(default_factory=list)


class Identifier(Wire):
    """A number of a register, or a class of a classification."""

    scheme: str
    value: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: list[str] = Field(default_factory=list)


class SameAs(Wire):
    """What is said on whether two records are one body: by the rules, or by a person."""

    a: str
    b: str
    by: str
    decision: str
    score: float | None
    evidence: list[str]


class Node(Wire):
    """An organisation, technology or programme; which members it has follows from its kind."""

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
    programme_kind: str | None = None
    start: str | None = None
    end: str | None = None
    budget_krw: int | None = None
    field: str | None = None
    detail: str | None = None
    aliases: list[Alias] | None = None
    identifiers: list[Identifier] | None = None
    same_as: list[SameAs] | None = None
    sources: list[str]


class Conflict(Wire):
    """A point on which sources disagree: both values with their sources, the one that was chosen, and why."""

    entity: str
    field: str
    value_a: str
    sources_a: list[str]
    value_b: str
    sources_b: list[str]
    chosen: str
    why: str


class NodeRecord(Node):
    """A node by its id; one that its origin no longer names has the day in `closed`, and no members but those of the record."""

    degree: int | None = None
    relations: dict[str, dict[Literal["as_subject", "as_object"], int]] | None = None
    conflicts: list[Conflict] | None = None
    closed: str | None
    graph_version: str


class Relation(Wire):
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


class Source(Wire):
    """The publication behind a statement."""

    id: str
    title: str
    publisher: str
    published: str | None
    url: str


class Page(Wire):
    """One page of a list."""

    total: int
    next: str | None
    graph_version: str


class NodePage(Page):
    """Nodes of one kind."""

    results: list[Node]


class RelationPage(Page):
    """Relations."""

    results: list[Relation]


class SourcePage(Page):
    """Sources."""

    results: list[Source]


class SearchResult(Wire):
    """One node found."""

    node: Node
    matched: str
    match: Literal["exact", "prefix", "choseong", "jamo", "alias", "identifier", "fuzzy"]
    score: float


class SearchResults(Wire):
    """Nodes found by name."""

    query: str
    results: list[SearchResult]
    total: int


class LicenceShape(Wire):
    """Under which licence the data of an origin may be used; `url` leads to its text where that is known."""

    origin: str
    licence: str
    url: str | None


class Root(Wire):
    """What this is and where things are."""

    name: str
    version: str
    graph_version: str
    counts: dict[str, int]
    store: Literal["sqlite", "neo4j"]
    limits: dict[str, int]
    data_licence: str
    licences: list[LicenceShape]
    links: dict[str, str]


class ReadyShape(Wire):
    """That a whole graph is served, and which."""

    status: Literal["ready"]
    graph_version: str
    jobs: str
