"""A single record by id, with its sources, relations and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import COLUMNS, NODE_TYPES
from graph.place_names import place_name
from graph.relations import PREDICATES
from graph.vocabulary import Kind, RecordType
from queries.errors import NotFound
from queries.measures import NoParameters
from queries.record_shapes import EXAMPLES, Conflict, NodeRecord, RelationRecord, Sides, SourceRecord
from queries.records import (
    Node,
    identifiers_of,
    members,
    nearest_keys,
    node_number,
    relation_from,
    relation_of,
    same_as_of,
    source_from,
    source_of,
    whole_node,
)
from queries.registry import question
from queries.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.place_names import Language
    from graph.snapshot import Snapshot
    from queries.view import View


def is_served(view: View, record_type: RecordType | None, key: str) -> bool:
    """Return whether a record is in memory."""
    snapshot = view.snapshot
    if record_type is RecordType.RELATION:
        return key in snapshot.relation_index
    return key in (snapshot.source_index if record_type is RecordType.SOURCE else snapshot.index)


def node_record(view: View, key: str, kind: Kind | None = None) -> NodeRecord:
    """Describe one node; a closed one is read from the store.

    Raises:
        NotFound: no node (of this kind) has the id.
    """
    if key not in view.snapshot.index and (was := closed_node(view, key, kind)) is not None:
        record_type, row, day = was
        values = members(record_type, row)
        sources = values.pop("sources")
        return NodeRecord(**values, aliases=[], sources=sources, closed=day, graph_version=version(view))
    node, snapshot = node_number(view, key, kind), view.snapshot
    identifiers, same_as = identifiers_of(snapshot, node), same_as_of(snapshot, node)
    degree, relations = relations_by_side(snapshot, node)
    whole = whole_node(snapshot, node)
    own: dict[str, Any] = {
        **{name: getattr(whole, name) for name in Node.model_fields if name in whole.model_fields_set},
        **({"identifiers": identifiers} if identifiers else {}),
        **({"same_as": same_as} if same_as else {}),
    }
    return NodeRecord(
        **own,
        **places(snapshot.kind(node), own),
        degree=degree,
        relations=relations,
        conflicts=conflicts_about(snapshot, snapshot.ids[node]),
        closed=None,
        graph_version=snapshot.graph_version,
    )


def places(kind: Kind, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the names of an organisation's place; null where the record states none, or one that the table lacks."""
    if kind is not Kind.ORGANISATION:
        return {}
    languages: tuple[Language, Language] = ("ko", "en")
    return {f"place_{one}": place_name(own["city"], own["district"], one) for one in languages}


def relations_by_side(snapshot: Snapshot, node: int) -> tuple[int, dict[str, Sides]]:
    """Count a node's relations: all, and by predicate and side."""
    starts, _, numbers = snapshot.adjacency
    own = numbers[starts[node] : starts[node + 1]]
    predicates = snapshot.relations.predicate[own]
    side = snapshot.relations.subject[own] == node
    counted: dict[str, Sides] = {}
    for code, is_subject in zip(predicates.tolist(), side.tolist(), strict=True):
        sides = counted.setdefault(str(PREDICATES[code]), {"as_subject": 0, "as_object": 0})
        sides["as_subject" if is_subject else "as_object"] += 1
    return len(own), dict(sorted(counted.items()))


def conflicts_about(snapshot: Snapshot, key: str) -> list[Conflict]:
    """Return the conflicts about a record, or about a relation that names it."""
    return [
        Conflict(**members(RecordType.CONFLICT, row))
        for entity, rows in snapshot.conflicts.items()
        if key in entity.replace("→", " ").split()
        for row in rows
    ]


