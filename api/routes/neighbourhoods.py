"""`GET /nodes/{id}/neighbourhood` and `POST /neighbourhoods`: who surrounds whom, without ever blowing up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.exports import negotiated, sent, walk_contents, with_files
from api.answers.walks import joined, neighbourhood_answer, quoted
from api.deps import LIMITS, Current, described, json_bytes
from api.direct import DirectRoute
from api.negotiation import JSON_WILL_DO, Accept
from api.schemas.walks import Neighbourhood, Neighbourhoods
from api.words import WalkWords

router = APIRouter(tags=["neighbourhoods"])
direct = APIRouter(tags=["neighbourhoods"], route_class=DirectRoute)
EXAMPLE = {
    "root": "dmi",
    "depth": 1,
    "nodes": [
        {"id": "dmi", "kind": "organisation", "name_ko": "대구기계부품연구원", "distance": 0, "degree": 141}
    ],
    "relations": [],
    "totals": {"nodes": 131, "relations": 141},
    "truncated": True,
    "next": "ZjZjMTdhNjMzMjM2MGM0ZTox",
    "graph_version": "f6c17a6332360c4e",
}


class NeighbourhoodWords(WalkWords):
    """Parameters of a neighbourhood."""

    depth: int = Field(default=1, ge=1, le=LIMITS["neighbourhood_depth"], description="steps from the root")
    limit: int = Field(
        default=100, ge=1, le=LIMITS["neighbourhood_nodes"], description="nodes to give, nearest first"
    )
    cursor: str | None = Field(default=None, description="`next` of the answer before")


class BatchWords(NeighbourhoodWords):
    """Body of a batch."""

    ids: list[str] = Field(min_length=1, max_length=LIMITS["neighbourhoods_per_call"], description="roots")


@direct.get(
    "/nodes/{id}/neighbourhood",
    responses=with_files(described(Neighbourhood, EXAMPLE, 404, 406, 410)),
    summary="The nodes around a node and the relations that lead to them",
)
async def neighbourhood(
    view: Current, id: str, words: Annotated[NeighbourhoodWords, Query()], accept: Accept = ""
) -> Response:
    """Nearest first, then by number of relations; `totals` are true whatever the limit; `next` continues."""
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        contents = walk_contents(
            view,
            id,
            depth=words.depth,
            chosen=words.filter,
            limit=words.limit,
            after=words.cursor,
            part=part,
        )
        return sent(contents, name, id)
    return json_bytes(
        neighbourhood_answer(
            view, id, depth=words.depth, chosen=words.filter, limit=words.limit, after=words.cursor
        )
    )


@router.post(
    "/neighbourhoods",
    responses=described(
        Neighbourhoods, {"results": [EXAMPLE], "graph_version": EXAMPLE["graph_version"]}, 404, 410, 413
    ),
    summary="The same for up to 1,000 ids",
)
async def neighbourhoods(view: Current, words: Annotated[BatchWords, Body()]) -> Response:
    """One neighbourhood an id, in the order asked for; an unknown id refuses the whole call."""
    chosen = words.filter
    results = [
        neighbourhood_answer(
            view, key, depth=words.depth, chosen=chosen, limit=words.limit, after=words.cursor
        )
        for key in words.ids
    ]
    version = quoted(view.snapshot.graph_version)
    return json_bytes(b'{"results":%b,"graph_version":%b}' % (joined(results), version))
