"""kill -9 at several points of a load (`bench.kills` takes more), and two loads at once: the state before or after, nothing doubled, nothing lost."""

from __future__ import annotations

import os
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.synthetic import write_folder
from graph.store import StoreError, StoreUnfinished
from graph.vocabulary import RecordType
from ingest.load import load
from tests.engines import neo4j_server
from tests.ingest.loading import NOW, Loading, opened
from tests.records import RECORDS
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

POINTS, NEO4J_POINTS = 5, 3  # a load into Neo4j takes ten times as long; `bench.kills` takes more of both
SERVER_POINTS = 2  # each needs a new start of the server


@dataclass(slots=True)
class Seesaw:
    """Two states of one ecosystem that differ in almost every relation, loaded in turn into one store."""

    url: str
    login: dict[str, str | None]
    folders: tuple[Path, Path]
    stage: int | None = None
    versions: tuple[str, str] = ("", "")
    counts: tuple[dict[RecordType, int], dict[RecordType, int]] = ({}, {})
    seconds: float = 0.0
    now_at: int = 0

    def open(self) -> Store:
        return opened(self.url, self.login.get("user"), self.login.get("password"), self.stage)

    def settle(self) -> Seesaw:
        """Load both in turn until closing and opening again no longer brings anything new; time the last load."""
        known = []
        with closing(self.open()) as store:
            store.prepare()
            for folder in self.folders:
                load(store, "daegu", [folder], now=NOW)
                known.append((store.revision().graph_version, dict(store.counts())))
            loading = Loading(self.url, self.folders[0], self.login, self.stage).begun()
            began = time.monotonic()
            said = loading.ended()
            self.seconds = time.monotonic() - began
            known[0] = store.revision().graph_version, dict(store.counts())
        assert said == f"ended {known[0][0]}"
        self.versions, self.counts = (known[0][0], known[1][0]), (known[0][1], known[1][1])
        self.now_at = 0
        return self

    def push(self) -> Loading:
        """Begin to load the other state in a process of its own."""
        return Loading(self.url, self.folders[1 - self.now_at], self.login, self.stage).begun()

    def push_into_stages(self) -> Loading:
        """Begin to load the other state; give it when its first stage is kept, or when it has ended."""
        loading = self.push()
        with closing(self.open()) as store:
            while loading.process.poll() is None and store.revision().unfinished is None:
                time.sleep(0.01)
        return loading

    def check_and_complete(self) -> bool:
        """Hold the state after a kill against the rule, and load again; tells whether the load was unfinished."""
        before, after = self.now_at, 1 - self.now_at
        with closing(self.open()) as store:
            revision = store.revision()
            if revision.unfinished is None:
                state = self.versions.index(revision.graph_version)
                assert store.counts() == self.counts[state]
            else:
                assert self.stage is not None
                assert revision.graph_version == self.versions[before]
                assert revision.unfinished.origin == "daegu"
                with pytest.raises(StoreUnfinished):
                    say(store, RECORDS, origin="another")
            began = time.monotonic()
            report = load(store, "daegu", [self.folders[after]], now=NOW)
            if revision.graph_version == self.versions[before] and revision.unfinished is None:
                self.seconds = min(self.seconds, time.monotonic() - began)  # a warm server is faster
            assert report.graph_version == store.revision().graph_version == self.versions[after]
            assert store.revision().unfinished is None
            assert store.counts() == self.counts[after]
            ids = [row[0] for batch in store.rows(RecordType.RELATION) for row in batch]
            assert len(ids) == len(set(ids)) == self.counts[after][RecordType.RELATION]
        self.now_at = after
        return revision.unfinished is not None


def folders(tmp_path: Path, nodes: int, ties: int) -> tuple[Path, Path]:
    return (
        write_folder(tmp_path / "a", nodes=nodes, ties=ties, seed=1),
        write_folder(tmp_path / "b", nodes=nodes, ties=ties + ties // 10, seed=2),
    )


@pytest.fixture
def seesaw(store_url: str, store_login: dict[str, str | None], tmp_path: Path) -> Seesaw:
    """Large enough for SQLite, and small enough for Neo4j, to be cut in the midst."""
    nodes, ties = (1_500, 8_000) if store_url.startswith("sqlite") else (100, 600)
    return Seesaw(store_url, store_login, folders(tmp_path, nodes, ties)).settle()


@pytest.mark.slow
def test_a_load_killed_at_any_moment_leaves_the_state_before_or_after(seesaw: Seesaw) -> None:
    midst, points = 0, POINTS if seesaw.url.startswith("sqlite") else NEO4J_POINTS
    for point in range(points):
        midst += seesaw.push().kill_after(seesaw.seconds * (point + 0.5) / points)
        assert not seesaw.check_and_complete()
    assert midst >= points // 2


@pytest.mark.neo4j
def test_a_load_in_stages_killed_at_any_moment_is_told_and_completed(
    neo4j: neo4j_server.Server, tmp_path: Path
) -> None:
    login = {"user": neo4j.user, "password": neo4j.password}
    seesaw = Seesaw(neo4j.url, login, folders(tmp_path, 100, 600), stage=100).settle()
    unfinished = 0
    for point in range(NEO4J_POINTS):
        seesaw.push_into_stages().kill_after(seesaw.seconds / 2 * point / NEO4J_POINTS)
        unfinished += seesaw.check_and_complete()
    assert unfinished >= 1


def test_two_loads_at_once_end_in_one_of_them_after_the_other(seesaw: Seesaw) -> None:
    first, second = seesaw.push(), seesaw.push()
    said = sorted((first.ended(), second.ended()))
    after = f"ended {seesaw.versions[1 - seesaw.now_at]}"
    assert said[1] == after
    assert said[0] == after or "another load is running" in said[0]
    assert not seesaw.check_and_complete()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    if os.environ.get("SOJAE_TEST_NEO4J"):
        pytest.skip("a given Neo4j is not ours to kill")
    folder = tmp_path / "neo4j"
    folder.mkdir()
    yield folder


@pytest.mark.neo4j
@pytest.mark.timeout(120 + 90 * SERVER_POINTS)
def test_a_server_killed_in_the_midst_of_a_load_comes_back_before_or_unfinished(
    home: Path, tmp_path: Path
) -> None:
    options = {
        "password": "only-for-this-test",
        "java_options": neo4j_server.QUICK,
        "settings": neo4j_server.SMALL,
    }
    try:
        server = neo4j_server.start_with_java(home, **options)
    except neo4j_server.Missing as reason:
        pytest.skip(str(reason))
    login = {"user": server.user, "password": server.password}
    bolt = int(server.url.rpartition(":")[2])
    try:
        seesaw = Seesaw(server.url, login, folders(tmp_path, 100, 600), stage=100).settle()
        for point in range(SERVER_POINTS):
            loading = seesaw.push()
            time.sleep(seesaw.seconds * (point + 0.5) / SERVER_POINTS)
            assert server.kill is not None
            server.kill()
            said = loading.ended()
            assert said.startswith(("StoreUnreachable: bolt://", "ended"))
            assert "only-for-this-test" not in said
            with closing(seesaw.open()) as store, pytest.raises(StoreError, match="no Neo4j answers there"):
                store.revision()
            server = neo4j_server.start_with_java(home, bolt=bolt, **options)
            seesaw.check_and_complete()
    finally:
        assert server.kill is not None
        server.kill()
