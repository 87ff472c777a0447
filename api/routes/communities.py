"""`GET /communities`: groups that are more tied inside than chance would have it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.communities import communities_answer
from api.deps import Current, described, json_bytes
from api.schemas.networks import Communities
from api.words import LayerWords
from graph.evidence import Period

router = APIRouter(tags=["communities"])
EXAMPLE = {
    "layer": "direct",
    "resolution": 1.0,
    "seed": 0,
    "modularity": 0.62,
    "isolates": 412,
    "communities": [
        {"id": 0, "size": 80, "label_ko": "섬유·기계", "label_en": "Textiles, Machinery", "sectors": {"textiles": 51}, "members": ["dyetec"]}
    ],
    "graph_version": "f6c17a6332360c4e",
}  # fmt: skip


class CommunityWords(LayerWords):
    """Parameters of communities."""

    resolution: float = Field(
        default=1.0, gt=0, le=100, description="above 1 gives smaller groups, below 1 larger ones"
    )
    seed: int = Field(default=0, ge=0, lt=2**31, description="of the order in which nodes are moved")


@router.get("/communities", responses=described(Communities, EXAMPLE), summary="Groups of a network (Leiden)")
async def communities(view: Current, words: Annotated[CommunityWords, Query()]) -> Response:
    """Groups by size, members with most ties first; the same seed gives the same groups."""
    period = Period(words.as_of, words.since, words.undated)
    body = await asyncio.to_thread(
        communities_answer, view, words.layer, period, resolution=words.resolution, seed=words.seed
    )
    return json_bytes(body)
