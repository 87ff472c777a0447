"""Answers about single records, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from api.errors import unknown_id
from graph.model import NODE_TYPES
from graph.relations import PREDICATES
from graph.rows import to_row
from graph.search import near_ids
from graph.vocabulary import Kind, RecordType
from graph.wire import conflict_dict, identifier_dicts, node_dict, relation_json, same_as_dict, source_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.serving import View
    from graph.snapshot import Snapshot


def counts_of(view: View) -> dict[str, int]:
    """Count records by type, in the contract's order."""
    counts = view.snapshot.counts
    order = ("organisation", "technology", "programme", "source", "relation", "alias", "conflict")
    return {name: counts[RecordType(name)] for name in order}


def node_number(view: View, key: str, kind: Kind | None = None, *, parameter: str = "id") -> int:
    """Find a node by id, given as `parameter`.

    Raises:
        Problem: no node (of this kind) has the id; near ids are named.
    """
    snapshot = view.snapshot
    node = snapshot.index.get(key)
    if node is None or (kind is not None and snapshot.kind(node) is not kind):
        near = near_ids(view.search, key)
        if kind is not None:
            near = [k for k in near if snapshot.kind(snapshot.index[k]) is kind]
        unknown_id(str(kind or "node"), key, near, parameter)
    return node


def search_answer(view: View, query: str, *, kind: Kind | None = None, limit: int = 10) -> bytes:
    """Answer a search."""
    hits, total = view.search.find(query, kind=kind, limit=limit)
    snapshot = view.snapshot
    results = [
        {
            "node": orjson.Fragment(node_record(snapshot, hit.node)),
            "matched": hit.matched,
            "match": hit.match,
            "score": hit.score,
        }
        for hit in hits
    ]
    return orjson.dumps({"query": query, "results": results, "total": total})


def node_record(snapshot: Snapshot, node: int) -> bytes:
    """Encode a node with its aliases."""
    kind = snapshot.kind(node)
    return orjson.dumps(node_dict(kind, snapshot.rows[node], snapshot.aliases.get(node, [])))


def is_served(view: View, record_type: RecordType, key: str) -> bool:
    """Tell whether a record can be answered from memory."""
    snapshot = view.snapshot
    if record_type is RecordType.RELATION:
        return key in snapshot.relation_index
    return key in (snapshot.source_index if record_type is RecordType.SOURCE else snapshot.index)


def record_answer(view: View, record_type: RecordType, key: str) -> bytes:
    """Answer with one record; the store is asked for one that nobody says any more."""
    if record_type is RecordType.RELATION:
        return relation_answer(view, key)
    if record_type is RecordType.SOURCE:
        return source_answer(view, key)
    return node_answer(view, key, Kind(record_type))


def closed_answer(view: View, record_type: RecordType, key: str) -> bytes | None:
    """Answer with a record that its origin no longer says, if the store still has it."""
    found = view.store.closed(record_type, key)
    if found is None:
        return None
    record, day = found
    row = to_row(record)
    if record_type in NODE_TYPES:
        body = node_dict(Kind(record_type), tuple(row), [])
    else:
        body = orjson.loads(
            relation_json(tuple(row)) if record_type is RecordType.RELATION else source_json(tuple(row))
        )
    return orjson.dumps({**body, "closed": day, "graph_version": view.snapshot.graph_version})


def node_answer(view: View, key: str, kind: Kind) -> bytes:
    """Answer with one node: the record, its conflicts, and how many relations it has by predicate and side."""
    if key not in view.snapshot.index and (closed := closed_answer(view, RecordType(kind), key)) is not None:
        return closed
    node = node_number(view, key, kind)
    snapshot = view.snapshot
    starts, _, numbers = snapshot.adjacency
    own = numbers[starts[node] : starts[node + 1]]
    predicates = snapshot.relations.predicate[own]
    side = snapshot.relations.subject[own] == node
    counted: dict[str, dict[str, int]] = {}
    for code, is_subject in zip(predicates.tolist(), side.tolist(), strict=True):
        sides = counted.setdefault(str(PREDICATES[code]), {"as_subject": 0, "as_object": 0})
        sides["as_subject" if is_subject else "as_object"] += 1
    record = orjson.loads(node_record(snapshot, node))
    numbers_of = identifier_dicts(snapshot.identifiers.get(node, ()))
    extra = {
        **({"identifiers": numbers_of} if numbers_of else {}),
        **({"same_as": [same_as_dict(row) for row in said]} if (said := snapshot.same_as.get(node)) else {}),
        "degree": len(own),
        "relations": dict(sorted(counted.items())),
        "conflicts": [conflict_dict(row) for row in conflicts_about(snapshot, snapshot.ids[node])],
        "closed": None,
        "graph_version": snapshot.graph_version,
    }
    return orjson.dumps({**record, **extra})


def conflicts_about(snapshot: Snapshot, key: str) -> list[tuple[Any, ...]]:
    """Give the points on which sources disagree about a record, or about a relation that names it."""
    return [
        row
        for entity, rows in snapshot.conflicts.items()
        for row in rows
        if key in entity.replace("→", " ").split()
    ]


def relation_answer(view: View, key: str) -> bytes:
    """Answer with one relation and its sources in full."""
    snapshot = view.snapshot
    number = snapshot.relation_index.get(key)
    if number is None and (closed := closed_answer(view, RecordType.RELATION, key)) is not None:
        return closed
    if number is None:
        unknown_id("relation", key, nearest_keys(key, snapshot.relations.ids))
    body = orjson.loads(snapshot.relation_json(number))
    cited = [orjson.loads(snapshot.source_json(snapshot.source_index[s])) for s in body["sources"]]
    return orjson.dumps({**body, "citations": cited, "closed": None, "graph_version": snapshot.graph_version})


def source_answer(view: View, key: str) -> bytes:
    """Answer with one source and how many records rest on it."""
    snapshot = view.snapshot
    number = snapshot.source_index.get(key)
    if number is None and (closed := closed_answer(view, RecordType.SOURCE, key)) is not None:
        return closed
    if number is None:
        unknown_id("source", key, nearest_keys(key, list(snapshot.source_index)))
    body = orjson.loads(snapshot.source_json(number))
    quoted_key = f'"{key}"'
    relations = sum(quoted_key in sources for sources in snapshot.relations.sources)
    nodes = sum(quoted_key in row[-1] for row in snapshot.rows)
    return orjson.dumps(
        {
            **body,
            "relations": relations,
            "nodes": nodes,
            "closed": None,
            "graph_version": snapshot.graph_version,
        }
    )


def nearest_keys(wrong: str, keys: Sequence[str]) -> list[str]:
    """Give ids that resemble a wrong one."""
    from rapidfuzz import process

    return [str(match[0]) for match in process.extract(wrong, keys, score_cutoff=60.0, limit=3)]
