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
TEXTILES = {
    "id": 3, "size": 52, "label_ko": "섬유 (한국섬유개발연구원)", "label_en": "Textiles (Korea Textile Development Institute)",
    "stability": 0.947,
    "over_represented": {
        "sectors": [
            {"id": "textiles", "name_ko": "섬유", "name_en": "Textiles", "members": 45, "expected": 7.96, "q": 1.3e-32}
        ],
        "technologies": [
            {
                "id": "ultralight-stab-proof-composite", "name_ko": "초경량 방검·방침 복합소재",
                "name_en": "Ultra-light stab-proof composite", "members": 5, "expected": 0.46, "q": 0.0035,
            }
        ],
    },
    "sectors": {"textiles": 45, "polymers": 2}, "members": ["ktdi", "baekil"],
}  # fmt: skip
EXAMPLE = {
    "layer": "direct",
    "parameters": {"as_of": None, "since": None, "undated": "keep"},
    "resolution": 1.0,
    "seed": 0,
    "modularity": 0.714,
    "weighted": False,
    "stability": {"seeds": 20, "adjusted_rand": 0.95, "modularity_low": 0.711, "modularity_high": 0.714},
    "isolates": 427,
    "communities": [TEXTILES],
    "graph_version": "f6c17a6332360c4e",
}


class CommunityWords(LayerWords):
    """Parameters of communities."""

    resolution: float = Field(
        default=1.0, gt=0, le=100, description="above 1 gives smaller groups, below 1 larger ones"
    )
    seed: int = Field(default=0, ge=0, lt=2**31, description="of the order in which nodes are moved")


@router.get("/communities", responses=described(Communities, EXAMPLE), summary="Groups of a network (Leiden)")
async def communities(view: Current, words: Annotated[CommunityWords, Query()]) -> Response:
    """Groups by size, members with most ties first; the same seed gives the same groups, other seeds tell how stable
    they are. A label names over-represented sectors and technologies that at least a tenth of the members have.
    """
    period = Period(words.as_of, words.since, words.undated)
    body = await asyncio.to_thread(
        communities_answer, view, words.layer, period, resolution=words.resolution, seed=words.seed
    )
    return json_bytes(body)
