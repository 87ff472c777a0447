"""Review: pairs of records that may be one organisation, with the facts of both, and how they are decided."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import orjson
from pydantic import Field, ValidationInfo, field_validator

from graph.model import COLUMNS
from graph.rows import from_row
from graph.versions import digest
from graph.vocabulary import Decider, EvidenceKind, Identity, RecordType
from graph.wire import evidence_shown
from ingest.deciding import state_of
from queries.limits import LIMITS
from queries.paging import Asked, following, read_cursor
from queries.parameters import Cursor, Parameters
from queries.registry import question
from queries.review_records import compared, is_organisation, origin_of, rows_of
from queries.review_shapes import (
    EXAMPLE,
    Review,
    ReviewPair,
    ReviewReason,
    ReviewTotals,
    Status,
)

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from queries.view import View

Row = tuple[Any, ...]
BETWEEN = "~"
"""Separates the two ids of a pair in an address; no id contains it."""
FIELDS = COLUMNS[RecordType.SAME_AS]
A, B, BY, DECISION, SCORE, EVIDENCE = (
    FIELDS.index(name) for name in ("a", "b", "by", "decision", "score", "evidence")
)


class ReviewParameters(Parameters):
    """Which pairs are listed."""

    status: Literal["open", "decided", "settled", "all"] = Field(
        default="open",
        description="`open`: a person has to decide; `decided`: a person has decided; `settled`: the rules have",
    )
    decision: Identity | None = Field(default=None, description="only pairs with this decision")
    reason: ReviewReason | None = Field(
        default=None,
        description="only pairs that are left to a person for this reason: `numbers` of registers contradict each other; a merge"
        " would join two distinct organisations (`cluster`); the pair is likely, but a `rule` asks for a person; one may"
        " be the other under a new name (`rename`); the `probability` is too low to merge and too high to ignore",
    )
    origin: str | None = Field(
        default=None, description="only pairs with a record of this origin", max_length=100
    )
    id: str | None = Field(default=None, description="only pairs with this record or node", max_length=120)
    limit: int = Field(default=20, ge=1, le=LIMITS["review_page"], description="pairs per page")
    cursor: Cursor = None

    @field_validator("decision")
    @classmethod
    def possible(cls, value: Identity | None, info: ValidationInfo) -> Identity | None:
        """Refuse a decision that no pair of the status can have."""
        if info.data.get("status") == "open" and value not in {None, Identity.REVIEW}:
            raise ValueError(f"no open pair has the decision “{value}” | use status=all")
        return value


class Statements(NamedTuple):
    """What the rules and a person say about one pair."""

    a: str
    b: str
    rules: Row | None
    person: Row | None

    @property
    def shown(self) -> Row:
        """The statement that counts: a person's, if there is one."""
        found = self.person or self.rules
        assert found is not None
        return found

    @property
    def status(self) -> Status:
        """Who has decided, or has to."""
        if self.person is not None:
            return "decided"
        return "open" if self.shown[DECISION] == Identity.REVIEW else "settled"

    @property
    def overruled(self) -> bool:
        """Whether numbers contradict a person's merge."""
        return bool(self.person and self.rules and self.rules[DECISION] == Identity.SPLIT)

    @property
    def order(self) -> tuple[float, str, str]:
        """The most likely pairs first; decisions of persons have no probability."""
        score = self.shown[SCORE]
        return (-1.0 if score is None else -float(score), self.a, self.b)


@question(
    "review",
    topic="review",
    path="review",
    parameters=ReviewParameters,
    example=EXAMPLE,
    command="review list",
)
def review(view: View, parameters: ReviewParameters) -> Review:
    """List pairs of records that may be one organisation.

    The rules leave a pair to a person where they are not sure. Each pair has both records as their origins have them, each
    fact of the two side by side with its agreement, the match weight, and the reason why a person is asked.
    """
    snapshot = view.snapshot
    found = selected(snapshot, parameters)
    asked = Asked("review", parameters)
    offset = read_cursor(snapshot, asked, parameters.cursor)
    end = offset + parameters.limit
    return Review(
        results=[pair_of(snapshot, one) for one in found[offset:end]],
        total=len(found),
        totals=totals_of(snapshot),
        next=following(snapshot, asked, end, len(found)),
        graph_version=snapshot.graph_version,
    )


