"""Aggregate: counts of nodes or relations in one or two dimensions."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from graph.aggregates import DIMENSIONS, Metric
from queries.errors import did_you_mean, near_to, refuse
from queries.errors import one_of as named
from queries.limits import LIMITS
from queries.paging import following, read_cursor
from queries.parameters import Cursor, WalkParameters
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

MOST_DIMENSIONS = 2
NEEDS_RELATIONS = ("predicates", "as_of", "since", "undated")
ONE = f"({'|'.join(dict.fromkeys(name for names in DIMENSIONS.values() for name in names))})"
DESCRIBED = "; ".join(f"{metric}: {', '.join(names)}" for metric, names in DIMENSIONS.items())


class AggregateParameters(WalkParameters):
    """Parameters of a table of counts."""

    group_by: str = Field(
        max_length=200,
        description=f"one or two dimensions with a comma between. {DESCRIBED}",
        json_schema_extra={"pattern": f"^{ONE}(,{ONE})?$"},
    )
    metric: Metric = Field(default=Metric.RELATIONS, description="what is counted")
    limit: int = Field(
        default=1000, ge=1, le=LIMITS["aggregate_cells"], description="cells to give, fullest first"
    )
    cursor: Cursor = None


class Aggregate(Result):
    """Counts in one or two dimensions, most first; each result has its dimensions' values and `count`."""

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
        """The cells, fullest first."""
        return [Shape(**cell) for cell in self.results]

    def told(self) -> str:
        """Say what was counted, by what."""
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
    graph_version="f6c17a6332360c4e",
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
    """Count nodes or relations in one or two dimensions.

    Nodes, or relations seen from both their ends.

    A relation counts in every cell in which it is seen: `sector` is that of one end, `other_sector` that of the end
    opposite, so the table is symmetric, its rows add up to `sector` alone, and a relation inside a sector stands on the
    diagonal once; `subject_…` and `object_…` keep the direction. With `publisher` a record counts once for each publisher
    of its sources. `records` are counted once each, `sum` is that of all cells, `repeated` of the records stand in several.

    Raises:
        Invalid: there are no dimensions or more than two, or one is unknown, stands twice or says nothing by itself.
    """
    from graph.aggregates import counts

    metric, chosen, snapshot = parameters.metric, parameters.filter, view.snapshot
    if metric is Metric.NODES:
        for name in NEEDS_RELATIONS:
            if name in parameters.model_fields_set:
                refuse(
                    name,
                    "nodes have neither predicate nor period",
                    "leave it out, or ask with metric=relations",
                )
    group_by = read_dimensions(metric, parameters.group_by)
    offset = read_cursor(snapshot, parameters.cursor)
    key = ("counts", metric, group_by, chosen)
    found = snapshot.memo(key, lambda: counts(snapshot, metric, group_by, chosen))
    page = found.cells[offset : offset + parameters.limit]
    return Aggregate(
        metric=metric.value,
        group_by=list(group_by),
        parameters=parameters.as_given,
        records=found.records,
        repeated=found.repeated,
        sum=sum(count for _, count in found.cells),
        undated=found.undated,
        results=[{**dict(zip(group_by, values, strict=True)), "count": count} for values, count in page],
        total=len(found.cells),
        next=following(snapshot, offset + parameters.limit, len(found.cells)),
        graph_version=snapshot.graph_version,
    )


def read_dimensions(metric: Metric, text: str) -> tuple[str, ...]:
    """Read one or two dimensions.

    Raises:
        Invalid: there are none or more than two, or one is unknown, stands twice or says nothing by itself.
    """
    names = tuple(name for name in text.split(",") if name)
    known = DIMENSIONS[metric]
    if not 1 <= len(names) <= MOST_DIMENSIONS or len(set(names)) < len(names):
        refuse("group_by", "one dimension, or two different ones", "write for instance sector or sector,year")
    for name in names:
        if name not in known:
            near = near_to(name, known)
            refuse(
                "group_by", f"“{name[:60]}” is no dimension of {metric}", did_you_mean(near) or named(known)
            )
    first = names[0].removeprefix("other_")
    if len(names) == 1 and first != names[0]:
        refuse(
            "group_by", f"{names[0]} alone is the same as {first}", f"ask for {first}, or {first},{names[0]}"
        )
    return names
