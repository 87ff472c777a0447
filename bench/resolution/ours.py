"""Sojae's own answers, as its command line gives them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bench.resolution.measuring import Answer
from graph.vocabulary import Identity
from ingest.resolution.grouping import grouped, in_lists
from ingest.resolution.index import Index
from ingest.resolution.lookup import organisation_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.resolution import OrganisationRecord

SAYS_EQUAL = "same name as"
"""What the reason says if another record has the same name and is neither merged nor asked about."""


def ours_within(rows: Sequence[Mapping[str, str]]) -> Answer:
    """Group rows as `sojae resolve --within` does."""
    found = grouped(in_lists([organisation_from(row["record_id"], row)[0] for row in rows], rows))
    return Answer(
        {one.record: one.group for one in found},
        frozenset(frozenset((one.record, other)) for one in found for other, _ in one.beside),
        frozenset(one.record for one in found if SAYS_EQUAL in one.reason.en),
    )


def ours_linked(
    records: Sequence[OrganisationRecord], known: Sequence[OrganisationRecord]
) -> tuple[dict[str, str | None], int]:
    """Link records as `sojae resolve` does; with the number of those that need review."""
    found: dict[str, str | None] = {}
    decided: Counter[str] = Counter()
    for record, verdict in zip(records, Index(known).resolve(records), strict=True):
        decided[str(verdict.decision)] += 1
        merged = verdict.decision == Identity.MERGE
        found[record.id] = known[verdict.candidates[0].organisation].id if merged else None
    return found, decided[str(Identity.REVIEW)]
