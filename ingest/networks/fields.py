"""Attributes of nodes and edges by field names, in any spelling (`Label`, `Name Ko`, `nameKo`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.attribute_names import spelled, without_prefix
from graph.texts import says_nothing
from graph.vocabulary import WHERE, IdentifierScheme, Kind, OrganisationKind, ProgrammeKind
from ingest.networks.items import Declared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.networks.items import Attributes

NUMBERS = tuple(str(s) for s in IdentifierScheme if s is not IdentifierScheme.KSIC and s not in WHERE)
"""Registers that identify organisations: an attribute of that name is its number."""
NODE_FIELDS = (
    "label", "name", "name_ko", "name_en", "kind", "organisation_kind", "programme_kind", "subkind", "sector", "field", "city",
    "district", "products", "products_ko", "website", "founded", "start", "end", "budget_krw", "members_told", "detail", "detail_ko",
    "same_as", *NUMBERS,
)  # fmt: skip
EDGE_FIELDS = (
    "label",
    "kind",
    "label_e",
    "predicate",
    "interaction",
    "type",
    "relation",
    "relationship",
    "start",
    "end",
    "detail",
    "detail_ko",
    "weight",
    "strength",
)
USED: Mapping[Kind, frozenset[str]] = {
    Kind.ORGANISATION: frozenset(
        {
            "organisation_kind",
            "subkind",
            "city",
            "district",
            "products",
            "products_ko",
            "website",
            "founded",
            *NUMBERS,
        }
    ),
    Kind.TECHNOLOGY: frozenset({"detail", "detail_ko"}),
    Kind.PROGRAMME: frozenset(
        {"programme_kind", "subkind", "start", "end", "budget_krw", "members_told", "detail", "detail_ko"}
    ),
}
"""Fields that nodes of a kind have, besides their names; the others are own attributes of theirs."""
NAMES = frozenset({"label", "name", "name_ko", "name_en", "same_as"})
KIND_FIELDS = (
    "kind", "type", "class", "category", "labels", "node_type", "entity_type", "label_v", "~label", "vertex_label", "ntype", "nodetype",
    "nodekind", "type_name", "instance_of", "typ", "kategorie", "유형", "노드_유형", "노드유형", "종류", "구분",
)  # fmt: skip
"""Attributes that may hold the kind of a node, the likeliest first."""
NAMED_ELSE = ("lab", "title", "caption")
"""Attributes that name a node which no field for names does; else they are its own attributes."""
KNOWN = frozenset({*NODE_FIELDS, *EDGE_FIELDS, *KIND_FIELDS, *NAMED_ELSE})
"""Attributes that are read; others are skipped unless they indicate a person."""
KINDS: Mapping[str, Kind] = {
    **{str(kind): kind for kind in Kind},
    **dict.fromkeys(
        ("organization", "org", "institution", "corporation", "기관", "조직", "단체", "기업", "회사"), Kind.ORGANISATION
    ),
    **dict.fromkeys(("program", "project", "사업", "과제", "프로그램"), Kind.PROGRAMME),
    **dict.fromkeys(("tech", "기술"), Kind.TECHNOLOGY),
    **{str(kind): Kind.ORGANISATION for kind in OrganisationKind if kind is not OrganisationKind.OTHER},
    **{str(kind): Kind.PROGRAMME for kind in ProgrammeKind},
}  # fmt: skip
"""Words for kinds of nodes → kind."""


OF_KIND = frozenset(KIND_FIELDS)
BETWEEN_WORDS = re.compile(r"[:;,|]")


@lru_cache(maxsize=4096)
def field_of(name: str) -> str:
    """Return the name of an attribute as a field name; Gephi and Cytoscape add a prefix to some.

    >>> field_of("Label"), field_of("Name Ko"), field_of("nameKo"), field_of("WEIGHT"), field_of("Edge Label")
    ('label', 'name_ko', 'name_ko', 'weight', 'label')
    """
    plain = spelled(name)
    return rest if (rest := without_prefix(plain)) in KNOWN else plain


def fields_of(data: Attributes) -> dict[str, str]:
    """Return attributes by field; of several for one field the first that is not empty."""
    found: dict[str, str] = {}
    for name, value in data:
        if (text := value.strip()) and (field := field_of(name)) not in found:
            found[field] = Declared(text) if isinstance(value, Declared) else text
    return found


def with_name(data: Attributes) -> Attributes:
    """Return the attributes of a node without a name, a further one as its label.

    >>> with_name([("Title", "가나"), ("staff", "3")])
    [('label', '가나'), ('staff', '3')]
    """
    fields = {field_of(name) for name, value in data if value.strip() and not says_nothing(value)}
    further = next((name for name in NAMED_ELSE if name in fields), None)
    return [("label" if field_of(name) == further else name, value) for name, value in data]


def parted(columns: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split the names of attributes into those read and those skipped."""
    names = list(columns)
    read = tuple(name for name in names if field_of(name) in KNOWN)
    return read, tuple(name for name in names if field_of(name) not in KNOWN)


def kind_word(fields: Mapping[str, str]) -> str | None:
    """Return the word for the kind of a node; None if there is no known one."""
    if OF_KIND.isdisjoint(fields):
        return None
    for name in KIND_FIELDS:
        for word in BETWEEN_WORDS.split(text) if (text := fields.get(name)) else ():
            if (plain := word.strip().casefold().replace(" ", "_")) in KINDS:
                return plain
    return None


def unknown_kind(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the attribute with an unknown kind of node, and its value."""
    if OF_KIND.isdisjoint(fields) or kind_word(fields) is not None:
        return None
    kinds = ((name, fields[name]) for name in KIND_FIELDS if name in fields)
    return next((pair for pair in kinds if not says_nothing(pair[1])), None)
