"""Measures: the registry, and nodes ranked by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import ConfigDict, Field

from graph.vocabulary import Layer
from queries.errors import NotFound, near_to, refuse
from queries.limits import LIMITS
from queries.networks import network_of
from queries.paging import Asked, following, read_cursor
from queries.parameters import Cursor, LayerParameters, Parameters, period_given
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.evidence import Period
    from graph.measures import Ranking


class MeasureInfo(Shape):
    """Description of a measure."""

    name: str
    title_ko: str
    title_en: str
    family: str
    unit: str
    range: str
    parameters: dict[str, bool | int | float | str]
    definition: str
    summary_ko: str
    family_ko: str
    unit_ko: str
    range_ko: str


class Measures(Result):
    """All measures."""

    table: ClassVar[str] = "results"
    results: list[MeasureInfo]


class MeasureValue(Shape):
    """The value and rank of a node."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    value: float
    rank: int


class MeasureValues(Result):
    """The values of one measure, highest first."""

    table: ClassVar[str] = "values"
    name: str
    unit: str
    layer: Layer
    parameters: dict[str, bool | int | float | str | None]
    weighted: bool
    graph_version: str
    nodes: int
    ties: int
    undated_ties: int
    values: list[MeasureValue]
    total: int
    next: str | None

    def caption(self) -> str:
        """Return the measure and the number of nodes."""
        return f"{self.name} ({self.unit}), {self.layer}; {len(self.values):,} of {self.total:,} nodes"


class MeasureParameters(LayerParameters):
    """Parameters of a page of values; a measure's own parameters are given in addition."""

    model_config = ConfigDict(extra="allow", frozen=True)
    limit: int = Field(default=100, ge=1, le=LIMITS["measure_page"], description="values per page")
    cursor: Cursor = None

    @property
    def own(self) -> dict[str, str]:
        """The measure's own parameters, as texts."""
        return {name: as_text(value) for name, value in (self.__pydantic_extra__ or {}).items()}


class NoParameters(Parameters):
    """No parameters."""


BETWEENNESS = MeasureInfo(
    name="degree", title_ko="연결 수", title_en="Degree", family="centrality", unit="ties", range="0 or more", parameters={},
    definition="Number of nodes that a node is tied to.", summary_ko="연결된 노드의 수", family_ko="중심성", unit_ko="건",
    range_ko="0 이상",
)  # fmt: skip
VALUES = MeasureValues(
    name="betweenness", unit="share of pairs", layer=Layer.DIRECT,
    parameters={"samples": 0, "seed": 0, "as_of": None, "since": None, "undated": "keep"}, weighted=False,
    graph_version="f2bd416c30119016", nodes=989, ties=748, undated_ties=71,
    values=[MeasureValue(id="daegu-city", value=0.0899, rank=1)], total=989, next="ZjZjMTdhNjMzMjM2MGM0ZTox",
)  # fmt: skip


@question(
    "measures",
    topic="measures",
    path="measures",
    parameters=NoParameters,
    example=Measures(results=[BETWEENNESS]),
)
def measures(view: View, parameters: NoParameters) -> Measures:
    """List all measures with their definitions.

    For each measure: name, unit, range, parameters with defaults, definition and reference.
    """
    del view, parameters  # every graph has the same measures
    return known_measures()


def known_measures() -> Measures:
    """Return the registry."""
    from graph.measures import measures as registry

    return Measures(
        results=[
            MeasureInfo(**{name: getattr(one, name) for name in MeasureInfo.model_fields})
            for one in registry().values()
        ]
    )


@question(
    "measure",
    topic="measures",
    path="measures/{name}",
    subject={"name": "name of a measure, as listed by `measures`"},
    parameters=MeasureParameters,
    example=VALUES,
)
def measure(view: View, name: str, parameters: MeasureParameters) -> MeasureValues:
    """Rank nodes by a measure.

    A measure's own parameters (see `measures`) can be given in addition; equal values share the better rank.

    Raises:
        NotFound: the measure is unknown.
        Invalid: a parameter of the measure is unknown or has an invalid value.
    """
    found = ranking(view, name, parameters.layer, parameters.period, parameters.own)
    snapshot, network = view.snapshot, found.network
    asked = Asked("measure", parameters, found.measure.name)
    offset = read_cursor(snapshot, asked, parameters.cursor)
    places, total = slice(offset, offset + parameters.limit), len(found.order)
    return MeasureValues(
        name=found.measure.name,
        unit=found.measure.unit,
        layer=network.layer,
        parameters={**found.parameters, **period_given(network.period)},
        weighted=found.weighted,
        graph_version=snapshot.graph_version,
        nodes=len(network),
        ties=network.ties,
        undated_ties=network.undated_ties,
        values=[
            MeasureValue(id=network.ids[node], value=float(found.values[node]), rank=rank)
            for node, rank in zip(found.order[places].tolist(), found.ranks[places].tolist(), strict=True)
        ],
        total=total,
        next=following(snapshot, asked, offset + parameters.limit, total),
    )


def ranking(view: View, name: str, layer: Layer, period: Period, given: Mapping[str, str]) -> Ranking:
    """Compute a measure with its own parameters as typed; the result is cached.

    Raises:
        NotFound: the measure is unknown.
        Invalid: a parameter of the measure is unknown or has an invalid value.
    """
    from graph.measures import ParameterError, compute
    from graph.measures import measures as registry

    known = registry()
    if name not in known:
        raise NotFound("measure", name, near_to(name, list(known)), parameter="name")
    try:
        chosen = known[name].read_parameters(given, MeasureParameters.model_fields)
        network = network_of(view, layer, period)
        key = ("measure", name, layer, period, tuple(chosen.items()))
        return view.snapshot.memo(key, lambda: compute(name, network, **chosen))
    except ParameterError as error:
        refuse(error.parameter, error.rule, error.remedy)


def as_text(value: Any) -> str:
    """Format a value as typed."""
    return str(value).lower() if isinstance(value, bool) else str(value)
