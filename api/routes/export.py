"""`GET /export`: the filtered graph as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator, Field
from starlette.responses import Response

from api.answers.exports import FORMATS, Wanted, contents_of, layer_of, negotiated, sent, with_files
from api.deps import Accept, Current, described
from api.routes.scene import EXAMPLE, PictureWords
from api.schemas.networks import SceneShape
from api.words import one_of
from graph.schema import nearest
from viz.exports.contents import Part

router = APIRouter(tags=["pictures"])


def known_format(value: str | None) -> str | None:
    """Let the name of a format pass."""
    if value is not None and value not in FORMATS:
        raise ValueError(f"“{value}” is no format | {nearest(value, FORMATS)}")
    return value


class ExportWords(PictureWords):
    """What is exported, and as what."""

    format: Annotated[str | None, AfterValidator(known_format)] = Field(
        default=None,
        description=f"{', '.join(FORMATS)}; default: by `Accept`, else json",
        json_schema_extra=one_of(FORMATS),
    )
    part: Part | None = Field(default=None, description="one table of csv, ndjson or parquet on its own")
    isolates: bool | None = Field(
        default=None,
        description="whether nodes without a tie are there; default: in csv, ndjson, parquet, jsonld",
    )
    limit: int | None = Field(
        default=None, ge=1, lt=2**31, description="nodes at most: the nearest, then those with most ties"
    )
    positions: bool | None = Field(
        default=None, description="whether nodes are placed (graphml, gexf, cyjs; default: yes)"
    )


@router.get(
    "/export",
    responses=with_files(described(SceneShape, EXAMPLE, 404, 406)),
    summary="The filtered graph as a file",
)
async def export(view: Current, words: Annotated[ExportWords, Query()], accept: Accept = "") -> Response:
    """Sent while it is written. `format` decides, without it the `Accept` header."""
    name, part = (words.format, words.part) if words.format else negotiated(accept, words.part)
    wanted = wanted_of(words, name, part)
    contents = await asyncio.to_thread(contents_of, view, wanted)
    return sent(contents, name, words.around or str(layer_of(wanted, FORMATS[name])))


def wanted_of(words: ExportWords, name: str, part: Part | None) -> Wanted:
    """Ask for a file of a format, or for one part of it."""
    return Wanted(
        format=name,
        part=part,
        layer=words.layer,
        around=words.around,
        depth=words.depth,
        chosen=words.filter,
        isolates=words.isolates,
        limit=words.limit,
        positions=words.positions,
        seed=words.seed,
        resolution=words.resolution,
    )
