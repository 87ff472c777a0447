"""Wire types: the shapes of answers for the OpenAPI document."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from graph.vocabulary import Kind, Layer, Predicate


class Wire(BaseModel):
    """A shape on the wire; shapes may grow by further members."""

    model_config = ConfigDict(extra="allow")


class Alias(Wire):
    """A further name."""

    name: str
    kind: str
    valid_from: str | None = None
    valid_until: str | None = None
    sources: list[str] = []


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
    sources: list[str]


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


class Source(Wire):
    """The publication behind a statement."""

    id: str
    title: str
    publisher: str
    published: str | None
    url: str


class ReachedNode(Node):
    """A node of a neighbourhood."""

    distance: int
    degree: int


class Totals(Wire):
    """True sizes, whatever was cut off."""

    nodes: int
    relations: int


class Neighbourhood(Wire):
    """The nodes around a root and the relations that lead to them."""

    root: str
    depth: int
    nodes: list[ReachedNode]
    relations: list[Relation]
    totals: Totals
    truncated: bool
    next: str | None
    graph_version: str


class Neighbourhoods(Wire):
    """Several neighbourhoods."""

    results: list[Neighbourhood]
    graph_version: str


class SearchResult(Wire):
    """One node found."""

    node: Node
    matched: str
    match: Literal["exact", "prefix", "choseong", "jamo", "alias", "fuzzy"]
    score: float


class SearchResults(Wire):
    """Nodes found by name."""

    query: str
    results: list[SearchResult]
    total: int


class Path(Wire):
    """One way: `relations` has the best relation of each step, `steps` all of them."""

    length: int
    nodes: list[str]
    relations: list[str]
    steps: list[list[str]]


class Paths(Wire):
    """The shortest ways between two nodes; none is an answer too."""

    source: str
    target: str
    paths: list[Path]
    nodes: dict[str, Node]
    relations: dict[str, Relation]
    graph_version: str


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


class MeasureInfo(Wire):
    """What a measure is."""

    name: str
    title_ko: str
    title_en: str
    family: str
    unit: str
    range: str
    parameters: dict[str, bool | int | float | str]
    definition: str


class Measures(Wire):
    """The registry."""

    results: list[MeasureInfo]


class MeasureValue(Wire):
    """The value of one node."""

    id: str
    value: float
    rank: int


class MeasureValues(Wire):
    """The values of one measure, highest first."""

    name: str
    unit: str
    layer: Layer
    parameters: dict[str, bool | int | float | str]
    graph_version: str
    nodes: int
    ties: int
    undated_ties: int
    values: list[MeasureValue]
    total: int
    next: str | None


class Community(Wire):
    """One group of nodes."""

    id: int
    size: int
    label_ko: str
    label_en: str
    sectors: dict[str, int]
    members: list[str]


class Communities(Wire):
    """Groups found by the Leiden algorithm."""

    layer: Layer
    resolution: float
    seed: int
    modularity: float
    isolates: int
    communities: list[Community]
    graph_version: str


class Sentence(Wire):
    """The same in two languages."""

    ko: str
    en: str


class SectorCoverage(Wire):
    """What a sector's figures rest on."""

    id: str
    name_ko: str
    name_en: str
    organisations: int
    with_ties: int
    ties_per_organisation: float
    single_source_share: float | None
    youngest_source: str | None


class SectorPair(Wire):
    """Two sectors: what was observed, what chance would give, and how sure that is."""

    a: str
    b: str
    observed: int
    expected: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    z: float | None
    p: float | None
    q: float | None
    step: int | None
    detectable: float | None
    verdict: Literal["under-connected", "over-connected", "as expected", "not enough data"]
    sentence: Sentence


class GapsShape(Wire):
    """The table of gaps."""

    layer: str
    baseline: str
    method: str
    samples: int | None
    seed: int
    as_of: str | None
    since: str | None
    undated: str
    graph_version: str
    ties: int
    undated_ties: int
    tested: int
    spread_factor: float
    warnings: list[Sentence]
    sectors: list[SectorCoverage]
    pairs: list[SectorPair]


class AllianceReach(Wire):
    """How near a sector is to a national alliance."""

    id: str
    share_within_2: float | None


class SectorFigures(SectorCoverage):
    """What is known of a sector and how it looks outward; `outside` sums its pairs with all other sectors."""

    colour: str
    isolated_share: float | None
    e_i_index: float | None
    e_i_expected: float | None
    e_i_p: float | None
    outside: dict[str, float | None]
    alliances: list[AllianceReach]


class SectorCards(Wire):
    """Every counted sector; `mixing.ties` counts ties by pairs of sectors."""

    results: list[SectorFigures]
    assortativity: float | None
    mixing: dict[str, Any]


class SectorCard(SectorFigures):
    """One sector with its pairs."""

    pairs: list[SectorPair]


class Reason(Wire):
    """Why a pair is named: what the two have in common, and the relations that say so."""

    kind: Literal["common partner", "shared programme", "shared technology", "same district", "both active"]
    via: list[str]
    weight: float
    relations: list[str]


class BridgingPair(Wire):
    """Two organisations that are not tied and could be."""

    a: str
    b: str
    score: float
    reasons: list[Reason]


class Broker(Wire):
    """A body tied to both sectors; `sole_pairs` have no other common partner."""

    id: str
    ties_a: int
    ties_b: int
    sole_pairs: int
    relations: list[str]


class BridgesShape(Wire):
    """Who could bridge two sectors, who does, and how far the score can be trusted."""

    a: str
    b: str
    pairs: list[BridgingPair]
    brokers: list[Broker]
    evidence: dict[str, Any]
    graph_version: str


class SceneShape(Wire):
    """What a picture draws."""

    graph_version: str
    layer: str
    nodes: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    legend: list[dict[str, Any]]
    hidden: dict[str, int]


class Root(Wire):
    """What this is and where things are."""

    name: str
    version: str
    graph_version: str
    counts: dict[str, int]
    store: Literal["sqlite", "neo4j"]
    limits: dict[str, int]
    data_licence: str
    links: dict[str, str]


class ProblemFault(Wire):
    """One thing wrong with a request."""

    parameter: str
    rule: str
    remedy: str


class ProblemShape(Wire):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ProblemFault] = []
