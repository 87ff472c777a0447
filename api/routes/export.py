"""`GET /export`: the filtered graph as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.deps import Accept, Current, described
from api.files import negotiated, sent, with_files
from queries.export import FORMATS, ExportParameters, contents_of, layer_of
from queries.scene import EXAMPLE, SceneShape

router = APIRouter(tags=["pictures"])


@router.get(
    "/export",
    responses=with_files(described(SceneShape, EXAMPLE, 404, 406)),
    summary="Export the filtered graph as a file",
)
async def export(
    view: Current, parameters: Annotated[ExportParameters, Query()], accept: Accept = ""
) -> Response:
    """The file is streamed. `format` chooses the format; default: the `Accept` header."""
    chosen = (
        (parameters.format, parameters.part) if parameters.format else negotiated(accept, parameters.part)
    )
    wanted = parameters.wanted(*chosen)
    contents = await asyncio.to_thread(contents_of, view, wanted)
    return sent(contents, wanted.format, wanted.around or str(layer_of(wanted, FORMATS[wanted.format])))
