"""The server follows its store whatever happens to it, says what is wrong in bounded time, and answers from memory meanwhile."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api import serving
from api.app import create_app
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from tests.records import RECORDS
from tests.saying import say, told
from tests.stores.test_one_moment import MORE, stopped, wait_for_those_left_behind
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from tests.engines.neo4j_server import Server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with told(tmp_path / "graph.sqlite", RECORDS) as opened:
        yield opened


@pytest.fixture
def client(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(serving, "SECONDS_UNTIL_STALE", 0.5)
    with TestClient(create_app(store)) as client:
        yield client


def gauge(client: TestClient, name: str) -> float:
    return next(
        sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
        if sample.name == name
    )


def is_ready(client: TestClient) -> bool:
    return client.get("/ready").status_code == 200


def follows(client: TestClient, store: Store) -> None:
    """Write, and wait until it is served."""
    say(store, MORE)
    wait_for(lambda: client.get("/api/v1/organisations/newcomer").status_code == 200)
    assert is_ready(client)


def test_an_error_of_any_kind_is_logged_once_told_and_got_over(client, store, monkeypatch, caplog):
    whole, times = Snapshot._read, []

    def fails(self: Snapshot, reading: object) -> None:
        times.append(1)
        raise KeyError("a fault of ours")

    monkeypatch.setattr(Snapshot, "_read", fails)
    with caplog.at_level(logging.WARNING, "sojae.serving"):
        say(store, MORE)
        wait_for(lambda: len(times) > 5 and not is_ready(client))
    told = client.get("/ready")
    assert told.status_code == 503
    assert "KeyError" in told.json()["detail"]
    assert "a fault of ours" not in told.text
    assert caplog.text.count("Traceback") == 1
    assert gauge(client, "sojae_store_faults_total") >= 5
    assert gauge(client, "sojae_ready") == 0
    assert gauge(client, "sojae_following") == 1
    assert gauge(client, "sojae_store_age_seconds") > 0.5
    assert client.get("/api/v1/organisations/firm").status_code == 200
    monkeypatch.setattr(Snapshot, "_read", whole)
    wait_for(lambda: is_ready(client))
    assert client.get("/api/v1/organisations/newcomer").status_code == 200


def test_even_what_ends_a_program_does_not_end_the_follower(client, store, monkeypatch):
    look, times = serving.Serving._look, []

    def ends(self: serving.Serving) -> None:
        times.append(1)
        raise SystemExit(3)

    monkeypatch.setattr(serving.Serving, "_look", ends)
    wait_for(lambda: len(times) > 3)
    monkeypatch.setattr(serving.Serving, "_look", look)
    follows(client, store)


def test_a_moment_of_trouble_is_no_news_but_a_lasting_one_is(client, store, tmp_path):
    assert is_ready(client)
    client.app.state.serving.trouble = "it was away for a moment"
    assert is_ready(client)
    path = tmp_path / "graph.sqlite"
    shutil.copytree(tmp_path, tmp_path / "kept")
    for file in tmp_path.glob("graph.sqlite*"):
        file.unlink()
    # its files go one after the other: what is told at last counts
    wait_for(lambda: "does not exist" in client.get("/ready").json().get("detail", ""))
    told = client.get("/ready").json()
    assert str(tmp_path) not in told["detail"]
    assert client.get("/api/v1/organisations/firm").status_code == 200
    assert client.get("/api/v1/loads").status_code == 503
    for file in (tmp_path / "kept").iterdir():
        file.rename(tmp_path / file.name)
    assert path.exists()
    wait_for(lambda: is_ready(client))
    follows(client, store)


def test_a_store_that_is_damaged_while_it_is_served_is_told_and_what_was_good_is_served_on(
    client, store, tmp_path
):
    with closing(sqlite3.connect(tmp_path / "graph.sqlite")) as other, other:
        other.execute("UPDATE relations SET object = 'institutf' WHERE id = 'r3'")
        other.execute("UPDATE meta SET value = '00000000000000000000000000000001' WHERE name = 'total'")
    wait_for(lambda: not is_ready(client))
    assert "does not match its graph version: `sojae check`" in client.get("/ready").json()["detail"]
    assert client.get("/api/v1/relations/r3").json()["object"] == "institute"


def test_a_file_that_was_put_in_place_of_another_is_served(client, tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")) as other:
        other.prepare()
        say(other, MORE)
    (tmp_path / "other.sqlite").replace(tmp_path / "graph.sqlite")
    wait_for(lambda: client.get("/api/v1/organisations/newcomer").status_code == 200)


def test_a_store_that_answers_nothing_keeps_nobody_else_waiting(client, store, monkeypatch):
    hang = threading.Event()
    monkeypatch.setattr(serving, "SECONDS_OF_AN_ANSWER", 0.5)
    monkeypatch.setattr(type(store), "closed", lambda *_: hang.wait(30))
    monkeypatch.setattr(type(store), "loads", lambda *_: hang.wait(30))
    try:
        began = time.monotonic()
        for path in (
            "/api/v1/loads",
            "/api/v1/organisations/nobody",
            "/api/v1/relations/r99",
            "/api/v1/sources/s99",
        ):
            told = client.get(path)
            assert told.status_code == 503, path
            assert "has not answered for 0.5 s" in told.json()["detail"]
            assert told.headers["retry-after"]
        assert time.monotonic() - began < 8
        assert client.get("/api/v1/organisations/firm").status_code == 200
        assert is_ready(client)
    finally:
        hang.set()


def test_readers_beside_alternate_writes_see_no_error_and_the_last_write_within_two_seconds(store, tmp_path):
    """Half a minute's worth of `python -m bench.follow`, in five seconds."""
    with TestClient(create_app(store)) as client, closing(open_store(store.address)) as writing:
        ended, wrong = threading.Event(), []

        def read() -> None:
            while not ended.is_set():
                answer = client.get("/api/v1/relations/r3")
                if answer.status_code != 200:
                    wrong.append(answer.text)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        end, writes = time.monotonic() + 5, 0
        while time.monotonic() < end:
            say(writing, MORE if writes % 2 == 0 else RECORDS)
            writes += 1
        version = writing.revision().graph_version
        wait_for(lambda: client.get("/ready").json().get("graph_version") == version, 2)
        ended.set()
        for reader in readers:
            reader.join()
        assert wrong == []
        assert writes > 10
        assert client.app.state.serving.following
        assert not client.app.state.serving.faults


