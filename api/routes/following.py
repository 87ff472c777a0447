"""`GET /changes/since/{version}` and `GET /events`: how a copy elsewhere follows the graph."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response

from api.deps import Current, described, json_bytes, with_problems
from api.events import EXAMPLE as EVENTS
from api.events import MEDIA_TYPE
from api.links import linked
from queries.moved import EXAMPLE, Moved, MovedParameters, moved

router = APIRouter(tags=["changes"])


@router.get(
    "/changes/since/{version}",
    responses=described(Moved, EXAMPLE, 410),
    summary="List records that were created, changed or closed since a graph version",
)
async def changes_since(
    request: Request, view: Current, version: str, parameters: Annotated[MovedParameters, Query()]
) -> Response:
    """For copies of the graph elsewhere: load all lists once, note `graph_version`, then ask what has moved since.

    Each record has the member of its type with its new content; a closed one has its `id`, or its content if it has no id.
    Apply pages in order. `to` is the version that the copy then has. 410 if the version is not, or no longer, known:
    load everything again. `/changes?since_version=…` is the same.
    """
    journal = request.scope["serving"].journal
    found = await asyncio.to_thread(moved, view, journal, version, parameters)
    return linked(json_bytes(found.encoded()), request.scope, found.next)


def as_stream() -> dict[int | str, dict[str, Any]]:
    """Document a stream."""
    answer = {
        "description": "A stream of events",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": EVENTS}},
    }
    return with_problems(answer)


@router.get(
    "/events",
    responses=as_stream(),
    response_class=Response,
    summary="Wait for new graph versions (server-sent events)",
)
async def events(request: Request, last_event_id: Annotated[str | None, Header()] = None) -> Response:
    """An event `version` with the graph version at once and whenever it changes; its id is the version.

    With `Last-Event-ID`, as browsers send it when they connect again, the first event comes when the version is another.
    A comment comes every 15 seconds. A stream ends after an hour (`limits` in `/`); clients then connect again.
    """
    stream: Response = request.app.state.streams.open(last_event_id)
    return stream
