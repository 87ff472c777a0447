"""A store whose file was damaged is told so, never served as if it were whole, and mended from what still has the text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bench.damage import outcomes
from graph.backup import backup
from graph.checking import check_contents
from graph.repair import ORIGIN, repair
from graph.rows import to_row
from graph.snapshot import Snapshot
from graph.store import StoreDamaged, StoreError
from graph.stores.embedded import EmbeddedStore
from graph.versions import digest, row_digests
from graph.vocabulary import RecordType
from ingest.load import load
from ingest.runs import new_run
from tests.origin import write_folder
from tests.records import FIRM, INSTITUTE, PAPER, RECORDS
from tests.saying import held_records, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store


def faults(store: Store) -> list[str]:
    with store.contents() as contents:
        return [f"{fault.place}: {fault.rule}" for fault in check_contents(contents).faults]


def mended(store: Store):
    return repair(store, new_run(ORIGIN, datetime(2026, 3, 2, tzinfo=UTC)))


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(tmp_path / "graph.sqlite")
    store.prepare()
    yield store
    store.close()


def damage(store: EmbeddedStore, text: str) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(text)
        connection.commit()


def test_a_whole_store_has_no_fault(store: Store) -> None:
    say(store, RECORDS)
    say(store, [PAPER, replace(FIRM, city="Gumi")], origin="another")
    say(
        store, [record for record in RECORDS if record is not FIRM and record.type is not RecordType.RELATION]
    )
    assert faults(store) == []
    store.verify()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_rows_have_the_digests_of_their_records(record) -> None:
    assert list(row_digests(record.type, [to_row(record)])) == [digest(record)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("UPDATE organisations SET name_ko = '다른 이름' WHERE id = 'firm'", "organisation “firm”: its text does not match"),
        ("UPDATE relations SET sources = '[' WHERE id = 'r1'", "relation “r1”: its text does not match"),
        ("UPDATE aliases SET name = CAST(x'ff' AS TEXT)", "alias “institute|abbreviation|DMI”: its text does not match"),
        ("UPDATE organisations SET closed = 0 WHERE id = 'mill'", "organisation “mill”: its text does not match"),
        ("DELETE FROM relations WHERE id = 'r2'", "the graph version: "),
        ("UPDATE meta SET value = 'xyz' WHERE name = 'total'", "the graph version: "),
        ("UPDATE sources SET digest = x'00' WHERE id = 's1'", "source “s1”: its text does not match"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_named_and_never_served(embedded: EmbeddedStore, text: str, said: str) -> None:
    say(embedded, RECORDS)
    damage(embedded, text)
    assert any(line.startswith(said) for line in faults(embedded)), faults(embedded)
    with pytest.raises(StoreDamaged, match=r"graph\.sqlite: .*sojae check"):
        Snapshot(embedded)


def test_a_reference_to_what_is_not_there_is_a_fault(embedded: EmbeddedStore) -> None:
    say(embedded, RECORDS)
    damage(embedded, "DELETE FROM organisations WHERE id = 'mill'")
    damage(embedded, "DELETE FROM sources WHERE id = 's2'")
    damage(embedded, "DELETE FROM organisations WHERE id = 'firm'")
    told = faults(embedded)
    assert "relation “r3”: it refers to the node “firm”, which does not exist" in told
    assert "technology “moulding”: it refers to the source “s2”, which does not exist" in told


def test_no_flipped_byte_is_served_under_the_good_version(daegu_store: EmbeddedStore, tmp_path: Path) -> None:
    whole = tmp_path / "whole.sojae"
    backup(daegu_store, whole)
    found = list(outcomes(whole, tmp_path, 15, seed=7))
    assert {said for _, said, _ in found} <= {"refused", "as it was"}
    assert all(told for _, said, told in found if said == "refused")
    assert sum(said == "refused" for _, said, _ in found) > 5


def test_a_text_that_another_origin_says_too_is_mended(embedded: EmbeddedStore) -> None:
    say(embedded, RECORDS)
    say(embedded, [PAPER, INSTITUTE], origin="another")
    before = embedded.revision()
    damage(embedded, "UPDATE organisations SET city = 'Busan' WHERE id = 'institute'")
    done = mended(embedded)
    assert (done.restored, done.lost, done.repeat) == (1, 0, set())
    assert (faults(embedded), embedded.revision()) == ([], before)
    assert INSTITUTE in held_records(embedded)


def test_a_damaged_digest_is_told_from_a_damaged_text_by_the_sum(embedded: EmbeddedStore) -> None:
    say(embedded, RECORDS)
    before = embedded.revision()
    damage(embedded, f"UPDATE organisations SET digest = x'{'ab' * 16}' WHERE id = 'firm'")
    assert mended(embedded).restored == 1
    assert (faults(embedded), embedded.revision()) == ([], before)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE organisations SET name_ko = '다른 이름' WHERE id = 'firm'",
        "UPDATE relations SET sources = '[' WHERE id = 'r1'",
        "UPDATE aliases SET name = CAST(x'ff' AS TEXT) WHERE name = 'DMI'",
        "DELETE FROM relations WHERE id = 'r2'",
    ],
)
def test_what_nobody_else_says_is_written_anew_by_the_next_load_of_the_same_files(
    embedded: EmbeddedStore, tmp_path: Path, text: str
) -> None:
    folder = write_folder(tmp_path / "daegu", RECORDS)
    before = load(embedded, "daegu", [folder]).graph_version
    damage(embedded, text)
    done = mended(embedded)
    assert embedded.revision().graph_version != before
    assert done.repeat == ({"daegu"} if not text.startswith("DELETE") else set())
    if done.repeat:
        assert load(embedded, "daegu", [folder]).graph_version == before
        assert held_records(embedded) == set(RECORDS)
    assert faults(embedded) == []


def test_a_day_of_closing_that_is_none_is_taken_away(embedded: EmbeddedStore) -> None:
    say(embedded, RECORDS)
    before = embedded.revision()
    damage(embedded, "UPDATE sources SET closed = 0 WHERE id = 's2'")
    assert mended(embedded).restored == 1
    assert (faults(embedded), embedded.revision()) == ([], before)


def test_a_damaged_further_word_is_forgotten_and_its_origin_named(embedded: EmbeddedStore) -> None:
    say(embedded, [PAPER, FIRM])
    say(embedded, [PAPER, replace(FIRM, city="Gumi")], origin="another")
    damage(embedded, "UPDATE claims SET row = replace(row, '금속회사', '다른 이름')")
    assert faults(embedded) == [
        "organisation “firm” (the claim of “daegu”): its text does not match its digest"
    ]
    assert mended(embedded).repeat == {"daegu"}
    assert faults(embedded) == []


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("UPDATE organisations SET id = 'inctitute' WHERE id = 'institute'", True),  # one bit
        ("UPDATE organisations SET id = 'firn' WHERE id = 'firm'", True),  # a byte
        ("UPDATE relations SET id = 'r~' WHERE id = 'r3'", True),
        ("UPDATE organisations SET name_ko = '한빛메탂' WHERE id = 'firm'", False),
        ("UPDATE organisations SET id = 'f~~~' WHERE id = 'firm'", False),
    ],
)
def test_a_damaged_id_leaves_no_record_that_nobody_ever_said(
    embedded: EmbeddedStore, tmp_path: Path, text: str, mends: bool
) -> None:
    folder = write_folder(tmp_path / "daegu", RECORDS)
    load(embedded, "daegu", [folder])
    before, held = embedded.revision(), held_records(embedded)
    damage(embedded, text)
    done = mended(embedded)
    assert (done.restored, done.lost) == ((1, 0) if mends else (0, 1))
    if mends:
        assert embedded.revision() == before
    load(embedded, "daegu", [folder])
    assert (faults(embedded), embedded.revision(), held_records(embedded)) == ([], before, held)
    with embedded.contents() as contents:
        kept = [kept.key for t in RecordType for batch in contents.kept(t) for kept in batch]
    assert len(kept) == len(RECORDS)


@pytest.mark.parametrize("harm", ["cut", "a page", "no sum"])
def test_a_load_of_the_same_files_says_nothing_of_a_store_that_is_not_whole(
    embedded: EmbeddedStore, tmp_path: Path, harm: str
) -> None:
    folder = write_folder(tmp_path / "daegu", RECORDS)
    load(embedded, "daegu", [folder])
    good = embedded.path.read_bytes()
    if harm == "no sum":
        damage(embedded, "DELETE FROM meta")
    else:
        cut = good[:-1000] if harm == "cut" else good[: 4096 * 3] + bytes(4096) + good[4096 * 4 :]
        embedded.path.write_bytes(cut)
    with pytest.raises(StoreDamaged, match=r"damaged|does not match"):
        load(EmbeddedStore(embedded.path), "daegu", [folder])
    if harm == "no sum":
        assert mended(embedded).resummed
    else:
        harmed = embedded.path.read_bytes()
        with pytest.raises(StoreDamaged, match="restore a backup"):
            mended(embedded)
        assert embedded.path.read_bytes() == harmed
        embedded.path.write_bytes(good)
    assert load(EmbeddedStore(embedded.path), "daegu", [folder]).graph_version


def test_our_own_store_without_a_table_is_called_damaged_and_a_folder_a_folder(
    embedded: EmbeddedStore, tmp_path: Path
) -> None:
    say(embedded, RECORDS)
    damage(embedded, "DROP TABLE claims")
    for act in (embedded.revision, embedded.prepare):
        with pytest.raises(StoreDamaged, match=r"a damaged Sojae store .*claims.*restore a backup"):
            act()
    folder = EmbeddedStore(tmp_path)
    for act in (folder.revision, folder.prepare):
        with pytest.raises(StoreError, match="this is a folder: give a file in it"):
            act()
