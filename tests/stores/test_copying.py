"""A whole store in one file and back, and from engine to engine: the same versions, loads, verdicts and notes on both sides."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.backup import backup, copy_store, restore
from graph.model import Organisation
from graph.store import StoreDamaged, StoreError, StoreUnfinished
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from ingest.history import roll_back
from ingest.load import load
from ingest.review import decide
from ingest.review_table import pairs
from tests.origin import write_folder
from tests.records import FIRM, INSTITUTE, RECORDS
from tests.saying import say
from tests.whole import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.engines.neo4j_server import Server

TWIN = replace(FIRM, id="krx:000001", name_ko="금속회사", sector="metals")
OTHER = Organisation("krx:000002", "기계부품회사", "Parts", False, "company", None, None, "Daegu", None, None, None, ("s1",))  # fmt: skip


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store with loads of two origins, a closed record, a further word, a verdict and a rollback."""
    store = EmbeddedStore(tmp_path / "lived.sqlite")
    store.prepare()
    load(store, "daegu", [write_folder(tmp_path / "first", RECORDS)])
    say(store, [RECORDS[0], TWIN, OTHER, replace(INSTITUTE, city="Gumi")], origin="krx")
    fewer = [record for record in RECORDS if record.key not in {"r3", "moulding", "r4"}]
    last = load(store, "daegu", [write_folder(tmp_path / "second", fewer)])
    decide(store, [("firm", "krx:000001", "merge")])
    roll_back(store, last.load_id)
    load(store, "daegu", [write_folder(tmp_path / "third", fewer)])
    yield store
    store.close()


