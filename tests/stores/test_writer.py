"""What a load asks of a store while it writes, on every engine."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.model import Relation
from graph.rows import from_row
from graph.store import Claim, Held, StoreError, Write
from graph.versions import digest
from graph.vocabulary import RecordType
from tests.records import DMI, FIRM, FOUNDED, INSTITUTE, PAPER, PARTNERS, RECORDS, REPORT, SPECIALIST
from tests.saying import by_type, new_load, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model import Record
    from graph.store import Store, Writer


@pytest.fixture
def writing(store: Store) -> Iterator[Writer]:
    """A second load at work on a store that holds the hand-drawn records."""
    say(store, RECORDS)
    with store.writer(new_load("second")) as writer:
        yield writer


@contextmanager
def finished(store: Store, origin: str = "second") -> Iterator[Writer]:
    load = new_load(origin)
    with store.writer(load) as writer:
        yield writer
        writer.finish(load)


def write(record: Record, was: Held | None = None, closed: str | None = None) -> Write:
    return Write(record, Held(digest(record), "second", "load-x", closed), was)


def claim(record: Record, origin: str, load_id: str = "load-x") -> Claim:
    return Claim(record.type, record.key, origin, load_id, digest(record), record)


def test_held_tells_what_is_kept_under_each_key(store: Store) -> None:
    say(store, RECORDS)
    load_id = store.loads(1)[0].id
    with store.writer(new_load()) as writer:
        for record_type, group in by_type(RECORDS).items():
            held = writer.held(record_type, [*(record.key for record in group), "missing"])
            assert held == {r.key: Held(digest(r), "daegu", load_id, None) for r in group}
            assert writer.records(record_type, [*held, "missing"]) == {r.key: r for r in group}


def test_held_tells_of_closed_records_too(store: Store) -> None:
    say(store, RECORDS)
    say(store, [record for record in RECORDS if record is not SPECIALIST], day="2026-05-06")
    with store.writer(new_load()) as writer:
        assert writer.held(RecordType.RELATION, ["r1"])["r1"].closed == "2026-05-06"
        assert writer.records(RecordType.RELATION, ["r1"]) == {"r1": SPECIALIST}


def test_what_was_put_is_seen_by_the_load_itself(writing: Writer) -> None:
    new = replace(PARTNERS, id="r9")
    writing.put(RecordType.RELATION, [write(new)])
    assert writing.records(RecordType.RELATION, ["r9"]) == {"r9": new}
    assert writing.held(RecordType.RELATION, ["r9"])["r9"].origin == "second"
    assert list(writing.keys(RecordType.RELATION, "second")) == ["r9"]


def test_keys_are_of_one_origin_and_open(store: Store) -> None:
    say(store, RECORDS)
    say(store, [PAPER, replace(FIRM, city="Gumi")], origin="second")
    say(store, [record for record in RECORDS if record not in {SPECIALIST, FIRM, PARTNERS}])
    with store.writer(new_load()) as writer:
        assert sorted(writer.keys(RecordType.RELATION, "daegu")) == ["r2", "r4"]
        assert list(writer.keys(RecordType.ORGANISATION, "second")) == ["firm"]
        assert sorted(writer.keys(RecordType.ORGANISATION, "daegu")) == ["institute", "mill"]
        assert list(writer.keys(RecordType.CONFLICT, "daegu")) == [FOUNDED.key]


def test_a_put_replaces_what_had_the_key(writing: Writer) -> None:
    was = writing.held(RecordType.ORGANISATION, ["firm"])["firm"]
    bare = replace(FIRM, name_ko="새 이름", sector="metals")
    writing.put(RecordType.ORGANISATION, [write(bare, was)])
    assert writing.records(RecordType.ORGANISATION, ["firm"]) == {"firm": bare}
    barer = replace(bare, sector=None)
    writing.put(
        RecordType.ORGANISATION, [write(barer, writing.held(RecordType.ORGANISATION, ["firm"])["firm"])]
    )
    assert writing.records(RecordType.ORGANISATION, ["firm"]) == {"firm": barer}


def test_the_version_of_a_writer_follows_what_it_writes(writing: Writer) -> None:
    before = writing.graph_version
    writing.put(RecordType.SOURCE, [write(new := replace(PAPER, id="s9"))])
    between = writing.graph_version
    assert between != before
    writing.put(RecordType.SOURCE, [write(PAPER, writing.held(RecordType.SOURCE, ["s1"])["s1"])])
    assert writing.graph_version == between
    writing.put_claims([claim(new, "third")])
    assert writing.graph_version != between
    writing.drop_claims([claim(new, "third")])
    assert writing.graph_version == between


def test_claims_are_kept_replaced_and_dropped(writing: Writer) -> None:
    other = replace(FIRM, city="Gumi")
    writing.put_claims([claim(FIRM, "a"), claim(FIRM, "b"), claim(DMI, "a")])
    writing.put_claims([claim(other, "a")])
    assert {(c.origin, c.record) for c in writing.claims(RecordType.ORGANISATION)} == {
        ("a", other),
        ("b", FIRM),
    }
    assert list(writing.claims(RecordType.ALIAS)) == [claim(DMI, "a")]
    writing.drop_claims([claim(FIRM, "a"), claim(INSTITUTE, "a")])
    assert list(writing.claims(RecordType.ORGANISATION)) == [claim(FIRM, "b")]


def test_claims_come_oldest_load_first(store: Store) -> None:
    say(store, RECORDS)
    for origin in ("z", "m", "a"):
        say(store, [PAPER, FIRM], origin=origin)
    with store.writer(new_load()) as writer:
        assert [c.origin for c in writer.claims(RecordType.ORGANISATION)] == ["z", "m", "a"]


@pytest.mark.parametrize(
    ("record_type", "keys", "expected"),
    [
        (RecordType.ORGANISATION, ["institute", "firm", "mill"], {"mill"}),
        (RecordType.TECHNOLOGY, ["moulding"], set()),
        (RecordType.PROGRAMME, ["union", "division"], set()),
        (RecordType.SOURCE, ["s1", "s2"], set()),
        (RecordType.ORGANISATION, [], set()),
    ],
)
def test_unreferenced_tells_what_no_open_record_refers_to(
    writing: Writer, record_type: RecordType, keys: list[str], expected: set[str]
) -> None:
    assert writing.unreferenced(record_type, keys) == expected


def test_a_closed_record_refers_to_nothing(store: Store) -> None:
    say(store, [PAPER, REPORT, FIRM, INSTITUTE, PARTNERS, DMI])
    with store.writer(new_load("second")) as writer:
        for record in (PARTNERS, DMI):
            was = writer.held(record.type, [record.key])[record.key]
            writer.put(record.type, [write(record, was, closed="2026-01-01")])
        assert writer.unreferenced(RecordType.ORGANISATION, ["firm", "institute"]) == {"firm", "institute"}


def test_a_node_with_nothing_but_an_alias_is_referred_to(store: Store) -> None:
    say(store, [PAPER, REPORT, INSTITUTE, DMI])
    with store.writer(new_load()) as writer:
        assert writer.unreferenced(RecordType.ORGANISATION, ["institute"]) == set()


def test_leaving_without_finishing_leaves_the_state_before(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision(), store.counts(), store.loads()
    with pytest.raises(ZeroDivisionError), store.writer(new_load("second")) as writer:
        writer.put(RecordType.SOURCE, [write(replace(PAPER, id="s9"))])
        raise ZeroDivisionError
    assert (store.revision(), store.counts(), store.loads()) == before


@pytest.mark.neo4j
def test_a_relation_whose_end_is_missing_is_never_dropped_silently(neo4j_store: Store) -> None:
    say(neo4j_store, [PAPER, FIRM])
    before = neo4j_store.revision()
    dangling = Relation("r9", "firm", "SUPPLIES", "nobody", None, None, None, ("s1",))
    with pytest.raises(StoreError, match="nobody"), finished(neo4j_store) as writer:
        writer.put(RecordType.RELATION, [write(dangling)])
    assert neo4j_store.revision() == before


def test_a_weight_comes_back_from_every_store_with_the_content_that_was_written(store: Store) -> None:
    heavy = replace(PARTNERS, weight=2.5)
    say(store, [*(record for record in RECORDS if record is not PARTNERS), heavy])
    before = store.revision().graph_version
    row = next(row for rows in store.rows(RecordType.RELATION) for row in rows if row[0] == heavy.id)
    assert from_row(RecordType.RELATION, row) == heavy
    with finished(store) as writer:
        held = writer.held(RecordType.RELATION, [heavy.id])[heavy.id]
        assert held.digest == digest(heavy)
    assert store.revision().graph_version == before
