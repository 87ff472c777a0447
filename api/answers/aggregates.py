"""Answers that count: nodes or relations by one or two dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.answers.paging import Page, cursor, read_cursor
from api.errors import refuse
from graph.aggregates import DIMENSIONS, Metric, counts
from graph.encoding import encoded
from graph.schema import nearest

if TYPE_CHECKING:
    from api.serving import View
    from api.words import WalkWords

MOST_DIMENSIONS = 2


def read_dimensions(metric: Metric, text: str) -> tuple[str, ...]:
    """Read one or two dimensions.

    Raises:
        Problem: there are none or more than two, or one is unknown, stands twice or says nothing by itself (422).
    """
    names = tuple(word for word in text.split(",") if word)
    known = DIMENSIONS[metric]
    if not 1 <= len(names) <= MOST_DIMENSIONS or len(set(names)) < len(names):
        refuse("group_by", "one dimension, or two different ones", "write for instance sector or sector,year")
    for name in names:
        if name not in known:
            refuse("group_by", f"“{name[:60]}” is no dimension of {metric}", nearest(name[:60], known))
    first = names[0].removeprefix("other_")
    if len(names) == 1 and first != names[0]:
        refuse(
            "group_by", f"{names[0]} alone is the same as {first}", f"ask for {first}, or {first},{names[0]}"
        )
    return names


def aggregate_page(
    view: View, metric: Metric, group_by: tuple[str, ...], words: WalkWords, *, limit: int, after: str | None
) -> Page:
    """Give one page of counts."""
    snapshot = view.snapshot
    offset = read_cursor(snapshot, after)
    key = ("counts", metric, group_by, words.filter)
    found = snapshot.memo(key, lambda: counts(snapshot, metric, group_by, words.filter))
    page = found.cells[offset : offset + limit]
    following = cursor(snapshot, offset + limit) if offset + limit < len(found.cells) else None
    body = {
        "metric": metric,
        "group_by": group_by,
        "parameters": words.as_given,
        "records": found.records,
        "repeated": found.repeated,
        "sum": sum(count for _, count in found.cells),
        "undated": found.undated,
        "results": [{**dict(zip(group_by, values, strict=True)), "count": count} for values, count in page],
        "total": len(found.cells),
        "next": following,
        "graph_version": snapshot.graph_version,
    }
    return Page(encoded(body), following)
