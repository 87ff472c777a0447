"""`GET /paths`: how two bodies are connected, with the evidence on every step."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from api.answers.walks import paths_answer
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.walks import Paths
from api.words import WalkWords
from graph.walks.paths import Weight

router = APIRouter(tags=["paths"])
EXAMPLE = {
    "source": "dyetec",
    "target": "ajin-industrial",
    "weight": "hops",
    "avoided": 0,
    "paths": [
        {
            "length": 1,
            "cost": 1.0,
            "nodes": ["dyetec", "ajin-industrial"],
            "relations": ["r00026"],
            "steps": [["r00026"]],
        }
    ],
    "nodes": {},
    "relations": {},
    "graph_version": "f6c17a6332360c4e",
}


def read_avoid(value: object) -> object:
    """Read comma-separated ids."""
    given = [value] if isinstance(value, str) else [str(part) for part in value]  # type: ignore[attr-defined]
    ids = frozenset(word for part in given for word in part.split(",") if word)
    if len(ids) > LIMITS["avoided_nodes"]:
        raise ValueError(f"{len(ids)} ids are too many | name at most {LIMITS['avoided_nodes']}")
    return ids


Avoided = Annotated[
    frozenset[str],
    BeforeValidator(read_avoid),
    Field(
        description="comma-separated ids that a way may not meet; hubs stands for the 1 % of nodes with most relations",
    ),
]


class PathWords(WalkWords):
    """Parameters of paths."""

    source: str = Field(description="id of the node to begin at")
    target: str = Field(description="id of the node to reach")
    k: int = Field(default=3, ge=1, le=LIMITS["paths"], description="ways to give, cheapest first")
    weight: Weight = Field(
        default=Weight.HOPS,
        description="hops: 1 a step; rarity: log2(1 + neighbours) for every node on the way, so that hubs cost most",
    )
    avoid: Avoided = frozenset()


@router.get(
    "/paths", responses=described(Paths, EXAMPLE, 404), summary="The k shortest ways between two nodes"
)
async def paths(view: Current, words: Annotated[PathWords, Query()]) -> Response:
    """Ways that meet no node twice, with the relations on every step; without any way the list is empty.

    `kinds`, `sectors` and `avoid` say what a way may meet; its two ends may be anything. Equal ways come by length, then
    by ids.
    """
    answer = await asyncio.to_thread(
        paths_answer,
        view,
        words.source,
        words.target,
        k=words.k,
        chosen=words.filter,
        weight=words.weight,
        avoid=words.avoid,
    )
    return json_bytes(answer)
