"""Bridges: who could bridge two sectors, who does, and how far the score can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from queries.errors import refuse
from queries.gaps import Sentence
from queries.parameters import PeriodParameters
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.sectors import known_sector
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.bridges.answer import Bridges as Found
    from graph.measures.bridges.holdout import Holdout


class BridgeParameters(PeriodParameters):
    """How many are named."""

    limit: int = Field(default=20, ge=1, le=200, description="pairs, and brokers, to name")
    unrelated: bool = Field(
        default=False, description="also name pairs that have nothing in common and are merely both active"
    )


class Reason(Shape):
    """Why a pair is named: what the two have in common, and the relations that say so."""

    kind: Literal["common partner", "shared programme", "shared technology", "same district", "both active"]
    via: list[str]
    weight: float
    relations: list[str]


class BridgingPair(Shape):
    """Two organisations that are not tied and could be."""

    ids: ClassVar[Mapping[str, Named]] = {"a": "node", "b": "node"}
    a: str
    b: str
    score: float
    reasons: list[Reason]


class Broker(Shape):
    """A body tied to both sectors; `sole_pairs` have no other common partner."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    ties_a: int
    ties_b: int
    sole_pairs: int
    relations: list[str]


class ForetellingQuality(Shape):
    """How well a score puts pairs that were tied later above those that were not; null where nothing could be judged."""

    auc: float | None
    average_precision: float | None
    precision_at_10: float | None


class ScoreDifference(Shape):
    """The score less preferential attachment, with 95 % intervals (the later ties drawn anew)."""

    auc: float
    auc_low: float
    auc_high: float
    average_precision: float
    average_precision_low: float
    average_precision_high: float
    resamples: int


class BridgesEvidence(Shape):
    """What the hold-out says of the score that is ranked by; nothing of it is from after `as_of`."""

    cutoff: str | None
    test_ties: int
    test_pairs: int
    auc: float | None
    average_precision: float | None
    precision_at_10: float | None
    baselines: dict[str, ForetellingQuality]
    ranked_by: Literal["fitted score", "resource allocation"]
    weights: dict[str, float]
    difference: ScoreDifference | None
    beats_preferential_attachment: bool | None
    sentence: Sentence


class BridgesShape(Result):
    """Who could bridge two sectors, who does, and how far the score can be trusted."""

    table: ClassVar[str] = "pairs"
    a: str
    b: str
    as_of: str | None
    unrelated: bool
    pairs: list[BridgingPair]
    brokers: list[Broker]
    warnings: list[Sentence]
    evidence: BridgesEvidence
    graph_version: str

    def told(self) -> str:
        """Say between which sectors, and how many pairs and brokers are named."""
        return f"{self.a} – {self.b}; {len(self.pairs)} pairs, {len(self.brokers)} brokers"

    def __repr__(self) -> str:
        return f"<Bridges: {self.told()}>"


EVIDENCE = BridgesEvidence(
    cutoff="2022-01-01", test_ties=23, test_pairs=87732, auc=0.864, average_precision=0.0123, precision_at_10=0.0,
    baselines={
        "resource_allocation": ForetellingQuality(auc=0.657, average_precision=0.0029, precision_at_10=0.0),
        "preferential_attachment": ForetellingQuality(auc=0.865, average_precision=0.0196, precision_at_10=0.1),
        "random": ForetellingQuality(auc=0.5, average_precision=0.0003, precision_at_10=0.0003),
    },
    ranked_by="fitted score", weights={"common partner": 0.16, "shared programme": 0.59, "both active": 1.09},
    difference=ScoreDifference(
        auc=-0.001, auc_low=-0.0023, auc_high=0.0006, average_precision=-0.0073, average_precision_low=-0.0336,
        average_precision_high=-0.0004, resamples=2000,
    ),
    beats_preferential_attachment=False,
    sentence=Sentence(ko="2022-01-01 이후에 생긴 연결 23건으로 확인하면 …", en="Checked with the 23 ties …"),
)  # fmt: skip
EXAMPLE = BridgesShape(
    a="metals", b="textiles", as_of=None, unrelated=False,
    pairs=[
        BridgingPair(
            a="kims", b="dyetec", score=7.7,
            reasons=[
                Reason(kind="shared programme", via=["materials-mou-2014"], weight=3.5, relations=["r01011", "r01843"])
            ],
        )
    ],
    brokers=[Broker(id="nano-convergence-center", ties_a=4, ties_b=4, sole_pairs=16, relations=["r00260"])],
    warnings=[], evidence=EVIDENCE, graph_version="f6c17a6332360c4e",
)  # fmt: skip


@question(
    "bridges",
    topic="sectors",
    path="sectors/{sector_a}/{sector_b}/bridges",
    subject={"sector_a": "id of a counted sector", "sector_b": "id of another one"},
    parameters=BridgeParameters,
    example=EXAMPLE,
)
def bridges(view: View, sector_a: str, sector_b: str, parameters: BridgeParameters) -> BridgesShape:
    """Name who could bridge two sectors, and who does.

    Pairs not yet tied, ranked by what tied such pairs in the past, with reasons; brokers; how far to trust it.

    Raises:
        NotFound: one of them is no counted sector.
        Invalid: both are the same.
    """
    from graph.measures.bridges import bridges as find

    known_sector(sector_a, "sector_a")
    known_sector(sector_b, "sector_b")
    if sector_a == sector_b:
        refuse("sector_b", f"“{sector_a}” cannot be bridged with itself", "name two different sectors")
    limit, unrelated = parameters.limit, parameters.unrelated
    found = find(
        view.snapshot, sector_a, sector_b, limit=limit, period=parameters.period, unrelated=unrelated
    )
    return shaped(found, view.snapshot.graph_version)


def shaped(found: Found, graph_version: str) -> BridgesShape:
    """Make the result of what was found."""
    return BridgesShape(
        a=found.a,
        b=found.b,
        as_of=found.as_of,
        unrelated=found.unrelated,
        pairs=[BridgingPair(**pair) for pair in found.pairs],
        brokers=[Broker(**broker) for broker in found.brokers],
        warnings=[Sentence(**warning) for warning in found.warnings],
        evidence=evidence_of(found.holdout),
        graph_version=graph_version,
    )


def evidence_of(found: Holdout) -> BridgesEvidence:
    """Say how far the score can be trusted."""
    from dataclasses import asdict

    from graph.measures.bridges.likeness import FEATURES
    from graph.measures.bridges.sentences import say_trust

    ko, en = say_trust(found.quality, found.baselines, found.difference, found.test_ties, found.cutoff)
    quality = asdict(found.quality) if found.quality else dict.fromkeys(ForetellingQuality.model_fields)
    return BridgesEvidence(
        cutoff=found.cutoff,
        test_ties=found.test_ties,
        test_pairs=found.test_pairs,
        **quality,
        baselines={name: ForetellingQuality(**asdict(value)) for name, value in found.baselines.items()},
        ranked_by="fitted score" if found.fitted else "resource allocation",
        weights={name: round(float(w), 6) for name, w in zip(FEATURES, found.weights, strict=True)},
        difference=ScoreDifference(**asdict(found.difference)) if found.difference else None,
        beats_preferential_attachment=found.difference.better if found.difference else None,
        sentence=Sentence(ko=ko, en=en),
    )
