"""Years: the figures of a network by year, and the years with data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from graph.evidence import Period
from graph.figures import Beyond, Figures
from graph.inheritable import inheritable
from graph.vocabulary import Layer, Undated
from queries.errors import TooManyTies, refuse
from queries.networks import network_of
from queries.parameters import Day, Parameters, Seed
from queries.registry import question
from queries.result import Result, Shape
from queries.structure import FIGURES
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.network import Network


class YearParameters(Parameters):
    """Parameters of the years."""

    layer: Layer = Field(default=Layer.DIRECT, description="which relations make ties")
    since: Day = Field(default=None, description="only relations that start on or after this date")
    undated: Undated = Field(default=Undated.KEEP, description="keep or drop relations without a date")
    first: int | None = Field(
        default=None,
        alias="from",
        ge=1,
        le=9999,
        description="first year; default: year of the earliest start, without outliers",
    )
    last: int | None = Field(
        default=None,
        alias="until",
        ge=1,
        le=9999,
        description="last year; default: year of the latest start, without outliers",
    )
    seed: Seed = Field(default=0, description="random seed for the sampled networks and nodes")

    @property
    def period(self) -> Period:
        """The period, without the year."""
        return Period(None, self.since, self.undated)


class RangeParameters(Parameters):
    """Parameters of the range of years."""

    layer: Layer = Field(default=Layer.DIRECT, description="which relations make ties")
    undated: Undated = Field(default=Undated.KEEP, description="keep or drop relations without a date")


@inheritable
class OfYear:
    """A year."""

    year: int


class YearFigures(Shape, Figures, OfYear):
    """The figures on the last day of a year."""


class BeyondShape(Shape, Beyond):
    """Ties with a relation that starts outside these years, and the years in which such relations start."""


class YearsShape(Result):
    """Figures of a network, one row per year."""

    table: ClassVar[str] = "years"
    layer: str
    parameters: dict[str, int | str | None]
    years: list[YearFigures]
    outside: BeyondShape
    graph_version: str

    def caption(self) -> str:
        """Return the layer and the years."""
        return f"{self.layer}; {self.parameters['from']} to {self.parameters['until']}"

    def __repr__(self) -> str:
        return f"<Years: {self.caption()}>"


class YearTies(Shape):
    """Number of ties on the last day of a year."""

    year: int
    ties: int


class YearRangeShape(Result):
    """The years with data; `from` and `until` are null if no start is known."""

    table: ClassVar[str] = "years"
    layer: str
    parameters: dict[str, str]
    first: int | None = Field(alias="from")
    until: int | None
    years: list[YearTies]
    outside: BeyondShape
    ties: int
    undated_ties: int
    graph_version: str

    def caption(self) -> str:
        """Return the layer, the years and the number of ties."""
        return f"{self.layer}; {self.first} to {self.until}, {self.ties:,} ties"

    def __repr__(self) -> str:
        return f"<YearRange: {self.caption()}>"


FIGURES_OF_2018: dict[str, Any] = {
    **FIGURES, "isolates": 643, "ties": 386, "undated_ties": 74, "components": 21, "density": 0.0065, "mean_degree": 2.23,
    "largest_component": 0.838, "transitivity": 0.021, "degree_assortativity": -0.34, "sector_assortativity": 0.53,
    "modularity": 0.795, "global_efficiency": 0.185, "efficiency_sources": 346,
}  # fmt: skip
YEARS = YearsShape(
    layer="direct",
    parameters={"since": None, "undated": "keep", "from": 2018, "until": 2018, "seed": 0},
    years=[YearFigures(year=2018, **FIGURES_OF_2018)],
    outside=BeyondShape(ties=583, years=[2016, 2017, 2019]),
    graph_version="f2bd416c30119016",
)
RANGE = YearRangeShape(
    layer="direct",
    parameters={"undated": "keep"},
    **{"from": 1994},
    until=2026,
    years=[YearTies(year=1994, ties=76)],
    outside=BeyondShape(ties=4, years=[1969, 1975, 1977, 1984]),
    ties=748,
    undated_ties=71,
    graph_version="f2bd416c30119016",
)


@question(
    "structure_by_year",
    topic="structure",
    path="structure/years",
    parameters=YearParameters,
    example=YEARS,
    kept=True,
)
def structure_by_year(view: View, parameters: YearParameters) -> YearsShape:
    """Describe a network on the last day of each year.

    The quick figures, one row per year. Undated ties count in every year unless dropped; relations without an end never end.

    Raises:
        Invalid: the years are in the wrong order or too many.
        TooManyTies: these years have too many ties in total for one call here.
    """
    network = network_of(view, parameters.layer, parameters.period)
    years = chosen_years(network, parameters.first, parameters.last)
    most = view.bounds.year_ties
    if most is not None and network.ties * len(years) > most:
        raise TooManyTies(
            f"{len(years)} years of up to {network.ties} ties exceed the limit of one call ({most} in total)."
            " Choose fewer years, or fewer ties with since."
        )
    return rows_of_years(network, years, parameters.seed)


def chosen_years(network: Network, first: int | None, last: int | None) -> range:
    """Return the years to answer for.

    Raises:
        Invalid: they are in the wrong order or too many.
    """
    from graph.measures.whole import MOST_YEARS, years_shown

    shown = years_shown(network)
    if first is None or last is None:
        if not shown:
            return range(0)
        # a single bound outside the data gives that year alone, not an empty range
        usual_first, usual_last = shown[0], shown[-1]
        if first is None:
            first = usual_first if last is None else min(usual_first, last)
        last = max(usual_last, first) if last is None else last
    if first > last:
        refuse("until", f"there is no year from {first} until {last}", f"use {first} or later")
    years = range(first, last + 1)
    if len(years) > MOST_YEARS:
        soonest = last - MOST_YEARS + 1
        refuse(
            "from", f"{len(years)} years are more than the maximum of {MOST_YEARS}", f"use {soonest} or later"
        )
    return years


def rows_of_years(
    network: Network, years: range, seed: int, progress: Callable[[int, int], object] | None = None
) -> YearsShape:
    """Compute one row per year; `progress` receives the number of years done and the total."""
    from graph.measures.whole import beyond, by_year

    period = network.period
    found = by_year(network.snapshot, network.layer, years, period, seed, progress)
    return YearsShape(
        layer=network.layer,
        parameters={
            "since": period.since,
            "undated": str(period.undated),
            "from": years.start if years else None,
            "until": years[-1] if years else None,
            "seed": seed,
        },
        years=[YearFigures(year=year, **asdict(figures)) for year, figures in found],
        outside=BeyondShape(**asdict(beyond(network, years))),
        graph_version=network.snapshot.graph_version,
    )


@question(
    "years",
    topic="structure",
    path="years",
    parameters=RangeParameters,
    example=RANGE,
    kept=True,
)
def years(view: View, parameters: RangeParameters) -> YearRangeShape:
    """List the years with data, and the number of ties in each.

    From the earliest to the latest start, without outliers; `outside` counts the rest, which `as_of` and `since` can reach.
    """
    from graph.measures.whole import beyond, ties_by_year, years_shown

    layer, undated = parameters.layer, parameters.undated
    network = network_of(view, layer, Period(undated=undated))
    shown = years_shown(network)
    counts = ties_by_year(view.snapshot, layer, shown, undated)
    return YearRangeShape(
        layer=layer,
        parameters={"undated": str(undated)},
        **{"from": shown[0] if shown else None},
        until=shown[-1] if shown else None,
        years=[YearTies(year=year, ties=ties) for year, ties in zip(shown, counts, strict=True)],
        outside=BeyondShape(**asdict(beyond(network, shown))),
        ties=network.ties,
        undated_ties=network.undated_ties,
        graph_version=view.snapshot.graph_version,
    )
