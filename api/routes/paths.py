"""`GET /paths`: how two bodies are connected, with the evidence on every step."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.walks import paths_answer
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.walks import Paths
from api.words import WalkWords

router = APIRouter(tags=["paths"])
EXAMPLE = {
    "source": "dyetec",
    "target": "ajin-industrial",
    "paths": [
        {"length": 1, "nodes": ["dyetec", "ajin-industrial"], "relations": ["r00026"], "steps": [["r00026"]]}
    ],
    "nodes": {},
    "relations": {},
    "graph_version": "f6c17a6332360c4e",
}


class PathWords(WalkWords):
    """Parameters of paths."""

    source: str = Field(description="id of the node to begin at")
    target: str = Field(description="id of the node to reach")
    k: int = Field(default=3, ge=1, le=LIMITS["paths"], description="ways to give, shortest first")


@router.get(
    "/paths", responses=described(Paths, EXAMPLE, 404), summary="The k shortest ways between two nodes"
)
async def paths(view: Current, words: Annotated[PathWords, Query()]) -> Response:
    """Ways that meet no node twice; without any way the list is empty."""
    return json_bytes(paths_answer(view, words.source, words.target, k=words.k, chosen=words.filter))
