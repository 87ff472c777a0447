"""The shapes of several decisions on pairs."""

from __future__ import annotations

from api.schemas.problems import ProblemShape
from api.schemas.wire import Wire
from queries.review_shapes import ReviewPair, ReviewTotals


class DecisionResult(Wire):
    """What became of one of several decisions: the pair as it is now, or the problem for which it is refused."""

    pair: str
    changed: bool
    now: ReviewPair | None
    problem: ProblemShape | None


class ReviewDecisions(Wire):
    """What several decisions led to, in their order; `load_id` is null if none changed anything."""

    results: list[DecisionResult]
    load_id: str | None
    identity: dict[str, int]
    totals: ReviewTotals
    graph_version: str
