"""A reading is of one moment: whoever writes meanwhile, nodes and ties belong together; what hangs or is gone is told in time."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.model import Alias, Relation
from graph.snapshot import Snapshot
from graph.store import StoreChanged, StoreDamaged, StoreError, StoreTooNew, StoreUnreachable
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from graph.stores.timeouts import TimedOut, Worker, in_time
from graph.vocabulary import RecordType
from tests.records import FIRM, PARTNERS, RECORDS
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Reading, Store
    from tests.engines.neo4j_server import Server

NEWCOMER = replace(FIRM, id="newcomer", name_ko="새 회사")
TIE = replace(PARTNERS, id="r9", subject="newcomer")
MORE = (*RECORDS, NEWCOMER, TIE)


def ids(reading: Reading, record_type: RecordType) -> set[object]:
    return {row[0] for batch in reading.rows(record_type) for row in batch}


def test_what_is_written_during_a_reading_is_not_in_it_or_is_told(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision()
    try:
        with store.reading() as reading:
            nodes = ids(reading, RecordType.ORGANISATION)
            say(store, MORE)
            ties = ids(reading, RecordType.RELATION)
            assert reading.revision == before
    except StoreChanged:
        assert store.engine == "neo4j"  # it cannot keep writers apart
    else:
        assert "newcomer" not in nodes
        assert "r9" not in ties
    with store.reading() as reading:
        assert "r9" in ids(reading, RecordType.RELATION)
        assert reading.revision == store.revision() != before


def test_there_and_back_is_told_though_the_version_is_the_same(store: Store) -> None:
    say(store, MORE)
    say(store, RECORDS)
    before = store.revision()
    try:
        with store.reading() as reading:
            nodes = ids(reading, RecordType.ORGANISATION)
            say(store, MORE)
            say(store, RECORDS)
            ties = ids(reading, RecordType.RELATION)
    except StoreChanged:
        assert store.engine == "neo4j"
    else:
        assert nodes == {"institute", "firm", "mill"}
        assert ties == {"r1", "r2", "r3", "r4"}
    assert store.revision() == before


def test_snapshots_hold_together_beside_alternate_writes(store: Store, store_url: str, store_login) -> None:
    say(store, MORE)
    fuller = Snapshot(store).graph_version
    say(store, RECORDS)
    say(store, MORE)
    assert Snapshot(store).graph_version == fuller
    say(store, RECORDS)
    states = {Snapshot(store).graph_version: (3, 4), fuller: (4, 5)}
    ended = threading.Event()

    def write() -> None:
        with closing(open_store(store_url, **store_login)) as writing:
            while not ended.is_set():
                say(writing, MORE)
                say(writing, RECORDS)
                ended.wait(0.3)  # Neo4j is read between two writes

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    try:
        end = time.monotonic() + 6
        while time.monotonic() < end:
            try:
                snapshot = Snapshot(store)
            except StoreChanged:
                continue
            counts = snapshot.counts
            assert (counts["organisation"], counts["relation"]) == states[snapshot.graph_version]
            seen.add(snapshot.graph_version)
    finally:
        ended.set()
        writer.join()
    assert seen


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            Relation("r9", "firm", "SUPPLIES", "nobody", None, None, None, ("s1",)),
            "the relation “r9” refers to “nobody”",
        ),
        (Alias("nobody", "Nobody Ltd", "variant", None, None, ("s1",)), "“Nobody Ltd” belongs to “nobody”"),
    ],
)
def test_what_refers_to_a_node_that_is_not_there_is_told_by_name(
    tmp_path: Path, record: Relation | Alias, told: str
) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")) as store:
        store.prepare()
        say(store, [*RECORDS, record])
        with pytest.raises(StoreDamaged, match=f"{told}.*sojae check"):
            Snapshot(store)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    say(store, RECORDS)
    yield store
    store.close()


def test_a_file_that_vanished_is_told_and_found_again(embedded: Store, tmp_path: Path) -> None:
    before = embedded.revision()
    shutil.copytree(tmp_path, tmp_path / "elsewhere")
    for file in tmp_path.glob("graph.sqlite*"):
        file.unlink()
    with pytest.raises(StoreUnreachable, match="does not exist"):
        embedded.revision()
    with pytest.raises(StoreUnreachable, match="does not exist"):
        Snapshot(embedded)
    assert not (tmp_path / "graph.sqlite").exists()
    for file in (tmp_path / "elsewhere").iterdir():
        file.rename(tmp_path / file.name)
    assert embedded.revision() == before


def test_a_file_that_was_put_in_place_of_another_is_read(embedded: Store, tmp_path: Path) -> None:
    before = embedded.revision()
    with closing(open_store(f"sqlite:///{tmp_path / 'other.sqlite'}")) as other:
        other.prepare()
        say(other, MORE)
        after = other.revision()
    (tmp_path / "other.sqlite").replace(tmp_path / "graph.sqlite")
    assert before != embedded.revision() == after
    assert "newcomer" in Snapshot(embedded).index
    (tmp_path / "text").write_text("no database, but long enough to be read as one" * 100)
    (tmp_path / "text").replace(tmp_path / "graph.sqlite")
    with pytest.raises(StoreError, match="not an SQLite file"):
        embedded.revision()


def test_a_newer_schema_is_refused_on_reading_too(embedded: Store, tmp_path: Path) -> None:
    embedded.close()
    with closing(sqlite3.connect(tmp_path / "graph.sqlite")) as other, other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew, match=r"schema 99.*update sojae"):
        embedded.revision()
    with pytest.raises(StoreTooNew):
        Snapshot(embedded)


def test_a_call_that_hangs_is_left_behind_and_its_hand_is_not_asked_again() -> None:
    hang = threading.Event()
    assert in_time(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        in_time(5, lambda: 1 // 0)
    hand = Worker(0.2)
    assert list(hand.stream(lambda: range(5))) == [0, 1, 2, 3, 4]
    for number in hand.stream(
        lambda: range(100)
    ):  # who stops in the middle keeps the next waiting for nothing
        if number == 3:
            break
    assert hand.ask(lambda: "next") == "next"
    began = time.monotonic()
    with pytest.raises(TimedOut):
        hand.ask(lambda: hang.wait(30))
    with pytest.raises(TimedOut):
        hand.ask(lambda: 1)
    assert time.monotonic() - began < 2
    hang.set()
    hand.end()


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    """Stop a server's process for a while; it keeps its connections and answers nothing."""
    if server.pid is None:
        pytest.skip("the server is not ours to stop")
    os.kill(server.pid, signal.SIGSTOP)
    try:
        until_stopped(server.pid)
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def until_stopped(pid: int) -> None:
    """Wait until no thread of a process runs any more: on busy cores some still answer after the signal."""
    threads = Path(f"/proc/{pid}/task")
    end = time.monotonic() + 20
    while time.monotonic() < end and threads.is_dir():
        with suppress(OSError):  # a thread has ended meanwhile
            states = {file.read_text().rpartition(") ")[2][0] for file in threads.glob("*/stat")}
            if states <= {"T", "t"}:
                return
        time.sleep(0.01)


