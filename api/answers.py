"""Answers as the contract's JSON, made from a view; the API, the command line and notebooks give the same ones."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from api.errors import Problem, refuse, unknown_id
from graph.measures import ParameterError, measures
from graph.measures import compute as compute_measure
from graph.measures.groups import partition
from graph.model import NODE_TYPES
from graph.network import Network
from graph.rows import to_row
from graph.schema import nearest
from graph.search import near_ids
from graph.snapshot import PREDICATES
from graph.vocabulary import SECTORS, Kind, RecordType
from graph.walk import NO_FILTER, neighbourhood, shortest_paths
from graph.wire import conflict_dict, node_dict, relation_json, source_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.serving import View
    from graph.measures import Measure, Ranking
    from graph.network import Period
    from graph.snapshot import Snapshot
    from graph.vocabulary import Layer
    from graph.walk import Filter

DATA_LICENCE = "CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports"
NAMES_OF_A_COMMUNITY = 2  # sectors in its label


def node_number(view: View, key: str, kind: Kind | None = None) -> int:
    """Find a node by id.

    Raises:
        Problem: no node (of this kind) has the id; near ids are named.
    """
    snapshot = view.snapshot
    node = snapshot.index.get(key)
    if node is None or (kind is not None and snapshot.kind(node) is not kind):
        near = near_ids(view.search, key)
        if kind is not None:
            near = [k for k in near if snapshot.kind(snapshot.index[k]) is kind]
        unknown_id(str(kind or "node"), key, near)
    return node


def cursor(snapshot: Snapshot, offset: int) -> str:
    """Write where a list goes on, bound to the content."""
    return urlsafe_b64encode(f"{snapshot.graph_version}:{offset}".encode()).decode().rstrip("=")


def read_cursor(snapshot: Snapshot, text: str | None) -> int:
    """Read where a list goes on.

    Raises:
        Problem: the cursor is none of ours (422), or the content has changed since (410).
    """
    if text is None:
        return 0
    try:
        version, _, offset = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        place = int(offset)
    except ValueError:
        refuse("cursor", f"“{text[:60]}” is no cursor", "take it from `next` of the page before")
    if version != snapshot.graph_version:
        detail = (
            f"The cursor belongs to graph version {version}, the content is now {snapshot.graph_version}."
        )
        raise Problem("expired-cursor", "Expired cursor", 410, f"{detail} Begin again without a cursor.")
    return max(place, 0)


def joined(parts: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(parts) + b"]"


def quoted(text: str | None) -> bytes:
    return orjson.dumps(text)


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
    extra = {
        "degree": len(own),
        "relations": dict(sorted(counted.items())),
        "conflicts": [conflict_dict(row) for row in conflicts_about(snapshot, key)],
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
    for distance, level in found.levels():
        nodes += snapshot.reached_json(level, distance)
    relations = snapshot.relations_json(found.relations.tolist())
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


def paths_answer(view: View, source: str, target: str, *, k: int = 3, chosen: Filter = NO_FILTER) -> bytes:
    """Answer with the k shortest ways between two nodes."""
    snapshot = view.snapshot
    found = shortest_paths(snapshot, node_number(view, source), node_number(view, target), k=k, chosen=chosen)
    relation_ids = snapshot.relations.ids
    nodes = sorted({node for path in found for node in path.nodes})
    relations = sorted({relation for path in found for step in path.steps for relation in step})
    return orjson.dumps(
        {
            "source": source,
            "target": target,
            "paths": [
                {
                    "length": len(path.steps),
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


def measure_info(measure: Measure) -> dict[str, Any]:
    """Tell what a measure is."""
    names = ("name", "title_ko", "title_en", "family", "unit", "range", "parameters", "definition")
    return {name: getattr(measure, name) for name in names}


def measures_answer() -> bytes:
    """Answer with the registry."""
    return orjson.dumps({"results": [measure_info(measure) for measure in measures().values()]})


def network_of(view: View, layer: Layer, period: Period) -> Network:
    """Give a network of the snapshot, kept for the next time."""
    snapshot = view.snapshot
    return snapshot.memo(("network", layer, period), lambda: Network.of(snapshot, layer, period))


def ranking(view: View, name: str, layer: Layer, period: Period, given: Mapping[str, str]) -> Ranking:
    """Compute a measure with parameters as they were typed.

    Raises:
        Problem: the measure or a parameter is unknown.
    """
    known = measures()
    if name not in known:
        near = nearest(name, known)
        raise Problem("unknown-measure", "Unknown measure", 404, f"No measure is called “{name}”: {near}")
    try:
        parameters = known[name].read_parameters(given)
    except ParameterError as error:
        refuse(error.parameter, error.rule, error.remedy)
    network = network_of(view, layer, period)
    key = ("measure", name, layer, period, tuple(parameters.items()))
    try:
        return view.snapshot.memo(key, lambda: compute_measure(name, network, **parameters))
    except ParameterError as error:
        refuse(error.parameter, error.rule, error.remedy)


def measure_answer(view: View, found: Ranking, *, limit: int = 100, after: str | None = None) -> bytes:
    """Answer with one page of a ranking."""
    snapshot, network = view.snapshot, found.network
    offset = read_cursor(snapshot, after)
    places = slice(offset, offset + limit)
    total = len(found.order)
    return orjson.dumps(
        {
            "name": found.measure.name,
            "unit": found.measure.unit,
            "layer": network.layer,
            "parameters": {**found.parameters, **period_words(network.period)},
            "graph_version": snapshot.graph_version,
            "nodes": len(network),
            "ties": network.ties,
            "undated_ties": network.undated_ties,
            "values": [
                {"id": network.ids[node], "value": float(found.values[node]), "rank": rank}
                for node, rank in zip(found.order[places].tolist(), found.ranks[places].tolist(), strict=True)
            ],
            "total": total,
            "next": cursor(snapshot, offset + limit) if offset + limit < total else None,
        }
    )


def period_words(period: Period) -> dict[str, str | None]:
    """Write a period as parameters."""
    return {"as_of": period.as_of, "since": period.since, "undated": str(period.undated)}


def communities_answer(
    view: View, layer: Layer, period: Period, *, resolution: float = 1.0, seed: int = 0
) -> bytes:
    """Answer with the groups of a network, each labelled by its commonest sectors."""
    snapshot = view.snapshot
    network = network_of(view, layer, period)
    key = ("partition", layer, period, resolution, seed)
    found = snapshot.memo(key, lambda: partition(network, resolution=resolution, seed=seed))
    order = np.lexsort((-network.degrees, found.labels))
    bounds = np.searchsorted(found.labels[order], np.arange(found.groups + 1))
    communities = [
        community(network, number, order[start:stop].tolist())
        for number, (start, stop) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
    ]
    return orjson.dumps(
        {
            "layer": layer,
            "parameters": period_words(period),
            "resolution": resolution,
            "seed": seed,
            "modularity": found.modularity,
            "isolates": int(np.count_nonzero(found.labels < 0)),
            "communities": communities,
            "graph_version": snapshot.graph_version,
        }
    )


def community(network: Network, number: int, members: list[int]) -> dict[str, Any]:
    """Describe one group: members with most ties first."""
    snapshot = network.snapshot
    counted = Counter(snapshot.sectors[int(network.nodes[member])] for member in members)
    named = [
        s for s, _ in sorted(counted.items(), key=lambda item: (-item[1], str(item[0]))) if s is not None
    ]
    chosen = named[:NAMES_OF_A_COMMUNITY]
    lead = snapshot.rows[int(network.nodes[members[0]])]
    return {
        "id": number,
        "size": len(members),
        "label_ko": "·".join(SECTORS[s].name_ko for s in chosen) or lead[1],
        "label_en": ", ".join(SECTORS[s].name_en for s in chosen) or lead[2],
        "sectors": {str(s): counted[s] for s in named},
        "members": [network.ids[member] for member in members],
    }


def counts_of(view: View) -> dict[str, int]:
    """Count records by type, in the contract's order."""
    counts = view.snapshot.counts
    order = ("organisation", "technology", "programme", "source", "relation", "alias", "conflict")
    return {name: counts[RecordType(name)] for name in order}
