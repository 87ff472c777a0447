"""`/health` and `/ready`: for operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import described, json_bytes
from api.errors import Problem
from api.schemas.about import ReadyShape

if TYPE_CHECKING:
    from api.jobs.worker import Worker
    from api.serving import Serving
    from api.workspaces.workspace import Workspaces

router = APIRouter(tags=["operation"])


@router.get(
    "/health",
    responses={200: {"content": {"application/json": {"example": {"status": "ok"}}}}},
    summary="Check whether the process is alive",
)
async def health() -> Response:
    """Answers 200 as soon as the process serves."""
    return json_bytes(b'{"status":"ok"}')


@router.get(
    "/ready",
    responses=described(
        ReadyShape, {"status": "ready", "graph_version": "f2bd416c30119016", "jobs": "ready"}
    ),
    summary="Check whether a complete graph is served",
)
async def ready(request: Request) -> Response:
    """Answers 200 if a complete graph is served and up to date; otherwise 503 with the reason. `jobs` says whether jobs are available."""
    serving: Serving = request.app.state.serving
    worker: Worker = request.app.state.worker
    workspaces: Workspaces = request.app.state.workspaces
    view = serving.current()
    if (stale := serving.stale) is not None:
        raise Problem("store", "The store cannot answer", 503, stale, headers={"Retry-After": "5"})
    if serving.unfinished is not None:
        detail = f"Load {serving.unfinished} was cut off: load its origin again to complete it."
        raise Problem("unfinished-load", "Unfinished load", 503, detail, headers={"Retry-After": "30"})
    if not worker.alive:
        detail = "The thread that runs jobs has ended: restart the server."
        raise Problem("jobs-unavailable", "Jobs unavailable", 503, detail, headers={"Retry-After": "30"})
    if not workspaces.alive:
        detail = "The thread that removes ended workspaces has ended: restart the server."
        raise Problem(
            "workspaces-unavailable", "Workspaces unavailable", 503, detail, headers={"Retry-After": "30"}
        )
    body = {"status": "ready", "graph_version": view.snapshot.graph_version, "jobs": worker.state}
    return json_bytes(orjson.dumps(body))