def test_a_backup_holds_everything_in_one_file(lived: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "backups" / "one.sojae"
    file.parent.mkdir()
    backup(lived, file)
    assert [path.name for path in file.parent.iterdir()] == ["one.sojae"]
    back = EmbeddedStore(tmp_path / "back.sqlite")
    restore(file, back)
    assert everything(back) == everything(lived)
    back.close()


def test_a_backup_is_whole_while_loads_run(lived: EmbeddedStore, tmp_path: Path) -> None:
    turns = [
        write_folder(tmp_path / name, records) for name, records in (("a", RECORDS), ("b", RECORDS[:-1]))
    ]
    ended = threading.Event()

    def work() -> None:
        with closing(EmbeddedStore(lived.path)) as writing:
            while not ended.is_set():
                for folder in turns:
                    load(writing, "daegu", [folder])

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for number in range(5):
            backup(lived, tmp_path / f"{number}.sojae")
    finally:
        ended.set()
        thread.join()
    for number in range(5):
        with closing(EmbeddedStore(tmp_path / f"back-{number}.sqlite")) as back:
            restore(tmp_path / f"{number}.sojae", back)


def test_a_file_that_is_there_and_a_store_that_is_not_empty_are_left_alone(
    lived: EmbeddedStore, tmp_path: Path
) -> None:
    file = tmp_path / "one.sojae"
    backup(lived, file)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="already exists: choose another name, or use --replace"):
        backup(lived, file)
    assert file.read_bytes() == before
    other = EmbeddedStore(tmp_path / "other.sqlite")
    other.prepare()
    say(other, RECORDS[:4])
    kept = everything(other)
    with pytest.raises(StoreError, match="is not empty: choose an empty store, or overwrite"):
        restore(file, other)
    assert everything(other) == kept
    restore(file, other, replace=True)
    assert everything(other) == everything(lived)
    other.close()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(lived: EmbeddedStore, tmp_path: Path, share: float) -> None:
    file = tmp_path / "one.sojae"
    backup(lived, file)
    os.truncate(file, int(file.stat().st_size * share))
    with (
        closing(EmbeddedStore(tmp_path / "back.sqlite")) as back,
        pytest.raises(StoreError, match=r"one\.sojae"),
    ):
        restore(file, back)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE organisations SET name_ko = 'x' WHERE id = 'firm'",
        "DELETE FROM aliases",
        "UPDATE claims SET row = replace(row, 'Daegu', 'Busan')",
        "UPDATE loads SET report = '{}' WHERE origin = 'daegu'",
        "UPDATE notes SET note = x'00'",
    ],
)
def test_a_backup_that_somebody_changed_is_refused(lived: EmbeddedStore, tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.sojae"
    backup(lived, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute(text).rowcount
        connection.commit()
    back = EmbeddedStore(tmp_path / "back.sqlite")
    with pytest.raises(StoreDamaged, match="nothing was changed"):
        restore(file, back)
    assert not back.path.exists() or not any(back.counts().values())
    back.close()


def test_what_is_no_backup_is_refused(lived: EmbeddedStore, tmp_path: Path) -> None:
    text, foreign = tmp_path / "text.sojae", tmp_path / "foreign.sojae"
    text.write_text("한빛메탈\n" * 100, encoding="utf-8")
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE places (name TEXT)")
    with closing(EmbeddedStore(tmp_path / "back.sqlite")) as back:
        for file in (text, foreign):
            with pytest.raises(StoreError, match="is not a backup"):
                restore(file, back)
        with pytest.raises(StoreError, match="sojae copy"):
            restore(lived.path, back)
        with pytest.raises(StoreError, match="does not exist"):
            restore(tmp_path / "none.sojae", back)


def test_a_damaged_store_gives_no_backup(lived: EmbeddedStore, tmp_path: Path) -> None:
    with closing(sqlite3.connect(lived.path)) as connection:
        connection.execute("UPDATE organisations SET name_ko = 'x' WHERE id = 'firm'")
        connection.commit()
    with pytest.raises(
        StoreDamaged, match=r"lived\.sqlite: the organisation “firm” is damaged: run `sojae check`"
    ):
        backup(lived, tmp_path / "one.sojae")
    assert not list(tmp_path.glob("*one.sojae*"))


@pytest.mark.neo4j
@pytest.mark.parametrize("stage", [100_000, 7])
def test_a_copy_to_the_other_engine_and_back_is_the_same(
    lived: EmbeddedStore, neo4j: Server, tmp_path: Path, stage: int
) -> None:
    server = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, stage=stage)
    copy_store(lived, server)
    assert everything(server) == everything(lived)
    back = EmbeddedStore(tmp_path / "back.sqlite")
    copy_store(server, back)
    assert everything(back) == everything(lived)
    first = lived.loads(100)[-1].id
    versions = {roll_back(store, first).graph_version for store in (lived, server, back)}
    assert len(versions) == 1
    assert len({tuple(pair.same_as for pair in pairs(store, None)) for store in (lived, server, back)}) == 1
    copy_store(back, server, replace=True)
    assert everything(server) == everything(back)
    for store in (server, back):
        store.close()


@pytest.mark.neo4j
def test_a_copy_that_was_cut_off_is_told_and_made_anew(lived: EmbeddedStore, neo4j: Server) -> None:
    server = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, stage=7)
    server.prepare()

    class Cut(Exception):
        pass

    with pytest.raises(Cut), lived.contents() as contents:
        from graph.copying import copy
        from graph.store import Load

        def cut() -> None:
            raise Cut

        contents.still = cut  # type: ignore[method-assign]  # stands for whatever ends it before its end
        copy(contents, server, Load("copy-1", "copy", "2026-03-01T00:00:00+00:00"))
    unfinished = server.revision().unfinished
    assert unfinished is not None
    with pytest.raises(StoreUnfinished, match="the same `sojae restore` or `sojae copy` again"):
        say(server, RECORDS)
    copy_store(lived, server)
    assert everything(server) == everything(lived)
    server.close()


@pytest.mark.neo4j
def test_a_store_with_a_cut_off_load_is_not_copied(neo4j: Server, tmp_path: Path) -> None:
    from tests.stores.test_stages_neo4j import cut_off

    server = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, stage=10)
    server.prepare()
    say(server, RECORDS)
    cut_off(server)
    with closing(open_store(f"sqlite:///{tmp_path / 'back.sqlite'}")) as back, pytest.raises(StoreUnfinished):
        copy_store(server, back)
    server.close()