def wait_for_those_left_behind() -> None:
    """Wait until threads that waited for a stopped server have given back what they hold."""
    for thread in threading.enumerate():
        if thread.name == "patience":
            thread.join(20)


@pytest.mark.neo4j
def test_a_server_that_hangs_is_told_in_time_and_asked_again_afterwards(neo4j: Server) -> None:
    store = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, read_seconds=2)
    with closing(store):
        store.prepare()
        say(store, RECORDS)
        before = store.revision()
        with stopped(neo4j):
            for ask in (store.revision, store.loads, lambda: Snapshot(store)):
                began = time.monotonic()
                with pytest.raises(StoreUnreachable, match=f"{neo4j.url}: .*has not answered for 2 s"):
                    ask()
                assert time.monotonic() - began < 4
        wait_for_those_left_behind()
        assert store.revision() == before
        assert len(Snapshot(store).ids) == 6


@pytest.mark.neo4j
def test_a_server_that_falls_silent_in_the_midst_of_a_reading_is_told(
    neo4j_store: Store, neo4j: Server, monkeypatch
) -> None:
    monkeypatch.setattr("graph.stores.neo4j.SILENCE_SECONDS", 2.0)
    say(neo4j_store, RECORDS)
    began = time.monotonic()
    with pytest.raises(StoreUnreachable, match="has not answered"), neo4j_store.reading() as reading:
        assert ids(reading, RecordType.SOURCE)
        with stopped(neo4j):
            ids(reading, RecordType.ORGANISATION)
    assert time.monotonic() - began < 8
    wait_for_those_left_behind()
    assert neo4j_store.revision()