def relation_record(view: View, key: str) -> RelationRecord:
    """Describe one relation.

    Raises:
        NotFound: no relation has the id.
    """
    snapshot = view.snapshot
    number = snapshot.relation_index.get(key)
    if number is None and (found := closed(view, RecordType.RELATION, key)):
        row, day = found
        return RelationRecord(**relation_from(row).to_dict(), closed=day, graph_version=version(view))
    if number is None:
        raise NotFound("relation", key, nearest_keys(key, snapshot.relations.ids))
    relation = relation_of(snapshot, number)
    cited = [source_of(snapshot, snapshot.source_index[source]) for source in relation.sources]
    return RelationRecord(
        **relation.to_dict(), citations=cited, closed=None, graph_version=snapshot.graph_version
    )


def source_record(view: View, key: str) -> SourceRecord:
    """Describe one source.

    Raises:
        NotFound: no source has the id.
    """
    snapshot = view.snapshot
    number = snapshot.source_index.get(key)
    if number is None and (found := closed(view, RecordType.SOURCE, key)):
        row, day = found
        return SourceRecord(**source_from(row).to_dict(), closed=day, graph_version=version(view))
    if number is None:
        raise NotFound("source", key, nearest_keys(key, list(snapshot.source_index)))
    quoted = f'"{key}"'
    return SourceRecord(
        **source_of(snapshot, number).to_dict(),
        relations=sum(quoted in sources for sources in snapshot.relations.sources),
        nodes=sum(
            quoted in row[CITED[code]]
            for row, code in zip(snapshot.rows, snapshot.kinds.tolist(), strict=True)
        ),
        closed=None,
        graph_version=snapshot.graph_version,
    )


def closed(view: View, record_type: RecordType, key: str) -> tuple[tuple[Any, ...], str] | None:
    """Return the row of a closed record and the day it was closed; None if the store does not have it."""
    from graph.rows import to_row

    found = view.store.closed(record_type, key)
    return None if found is None else (tuple(to_row(found[0])), found[1])


def closed_node(view: View, key: str, kind: Kind | None) -> tuple[RecordType, tuple[Any, ...], str] | None:
    """Return the type and row of a closed node of a kind (None: of any), and the day it was closed."""
    for record_type in NODE_TYPES if kind is None else (RecordType(kind),):
        if found := closed(view, record_type, key):
            return record_type, *found
    return None


def version(view: View) -> str:
    """Return the graph version."""
    return view.snapshot.graph_version


def record_of(view: View, record_type: RecordType | None, key: str) -> Result:
    """Describe one record of a type; without one a node of any kind.

    Raises:
        NotFound: no record of this type has the id.
    """
    if record_type is RecordType.RELATION:
        return relation_record(view, key)
    if record_type is RecordType.SOURCE:
        return source_record(view, key)
    return node_record(view, key, None if record_type is None else Kind(record_type))


def asking(record_type: RecordType | None) -> Callable[[View, str, NoParameters], Result]:
    """Make the question for one record type."""

    def ask(view: View, id: str, parameters: NoParameters) -> Result:
        del parameters
        return record_of(view, record_type, id)

    ask.__doc__ = (
        f"Describe one {record_type or 'node of any kind'}.\n\nIts fields, sources, relations and conflicts."
    )
    return ask


CITED = tuple(COLUMNS[kind].index("sources") for kind in NODE_TYPES)
"""Position of the sources in a node's row, by the code of its kind."""
COLLECTIONS = {
    "organisations": RecordType.ORGANISATION,
    "technologies": RecordType.TECHNOLOGY,
    "programmes": RecordType.PROGRAMME,
    "relations": RecordType.RELATION,
    "sources": RecordType.SOURCE,
}
SINGLE: dict[str, RecordType | None] = {**COLLECTIONS, "nodes": None}
"""Name of a list → what one of its records is, where records have ids."""
for _collection, _type in SINGLE.items():
    question(
        str(_type or "node"),
        topic="records",
        path=f"{_collection}/{{id}}",
        subject={"id": f"id of the {_type or 'node'}"},
        parameters=NoParameters,
        example=EXAMPLES[_type or RecordType.ORGANISATION],
    )(asking(_type))
