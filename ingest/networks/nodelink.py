"""Parser for JSON of nodes and links: D3, NetworkX, sigma.js, graphology and vis.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.networks.cyjs import text
from ingest.networks.items import Edge, Node, Other
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.networks.texts import check_sort, whole_json
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

FORM = "node-link JSON"
IDS = ("id", "key")
ENDS = (("source", "target"), ("from", "to"))
INSIDE = ("attributes", "data")
"""Objects that hold the attributes of a node or link in graphology and others."""
OWN = frozenset({"id", "key", "source", "target", "index", "vx", "vy", "fx", "fy", "undirected", *INSIDE})
"""Keys of the format itself, and places that D3 computes."""


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes, then the links of a file."""
    content = whole_json(part, FORM)
    found = content if isinstance(content, dict) else {}
    nodes = found.get("nodes")
    links = next((found[name] for name in ("links", "edges") if isinstance(found.get(name), list)), None)
    if not isinstance(nodes, list) or (links is None and not nodes):
        check_sort(part, FORM, "nodelink")
        raise of_another_sort(part.label, FORM, *sort_of(part))
    known = [one for one in nodes if isinstance(one, dict)]
    if len(known) != len(nodes):
        raise OriginError(
            f'{part.label}: a member of `nodes` is not an object: give each node as {{"id": …}}'
        )
    settings = found.get("options") or found
    directed = settings.get("directed", settings.get("type") == "directed")
    ends = [end for link in links or [] if isinstance(link, dict) for end in ends_of(link)]
    name = id_name(known, ends)
    for number, one in enumerate(known):
        yield Node(written(one.get(name) if name else number), attributes(one, name, about))
    by_place = name != "" and is_by_place(known, ends, name)
    if by_place or not name:
        about.notes.append("links name nodes by their place in the list, from 0")
    for link in links or []:
        yield link_of(
            link, about, undirected=not directed, ids=[one.get(name) for one in known] if by_place else None
        )


def id_name(nodes: list[dict[str, Any]], ends: list[Any]) -> str:
    """Return the key that names all nodes: `id`, `key`, or `name` if links use that; empty without one."""
    names = (*IDS, "name") if any(isinstance(end, str) for end in ends) else IDS
    return next((name for name in names if all(name in one for one in nodes)), "")


def is_by_place(nodes: list[dict[str, Any]], ends: list[Any], name: str) -> bool:
    """Return whether links give the places of nodes, as old files of D3 do: whole numbers, none of them the id of a node."""
    ids = {str(one.get(name)) for one in nodes}
    return (
        bool(ends)
        and all(type(end) is int and 0 <= end < len(nodes) for end in ends)
        and not {str(end) for end in ends} & ids
    )


def ends_of(link: dict[str, Any]) -> tuple[Any, Any]:
    """Return the ends of a link; D3 puts the nodes themselves there once it has drawn them."""
    source, target = next((pair for pair in ENDS if pair[0] in link or pair[1] in link), ENDS[0])
    return end_of(link.get(source)), end_of(link.get(target))


def end_of(end: Any) -> Any:
    if isinstance(end, dict):
        return next(
            (end[name] for name in (*IDS, "index", "name") if isinstance(end.get(name), str | int)), None
        )
    return end if isinstance(end, str | int | float) else None


def written(value: Any) -> str:
    """Return an id as text."""
    return str(text(value)) if isinstance(value, str | int | float) else ""


def attributes(one: dict[str, Any], name: str, about: About) -> list[tuple[str, str]]:
    """Return the attributes of a node or link, those in an inner object too."""
    inner = [one[key] for key in INSIDE if isinstance(one.get(key), dict)]
    pairs = [pair for part in (one, *inner) for pair in part.items()]
    data = [(key, text(value)) for key, value in pairs if key not in OWN and (name or key not in ENDS[1])]
    about.columns.update(dict.fromkeys(key for key, _ in data))
    return data


def link_of(link: Any, about: About, *, undirected: bool, ids: list[Any] | None) -> Item:
    """Return a link; `value` is its weight where nothing else is, as in files of D3."""
    if not isinstance(link, dict):
        return Other("a link that is not an object")
    source, target = ends_of(link)
    if ids is not None:
        source, target = (ids[end] for end in (source, target))
    data = attributes(link, "", about)
    if "weight" not in link and isinstance(link.get("value"), int | float):
        data = [("weight" if name == "value" else name, value) for name, value in data]
    given = link.get("undirected", undirected)
    return Edge(
        written(link.get("id", link.get("key"))),
        written(source),
        written(target),
        data,
        undirected=bool(given),
    )
