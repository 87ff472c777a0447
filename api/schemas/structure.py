"""The shapes of answers about a network as a whole."""

from __future__ import annotations

from pydantic import Field

from api.schemas.wire import Wire


class ShapeFigures(Wire):
    """Figures of the tied nodes; null where not defined."""

    nodes: int
    isolates: int
    ties: int
    undated_ties: int
    components: int
    density: float | None
    mean_degree: float | None
    largest_component: float | None
    transitivity: float | None
    degree_assortativity: float | None
    sector_assortativity: float | None
    modularity: float | None
    global_efficiency: float | None
    efficiency_error: float | None
    efficiency_sources: int


class CurvePoint(Wire):
    """Share of the tied nodes in the largest component after so many losses."""

    lost: int
    attack: float
    random: float


class Body(Wire):
    """A node by its names."""

    id: str
    name_ko: str
    name_en: str


class RobustnessShape(Wire):
    """How the network falls apart: R under attack on the most tied, and at random (mean of `draws` orders)."""

    attack: float
    random: float
    draws: int
    half_after: int
    curve: list[CurvePoint]
    first_lost: list[Body]


class ClubShape(Wire):
    """Nodes with more than `degree` ties, and how dense they are against the null; null where nothing was drawn."""

    degree: int
    members: int
    ties: int
    density: float
    expected: float | None
    ratio: float | None
    p_more: float | None
    p_fewer: float | None


class RichClubShape(Wire):
    """The club at every number of ties, and how many networks were drawn: none in layers whose ties come in cliques."""

    clubs: list[ClubShape]
    samples: int


class StructureShape(ShapeFigures):
    """What a network looks like as a whole; robustness is null without ties, both it and the rich club where `quick`."""

    layer: str
    parameters: dict[str, bool | int | str | None]
    robustness: RobustnessShape | None
    rich_club: RichClubShape | None
    graph_version: str


class YearFigures(ShapeFigures):
    """The figures on the last day of a year."""

    year: int


class BeyondShape(Wire):
    """Ties that rest on a relation which starts outside the years given, and the years in which these start."""

    ties: int
    years: list[int]


class YearsShape(Wire):
    """A row a year."""

    layer: str
    parameters: dict[str, int | str | None]
    years: list[YearFigures]
    outside: BeyondShape
    graph_version: str


class YearTies(Wire):
    """How many ties hold on the last day of a year."""

    year: int
    ties: int


class YearRangeShape(Wire):
    """The years where the data are; `from` and `until` are null where no start is known."""

    layer: str
    parameters: dict[str, str]
    first: int | None = Field(alias="from")
    until: int | None
    years: list[YearTies]
    outside: BeyondShape
    ties: int
    undated_ties: int
    graph_version: str
