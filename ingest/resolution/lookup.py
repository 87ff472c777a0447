"""Records to look up, and the nodes of the graph as known organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.identifiers import IdentifierError, identify
from graph.model import COLUMNS
from graph.vocabulary import Kind, OrganisationKind, RecordType
from ingest.resolution.organisations import Name, Number, OrganisationRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.snapshot import Row, Snapshot
    from ingest.resolution.index import Index

NAMES = ("name_ko", "name_en", "name")
FACTS = ("sector", "city", "district", "products", "website", "founded")
NUMBERS = ("brn", "crn", "corp_code", "ror")
FIELDS = ("record_id", *NAMES, "kind", *FACTS, *NUMBERS)
KINDS = (*map(str, Kind), *map(str, OrganisationKind))
ORIGIN = "asked"


def organisation_from(
    key: str, record: Mapping[str, str | None]
) -> tuple[OrganisationRecord, tuple[str, ...]]:
    """Return a record to look up, and its fields with invalid numbers, which are ignored.

    >>> organisation, left = organisation_from("1", {"name_ko": "다이텍연구원", "brn": "1"})
    >>> organisation.names[0].text, left
    ('다이텍연구원', ('brn',))
    """
    numbers: list[Number] = []
    left: list[str] = []
    for scheme in NUMBERS:
        if value := record.get(scheme):
            try:
                checked = identify(scheme, value)
            except IdentifierError:
                left.append(scheme)
                continue
            numbers.append(Number(scheme, checked.value, checked.valid))
            if not checked.valid:
                left.append(scheme)
    kind = record.get("kind")
    names = tuple(Name(name) for field in NAMES if (name := record.get(field)))
    organisation = OrganisationRecord(
        key,
        ORIGIN,
        names,
        kind=None if kind in {"", Kind.ORGANISATION} else kind,
        kind_text=record.get("kind_text") or None,
        sector=record.get("sector") or None,
        products=record.get("products") or None,
        city=record.get("city") or None,
        district=record.get("district") or None,
        website=record.get("website") or None,
        founded=record.get("founded") or None,
        numbers=tuple(numbers),
    )
    return organisation, tuple(left)


def node_kind(kind: str | None) -> Kind | None:
    """Return the kind of node that a record may mean by its `kind` (of node or of organisation); None: any.

    >>> node_kind("programme"), node_kind("company"), node_kind(None)
    (<Kind.PROGRAMME: 'programme'>, <Kind.ORGANISATION: 'organisation'>, None)
    """
    if not kind:
        return None
    return Kind(kind) if kind in set(Kind) else Kind.ORGANISATION


def known_organisations(snapshot: Snapshot) -> Iterator[OrganisationRecord]:
    """Yield every node of a snapshot, in the order of the nodes."""
    for node, row in enumerate(snapshot.rows):
        kind = snapshot.kind(node)
        names = [Name(row[1])] if row[1] == row[2] else [Name(row[1]), Name(row[2])]
        names += [Name(alias[1], alias[2], alias[3], alias[4]) for alias in snapshot.aliases.get(node, ())]
        numbers = tuple(
            number
            for _, scheme, value, *_ in snapshot.identifiers.get(node, ())
            if (number := known_number(scheme, value))
        )
        organisation = OrganisationRecord(
            row[0], "graph", tuple(names), own_ids=True, sector=snapshot.sectors[node], numbers=numbers
        )
        yield (
            replace(organisation, **facts_of(row))
            if kind is Kind.ORGANISATION
            else replace(organisation, kind=str(kind))
        )


def index_of(snapshot: Snapshot) -> Index:
    """Return the index of the nodes of a snapshot, which is kept with it."""
    from ingest.resolution.index import Index

    return snapshot.memo("resolver", lambda: Index(list(known_organisations(snapshot))))


def facts_of(row: Row) -> dict[str, Any]:
    """Return the facts in the row of an organisation, except its sector."""
    columns = COLUMNS[RecordType.ORGANISATION]
    facts = {fact: row[columns.index(fact)] for fact in FACTS if fact != "sector"}
    return {"kind": row[columns.index("organisation_kind")], **facts}


def known_number(scheme: str, value: str) -> Number | None:
    """Check a number from the graph."""
    try:
        checked = identify(scheme, value)
    except (IdentifierError, ValueError):
        return None
    return Number(scheme, checked.value, checked.valid)
