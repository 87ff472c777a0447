"""The fields of every record type for lists, filters and tables: their values and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.vocabulary import SECTORS, Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType, Sphere

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(Enum):
    """The type of a field's values."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the shape of its values, their closed set, if any, and whether a record has several."""

    shape: Shape = Shape.TEXT
    allowed: tuple[str, ...] | None = None
    many: bool = False


TEXT, DATE, NUMBER = Field(), Field(Shape.DATE), Field(Shape.NUMBER)
KIND = Field(allowed=tuple(map(str, Kind)))
SECTOR = Field(allowed=tuple(SECTORS))
ORGANISATION_KIND = Field(allowed=tuple(map(str, OrganisationKind)))
PROGRAMME_KIND = Field(allowed=tuple(map(str, ProgrammeKind)))
SPHERE = Field(allowed=tuple(map(str, Sphere)))
PREDICATE = Field(allowed=tuple(map(str, Predicate)))
TRUTH = Field(Shape.TRUTH, ("true", "false"))
CITED = Field(many=True)

NAMED: Mapping[str, Field] = {
    "id": TEXT,
    "kind": KIND,
    "name_ko": TEXT,
    "name_en": TEXT,
    "name_en_is_official": TRUTH,
}
SOURCE: Mapping[str, Field] = {
    "id": TEXT,
    "title": TEXT,
    "publisher": TEXT,
    "published": DATE,
    "url": TEXT,
}
FIELDS: Mapping[RecordType, Mapping[str, Field]] = MappingProxyType(
    {
        RecordType.ORGANISATION: {
            **NAMED,
            "organisation_kind": ORGANISATION_KIND,
            "sector": SECTOR,
            "sphere": SPHERE,
            "city": TEXT,
            "district": TEXT,
            "founded": DATE,
            "website": TEXT,
            "products": TEXT,
            "sources": CITED,
        },
        RecordType.TECHNOLOGY: {**NAMED, "field": SECTOR, "detail": TEXT, "sources": CITED},
        RecordType.PROGRAMME: {
            **NAMED,
            "programme_kind": PROGRAMME_KIND,
            "start": DATE,
            "end": DATE,
            "budget_krw": NUMBER,
            "detail": TEXT,
            "sources": CITED,
        },
        RecordType.RELATION: {
            "id": TEXT,
            "subject": TEXT,
            "predicate": PREDICATE,
            "object": TEXT,
            "start": DATE,
            "end": DATE,
            "detail": TEXT,
            "sources": CITED,
            "weight": NUMBER,
        },
        RecordType.SOURCE: SOURCE,
    }
)
"""Record type → fields of the record itself, as in JSON."""

END: Mapping[str, Field] = {
    "id": TEXT,
    "kind": KIND,
    "name_ko": TEXT,
    "name_en": TEXT,
    "organisation_kind": ORGANISATION_KIND,
    "programme_kind": PROGRAMME_KIND,
    "sector": SECTOR,
    "sphere": SPHERE,
    "city": TEXT,
    "district": TEXT,
    "founded": DATE,
    "start": DATE,
    "degree": NUMBER,
}
"""Fields of any node, for instance of the end of a relation; null where its kind has no such field."""

ALIAS: Mapping[str, Field] = {"name": TEXT, "kind": TEXT, "valid_from": DATE, "valid_until": DATE}


def nested(head: str, fields: Mapping[str, Field], *, many: bool = False) -> dict[str, Field]:
    """Return nested fields with dotted names."""
    return {f"{head}.{name}": Field(field.shape, field.allowed, many) for name, field in fields.items()}


def paths_of(record_type: RecordType) -> dict[str, Field]:
    """Return all fields of a record type: own fields, `degree` of nodes, and dotted ones."""
    paths = dict(FIELDS[record_type])
    if record_type is RecordType.RELATION:
        paths |= nested("subject", END) | nested("object", END)
    elif record_type is not RecordType.SOURCE:
        paths |= {"degree": NUMBER} | nested("aliases", ALIAS, many=True)
    if record_type is not RecordType.SOURCE:
        paths |= nested("sources", SOURCE, many=True)
    return paths


PATHS: Mapping[RecordType, Mapping[str, Field]] = MappingProxyType(
    {record_type: paths_of(record_type) for record_type in FIELDS}
)
