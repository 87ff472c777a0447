"""`GET /measures` and `/measures/{name}`: the registry, and values, ranked and paged."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.networks import measure_answer, measures_answer, ranking
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.networks import Measures as MeasuresShape
from api.schemas.networks import MeasureValues
from api.words import Day, LayerWords
from graph.evidence import Period
from graph.measures import measures as registry
from graph.vocabulary import Layer, Undated

router = APIRouter(tags=["measures"])
EXAMPLE = {
    "name": "betweenness",
    "unit": "share of pairs",
    "layer": "direct",
    "parameters": {"samples": 0, "seed": 0},
    "weighted": False,
    "graph_version": "f6c17a6332360c4e",
    "nodes": 989,
    "ties": 748,
    "undated_ties": 71,
    "values": [{"id": "daegu-city", "value": 0.0899, "rank": 1}],
    "total": 989,
    "next": "ZjZjMTdhNjMzMjM2MGM0ZTox",
}


class MeasureWords(LayerWords):
    """Parameters of a page of values; a measure's own parameters stand beside them."""

    limit: int = Field(default=100, ge=1, le=LIMITS["measure_page"], description="values on a page")
    cursor: str | None = Field(default=None, description="`next` of the page before")


@router.get(
    "/measures",
    responses=described(MeasuresShape, {"results": []}),
    summary="Every measure with its definition",
)
async def list_measures(view: Current) -> Response:
    """Name, unit, range, parameters with defaults, definition and source of every measure."""
    del view  # asked for so that an unread store is told here as elsewhere
    return json_bytes(measures_answer())


@router.get(
    "/measures/{name}",
    responses=described(MeasureValues, EXAMPLE, 404, 410),
    summary="Values of one measure, ranked",
)
async def measure(
    request: Request,
    view: Current,
    name: str,
    layer: Annotated[Layer, Query(description="which ties are seen")] = Layer.DIRECT,
    as_of: Annotated[Day, Query(description="only relations that hold on this day")] = None,
    since: Annotated[Day, Query(description="only relations whose start is on or after this date")] = None,
    undated: Annotated[Undated, Query(description="what becomes of undated relations")] = Undated.KEEP,
    limit: Annotated[int, Query(ge=1, le=LIMITS["measure_page"], description="values on a page")] = 100,
    cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
) -> Response:
    """A measure's own parameters (see `/measures`) stand beside these; equal values share the better rank."""
    given = {
        key: value for key, value in request.query_params.items() if key not in MeasureWords.model_fields
    }
    period = Period(as_of, since, undated)
    found = await asyncio.to_thread(ranking, view, name, layer, period, given)
    return json_bytes(measure_answer(view, found, limit=limit, after=cursor))


__all__ = ["registry", "router"]
