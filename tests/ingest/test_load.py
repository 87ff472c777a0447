"""A load on every engine: what is new, changed, gone; two origins; twice the same; dry runs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from graph.stores import open_store
from graph.vocabulary import DATA, RecordType
from ingest import joining
from ingest.load import load
from ingest.origin import OriginError, Row, Working
from tests.origin import write_folder
from tests.records import DMI, FIRM, MILL, PARTNERS, RECORDS, SPECIALIST
from tests.saying import by_type, held_records, new_load, say

if TYPE_CHECKING:
    from graph.store import Store

COUNTS = {
    RecordType.ORGANISATION: 989,
    RecordType.TECHNOLOGY: 355,
    RecordType.PROGRAMME: 314,
    RecordType.SOURCE: 913,
    RecordType.RELATION: 3227,
    RecordType.ALIAS: 476,
    RecordType.CONFLICT: 51,
    RecordType.IDENTIFIER: 0,
    RecordType.SAME_AS: 0,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The hand-drawn records as an origin's files."""
    return write_folder(tmp_path / "origin", RECORDS)


def state_of(store: Store, login: dict[str, str | None]) -> object:
    """What would change if anything were written: the bytes of a file, or the server's last transaction."""
    if store.engine == "sqlite":
        path = Path(store.address.removeprefix("sqlite:///"))
        log = path.with_name(
            f"{path.name}-wal"
        )  # beside it lies -shm, which holds the marks of readers, no data
        return path.read_bytes(), log.read_bytes() if log.exists() else b""
    with GraphDatabase.driver(store.address, auth=(str(login["user"]), str(login["password"]))) as driver:
        asked = "SHOW DATABASES YIELD name, lastCommittedTxn WHERE name = 'neo4j' RETURN lastCommittedTxn"
        return driver.execute_query(asked, database_="system").records[0][0]


def test_the_daegu_data_is_loaded_whole_and_the_second_time_writes_nothing(
    store: Store, store_login: dict[str, str | None], daegu_store: Store
) -> None:
    first = load(store, "daegu")
    before = state_of(store, store_login)
    second = load(store, "daegu")
    assert store.counts() == COUNTS
    assert first.rejected == second.rejected == 0
    assert first.new == second.unchanged == {str(t): n for t, n in COUNTS.items()}
    assert sum(second.new.values()) + sum(second.changed.values()) + sum(second.closed.values()) == 0
    assert first.graph_version == second.graph_version == daegu_store.revision().graph_version
    assert state_of(store, store_login) == before
    assert len(store.loads()) == 1


def test_the_same_records_in_other_files_write_nothing(
    store: Store, store_login: dict[str, str | None], folder: Path, tmp_path: Path
) -> None:
    load(store, "daegu", [folder])
    before = state_of(store, store_login)
    turned = write_folder(tmp_path / "turned", reversed(RECORDS))
    report = load(store, "daegu", [turned])
    assert sum(report.unchanged.values()) == len(RECORDS)
    assert state_of(store, store_login) == before
    assert len(store.loads()) == 1


def test_what_is_no_longer_said_is_closed_and_opens_again_when_said_again(
    store: Store, tmp_path: Path
) -> None:
    before = load(store, "daegu", [write_folder(tmp_path / "1", RECORDS)]).graph_version
    fewer = [record for record in RECORDS if record not in {SPECIALIST, DMI, MILL}]
    report = load(store, "daegu", [write_folder(tmp_path / "2", fewer)])
    assert {t: n for t, n in report.closed.items() if n} == {"organisation": 1, "alias": 1, "relation": 1}
    assert held_records(store) == set(fewer)
    assert report.graph_version != before
    report = load(store, "daegu", [write_folder(tmp_path / "3", RECORDS)])
    assert {t: n for t, n in report.changed.items() if n} == {"organisation": 1, "alias": 1, "relation": 1}
    assert report.graph_version == before


def test_a_node_that_a_relation_still_needs_is_not_closed(store: Store) -> None:
    say(store, RECORDS)
    say(store, [r for r in RECORDS if r.key in {"s1", "firm", "r3"}])
    kept = {record.key for record in held_records(store)}
    assert kept == {"s1", "s2", "firm", "institute", "r3"}


