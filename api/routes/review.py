"""`POST /review/{pair}` and `POST /review`: decisions of persons on pairs (the list, `GET /review`, is made from the registry)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Body, Request
from fastapi import Path as PathParameter
from pydantic import Field
from starlette.responses import Response

from api.deps import WITH_BODY, described, json_bytes
from api.errors import Problem, problem_of
from api.routes.writing import REFUSED, MayWrite, written
from api.schemas.review import ReviewDecisions
from graph.field_rules import ID
from ingest.deciding import Choice, PairChanged, PairDecided, decide_each
from ingest.review import FORGET, NotAllowed, ReviewError, UnknownRecord
from queries.errors import NotFound, refuse
from queries.limits import LIMITS
from queries.parameters import Parameters
from queries.review import BETWEEN, pair_now, totals_of
from queries.review_shapes import DECIDED, ReviewDecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.serving import Serving
    from ingest.deciding import Chosen

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
EXAMPLE = {
    "results": [
        {"pair": DECIDED.to_dict()["pair"]["pair"], "changed": True, "now": DECIDED.to_dict()["pair"], "problem": None}
    ],
    **{name: DECIDED.to_dict()[name] for name in ("load_id", "identity", "totals", "graph_version")},
}  # fmt: skip
Verdict = Literal["merge", "split", "undo"]
ONE = ID.pattern
PAIR: dict[str, Any] = {"pattern": f"^{ONE}{BETWEEN}{ONE}$"}
"""The form of a pair, for the document; the refusal of another one names the remedy."""
DECISION = Field(
    description="`merge`: one organisation; `split`: two; `undo`: withdraw a person's decision, so that the rules decide"
)
SEEN = Field(
    default=None,
    max_length=40,
    description="`state` of the pair as you read it: the decision is refused if the pair has changed since",
)


class DecisionBody(Parameters):
    """A decision on a pair."""

    decision: Verdict = DECISION
    seen: str | None = SEEN


class PairDecision(Parameters):
    """A decision with its pair."""

    pair: str = Field(
        description=f"two ids joined with {BETWEEN}, in any order", max_length=250, json_schema_extra=PAIR
    )
    decision: Verdict = DECISION
    seen: str | None = SEEN


class DecisionsBody(Parameters):
    """Decisions on several pairs."""

    decisions: list[PairDecision] = Field(min_length=1, max_length=LIMITS["review_page"])


def choice_of(pair: str, body: DecisionBody | PairDecision) -> Choice:
    """Read a decision.

    Raises:
        Invalid: the pair is not two different ids.
    """
    ends = pair.split(BETWEEN)
    if len(ends) != 2 or not all(map(ID.fullmatch, ends)) or ends[0] == ends[1]:
        refuse("pair", f"“{pair[:60]}” is not a pair", f"join two different ids with {BETWEEN}")
    a, b = sorted(ends)
    return Choice(a, b, FORGET if body.decision == UNDO else body.decision, body.seen)


def problem_with(error: ReviewError) -> Problem:
    """Turn the refusal of a decision into a problem."""
    if isinstance(error, UnknownRecord):
        return problem_of(NotFound("organisation", error.key, error.near, parameter="pair"))
    kind, title = PROBLEMS[type(error)]
    return Problem(kind, title, 409, str(error))


async def chosen(request: Request, choices: Sequence[Choice]) -> Chosen:
    """Store decisions under the name of the key."""
    key = request.scope["key"].name
    return await written(request, lambda store: decide_each(store, choices, by=key))


@router.post(
    "/review/{pair}",
    name="decide_pair",
    summary="Decide whether two records are one organisation",
    responses=described(ReviewDecision, DECIDED, *REFUSED, 404, 409, *WITH_BODY),
    dependencies=[MayWrite],
)
async def decide_pair(
    request: Request,
    pair: Annotated[str, PathParameter(json_schema_extra=PAIR)],
    body: Annotated[DecisionBody, Body(openapi_examples={"one": {"value": REQUEST}})],
) -> Response:
    """The same as `sojae review merge`, `split` and `forget`; `pair` is two ids joined with `~`, in any order.

    The decision is stored under the name of the key, the resolution runs in the same transaction, and the next answer shows
    both. The same decision again changes nothing. A decision that would replace one that you have not seen is refused (409):
    read the pair again and send its `state` as `seen`.
    """
    choice = choice_of(pair, body)
    done = await chosen(request, [choice])
    if isinstance(done.each[0], ReviewError):
        raise problem_with(done.each[0])
    serving: Serving = request.scope["serving"]
    view = serving.current()
    found = ReviewDecision(
        pair=pair_now(view, choice.a, choice.b), changed=done.each[0], **shared_parts(done, view)
    )
    return json_bytes(found.encoded())


@router.post(
    "/review",
    name="decide_pairs",
    summary="Decide on several pairs at once",
    responses=described(ReviewDecisions, EXAMPLE, *REFUSED, *WITH_BODY),
    dependencies=[MayWrite],
)
async def decide_pairs(
    request: Request,
    body: Annotated[
        DecisionsBody,
        Body(
            openapi_examples={
                "one": {"value": {"decisions": [{"pair": "factories:17~krx:000010", **REQUEST}]}}
            }
        ),
    ],
) -> Response:
    """As for one pair, with one run of the resolution for all of them, which takes most of the time in a large graph.

    Decisions that cannot be stored are refused one by one, each with its problem in the answer; the others are stored.
    """
    choices = [choice_of(one.pair, one) for one in body.decisions]
    if len({choice.key for choice in choices}) < len(choices):
        refuse("decisions", "a pair is given twice", "give each pair once")
    done = await chosen(request, choices)
    serving: Serving = request.scope["serving"]
    view = serving.current()
    results: list[dict[str, Any]] = []
    for choice, each in zip(choices, done.each, strict=True):
        refused = problem_with(each) if isinstance(each, ReviewError) else None
        now = pair_now(view, choice.a, choice.b)
        results.append(
            {
                "pair": f"{choice.a}{BETWEEN}{choice.b}",
                "changed": each is True,
                "now": None if now is None else now.to_dict(),
                "problem": None if refused is None else refused.as_dict(request.url.path),
            }
        )
    shared = shared_parts(done, view)
    answer = {"results": results, **shared, "totals": shared["totals"].to_dict()}
    return json_bytes(orjson.dumps(answer))


def shared_parts(done: Chosen, view: Any) -> dict[str, Any]:
    """Return what one decision and several have in common."""
    return {
        "load_id": done.decided.load_id,
        "identity": done.decided.settled.as_dict(),
        "totals": totals_of(view.snapshot),
        "graph_version": view.snapshot.graph_version,
    }
