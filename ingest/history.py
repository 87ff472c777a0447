"""History of loads: the list, the changes of each, and rollback."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from graph.errors import SojaeError
from graph.loads.rollback import COUNTED, take_back
from graph.loads.undo_log import ROLLBACK, Slot, read_notes, recording, taken_back_by, undone
from graph.rows import from_row
from graph.store import Load
from graph.vocabulary import RecordType
from ingest import identity
from ingest.identity import Settled, settle_within
from ingest.runs import ended, new_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.loads.undo_log import Entry
    from graph.model import Record
    from graph.store import Store

ORIGIN = ROLLBACK
ALL = 1_000_000


class HistoryError(SojaeError):
    """A load that does not exist or cannot be rolled back; the message gives rule and remedy."""


class UnknownLoad(HistoryError):
    """No load has the id.

    Attributes:
        load_id: the id asked for.
        near: similar ids.
    """

    def __init__(self, load_id: str, near: Sequence[str]) -> None:
        remedy = f"did you mean “{near[0]}”?" if near else "`sojae history` lists them"
        super().__init__(f"No load has the id “{load_id}”: {remedy}")
        self.load_id, self.near = load_id, tuple(near)


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one record by a load: before and after, None where there is none (or it is closed)."""

    type: RecordType
    key: str
    before: Record | None
    after: Record | None

    @property
    def what(self) -> str:
        """Return the kind of change in one word."""
        if self.before is None:
            return "new"
        return "closed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The result of a rollback by record type, and of the resolution after it."""

    load_id: str
    undoes: str
    restored: Mapping[RecordType, int]
    removed: Mapping[RecordType, int]
    kept: Mapping[RecordType, int]
    further: Mapping[RecordType, int]
    identity: Settled
    graph_version: str
    dry_run: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return {**asdict(self), "identity": self.identity.as_dict()}


def last_standing(store: Store, origin: str) -> Load | None:
    """Return the last load of an origin that is not rolled back."""
    latest = next(iter(store.loads(1, origin)), None)
    if latest is None or not store.loads(1, ORIGIN):
        return latest
    back = undone(store.loads(ALL))
    return next((load for load in store.loads(ALL, origin) if load.id not in back), None)


def one_load(store: Store, load_id: str) -> Load:
    """Find a load by its id.

    Raises:
        UnknownLoad: there is none.
    """
    loads = store.loads(ALL)
    found = next((load for load in loads if load.id == load_id), None)
    if found is None:
        raise UnknownLoad(load_id, get_close_matches(load_id, [load.id for load in loads], 1))
    return found


def changes_of(store: Store, load: Load) -> Iterator[Change]:
    """Yield the changes of a load in the order of types and keys; none if it is rolled back."""
    entries = shown(read_notes(store.notes(load.id)))
    loads = store.loads(ALL)
    later = loads[: next(i for i, one in enumerate(loads) if one.id == load.id)]
    after: dict[Slot, Record | None] = {}
    for one in later:  # latest first, so that the earliest overwrites the others
        noted = shown(read_notes(store.notes(one.id)))
        after |= {place: standing(noted[place]) for place in noted.keys() & entries.keys()}
    now = read_now(store, entries.keys() - after.keys())
    for place in sorted(entries, key=lambda place: (list(RecordType).index(place.type), place.key)):
        record = after[place] if place in after else now.get(place)
        change = Change(place.type, place.key, standing(entries[place]), record)
        if change.before != change.after:
            yield change


def shown(entries: Mapping[Slot, Entry]) -> dict[Slot, Entry]:
    """Leave out claims."""
    return {place: entry for place, entry in entries.items() if place.origin is None}


def standing(entry: Entry) -> Record | None:
    """Return the open record before a load."""
    return entry.was.record if entry.was is not None and entry.was.held.closed is None else None


def read_now(store: Store, places: set[Slot]) -> dict[Slot, Record]:
    """Read the open records in these slots."""
    found: dict[Slot, Record] = {}
    for record_type in {place.type for place in places}:
        for batch in store.rows(record_type):
            for row in batch:
                record = from_row(record_type, row)
                if (place := Slot(record_type, record.key)) in places:
                    found[place] = record
    return found


def roll_back(
    store: Store,
    load_id: str,
    *,
    dry_run: bool = False,
    by: str | None = None,
    now: datetime | None = None,
) -> RolledBack:
    """Roll a load back: earlier records are restored, later changes stay.

    Args:
        store: a prepared store.
        load_id: of the load.
        dry_run: return the result and write nothing.
        by: the name of the key that asked for it, kept with the load.
        now: the time of the run.

    Raises:
        HistoryError: there is no such load, or it cannot be rolled back.
        StoreError: the store cannot be written.
    """
    to_be_taken_back(store, load_id)
    run = new_run(ORIGIN, now or datetime.now(UTC))
    with recording(store, run, keep=not dry_run, whole=True) as writer:
        load = to_be_taken_back(store, load_id)  # the writer is exclusive
        done = take_back(store, writer, load)
        report: dict[str, Any] = {
            "undoes": load_id,
            **({"by": by} if by else {}),
            **{name: {str(t): n for t, n in getattr(done, name).items()} for name in COUNTED},
        }
        settled, loads = settle_within(store, writer, run, written=True)
        if not dry_run:
            writer.finish(ended(run, report), *loads)
        return RolledBack(
            run.id,
            load_id,
            done.restored,
            done.removed,
            done.kept,
            done.further,
            settled,
            writer.graph_version,
            dry_run,
        )


def to_be_taken_back(store: Store, load_id: str) -> Load:
    """Find a load that can be rolled back.

    Raises:
        HistoryError: there is none with this id, or it cannot be rolled back.
    """
    load = one_load(store, load_id)
    if load.origin == identity.ORIGIN:
        raise HistoryError(
            f"“{load_id}” holds results of the matching rules, which would produce them again: decide single pairs with"
            " `sojae review merge|split`, or roll back the load before it"
        )
    loads = store.loads(ALL)
    back = taken_back_by(loads, load_id)
    if load_id in undone(loads):
        raise HistoryError(
            f"“{load_id}” was already rolled back by “{back[0]}”: load it again, or restore it with"
            f" `sojae rollback {back[-1]}`"
        )
    if back:  # only the last rollback has the undo log
        raise HistoryError(
            f"“{load_id}” was rolled back by “{back[0]}” and restored by “{back[-1]}”: to roll it back again use"
            f" `sojae rollback {back[-1]}`"
        )
    if next(iter(store.notes(load_id)), None) is None:
        raise HistoryError(
            f"“{load_id}” has no undo log, since an older version of Sojae wrote it: load the origin's"
            " earlier files again instead"
        )
    return load
