"""Records as JSON, with the members that `graph.members` declares; used by API, command line, exports and notebooks."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import orjson

from graph.identifiers import is_shown
from graph.members import DERIVED, MEMBERS
from graph.model import ATTRIBUTES, CITATIONS, COLUMNS
from graph.vocabulary import SPHERES, EvidenceKind, Kind, OrganisationKind, RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Row = tuple[Any, ...]

SPHERE_OF = {str(kind): SPHERES.get(kind) for kind in OrganisationKind}


class Shaping:
    """How the row of a record becomes its members; made once for each type, since a snapshot encodes every record."""

    __slots__ = ("cited", "has_attributes", "is_node", "is_organisation", "names", "record_type", "take")

    def __init__(self, record_type: RecordType) -> None:
        columns, derived = COLUMNS[record_type], DERIVED.get(record_type, ())
        self.record_type = str(record_type)
        self.names = MEMBERS[record_type]
        # a derived member has no column: any value holds its place
        self.take = itemgetter(*(0 if name in derived else columns.index(name) for name in self.names))
        self.cited = tuple(name for name in CITATIONS if name in self.names)
        self.has_attributes = ATTRIBUTES in self.names
        self.is_node, self.is_organisation = "kind" in derived, "sphere" in derived

    def members(self, row: Row, citations: Callable[[str], Any]) -> dict[str, Any]:
        """Return the members of a record."""
        members = dict(zip(self.names, self.take(row), strict=True))
        for name in self.cited:
            members[name] = citations(members[name])
        if self.has_attributes:
            members[ATTRIBUTES] = citations(members[ATTRIBUTES] or "{}")
        if self.is_node:
            members["kind"] = self.record_type
            members["name_en_is_official"] = bool(members["name_en_is_official"])
        if self.is_organisation:
            members["sphere"] = SPHERE_OF[members["organisation_kind"]]
        return members


SHAPINGS: Mapping[RecordType, Shaping] = {record_type: Shaping(record_type) for record_type in MEMBERS}


def record_dict(
    record_type: RecordType, row: Row, citations: Callable[[str], Any] = orjson.Fragment
) -> dict[str, Any]:
    """Return a record as a dict for JSON.

    Args:
        record_type: its type.
        row: its row in column order.
        citations: reads a list of source ids or the own attributes, which a row holds as JSON text; by default the text is embedded
            unchanged.
    """
    return SHAPINGS[record_type].members(row, citations)


def record_json(record_type: RecordType, row: Row) -> bytes:
    """Encode a record, a node without its aliases."""
    return orjson.dumps(record_dict(record_type, row))


def node_dict(kind: Kind, row: Row, aliases: list[Row]) -> dict[str, Any]:
    """Return a node with its aliases, placed before its sources."""
    node = record_dict(RecordType(kind), row)
    sources = node.pop("sources")
    return {
        **node,
        "aliases": [record_dict(RecordType.ALIAS, alias) for alias in aliases],
        "sources": sources,
    }


def shown_identifiers(rows: Iterable[Row]) -> list[Row]:
    """Return the identifiers of a node that may be shown; the numbers of sole traders are personal data."""
    return [row for row in rows if is_shown(row[1], row[2])]


def same_as_dict(row: Row) -> dict[str, Any]:
    """Return a same-as record as a dict for JSON, without numbers that may not be shown."""
    members = record_dict(RecordType.SAME_AS, row)
    score, evidence = members["score"], orjson.loads(members["evidence"])
    return {
        **members,
        "score": None if score is None else float(score),
        "evidence": evidence_shown(evidence),
    }


def evidence_shown(evidence: Iterable[str]) -> list[str]:
    """Return pieces of evidence without the numbers of sole traders, which are personal data."""
    shown: list[str] = []
    for piece in evidence:
        what, _, rest = piece.partition("|")
        scheme, _, value = rest.partition("|")
        number = what in {EvidenceKind.SAME_IDENTIFIER, EvidenceKind.OTHER_IDENTIFIER} and value
        shown.append(f"{what}|{scheme}" if number and not is_shown(scheme, value) else piece)
    return shown
