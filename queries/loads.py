"""Loads: what was written to the store and when, and what each load changed, record by record."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from pydantic import Field

from graph.identifiers import is_shown
from graph.loads.undo_log import undone
from graph.model import Identifier, SameAs
from graph.store import LoadMembers
from graph.vocabulary import RecordType
from graph.wire import evidence_shown
from ingest import identity
from ingest.history import ALL, UnknownLoad, changes_of, one_load
from queries.errors import Expired, NotFound, refuse
from queries.limits import LIMITS
from queries.parameters import Cursor, Parameters
from queries.registry import question
from queries.result import Result, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Record
    from graph.store import Load, Store
    from ingest.history import Change as RecordChange
    from queries.view import View

COUNTED = ("new", "changed", "closed", "restored", "removed", "kept", "further")
"""Counts in the reports of loads and rollbacks, each by record type."""


class LoadsParameters(Parameters):
    """Parameters of the list of loads."""

    limit: int = Field(default=20, ge=1, le=LIMITS["list_page"], description="loads per page, latest first")
    origin: str | None = Field(default=None, description="only loads of this origin", max_length=100)
    cursor: Cursor = None


class LoadChangesParameters(Parameters):
    """Parameters of the changes of one load."""

    limit: int = Field(default=20, ge=1, le=LIMITS["list_page"], description="changes per page")
    cursor: Cursor = None


class LoadShape(Shape, LoadMembers):
    """A load that changed something.

    `counts` sums the changes of its report over all types of records; `input_digest` is a hash of its source files.
    """

    finished: str | None = None
    rolled_back: bool = False
    input_digest: str | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    report: dict[str, Any]


class Loads(Result):
    """Loads that changed something, latest first."""

    table: ClassVar[str] = "results"
    results: list[LoadShape]
    total: int | None = None
    next: str | None = None

    def caption(self) -> str:
        """Return how many of how many loads are on the page."""
        return f"{len(self.results):,} of {self.total:,} loads"


class ChangedRecord(Shape):
    """The change of one record: its fields before and after, null where there is no open record."""

    type: RecordType
    key: str
    change: Literal["new", "changed", "closed"]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class LoadChanges(LoadShape, Result):
    """A load and its changes; none if it is rolled back. `withheld` counts changes of numbers that are personal data."""

    table: ClassVar[str] = "changes"
    changes: list[ChangedRecord]
    total: int
    withheld: int
    next: str | None

    def caption(self) -> str:
        """Return the load and its number of changes."""
        return f"{self.id}; {len(self.changes):,} of {self.total:,} changes"


EVERY = "loads"
"""The list of all loads, in its cursors."""
NOTHING = dict.fromkeys(COUNTED[:3], 0)
EDIT: dict[str, Any] = {
    "id": "20261124T120000Z-edits-0a1b2c", "origin": "edits", "started": "2026-11-24T12:00:00+00:00",
    "finished": "2026-11-24T12:00:00+00:00", "rolled_back": False, "input_digest": None,
    "counts": {**NOTHING, "new": 1},
    "report": {"new": {"organisation": 1}, "changed": {}, "closed": {}},
}  # fmt: skip
ADDED = {
    "id": "gana-materials", "name_ko": "가나소재", "name_en": "Gana Materials", "name_en_is_official": False,
    "organisation_kind": "company", "sector": "metals", "products": None, "city": "Daegu", "district": None,
    "founded": None, "website": None, "sources": ["s0290"], "products_ko": None,
}  # fmt: skip


@question(
    "loads",
    topic="history",
    path="loads",
    parameters=LoadsParameters,
    example=Loads(results=[LoadShape(**EDIT)], total=1, next=None),
    command="history",
)
def loads(view: View, parameters: LoadsParameters) -> Loads:
    """List loads that changed something, latest first.

    Loads of origins, manual edits (`edits`), decisions on pairs (`review`), results of the resolution (`identity`) and
    rollbacks (`rollback`), each with its report. A page can be continued after further loads.

    Raises:
        Invalid: the cursor is not valid.
        Expired: the load of the cursor is gone.
    """
    return loads_of(view.store, parameters)


@question(
    "load_changes",
    topic="history",
    path="loads/{id}",
    parameters=LoadChangesParameters,
    subject={"id": "id of a load"},
    example=LoadChanges(
        **EDIT,
        changes=[
            ChangedRecord(
                type=RecordType.ORGANISATION, key="gana-materials", change="new", before=None, after=ADDED
            )
        ],
        total=1,
        withheld=0,
        next=None,
    ),
    command="history",
)
def load_changes(view: View, id: str, parameters: LoadChangesParameters) -> LoadChanges:
    """Show what one load changed, record by record.

    The records are given as their origins have them, before merging. Register numbers of sole traders, which are personal
    data, are counted in `withheld` and not shown.

    Raises:
        NotFound: there is no such load.
    """
    return changes_in(view.store, id, parameters)


def loads_of(store: Store, parameters: LoadsParameters) -> Loads:
    """List loads from the store alone, so that a store whose graph cannot be read still shows its history."""
    whole = store.loads(ALL)
    found = [
        load
        for load in whole
        if parameters.origin in {None, load.origin}
        and (load.origin != identity.ORIGIN or any(counts_of(load.report).values()))
    ]
    start = after(found, parameters.cursor)
    page = found[start : start + parameters.limit]
    following = cursor_of(EVERY, page[-1].id) if start + parameters.limit < len(found) else None
    back = undone(whole)
    results = [LoadShape(**described(load, back)) for load in page]
    return Loads(results=results, total=len(found), next=following)


def changes_in(store: Store, load_id: str, parameters: LoadChangesParameters) -> LoadChanges:
    """List the changes of a load from the store alone.

    Raises:
        NotFound: there is no such load.
    """
    try:
        load = one_load(store, load_id)
    except UnknownLoad as unknown:
        raise NotFound("load", load_id, unknown.near) from unknown
    last = read_cursor(load_id, parameters.cursor) or "0"
    start = int(last) if last.isdecimal() else 0
    end = start + parameters.limit
    page: list[ChangedRecord] = []
    total = withheld = 0
    for change in changes_of(store, load):
        if not is_public(change):
            withheld += 1
            continue
        if start <= total < end:
            page.append(changed(change))
        total += 1
    return LoadChanges(
        **described(load, undone(store.loads(ALL))),
        changes=page,
        total=total,
        withheld=withheld,
        next=cursor_of(load_id, str(end)) if end < total else None,
    )


def described(load: Load, back: set[str]) -> dict[str, Any]:
    """Return a load with its report and the sums of its counts."""
    report = without_folder(load.report)
    return {
        "id": load.id,
        "origin": load.origin,
        "started": load.started,
        "finished": load.finished,
        "rolled_back": load.id in back,
        "input_digest": load.input_digest,
        "counts": counts_of(report),
        "report": report,
    }


def counts_of(report: Mapping[str, object]) -> dict[str, int]:
    """Sum the counts of a report over all types of records."""
    return {
        name: sum(cast("Mapping[str, int]", report[name]).values()) for name in COUNTED if report.get(name)
    }


def without_folder(report: Mapping[str, object]) -> dict[str, object]:
    """Return a load's report with the file of rejected rows by name only: its folder is internal."""
    public = dict(report)
    if isinstance(rejects := public.get("rejects_file"), str):
        public["rejects_file"] = PureWindowsPath(rejects).name  # splits at both kinds of slash
    return public


