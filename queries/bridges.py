"""Bridges: organisations that could bridge two sectors, those that do, and how reliable the score is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from graph.figures import Difference, Quality
from graph.grouping import SECTOR
from queries.errors import refuse
from queries.gaps import Sentence
from queries.grouping import GroupBy, known_group, view_by
from queries.parameters import PeriodParameters
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.bridges.answer import Bridges as Found
    from graph.measures.bridges.holdout import Holdout


class BridgeParameters(PeriodParameters):
    """Parameters of bridges."""

    group_by: GroupBy = SECTOR
    limit: int = Field(default=20, ge=1, le=200, description="largest number of pairs, and of brokers")
    unrelated: bool = Field(
        default=False, description="also list pairs that have nothing in common but are both active"
    )


class Reason(Shape):
    """A reason for a pair: what the two have in common, and the relations that are the evidence."""

    kind: Literal["common partner", "shared programme", "shared technology", "same district", "both active"]
    via: list[str]
    weight: float
    relations: list[str]


class BridgingPair(Shape):
    """Two organisations without a tie that could be tied."""

    ids: ClassVar[Mapping[str, Named]] = {"a": "node", "b": "node"}
    a: str
    b: str
    score: float
    reasons: list[Reason]


class Broker(Shape):
    """An organisation tied to both sectors; `sole_pairs` counts the pairs without another common partner."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    ties_a: int
    ties_b: int
    sole_pairs: int
    relations: list[str]


class ForetellingQuality(Shape, Quality):
    """How well a score ranks pairs that were tied later above the others."""


class ScoreDifference(Shape, Difference):
    """The score minus preferential attachment, with 95 % intervals (bootstrap over the later ties)."""


class BridgesEvidence(Shape):
    """The hold-out test of the score used for ranking; it uses nothing dated after `as_of`."""

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
    """Pairs that could bridge two sectors, brokers that do, and how reliable the score is."""

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

    def caption(self) -> str:
        """Return the two sectors and the numbers of pairs and brokers."""
        return f"{self.a} – {self.b}; {len(self.pairs)} pairs, {len(self.brokers)} brokers"

    def __repr__(self) -> str:
        return f"<Bridges: {self.caption()}>"


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
    warnings=[], evidence=EVIDENCE, graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "bridges",
    topic="sectors",
    path="sectors/{sector_a}/{sector_b}/bridges",
    subject={"sector_a": "id of a counted sector", "sector_b": "id of another counted sector"},
    parameters=BridgeParameters,
    example=EXAMPLE,
)
def bridges(view: View, sector_a: str, sector_b: str, parameters: BridgeParameters) -> BridgesShape:
    """Find pairs of organisations that could bridge two sectors, and the brokers that already do.

    Pairs without a tie, ranked by what led to ties in the past, with reasons; brokers; and a hold-out test of the score.

    Raises:
        NotFound: one of them is not a counted sector.
        Invalid: they are the same sector.
    """
    from graph.measures.bridges import bridges as find

    view = view_by(view, parameters.group_by)
    known_group(view, sector_a, "sector_a")
    known_group(view, sector_b, "sector_b")
    if sector_a == sector_b:
        refuse("sector_b", f"“{sector_a}” is given twice", "use two different sectors")
    limit, unrelated = parameters.limit, parameters.unrelated
    found = find(
        view.snapshot, sector_a, sector_b, limit=limit, period=parameters.period, unrelated=unrelated
    )
    return shaped(found, view.snapshot.graph_version)


def shaped(found: Found, graph_version: str) -> BridgesShape:
    """Make the result."""
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
    """Describe how reliable the score is."""
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
