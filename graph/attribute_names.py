"""Names of own attributes in network files, where they stand beside columns of ours and those of the format."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.attributes import PREFIX
from graph.vocabulary import IdentifierScheme

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BETWEEN = re.compile(r"[\s\-.]+")
BEFORE = re.compile(r"^(?:node|edge|shared)_")
OURS = frozenset({
    "id", "suid", "source", "target", "selected", "key", "value", "label", "name", "interaction", "layer", "graph_version", "licence",
    "name_ko", "name_en", "name_en_is_official", "kind", "subkind", "organisation_kind", "programme_kind", "sector", "field", "sphere",
    "city", "district", "start", "end", "founded", "products", "products_ko", "budget_krw", "members_told", "website", "detail",
    "detail_ko", "sources", "same_as", "predicate", "weight", "strength", "predicates", "relations", "community", "attributes",
    "x", "y", "z", "r", "g", "b", "size", "colour", "color", "position", *map(str, IdentifierScheme),
})  # fmt: skip
"""Names that network files of ours, or their formats, give another meaning."""
GRAPHICS = frozenset({"x", "y", "z", "r", "g", "b", "size", "position", "color", "colour", "viz", "graphics"})
"""Attributes that say how a node or an edge is drawn, besides those that begin with `viz:`."""


@lru_cache(maxsize=4096)
def spelled(name: str) -> str:
    """Return the name of an attribute in the spelling of our fields.

    >>> spelled("Name Ko"), spelled("nameKo"), spelled("WEIGHT")
    ('name_ko', 'name_ko', 'weight')
    """
    return BETWEEN.sub("_", CAMEL.sub("_", name.strip())).casefold()


def without_prefix(plain: str) -> str:
    """Return a name without the prefix that Gephi and Cytoscape add to some."""
    return BEFORE.sub("", plain)


def is_graphics(name: str) -> bool:
    """Return whether an attribute only says how something is drawn.

    >>> [is_graphics(name) for name in ("x", "Size", "viz:color", "position.x", "grade")]
    [True, True, True, True, False]
    """
    plain = name.strip().casefold()
    return plain in GRAPHICS or re.split(r"[:._]", plain)[0] in {"viz", "position", "graphics"}


@lru_cache(maxsize=4096)
def name_in_file(name: str) -> str:
    """Return the name of an own attribute in a network file: as it is, or with `attributes.` where it would be read as another.

    >>> name_in_file("grade"), name_in_file("Sector"), name_in_file("nodeKind"), name_in_file("attributes.x")
    ('grade', 'attributes.Sector', 'attributes.nodeKind', 'attributes.attributes.x')
    """
    plain = spelled(name)
    taken = plain in OURS or without_prefix(plain) in OURS or is_graphics(name) or name.startswith(PREFIX)
    return f"{PREFIX}{name}" if taken else name
