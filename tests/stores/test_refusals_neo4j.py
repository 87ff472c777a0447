"""What Neo4j cannot do comes out as the store's own error with address and remedy, never with the password."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import Neo4jError

from graph.store import StoreBusy, StoreError, StoreTooNew, StoreUnreachable
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_errors import translated
from tests.engines.neo4j_server import free_port
from tests.records import RECORDS
from tests.saying import new_load, say

if TYPE_CHECKING:
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
    with pytest.raises(StoreError, match="sojae load"), store.writer(new_load()):
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
