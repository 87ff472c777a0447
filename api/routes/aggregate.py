"""`GET /aggregate`: counts of nodes or relations in one or two dimensions."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers.aggregates import aggregate_page, read_dimensions
from api.answers.paging import linked
from api.deps import LIMITS, Current, described, json_bytes
from api.errors import refuse
from api.schemas.aggregates import Aggregate
from api.words import WalkWords
from graph.aggregates import DIMENSIONS, Metric

router = APIRouter(tags=["aggregate"])
EXAMPLE = {
    "metric": "relations",
    "group_by": ["sector", "other_sector"],
    "parameters": {"predicates": ["SUPPLIES"], "kinds": None, "sectors": None, "as_of": None, "since": None, "undated": "keep"},
    "records": 130,
    "repeated": 74,
    "sum": 204,
    "undated": 42,
    "results": [{"sector": "automotive", "other_sector": "automotive", "count": 21}],
    "total": 59,
    "next": "ZjZjMTdhNjMzMjM2MGM0ZTox",
    "graph_version": "f6c17a6332360c4e",
}  # fmt: skip
NEEDS_RELATIONS = ("predicates", "as_of", "since", "undated")
ONE = f"({'|'.join(dict.fromkeys(name for names in DIMENSIONS.values() for name in names))})"
DESCRIBED = "; ".join(f"{metric}: {', '.join(names)}" for metric, names in DIMENSIONS.items())


class AggregateWords(WalkWords):
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
    cursor: str | None = Field(default=None, description="`next` of the answer before")


@router.get(
    "/aggregate", responses=described(Aggregate, EXAMPLE, 410), summary="Counts in one or two dimensions"
)
async def aggregate(request: Request, view: Current, words: Annotated[AggregateWords, Query()]) -> Response:
    """Nodes, or relations seen from both their ends.

    A relation counts in every cell in which it is seen: `sector` is that of one end, `other_sector` that of the end
    opposite, so the table is symmetric, its rows add up to `sector` alone, and a relation inside a sector stands on the
    diagonal once; `subject_…` and `object_…` keep the direction. With `publisher` a record counts once for each publisher
    of its sources. `records` are counted once each, `sum` is that of all cells, `repeated` of the records stand in several.
    """
    if words.metric is Metric.NODES:
        for name in NEEDS_RELATIONS:
            if name in words.model_fields_set:
                refuse(
                    name,
                    "nodes have neither predicate nor period",
                    "leave it out, or ask with metric=relations",
                )
    group_by = read_dimensions(words.metric, words.group_by)
    page = await asyncio.to_thread(
        aggregate_page, view, words.metric, group_by, words, limit=words.limit, after=words.cursor
    )
    return linked(json_bytes(page.body), request.scope, page.following)
