"""Structure: a network as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from graph.figures import Club, Figures
from graph.inheritable import inheritable
from graph.members import NamedMembers
from queries.errors import TooManyTies
from queries.networks import network_of
from queries.parameters import LayerParameters, Seed, period_given
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.measures.whole import Robustness
    from graph.network import Network

    Progress = Callable[[str, int, int], object]

POINTS = 101  # of a curve
FIRST_LOST = 10


class StructureParameters(LayerParameters):
    """Parameters of the structure."""

    seed: Seed = Field(default=0, description="random seed for the sampled networks and nodes")
    quick: bool = Field(default=False, description="leave out robustness and rich club")


@inheritable
class Asked:
    """The layer and the parameters of an answer."""

    layer: str
    parameters: dict[str, bool | int | str | None]


class ShapeFigures(Shape, Figures):
    """Figures of the tied nodes; null if undefined."""


class CurvePoint(Shape):
    """Share of the tied nodes in the largest component after `lost` removals."""

    lost: int
    attack: float
    random: float


class Body(Shape, NamedMembers):
    """A node with its names."""


class RobustnessShape(Shape):
    """Robustness R when nodes with most ties are removed first, and at random (mean of `draws` orders)."""

    attack: float
    random: float
    draws: int
    half_after: int
    curve: list[CurvePoint]
    first_lost: list[Body]


class ClubShape(Shape, Club):
    """Nodes with more than `degree` ties, and their density compared with random networks; null without samples."""


class RichClubShape(Shape):
    """Rich club by degree, and the number of sampled networks: none in layers whose ties come in cliques."""

    clubs: list[ClubShape]
    samples: int


class StructureShape(Result, Figures, Asked):
    """Figures of a network as a whole; robustness is null without ties, robustness and rich club are null with `quick`."""

    ids: ClassVar[Mapping[str, Named]] = {}
    robustness: RobustnessShape | None
    rich_club: RichClubShape | None
    graph_version: str

    @property
    def rows(self) -> list[Any]:
        """The figures, in one row."""
        return [ShapeFigures(**{name: getattr(self, name) for name in ShapeFigures.model_fields})]

    def caption(self) -> str:
        """Return the size and the number of components."""
        return f"{self.layer}; {self.nodes:,} nodes, {self.ties:,} ties, {self.components:,} components"

    def __repr__(self) -> str:
        return f"<Structure: {self.caption()}>"


FIGURES: dict[str, Any] = {
    "nodes": 989, "isolates": 427, "ties": 748, "undated_ties": 71, "components": 13, "density": 0.0047,
    "mean_degree": 2.66, "largest_component": 0.952, "transitivity": 0.032, "degree_assortativity": -0.33,
    "sector_assortativity": 0.48, "modularity": 0.714, "global_efficiency": 0.252, "efficiency_error": 0.0,
    "efficiency_sources": 562,
}  # fmt: skip
EXAMPLE = StructureShape(
    layer="direct",
    parameters={"as_of": None, "since": None, "undated": "keep", "seed": 0, "quick": False},
    **FIGURES,
    robustness=RobustnessShape(
        attack=0.019, random=0.324, draws=20, half_after=7,
        curve=[
            CurvePoint(lost=0, attack=0.952, random=0.952),
            CurvePoint(lost=6, attack=0.5, random=0.930),
            CurvePoint(lost=562, attack=0.0, random=0.0),
        ],
        first_lost=[
            Body(id="dmi", name_ko="대구기계부품연구원", name_en="Daegu Mechatronics & Materials Institute")
        ],
    ),
    rich_club=RichClubShape(
        clubs=[
            ClubShape(
                degree=10, members=20, ties=49, density=0.258, expected=0.387, ratio=0.667, p_more=1.0, p_fewer=0.002
            )
        ],
        samples=500,
    ),
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "structure",
    topic="structure",
    path="structure",
    parameters=StructureParameters,
    example=EXAMPLE,
    kept=True,
)
def structure(view: View, parameters: StructureParameters) -> StructureShape:
    """Describe a network as a whole: density, efficiency, robustness, rich club.

    Isolates are left out of the figures; robustness and rich club are limited to `structure_ties` ties (see `/`).

    Raises:
        TooManyTies: the network has too many ties for robustness and rich club here.
    """
    network = network_of(view, parameters.layer, parameters.period)
    most = view.bounds.ties
    if most is not None and network.ties > most and not parameters.quick:
        raise TooManyTies(
            f"The network has {network.ties} ties; robustness and rich club are limited to {most}. Leave them out"
            " with quick=true, or choose fewer ties with since or as_of."
        )
    return whole(network, parameters.seed, quick=parameters.quick)


def whole(network: Network, seed: int, *, quick: bool, progress: Progress | None = None) -> StructureShape:
    """Compute all figures; `progress` receives the part that begins, the number done, and the total."""
    from graph.measures.whole import rich_club, robustness, shape

    report, parts = progress or silent, 1 if quick else 3
    report("figures", 0, parts)
    answer: dict[str, Any] = {
        "layer": network.layer,
        "parameters": {**period_given(network.period), "seed": seed, "quick": quick},
        **asdict(shape(network, seed)),
        "robustness": None,
        "rich_club": None,
        "graph_version": network.snapshot.graph_version,
    }
    if not quick:
        report("robustness", 1, parts)
        found = robustness(network, seed)
        answer["robustness"] = None if found is None else losses(network, found)
        report("rich club", 2, parts)
        answer["rich_club"] = RichClubShape(**asdict(rich_club(network, seed)))
    return StructureShape(**answer)


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def losses(network: Network, found: Robustness) -> RobustnessShape:
    """Describe robustness: the curve at some points, and the nodes removed first."""
    import numpy as np

    snapshot, n = network.snapshot, len(found.order)
    lost = np.unique(np.round(np.linspace(0, n, min(POINTS, n + 1))).astype(int)).tolist()
    first = [int(network.nodes[node]) for node in found.order[:FIRST_LOST]]
    return RobustnessShape(
        attack=found.attack,
        random=found.random,
        draws=found.draws,
        half_after=found.half_after,
        curve=[
            CurvePoint(lost=q, attack=float(found.attacked[q]), random=float(found.lost_at_random[q]))
            for q in lost
        ],
        first_lost=[
            Body(id=snapshot.ids[node], name_ko=snapshot.rows[node][1], name_en=snapshot.rows[node][2])
            for node in first
        ],
    )
