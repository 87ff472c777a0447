"""Nodes and edges as programs that draw networks read them: an id, typed attributes, a place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import orjson

from graph.attributes import Value, attributes_of
from graph.network import plain_number
from viz.exports.contents import BLOCK, blocks
from viz.exports.further import further_dicts
from viz.exports.tables import DESCRIBED, LATER, PREDICATE_WORDS, relation_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from graph.network import Network
    from viz.exports.contents import Contents
    from viz.scene_model import SceneNode

NODE_ATTRIBUTES = (
    *("name_ko", "name_en", "kind", "subkind", "sector", "sphere", "city", "district", "start", "end"),
    *("budget_krw", "website", "name_en_is_official", "detail", "sources", "members_told", "detail_ko"),
)
NODE_TYPES = {"budget_krw": "long", "members_told": "long", "name_en_is_official": "boolean"}
TIE_ATTRIBUTES = ("weight", "predicates", "relations")
RELATION_ATTRIBUTES = ("predicate", "start", "end", "detail", "sources", "weight", "detail_ko")


NOTHING: Mapping[str, Value] = MappingProxyType({})


class Node(NamedTuple):
    """One node: values in the order of `NODE_ATTRIBUTES`, how it is drawn, and its own attributes."""

    id: str
    values: tuple[Any, ...]
    drawn: SceneNode | None
    own: Mapping[str, Value]


class Edge(NamedTuple):
    """One edge: values in the order of `edge_attributes`, and the days (first, last) on which each reason for it holds, and own attributes."""

    id: str
    source: str
    target: str
    values: tuple[Any, ...]
    spans: list[tuple[int, int]]
    own: Mapping[str, Value] = NOTHING


def nodes(contents: Contents) -> Iterator[list[Node]]:
    """Give the nodes in blocks."""
    snapshot, places = contents.snapshot, contents.scene.nodes if contents.scene else None
    done = 0
    for block in blocks(contents.nodes):
        found = []
        for number in block:
            row, kind = snapshot.rows[number], str(snapshot.kind(number))
            *described, detail, sources = DESCRIBED[kind](row)
            values = (
                row[1],
                row[2],
                kind,
                *described,
                bool(row[3]),
                detail,
                joined(sources),
                *(later := LATER[kind](row))[:2],
            )
            drawn = None if places is None else places[done]
            found.append(Node(row[0], values, drawn, attributes_of(later[2])))
            done += 1
        yield found


def edge_attributes(contents: Contents) -> tuple[str, ...]:
    """Name the attributes of edges: those of relations, or of ties."""
    return RELATION_ATTRIBUTES if contents.network is None else TIE_ATTRIBUTES


def edges(contents: Contents) -> Iterator[list[Edge]]:
    """Give the edges in blocks: relations from subject to object, or ties."""
    return relation_edges(contents) if contents.network is None else tie_edges(contents)


def relation_edges(contents: Contents) -> Iterator[list[Edge]]:
    """Let each relation be an edge."""
    table = contents.snapshot.relations
    for block in blocks(contents.relations):
        spans = zip(table.first[block].tolist(), table.last[block].tolist(), strict=True)
        yield [
            Edge(
                key,
                subject,
                target,
                (predicate, start, end, detail, joined(sources), weight, korean),
                [span],
                attributes_of(own),
            )
            for (
                key,
                subject,
                predicate,
                target,
                start,
                end,
                detail,
                sources,
                weight,
                korean,
                own,
            ), span in zip(relation_rows(contents.snapshot, block), spans, strict=True)
        ]


def tie_edges(contents: Contents) -> Iterator[list[Edge]]:
    """Let each tie be an edge."""
    network = contents.network
    assert network is not None
    (starts, relations), (reason_starts, spans) = network.evidence(), spans_of(network)
    table, ids = network.snapshot.relations, network.ids
    for block in blocks(range(network.ties)):
        here = slice(block[0], block[-1] + 1)
        behind, held = split_at(starts, relations, here), split_at(reason_starts, spans, here)
        weights = map(plain_number, network.weight[here].tolist())
        ends = zip(network.source[here].tolist(), network.target[here].tolist(), weights, strict=True)
        found = []
        for tie, (a, b, weight), numbers, days in zip(block, ends, behind, held, strict=True):
            predicates = ";".join(
                PREDICATE_WORDS[code] for code in sorted(set(table.predicate[numbers].tolist()))
            )
            keys = ";".join([table.ids[number] for number in numbers])
            found.append(Edge(f"t{tie}", ids[a], ids[b], (weight, predicates, keys), days))
        yield found


def spans_of(network: Network) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Give the first and last day of each reason for each tie, compressed; two relations hold while both do."""
    starts, one, other = network.reasons()
    table = network.snapshot.relations
    other = np.where(other < 0, one, other)
    first, last = (
        np.maximum(table.first[one], table.first[other]),
        np.minimum(table.last[one], table.last[other]),
    )
    return starts, np.column_stack((first, last))


def split_at(starts: npt.NDArray[np.int64], values: npt.NDArray[Any], here: slice) -> list[list[Any]]:
    """Take the lists of some rows out of compressed ones."""
    bounds = starts[here.start : here.stop + 1]
    inside = values[bounds[0] : bounds[-1]].tolist()
    edges = (bounds - bounds[0]).tolist()
    return [inside[first:last] for first, last in pairwise(edges)]


def joined(sources: str) -> str:
    """Write a JSON list of ids with semicolons between."""
    ids: list[str] = orjson.loads(sources)
    return ";".join(ids)


def heading(contents: Contents) -> dict[str, Any]:
    """Say what a file is, for the day on which it is read back: its layer and the graph version."""
    return {"layer": str(contents.layer), "graph_version": contents.snapshot.graph_version}


def beside(contents: Contents) -> Iterator[list[dict[str, Any]]]:
    """Give in blocks what nodes and edges do not carry, of a file in which each relation is an edge of its own."""
    further = further_dicts(contents) if contents.network is None else iter(())
    while block := list(islice(further, BLOCK)):
        yield block
