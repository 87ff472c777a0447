"""Manual edits of single records: the origin `edits`, with the checks of a load and without a sweep.

As after a load, the resolution runs in the transaction of the edit, so that readers see both at once.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.errors import SojaeError
from graph.loads.undo_log import recording
from graph.model import NODE_TYPES, references
from graph.vocabulary import RecordType
from ingest.load import finished
from ingest.origin import Row
from ingest.runs import new_run
from ingest.session import Session

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.loads.undo_log import Recording
    from graph.model import Record
    from graph.store import Store
    from ingest.session import LoadReport

ORIGIN, BODY = "edits", "body"


class EditRefused(SojaeError):
    """A record that cannot be withdrawn; the message gives rule and remedy."""


def say(store: Store, record: Record, *, now: datetime | None = None) -> LoadReport:
    """Enter one record, shown over those of other origins, which are kept as claims.

    Raises:
        LoadRefused: the record breaks a rule.
        StoreError: the store cannot be written.
    """
    with edit(store, now) as (session, writer, began):
        learn(session, record)
        session.take_row(Row(BODY, 1, record))
        session.flush()
        return finish(store, session, writer, began)


def withdraw(store: Store, record_type: RecordType, key: str, *, now: datetime | None = None) -> LoadReport:
    """Withdraw a manual edit: another origin's record shows again, or the record is closed.

    Raises:
        EditRefused: the record has no manual edit, or other records still refer to it.
        StoreError: the store cannot be written.
    """
    with edit(store, now) as (session, writer, began):
        data = set(session.writer.keys(record_type, ORIGIN))
        data |= {claim.key for claim in session.writer.claims(record_type) if claim.origin == ORIGIN}
        if key not in data:
            raise EditRefused(
                f"{record_type} “{key}” has no manual entry: an origin's own record changes with its next load,"
                " or by entering another record over it"
            )
        session.upsert.sweep({record_type: data - {key}})
        if not session.upsert.wrote:
            raise EditRefused(f"Other records still refer to {record_type} “{key}”: withdraw them first")
        return finish(store, session, writer, began)


@contextmanager
def edit(store: Store, now: datetime | None) -> Generator[tuple[Session, Recording, float]]:
    """Begin an edit (all or nothing)."""
    began, moment = time.perf_counter(), now or datetime.now(UTC)
    run = new_run(ORIGIN, moment)
    with recording(store, run, whole=True) as writer:
        session = Session(writer, run, f"{moment:%Y-%m-%d}", strict=True)
        session.not_the_first = True
        yield session, writer, began


def learn(session: Session, record: Record) -> None:
    """Look up the nodes and sources that one record refers to, rather than all of them."""
    nodes, cited = references(record)
    for record_type, keys in ((RecordType.SOURCE, cited), *((kind, nodes) for kind in NODE_TYPES)):
        held = session.writer.held(record_type, sorted(keys))
        session.know(record_type, [key for key, found in held.items() if found.closed is None])


def finish(store: Store, session: Session, writer: Recording, began: float) -> LoadReport:
    """Commit an edit if it changes anything, with the resolution that follows from it."""
    report = session.report(dry_run=False, rejects_file=None, began=began)
    return finished(store, writer, session.run, report, written=session.upsert.wrote, began=began)
