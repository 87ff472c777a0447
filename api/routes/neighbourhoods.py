"""`GET /nodes/{id}/neighbourhood` and `POST /neighbourhoods`: the nodes around nodes, within limits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import orjson
from fastapi import APIRouter, Body, Query, Request
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from api.deps import LIMITS, WITH_BODY, Accept, Current, described, json_bytes
from api.fast_routes import DirectRoute
from api.files import negotiated, sent, with_files
from api.links import linked
from api.negotiation import JSON_WILL_DO, preferred
from api.schemas.batches import Neighbourhoods
from queries.chosen_nodes import shown
from queries.export import walk_contents
from queries.neighbourhood import (
    EXAMPLE,
    Neighbourhood,
    NeighbourhoodParameters,
    neighbourhood_bytes,
    neighbourhood_page,
)
from queries.registry import questions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from queries.view import View

router = APIRouter(tags=["neighbourhoods"])
direct = APIRouter(tags=["neighbourhoods"], route_class=DirectRoute)
JSON, NDJSON = "application/json", "application/x-ndjson"
ABOUT = questions()["neighbourhood"]


class BatchParameters(NeighbourhoodParameters):
    """Parameters of a batch."""

    ids: list[str] = Field(
        min_length=1, max_length=LIMITS["neighbourhoods_per_call"], description="ids of the central nodes"
    )


@direct.get(
    "/nodes/{id}/neighbourhood",
    responses=with_files(described(Neighbourhood, EXAMPLE, 404, 406, 410)),
    summary=ABOUT.summary,
    description=ABOUT.description,
)
async def neighbourhood(
    request: Request,
    view: Current,
    id: str,
    parameters: Annotated[NeighbourhoodParameters, Query()],
    accept: Accept = "",
) -> Response:
    """Answer for one root, as JSON or as a file."""
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        contents, following = await asyncio.to_thread(walk_contents, view, id, parameters, name, part)
        return linked(sent(contents, name, id), request.scope, following)
    if parameters.plain:
        body, following = neighbourhood_page(view, id, parameters)
    else:
        body, following = await asyncio.to_thread(neighbourhood_page, view, id, parameters)
    return linked(json_bytes(body), request.scope, following)


def batch_described() -> dict[int | str, dict[str, object]]:
    """Document the answers of a batch: one JSON, or one line per root."""
    one = EXAMPLE.to_dict()
    example = {"results": [one], "missing": ["dmj"], "graph_version": EXAMPLE.graph_version}
    answers = described(Neighbourhoods, example, 404, 406, 410, *WITH_BODY)
    answers[200]["content"][NDJSON] = {"example": one}
    return answers


@router.post(
    "/neighbourhoods", responses=batch_described(), summary="Find the neighbourhoods of up to 1,000 nodes"
)
async def neighbourhoods(
    view: Current, parameters: Annotated[BatchParameters, Body()], accept: Accept = ""
) -> Response:
    """One neighbourhood per id, in the order of the request; `missing` lists the ids that no node has.

    `Accept: application/x-ndjson` streams each neighbourhood as a line, then `{"missing": […]}` if there are any.
    """
    chosen = JSON if accept in JSON_WILL_DO else preferred(accept, (JSON, NDJSON))
    index = view.snapshot.index
    known, missing = [key for key in parameters.ids if key in index], []
    if len(known) < len(parameters.ids):
        missing = [shown(key) for key in dict.fromkeys(parameters.ids) if key not in index]
    if chosen == NDJSON:
        first = [await asyncio.to_thread(neighbourhood_bytes, view, key, parameters) for key in known[:1]]
        return StreamingResponse(lines(view, parameters, first, known[1:], missing), media_type=NDJSON)
    results = await asyncio.to_thread(lambda: [neighbourhood_bytes(view, key, parameters) for key in known])
    body = b'{"results":[%b],"missing":%b,"graph_version":%b}'
    told = map(orjson.dumps, (missing, view.snapshot.graph_version))
    return json_bytes(body % (b",".join(results), *told))


async def lines(
    view: View, parameters: BatchParameters, first: list[bytes], others: list[str], missing: list[str]
) -> AsyncGenerator[bytes]:
    """Stream one neighbourhood per line; the first is computed before the answer starts, so that errors become problems."""
    for line in first:
        yield line + b"\n"
    for key in others:
        yield await asyncio.to_thread(neighbourhood_bytes, view, key, parameters) + b"\n"
    if missing:
        yield orjson.dumps({"missing": missing}) + b"\n"