def is_public(change: RecordChange) -> bool:
    """Return whether a change may be shown: numbers of sole traders are personal data."""
    return all(
        is_shown(record.scheme, record.value)
        for record in (change.before, change.after)
        if isinstance(record, Identifier)
    )


def changed(change: RecordChange) -> ChangedRecord:
    """Return a change as plain values."""
    return ChangedRecord(
        type=change.type,
        key=change.key,
        change=cast("Any", change.what),
        before=fields_of(change.before),
        after=fields_of(change.after),
    )


def fields_of(record: Record | None) -> dict[str, Any] | None:
    """Return a record as plain values."""
    if record is None:
        return None
    values = asdict(record)
    if isinstance(record, SameAs):
        values["evidence"] = evidence_shown(record.evidence)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def after(found: Sequence[Load], cursor: str | None) -> int:
    """Return the position after the load of a cursor, which further loads do not move.

    Raises:
        Invalid: the cursor is not valid.
        Expired: the load is gone.
    """
    last = read_cursor(EVERY, cursor)
    if last is None:
        return 0
    place = next((place for place, load in enumerate(found) if load.id == last), None)
    if place is None:
        raise Expired(f"the load “{last[:60]}” of the cursor is gone", "start again without a cursor")
    return place + 1


def cursor_of(of: str, last: str) -> str:
    """Encode where a page ended."""
    return urlsafe_b64encode(f"{of}|{last}".encode()).decode().rstrip("=")


def read_cursor(of: str, cursor: str | None) -> str | None:
    """Decode where the previous page ended; None at the start.

    Raises:
        Invalid: the cursor is not one of this list.
    """
    if cursor is None:
        return None
    try:
        list_of, _, last = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition("|")
    except ValueError:
        list_of = last = ""
    if list_of != of or not last:
        refuse("cursor", f"“{cursor[:60]}” is not a valid cursor", "use `next` of the previous page")
    return last
