"""The two records of a pair: as loaded, with the node that shows each, their sources, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph.identifiers import IdentifierError, identify
from graph.members import NamedMembers
from graph.merging import rank
from graph.place_names import place_name
from graph.vocabulary import IdentifierScheme, Kind, RecordType
from graph.wire import shown_identifiers
from ingest.identity import CURATED
from ingest.resolution import Name, Number, OrganisationRecord
from queries.records import Alias, Identifier, Node, Source, source_of
from queries.records import members as members_of_record
from queries.result import Shape
from queries.review_facts import ReviewFact, facts_of

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

    Row = tuple[Any, ...]

LISTED = 10
"""Shared partners that are listed; the rest is counted."""


class ReviewRecord(Node):
    """An organisation as one origin has it.

    `node` is the id of the node that shows it, `records` how many records that node has, `relations` how many relations;
    `place_ko` and `place_en` are the names of its place in the table of places.
    """

    origin: str
    place_ko: str | None
    place_en: str | None
    node: str
    records: int
    relations: int
    citations: list[Source]


class SharedNode(Shape, NamedMembers):
    """A node to which both are tied."""


class Shared(Shape):
    """Nodes to which both organisations are tied: the first ones by id, and how many there are."""

    nodes: list[SharedNode]
    total: int


class Compared(NamedTuple):
    """Both records of a pair, None for one that is gone, and their facts side by side."""

    record_a: ReviewRecord | None
    record_b: ReviewRecord | None
    facts: list[ReviewFact]
    shared: Shared | None


def compared(snapshot: Snapshot, a: str, b: str) -> Compared:
    """Read and compare two records; a record that is gone leaves no facts to compare."""
    whole = all(is_organisation(snapshot, key) for key in (a, b))
    return Compared(
        record_a=record_of(snapshot, a),
        record_b=record_of(snapshot, b),
        facts=facts_of(as_resolved(snapshot, a), as_resolved(snapshot, b)) if whole else [],
        shared=shared_of(snapshot, a, b) if whole else None,
    )


def is_organisation(snapshot: Snapshot, key: str) -> bool:
    """Return whether an organisation has a record with this id."""
    node = snapshot.index.get(key)
    return node is not None and snapshot.kind(node) is Kind.ORGANISATION


def rows_of(snapshot: Snapshot, key: str) -> tuple[Row, list[Row], list[Row]]:
    """Return a record as loaded: its row, its aliases and its identifiers."""
    if key in snapshot.parts.rows:
        parts = snapshot.parts
        return parts.rows[key], parts.aliases.get(key, []), parts.identifiers.get(key, [])
    node = snapshot.index[key]
    return snapshot.rows[node], snapshot.aliases.get(node, []), snapshot.identifiers.get(node, [])


def members(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the ids of merged nodes → the ids of their records."""

    def make() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part, node in snapshot.merged.items():
            found.setdefault(node, [node]).append(part)
        return {node: sorted(parts, key=rank) for node, parts in found.items()}

    return snapshot.memo(("members of nodes",), make)


def record_of(snapshot: Snapshot, key: str) -> ReviewRecord | None:
    """Return a record as loaded; None if it is gone."""
    if not is_organisation(snapshot, key):
        return None
    row, aliases, identifiers = rows_of(snapshot, key)
    node = snapshot.index[key]
    shown = snapshot.ids[node]
    values = members_of_record(RecordType.ORGANISATION, row)
    values["aliases"] = [Alias(**members_of_record(RecordType.ALIAS, one)) for one in aliases]
    values["identifiers"] = [
        Identifier(**members_of_record(RecordType.IDENTIFIER, one)) for one in shown_identifiers(identifiers)
    ]
    starts = snapshot.adjacency[0]
    return ReviewRecord(
        **values,
        origin=origin_of(key),
        place_ko=place_name(values["city"], values["district"], "ko"),
        place_en=place_name(values["city"], values["district"], "en"),
        node=shown,
        records=len(members(snapshot).get(shown, (shown,))),
        relations=int(starts[node + 1] - starts[node]),
        citations=[
            source_of(snapshot, snapshot.source_index[one])
            for one in values["sources"]
            if one in snapshot.source_index
        ],
    )


def origin_of(key: str) -> str:
    """Return the origin that an id names; ids without one are curated."""
    origin, colon, _ = key.partition(":")
    return origin if colon else CURATED


def as_resolved(snapshot: Snapshot, key: str) -> OrganisationRecord:
    """Return a record in the form in which the resolution compares it."""
    row, aliases, identifiers = rows_of(snapshot, key)
    own = dict.fromkeys((Name(row[1]), Name(row[2], None if row[3] else "romanisation")))
    return OrganisationRecord(
        id=key, origin=origin_of(key),
        names=(*own, *(Name(one[1], one[2], one[3], one[4]) for one in aliases)),
        kind=row[4], sector=row[5], products=row[6], city=row[7], district=row[8], founded=row[9], website=row[10],
        numbers=tuple(number_of(one[1], one[2]) for one in identifiers),
    )  # fmt: skip


def number_of(scheme: str, value: str) -> Number:
    """Return a register number with whether it is valid."""
    try:
        return Number(scheme, value, valid=identify(IdentifierScheme(scheme), value).valid)
    except IdentifierError:
        return Number(scheme, value, valid=False)


def shared_of(snapshot: Snapshot, a: str, b: str) -> Shared | None:
    """Return the nodes to which both are tied; None if both are one node."""
    one, other = snapshot.index[a], snapshot.index[b]
    if one == other:
        return None
    starts, there, _ = snapshot.adjacency
    mine, theirs = (there[starts[node] : starts[node + 1]] for node in (one, other))
    both = np.setdiff1d(np.intersect1d(mine, theirs), [one, other]).tolist()
    nodes = [
        SharedNode(id=snapshot.ids[node], name_ko=snapshot.rows[node][1], name_en=snapshot.rows[node][2])
        for node in both[:LISTED]
    ]
    return Shared(nodes=nodes, total=len(both))
