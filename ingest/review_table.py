"""The review queue as a table: written for editing in a spreadsheet, and decisions read back from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from graph.cells import cell
from graph.model import Organisation, SameAs
from graph.vocabulary import Decider, Identity, RecordType
from graph.wire import evidence_shown
from ingest.identity import records_of
from ingest.origin import OriginError
from ingest.reading import Fault, Layout, Skipped, parts, tables
from ingest.reading.positions import spot
from ingest.review import FORGET, ReviewError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from graph.store import Store

COLUMNS = ("a", "b", "decision", "by", "score", "evidence", "name_a", "name_b", "place_a", "place_b")
"""Columns of the CSV for editing: only `a`, `b` and `decision` are read back."""
EDITED = Layout({name: (name,) for name in COLUMNS[:3]}, required=COLUMNS[:3])


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
