"""Parser for JSON of nodes and links: D3, NetworkX, sigma.js, graphology and vis.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.networks.cyjs import text
from ingest.networks.edges import NUMBER
from ingest.networks.fields import field_of
from ingest.networks.items import Edge, Node, Other
from ingest.networks.predicates import relation_data
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.networks.texts import check_sort, whole_json
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ingest.networks.items import About, Item
    from ingest.reading import Part

FORM = "node-link JSON"
SHOWN = 10
IDS = ("id", "key")
ENDS = (
    ("source", "target"), ("from", "to"), ("sourceid", "targetid"), ("fromid", "toid"), ("src", "dst"), ("src", "tgt"), ("src", "dest"),
    ("sourcenode", "targetnode"), ("startnode", "endnode"), ("node1", "node2"), ("n1", "n2"), ("id1", "id2"), ("subject", "object"),
    ("head", "tail"), ("start", "end"), ("u", "v"), ("a", "b"), ("s", "t"), ("origin", "destination"),
)  # fmt: skip
"""Names of the two ends of a link, the likeliest first."""
INSIDE = ("attributes", "data")
"""Objects that hold the attributes of a node or link in graphology and others."""
NAMES = ("name", "label", "lab", "title", "caption")
OWN = frozenset({"id", "key", "index", "vx", "vy", "fx", "fy", "undirected", *INSIDE})
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
    given = [link for link in links or [] if isinstance(link, dict)]
    check_ends(part, given)
    multigraph = found.get("multigraph") is True
    ends = [end for link in given for end in ends_of(link)]
    name = id_name(known, ends)
    for number, one in enumerate(known):
        own = frozenset(ENDS[0]) if name else frozenset({*ENDS[0], *ENDS[1]})
        yield Node(written(one.get(name) if name else number), attributes(one, own, about))
    by_place = name != "" and is_by_place(known, ends, name)
    if by_place or not name:
        about.notes.append("links name nodes by their place in the list, from 0")
    for link in links or []:
        if not isinstance(link, dict):
            yield Other("a link that is not an object")
            continue
        edge = link_of(
            link, about, undirected=not directed, ids=[one.get(name) for one in known] if by_place else None
        )
        key = link.get("key")
        if multigraph and isinstance(key, str) and not key.isdecimal():
            edge = edge._replace(data=[*edge.data, *relation_data(key)])
        yield edge


def id_name(nodes: list[dict[str, Any]], ends: list[Any]) -> str:
    """Return the key that names all nodes: `id`, `key`, or `name` if links use that; empty without one."""
    names = (*IDS, *NAMES) if any(isinstance(end, str) for end in ends) else IDS
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
    source, target = keys_of_ends(link)
    return end_of(link.get(source)), end_of(link.get(target))


def keys_of_ends(link: dict[str, Any]) -> tuple[str, str]:
    """Return the keys of the ends of a link, in whatever letters: `source` and `target`, else a synonym that it has both of."""
    plain = {spelled(key): key for key in reversed(link)}
    source, target = next((pair for pair in ENDS if pair[0] in plain and pair[1] in plain), ENDS[0])
    return plain.get(source, source), plain.get(target, target)


def spelled(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")


def check_ends(part: Part, links: list[dict[str, Any]]) -> None:
    """Refuse a file of whose links none has two ends.

    Raises:
        OriginError: it is so.
    """
    if not links or any(
        source in link and target in link for link in links for source, target in [keys_of_ends(link)]
    ):
        return
    inner = [link["data"] for link in links if isinstance(link.get("data"), dict)]
    if any("source" in one and "target" in one for one in inner):
        raise of_another_sort(part.label, FORM, "Cytoscape JSON", "cyjs")
    fields = list(dict.fromkeys(key for link in links for key in link))
    listed = ", ".join(f"“{key[:40]}”" for key in fields[:SHOWN]) + (" …" if len(fields) > SHOWN else "")
    raise OriginError(
        f"{part.label}: no link has two ends; its fields are {listed}: call the fields of the ends source and target"
    )


def end_of(end: Any) -> Any:
    if isinstance(end, dict):
        return next(
            (end[name] for name in (*IDS, "index", "name") if isinstance(end.get(name), str | int)), None
        )
    return end if isinstance(end, str | int | float) else None


def written(value: Any) -> str:
    """Return an id as text."""
    return str(text(value)) if isinstance(value, str | int | float) else ""


def attributes(one: dict[str, Any], own: Collection[str], about: About) -> list[tuple[str, str]]:
    """Return the attributes of a node or link, those in an inner object too, without the keys of its own that say what it is."""
    inner = [one[key] for key in INSIDE if isinstance(one.get(key), dict)]
    pairs = [pair for part in (one, *inner) for pair in part.items()]
    data = [(key, text(value)) for key, value in pairs if key not in OWN and key not in own]
    about.columns.update(dict.fromkeys(key for key, _ in data))
    return data


def link_of(link: dict[str, Any], about: About, *, undirected: bool, ids: list[Any] | None) -> Edge:
    """Return a link; `value` is its weight where nothing else is, as in files of D3."""
    source, target = ends_of(link)
    if ids is not None:
        source, target = (ids[end] for end in (source, target))
    data = attributes(link, keys_of_ends(link), about)
    if not any(field_of(name) in {"weight", "strength"} for name, _ in data):
        data = [
            ("weight" if name == "value" and NUMBER.fullmatch(value) else name, value) for name, value in data
        ]
    given = link.get("undirected", undirected)
    return Edge(
        written(link.get("id", link.get("key"))),
        written(source),
        written(target),
        data,
        undirected=bool(given),
    )
