"""The shapes of answers about sectors."""

from __future__ import annotations

from typing import Any, Literal

from api.schemas.wire import Wire


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
