"""Stores made before the Korean columns: read as they are, with the same graph version, and brought up to date by a load."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import orjson
import pytest

from graph.checking import check_contents
from graph.loads.rollback import take_back
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.schema import SCHEMA_VERSION
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.embedded_tables import TABLES
from graph.vocabulary import RecordType
from tests.korean import IN_KOREAN
from tests.records import RECORDS
from tests.saying import DAY, by_type, held_records, new_load, say

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from tests.engines.neo4j_server import Server

ADDED = {
    RecordType.ORGANISATION: ("products_ko", "attributes"),
    RecordType.TECHNOLOGY: ("detail_ko", "attributes"),
    RecordType.PROGRAMME: ("members_told", "detail_ko", "attributes"),
    RecordType.RELATION: ("detail_ko", "attributes"),
    RecordType.CONFLICT: ("field_ko", "why_ko"),
}
"""The columns that schemas 4 and 5 added, all of them at the end of a record."""


def shortened(record_type: str, row: str) -> str:
    """Write a claim's row as schema 3 wrote it."""
    return orjson.dumps(orjson.loads(row)[: -len(ADDED.get(RecordType(record_type), ())) or None]).decode()


def as_before(path: Path) -> None:
    """Turn a file into one of schema 3."""
    connection = sqlite3.connect(path, isolation_level=None)
    for record_type, columns in ADDED.items():
        for column in columns:
            connection.execute(f'ALTER TABLE {TABLES[record_type]} DROP COLUMN "{column}"')
    for record_type, key, row in connection.execute("SELECT type, key, row FROM claims").fetchall():
        connection.execute(
            "UPDATE claims SET row = ? WHERE type = ? AND key = ?",
            (shortened(record_type, row), record_type, key),
        )
    connection.execute("PRAGMA user_version = 3")
    connection.close()


@pytest.fixture
def older(tmp_path: Path) -> tuple[Path, str]:
    """A file of schema 3, and its graph version; two origins say the same, so that claims are held too."""
    path = tmp_path / "older.sqlite"
    store = EmbeddedStore(path)
    store.prepare()
    say(store, RECORDS)
    say(store, RECORDS, origin="another")
    version = store.revision().graph_version
    store.close()
    as_before(path)
    return path, version


def test_an_older_file_is_read_without_being_changed(older: tuple[Path, str]) -> None:
    path, version = older
    before = path.read_bytes()
    store = open_store(f"sqlite:///{path}")
    snapshot = Snapshot(store)
    assert snapshot.graph_version == version
    assert held_records(store) == set(RECORDS)
    assert snapshot.relations.detail_ko == [None] * len(snapshot.relations)
    store.close()
    assert path.read_bytes() == before


def test_a_load_migrates_an_older_file_and_nothing_in_it_is_found_damaged(older: tuple[Path, str]) -> None:
    path, version = older
    store = EmbeddedStore(path)
    store.prepare()
    assert store.revision().graph_version == version
    grow(store, version)
    store.close()


@pytest.mark.neo4j
def test_an_older_neo4j_store_keeps_its_version_and_takes_korean(neo4j_store: Store, neo4j: Server) -> None:
    from neo4j import GraphDatabase

    say(neo4j_store, RECORDS)
    say(neo4j_store, RECORDS, origin="another")
    version = neo4j_store.revision().graph_version
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver, driver.session() as session:
        rows = session.run("MATCH (c:SojaeClaim) RETURN c.id AS id, c.type AS type, c.row AS row").data()
        older = [[row["id"], shortened(row["type"], row["row"])] for row in rows]
        session.run(
            "UNWIND $rows AS row MATCH (c:SojaeClaim {id: row[0]}) SET c.row = row[1]", rows=older
        ).consume()
        session.run("MATCH (g:SojaeGraph) SET g.schema_version = 3").consume()
    again = open_store(neo4j.url, user=neo4j.user, password=neo4j.password)
    assert again.revision().graph_version == version
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver, driver.session() as session:
        (held,) = session.run("MATCH (g:SojaeGraph) RETURN g.schema_version").single() or (None,)
    assert held == SCHEMA_VERSION
    grow(again, version)
    again.close()


def grow(store: Store, version: str) -> None:
    """Say the same with Korean, find it all, and take it back."""
    assert faults(store) == []
    korean = new_load()
    with recording(store, korean) as writer:
        upsert = Upsert(writer, korean.origin, korean.id, DAY)
        for record_type, group in by_type(IN_KOREAN).items():
            upsert.add(record_type, [with_digest(record) for record in group])
        writer.finish(korean)
    assert held_records(store) == set(IN_KOREAN)
    assert store.revision().graph_version != version
    assert faults(store) == []
    back = new_load("rollback")
    with recording(store, back) as writer:
        take_back(store, writer, korean)
        writer.finish(back)
    assert held_records(store) == set(RECORDS)
    assert store.revision().graph_version == version


def faults(store: Store) -> list[str]:
    """Check every record against its digest."""
    with store.contents() as contents:
        return [str(fault) for fault in check_contents(contents).faults]
