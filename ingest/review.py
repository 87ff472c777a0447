"""The review queue, and decisions of persons, which override the rules and can be withdrawn."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from graph.cells import cell
from graph.errors import SojaeError
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.model import Organisation, SameAs
from graph.schema import nearest
from graph.vocabulary import Decider, EvidenceKind, Identity, RecordType
from graph.wire import evidence_shown
from ingest.identity import read_organisations, records_of, report_of, settle_within
from ingest.origin import OriginError
from ingest.reading import Fault, Layout, Skipped, parts, tables
from ingest.reading.positions import spot
from ingest.resolution.organisations import different
from ingest.runs import ended, new_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graph.loads.undo_log import Recording
    from graph.store import Load, Rows, Store
    from ingest.identity import Settled
    from ingest.resolution import OrganisationRecord

ORIGIN = "review"
COLUMNS = ("a", "b", "decision", "by", "score", "evidence", "name_a", "name_b", "place_a", "place_b")
"""Columns of the CSV for editing: only `a`, `b` and `decision` are read back."""
EDITED = Layout({name: (name,) for name in COLUMNS[:3]}, required=COLUMNS[:3])
FORGET = "forget"


class ReviewError(SojaeError):
    """An invalid decision; the message gives place, rule and remedy."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, their decision, and the data for a person to decide."""

    same_as: SameAs
    one: Organisation | None
    other: Organisation | None

    def as_dict(self) -> dict[str, Any]:
        """Return it as a row of the CSV."""
        return {
            **{name: getattr(self.same_as, name) for name in ("a", "b", "decision", "by")},
            "score": None if self.same_as.score is None else float(self.same_as.score),
            "evidence": evidence_shown(self.same_as.evidence),
            "name_a": self.one and self.one.name_ko,
            "name_b": self.other and self.other.name_ko,
            "place_a": place(self.one),
            "place_b": place(self.other),
        }


def place(firm: Organisation | None) -> str | None:
    return " ".join(part for part in (firm.city, firm.district) if part) or None if firm else None


def pairs(store: Store, decision: Identity | None = Identity.REVIEW) -> list[Pair]:
    """Return pairs with one decision (None: any), highest score first; a person's decision overrides the rules."""
    statements = [cast("SameAs", record) for record in records_of(store, RecordType.SAME_AS)]
    persons = {(one.a, one.b) for one in statements if one.by == Decider.PERSON}
    kept = [
        one
        for one in statements
        if (one.by == Decider.PERSON or (one.a, one.b) not in persons)
        and (decision is None or one.decision == decision)
    ]
    wanted = {key for one in kept for key in (one.a, one.b)}
    firms = {
        firm.id: firm
        for firm in cast("Iterable[Organisation]", records_of(store, RecordType.ORGANISATION))
        if firm.id in wanted
    }
    kept.sort(key=lambda one: (-float(one.score or 1), one.a, one.b))
    return [Pair(one, firms.get(one.a), firms.get(one.b)) for one in kept]


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
        statements, gone = judged(writer, verdicts)
        report = keep(writer, run, statements, gone)
        settled, loads = settle_within(store, writer, run, written=report is not None)
        loads = [*([ended(run, report)] if report is not None else []), *loads]
        if loads:
            writer.finish(*loads)
    return settled


def judged(records: Rows, verdicts: Sequence[tuple[str, str, str]]) -> tuple[list[SameAs], set[str]]:
    """Return the decisions to store, and the keys of those to withdraw."""
    organisations = {organisation.id: organisation for organisation in read_organisations(records)}
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
            verdict = checked(one, other, decision, organisations)
            statements[verdict.key] = verdict
    return list(statements.values()), gone


def checked(one: str, other: str, decision: str, organisations: Mapping[str, OrganisationRecord]) -> SameAs:
    """Return a decision as a record if it is valid."""
    a, b = sorted((one, other))
    for key in (a, b):
        if key not in organisations:
            raise ReviewError(f"{key}: no organisation has this id: {nearest(key, organisations)}")
    if a == b:
        raise ReviewError(f"{a}: a pair names two different records: give two ids")
    if decision == Identity.MERGE and (scheme := different(organisations[a].strong, organisations[b].strong)):
        raise ReviewError(
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


def write_queue(path: Path, found: Sequence[Pair]) -> None:
    """Write pairs as a CSV for editing: enter merge or split in `decision`, then run `sojae review apply`."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for pair in found:
            row = pair.as_dict()
            row["evidence"] = "; ".join(row["evidence"])
            writer.writerow([cell(row[name]) for name in COLUMNS])


def edited(store: Store, verdicts: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Drop unchanged rows: a merge of the rules that nobody edited is not a person's decision."""
    statements = {
        (one.a, one.b): one.decision
        for one in cast("Iterable[SameAs]", records_of(store, RecordType.SAME_AS))
        if one.by == Decider.RULES
    }
    return [
        verdict for verdict in verdicts if statements.get((min(verdict[:2]), max(verdict[:2]))) != verdict[2]
    ]


def read_queue(path: Path) -> list[tuple[str, str, str]]:
    """Read decisions from the edited list in any table format; rows with `review` or no decision are ignored.

    Raises:
        ReviewError: a column is missing, a row is broken, or a decision is invalid.
    """
    found: list[tuple[str, str, str]] = []
    try:
        for part in parts(path):
            for table in tables(part, EDITED):
                places = [table.header.places[name] for name in COLUMNS[:3]]
                for row in table:
                    if isinstance(row, Skipped):
                        continue
                    if isinstance(row, Fault):
                        raise ReviewError(f"{path}, {spot(row.line)}: {row.rule}: {row.remedy}")
                    one, other, decision = (row[1][place].strip() for place in places)
                    if decision in {str(Identity.MERGE), str(Identity.SPLIT), FORGET}:
                        found.append((one, other, decision))
                    elif decision not in {"", str(Identity.REVIEW)}:
                        raise ReviewError(
                            f"{path}, line {row[0]}, decision: “{decision}” is not a decision: write merge, split or forget, or leave"
                            " review"
                        )
    except OriginError as error:
        raise ReviewError(f"{error}: keep the columns a, b and decision") from error
    return found
