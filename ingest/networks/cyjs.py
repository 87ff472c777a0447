"""Cytoscape JSON: elements as two lists or as one, each with its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import orjson

from ingest.networks.items import About, Declared, Edge, Node, Other
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError
from ingest.reading.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import Item
    from ingest.reading import Part

MOST_BYTES = 1 << 30
"""A file is read as one value, which takes some ten times its size of memory."""
OWN = frozenset({"id", "SUID", "source", "target", "selected", "key", "value"})
"""Data of the format itself."""


def network_of(part: Part) -> dict[str, Any]:
    """Read a file.

    Raises:
        OriginError: it is broken, or of another sort.
    """
    if part.form is not Form.JSON:
        raise of_another_sort(part.label, "Cytoscape JSON", *sort_of(part))
    if (size := part.path.stat().st_size) > MOST_BYTES:
        raise OriginError(
            f"{part.label}: {size >> 20:,} MiB exceed the limit of {MOST_BYTES >> 20:,}: export and load GraphML instead"
        )
    try:
        said: Any = orjson.loads(part.path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise OriginError(
            f"{part.label}: invalid JSON ({error}): the download may be incomplete: fetch it again"
        ) from error
    bare: list[Any] = said if isinstance(said, list) else []
    if bare and all(isinstance(one, dict) and isinstance(one.get("data"), dict) for one in bare):
        return {"elements": bare}  # what `cy.elements().jsons()` gives
    elements = said.get("elements") if isinstance(said, dict) else None
    kumu = isinstance(elements, list) and isinstance(said, dict) and "connections" in said
    if not isinstance(elements, dict | list) or kumu:
        found, origin = ("Kumu JSON", None) if kumu else sort_of(part)
        raise of_another_sort(part.label, "Cytoscape JSON", found, None if origin == "cyjs" else origin)
    return cast("dict[str, Any]", said)


def parts_of(said: dict[str, Any]) -> tuple[Iterator[Item], About, dict[str, Any] | None]:
    """Return the items of a network, what is said of it, and what a file that Sojae wrote says of itself."""
    about, heading = About(), said.get("sojae")
    if not isinstance(heading, dict):
        heading = None
    else:
        about.beside += [one for one in heading.get("records") or () if isinstance(one, dict)]
    return items(said["elements"], about), about, heading


def items(elements: Any, about: About) -> Iterator[Item]:
    """Yield nodes and edges; in one list an edge is what has a source and a target."""
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
    said = [(name, text(value)) for name, value in data.items() if name not in OWN]
    about.columns.update(dict.fromkeys(name for name, _ in said))
    if not edge:
        return Node(text(data.get("id")), said)
    return Edge(text(data.get("id")), text(data.get("source")), text(data.get("target")), said)


def text(value: Any) -> str:
    """Write a value as text; a list as its members parted by semicolons."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return Declared(value)
    return ";".join(map(text, value)) if isinstance(value, list) else str(value)
