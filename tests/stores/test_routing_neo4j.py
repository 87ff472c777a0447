"""`neo4j://`: a driver that asks the server for the way, and reads nothing older than what it has written or seen."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph.store import StoreUnreachable
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from tests.records import RECORDS
from tests.saying import say
from tests.whole import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.engines.neo4j_server import Server

pytestmark = pytest.mark.neo4j


@pytest.fixture
def routed(neo4j: Server) -> Iterator[Neo4jStore]:
    """A store at a routing address, by the name of its database."""
    url = neo4j.url.replace("bolt://", "neo4j://")
    store = Neo4jStore(url, user=neo4j.user, password=neo4j.password, database="neo4j", stage=10)
    store.prepare()
    yield store
    store.close()


def test_a_load_over_routing_writes_what_a_load_over_bolt_writes(
    routed: Neo4jStore, neo4j: Server, tmp_path: Path
) -> None:
    say(routed, RECORDS)
    with closing(EmbeddedStore(tmp_path / "graph.sqlite")) as embedded:
        embedded.prepare()
        say(embedded, RECORDS)
        records, version = everything(embedded)[2], embedded.revision().graph_version
    assert routed.revision().graph_version == version
    assert [kept[:2] for kept in everything(routed)[2]] == [kept[:2] for kept in records]
    with closing(open_store(neo4j.url, user=neo4j.user, password=neo4j.password)) as direct:
        assert everything(direct)[1:] == everything(routed)[1:]


def test_a_read_waits_for_what_its_store_has_written(routed: Neo4jStore) -> None:
    say(routed, RECORDS)
    written = routed.bookmarks.get_bookmarks()
    assert written
    routed.bookmarks.update_bookmarks(written, {ahead_of(mark) for mark in written})
    routed.read_seconds = 0.5
    with pytest.raises(StoreUnreachable, match="has not answered"):  # rather than an older content
        routed.revision()


def ahead_of(bookmark: str) -> str:
    """Return the bookmark of a transaction that the server does not have yet: a list of the database's id and a number."""
    kind, _, packed = bookmark.partition(":")
    parts = base64.b64decode(packed)
    database, end = parts[:19], parts[-1:]
    assert database[:3] == b"\x91\xcc\x10", parts
    return f"{kind}:{base64.b64encode(database + bytes.fromhex('ca7fffffff') + end).decode()}"


@pytest.mark.parametrize(("database", "code"), [("neo4j", 0), ("nowhere", 1)])
def test_the_setting_names_the_database(routed: Neo4jStore, neo4j: Server, database: str, code: int) -> None:
    say(routed, RECORDS)
    settings = {
        "SOJAE_STORE": routed.address, "SOJAE_STORE_USER": neo4j.user or "", "SOJAE_STORE_PASSWORD": neo4j.password or "",
        "SOJAE_STORE_DATABASE": database,
    }  # fmt: skip
    command = [sys.executable, "-m", "sojae.cli", "status"]
    done = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    told = routed.revision().graph_version if code == 0 else "fix SOJAE_STORE_DATABASE"
    assert told in done.stdout + done.stderr
