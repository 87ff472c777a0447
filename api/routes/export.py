"""`GET /export`: the filtered graph as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator, Field
from starlette.responses import Response

from api.deps import Current, described
from api.routes.scene import EXAMPLE, SceneWords, scene_of
from api.schemas.networks import SceneShape
from graph.schema import nearest
from viz.export import FORMATS

router = APIRouter(tags=["pictures"])


def known_format(value: str) -> str:
    """Let the name of a format pass."""
    if value not in FORMATS:
        raise ValueError(f"“{value}” is no format | {nearest(value, FORMATS)}")
    return value


class ExportWords(SceneWords):
    """What is exported, and as what."""

    format: Annotated[str, AfterValidator(known_format)] = Field(
        default="json", description="json, csv (zip) or graphml"
    )


@router.get("/export", responses=described(SceneShape, EXAMPLE, 404), summary="The filtered graph as a file")
async def export(view: Current, words: Annotated[ExportWords, Query()]) -> Response:
    """JSON (the scene), CSV (a zip of nodes, relations and sources, with BOM) or GraphML."""
    drawn = await asyncio.to_thread(scene_of, view, words)
    chosen = FORMATS[words.format]
    content = await asyncio.to_thread(chosen.write, drawn, view.snapshot)
    name = f"sojae-{words.around or words.layer or 'all'}.{chosen.extension}"
    return Response(
        content,
        media_type=chosen.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
