"""Cypher statements on records in the Neo4j store: names come from the model and the vocabulary, values are parameters.

Nodes are `:Entity:Organisation`, `:Entity:Technology`, `:Entity:Programme` and `:Source`; a relation is a relationship
whose type is its predicate; `:Alias`, `:Identifier`, `:Conflict` and `:SameAs` are nodes without relationships. The metadata of a
record (`digest`, `origin`, `load_id`, `closed`) are properties on it. What belongs to the store itself: `cypher_state`.

The database may hold other data: a node or relationship without a `load_id` is foreign, whatever its label or type.

Every look-up by key names its index: a load fills the database faster than the planner's statistics, and a plan made for
few nodes would scan all of them for every row.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.model import COLUMNS, KEYED_BY_ID, NODE_TYPES
from graph.vocabulary import Predicate, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LABELS: Mapping[RecordType, str] = {
    RecordType.SOURCE: "Source",
    RecordType.ORGANISATION: "Organisation",
    RecordType.TECHNOLOGY: "Technology",
    RecordType.PROGRAMME: "Programme",
    RecordType.ALIAS: "Alias",
    RecordType.IDENTIFIER: "Identifier",
    RecordType.CONFLICT: "Conflict",
    RecordType.SAME_AS: "SameAs",
}
PREDICATES = tuple(str(predicate) for predicate in Predicate)
KEPT = ("digest", "origin", "load_id", "closed")
RELATION_PROPERTIES = ("id", "start", "end", "detail", "sources", "weight", "detail_ko", "attributes")
RELATION_ROW = ("id", "subject", "object", *RELATION_PROPERTIES[1:], "digest")
ALIKE = ("origin", "load_id", "closed")

ALIASES_OF = (
    "UNWIND $nodes AS id MATCH (n:Entity {id: id}) USING INDEX n:Entity(id)"
    " CALL (id) { MATCH (a:Alias {node: id}) USING INDEX a:Alias(node) WHERE a.closed IS NULL AND a.load_id IS NOT NULL WITH a.name AS name ORDER BY a.key"
    " RETURN collect(name) AS names }"
    " SET n.aliases = CASE WHEN names = [] THEN null ELSE names END"
)
REFERRED_NODES = (
    "UNWIND $keys AS key OPTIONAL MATCH (n:Entity {id: key}) USING INDEX n:Entity(id) WITH key, n"
    " WHERE EXISTS { (n)-[r]-() WHERE r.load_id IS NOT NULL AND ($even_closed OR r.closed IS NULL) }"
    " OR EXISTS { MATCH (a:Alias {node: key}) USING INDEX a:Alias(node)"
    " WHERE a.load_id IS NOT NULL AND ($even_closed OR a.closed IS NULL) }"
    " OR EXISTS { MATCH (i:Identifier {node: key}) USING INDEX i:Identifier(node)"
    " WHERE i.load_id IS NOT NULL AND ($even_closed OR i.closed IS NULL) } RETURN key"
)
MISSING_ENDS = (
    "UNWIND $rows AS row UNWIND [row[1], row[2]] AS id WITH DISTINCT id"
    " WHERE NOT EXISTS { MATCH (n:Entity {id: id}) USING INDEX n:Entity(id) } RETURN id LIMIT 3"
)


OURS = ":".join(dict.fromkeys(("Entity", *LABELS.values())))
TAKE_AWAY = (  # a node with foreign relationships stays, without our labels and properties
    "WITH n, EXISTS { (n)-[x]-() WHERE x.load_id IS NULL } AS tied"
    " FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | DELETE n)"
    f" FOREACH (_ IN CASE WHEN tied THEN [1] ELSE [] END | REMOVE n:{OURS} SET n = {{id: n.id}}) RETURN count(*)"
)


def clear_relations(predicate: str) -> str:
    """Statement that deletes up to `$most` of our relations and returns their number."""
    return f"MATCH ()-[r:{predicate}]->() WHERE r.load_id IS NOT NULL WITH r LIMIT $most DELETE r RETURN count(*)"


def clear_nodes(label: str) -> str:
    """Statement that deletes up to `$most` of our nodes with a label and returns their number."""
    stamp = "true" if label.startswith("Sojae") else "n.load_id IS NOT NULL"
    return f"MATCH (n:{label}) WHERE {stamp} WITH n LIMIT $most {TAKE_AWAY}"


@cache
def kept(record_type: RecordType, predicate: str | None = None) -> str:
    """Statement that reads all records of a type, closed ones included, with their metadata, sorted by key."""
    if record_type is RecordType.RELATION:
        beside = ", ".join(f"r.{name}" for name in KEPT)
        return (
            f"MATCH (s)-[r:{predicate}]->(o) USING INDEX r:{predicate}(id) WHERE r.id IS NOT NULL"
            f" AND r.load_id IS NOT NULL RETURN r.id AS key, {beside}, {returned(record_type, predicate)} ORDER BY key"
        )
    key, label = key_name(record_type), LABELS[record_type]
    indexed = "Entity" if record_type in NODE_TYPES else label
    beside = ", ".join(f"n.{name}" for name in KEPT)
    return (
        f"MATCH (n:{indexed}) USING INDEX n:{indexed}({key}) WHERE n.{key} IS NOT NULL AND n:{label}"
        f" AND n.load_id IS NOT NULL RETURN n.{key} AS key, {beside}, {returned(record_type)} ORDER BY key"
    )


def key_name(record_type: RecordType) -> str:
    """Return the property that holds a record's key."""
    return "id" if record_type in KEYED_BY_ID else "key"


