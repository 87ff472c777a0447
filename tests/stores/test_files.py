"""What a path may hold: an older or a newer store, another program's file, a medium that cannot be written, any name."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.snapshot import Snapshot
from graph.store import StoreError, StoreTooNew
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.embedded_file import open_to_read
from graph.vocabulary import RecordType
from ingest.load import load
from tests.origin import write_folder
from tests.records import RECORDS
from tests.saying import held_records, say

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


def run_on(path: Path, *texts: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for text in texts:
            connection.execute(text)
        connection.commit()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as the version before weights made it: the hand-drawn records, but no relation has a weight."""
    path = tmp_path / "older.sqlite"
    with closing(EmbeddedStore(path)) as store:
        store.prepare()
        load(store, "daegu", [write_folder(tmp_path / "daegu", PLAIN)])
    run_on(
        path,
        "ALTER TABLE relations DROP COLUMN weight",
        "PRAGMA user_version = 2",
        "PRAGMA application_id = 0",
    )
    return path


PLAIN = tuple(record for record in RECORDS if getattr(record, "weight", 1.0) == 1.0)


def test_whoever_reads_a_file_that_was_just_taken_away_does_not_leave_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "taken-away.sqlite"
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        open_to_read(path, f"sqlite:///{path}")
    assert not list(tmp_path.iterdir())


def test_an_older_store_is_read_as_it_is(older: Path) -> None:
    before = older.read_bytes()
    with closing(EmbeddedStore(older)) as store:
        assert held_records(store) == set(PLAIN)
        assert set(Snapshot(store).relations.weight.tolist()) <= {1.0}
        assert store.counts()[RecordType.RELATION] == sum(r.type is RecordType.RELATION for r in PLAIN)
    assert older.read_bytes() == before


def test_an_older_store_gains_its_columns_with_the_next_load(older: Path, tmp_path: Path) -> None:
    with closing(EmbeddedStore(older)) as store:
        version = store.revision().graph_version
        report = load(store, "daegu", [tmp_path / "daegu"])
        assert (report.graph_version, sum(report.changed.values())) == (version, 0)
        say(store, RECORDS[:2], origin="another")
        assert held_records(store) == set(PLAIN)
        store.verify()
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT DISTINCT typeof(weight) FROM relations").fetchall() == [("real",)]


def test_a_store_of_the_same_version_without_a_column_is_not_taken_at_its_word(older: Path) -> None:
    run_on(older, "PRAGMA user_version = 3")
    with closing(EmbeddedStore(older)) as store:
        assert held_records(store) == set(PLAIN)  # SQLite would have read a text “weight”
        say(store, PLAIN)
        store.verify()


@pytest.mark.parametrize("change", ["PRAGMA user_version = 99", "ALTER TABLE aliases ADD COLUMN script TEXT"])
def test_a_newer_store_is_refused_when_it_is_read_too(older: Path, change: str) -> None:
    run_on(older, change)
    before = older.read_bytes()
    store = EmbeddedStore(older)
    for act in (
        store.revision,
        store.counts,
        store.loads,
        store.prepare,
        lambda: list(store.rows(RecordType.ALIAS)),
    ):
        with pytest.raises(StoreTooNew, match=r"older\.sqlite has .*: update sojae"):
            act()
    assert older.read_bytes() == before


@pytest.mark.parametrize(
    "texts",
    [
        ["CREATE TABLE places (name TEXT)"],
        ["CREATE TABLE organisations (id TEXT)", "PRAGMA user_version = 2"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE places (name TEXT)", "PRAGMA user_version = 3"],
        ["PRAGMA application_id = 12345"],
    ],
)
def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "theirs.sqlite"
    run_on(path, *texts)
    before = path.read_bytes()
    store = EmbeddedStore(path)
    for act in (store.prepare, store.revision, lambda: say(store, RECORDS)):
        with pytest.raises(StoreError, match=r"belongs to another program.*nothing was written"):
            act()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["theirs.sqlite"]


def test_an_empty_file_is_no_graph_until_something_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with closing(EmbeddedStore(path)) as store:
        with pytest.raises(StoreError, match="holds no graph: load an origin first"):
            store.revision()
        store.prepare()
        say(store, RECORDS)
        assert held_records(store) == set(RECORDS)


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A file system that can be made read-only; for root, else a skip."""
    folder = tmp_path / "disc"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root can mount a medium; a folder without the right to write is tested elsewhere")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def test_a_read_only_medium_can_be_read(medium: Path, older: Path) -> None:
    path = medium / "graph.sqlite"
    with closing(EmbeddedStore(path)) as store:
        store.prepare()
        say(store, RECORDS)
        revision = store.revision()
    shutil.copy(older, medium / "older.sqlite")
    make_read_only(medium)
    for name, records in (("graph", RECORDS), ("older", PLAIN)):
        with closing(EmbeddedStore(medium / f"{name}.sqlite")) as store:
            assert held_records(store) == set(records)
            assert Snapshot(store).ids
            with store.contents() as contents:
                assert not list(contents.faults())
    with closing(EmbeddedStore(path)) as store:
        assert store.revision() == revision
        with pytest.raises(StoreError, match=r"graph\.sqlite: it is on a read-only medium"):
            say(store, RECORDS[:2])
    done = subprocess.run(
        [sys.executable, "-m", "sojae.cli", "status", "--store", f"sqlite:///{path}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, revision.graph_version in done.stdout) == (0, True), done.stderr


def test_loads_that_stand_beside_a_file_on_a_read_only_medium_are_not_overlooked(medium: Path) -> None:
    path = medium / "graph.sqlite"
    store = EmbeddedStore(path)
    store.prepare()
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "SELECT * FROM meta"
        ).fetchall()  # whoever reads keeps the log from being taken into the file
        say(store, RECORDS)
        (medium / "kept").mkdir()
        for name in ("graph.sqlite", "graph.sqlite-wal"):
            shutil.copy(medium / name, medium / "kept" / name)
    make_read_only(medium)
    with (
        closing(EmbeddedStore(medium / "kept" / "graph.sqlite")) as cut,
        pytest.raises(StoreError, match=r"graph\.sqlite-wal, which cannot be read.*copy both files"),
    ):
        cut.revision()


@pytest.mark.parametrize(
    "name",
    ["50%.db", "a%20b.db", "#1.db", "무엇?.db", "한빛 자료.db", unicodedata.normalize("NFD", "한빛메탈.db")],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/{name}")) as store:
        store.prepare()
        say(store, RECORDS)
    assert name in {path.name for path in tmp_path.iterdir()}
    with closing(open_store(f"sqlite:///{tmp_path}/{name}")) as store:
        assert held_records(store) == set(RECORDS)
        with store.contents() as contents:
            assert list(contents.loads())


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite://x.db", "sqlite:x.db"])
def test_an_address_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="has no file path: write sqlite:///PATH"):
        open_store(url)
