"""Cypher statements on the store itself: its state, locks, loads, claims and notes, and the constraints and indexes.

`:SojaeGraph`, `:SojaeLoad`, `:SojaeClaim`, `:SojaeNote` and `:SojaeLock` hold it; the records are in `cypher`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.stores.cypher import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIQUE: Mapping[str, str] = {
    "Entity": "id",
    "Source": "id",
    "Alias": "key",
    "Identifier": "key",
    "Conflict": "key",
    "SameAs": "key",
    "SojaeClaim": "id",
    "SojaeLoad": "id",
    "SojaeGraph": "name",
    "SojaeLock": "name",
    "SojaeNote": "id",
}
SHOW_SCHEMA = "SHOW INDEXES YIELD name RETURN name"
AWAIT_INDEXES = "CALL db.awaitIndexes(120)"
MAKE_GRAPH = (  # `closed` comes and goes so that the server knows the property before its first use
    "MERGE (g:SojaeGraph {name: 'sojae'})"
    " ON CREATE SET g.total = $total, g.graph_version = $graph_version, g.loads = 0 SET g.schema_version = $schema,"
    " g.closed = '' REMOVE g.closed"
    " MERGE (:SojaeLock {name: 'gate'}) MERGE (:SojaeLock {name: 'load'})"
)
FORGET_EMPTY = (
    "MATCH (g:SojaeGraph {name: 'sojae'}) WHERE g.loads = 0 AND g.unfinished_id IS NULL"
    " DELETE g WITH count(*) AS gone MATCH (lock:SojaeLock) WHERE gone > 0 DELETE lock"
)
OLD_GRAPH = "MATCH (g:Graph {name: 'sojae'}) WHERE g.schema_version IS NOT NULL RETURN g.schema_version"
OLD_SCHEMA = ("graph_name", "load_id", "claim_id", "lock_name", "note_id")
FORGET_OLD = (
    *(f"DROP CONSTRAINT {name} IF EXISTS" for name in OLD_SCHEMA),
    "DROP INDEX note_load_id IF EXISTS",
)
RENAME_OLD = tuple(  # the graph node last: until then the old mark stands and a restart repeats the work
    f"MATCH (n:{label}) WHERE {stamp} CALL (n) {{ SET n:Sojae{label} REMOVE n:{label} }} IN TRANSACTIONS OF 5000 ROWS"
    for label, stamp in (
        ("Load", "n.number IS NOT NULL AND n.report IS NOT NULL"),
        ("Claim", "n.load_id IS NOT NULL AND n.digest IS NOT NULL"),
        ("Note", "n.load_id IS NOT NULL AND n.note IS NOT NULL"),
        ("Lock", "n.name IN ['gate', 'load']"),
        ("Graph", "n.name = 'sojae' AND n.schema_version IS NOT NULL"),
    )
)
READ_GRAPH = "MATCH (g:SojaeGraph {name: 'sojae'}) RETURN properties(g) AS graph"
HOLD_GRAPH = (
    "MATCH (g:SojaeGraph {name: 'sojae'}) SET g.held = true REMOVE g.held RETURN properties(g) AS graph"
)
TAKE_LOCK = "MATCH (lock:SojaeLock {name: $name}) SET lock.load_id = $load_id RETURN lock.load_id"
STILL_THERE = "RETURN 1"
MARK_UNFINISHED = (
    "MATCH (g:SojaeGraph {name: 'sojae'}) SET g.total = $total, g.unfinished_id = $id, g.unfinished_origin = $origin,"
    " g.unfinished_started = $started, g.unfinished_input_digest = $input_digest"
)
PUBLISH = (
    "MATCH (g:SojaeGraph {name: 'sojae'}) WITH g, g.loads AS before"
    " SET g.total = $total, g.graph_version = $graph_version, g.loads = before + size($rows),"
    " g.edition = coalesce(g.edition, 0) + 1, g.store_id = coalesce(g.store_id, $store_id)"
    " REMOVE g.unfinished_id, g.unfinished_origin, g.unfinished_started, g.unfinished_input_digest"
    " WITH before UNWIND range(0, size($rows) - 1) AS i WITH before, i, $rows[i] AS row"
    " CREATE (:SojaeLoad {id: row[0], number: before + i + 1, origin: row[1], started: row[2], finished: row[3],"
    " input_digest: row[4], report: row[5]})"
)
LOADS = (
    "MATCH (l:SojaeLoad) WHERE $origin IS NULL OR l.origin = $origin"
    " RETURN l.id, l.origin, l.started, l.input_digest, l.finished, l.report ORDER BY l.number DESC LIMIT $limit"
)
SERVER = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0], edition"
CLAIMS = (
    "MATCH (c:SojaeClaim {type: $type}) OPTIONAL MATCH (l:SojaeLoad {id: c.load_id})"
    " RETURN c.key, c.origin, c.load_id, c.digest, c.row ORDER BY coalesce(l.number, -1), c.key, c.origin"
)
ALL_CLAIMS = (
    "MATCH (c:SojaeClaim) OPTIONAL MATCH (l:SojaeLoad {id: c.load_id})"
    " RETURN c.type, c.key, c.origin, c.load_id, c.digest, c.row ORDER BY coalesce(l.number, -1), c.type, c.key, c.origin"
)
ALL_LOADS = "MATCH (l:SojaeLoad) RETURN l.id, l.origin, l.started, l.input_digest, l.finished, l.report ORDER BY l.number"
FORGET_LOADS = "MATCH (g:SojaeGraph {name: 'sojae'}) SET g.loads = 0"
PUT_CLAIMS = (
    "UNWIND $rows AS row CREATE (:SojaeClaim {id: row[0], type: row[1], key: row[2], origin: row[3], load_id: row[4],"
    " digest: row[5], row: row[6]})"
)
DROP_CLAIMS = (
    "UNWIND $ids AS id MATCH (c:SojaeClaim {id: id}) USING INDEX c:SojaeClaim(id)"
    " WITH c, [c.type, c.key, c.origin, c.digest] AS was DELETE c RETURN was"
)
PUT_NOTES = (
    "UNWIND $rows AS row CREATE (:SojaeNote {id: row[0], load_id: $load_id, number: row[1], note: row[2]})"
)
DROP_NOTES = "MATCH (n:SojaeNote {load_id: $load_id}) DELETE n"
COUNT_NOTES = "MATCH (n:SojaeNote {load_id: $load_id}) RETURN count(n)"
NOTES = "MATCH (n:SojaeNote {load_id: $load_id}) RETURN n.note ORDER BY n.number"


def kind_of(name: str) -> str:
    """Return whether a schema item is a constraint or an index."""
    return "CONSTRAINT" if schema()[name].startswith("CREATE CONSTRAINT") else "INDEX"


def schema() -> dict[str, str]:
    """Return every constraint and index by name."""
    made = {
        f"{label.lower()}_{name}": f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS"
        f" FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        for label, name in UNIQUE.items()
    }
    made |= {
        f"{predicate.lower()}_id": f"CREATE CONSTRAINT {predicate.lower()}_id IF NOT EXISTS"
        f" FOR ()-[r:{predicate}]-() REQUIRE r.id IS UNIQUE"
        for predicate in PREDICATES
    }
    made |= {
        f"{label.lower()}_node": f"CREATE INDEX {label.lower()}_node IF NOT EXISTS FOR (n:{label}) ON (n.node)"
        for label in ("Alias", "Identifier")
    }
    made["sojaenote_load_id"] = (
        "CREATE INDEX sojaenote_load_id IF NOT EXISTS FOR (n:SojaeNote) ON (n.load_id)"
    )
    made["names"] = (
        "CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name_ko, n.name_en, n.aliases]"
        " OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    )
    return made
