"""Grouping the records of one file by organisation with `settle`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.vocabulary import Identity
from ingest.resolution.bearers import of_namesakes
from ingest.resolution.index import NAMELESS, NEW
from ingest.resolution.organisations import OrganisationRecord, of_one_list
from ingest.resolution.reasons import Reason, in_words, joined
from ingest.resolution.settling import settlement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.model import SameAs
    from ingest.resolution.settling import Settlement

UNLIKE = Reason("no similar record", "비슷한 레코드 없음")


@dataclass(frozen=True, slots=True)
class Grouped:
    """The result for one record: the first record of its group, and pairs that need review (`beside`)."""

    record: str
    group: str
    decision: str
    score: float | None
    reason: Reason
    beside: tuple[tuple[str, float], ...]


def in_lists(
    organisations: Sequence[OrganisationRecord], rows: Sequence[Mapping[str, str]]
) -> list[OrganisationRecord]:
    """Say of each record which list its row is in, so that two rows of one list are two organisations."""
    return [
        replace(
            organisation, origin=f"list {name}", population=organisation.origin, own_ids=True, listed=True
        )
        if name
        else organisation
        for organisation, name in zip(organisations, lists_of(rows), strict=True)
    ]


def lists_of(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the list of each row; empty for a row in none.

    A list is named in the column `list`, or before the last `/` of `record_id` if every id has one and there are several.
    """
    named = [row.get("list") or "" for row in rows]
    if any(named):
        return named
    before = [row["record_id"].rpartition("/")[0] for row in rows]
    return before if all(before) and len(set(before)) > 1 else named


def only_list(rows: Sequence[Mapping[str, str]]) -> str | None:
    """Return the list that all rows are in; None if there are several, or none.

    >>> only_list([{"record_id": "1", "list": "a"}, {"record_id": "2", "list": "a"}])
    'a'
    """
    names = set(lists_of(rows))
    return names.pop() or None if len(names) == 1 and len(rows) > 1 else None


def grouped(organisations: Sequence[OrganisationRecord], settled: Settlement | None = None) -> list[Grouped]:
    """Group records in the given order; a group is named after its first record.

    Args:
        organisations: the records.
        settled: their resolution, if it is known already.
    """
    settled = settled or settlement(organisations, [])
    statements = settled.statements
    order = {organisation.id: place for place, organisation in enumerate(organisations)}
    head = {organisation.id: organisation.id for organisation in organisations}

    def root(record: str) -> str:
        while head[record] != record:
            head[record] = head[head[record]]
            record = head[record]
        return record

    touching: dict[str, list[SameAs]] = {organisation.id: [] for organisation in organisations}
    for same in statements:
        touching[same.a].append(same)
        touching[same.b].append(same)
        if same.decision == Identity.MERGE:
            first, second = sorted((root(same.a), root(same.b)), key=order.__getitem__)
            head[second] = first
    alike = identical(organisations)
    return [
        result_of(
            organisation,
            root(organisation.id),
            touching[organisation.id],
            of_namesakes(settled.namesakes.get(organisation.id)),
            alike.get(organisation.id),
        )
        for organisation in organisations
    ]


def identical(organisations: Iterable[OrganisationRecord]) -> Mapping[str, str]:
    """Return the first record that a later one repeats: same names, kind and facts, not in one list; names alone repeat nothing."""
    first: dict[OrganisationRecord, OrganisationRecord] = {}
    found: dict[str, str] = {}
    for organisation in organisations:
        said = replace(organisation, id="", origin="", own_ids=False, listed=False, population=None)
        if said == OrganisationRecord("", "", said.names, kind=said.kind, kind_text=said.kind_text):
            continue
        head = first.setdefault(said, organisation)
        if head is not organisation and not of_one_list(head, organisation):
            found[organisation.id] = head.id
    return found


def result_of(
    organisation: OrganisationRecord,
    group: str,
    statements: Sequence[SameAs],
    namesakes: Reason,
    repeats: str | None = None,
) -> Grouped:
    """Return the result for one record; one that repeats another is never new."""
    record = organisation.id
    strongest = sorted(statements, key=lambda same: (-float(same.score or 0), same.key))
    merges = [same for same in strongest if same.decision == Identity.MERGE]
    reviews = [same for same in strongest if same.decision == Identity.REVIEW]
    first = next(iter(merges or reviews), None)
    if first is None and not organisation.names:
        return Grouped(record, group, Identity.REVIEW, None, NAMELESS, ())
    if first is None and repeats:
        same = Reason(f"{repeats}: the same in every column", f"{repeats}: 모든 열이 같음")
        return Grouped(record, group, Identity.REVIEW, None, joined((same, namesakes)), ())
    if first is None:
        return Grouped(record, group, NEW, None, namesakes if namesakes.en else UNLIKE, ())
    beside = tuple((same.b if same.a == record else same.a, float(same.score or 0)) for same in reviews)
    other = first.b if first.a == record else first.a
    why = joined((Reason(other, other), in_words(first.evidence)), ": ")
    reason = joined((why, namesakes))
    return Grouped(record, group, str(first.decision), float(first.score or 0), reason, beside)
