"""Taking loads back, on every engine: the graph version tells whether everything is as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.loads.rollback import take_back
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.model import Organisation, Source
from graph.stores import open_store
from graph.vocabulary import RecordType
from tests.examples import examples
from tests.records import FIRM, INSTITUTE, MILL, PAPER, PARTNERS, RECORDS, REPORT
from tests.saying import DAY, by_type, held_records, new_load

BASE = (PAPER, REPORT, INSTITUTE, FIRM, MILL, PARTNERS)


def say(store, records, *, origin="daegu"):
    """Let an origin say exactly these records, and note what that replaces."""
    run = new_load(origin)
    with recording(store, run) as writer:
        upsert = Upsert(writer, origin, run.id, DAY)
        groups = by_type(records)
        for record_type, group in groups.items():
            if group:
                upsert.add(record_type, [with_digest(record) for record in group])
        upsert.sweep({record_type: {r.key for r in group} for record_type, group in groups.items()})
        writer.finish(run)
    return run


def undo(store, load):
    run = new_load("rollback")
    with recording(store, run) as writer:
        done = take_back(store, writer, load)
        writer.finish(run)
    return done, run


def version(store):
    return store.revision().graph_version


def test_the_first_load_taken_back_leaves_an_empty_store(store):
    before = version(store)
    load = say(store, RECORDS)
    done, _ = undo(store, load)
    assert version(store) == before
    assert held_records(store) == set()
    assert done.removed[RecordType.RELATION] == 4
    assert sum(done.removed.values()) == len(RECORDS)


def test_further_words_that_go_are_not_counted_as_records_that_come_back(store):
    say(store, RECORDS)
    before = version(store)
    words = [replace(FIRM, city="Gumi"), *(r for r in RECORDS if r is not FIRM)]
    done, _ = undo(store, say(store, words, origin="another"))
    assert done.restored == {RecordType.ORGANISATION: 1}
    assert sum(done.further.values()) == len(
        RECORDS
    )  # the others' words go, and daegu's on the firm is shown again
    assert version(store) == before


def test_changed_new_and_closed_records_are_as_they_were(store):
    say(store, BASE)
    before, records = version(store), held_records(store)
    later = [PAPER, REPORT, replace(INSTITUTE, city="Gyeongsan"), FIRM, replace(MILL, id="mill-2")]
    load = say(store, later)
    assert version(store) != before
    done, _ = undo(store, load)
    assert (version(store), held_records(store)) == (before, records)
    assert done.restored == {RecordType.ORGANISATION: 2, RecordType.RELATION: 1}
    assert done.removed[RecordType.ORGANISATION] == 1


def test_a_rollback_can_be_taken_back(store):
    say(store, BASE)
    load = say(store, [PAPER, REPORT, replace(INSTITUTE, city="Gyeongsan"), FIRM])
    after = version(store)
    _, back = undo(store, load)
    undo(store, back)
    assert version(store) == after


def test_what_others_have_said_since_stays(store):
    first = say(store, BASE)
    say(store, [PAPER, replace(FIRM, city="Gumi")], origin="krx")
    done, _ = undo(store, first)
    assert held_records(store) == {PAPER, replace(FIRM, city="Gumi")}
    assert done.kept[RecordType.ORGANISATION] == 1


def test_a_word_that_another_origin_outvoted_goes_quietly(store):
    say(store, [PAPER, FIRM], origin="krx")
    alone = version(store)
    ours = say(store, [PAPER, replace(FIRM, city="Daegu")])
    say(store, [PAPER, replace(FIRM, city="Gumi")], origin="krx")
    undo(store, ours)
    with store.writer(new_load("look")) as writer:
        assert list(writer.claims(RecordType.ORGANISATION)) == []
    undo(store, store.loads(1000, "krx")[0])
    assert version(store) == alone


def test_a_node_that_others_refer_to_is_kept(store):
    first = say(store, [PAPER, REPORT, INSTITUTE, FIRM])
    say(store, [PARTNERS], origin="table")
    done, _ = undo(store, first)
    assert held_records(store) == {PAPER, REPORT, INSTITUTE, FIRM, PARTNERS}
    assert done.kept == {RecordType.ORGANISATION: 2, RecordType.SOURCE: 2}


def test_a_relation_whose_end_is_gone_since_does_not_come_back(store):
    say(store, BASE)
    without = say(store, [PAPER, REPORT, INSTITUTE, FIRM, MILL])
    say(store, [PAPER, REPORT, INSTITUTE, MILL])  # now nothing refers to the firm, and it is closed
    done, _ = undo(store, without)
    assert PARTNERS not in held_records(store)
    assert done.kept == {RecordType.RELATION: 1}


WORDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["Daegu", "Gumi", None]), max_size=3)
LOADS = st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), WORDS), min_size=1, max_size=6)


def records_of(words):
    firms = (
        Organisation(k, k, k, False, "company", None, None, city, None, None, None, ("s",))
        for k, city in words.items()
    )
    return [Source("s", "t", "p", None, "https://example.org"), *firms]


def words_of(store):
    """Give every origin's word on every open record."""
    said = {}
    with store.writer(new_load("look")) as writer:
        for origin in ("one", "two", "three"):
            keys = list(writer.keys(RecordType.ORGANISATION, origin))
            said |= {
                (origin, key): r.city for key, r in writer.records(RecordType.ORGANISATION, keys).items()
            }
        said |= {(c.origin, c.key): c.record.city for c in writer.claims(RecordType.ORGANISATION)}
    return said


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LOADS)
def test_loads_taken_back_from_the_last_to_the_first_give_every_earlier_version(tmp_path_factory, loads):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('undo') / 'graph.sqlite'}")
    store.prepare()
    steps = [(version(store), say(store, records_of(words), origin=origin)) for origin, words in loads]
    for before, load in reversed(steps):
        undo(store, load)
        assert version(store) == before
    store.close()


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LOADS, st.data())
def test_a_load_taken_back_leaves_every_other_origins_words(tmp_path_factory, loads, data):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('undo') / 'graph.sqlite'}")
    store.prepare()
    done = [say(store, records_of(words), origin=origin) for origin, words in loads]
    chosen = data.draw(st.sampled_from(done))
    before = words_of(store)
    undo(store, chosen)
    after = words_of(store)
    others = {place: city for place, city in before.items() if place[0] != chosen.origin}
    assert {place: city for place, city in after.items() if place[0] != chosen.origin} == others
    store.close()


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 0, 1), (1, 2, 0)])
def test_loads_of_several_origins_may_be_taken_back_in_any_order(store, order):
    empty = version(store)
    loads = [
        say(store, [PAPER, replace(FIRM, city=city)], origin=origin)
        for origin, city in (("one", "Daegu"), ("two", "Gumi"), ("three", None))
    ]
    for number in order:
        undo(store, loads[number])
    assert version(store) == empty
