"""Decisions of persons on pairs of records, which override the rules and can be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.errors import SojaeError
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.model import SameAs
from graph.near import close_to, nearest
from graph.vocabulary import Decider, EvidenceKind, Identity, RecordType
from ingest.identity import read_organisations, records_of, report_of, settle_within
from ingest.resolution.organisations import different
from ingest.runs import ended, new_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.loads.undo_log import Recording
    from graph.store import Load, Rows, Store
    from ingest.identity import Settled
    from ingest.resolution import OrganisationRecord

ORIGIN = "review"
FORGET = "forget"


class ReviewError(SojaeError):
    """An invalid decision; the message gives place, rule and remedy."""


class UnknownRecord(ReviewError):
    """No organisation has the id.

    Attributes:
        key: the id.
        near: similar ids.
    """

    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(f"{key}: no organisation has this id: {nearest(key, known)}")
        self.key, self.near = key, tuple(close_to(key, sorted(known)))


class NotAllowed(ReviewError):
    """A decision that register numbers contradict."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: the load that stored it, None if nothing changed, and the resolution after it."""

    load_id: str | None
    settled: Settled


def decide(store: Store, verdicts: Sequence[tuple[str, str, str]], *, now: datetime | None = None) -> Settled:
    """Store persons' decisions, all or none, and run the resolution.

    Args:
        store: a prepared store.
        verdicts: two ids each, and `merge`, `split` or `forget` (withdraws the decision).
        now: the time of the run.

    Raises:
        ReviewError: an id is unknown, or two organisations have different valid numbers of one register.
        StoreError: the store cannot be written.
    """
    run = new_run(ORIGIN, now or datetime.now(UTC))
    with recording(store, run, whole=True) as writer:
        organisations = read_organisations(writer)
        statements, gone = judged(writer, verdicts, organisations)
        return stored(store, writer, run, statements, gone, organisations).settled


def stored(
    store: Store,
    writer: Recording,
    run: Load,
    statements: Sequence[SameAs],
    gone: set[str],
    organisations: Sequence[OrganisationRecord],
    by: str | None = None,
) -> Decided:
    """Store and withdraw decisions in the transaction of a run, with the resolution that follows."""
    report = keep(writer, run, statements, gone)
    settled, loads = settle_within(
        store, writer, run, written=report is not None, organisations=organisations
    )
    if report is not None:
        loads = [ended(run, {**report, **({"by": by} if by else {})}), *loads]
    if loads:
        writer.finish(*loads)
    return Decided(None if report is None else run.id, settled)


def found_or_raise(key: str, known: Iterable[str]) -> None:
    """Refuse an unknown organisation.

    Raises:
        UnknownRecord: no organisation has the id.
    """
    names = set(known)
    if key not in names:
        raise UnknownRecord(key, names)


def judged(
    records: Rows, verdicts: Sequence[tuple[str, str, str]], organisations: Sequence[OrganisationRecord]
) -> tuple[list[SameAs], set[str]]:
    """Return the decisions to store, and the keys of those to withdraw."""
    by_id = {organisation.id: organisation for organisation in organisations}
    held = {record.key for record in records_of(records, RecordType.SAME_AS)}
    statements: dict[str, SameAs] = {}
    gone: set[str] = set()
    for one, other, decision in verdicts:
        if decision == FORGET:  # also of an organisation that is gone
            a, b = sorted((one, other))
            word = SameAs(a, b, Decider.PERSON, Identity.SPLIT, None, (), ())
            if word.key not in held:
                raise ReviewError(f"{a}, {b}: no person has decided on this pair: nothing to forget")
            gone.add(word.key)
        else:
            verdict = checked(one, other, decision, by_id)
            statements[verdict.key] = verdict
    return list(statements.values()), gone


def checked(one: str, other: str, decision: str, organisations: Mapping[str, OrganisationRecord]) -> SameAs:
    """Return a decision as a record if it is valid."""
    a, b = sorted((one, other))
    for key in (a, b):
        found_or_raise(key, organisations)
    if a == b:
        raise ReviewError(f"{a}: a pair names two different records: give two ids")
    if decision == Identity.MERGE and (scheme := different(organisations[a].strong, organisations[b].strong)):
        raise NotAllowed(
            f"{a}, {b}: organisations with different valid numbers ({scheme}) cannot be merged: correct the wrong number,"
            " or use split"
        )
    return SameAs(a, b, Decider.PERSON, decision, None, (f"{EvidenceKind.PERSON}|",), ())


def keep(
    writer: Recording, run: Load, statements: Sequence[SameAs], gone: set[str]
) -> Mapping[str, object] | None:
    """Store and withdraw decisions; return the report, None if nothing changes."""
    upsert = Upsert(writer, ORIGIN, run.id, run.started[:10])
    upsert.add(RecordType.SAME_AS, [with_digest(one) for one in statements])
    withdrawn = writer.held(RecordType.SAME_AS, sorted(gone))
    writer.remove(RecordType.SAME_AS, withdrawn)
    if not upsert.wrote and not withdrawn:
        return None
    return {**report_of(upsert), "removed": {"same_as": len(withdrawn)}}
