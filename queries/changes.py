"""Changes: relations that began or ended between two days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from graph import figures
from graph.evidence import Period
from graph.inheritable import inheritable
from graph.vocabulary import Undated
from queries.errors import refuse
from queries.limits import LIMITS
from queries.paging import Asked, following, read_cursor
from queries.parameters import ChoiceParameters, Cursor, Date
from queries.records import SPECIALIST, Relation, relation_of
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.changes import Changes


class ChangesParameters(ChoiceParameters):
    """Parameters of a comparison of two days."""

    since: Date = Field(description="first day of the period; a partial date means its first day")
    until: Date = Field(description="last day of the period; a partial date means its last day")
    undated: Undated = Field(
        default=Undated.KEEP, description="`keep`: undated relations also make ties; `drop`: they do not"
    )
    limit: int = Field(default=100, ge=1, le=LIMITS["changes_page"], description="changes per page")
    cursor: Cursor = None


class Change(Shape):
    """A relation that began or ended, and when."""

    change: Literal["added", "ended"]
    on: str
    relation: Relation


@inheritable
class OfPair:
    """A pair of sectors."""

    a: str | None
    b: str | None


class Changed(Shape, figures.Changed):
    """Numbers of relations and ties that began, ended or changed."""


class ChangedPair(Shape, figures.Changed, OfPair):
    """The same numbers for a pair of sectors; null means “no sector”."""

    ids: ClassVar[Mapping[str, Named]] = {"a": "sector", "b": "sector"}


class ChangesShape(Result):
    """The differences between two days."""

    table: ClassVar[str] = "results"
    since: str
    until: str
    before: str | None
    after: str
    parameters: dict[str, Any]
    totals: Changed
    undated: int
    pairs: list[ChangedPair]
    results: list[Change]
    total: int
    next: str | None
    graph_version: str

    def caption(self) -> str:
        """Return how many relations began and ended."""
        totals = self.totals
        added, ended = f"{totals.relations_added:,} relations added", f"{totals.relations_ended:,} ended"
        return f"{self.since} to {self.until}; {added}, {ended}"

    def __repr__(self) -> str:
        return f"<Changes: {self.caption()}>"


COUNTED = {
    "relations_added": 1, "relations_ended": 0, "ties_added": 1, "ties_ended": 0, "ties_changed": 0,
}  # fmt: skip
EXAMPLE = ChangesShape(
    since="2017-06-20",
    until="2017-06-20",
    before="2017-06-19",
    after="2017-06-20",
    parameters={"predicates": ["SPECIALIST_FOR"], "kinds": None, "sectors": None, "undated": "keep"},
    totals=Changed(**COUNTED),
    undated=0,
    pairs=[ChangedPair(a="machinery", b=None, **COUNTED)],
    results=[Change(change="added", on="2017-06-20", relation=SPECIALIST)],
    total=1,
    next=None,
    graph_version="f2bd416c30119016",
)


@question(
    "changes",
    topic="changes",
    path="changes",
    parameters=ChangesParameters,
    positional=("since", "until"),
    example=EXAMPLE,
)
def changes(view: View, parameters: ChangesParameters) -> ChangesShape:
    """List relations that began or ended between two days.

    Compares the day before `since` with the last day of `until`, by the dates of the relations.

    One result per change, by date; a relation that began and ended in between appears twice. Each relation counts once,
    under its pair of sectors (`a` before `b`, null for nodes without a sector), so the pairs add up to `totals`.
    `ties_changed` counts pairs tied on both days by different relations. `undated` relations neither begin nor end.

    Raises:
        Invalid: `until` is before `since`.
    """
    snapshot, limit = view.snapshot, parameters.limit
    asked = Asked("changes", parameters)
    offset = read_cursor(snapshot, asked, parameters.cursor)
    found = compared(view, parameters)
    part = slice(offset, offset + limit)
    start, end = snapshot.relations.start, snapshot.relations.end
    page = zip(found.relations[part].tolist(), found.ended[part].tolist(), strict=True)
    return ChangesShape(
        since=parameters.since,
        until=parameters.until,
        before=day(found.before),
        after=str(day(found.after)),
        parameters={**parameters.as_given, "undated": str(parameters.undated)},
        totals=Changed(**found.totals),
        undated=found.undated,
        pairs=[ChangedPair(a=a, b=b, **counted) for (a, b), counted in found.pairs.items()],
        results=[
            Change(
                change="ended" if ended else "added",
                on=end[relation] if ended else start[relation],
                relation=relation_of(snapshot, relation),
            )
            for relation, ended in page
        ],
        total=len(found.relations),
        next=following(snapshot, asked, offset + limit, len(found.relations)),
        graph_version=snapshot.graph_version,
    )


def compared(view: View, parameters: ChangesParameters) -> Changes:
    """Compare two days; the result is cached.

    Raises:
        Invalid: `until` is before `since`.
    """
    from graph.changes import changes as compare

    snapshot, since, until = view.snapshot, parameters.since, parameters.until
    chosen = parameters.within(Period(undated=parameters.undated))
    try:
        return snapshot.memo(
            ("changes", since, until, chosen), lambda: compare(snapshot, since, until, chosen)
        )
    except (ValueError, OverflowError) as error:
        refuse("until", str(error), "use an until on or after since")


def day(ordinal: int) -> str | None:
    """Format a day; None for the day before the first of the calendar."""
    return date.fromordinal(ordinal).isoformat() if ordinal > 0 else None
