"""Cytoscape JSON: elements as two lists or as one, each with its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ingest.networks.items import About, Declared, Edge, Node, Other, Truth, Written
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.networks.texts import whole_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import Item
    from ingest.reading import Part

OWN = frozenset({"id", "SUID", "source", "target", "selected", "key", "value"})
"""Data keys of the format itself."""


def network_of(part: Part) -> dict[str, Any]:
    """Read a file.

    Raises:
        OriginError: it is broken or of another format.
    """
    content = whole_json(part, "Cytoscape JSON")
    bare: list[Any] = content if isinstance(content, list) else []
    if bare and all(isinstance(one, dict) and isinstance(one.get("data"), dict) for one in bare):
        return {"elements": bare}  # output of `cy.elements().jsons()`
    if isinstance(content, dict) and "elements" not in content and is_bare(content):
        return {**content, "elements": {name: content.get(name) or [] for name in ("nodes", "edges")}}
    elements = content.get("elements") if isinstance(content, dict) else None
    kumu = isinstance(elements, list) and "connections" in content
    if not isinstance(elements, dict | list) or kumu:
        found, origin = ("Kumu JSON", "kumu") if kumu else sort_of(part)
        raise of_another_sort(part.label, "Cytoscape JSON", found, None if origin == "cyjs" else origin)
    return cast("dict[str, Any]", content)


def is_bare(content: dict[str, Any]) -> bool:
    """Return whether nodes and edges stand at the top, without `elements`, and each has its id or ends in its data."""
    nodes, edges = content.get("nodes"), content.get("edges") or []
    if not isinstance(nodes, list) or not isinstance(edges, list) or not nodes:
        return False
    data = [one.get("data") if isinstance(one, dict) else None for one in [*nodes, *edges]]
    return all(isinstance(one, dict) and ("id" in one or "source" in one) for one in data)


def parts_of(content: dict[str, Any]) -> tuple[Iterator[Item], About, dict[str, Any] | None]:
    """Return the items of a network, information about the file, and the metadata of a Sojae export."""
    about, heading = About(), content.get("sojae")
    if not isinstance(heading, dict):
        heading = None
    else:
        about.beside += [one for one in heading.get("records") or () if isinstance(one, dict)]
    return items(content["elements"], about), about, heading


def items(elements: Any, about: About) -> Iterator[Item]:
    """Yield nodes and edges; in a single list, an element with source and target is an edge."""
    if isinstance(elements, dict):
        groups = [(kind, elements.get(kind) or ()) for kind in ("nodes", "edges")]
    else:
        groups = [("", elements)]
    for kind, members in groups:
        for one in members:
            data = one.get("data") if isinstance(one, dict) else None
            if not isinstance(data, dict):
                yield Other("element without data")
            else:
                yield item(data, edge=kind == "edges" or (not kind and "source" in data), about=about)


def item(data: dict[str, Any], *, edge: bool, about: About) -> Item:
    content = [(name, text(value)) for name, value in data.items() if name not in OWN]
    about.columns.update(dict.fromkeys(name for name, _ in content))
    if not edge:
        return Node(str(text(data.get("id"))), content)
    own, source, target = (str(text(data.get(name))) for name in ("id", "source", "target"))
    return Edge(own, source, target, content)


def text(value: Any) -> str:
    """Return a value as text that is marked with its type; a list as its members separated by semicolons."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return Truth(str(value).lower())
    if isinstance(value, int | float):
        return Declared(value)
    return Written(";".join(map(text, value)) if isinstance(value, list) else value)
