"""`GET /scene`: nodes and ties of a picture, with positions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.deps import Accept, Current, described, json_bytes
from api.files import negotiated, sent, with_files
from api.negotiation import JSON_WILL_DO
from graph.grouping import SECTOR
from graph.vocabulary import Layer
from queries.errors import refuse
from queries.export import Wanted, contents_of
from queries.registry import questions
from queries.scene import SceneParameters, scene_bytes

if TYPE_CHECKING:
    from queries.export import Part

ABOUT = questions()["scene"]
router = APIRouter(tags=[ABOUT.topic])


@router.get(
    "/scene",
    responses=with_files(described(ABOUT.result, ABOUT.example, 404, 406)),
    summary=ABOUT.summary,
)
async def get_scene(
    view: Current, parameters: Annotated[SceneParameters, Query()], accept: Accept = ""
) -> Response:
    """The same content and parameters give the same picture; `Accept` chooses other file formats."""
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        contents = await asyncio.to_thread(contents_of, view, wanted_as(name, part, parameters))
        return sent(contents, name, parameters.around or contents.layer)
    return json_bytes(await asyncio.to_thread(scene_bytes, view, parameters))


def wanted_as(name: str, part: Part | None, parameters: SceneParameters) -> Wanted:
    """Describe the file with the content of the scene.

    Raises:
        Invalid: another grouping, which only JSON has.
    """
    if parameters.group_by != SECTOR:
        refuse("group_by", "files have the sectors of organisations", "leave it out, or use JSON")
    layer = parameters.layer or (Layer.ALL if parameters.around is None else Layer.FACTS)
    return Wanted(
        format=name,
        part=part,
        layer=layer,
        around=parameters.around,
        depth=parameters.depth,
        chosen=parameters.filter,
        isolates=parameters.isolates,
        limit=parameters.limit,
        seed=parameters.seed,
        resolution=parameters.resolution,
    )
