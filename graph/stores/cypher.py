"""The Cypher texts of the Neo4j store: names from closed sets stand in the text, values are always parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import COLUMNS, NODE_TYPES
from graph.vocabulary import Predicate, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENTITY = "Entity"
LABELS: Mapping[RecordType, str] = {
    RecordType.SOURCE: "Source",
    RecordType.ORGANISATION: "Organisation",
    RecordType.TECHNOLOGY: "Technology",
    RecordType.PROGRAMME: "Programme",
    RecordType.ALIAS: "Alias",
    RecordType.CONFLICT: "Conflict",
}
FULLTEXT_INDEX = "sojae_names"
RELATION_COLUMNS = ("id", "start", "end", "detail", "sources")
BOOKKEEPING = ("digest", "origin", "load_id", "closed")


def key_name(record_type: RecordType) -> str:
    """Name the property that identifies a record of this type."""
    return "key" if record_type in {RecordType.ALIAS, RecordType.CONFLICT} else "id"


def schema() -> list[str]:
    """Give the constraints and indexes; each statement may be run again."""
    unique = [(ENTITY, "id"), *((label, key_name(record_type)) for record_type, label in LABELS.items())]
    return [
        *(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE" for label, key in unique),
        *(f"CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:{p}]-() REQUIRE r.id IS UNIQUE" for p in Predicate),
        "CREATE CONSTRAINT IF NOT EXISTS FOR (c:Claim) REQUIRE (c.type, c.key, c.origin) IS UNIQUE",
        "CREATE CONSTRAINT IF NOT EXISTS FOR (l:Load) REQUIRE l.id IS UNIQUE",
        "CREATE CONSTRAINT IF NOT EXISTS FOR (g:Graph) REQUIRE g.name IS UNIQUE",
        "CREATE CONSTRAINT IF NOT EXISTS FOR (l:Lock) REQUIRE l.name IS UNIQUE",
        "CREATE INDEX IF NOT EXISTS FOR (a:Alias) ON (a.node)",
        f"CREATE FULLTEXT INDEX {FULLTEXT_INDEX} IF NOT EXISTS FOR (n:{'|'.join(LABELS[t] for t in NODE_TYPES)})"
        " ON EACH [n.name_ko, n.name_en, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    ]


MAKE_META = """
MERGE (g:Graph {name: 'sojae'}) ON CREATE SET g.schema = $schema, g.total = $total, g.version = $version, g.loads = 0
MERGE (:Lock {name: 'load'})
"""
META = "MATCH (g:Graph {name: 'sojae'}) RETURN g {.*} AS graph"
TAKE_LOCK = "MATCH (l:Lock {name: 'load'}) SET l.holder = $holder RETURN count(l) AS locks"
PING = "RETURN 1"
SET_META = "MATCH (g:Graph {name: 'sojae'}) SET g += $values RETURN count(g) AS graphs"
KEEP_LOAD = """
MATCH (g:Graph {name: 'sojae'}) SET g.loads = g.loads + 1
CREATE (l:Load) SET l = $load, l.number = g.loads
"""
LOADS = """
MATCH (l:Load) WHERE $origin IS NULL OR l.origin = $origin
RETURN l.id, l.origin, l.started, l.input_digest, l.finished, l.report ORDER BY l.number DESC LIMIT $limit
"""


def properties(names: Iterable[str]) -> str:
    """Write a map of properties whose values stand in the same order in the list `row`; digest and closed follow."""
    listed = [*names, "digest", "closed"]
    given = ", ".join(f"`{name}`: row[{i}]" for i, name in enumerate(listed))
    return f"{{{given}, origin: $origin, load_id: $load_id}}"


def node_names(record_type: RecordType) -> tuple[str, ...]:
    """Name what a node keeps of its record, the key first."""
    own = () if key_name(record_type) == "id" else ("key",)
    return (*own, *COLUMNS[record_type])


def create_nodes(record_type: RecordType) -> str:
    """Make nodes whose keys are known to be new."""
    labels = f"{ENTITY}:{LABELS[record_type]}" if record_type in NODE_TYPES else LABELS[record_type]
    return f"UNWIND $rows AS row CREATE (n:{labels} {properties(node_names(record_type))}) RETURN count(n) AS done"


def update_nodes(record_type: RecordType) -> str:
    """Give nodes new values; what is not ours on them, such as their aliases, stays."""
    label, key = LABELS[record_type], key_name(record_type)
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{{key}: row[0]}}) USING INDEX n:{label}({key})"
        f" SET n += {properties(node_names(record_type))} RETURN count(n) AS done"
    )


ENDS = f"""
MATCH (a:{ENTITY} {{id: row[7]}}) USING INDEX a:{ENTITY}(id)
MATCH (b:{ENTITY} {{id: row[8]}}) USING INDEX b:{ENTITY}(id)
"""


def create_relations(predicate: Predicate) -> str:
    """Make relationships whose ids are known to be new; rows end with the ids of subject and object."""
    return (
        f"UNWIND $rows AS row {ENDS} CREATE (a)-[r:{predicate} {properties(RELATION_COLUMNS)}]->(b)"
        " RETURN count(r) AS done"
    )


def update_relations(predicate: Predicate) -> str:
    """Give relationships new values where type and ends are the same; tells which were found."""
    return (
        f"UNWIND $rows AS row MATCH (a)-[r:{predicate} {{id: row[0]}}]->(b) USING INDEX r:{predicate}(id)"
        f" WHERE a.id = row[7] AND b.id = row[8] SET r = {properties(RELATION_COLUMNS)} RETURN collect(row[0]) AS found"
    )


def delete_relations(predicate: Predicate) -> str:
    """Delete relationships, to make them anew with another type or other ends."""
    return f"UNWIND $keys AS key MATCH {found(predicate)} DELETE x RETURN count(*) AS done"


MISSING_ENDS = f"UNWIND $ids AS id OPTIONAL MATCH (n:{ENTITY} {{id: id}}) WITH id, n WHERE n IS NULL RETURN DISTINCT id LIMIT 5"

SET_ALIASES = f"""
UNWIND $nodes AS id
MATCH (n:{ENTITY} {{id: id}}) USING INDEX n:{ENTITY}(id)
WITH n, COLLECT {{ MATCH (a:Alias {{node: n.id}}) WHERE a.closed IS NULL RETURN DISTINCT a.name ORDER BY a.name }} AS names
SET n.aliases = CASE WHEN size(names) > 0 THEN names END
RETURN count(n) AS done
"""


def found(name: Predicate | RecordType) -> str:
    """Match one record `x` by `key`: a relationship of one predicate, or a node of one type."""
    if isinstance(name, Predicate):
        return f"(a)-[x:{name} {{id: key}}]->(b) USING INDEX x:{name}(id)"
    label, key = LABELS[name], key_name(name)
    return f"(x:{label} {{{key}: key}}) USING INDEX x:{label}({key})"


def every(name: Predicate | RecordType) -> str:
    """Match every record `x` of a predicate, or of a type."""
    return f"(a)-[x:{name}]->(b)" if isinstance(name, Predicate) else f"(x:{LABELS[name]})"


def columns(name: Predicate | RecordType) -> str:
    """Return a record in column order."""
    if isinstance(name, Predicate):
        return f"x.id, a.id, '{name}', b.id, x.start, x.`end`, x.detail, x.sources"
    return ", ".join(f"x.`{column}`" for column in COLUMNS[name])


def name_key(name: Predicate | RecordType) -> str:
    return "id" if isinstance(name, Predicate) else key_name(name)


def any_of(name: Predicate | RecordType) -> str:
    """Count records from the database's own books, closed ones included."""
    return f"MATCH {every(name)} RETURN count(x) AS records"


