"""`GET /changes`: what began and what ended between two days."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.changes import changes_page
from api.answers.paging import linked
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.aggregates import ChangesShape
from api.words import ChoiceWords, Date
from graph.evidence import Period
from graph.vocabulary import Undated

router = APIRouter(tags=["changes"])
COUNTED = {
    "relations_added": 1, "relations_ended": 0, "ties_added": 1, "ties_ended": 0, "ties_changed": 0,
}  # fmt: skip
EXAMPLE = {
    "since": "2017-06-20",
    "until": "2017-06-20",
    "before": "2017-06-19",
    "after": "2017-06-20",
    "parameters": {"predicates": ["SPECIALIST_FOR"], "kinds": None, "sectors": None, "undated": "keep"},
    "totals": COUNTED,
    "undated": 0,
    "pairs": [{"a": "machinery", "b": None, **COUNTED}],
    "results": [
        {
            "change": "added",
            "on": "2017-06-20",
            "relation": {
                "id": "r00837",
                "subject": "dmi",
                "predicate": "SPECIALIST_FOR",
                "object": "union-metals",
                "start": "2017-06-20",
                "end": None,
                "detail": "specialist institute",
                "sources": ["s0290"],
            },
        }
    ],
    "total": 1,
    "next": None,
    "graph_version": "f6c17a6332360c4e",
}


class ChangesWords(ChoiceWords):
    """Parameters of a comparison of two days."""

    since: Date = Field(description="the first day that counts (of a partial date its first)")
    until: Date = Field(description="the last day that counts (of a partial date its last)")
    undated: Undated = Field(
        default=Undated.KEEP, description="whether ties also stand by relations without any date"
    )
    limit: int = Field(default=100, ge=1, le=LIMITS["changes_page"], description="changes on a page")
    cursor: str | None = Field(default=None, description="`next` of the page before")


@router.get(
    "/changes",
    responses=described(ChangesShape, EXAMPLE, 410),
    summary="What began and ended between two days",
)
async def changes(request: Request, view: Current, words: Annotated[ChangesWords, Query()]) -> Response:
    """The day before `since` against the last day of `until`, by the relations' own dates.

    One result a change, in the order of days; a relation that began and ended in between comes twice. Every relation
    counts once, under its pair of sectors (`a` before `b`, null for ends without one), so pairs add up to `totals`.
    `ties_changed`: two nodes tied on both days, by other relations. `undated` relations neither begin nor end.
    """
    parameters = {**words.as_given, "undated": words.undated}
    chosen = words.within(Period(undated=words.undated))
    page = await asyncio.to_thread(
        changes_page,
        view,
        words.since,
        words.until,
        chosen,
        parameters,
        limit=words.limit,
        after=words.cursor,
    )
    return linked(json_bytes(page.body), request.scope, page.following)