def statements_of(snapshot: Snapshot) -> dict[tuple[str, str], Statements]:
    """Return what is said about each pair, in the order of the list."""

    def make() -> dict[tuple[str, str], Statements]:
        said: dict[tuple[str, str], dict[str, Row]] = {}
        for row in snapshot.same_as_rows:
            said.setdefault((row[A], row[B]), {})[row[BY]] = row
        found = [
            Statements(*pair, by.get(str(Decider.RULES)), by.get(str(Decider.PERSON)))
            for pair, by in said.items()
        ]
        return {(one.a, one.b): one for one in sorted(found, key=lambda one: one.order)}

    return snapshot.memo(("statements about pairs",), make)


def pair_now(view: View, a: str, b: str) -> ReviewPair | None:
    """Return a pair as it is now; None if nothing is said about it."""
    said = statements_of(view.snapshot).get((a, b))
    return None if said is None else pair_of(view.snapshot, said)


def totals_of(snapshot: Snapshot) -> ReviewTotals:
    """Count the pairs that are open, and those that a person has decided."""
    statuses = [one.status for one in statements_of(snapshot).values()]
    return ReviewTotals(open=statuses.count("open"), decided=statuses.count("decided"))


def selected(snapshot: Snapshot, parameters: ReviewParameters) -> list[Statements]:
    """Return the pairs that pass the filters, most likely first."""
    return [one for one in statements_of(snapshot).values() if passes(snapshot, one, parameters)]


def passes(snapshot: Snapshot, one: Statements, parameters: ReviewParameters) -> bool:
    """Return whether a pair passes the filters."""
    nodes = {snapshot.ids[snapshot.index[key]] for key in one[:2] if key in snapshot.index}
    return (
        parameters.status in {"all", one.status}
        and parameters.decision in {None, Identity(one.shown[DECISION])}
        and parameters.reason in {None, reason_of(one)}
        and (parameters.origin is None or parameters.origin in {origin_of(one.a), origin_of(one.b)})
        and (parameters.id is None or parameters.id in {one.a, one.b, *nodes})
    )


def reason_of(one: Statements) -> ReviewReason | None:
    """Return why the rules leave a pair to a person; None if they do not."""
    from ingest.resolution.comparison_levels import weights

    if one.rules is None or one.rules[DECISION] == Identity.MERGE:
        return None
    kinds = {piece.partition("|")[0] for piece in orjson.loads(one.rules[EVIDENCE])}
    if EvidenceKind.OTHER_IDENTIFIER in kinds:
        return ReviewReason.NUMBERS
    if EvidenceKind.WOULD_JOIN in kinds:
        return ReviewReason.CLUSTER
    if EvidenceKind.POSSIBLE_RENAME in kinds:
        return ReviewReason.RENAME
    return ReviewReason.RULE if float(one.rules[SCORE] or 0) >= weights().merge else ReviewReason.PROBABILITY


def pair_of(snapshot: Snapshot, one: Statements) -> ReviewPair:
    """Return a pair with the facts of both records."""
    shown, reason = one.shown, reason_of(one)
    # equal numbers are not scored, and the weight of other names does not know the dates
    scored = shown[SCORE] is not None and reason not in {ReviewReason.NUMBERS, ReviewReason.RENAME}
    probability = float(shown[SCORE]) if scored else None
    return ReviewPair(
        pair=f"{one.a}{BETWEEN}{one.b}",
        a=one.a,
        b=one.b,
        status=one.status,
        decision=Identity(shown[DECISION]),
        by=Decider(shown[BY]),
        overruled=one.overruled,
        reason=reason,
        probability=probability,
        weight=None if probability is None else weight_of(probability),
        evidence=evidence_shown(orjson.loads(shown[EVIDENCE])),
        **compared(snapshot, one.a, one.b)._asdict(),
        state=state_now(snapshot, one),
    )


def weight_of(probability: float) -> float | None:
    """Return the match weight in bits, the prior included; None where a rounded probability leaves it open.

    >>> weight_of(0.5), weight_of(0.94), weight_of(1.0)
    (0.0, 3.97, None)
    """
    return round(log2(probability / (1 - probability)), 2) if 0 < probability < 1 else None


def state_now(snapshot: Snapshot, one: Statements) -> str:
    """Hash both records and what a person says about them, as in a running load (`ingest.deciding`)."""
    records = [
        digest(from_row(RecordType.ORGANISATION, rows_of(snapshot, key)[0]))
        if is_organisation(snapshot, key)
        else None
        for key in (one.a, one.b)
    ]
    said = None if one.person is None else digest(from_row(RecordType.SAME_AS, one.person))
    return state_of([*records, said])
