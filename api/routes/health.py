"""`/health` and `/ready`: for those who run it."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import described, json_bytes
from api.errors import Problem
from api.schemas.records import ReadyShape

router = APIRouter(tags=["operation"])


@router.get(
    "/health",
    responses={200: {"content": {"application/json": {"example": {"status": "ok"}}}}},
    summary="Whether the process lives",
)
async def health() -> Response:
    """Answer as soon as the process serves."""
    return json_bytes(b'{"status":"ok"}')


@router.get(
    "/ready",
    responses=described(ReadyShape, {"status": "ready", "graph_version": "f6c17a6332360c4e"}),
    summary="Whether it answers from a whole graph",
)
async def ready(request: Request) -> Response:
    """Answer 200 when a finished graph is served; else 503 with the reason."""
    serving = request.app.state.serving
    view = serving.current()
    if serving.trouble is not None:
        raise Problem("store", "The store cannot answer", 503, serving.trouble, headers={"Retry-After": "5"})
    if serving.unfinished is not None:
        detail = f"Load {serving.unfinished} was cut off: load its origin again to complete it."
        raise Problem("unfinished-load", "Unfinished load", 503, detail, headers={"Retry-After": "30"})
    return json_bytes(orjson.dumps({"status": "ready", "graph_version": view.snapshot.graph_version}))
