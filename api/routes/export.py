"""`GET /export`: the filtered graph as a file; `POST /export`: the records of what is drawn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Accept, Current, described
from api.files import licence, negotiated, sent, sent_as, with_files
from api.ranges import ranged
from queries.drawn import DrawnParameters, contents_of_drawn
from queries.export import FORMATS, ExportParameters, contents_of, layer_of
from queries.export import export as written_file
from queries.scene import EXAMPLE, SceneShape

if TYPE_CHECKING:
    from queries.export import Wanted
    from queries.view import View

router = APIRouter(tags=["pictures"])
DRAWN = {"format": "csv", "nodes": ["dmi", "union-metals"], "relations": ["r00837"]}
KEPT_BYTES = 64 << 20
"""Largest table that is kept between the ranges that a reader asks for one after another; a larger one is written for each."""


@router.get(
    "/export",
    responses=with_files(described(SceneShape, EXAMPLE, 404, 406)),
    summary="Export the filtered graph as a file",
)
async def export(
    request: Request, view: Current, parameters: Annotated[ExportParameters, Query()], accept: Accept = ""
) -> Response:
    """The file is streamed. `format` chooses the format; default: the `Accept` header. A single Parquet table is also sent in ranges."""
    chosen = (
        (parameters.format, parameters.part) if parameters.format else negotiated(accept, parameters.part)
    )
    wanted = parameters.wanted(*chosen)
    if wanted.format == "parquet" and wanted.part is not None:
        body = await asyncio.to_thread(whole_table, view, wanted)
        media_type, disposition = sent_as(wanted)
        headers = {"Content-Disposition": disposition, **licence()}
        return ranged(body, media_type, headers, range_of(request))
    contents = await asyncio.to_thread(contents_of, view, wanted)
    return sent(contents, wanted.format, wanted.around or str(layer_of(wanted, FORMATS[wanted.format])))


@router.post(
    "/export",
    name="export_drawn",
    responses=with_files(described(SceneShape, EXAMPLE, 404, *WITH_BODY)),
    summary="Export the records of given nodes and relations as a file",
)
async def export_drawn(
    view: Current,
    body: Annotated[DrawnParameters, JsonBody(openapi_examples={"a tie": {"value": DRAWN}})],
) -> Response:
    """The explorer saves with it exactly what it draws: no filter is applied again. Ends of relations that are not among the nodes are in the file too."""
    return sent(await asyncio.to_thread(contents_of_drawn, view, body), body.format, "drawn")


def whole_table(view: View, wanted: Wanted) -> bytes:
    """Write one table; the last one is kept with the snapshot."""
    kept: dict[Wanted, bytes] = view.snapshot.memo("table by ranges", dict)
    body = kept.get(wanted)
    if body is None:
        body = b"".join(written_file(view, wanted))
        kept.clear()
        if len(body) <= KEPT_BYTES:
            kept[wanted] = body
    return body


def range_of(request: Request) -> str | None:
    """Return the range that is asked for; none if it is one of another version (`If-Range`)."""
    condition = request.headers.get("if-range")
    tag: bytes = request.scope.get("etag", b"")
    return request.headers.get("range") if condition in {None, tag.decode()} else None
