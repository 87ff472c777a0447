"""What SQLite cannot do comes out as one clear line that names the file and the remedy, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.backup import backup
from graph.schema import SCHEMA_VERSION
from graph.store import StoreBusy, StoreError, StoreTooNew, StoreUnreachable
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from tests.records import RECORDS
from tests.saying import new_load, say

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.sqlite"


def test_a_missing_file_is_told_with_the_remedy(path: Path) -> None:
    with pytest.raises(
        StoreUnreachable, match=r"graph\.sqlite: the file does not exist: load an origin first"
    ):
        open_store(f"sqlite:///{path}").revision()


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("연구원 목록\n" * 200, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"not an SQLite file: choose another path"):
        open_store(f"sqlite:///{path}").prepare()
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(path: Path) -> None:
    store = EmbeddedStore(path)
    store.prepare()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreTooNew, match=r"update sojae"):
        store.prepare()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnreachable, match=r"choose another folder in SOJAE_STORE"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'graph.sqlite'}").prepare()


def test_the_second_load_waits_and_is_then_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.embedded.WAIT_SECONDS", 0.2)
    store = EmbeddedStore(path)
    store.prepare()
    with store.writer(new_load()), pytest.raises(StoreBusy, match=r"another load is running: wait until"):
        say(store, RECORDS)
    say(store, RECORDS)
    store.close()


CHILD = """
import os, signal, sys
from pathlib import Path
from graph.store import StoreError
from graph.stores import open_store
from ingest.load import load
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, warm = sys.argv[1:]
store = open_store("sqlite:///" + warm)
store.prepare()
load(store, "daegu")  # everything that is imported late is there now
{limit}
store = open_store("sqlite:///" + path)
try:
    store.prepare()
    load(store, "daegu")
except StoreError as error:
    print(error)
else:
    print("loaded")
"""


def child(path: Path, limit: str = "") -> str:
    """Load in a process of its own under a limit, and give what it says."""
    with tempfile.TemporaryDirectory() as warm:
        Path(warm).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", CHILD.format(limit=textwrap.dedent(limit)), str(path), f"{warm}/w.sqlite"],
            cwd=HERE, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_read_only_file_is_refused_and_unchanged() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "graph.sqlite")
        store = EmbeddedStore(path)
        store.prepare()
        say(store, RECORDS)
        version = store.revision()
        store.close()
        path.chmod(0o444)
        folder.chmod(0o555)
        said = child(path, "if os.geteuid() == 0: os.setuid(65534)")
        folder.chmod(0o755)
        assert str(path) in said
        assert "SOJAE_STORE" in said
        again = EmbeddedStore(path)
        assert again.revision() == version
        again.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte, for root; else a skip."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("only root can mount a small disk; a limit on the size of files is tested instead")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_state_before(small_disk: Path) -> None:
    path = small_disk / "graph.sqlite"
    store = EmbeddedStore(path)
    store.prepare()
    say(store, RECORDS)
    before = store.revision(), store.counts()
    store.close()
    assert "free some space and run the command again; nothing was changed" in child(path)
    again = EmbeddedStore(path)
    assert (again.revision(), again.counts()) == before
    again.close()


def test_a_backup_for_which_there_is_no_room_names_the_file_that_was_asked_for(
    daegu_store: EmbeddedStore, small_disk: Path
) -> None:
    with pytest.raises(StoreError) as told:
        backup(daegu_store, small_disk / "back.sojae")
    assert str(told.value).startswith(f"{small_disk / 'back.sojae'}: ")
    assert "the disk is full: free some space and run the command again" in str(told.value)
    assert not list(small_disk.iterdir())


def test_a_limit_on_the_size_of_files_leaves_the_state_before(path: Path) -> None:
    store = EmbeddedStore(path)
    store.prepare()
    say(store, RECORDS)
    before = store.revision(), store.counts()
    store.close()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))"
    assert "free some space and run the command again; nothing was changed" in child(path, limit)
    again = EmbeddedStore(path)
    assert (again.revision(), again.counts()) == before
    again.close()
    assert child(path) == "loaded"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqllite:///x", "did you mean “sqlite”"),
        ("graph.db", "is not a known type of store"),
        ("bolt://neo4j:secret@localhost", "must not contain credentials"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)
