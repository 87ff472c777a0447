"""What Neo4j cannot do comes out as the store's own error with address and remedy, never with the password."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, LiteralString, cast

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError

from graph.backup import copy_store
from graph.store import StoreBusy, StoreEmpty, StoreError, StoreTooNew, StoreUnreachable
from graph.stores import cypher_state
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_errors import translated
from tests.engines.neo4j_server import free_port
from tests.records import RECORDS
from tests.saying import new_load, say

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store
    from tests.engines.neo4j_server import Server

SECRET = "hush-hush-123"


def test_a_server_that_is_not_there_is_told_quickly() -> None:
    url = f"bolt://127.0.0.1:{free_port()}"
    store = Neo4jStore(url, user="neo4j", password=SECRET)
    began = time.monotonic()
    with pytest.raises(StoreUnreachable, match=rf"{url}: no Neo4j answers there: start") as caught:
        store.prepare()
    assert time.monotonic() - began < 8
    assert SECRET not in str(caught.value) + repr(store) + repr(caught.value)
    store.close()


@pytest.mark.parametrize("url", ["bolt://", "bolt://127.0.0.1:notaport", "neo4j://?x"])
def test_an_address_that_cannot_be_read_is_refused(url: str) -> None:
    store = Neo4jStore(url, user="neo4j", password=SECRET)
    with pytest.raises(StoreUnreachable, match="write bolt://HOST:7687 in SOJAE_STORE"):
        store.revision()
    store.close()


@pytest.mark.neo4j
def test_a_wrong_password_names_the_settings(neo4j: Server) -> None:
    store = Neo4jStore(neo4j.url, user="neo4j", password=SECRET)
    with pytest.raises(StoreUnreachable, match="SOJAE_STORE_USER and SOJAE_STORE_PASSWORD") as caught:
        store.prepare()
    assert neo4j.url in str(caught.value)
    assert SECRET not in str(caught.value)
    store.close()


@pytest.mark.neo4j
def test_an_unknown_database_is_named_as_a_setting(neo4j: Server) -> None:
    store = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, database="nowhere")
    with pytest.raises(StoreUnreachable, match="SOJAE_STORE_DATABASE"):
        store.prepare()
    store.close()


@pytest.mark.neo4j
def test_a_database_without_a_graph_says_what_to_do(neo4j: Server) -> None:
    store = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password)
    with pytest.raises(StoreError, match="load an origin first"):
        store.revision()
    with pytest.raises(StoreError, match="load an origin first"), store.writer(new_load()):
        pass
    store.close()


@pytest.mark.neo4j
def test_a_newer_schema_is_refused(neo4j: Server, neo4j_store: Store) -> None:
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver:
        driver.execute_query("MATCH (g:SojaeGraph) SET g.schema_version = g.schema_version + 1")
    with pytest.raises(StoreTooNew, match="update sojae"):
        neo4j_store.prepare()


@pytest.mark.neo4j
def test_the_second_load_waits_and_is_then_refused(neo4j: Server, neo4j_store: Store) -> None:
    second = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, wait_seconds=0.5)
    began = time.monotonic()
    with neo4j_store.writer(new_load()):
        with pytest.raises(StoreBusy, match="another load is running: wait until"):
            say(second, RECORDS)
        assert time.monotonic() - began < 10
    say(second, RECORDS)
    assert sum(second.counts().values()) == len(RECORDS)
    second.close()


@pytest.mark.neo4j
def test_too_big_a_transaction_names_the_settings(neo4j: Server) -> None:
    greedy = "UNWIND range(1, 200000000) AS x RETURN size(collect(x))"
    with (
        GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver,
        driver.session() as session,
        pytest.raises(Neo4jError) as caught,
    ):
        session.run(greedy).consume()
    assert "dbms.memory.transaction.total.max" in str(translated(caught.value, neo4j.url))


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("theirs", "named"),
    [
        ("CREATE (:Gadget)-[:SPECIALIST_FOR {id: 'r1'}]->(:Gadget)", ("SPECIALIST_FOR", "r1")),
        ("CREATE (:Source {id: 's1'})", ("Source", "s1")),
        ("CREATE (:Source {id: 'x'}), (:Source {id: 'x'})", ("Source", "x")),
    ],
)
def test_an_id_that_others_hold_is_named_and_a_refused_copy_leaves_nothing_behind(
    neo4j: Server, tmp_path: Path, theirs: LiteralString, named: tuple[str, str]
) -> None:
    source = EmbeddedStore(tmp_path / "graph.sqlite")
    source.prepare()
    say(source, RECORDS)
    target = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password)
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth, notifications_min_severity="OFF") as driver:

        def all_there() -> list[list[object]]:
            texts: tuple[LiteralString, ...] = (
                "MATCH (n) RETURN labels(n), properties(n) ORDER BY elementId(n)",
                "SHOW CONSTRAINTS YIELD name",
                "SHOW INDEXES YIELD name WHERE NOT name STARTS WITH 'index_' RETURN name",
            )
            return [[row.values() for row in driver.execute_query(text).records] for text in texts]

        for name in cypher_state.schema():  # of other tests
            driver.execute_query(cast("LiteralString", f"DROP {cypher_state.kind_of(name)} {name} IF EXISTS"))
        driver.execute_query(theirs)
        before = all_there()
        with pytest.raises(StoreError) as told:
            copy_store(source, target)
        assert all(name in str(told.value) for name in named), told.value
        assert all_there() == before
        with pytest.raises(StoreEmpty):
            target.revision()
        driver.execute_query("MATCH (n) WHERE n:Gadget OR n:Source DETACH DELETE n")
        assert copy_store(source, target).graph_version == source.revision().graph_version
    target.close()
