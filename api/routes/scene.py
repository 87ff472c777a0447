"""`GET /scene`: what a picture draws, with positions."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.exports import Wanted, contents_of, negotiated, sent, with_files
from api.answers.records import node_number
from api.deps import LIMITS, Accept, Current, described, json_bytes
from api.negotiation import JSON_WILL_DO
from api.schemas.networks import SceneShape
from api.serving import View
from api.words import WalkWords
from graph.vocabulary import Kind, Layer
from viz.exports.contents import Part
from viz.scene import scene
from viz.scene_model import Scene

router = APIRouter(tags=["pictures"])
EXAMPLE = {
    "graph_version": "f6c17a6332360c4e",
    "layer": "all",
    "nodes": [
        {"id": "dmi", "kind": "organisation", "label_ko": "대구기계부품연구원", "label_en": "DMI", "sector": "machinery",
         "x": 12.5, "y": -80.1, "size": 21.0, "colour": "#0077BB", "community": 1}
    ],
    "ties": [{"source": "dgist", "target": "dmi", "predicates": ["COLLABORATES_WITH"], "relations": ["r00788"], "weight": 1}],
    "legend": [],
    "hidden": {"isolates": 328, "limit": 0},
    "communities": {"of": "layer", "resolution": 1.0, "seed": 0, "modularity": 0.569},
    "data_licence": "CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports (daegu)",
}  # fmt: skip


class PictureWords(WalkWords):
    """Which part of the graph is looked at."""

    layer: Layer | None = Field(
        default=None, description="default: `all`, or `facts` (every kind of node) around a node"
    )
    around: str | None = Field(default=None, description="id of the node in the middle")
    depth: int = Field(default=1, ge=1, le=LIMITS["neighbourhood_depth"], description="steps from it")
    seed: int = Field(default=0, ge=0, lt=2**31, description="of groups and positions")
    resolution: float = Field(
        default=1.0,
        gt=0,
        le=100,
        description="of the communities: above 1 gives smaller groups, below 1 larger ones",
    )


class SceneWords(PictureWords):
    """What is drawn."""

    isolates: bool = Field(default=False, description="whether nodes without a tie are drawn")
    limit: int = Field(
        default=LIMITS["scene_nodes"],
        ge=1,
        le=LIMITS["scene_nodes"],
        description="nodes at most; those with most ties are kept, fewer where the ties among them are more than `scene_ties`",
    )


def scene_of(view: View, words: SceneWords) -> Scene:
    """Make the scene that is asked for.

    Raises:
        Problem: no node has the id that shall be in the middle, or the layer does not hold it.
    """
    if words.around is not None:
        whole = words.layer in {None, Layer.FACTS}
        node_number(view, words.around, None if whole else Kind.ORGANISATION)
    chosen = words.filter
    return scene(
        view.snapshot,
        layer=words.layer,
        around=words.around,
        depth=words.depth,
        period=chosen.period,
        sectors=chosen.sectors,
        kinds=chosen.kinds,
        predicates=chosen.predicates,
        isolates=words.isolates,
        limit=words.limit,
        ties=LIMITS["scene_ties"],
        seed=words.seed,
        resolution=words.resolution,
    )


@router.get(
    "/scene",
    responses=with_files(described(SceneShape, EXAMPLE, 404, 406)),
    summary="What a picture draws, with positions",
)
async def get_scene(view: Current, words: Annotated[SceneWords, Query()], accept: Accept = "") -> Response:
    """The same content and the same words give the same picture; `Accept` gives it as another kind of file."""
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        contents = await asyncio.to_thread(contents_of, view, wanted_as(name, part, words))
        return sent(contents, name, words.around or contents.layer)
    return json_bytes(await asyncio.to_thread(json_of, view, words))


def json_of(view: View, words: SceneWords) -> bytes:
    """Give the scene in the shape of the contract; that with which the explorer opens is written once for all."""
    opening = SceneWords(layer=words.layer, isolates=words.isolates)
    if words != opening:
        return scene_of(view, words).as_json()
    key = ("scene in json", words.layer, words.isolates)
    return view.snapshot.memo(key, lambda: scene_of(view, words).as_json())


def wanted_as(name: str, part: Part | None, words: SceneWords) -> Wanted:
    """Ask for a file that holds what the scene holds."""
    layer = words.layer or (Layer.ALL if words.around is None else Layer.FACTS)
    return Wanted(
        format=name,
        part=part,
        layer=layer,
        around=words.around,
        depth=words.depth,
        chosen=words.filter,
        isolates=words.isolates,
        limit=words.limit,
        seed=words.seed,
        resolution=words.resolution,
    )
