"""Rows of the Neo4j store: records as the server takes them, and back; the mark of an unfinished load."""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from graph.editions import stored_edition
from graph.rows import LIST_POSITIONS, TAKE, TRUTH_POSITIONS, json_list
from graph.store import Load, Revision
from graph.stores import cypher
from graph.versions import MODULUS
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.model import Relation
    from graph.store import Claim, Write

    Row = list[Any]

ROWS = 20_000


def open_rows(
    stream: Callable[[str], Iterator[Row]], record_type: RecordType, predicates: Sequence[str]
) -> Iterator[list[tuple[object, ...]]]:
    """Stream the open records in batches, in the order of their keys; `stream` runs a statement and yields its rows."""
    texts = (
        [cypher.stream(record_type, predicate) for predicate in predicates]
        if record_type is RecordType.RELATION
        else [cypher.stream(record_type)]
    )
    streams = [(as_row(record_type, row) for row in stream(text)) for text in texts]
    merged = heapq.merge(*streams) if len(streams) != 1 else streams[0]
    while batch := list(islice(merged, ROWS)):
        yield batch


class Alike(NamedTuple):
    """Metadata shared by many records (`cypher.ALIKE`)."""

    origin: str
    load_id: str
    closed: str | None


def node_row(write: Write) -> Row:
    """Flatten a record stored as a node, and its digest, in the order of `cypher.row_columns`."""
    record = write.record
    row: Row = [*TAKE[record.type](record)]
    for i in LIST_POSITIONS[record.type]:
        row[i] = list(row[i])
    row.append(write.held.digest.hex())
    return [record.key, *row] if cypher.key_name(record.type) == "key" else row


def relation_row(write: Write) -> Row:
    """Flatten a relation and its digest in the order of `cypher.RELATION_ROW`."""
    relation = cast("Relation", write.record)
    return [
        relation.id, relation.subject, relation.object, relation.start, relation.end, relation.detail,
        list(relation.sources), relation.weight, relation.detail_ko, relation.attributes, write.held.digest.hex(),
    ]  # fmt: skip


def by_metadata(writes: Sequence[Write]) -> Mapping[Alike, list[Write]]:
    """Group writes by shared metadata, which is sent once."""
    groups: dict[Alike, list[Write]] = defaultdict(list)
    for write in writes:
        held = write.held
        groups[Alike(held.origin, held.load_id, held.closed)].append(write)
    return groups


def as_row(record_type: RecordType, values: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row in the common form: lists as JSON text, booleans as 0 or 1.

    The bulk import of Neo4j leaves empty lists out: a missing list is an empty one.
    """
    row = list(values)
    for i in LIST_POSITIONS[record_type]:
        row[i] = json_list(row[i] or ())
    for i in TRUTH_POSITIONS[record_type]:
        row[i] = int(row[i])
    return tuple(row)


def unfinished(graph: Mapping[str, Any]) -> Load | None:
    """Read the mark of a load that was cut off."""
    if "unfinished_id" not in graph:
        return None
    return Load(
        graph["unfinished_id"], graph["unfinished_origin"], graph["unfinished_started"],
        graph.get("unfinished_input_digest"),
    )  # fmt: skip


def revision_of(graph: Mapping[str, Any]) -> Revision:
    """Return the state that the graph node describes."""
    edition = stored_edition(graph.get("store_id"), graph.get("edition"))
    return Revision(graph["graph_version"], unfinished(graph), edition)


def claim_id(claim: Claim) -> str:
    return f"{claim.type}|{claim.origin}|{claim.key}"


def in_hex(total: int) -> str:
    return f"{total % MODULUS:032x}"