def count_open(name: Predicate | RecordType) -> str:
    """Count open records."""
    return f"MATCH {every(name)} WHERE x.closed IS NULL RETURN count(x) AS records"


def stream(name: Predicate | RecordType) -> str:
    """Give every open record in the order of keys, which the index gives without sorting."""
    key = name_key(name)
    return (
        f"MATCH {every(name)} WHERE x.{key} IS NOT NULL AND x.closed IS NULL RETURN {columns(name)} ORDER BY x.{key}"
    )


def closed(name: Predicate | RecordType) -> str:
    """Give one closed record and its day."""
    return f"WITH $key AS key MATCH {found(name)} WHERE x.closed IS NOT NULL RETURN {columns(name)}, x.closed"


def held(name: Predicate | RecordType) -> str:
    """Give the bookkeeping of records."""
    kept = ", ".join(f"x.{part}" for part in BOOKKEEPING)
    return f"UNWIND $keys AS key MATCH {found(name)} RETURN key, {kept}"


def records(name: Predicate | RecordType) -> str:
    """Give records in column order after their keys."""
    return f"UNWIND $keys AS key MATCH {found(name)} RETURN key, {columns(name)}"


def keys(name: Predicate | RecordType) -> str:
    """Give the keys of an origin's open records."""
    return f"MATCH {every(name)} WHERE x.origin = $origin AND x.closed IS NULL RETURN x.{name_key(name)}"


REFERENCED_NODES = f"""
UNWIND $keys AS key
MATCH (n:{ENTITY} {{id: key}}) USING INDEX n:{ENTITY}(id)
WHERE EXISTS {{ (n)-[r:{"|".join(Predicate)}]-() WHERE r.closed IS NULL }}
   OR EXISTS {{ (a:Alias {{node: key}}) WHERE a.closed IS NULL }}
RETURN key
"""
CITATIONS = (
    *(f"MATCH (x:{label}) WHERE x.closed IS NULL UNWIND x.sources AS key" for label in (ENTITY, "Alias")),
    *(f"MATCH ()-[x:{predicate}]->() WHERE x.closed IS NULL UNWIND x.sources AS key" for predicate in Predicate),
    "MATCH (x:Conflict) WHERE x.closed IS NULL UNWIND x.sources_a + x.sources_b AS key",
)
CITED = tuple(f"{citation} WITH DISTINCT key WHERE key IN $keys RETURN key" for citation in CITATIONS)

CLAIMS = """
MATCH (c:Claim {type: $type}) OPTIONAL MATCH (l:Load {id: c.load_id})
RETURN c.key, c.origin, c.load_id, c.digest, c.row ORDER BY l.number, c.key, c.origin
"""
CREATE_CLAIMS = """
UNWIND $rows AS row
CREATE (c:Claim {type: row[0], key: row[1], origin: row[2], load_id: row[3], digest: row[4], row: row[5]})
RETURN count(c) AS done
"""
DROP_CLAIMS = """
UNWIND $rows AS row
MATCH (c:Claim {type: row[0], key: row[1], origin: row[2]})
WITH c, c.type AS type, c.key AS key, c.origin AS origin, c.digest AS digest
DELETE c
RETURN type, key, origin, digest
"""
