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
    power: float | None
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
    """How near a sector is to a national alliance; without a share a `reason`, for instance too few `anchor_ties`."""

    id: str
    share_within_2: float | None
    anchor_ties: int
    reason: Sentence | None


class Outside(Wire):
    """A sector's ties to all other sectors, beside those that partners chosen at random would give.

    `expected` and `ratio` only under `any`; under `outward` the ratio is 1 by construction and is left out.
    """

    observed: int
    expected: float | None
    ratio: float | None


class SectorFigures(SectorCoverage):
    """What is known of a sector and how it looks outward."""

    colour: str
    isolated_share: float | None
    e_i_index: float | None
    e_i_expected: float | None
    e_i_p: float | None
    outside: Outside
    alliances: list[AllianceReach]


class SectorCards(Wire):
    """Every counted sector; `mixing.ties` counts ties by pairs of sectors."""

    layer: str
    baseline: str
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


class ForetellingQuality(Wire):
    """How well a score puts pairs that were tied later above those that were not; null where nothing could be judged."""

    auc: float | None
    average_precision: float | None
    precision_at_10: float | None


class ScoreDifference(Wire):
    """The score less preferential attachment, with 95 % intervals (the later ties drawn anew)."""

    auc: float
    auc_low: float
    auc_high: float
    average_precision: float
    average_precision_low: float
    average_precision_high: float
    resamples: int


class BridgesEvidence(ForetellingQuality):
    """What the hold-out says of the score that is ranked by; nothing of it is from after `as_of`."""

    cutoff: str | None
    test_ties: int
    test_pairs: int
    baselines: dict[str, ForetellingQuality]
    ranked_by: Literal["fitted score", "resource allocation"]
    weights: dict[str, float]
    difference: ScoreDifference | None
    beats_preferential_attachment: bool | None
    sentence: Sentence


class BridgesShape(Wire):
    """Who could bridge two sectors, who does, and how far the score can be trusted."""

    a: str
    b: str
    as_of: str | None
    unrelated: bool
    pairs: list[BridgingPair]
    brokers: list[Broker]
    warnings: list[Sentence]
    evidence: BridgesEvidence
    graph_version: str