def test_sweep_keeps_what_another_origin_vouches_for(store: Store, tmp_path: Path) -> None:
    load(store, "daegu", [write_folder(tmp_path / "1", RECORDS)])
    say(store, RECORDS, origin="another")
    fewer = [record for record in RECORDS if record not in {SPECIALIST, MILL}]
    report = load(store, "daegu", [write_folder(tmp_path / "2", fewer)])
    assert sum(report.closed.values()) == 0
    assert held_records(store) == set(RECORDS)
    report_of_other = say(store, fewer, origin="another")
    assert sum(report_of_other.closed.values()) == 2
    assert held_records(store) == set(fewer)


def test_the_word_of_another_origin_is_shown_when_the_last_one_is_withdrawn(store: Store) -> None:
    base = [record for record in RECORDS if record is not FIRM]
    theirs, ours = replace(FIRM, city="Gumi"), replace(FIRM, city="Pohang")
    say(store, [*base, theirs], origin="another")
    say(store, [*base, ours])
    assert ours in held_records(store)
    say(store, base)
    assert theirs in held_records(store)
    assert ours not in held_records(store)
    assert PARTNERS in held_records(store)


def test_two_origins_in_either_order_end_in_the_records_of_both(store: Store) -> None:
    say(store, RECORDS[:8], origin="a")
    say(store, RECORDS, origin="b")
    assert held_records(store) == set(RECORDS)
    say(store, [], origin="b")
    assert held_records(store) == set(RECORDS[:8])


def test_a_dry_run_tells_the_difference_and_writes_nothing(
    store: Store, store_login: dict[str, str | None], folder: Path, tmp_path: Path
) -> None:
    load(store, "daegu", [folder])
    before = state_of(store, store_login)
    moved = replace(FIRM, city="Gumi")
    changed = [moved if r is FIRM else r for r in RECORDS if r is not SPECIALIST]
    report = load(store, "daegu", [write_folder(tmp_path / "2", changed)], dry_run=True)
    assert report.dry_run
    assert (report.changed["organisation"], report.closed["relation"]) == (1, 1)
    assert state_of(store, store_login) == before
    again = load(store, "daegu", [tmp_path / "2"])
    assert again.graph_version == report.graph_version == store.revision().graph_version


def test_a_load_report_is_kept_with_the_load(store: Store, folder: Path) -> None:
    report = load(store, "daegu", [folder])
    (kept,) = store.loads()
    assert kept.id == report.load_id
    assert kept.report["new"] == report.new
    assert kept.finished is not None


def test_a_load_stamps_what_it_touches_and_nothing_else(store: Store, tmp_path: Path) -> None:
    first = load(store, "daegu", [write_folder(tmp_path / "1", RECORDS)]).load_id
    moved = replace(FIRM, city="Gumi")
    second = load(
        store, "daegu", [write_folder(tmp_path / "2", [moved if r is FIRM else r for r in RECORDS])]
    ).load_id
    with store.writer(new_load()) as writer:
        stamps = {
            (record_type, key): held.load_id
            for record_type, group in by_type(RECORDS).items()
            for key, held in writer.held(record_type, [record.key for record in group]).items()
        }
    assert stamps.pop((RecordType.ORGANISATION, FIRM.id)) == second
    assert set(stamps.values()) == {first}
    assert len(stamps) == len(RECORDS) - 1


def test_progress_ends_at_the_whole(store: Store, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    load(store, "daegu", [folder], progress=lambda *words: told.append(words))
    assert told[-1] == (len(RECORDS), len(RECORDS), "reading")


def test_an_origin_that_cannot_be_read_is_refused_before_anything(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    with pytest.raises(OriginError, match="Unknown origin “deagu”: did you mean “daegu”"):
        load(store, "deagu")
    with pytest.raises(OriginError, match="no such folder"):
        load(store, "daegu", [tmp_path / "nowhere"])
    shutil.copytree(DATA / "daegu", tmp_path / "copy")
    (tmp_path / "copy" / "aliases.csv").unlink()
    with pytest.raises(OriginError, match=r"missing files: aliases\.csv"):
        load(store, "daegu", [tmp_path / "copy"])
    store.close()


def test_rows_that_wait_to_be_merged_give_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "EVERY", 2)
    rows = [Row("a.csv", line, replace(FIRM, id=f"a:{line}")) for line in range(1, 6)]
    told = [one for one in joining.joined(rows, last=lambda record, _: record) if isinstance(one, Working)]
    assert told == [("reading", 2), ("reading", 4), ("merging", 2), ("merging", 4)]
