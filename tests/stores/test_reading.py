"""What a store tells: revision, counts, rows, closed records, loads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import COLUMNS, Relation, Source
from graph.versions import graph_version
from graph.vocabulary import RecordType
from tests.records import FIRM, MILL, PAPER, PARTNERS, RECORDS, SPECIALIST
from tests.saying import DAY, by_type, new_load, say

if TYPE_CHECKING:
    from graph.store import Store


def test_an_empty_store_has_the_version_of_nothing_and_counts_nothing(store: Store) -> None:
    assert store.revision().graph_version == graph_version(0)
    assert store.revision().unfinished is None
    assert store.counts() == dict.fromkeys(RecordType, 0)
    assert store.loads() == []
    assert [list(store.rows(record_type)) for record_type in RecordType] == [[]] * len(RecordType)


def test_preparing_again_changes_nothing(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision()
    store.prepare()
    assert store.revision() == before
    assert sum(store.counts().values()) == len(RECORDS)


def test_counts_are_of_open_records(store: Store) -> None:
    say(store, RECORDS)
    say(store, [record for record in RECORDS if record is not PARTNERS])
    expected = {record_type: len(group) for record_type, group in by_type(RECORDS).items()}
    assert store.counts() == expected | {RecordType.RELATION: 3}


def test_rows_come_in_column_order_sorted_by_key(store: Store) -> None:
    say(store, RECORDS)
    for record_type, group in by_type(RECORDS).items():
        rows = [row for batch in store.rows(record_type) for row in batch]
        assert [len(row) for row in rows] == [len(COLUMNS[record_type])] * len(group)
        expected = sorted(group, key=lambda record: record.key)
        assert [row[0] for row in rows] == [
            r.entity if r.type is RecordType.CONFLICT else getattr(r, "id", None) or getattr(r, "node", None)
            for r in expected
        ]


def test_lists_are_json_text_and_truth_is_one_or_zero(store: Store) -> None:
    say(store, RECORDS)
    (rows,) = store.rows(RecordType.ORGANISATION)
    by_id = {row[0]: row for row in rows}
    assert by_id["institute"][COLUMNS[RecordType.ORGANISATION].index("sources")] == '["s1","s2"]'
    assert (by_id["institute"][3], by_id["firm"][3]) == (1, 0)
    assert {type(row[3]) for row in rows} == {int}


def test_a_closed_record_is_kept_with_its_day(store: Store) -> None:
    say(store, RECORDS)
    say(store, [record for record in RECORDS if record not in {SPECIALIST, MILL}], day="2026-05-06")
    assert store.closed(RecordType.RELATION, "r1") == (SPECIALIST, "2026-05-06")
    assert store.closed(RecordType.ORGANISATION, "mill") == (MILL, "2026-05-06")
    assert store.closed(RecordType.RELATION, "r2") is None
    assert store.closed(RecordType.RELATION, "nothing") is None


def test_a_closed_record_opens_again_when_it_is_said_again(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision()
    say(store, [record for record in RECORDS if record is not SPECIALIST])
    assert store.revision() != before
    say(store, RECORDS)
    assert store.revision() == before
    assert store.closed(RecordType.RELATION, "r1") is None


def test_a_relation_may_change_its_predicate_and_its_ends(store: Store) -> None:
    say(store, RECORDS)
    turned = replace(PARTNERS, predicate="SUPPLIES", subject="institute", object="mill", detail="turned")
    say(store, [turned if record is PARTNERS else record for record in RECORDS])
    rows = [row for batch in store.rows(RecordType.RELATION) for row in batch]
    assert [row[:4] for row in rows if row[0] == "r3"] == [("r3", "institute", "SUPPLIES", "mill")]
    assert len(rows) == store.counts()[RecordType.RELATION] == 4


def test_many_relations_at_one_node_stream_in_the_order_of_ids(store: Store) -> None:
    firms = [replace(FIRM, id=f"firm-{i:04d}") for i in range(300)]
    kinds = ("SUPPLIES", "SUPPORTS", "FUNDS")
    hub = [
        Relation(f"t{i:04d}", "firm", kinds[i % 3], firm.id, None, None, None, ("s1",))
        for i, firm in enumerate(firms)
    ]
    say(store, [PAPER, FIRM, *firms, *hub])
    ids = [row[0] for batch in store.rows(RecordType.RELATION) for row in batch]
    assert ids == sorted(record.id for record in hub)


def test_loads_are_listed_latest_first_and_by_origin(store: Store) -> None:
    for origin, number in (("a", 1), ("b", 2), ("a", 3)):
        source = replace(PAPER, id=f"s{number}")
        load = new_load(origin)
        with store.writer(load) as writer:
            from graph.loads.upsert import Upsert, with_digest

            Upsert(writer, origin, load.id, DAY).add(RecordType.SOURCE, [with_digest(source)])
            writer.finish(replace(load, finished="2026-03-02T00:00:00+00:00", report={"new": {"source": 1}}))
    assert [load.origin for load in store.loads()] == ["a", "b", "a"]
    assert [load.id for load in store.loads(1)] == [store.loads()[0].id]
    assert len(store.loads(10, "a")) == 2
    last = store.loads(1)[0]
    assert (last.report, last.finished) == ({"new": {"source": 1}}, "2026-03-02T00:00:00+00:00")
    assert last.input_digest
    assert last.started


def test_readers_see_nothing_of_a_load_before_it_finishes(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision(), store.counts()
    load = new_load()
    with store.writer(load) as writer:
        from graph.loads.upsert import Upsert, with_digest

        further = Source("s3", "t", "p", None, "https://example.org/3")
        Upsert(writer, "daegu", load.id, DAY).add(RecordType.SOURCE, [with_digest(further)])
        assert (store.revision(), store.counts()) == before
        assert writer.graph_version != before[0].graph_version
    assert (store.revision(), store.counts()) == before


def test_the_engine_names_itself(store: Store, store_url: str) -> None:
    assert store.engine in {"sqlite", "neo4j"}
    assert store.address == store_url
    assert store.engine_version()[0].isdigit()
