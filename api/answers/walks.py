"""Answers about what surrounds a node, and how two are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from api.answers.paging import cursor, read_cursor
from api.answers.records import node_number
from api.errors import refuse
from graph.filters import NO_FILTER
from graph.walks.neighbourhoods import neighbourhood
from graph.walks.paths import Weight, hubs, shortest_paths

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from api.serving import View
    from graph.filters import Filter

HUBS_WORD = "hubs"


def joined(parts: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(parts) + b"]"


def quoted(text: str | None) -> bytes:
    return orjson.dumps(text)


def neighbourhood_answer(
    view: View,
    key: str,
    *,
    depth: int = 1,
    chosen: Filter = NO_FILTER,
    limit: int = 100,
    after: str | None = None,
) -> bytes:
    """Answer with the nodes around a root; records are joined as they were encoded once."""
    snapshot = view.snapshot
    root = node_number(view, key)
    offset = read_cursor(snapshot, after)
    found = neighbourhood(snapshot, root, depth=depth, chosen=chosen, limit=limit, offset=offset)
    nodes: list[bytes] = []
    for distance, level in enumerate(found.levels):
        nodes += snapshot.reached_json(level, distance)
    relations = snapshot.relations_json(found.relations)
    given = offset + len(nodes)
    following = cursor(snapshot, given) if given < found.total_nodes else None
    return (
        b'{"root":%b,"depth":%d,"nodes":[%b],"relations":[%b],"totals":{"nodes":%d,"relations":%d},'
        b'"truncated":%b,"next":%b,"graph_version":%b}'
    ) % (
        quoted(key),
        depth,
        b",".join(nodes),
        b",".join(relations),
        found.total_nodes,
        found.total_relations,
        b"true" if len(nodes) < found.total_nodes else b"false",
        quoted(following),
        quoted(snapshot.graph_version),
    )


def paths_answer(
    view: View,
    source: str,
    target: str,
    *,
    k: int = 3,
    chosen: Filter = NO_FILTER,
    weight: Weight = Weight.HOPS,
    avoid: Collection[str] = (),
) -> bytes:
    """Answer with the k cheapest ways between two nodes; none is an answer too.

    Raises:
        Problem: an id is unknown (404), or one of the two ends is to be avoided (422).
    """
    snapshot = view.snapshot
    ends = node_number(view, source, parameter="source"), node_number(view, target, parameter="target")
    avoided = avoided_nodes(view, avoid)
    for key, node in zip((source, target), ends, strict=True):
        if key in avoid:
            refuse("avoid", f"“{key}” is one of the two ends", "leave it out")
        avoided.discard(node)
    found = shortest_paths(snapshot, *ends, k=k, chosen=chosen, weight=weight, avoid=avoided)
    relation_ids = snapshot.relations.ids
    nodes = sorted({node for path in found for node in path.nodes})
    relations = sorted({relation for path in found for step in path.steps for relation in step})
    return orjson.dumps(
        {
            "source": source,
            "target": target,
            "weight": weight,
            "avoided": len(avoided),
            "paths": [
                {
                    "length": len(path.steps),
                    "cost": path.cost,
                    "nodes": [snapshot.ids[node] for node in path.nodes],
                    "relations": [relation_ids[step[0]] for step in path.steps],
                    "steps": [[relation_ids[relation] for relation in step] for step in path.steps],
                }
                for path in found
            ],
            "nodes": {snapshot.ids[node]: orjson.Fragment(snapshot.node_json(node)) for node in nodes},
            "relations": {relation_ids[r]: orjson.Fragment(snapshot.relation_json(r)) for r in relations},
            "graph_version": snapshot.graph_version,
        }
    )


def avoided_nodes(view: View, avoid: Collection[str]) -> set[int]:
    """Find the nodes that a way may not meet: ids, and `hubs` for those with most relations."""
    found = set(hubs(view.snapshot)) if HUBS_WORD in avoid else set[int]()
    return found | {node_number(view, key, parameter="avoid") for key in sorted(avoid) if key != HUBS_WORD}