def row_columns(record_type: RecordType) -> tuple[str, ...]:
    """Return the columns of a row sent to the server: the record and its digest; ALIKE are sent once per batch."""
    if record_type is RecordType.RELATION:
        return RELATION_ROW
    own = ("key",) if key_name(record_type) == "key" else ()
    return (*own, *COLUMNS[record_type], "digest")


def node_at(record_type: RecordType, key: str) -> str:
    """Pattern of a record stored as a node, found by its index."""
    label = LABELS[record_type]
    if record_type in NODE_TYPES:
        return f"(n:Entity {{id: {key}}}) USING INDEX n:Entity(id) WHERE n:{label} AND n.load_id IS NOT NULL"
    name = key_name(record_type)
    return f"(n:{label} {{{name}: {key}}}) USING INDEX n:{label}({name}) WHERE n.load_id IS NOT NULL"


def relation_at(predicate: str | None, key: str) -> str:
    """Pattern of a relation, found by its index, never by expanding its ends."""
    return f"(s)-[r:{predicate} {{id: {key}}}]->(o) USING INDEX r:{predicate}(id) WHERE r.load_id IS NOT NULL"


def returned(record_type: RecordType, predicate: str | None = None) -> str:
    """Expressions of a record's columns."""
    if record_type is RecordType.RELATION:
        expressions = (
            "r.id",
            "s.id",
            f"'{predicate}'",
            "o.id",
            "r.start",
            "r.`end`",
            "r.detail",
            "r.sources",
            "coalesce(r.weight, 1.0)",
            "r.detail_ko",
            "r.attributes",
        )
        columns = zip(expressions, COLUMNS[record_type], strict=True)
        return ", ".join(f"{expression} AS `{column}`" for expression, column in columns)
    return ", ".join(f"n.`{column}`" for column in COLUMNS[record_type])


@cache
def look_up(record_type: RecordType, wanted: str, predicates: tuple[str, ...] = ()) -> str:
    """Statement that looks up records by `$keys`.

    Args:
        record_type: of the records.
        wanted: "held" or "row": what to return after the key.
        predicates: for relations, the types to search.
    """
    if record_type is not RecordType.RELATION:
        columns = ", ".join(f"n.{name}" for name in KEPT) if wanted == "held" else returned(record_type)
        return f"UNWIND $keys AS key MATCH {node_at(record_type, 'key')} RETURN key, {columns}"
    kept = ", ".join(f"r.{name} AS {name}" for name in KEPT)
    return " UNION ALL ".join(
        f"UNWIND $keys AS key MATCH {relation_at(predicate, 'key')} RETURN key AS key, "
        + (kept if wanted == "held" else returned(record_type, predicate))
        for predicate in predicates
    )


@cache
def stream(record_type: RecordType, predicate: str | None = None) -> str:
    """Statement that reads all open records of a type, sorted by key (relations: of one predicate)."""
    if record_type is RecordType.RELATION:
        return (
            f"MATCH (s)-[r:{predicate}]->(o) USING INDEX r:{predicate}(id) WHERE r.id IS NOT NULL AND r.closed IS NULL"
            f" AND r.load_id IS NOT NULL RETURN {returned(record_type, predicate)} ORDER BY r.id"
        )
    key, label = key_name(record_type), LABELS[record_type]
    indexed = "Entity" if record_type in NODE_TYPES else label
    return (
        f"MATCH (n:{indexed}) USING INDEX n:{indexed}({key}) WHERE n.{key} IS NOT NULL AND n:{label}"
        f" AND n.closed IS NULL AND n.load_id IS NOT NULL RETURN {returned(record_type)} ORDER BY n.{key}"
    )


@cache
def closed(record_type: RecordType, predicate: str | None = None) -> str:
    """Statement that looks up one closed record by `$key`."""
    if record_type is RecordType.RELATION:
        return (
            f"MATCH {relation_at(predicate, '$key')} AND r.closed IS NOT NULL"
            f" RETURN {returned(record_type, predicate)}, r.closed"
        )
    return f"MATCH {node_at(record_type, '$key')} AND n.closed IS NOT NULL RETURN {returned(record_type)}, n.closed"


