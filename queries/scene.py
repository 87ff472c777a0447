"""Scene: what a picture draws, with positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from graph.vocabulary import Kind, Layer, Predicate
from queries.limits import LIMITS
from queries.parameters import Seed, WalkParameters
from queries.records import node_number
from queries.registry import question
from queries.result import Number, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from viz.scene_model import Scene


class PictureParameters(WalkParameters):
    """Which part of the graph is looked at."""

    layer: Layer | None = Field(
        default=None, description="default: `all`, or `facts` (every kind of node) around a node"
    )
    around: str | None = Field(default=None, description="id of the node in the middle")
    depth: int = Field(default=1, ge=1, le=LIMITS["neighbourhood_depth"], description="steps from it")
    seed: Seed = Field(default=0, description="of groups and positions")
    resolution: float = Field(
        default=1.0,
        gt=0,
        le=100,
        description="of the communities: above 1 gives smaller groups, below 1 larger ones",
    )


class SceneParameters(PictureParameters):
    """What is drawn."""

    isolates: bool = Field(default=False, description="whether nodes without a tie are drawn")
    limit: int = Field(
        default=LIMITS["scene_nodes"],
        ge=1,
        le=LIMITS["scene_nodes"],
        description="nodes at most; those with most ties are kept, fewer where the ties among them are more than `scene_ties`",
    )


class DivisionShape(Shape):
    """Which network the communities of a scene divide: that of `/communities` (`layer`), a chosen part, or what is drawn."""

    of: Literal["layer", "choice", "drawn"]
    resolution: float
    seed: int
    modularity: float


class SceneNodeShape(Shape):
    """One node of a scene: `x`, `y` (downwards) and the radius `size` in the scene's own unit; community −1 for isolates."""

    id: str
    kind: Kind
    label_ko: str
    label_en: str
    sector: str | None
    x: float
    y: float
    size: float
    colour: str
    community: int


class SceneTieShape(Shape):
    """One tie of a scene, with the relations that are the evidence for it."""

    source: str
    target: str
    predicates: list[Predicate]
    relations: list[str]
    weight: Number


class LegendEntryShape(Shape):
    """One line of the legend: a sector (`id` null for none), kind or predicate in the scene, and how many have it."""

    group: Literal["sector", "kind", "predicate"]
    id: str | None
    label_ko: str
    label_en: str
    colour: str | None
    shape: str | None
    count: int


class HiddenShape(Shape):
    """How many nodes a scene leaves out: without a tie, and beyond the limit."""

    isolates: int
    limit: int


class SceneShape(Result):
    """What a picture draws."""

    table: ClassVar[str] = "nodes"
    graph_version: str
    layer: Layer
    nodes: list[SceneNodeShape]
    ties: list[SceneTieShape]
    legend: list[LegendEntryShape]
    hidden: HiddenShape
    communities: DivisionShape
    data_licence: str

    def told(self) -> str:
        """Say how much is drawn."""
        return f"{self.layer}; {len(self.nodes):,} nodes, {len(self.ties):,} ties"

    def __repr__(self) -> str:
        return f"<Scene: {self.told()}>"


EXAMPLE = SceneShape(
    graph_version="f6c17a6332360c4e",
    layer=Layer.ALL,
    nodes=[
        SceneNodeShape(
            id="dmi", kind=Kind.ORGANISATION, label_ko="대구기계부품연구원", label_en="DMI", sector="machinery", x=12.5,
            y=-80.1, size=21.0, colour="#0077BB", community=1,
        )
    ],
    ties=[
        SceneTieShape(
            source="dgist", target="dmi", predicates=[Predicate.COLLABORATES_WITH], relations=["r00788"], weight=1.0
        )
    ],
    legend=[],
    hidden=HiddenShape(isolates=328, limit=0),
    communities=DivisionShape(of="layer", resolution=1.0, seed=0, modularity=0.569),
    data_licence="CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports (daegu)",
)  # fmt: skip


def scene_bytes(view: View, parameters: SceneParameters) -> bytes:
    """Give the scene in JSON; that with which the explorer opens is written once for all."""
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
    """Give what a picture draws, with positions.

    The same content and the same parameters give the same picture.

    Raises:
        NotFound: no node has the id that shall be in the middle, or the layer does not hold it.
    """
    return SceneShape(**scene_of(view, parameters).as_dict())


def scene_of(view: View, parameters: SceneParameters) -> Scene:
    """Make the scene that is asked for.

    Raises:
        NotFound: no node has the id that shall be in the middle, or the layer does not hold it.
    """
    from viz.scene import scene as drawn

    if parameters.around is not None:
        whole = parameters.layer in {None, Layer.FACTS}
        node_number(view, parameters.around, None if whole else Kind.ORGANISATION)
    chosen = parameters.filter
    return drawn(
        view.snapshot,
        layer=parameters.layer,
        around=parameters.around,
        depth=parameters.depth,
        period=chosen.period,
        sectors=chosen.sectors,
        kinds=chosen.kinds,
        predicates=chosen.predicates,
        isolates=parameters.isolates,
        limit=parameters.limit,
        ties=LIMITS["scene_ties"],
        seed=parameters.seed,
        resolution=parameters.resolution,
    )
