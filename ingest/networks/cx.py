"""Parser for CX2 and CX (Cytoscape Exchange): aspects in a list, aliases and defaults of attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.networks.cyjs import text
from ingest.networks.items import Edge, Node
from ingest.networks.texts import check_sort, whole_json
from ingest.networks.typed_values import MARKS
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

ASPECTS = {"nodes", "edges", "nodeAttributes", "edgeAttributes", "attributeDeclarations"}
HEADS = frozenset({"CXVersion", "numberVerification", "metaData", "status", *ASPECTS})


@dataclass(slots=True)
class Declarations:
    """Declared attributes of nodes or of edges in CX2: alias → name, and defaults by name."""

    aliases: dict[str, str] = field(default_factory=dict[str, str])
    defaults: dict[str, Any] = field(default_factory=dict[str, Any])

    def values(self, one: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the attributes of a node or an edge."""
        given = one.get("v")
        pairs: dict[str, Any] = given if isinstance(given, dict) else {}
        named = {self.aliases.get(name, name): value for name, value in pairs.items()}
        return [(name, text(value)) for name, value in {**self.defaults, **named}.items()]


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes, then the edges of a file."""
    content = whole_json(part, "CX2")
    fragments = [one for one in content if isinstance(one, dict)] if isinstance(content, list) else []
    if not fragments or not any(HEADS & one.keys() for one in fragments[:5]):
        check_sort(part, "CX2", "cx2")
    aspects: dict[str, list[Any]] = {}
    for fragment in fragments:
        for name, members in fragment.items():
            aspects.setdefault(name, []).extend(members if isinstance(members, list) else [members])
    if status := [
        one for one in aspects.get("status", ()) if isinstance(one, dict) and one.get("success") is False
    ]:
        raise OriginError(
            f"{part.label}: its status is an error ({str(status[0].get('error'))[:80]}): fetch it again"
        )
    if not aspects.get("nodes"):
        raise OriginError(f"{part.label}: this CX2 has no nodes: export it again")
    found = of_cx2(aspects) if "CXVersion" in aspects else of_cx(aspects)
    for item in found:
        about.columns.update(dict.fromkeys(name for name, _ in item.data))
        yield item


def of_cx2(aspects: dict[str, list[Any]]) -> Iterator[Node | Edge]:
    """Yield the nodes and edges of CX2; edges are directed."""
    declared = {kind: declarations(aspects, kind) for kind in ("nodes", "edges")}
    for one in objects(aspects, "nodes"):
        yield Node(identity(one.get("id")), declared["nodes"].values(one))
    for one in objects(aspects, "edges"):
        own, source, target = (identity(one.get(name)) for name in ("id", "s", "t"))
        yield Edge(own, source, target, declared["edges"].values(one))


def declarations(aspects: dict[str, list[Any]], kind: str) -> Declarations:
    """Read the declared attributes of nodes or of edges."""
    found = Declarations()
    for aspect in objects(aspects, "attributeDeclarations"):
        given = aspect.get(kind)
        for name, one in given.items() if isinstance(given, dict) else ():
            if isinstance(one, dict):
                if isinstance(one.get("a"), str):
                    found.aliases[one["a"]] = name
                if "v" in one:
                    found.defaults[name] = one["v"]
    return found


def of_cx(aspects: dict[str, list[Any]]) -> Iterator[Node | Edge]:
    """Yield the nodes and edges of CX, whose attributes stand in aspects of their own."""
    nodes, edges = attributes(aspects, "nodeAttributes"), attributes(aspects, "edgeAttributes")
    for one in objects(aspects, "nodes"):
        own = identity(one.get("@id"))
        yield Node(own, [("name", text(one.get("n"))), *nodes.get(own, ())])
    for one in objects(aspects, "edges"):
        own, source, target = (identity(one.get(name)) for name in ("@id", "s", "t"))
        yield Edge(own, source, target, [("interaction", text(one.get("i"))), *edges.get(own, ())])


def attributes(aspects: dict[str, list[Any]], name: str) -> dict[str, list[tuple[str, str]]]:
    """Return the attributes in an aspect by the id of their node or edge; values are texts with a declared type."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in objects(aspects, name):
        value, mark = one.get("v"), MARKS.get(str(one.get("d", "string")))
        pair = str(one.get("n")), mark(value) if mark and isinstance(value, str) else text(value)
        owners = one.get("po")
        for own in owners if isinstance(owners, list) else [owners]:
            found.setdefault(identity(own), []).append(pair)
    return found


def objects(aspects: dict[str, list[Any]], name: str) -> Iterator[dict[str, Any]]:
    return (one for one in aspects.get(name, ()) if isinstance(one, dict))


def identity(value: Any) -> str:
    """Return an id as text."""
    return str(text(value)) if isinstance(value, str | int) else ""
