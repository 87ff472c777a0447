"""Scene: nodes and ties of a picture, with positions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import orjson
from pydantic import Field

from graph.vocabulary import Kind, Layer, Predicate
from queries.grouping import GroupBy, snapshot_by
from queries.limits import LIMITS
from queries.parameters import Seed, WalkParameters
from queries.picture_ids import Ids
from queries.records import node_number
from queries.registry import question
from queries.result import Number, Result, Shape
from queries.view import View
from viz.scene_model import Division, Hidden, LegendEntry, Origin, OwnColumn, SceneNode, SceneTie

if TYPE_CHECKING:
    from graph.evidence import Period
    from graph.filters import Filter
    from viz.scene_model import Scene


class PictureParameters(WalkParameters):
    """Parameters that choose a part of the graph."""

    layer: Layer | None = Field(
        default=None,
        description="which relations make ties; default: `all`, or `facts` (all kinds of nodes) around a node and for `ids`",
    )
    ids: Ids = None
    around: str | None = Field(default=None, description="id of the central node")
    depth: int = Field(
        default=1,
        ge=1,
        le=LIMITS["neighbourhood_depth"],
        description="largest number of steps from the central node",
    )
    seed: Seed = Field(default=0, description="random seed for communities and positions")
    resolution: float = Field(
        default=1.0,
        gt=0,
        le=100,
        description="resolution of the communities: above 1 smaller ones, below 1 larger ones",
    )

    def within(self, period: Period) -> Filter:
        """Return these parameters and a period as a Filter."""
        chosen = super().within(period)
        return chosen if self.ids is None else replace(chosen, ids=self.ids)


def check_ids(view: View, ids: frozenset[str] | None) -> None:
    """Refuse ids that no node has.

    Raises:
        NotFound: there is one; the error names the first.
    """
    for key in sorted(ids or ()):
        if key not in view.snapshot.index:
            node_number(view, key, parameter="ids")


class SceneParameters(PictureParameters):
    """Parameters of a scene."""

    group_by: GroupBy = "sector"
    isolates: bool = Field(default=False, description="include nodes without a tie")
    limit: int = Field(
        default=LIMITS["scene_nodes"],
        ge=1,
        le=LIMITS["scene_nodes"],
        description="largest number of nodes, most ties first; fewer if they have more than `scene_ties` ties",
    )


class DivisionShape(Shape, Division):
    """The network in which communities were found: that of `/communities` (`layer`), a filtered part, or the scene."""


class SceneNodeShape(Shape, SceneNode):
    """A node of a scene: `x`, `y` (downwards) and radius `size` in the scene's units; community −1 for isolates."""


class SceneTieShape(Shape, SceneTie):
    """A tie of a scene, with the relations that are the evidence for it."""

    weight: Number  # 1 stays 1


class LegendEntryShape(Shape, LegendEntry):
    """An entry of the legend: a sector (`id` null for none), kind or predicate, and how many nodes or ties have it."""


class OwnColumnShape(Shape, OwnColumn):
    """An own attribute of the nodes: distinct values, and for each node the position of its value (−1: none); empty if too many."""


class HiddenShape(Shape, Hidden):
    """Number of nodes left out: those without a tie, and those over the limit."""


class SceneShape(Result, Origin):
    """A scene: nodes, ties and legend of a picture."""

    table: ClassVar[str] = "nodes"
    nodes: list[SceneNodeShape]
    ties: list[SceneTieShape]
    legend: list[LegendEntryShape]
    attributes: list[OwnColumnShape]
    hidden: HiddenShape
    communities: DivisionShape
    data_licence: str

    def caption(self) -> str:
        """Return the layer and the numbers of nodes and ties."""
        return f"{self.layer}; {len(self.nodes):,} nodes, {len(self.ties):,} ties"

    def __repr__(self) -> str:
        return f"<Scene: {self.caption()}>"


EXAMPLE = SceneShape(
    graph_version="f2bd416c30119016",
    layer=Layer.ALL,
    nodes=[
        SceneNodeShape(
            id="dmi", kind=Kind.ORGANISATION, label_ko="대구기계부품연구원", label_en="DMI", sector="machinery", x=12.5,
            y=-80.1, size=21.0, colour="#0077BB", community=1,
        )
    ],
    ties=[
        SceneTieShape(
            source="dgist", target="dmi", predicates=(Predicate.COLLABORATES_WITH,), relations=("r00788",), weight=1.0
        )
    ],
    legend=[],
    attributes=[],
    hidden=HiddenShape(isolates=328, limit=0),
    communities=DivisionShape(of="layer", resolution=1.0, seed=0, modularity=0.569),
    data_licence="CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports (daegu)",
)  # fmt: skip


def scene_bytes(view: View, parameters: SceneParameters) -> bytes:
    """Return the scene as JSON; the opening scene of the explorer is cached."""
    opening = SceneParameters(layer=parameters.layer, isolates=parameters.isolates)
    if parameters != opening:
        return scene_of(view, parameters).as_json()
    key = ("scene in json", parameters.layer, parameters.isolates)
    return view.snapshot.memo(key, lambda: scene_of(view, parameters).as_json())


@question(
    "scene",
    topic="pictures",
    path="scene",
    parameters=SceneParameters,
    example=EXAMPLE,
    written=scene_bytes,
)
def scene(view: View, parameters: SceneParameters) -> SceneShape:
    """Get a scene: nodes with positions, ties and a legend.

    The same content and parameters give the same picture. With `group_by`, the sector and the colour of an organisation are those of
    its group.

    Raises:
        NotFound: no node has the id `around` or one of `ids`, or the layer does not contain it.
        Invalid: the data cannot be grouped so.
    """
    return SceneShape(**orjson.loads(scene_of(view, parameters).as_json()))


def scene_of(view: View, parameters: SceneParameters) -> Scene:
    """Make the scene.

    Raises:
        NotFound: no node has the id `around` or one of `ids`, or the layer does not contain it.
    """
    from viz.scene import scene as drawn

    if parameters.around is not None:
        whole = parameters.layer in {None, Layer.FACTS}
        node_number(view, parameters.around, None if whole else Kind.ORGANISATION)
    check_ids(view, parameters.ids)
    chosen = parameters.filter
    return drawn(
        snapshot_by(view.snapshot, parameters.group_by),
        layer=parameters.layer,
        around=parameters.around,
        depth=parameters.depth,
        period=chosen.period,
        sectors=chosen.sectors,
        kinds=chosen.kinds,
        predicates=chosen.predicates,
        ids=chosen.ids,
        isolates=parameters.isolates,
        limit=parameters.limit,
        ties=LIMITS["scene_ties"],
        seed=parameters.seed,
        resolution=parameters.resolution,
    )
