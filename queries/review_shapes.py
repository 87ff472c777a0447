"""Shapes of pairs that may be one organisation, and an example."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Literal

from graph.place_names import place_name
from graph.vocabulary import Decider, Identity, Kind
from queries.records import Source
from queries.result import Result, Shape
from queries.review_facts import ReviewFact
from queries.review_records import ReviewRecord, Shared, origin_of

Status = Literal["open", "decided", "settled"]


class ReviewReason(StrEnum):
    """Why the rules leave a pair to a person."""

    NUMBERS = "numbers"
    CLUSTER = "cluster"
    RULE = "rule"
    RENAME = "rename"
    PROBABILITY = "probability"


class ReviewPair(Shape):
    """A pair of records and its decision; a record that is gone is null.

    `status`: `open` for a person to decide, `decided` by a person, `settled` by the rules. `weight` is the match weight in
    bits, `probability` that of one organisation; both are null for a person's decision, and where numbers contradict each other. `overruled`: a person has merged two
    records with different valid numbers, and the rules keep them apart. `state` stands for everything that a person sees
    here: send it back as `seen`, and a decision on a pair that has changed since is refused.
    """

    pair: str
    a: str
    b: str
    status: Status
    decision: Identity
    by: Decider
    overruled: bool
    reason: ReviewReason | None
    probability: float | None
    weight: float | None
    evidence: list[str]
    record_a: ReviewRecord | None
    record_b: ReviewRecord | None
    facts: list[ReviewFact]
    shared: Shared | None
    state: str


class ReviewTotals(Shape):
    """How many pairs a person has to decide, and how many a person has decided."""

    open: int
    decided: int


class ReviewDecision(Result):
    """What a decision led to: the pair as it is now, and the resolution after it.

    `pair` is null if nothing is said about it any more; `load_id` is null, and `changed` false, if the same was decided
    before; `identity` counts pairs by decision, and same-as records that are new, changed or gone.
    """

    pair: ReviewPair | None
    changed: bool
    load_id: str | None
    identity: dict[str, int]
    totals: ReviewTotals
    graph_version: str


class Review(Result):
    """Pairs that may be one organisation, most likely first."""

    table: ClassVar[str] = "results"
    results: list[ReviewPair]
    total: int
    totals: ReviewTotals
    next: str | None
    graph_version: str

    def caption(self) -> str:
        """Return how many pairs there are, and how many are decided."""
        return f"{len(self.results):,} of {self.total:,} pairs; {self.totals.decided:,} decided, {self.totals.open:,} open"


def example_record(key: str, name: str, source: Source, **further: Any) -> ReviewRecord:
    """Return a record for examples."""
    known: dict[str, Any] = {
        "city": None,
        "district": None,
        "founded": None,
        "website": None,
        "products": None,
        "products_ko": None,
        "attributes": {},
    }
    return ReviewRecord(
        id=key, kind=Kind.ORGANISATION, name_ko=name, name_en="Gana Materials", name_en_is_official=False,
        organisation_kind="company", sector="metals", sphere="industry", **known, aliases=[], identifiers=[],
        sources=[source.id], origin=origin_of(key), place_ko=place_name(known["city"], None, "ko"), place_en=known["city"], node=key, records=1, relations=2, citations=[source],
    )  # fmt: skip


EXAMPLE = Review(
    results=[
        ReviewPair(
            pair="factories:17~krx:000010", a="factories:17", b="krx:000010", status="open", decision=Identity.REVIEW,
            by=Decider.RULES, overruled=False, reason=ReviewReason.PROBABILITY, probability=0.94, weight=3.97,
            evidence=["same name|가나소재", "same sector|metals"],
            record_a=example_record(
                "factories:17", "가나소재",
                Source(id="factories:list", title="공장등록현황", publisher="한국산업단지공단", published="2026-01-02", url="https://example.org/1"),
            ),
            record_b=example_record(
                "krx:000010", "㈜가나소재",
                Source(id="krx:list", title="상장법인목록", publisher="한국거래소", published="2026-01-02", url="https://example.org/2"),
                city="Daegu",
            ),
            facts=[
                ReviewFact(fact="name", a=["가나소재", "Gana Materials"], b=["㈜가나소재", "Gana Materials"], agreement="same"),
                ReviewFact(fact="place", a=[], b=["Daegu"], agreement="unknown"),
            ],
            shared=Shared(nodes=[], total=0), state="5f2c9a61d0b1e7f3",
        )
    ],
    total=1, totals=ReviewTotals(open=1, decided=0), next=None, graph_version="f2bd416c30119016",
)  # fmt: skip
DECIDED = ReviewDecision(
    pair=EXAMPLE.results[0].model_copy(
        update={
            "status": "decided", "decision": Identity.MERGE, "by": Decider.PERSON, "reason": None, "probability": None,
            "weight": None, "evidence": ["a person's word"], "shared": None, "state": "c01d5be2a7f49038",
        }
    ),
    changed=True, load_id="20261124T121000Z-review-1c2d3e", identity={"merge": 0, "review": 0, "new": 0, "changed": 0, "gone": 1},
    totals=ReviewTotals(open=0, decided=1), graph_version="a3d0c1f2b4e59687",
)  # fmt: skip
