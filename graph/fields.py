"""The fields of every record type for lists, filters and tables: their values and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.inheritable import names_of
from graph.members import MEMBERS, NodeMembers
from graph.model import NODE_TYPES
from graph.vocabulary import SECTORS, Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType, Sphere

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shape(Enum):
    """The type of a field's values."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TRUTH = "truth"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the shape of its values, their closed set, if any, and whether a record has several."""

    shape: Shape = Shape.TEXT
    allowed: tuple[str, ...] | None = None
    many: bool = False


TEXT, DATE, NUMBER = Field(), Field(Shape.DATE), Field(Shape.NUMBER)
SECTOR = Field(allowed=tuple(SECTORS))
NOT_PLAIN: Mapping[str, Field] = {
    "kind": Field(allowed=tuple(map(str, Kind))),
    "name_en_is_official": Field(Shape.TRUTH, ("true", "false")),
    "organisation_kind": Field(allowed=tuple(map(str, OrganisationKind))),
    "programme_kind": Field(allowed=tuple(map(str, ProgrammeKind))),
    "sector": SECTOR,
    "field": SECTOR,
    "sphere": Field(allowed=tuple(map(str, Sphere))),
    "predicate": Field(allowed=tuple(map(str, Predicate))),
    **dict.fromkeys(("founded", "start", "end", "published", "valid_from", "valid_until"), DATE),
    **dict.fromkeys(("budget_krw", "members_told", "weight", "degree"), NUMBER),
    "sources": Field(many=True),
    "attributes": Field(Shape.OBJECT),
}
"""Members that hold anything but a text."""


def fields(*names: str) -> dict[str, Field]:
    """Return the fields of these names."""
    return {name: NOT_PLAIN.get(name, TEXT) for name in names}


LISTED = (*NODE_TYPES, RecordType.RELATION, RecordType.SOURCE)
OWNED = (RecordType.ALIAS, RecordType.IDENTIFIER)
"""Records that belong to a node, whose id is their first field."""
BESIDE = (*OWNED, RecordType.CONFLICT)
"""Records without an id of their own."""
Listed = RecordType | None
"""What a list has: records of a type, or nodes of every kind."""


def own_fields_of(record_type: RecordType) -> dict[str, Field]:
    """Return the fields of a record itself; `kind` and `field` are names of other things beside nodes."""
    plain = {"kind": TEXT, "field": TEXT, "sources_a": Field(many=True), "sources_b": Field(many=True)}
    own = fields(*MEMBERS[record_type])
    if record_type not in BESIDE:
        return own
    owner = {"node": TEXT} if record_type in OWNED else {}
    return owner | {name: plain.get(name, field) for name, field in own.items()}


FIELDS: Mapping[Listed, Mapping[str, Field]] = MappingProxyType(
    {
        **{record_type: own_fields_of(record_type) for record_type in (*LISTED, *BESIDE)},
        None: fields(
            *(name for name in names_of(NodeMembers) if any(name in MEMBERS[kind] for kind in NODE_TYPES))
        ),
    }
)
"""Record type → fields of the record itself, as in JSON."""
SOURCE = FIELDS[RecordType.SOURCE]

END: Mapping[str, Field] = fields(
    *("id", "kind", "name_ko", "name_en", "organisation_kind", "programme_kind", "sector", "sphere"),
    *("city", "district", "founded", "start", "degree"),
)
"""Fields of any node, for instance of the end of a relation; null where its kind has no such field."""

ALIAS: Mapping[str, Field] = {
    **fields(*(name for name in MEMBERS[RecordType.ALIAS] if name != "sources")),
    "kind": TEXT,  # of the name, not of the node
}


def nested(head: str, fields: Mapping[str, Field], *, many: bool = False) -> dict[str, Field]:
    """Return nested fields with dotted names."""
    return {f"{head}.{name}": Field(field.shape, field.allowed, many) for name, field in fields.items()}


def paths_of(record_type: Listed) -> dict[str, Field]:
    """Return all fields of a record type: own fields, `degree` of nodes, and dotted ones."""
    paths = dict(FIELDS[record_type])
    if record_type is RecordType.RELATION:
        paths |= nested("subject", END) | nested("object", END)
    elif record_type in OWNED:
        paths |= nested("node", END)
    elif record_type is None or record_type in NODE_TYPES:
        paths |= {"degree": NUMBER} | nested("aliases", ALIAS, many=True)
    if record_type not in {RecordType.SOURCE, RecordType.CONFLICT}:
        paths |= nested("sources", SOURCE, many=True)
    return paths


PATHS: Mapping[Listed, Mapping[str, Field]] = MappingProxyType(
    {record_type: paths_of(record_type) for record_type in FIELDS}
)
