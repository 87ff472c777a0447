"""`POST /review/{pair}`: a person's decision on a pair (the list, `GET /review`, is made from the registry)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Body, Request
from pydantic import Field
from starlette.responses import Response

from api.deps import WITH_BODY, described, json_bytes
from api.errors import Problem
from api.routes.writing import REFUSED, MayWrite, written
from ingest.review import (
    FORGET,
    NotAllowed,
    PairChanged,
    PairDecided,
    ReviewError,
    UnknownRecord,
    decide_pair,
)
from queries.errors import NotFound, refuse
from queries.parameters import Parameters
from queries.review import BETWEEN, decision_shown
from queries.review_shapes import DECIDED, ReviewDecision

if TYPE_CHECKING:
    from api.serving import Serving
    from graph.store import Store
    from ingest.review import Decided

router = APIRouter(tags=["writing"])
UNDO = "undo"
"""Withdraws a decision."""
PROBLEMS: dict[type[ReviewError], tuple[str, str]] = {
    PairChanged: ("stale-pair", "Stale pair"),
    PairDecided: ("pair-decided", "Pair decided"),
    NotAllowed: ("contradicted-merge", "Contradicted merge"),
}
"""Error → kind and title of the problem (409)."""
REQUEST = {"decision": "merge", "seen": "5f2c9a61d0b1e7f3"}


class DecisionBody(Parameters):
    """A decision on a pair."""

    decision: Literal["merge", "split", "undo"] = Field(
        description="`merge`: one organisation; `split`: two; `undo`: withdraw a person's decision, so that the rules decide"
    )
    seen: str | None = Field(
        default=None,
        max_length=40,
        description="`state` of the pair as you read it: the decision is refused if the pair has changed since",
    )


def ends_of(pair: str) -> tuple[str, str]:
    """Read the two ids of a pair.

    Raises:
        Invalid: it is not two different ids.
    """
    ends = pair.split(BETWEEN)
    if len(ends) != 2 or not all(ends) or ends[0] == ends[1]:
        refuse("pair", f"“{pair[:60]}” is not a pair", f"join two different ids with {BETWEEN}")
    return ends[0], ends[1]


@router.post(
    "/review/{pair}",
    name="decide_pair",
    summary="Decide whether two records are one organisation",
    responses=described(ReviewDecision, DECIDED, *REFUSED, 404, 409, *WITH_BODY),
    dependencies=[MayWrite],
)
async def decide(
    request: Request,
    pair: str,
    body: Annotated[DecisionBody, Body(openapi_examples={"one": {"value": REQUEST}})],
) -> Response:
    """The same as `sojae review merge`, `split` and `forget`; `pair` is two ids joined with `~`, in any order.

    The decision is stored under the name of the key, the resolution runs in the same transaction, and the next answer shows
    both. The same decision again changes nothing. A decision that would replace one that you have not seen is refused (409):
    read the pair again and send its `state` as `seen`.
    """
    one, other = ends_of(pair)
    key = request.scope["key"].name
    verdict = (one, other, FORGET if body.decision == UNDO else body.decision)

    def work(store: Store) -> Decided:
        return decide_pair(store, verdict, seen=body.seen, by=key)

    try:
        done = await written(request, work)
    except UnknownRecord as unknown:
        raise NotFound("organisation", unknown.key, unknown.near, parameter="pair") from unknown
    except ReviewError as refused:
        kind, title = PROBLEMS[type(refused)]
        raise Problem(kind, title, 409, str(refused)) from refused
    serving: Serving = request.app.state.serving
    found = decision_shown(serving.current(), one, other, done)
    return json_bytes(found.encoded())
