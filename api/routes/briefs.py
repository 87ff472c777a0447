"""`POST /briefs`: a brief as a file; `GET /briefs/kinds` lists topics and formats (a question of the registry)."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Current, with_problems
from queries.brief import FORMATS, BriefParameters
from queries.brief import brief as written

router = APIRouter(tags=["briefs"])
REQUESTS: dict[str, Any] = {
    "gaps": {"value": {"topic": "gaps", "language": "ko", "format": "pdf"}},
    "one sector": {
        "value": {
            "topic": "sector",
            "id": "metals",
            "language": "en",
            "format": "docx",
            "parameters": {"layer": "all"},
        }
    },
}
FILES = {
    one.media_type: {"schema": {"type": "string", "format": "binary"}, "example": f"{one.begins}…"}
    for one in FORMATS.values()
}


@router.post(
    "/briefs",
    response_class=Response,
    responses=with_problems({"description": "The file", "content": FILES}, 404, *WITH_BODY),
    summary="Write a brief of two pages as a file",
)
async def brief(
    view: Current, body: Annotated[BriefParameters, JsonBody(openapi_examples=REQUESTS)]
) -> Response:
    """Findings, a picture, tables, what to do next, limits; each figure has a footnote with the call that gives it again.

    The same content and parameters give the same bytes.
    """
    file = await asyncio.to_thread(written, view, body)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)
