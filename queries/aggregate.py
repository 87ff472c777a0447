"""Aggregate: counts of nodes or relations by one or two fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from graph.aggregates import DIMENSIONS, NODE, SIDES, Metric, own_dimensions
from graph.attributes import PREFIX
from queries.errors import did_you_mean, near_to, refuse
from queries.errors import one_of as named
from queries.limits import LIMITS
from queries.paging import Asked, following, read_cursor
from queries.parameters import Cursor, Several, WalkParameters
from queries.registry import question
from queries.result import Result, Shape
from queries.tables import OTHER, TEXT
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.aggregates import Counts
    from graph.snapshot import Snapshot
    from queries.paging import Version

MOST_DIMENSIONS = 2
NEEDS_RELATIONS = ("predicates", "as_of", "since", "undated")
OWN = rf"(({'|'.join((NODE, *SIDES))})_)?attributes[.][^,]+"
ONE = f"({'|'.join(dict.fromkeys(name for names in DIMENSIONS.values() for name in names))}|{OWN})"
DESCRIBED = (
    "; ".join(f"{metric}: {', '.join(names)}" for metric, names in DIMENSIONS.items())
    + "; own columns: `attributes.NAME`, and of the ends of relations `node_attributes.NAME` (or `other_…`, `subject_…`, `object_…`)"
)


class AggregateParameters(WalkParameters):
    """Parameters of a table of counts."""

    group_by: Annotated[str, Several()] = Field(
        max_length=200,
        description=f"one or two fields, separated by a comma. {DESCRIBED}",
        json_schema_extra={"pattern": f"^{ONE}(,{ONE})?$"},
    )
    metric: Metric = Field(default=Metric.RELATIONS, description="what to count")
    limit: int = Field(
        default=1000,
        ge=1,
        le=LIMITS["aggregate_cells"],
        description="largest number of cells, largest counts first",
    )
    cursor: Cursor = None


class Aggregate(Result):
    """Counts by one or two fields, largest first; each result has the values of these fields and `count`."""

    table: ClassVar[str] = "results"
    metric: Literal["nodes", "relations"]
    group_by: list[str]
    parameters: dict[str, Any]
    records: int
    repeated: int
    sum: int
    undated: int
    results: list[dict[str, Any]]
    total: int
    next: str | None
    graph_version: str

    @property
    def rows(self) -> list[Any]:
        """The cells, largest counts first."""
        return [Shape(**cell) for cell in self.results]

    def columns(self) -> dict[str, str]:
        """Return the fields and `count`, with their types in pandas."""
        kinds = {
            name: "Int64" if name == "year" else OTHER if PREFIX in name else TEXT for name in self.group_by
        }
        return {**kinds, "count": "int64"}

    def caption(self) -> str:
        """Return what was counted, and by which fields."""
        by = " × ".join(self.group_by)
        return f"{self.records:,} {self.metric} by {by}; {len(self.results):,} of {self.total:,} cells"


EXAMPLE = Aggregate(
    metric="relations",
    group_by=["sector", "other_sector"],
    parameters={"predicates": ["SUPPLIES"], "kinds": None, "sectors": None, "as_of": None, "since": None, "undated": "keep"},
    records=130,
    repeated=74,
    sum=204,
    undated=42,
    results=[{"sector": "automotive", "other_sector": "automotive", "count": 21}],
    total=59,
    next="ZjZjMTdhNjMzMjM2MGM0ZTox",
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "aggregate",
    topic="aggregate",
    path="aggregate",
    parameters=AggregateParameters,
    positional=("group_by",),
    example=EXAMPLE,
)
def aggregate(view: View, parameters: AggregateParameters) -> Aggregate:
    """Count nodes or relations by one or two fields.

    Relations are seen from both ends.

    A relation counts in each cell that it belongs to: `sector` is the sector of one end, `other_sector` that of the other
    end, so the table is symmetric, its rows add up to `sector` alone, and a relation inside a sector counts once, on the
    diagonal; `subject_…` and `object_…` keep the direction. With `publisher` a record counts once for each publisher of its
    sources. `records` counts each record once, `sum` adds all cells, `repeated` counts the records in several cells.

    Raises:
        Invalid: there is no field or more than two, or one is unknown, appears twice or has no meaning alone.
    """
    from graph.aggregates import counts

    snapshot, chosen = view.snapshot, parameters.filter
    group_by = read_dimensions(snapshot, parameters)
    key = ("counts", parameters.metric, group_by, chosen)

    def found() -> Counts:
        return snapshot.memo(key, lambda: counts(snapshot, parameters.metric, group_by, chosen))

    return paged(snapshot, parameters, group_by, found)


def paged(
    version: Version, parameters: AggregateParameters, group_by: tuple[str, ...], count: Callable[[], Counts]
) -> Aggregate:
    """Make a page of the answer; the cursor is read before anything is counted."""
    asked = Asked("aggregate", parameters)
    offset = read_cursor(version, asked, parameters.cursor)
    found = count()
    page = found.cells[offset : offset + parameters.limit]
    return Aggregate(
        metric=parameters.metric.value,
        group_by=list(group_by),
        parameters=parameters.as_given,
        records=found.records,
        repeated=found.repeated,
        sum=sum(count for _, count in found.cells),
        undated=found.undated,
        results=[{**dict(zip(group_by, values, strict=True)), "count": count} for values, count in page],
        total=len(found.cells),
        next=following(version, asked, offset + parameters.limit, len(found.cells)),
        graph_version=version.graph_version,
    )


def read_dimensions(snapshot: Snapshot, parameters: AggregateParameters) -> tuple[str, ...]:
    """Read one or two fields of a snapshot.

    Raises:
        Invalid: see `dimensions`.
    """
    known: Sequence[str] = DIMENSIONS[parameters.metric]
    if PREFIX in parameters.group_by:
        known = (*known, *own_dimensions(snapshot, parameters.metric))
    return dimensions(parameters, known)


def dimensions(parameters: AggregateParameters, known: Sequence[str]) -> tuple[str, ...]:
    """Read one or two fields out of those that are known.

    Raises:
        Invalid: there is none or more than two, or one is unknown, appears twice or has no meaning alone; or nodes are to be
            chosen by what relations have.
    """
    metric = parameters.metric
    if metric is Metric.NODES:
        for name in NEEDS_RELATIONS:
            if name in parameters.model_fields_set:
                refuse(
                    name,
                    "nodes have no predicate or period",
                    "leave it out, or use metric=relations",
                )
    names = tuple(name for name in parameters.group_by.split(",") if name)
    if not 1 <= len(names) <= MOST_DIMENSIONS or len(set(names)) < len(names):
        refuse(
            "group_by",
            "it must be one field, or two different ones",
            "write for instance sector or sector,year",
        )
    for name in names:
        if name not in known:
            near = near_to(name, known)
            refuse(
                "group_by", f"“{name[:60]}” is not a field of {metric}", did_you_mean(near) or named(known)
            )
    first = names[0].removeprefix("other_")
    if len(names) == 1 and first != names[0]:
        refuse("group_by", f"{names[0]} alone is the same as {first}", f"use {first}, or {first},{names[0]}")
    return names
