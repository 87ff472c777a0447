"""The list of loads, what each changed, and taking one back with the merges that followed from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.vocabulary import RecordType
from ingest.history import HistoryError, changes_of, last_standing, roll_back, undone
from ingest.load import load
from tests.origin import write_folder
from tests.records import DMI, FIRM, INSTITUTE, PARTNERS, RECORDS

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path):
    changed = [replace(FIRM, city="Gumi") if r is FIRM else r for r in RECORDS if r is not PARTNERS]
    return write_folder(tmp_path / "one", RECORDS), write_folder(tmp_path / "two", changed)


def test_a_load_tells_record_by_record_what_it_changed(store, folders):
    load(store, "daegu", [folders[0]], now=NOW)
    load(store, "daegu", [folders[1]], now=NOW)
    latest, first = store.loads(2)
    assert [(c.what, c.key, c.before, c.after) for c in changes_of(store, latest)] == [
        ("changed", "firm", FIRM, replace(FIRM, city="Gumi")),
        ("closed", PARTNERS.id, PARTNERS, None),
    ]
    new = {(c.what, c.key): c.after for c in changes_of(store, first)}
    assert len(new) == len(RECORDS)
    assert new["new", "firm"] == FIRM
    assert new["new", PARTNERS.id] == PARTNERS


def test_a_load_taken_back_can_be_loaded_again(store, folders):
    load(store, "daegu", [folders[0]], now=NOW)
    before = store.revision()
    report = load(store, "daegu", [folders[1]], now=NOW)
    assert roll_back(store, report.load_id, now=NOW).graph_version == before.graph_version
    assert load(store, "daegu", [folders[0]], now=NOW).new["organisation"] == 0
    again = load(store, "daegu", [folders[1]], now=NOW)
    assert again.graph_version == report.graph_version
    assert again.load_id != report.load_id


def test_a_rollback_taken_back_lets_the_load_stand(store, folders):
    load(store, "daegu", [folders[0]], now=NOW)
    report = load(store, "daegu", [folders[1]], now=NOW)
    back = roll_back(store, report.load_id, now=NOW)
    assert undone(store.loads(100)) == {report.load_id}
    again = roll_back(store, back.load_id, now=NOW)
    assert again.graph_version == report.graph_version
    assert undone(store.loads(100)) == {back.load_id}


def test_a_chain_of_rollbacks_names_the_one_that_can_be_taken_back(store, folders):
    report = load(store, "daegu", [folders[0]], now=NOW)
    loaded = report.graph_version
    empty = roll_back(store, report.load_id, now=NOW)
    again = roll_back(store, empty.load_id, now=NOW)
    with pytest.raises(HistoryError, match=rf"rolled back by “{empty.load_id}”.*rollback {again.load_id}"):
        roll_back(store, report.load_id, now=NOW)
    third = roll_back(store, again.load_id, now=NOW)
    assert undone(store.loads(100)) == {report.load_id, again.load_id}
    assert last_standing(store, "daegu") is None
    for known, by in ((report.load_id, empty.load_id), (empty.load_id, again.load_id)):
        with pytest.raises(HistoryError, match=rf"by “{by}”.*`sojae rollback {third.load_id}`") as told:
            roll_back(store, known, now=NOW)
        assert "older version" not in str(told.value)
    assert roll_back(store, third.load_id, now=NOW).graph_version == loaded


def test_a_load_is_taken_back_once(store, folders):
    report = load(store, "daegu", [folders[0]], now=NOW)
    roll_back(store, report.load_id, now=NOW)
    with pytest.raises(HistoryError, match=r"was already rolled back by .*: load it again"):
        roll_back(store, report.load_id, now=NOW)


def test_an_unknown_load_is_refused_with_the_nearest(store, folders):
    report = load(store, "daegu", [folders[0]], now=NOW)
    with pytest.raises(HistoryError, match=f"did you mean “{report.load_id}”"):
        roll_back(store, report.load_id[:-1], now=NOW)


def test_a_word_put_by_hand_survives_the_rollback_of_the_load_under_it(store, folders):
    from ingest.edit import say

    report = load(store, "daegu", [folders[0]], now=NOW)
    ours = replace(INSTITUTE, city="Gyeongsan")
    say(store, ours, now=NOW)
    roll_back(store, report.load_id, now=NOW)
    kept = {row[0] for batch in store.rows(RecordType.ORGANISATION) for row in batch}
    assert kept == {INSTITUTE.id}
    assert DMI.node not in {row[0] for batch in store.rows(RecordType.ALIAS) for row in batch}
