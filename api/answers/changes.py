"""Answers about what changed between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import orjson

from api.answers.paging import Page, cursor, read_cursor
from api.errors import refuse
from graph.changes import changes
from graph.encoding import encoded

if TYPE_CHECKING:
    from api.serving import View
    from graph.changes import Changes
    from graph.filters import Filter


def changes_of(view: View, since: str, until: str, chosen: Filter) -> Changes:
    """Compare two days, once.

    Raises:
        Problem: `until` lies before `since` (422).
    """
    snapshot = view.snapshot
    try:
        return snapshot.memo(
            ("changes", since, until, chosen), lambda: changes(snapshot, since, until, chosen)
        )
    except (ValueError, OverflowError) as error:
        refuse("until", str(error), "give an until that is not before since")


def changes_page(
    view: View, since: str, until: str, chosen: Filter, parameters: object, *, limit: int, after: str | None
) -> Page:
    """Give one page of changes, with all counts."""
    snapshot = view.snapshot
    offset = read_cursor(snapshot, after)
    found = changes_of(view, since, until, chosen)
    part = slice(offset, offset + limit)
    start, end = snapshot.relations.start, snapshot.relations.end
    following = cursor(snapshot, offset + limit) if offset + limit < len(found.relations) else None
    body = {
        "since": since,
        "until": until,
        "before": day(found.before),
        "after": day(found.after),
        "parameters": parameters,
        "totals": found.totals,
        "undated": found.undated,
        "pairs": [{"a": a, "b": b, **counted} for (a, b), counted in found.pairs.items()],
        "results": [
            {
                "change": "ended" if ended else "added",
                "on": end[relation] if ended else start[relation],
                "relation": orjson.Fragment(snapshot.relation_json(relation)),
            }
            for relation, ended in zip(
                found.relations[part].tolist(), found.ended[part].tolist(), strict=True
            )
        ],
        "total": len(found.relations),
        "next": following,
        "graph_version": snapshot.graph_version,
    }
    return Page(encoded(body), following)


def day(ordinal: int) -> str | None:
    """Write a day; None for the day before the calendar."""
    return date.fromordinal(ordinal).isoformat() if ordinal > 0 else None
