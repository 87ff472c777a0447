"""`/metrics`: metrics for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

router = APIRouter(tags=["operation"])


@router.get(
    "/metrics",
    responses={200: {"content": {"text/plain": {"example": "sojae_requests_total{…} 3.0"}}}},
    summary="Get metrics for Prometheus",
)
async def metrics(request: Request) -> Response:
    """Requests by route, method and status, their durations, and the graph that is served."""
    return Response(request.app.state.watch.exposition(), media_type=CONTENT_TYPE_LATEST)
