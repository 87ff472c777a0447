"""Records as JSON: one function per shape, used by API, command line, exports and notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from graph.identifiers import is_shown
from graph.model import COLUMNS
from graph.vocabulary import SPHERES, EvidenceKind, Kind, OrganisationKind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = tuple[Any, ...]

RELATION = COLUMNS[RecordType.RELATION]
SPHERE_OF = {str(kind): SPHERES.get(kind) for kind in OrganisationKind}


def fragment(text: str) -> orjson.Fragment:
    """Embed JSON text unchanged."""
    return orjson.Fragment(text)


def organisation_dict(row: Row) -> dict[str, Any]:
    """Return an organisation as a dict for JSON, without aliases."""
    return {
        "id": row[0],
        "kind": "organisation",
        "name_ko": row[1],
        "name_en": row[2],
        "name_en_is_official": bool(row[3]),
        "organisation_kind": row[4],
        "sector": row[5],
        "sphere": SPHERE_OF[row[4]],
        "city": row[7],
        "district": row[8],
        "founded": row[9],
        "website": row[10],
        "products": row[6],
        "sources": fragment(row[11]),
    }


def technology_dict(row: Row) -> dict[str, Any]:
    """Return a technology as a dict for JSON."""
    return {
        "id": row[0],
        "kind": "technology",
        "name_ko": row[1],
        "name_en": row[2],
        "name_en_is_official": bool(row[3]),
        "field": row[4],
        "detail": row[5],
        "sources": fragment(row[6]),
    }


def programme_dict(row: Row) -> dict[str, Any]:
    """Return a programme as a dict for JSON."""
    return {
        "id": row[0],
        "kind": "programme",
        "name_ko": row[1],
        "name_en": row[2],
        "name_en_is_official": bool(row[3]),
        "programme_kind": row[4],
        "start": row[5],
        "end": row[6],
        "budget_krw": row[7],
        "detail": row[8],
        "sources": fragment(row[9]),
    }


NODE_DICTS = {
    Kind.ORGANISATION: organisation_dict,
    Kind.TECHNOLOGY: technology_dict,
    Kind.PROGRAMME: programme_dict,
}


def node_json(kind: Kind, row: Row) -> bytes:
    """Encode a node without aliases."""
    return orjson.dumps(NODE_DICTS[kind](row))


def node_dict(kind: Kind, row: Row, aliases: list[Row]) -> dict[str, Any]:
    """Return a node with its aliases, placed before its sources."""
    node = NODE_DICTS[kind](row)
    sources = node.pop("sources")
    return {**node, "aliases": [alias_dict(alias) for alias in aliases], "sources": sources}


def alias_dict(row: Row) -> dict[str, Any]:
    """Return an alias without the node it belongs to."""
    return {
        "name": row[1],
        "kind": row[2],
        "valid_from": row[3],
        "valid_until": row[4],
        "sources": fragment(row[5]),
    }


def identifier_dicts(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the identifiers of a node that may be shown; the numbers of sole traders are personal data."""
    return [
        {
            "scheme": row[1],
            "value": row[2],
            "valid_from": row[3],
            "valid_until": row[4],
            "sources": fragment(row[5]),
        }
        for row in rows
        if is_shown(row[1], row[2])
    ]


def same_as_dict(row: Row) -> dict[str, Any]:
    """Return a same-as record as a dict for JSON, without numbers that may not be shown."""
    fields = dict(zip(COLUMNS[RecordType.SAME_AS], row, strict=True))
    return {
        **{name: fields[name] for name in ("a", "b", "by", "decision")},
        "score": None if fields["score"] is None else float(fields["score"]),
        "evidence": evidence_shown(orjson.loads(fields["evidence"])),
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


def relation_json(row: Row) -> bytes:
    """Encode a relation."""
    return orjson.dumps(dict(zip(RELATION, (*row[:7], fragment(row[7]), row[8]), strict=True)))


def source_dict(row: Row) -> Mapping[str, Any]:
    """Return a source as a dict for JSON."""
    return dict(zip(COLUMNS[RecordType.SOURCE], row, strict=True))


def source_json(row: Row) -> bytes:
    """Encode a source."""
    return orjson.dumps(source_dict(row))


def conflict_dict(row: Row) -> dict[str, Any]:
    """Return a conflict: field, both values with their sources, the chosen one and why."""
    values = dict(zip(COLUMNS[RecordType.CONFLICT], row, strict=True))
    return {**values, "sources_a": fragment(values["sources_a"]), "sources_b": fragment(values["sources_b"])}
