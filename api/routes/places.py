"""`GET /places`: where organisations are, with the centres of districts and cities."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.places import places_answer
from api.deps import Current, described, json_bytes
from api.schemas.places import Places
from api.words import Words

router = APIRouter(tags=["places"])
EXAMPLE = {
    "results": [
        {
            "id": "daegu-dalseo", "level": "district", "name_ko": "달서구", "name_en": "Dalseo-gu", "parent": "daegu",
            "latitude": 35.83, "longitude": 128.533,
            "source": "district office, as two public listings of Korean government offices give it",
            "organisations": 27,
        }
    ],
    "unlisted": [{"stated": "Atlantis", "organisations": 1}],
    "unknown": {"organisations": 339},
    "graph_version": "f6c17a6332360c4e",
}  # fmt: skip


class PlaceWords(Words):
    """How much is told."""

    members: bool = Field(default=False, description="whether the ids of organisations are listed")


@router.get("/places", responses=described(Places, EXAMPLE), summary="Where organisations are")
async def places(view: Current, words: Annotated[PlaceWords, Query()]) -> Response:
    """The narrowest place that a record's city and district name, in Korean or English; nobody is left out."""
    return json_bytes(await asyncio.to_thread(places_answer, view, members=words.members))