@pytest.mark.neo4j
def test_a_neo4j_that_hangs_is_noticed_and_what_is_in_memory_is_served_on(neo4j: Server, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_UNTIL_STALE", 3.0)
    store = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password)
    with closing(store):
        store.prepare()
        say(store, RECORDS)
        with TestClient(create_app(store)) as client:
            assert client.get("/ready").status_code == 200
            with stopped(neo4j):
                with monkeypatch.context() as soon:
                    soon.setattr(serving, "SECONDS_OF_AN_ANSWER", 1.5)
                    for path in ("/api/v1/loads", "/api/v1/organisations/nobody"):
                        began = time.monotonic()
                        assert client.get(path).status_code == 503
                        assert time.monotonic() - began < 8
                wait_for(lambda: client.get("/ready").status_code == 503)
                told = client.get("/ready")
                assert told.status_code == 503
                assert "has not answered" in told.json()["detail"]
                assert neo4j.url not in told.text
                began = time.monotonic()
                assert client.get("/api/v1/organisations/firm").status_code == 200
                assert time.monotonic() - began < 1
            wait_for(lambda: client.get("/ready").status_code == 200, 30)
            assert client.get("/api/v1/loads").status_code == 200
        wait_for_those_left_behind()


@pytest.mark.parametrize("begun", [False, True], ids=["no file", "an empty file"])
def test_a_store_that_was_never_loaded_is_told_from_one_that_is_away(tmp_path, begun):
    path = tmp_path / "graph.sqlite"
    if begun:
        path.touch()
    with closing(open_store(f"sqlite:///{path}")) as store, TestClient(create_app(store)) as client:
        for address in ("/ready", "/api/v1/", "/api/v1/organisations", "/api/v1/loads"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert answer.json()["type"] == "/docs/problems#nothing-loaded"
            assert "load an origin first" in answer.json()["detail"]
            assert str(tmp_path) not in answer.text


def test_a_store_of_another_program_is_not_ready_and_not_called_empty(tmp_path):
    path = tmp_path / "graph.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE things (a)")
    with closing(open_store(f"sqlite:///{path}")) as store, TestClient(create_app(store)) as client:
        answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/docs/problems#not-ready"
    assert str(tmp_path) not in answer.text


def test_a_view_that_follows_another_finds_what_a_fresh_one_finds(store):
    before = serving.new_view(store, None)
    say(store, MORE)
    after, fresh = serving.new_view(store, before), serving.new_view(store, None)
    assert after.search.name != before.search.name
    for column in ("label", "name", "jamo", "choseong", "text", "alias"):
        assert getattr(after.search, column) == getattr(fresh.search, column)
    assert after.search.by_jamo.keys == fresh.search.by_jamo.keys
    assert after.search.by_choseong.keys == fresh.search.by_choseong.keys


def emptied(path: Path, _good: bytes) -> None:
    os.truncate(path, 0)


def cut(path: Path, good: bytes) -> None:
    os.truncate(path, len(good) - 1000)


def a_page_is_zeros(path: Path, _good: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 4)
        file.write(bytes(4096))


def put_in_place(path: Path, good: bytes) -> None:
    (path.parent / "new").write_bytes(good[: len(good) // 2])
    (path.parent / "new").replace(path)


@pytest.mark.parametrize("harm", [emptied, cut, a_page_is_zeros, put_in_place])
def test_a_file_that_is_ruined_under_the_server_is_noticed_told_once_and_followed_again_when_it_is_whole(
    client, store, tmp_path, caplog, harm
):
    path = tmp_path / "graph.sqlite"
    say(store, MORE)
    wait_for(lambda: client.get("/api/v1/organisations/newcomer").status_code == 200)
    good = path.read_bytes()
    with caplog.at_level(logging.WARNING, "sojae.serving"):
        harm(path, good)
        wait_for(lambda: not is_ready(client))
        time.sleep(0.3)
    assert len([one for one in caplog.records if one.levelno == logging.WARNING]) == 1, caplog.text
    assert str(tmp_path) not in client.get("/ready").text
    assert client.get("/api/v1/organisations/newcomer").status_code == 200
    (tmp_path / "back").write_bytes(good)
    (tmp_path / "back").replace(path)
    wait_for(lambda: is_ready(client))


def test_a_file_that_was_emptied_under_the_server_can_be_filled_again_at_once(client, store, tmp_path):
    (tmp_path / "graph.sqlite").write_bytes(b"")
    wait_for(lambda: not is_ready(client))
    began = time.monotonic()
    with closing(open_store(store.address)) as again:
        again.prepare()
        say(again, MORE)
    assert time.monotonic() - began < 2
    wait_for(lambda: is_ready(client) and client.get("/api/v1/organisations/newcomer").status_code == 200)


def test_another_whole_file_copied_over_the_live_one_is_served(client, tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")) as other:
        other.prepare()
        say(other, MORE)
    (tmp_path / "graph.sqlite").write_bytes((tmp_path / "other.sqlite").read_bytes())
    wait_for(lambda: client.get("/api/v1/organisations/newcomer").status_code == 200)
    assert is_ready(client)