def count(record_type: RecordType) -> str:
    """Statement that counts open records."""
    if record_type is RecordType.RELATION:
        return f"MATCH ()-[r:{'|'.join(PREDICATES)}]->() WHERE r.closed IS NULL AND r.load_id IS NOT NULL RETURN count(r)"
    return f"MATCH (n:{LABELS[record_type]}) WHERE n.closed IS NULL AND n.load_id IS NOT NULL RETURN count(n)"


def counts() -> str:
    """Statement that counts records by label and predicate, closed ones included, from the server's count store."""
    patterns = {
        **{str(record_type): f"(n:{label})" for record_type, label in LABELS.items()},
        **{predicate: f"()-[n:{predicate}]->()" for predicate in PREDICATES},
    }
    return " UNION ALL ".join(
        f"CALL () {{ MATCH {pattern} RETURN count(n) AS number }} RETURN '{name}' AS name, number"
        for name, pattern in patterns.items()
    )


def cited() -> list[str]:
    """Statements, one per citing type, that return which of `$keys` are cited by open records."""
    ending = "UNWIND cited AS source WITH DISTINCT source WHERE source IN $keys RETURN source"
    places = [
        f"MATCH (n:{label}) WHERE n.load_id IS NOT NULL AND ($even_closed OR n.closed IS NULL)"
        f" WITH n.{column} AS cited {ending}"
        for record_type, label in LABELS.items()
        for column in COLUMNS[record_type]
        if column.startswith("sources")
    ]
    return [
        *places,
        f"MATCH ()-[r:{'|'.join(PREDICATES)}]->() WHERE r.load_id IS NOT NULL AND ($even_closed OR r.closed IS NULL)"
        f" WITH r.sources AS cited {ending}",
    ]


def keys(record_type: RecordType) -> str:
    """Statement that streams the keys of an origin's open records."""
    if record_type is RecordType.RELATION:
        return (
            f"MATCH ()-[r:{'|'.join(PREDICATES)}]->() WHERE r.origin = $origin AND r.closed IS NULL"
            " AND r.load_id IS NOT NULL RETURN r.id"
        )
    return (
        f"MATCH (n:{LABELS[record_type]}) WHERE n.origin = $origin AND n.closed IS NULL AND n.load_id IS NOT NULL"
        f" RETURN n.{key_name(record_type)}"
    )


@cache
def create(record_type: RecordType, predicate: str | None = None) -> str:
    """Statement that creates records with new keys and returns their number."""
    columns = row_columns(record_type)
    if record_type is RecordType.RELATION:
        return (
            "UNWIND $rows AS row MATCH (s:Entity {id: row[1]}) USING INDEX s:Entity(id)"
            " MATCH (o:Entity {id: row[2]}) USING INDEX o:Entity(id)"
            f" CREATE (s)-[:{predicate} {{{properties((*RELATION_PROPERTIES, *KEPT), columns)}}}]->(o)"
            " RETURN count(*)"
        )
    label = f"Entity:{LABELS[record_type]}" if record_type in NODE_TYPES else LABELS[record_type]
    return (
        f"UNWIND $rows AS row CREATE (:{label} {{{properties((*columns, *ALIKE), columns)}}}) RETURN count(*)"
    )


@cache
def rewrite(record_type: RecordType, predicate: str | None = None) -> str:
    """Statement that updates existing records (relations with the same ends) and returns their keys."""
    columns = row_columns(record_type)
    if record_type is RecordType.RELATION:
        return (
            f"UNWIND $rows AS row MATCH {relation_at(predicate, 'row[0]')}"
            " AND s.id = row[1] AND o.id = row[2]"
            f" SET {assignments('r', (*RELATION_PROPERTIES[1:], *KEPT), columns)} RETURN r.id"
        )
    return (
        f"UNWIND $rows AS row MATCH {node_at(record_type, 'row[0]')}"
        f" SET {assignments('n', (*columns[1:], *ALIKE), columns)} RETURN n.{key_name(record_type)}"
    )


def remove(record_type: RecordType) -> str:
    """Statement that deletes records stored as nodes by `$keys` and returns their number."""
    return f"UNWIND $keys AS key MATCH {node_at(record_type, 'key')} {TAKE_AWAY}"


def remove_relations(predicate: str) -> str:
    """Statement that deletes relations by `$keys` and returns their number."""
    return f"UNWIND $keys AS key MATCH {relation_at(predicate, 'key')} DELETE r RETURN count(*)"


def properties(names: Iterable[str], columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`: {value_of(name, columns)}" for name in names)


def assignments(variable: str, names: Iterable[str], columns: tuple[str, ...]) -> str:
    return ", ".join(f"{variable}.`{name}` = {value_of(name, columns)}" for name in names)


def value_of(name: str, columns: tuple[str, ...]) -> str:
    return f"${name}" if name in ALIKE else f"row[{columns.index(name)}]"
