"""An endpoint of the same framework that only gives bytes back: the most that any answer of this size could reach."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI, Response

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
app = FastAPI()


@app.get("/ready")
async def ready() -> Response:
    return Response(b"{}", media_type="application/json")


@app.get("/api/v1/nodes/{id}/neighbourhood")
async def echo(id: str, depth: int = 1, limit: int = 100) -> Response:
    return Response(BODY, media_type="application/json")
