"""Several records of one body read as one node, whatever the order in which they came."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from graph.model import COLUMNS, Alias, Identifier, Organisation, Relation, SameAs, Source
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import RecordType
from graph.wire import record_json
from tests.records import DMI, FIRM, INSTITUTE, RECORDS, UNION
from tests.saying import say

CITED = COLUMNS[RecordType.ORGANISATION].index("sources")
LIST = Source("krx:list", "상장법인목록", "한국거래소", "2026-01-02", "https://example.org/krx")
LISTED = Organisation(
    "krx:005930", "(주)금속회사", "Geumsokoesa", False, "company", "metals", "금형", "Daegu", None, "1987-03-02", None,
    ("krx:list",),
)  # fmt: skip
CODE = Identifier("krx:005930", "stock_code", "005930", None, None, ("krx:list",))
DESK = Source("desk:1", "우리 목록", "technopark", None, "https://example.org/desk")
OURS = replace(
    LISTED, id="desk:1", name_ko="금속회사㈜", sector="machinery", founded="1987", sources=("desk:1",)
)
SUPPLIES = Relation(
    "desk:r1", "desk:1", "COLLABORATES_WITH", "institute", "2018-03", "2019", "moulds", ("desk:1",)
)
OWN = Relation("desk:r2", "desk:1", "SUPPLIES", "krx:005930", None, None, None, ("desk:1",))
ONE = SameAs(
    "firm", "krx:005930", "rules", "merge", "0.99", ("same name but for the legal form|금속회사",), ()
)
TWO = SameAs("desk:1", "krx:005930", "rules", "merge", "0.99", ("same name|금속회사",), ())
ORIGINS = {
    "daegu": RECORDS,
    "krx": (LIST, LISTED, CODE),
    "desk": (DESK, OURS, SUPPLIES, OWN),
    "identity": (ONE, TWO),
}  # fmt: skip


@pytest.fixture
def snapshot(store):
    for origin, records in ORIGINS.items():
        say(store, records, origin=origin)
    return Snapshot(store)


def node(snapshot, key):
    return dict(zip(("id", "name_ko", "name_en", "official", "kind", "sector", "products", "city", "district", "founded"),
                    snapshot.rows[snapshot.index[key]], strict=False))  # fmt: skip


def test_merged_records_are_one_node_under_the_id_that_people_gave(snapshot):
    assert {snapshot.ids[snapshot.index[key]] for key in ("firm", "krx:005930", "desk:1")} == {"firm"}
    assert snapshot.counts["organisation"] == 3
    assert snapshot.merged == {"krx:005930": "firm", "desk:1": "firm"}


def test_what_the_first_record_leaves_open_the_next_one_fills(snapshot):
    firm = node(snapshot, "firm")
    assert (firm["sector"], firm["products"], firm["city"], firm["founded"]) == (
        "metals",
        "금형",
        "Daegu",
        "1987-03-02",
    )
    assert snapshot.rows[snapshot.index["firm"]][CITED] == '["s1","krx:list","desk:1"]'


def test_each_product_of_merged_records_is_named_once(store):
    listed = replace(LISTED, products="베어링; 금형; 강판")
    for origin, records in {**ORIGINS, "krx": (LIST, listed, CODE)}.items():
        say(store, records, origin=origin)
    assert node(Snapshot(store), "firm")["products"] == "베어링; 금형; 강판"


def test_contradicting_words_are_kept_with_their_sources(snapshot):
    (conflict,) = snapshot.conflicts["firm"]
    assert conflict[:7] == ("firm", "sector", "metals", '["krx:list"]', "machinery", '["desk:1"]', "metals")


def test_founding_years_that_contradict_are_all_kept_and_the_chosen_one_says_by_which_rule(store):
    later = replace(OURS, founded="1990-01", sector="metals")
    for origin, records in {**ORIGINS, "desk": (DESK, later)}.items():
        say(store, records, origin=origin)
    snapshot = Snapshot(store)
    (conflict,) = snapshot.conflicts["firm"]
    assert conflict[1:6] == ("founded", "1987-03-02", '["krx:list"]', "1990-01", '["desk:1"]')
    assert conflict[6] == node(snapshot, "firm")["founded"] == "1987-03-02"
    assert conflict[7] == "the record of higher standing says so; the other is kept"


def test_other_names_become_aliases_and_numbers_move_to_the_node(snapshot):
    firm = snapshot.index["firm"]
    assert [row[1:3] for row in snapshot.aliases[firm]] == [
        ("(주)금속회사", "variant"),
        ("Geumsokoesa", "romanisation"),
        ("금속회사㈜", "variant"),
    ]
    assert [row[:3] for row in snapshot.identifiers[firm]] == [("firm", "stock_code", "005930")]


def test_the_same_fact_of_two_records_is_one_relation_with_all_its_sources(snapshot):
    number = snapshot.relation_index["desk:r1"]
    assert "r3" not in snapshot.relations.ids
    assert snapshot.relation_index["r3"] == number
    assert snapshot.relation_row(number) == (
        *("desk:r1", "firm", "COLLABORATES_WITH", "institute", "2018-03", "2019", "moulds"),
        *('["desk:1","s1","s2"]', 1.0, None, None),
    )
    assert record_json(RecordType.RELATION, snapshot.relation_row(number)) == snapshot.relation_json(number)


def test_a_relation_between_records_of_one_body_is_none(snapshot):
    assert "desk:r2" not in snapshot.relation_index
    assert not (snapshot.relations.subject == snapshot.relations.object).any()


def test_the_order_of_loads_is_irrelevant(tmp_path):
    found = set()
    for number, order in enumerate(permutations(("krx", "desk", "daegu"))):
        store = open_store(f"sqlite:///{tmp_path / f'{number}.sqlite'}")
        store.prepare()
        for origin in order:
            if origin == "desk":  # its relations name what others bring
                say(store, (DESK, OURS), origin=origin)
            else:
                say(store, ORIGINS[origin], origin=origin)
        say(store, ORIGINS["desk"], origin="desk")
        say(store, ORIGINS["identity"], origin="identity")
        snapshot = Snapshot(store)
        found.add((snapshot.graph_version, repr(snapshot.rows), repr(snapshot.relations.sources)))
        store.close()
    assert len(found) == 1


def test_a_merge_taken_back_leaves_exactly_what_was(store):
    for origin in ("daegu", "krx", "desk"):
        say(store, ORIGINS[origin], origin=origin)
    before = Snapshot(store)
    say(store, ORIGINS["identity"], origin="identity")
    assert Snapshot(store).ids != before.ids
    say(store, [replace(one, decision="split") for one in (ONE, TWO)], origin="identity")
    after = Snapshot(store)
    assert (after.rows, after.alias_rows, after.conflict_rows) == (
        before.rows,
        before.alias_rows,
        before.conflict_rows,
    )
    assert after.relations.ids == before.relations.ids
    assert after.relations.sources == before.relations.sources


def test_records_of_two_kinds_or_of_unknown_ids_are_never_one_node(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    say(store, RECORDS)
    wrong = [
        SameAs("firm", "union", "rules", "merge", None, (), ()),
        SameAs("firm", "gone", "rules", "merge", None, (), ()),
    ]
    say(store, wrong, origin="identity")
    assert Snapshot(store).merged == {}
    store.close()


def test_an_alias_told_twice_stands_once_with_both_sources(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    say(store, [*(r for r in RECORDS if r in {INSTITUTE, FIRM, UNION, DMI} or isinstance(r, Source))])
    twin = replace(INSTITUTE, id="ror:abc", sources=("krx:list",))
    say(store, (LIST, twin, Alias("ror:abc", "DMI", "abbreviation", None, None, ("krx:list",))), origin="ror")
    say(
        store,
        [SameAs("institute", "ror:abc", "person", "merge", None, ("a person's word|",), ())],
        origin="review",
    )
    snapshot = Snapshot(store)
    assert snapshot.alias_rows == [("institute", "DMI", "abbreviation", None, None, '["s1","krx:list"]')]
    store.close()


CHANGES = Source("renames:list", "상호변경 내역", "한국거래소", "2026-01-02", "https://example.org/renames")


def renamed_store(store, *former, present="새금속", dates=()):
    """The firm 금속회사 of the curated data, which a table of changed names knows under its present name."""
    say(store, RECORDS)
    row = replace(
        FIRM,
        id="renames:1",
        name_ko=present,
        name_en="Saegeumsok",
        name_en_is_official=False,
        sources=("renames:list",),
    )
    names = [
        Alias("renames:1", name, "former_name", None, until, ("renames:list",))
        for name, until in zip(former, (*dates, *[None] * len(former)), strict=False)
    ]
    say(store, [CHANGES, row, *names], origin="renames")
    say(
        store,
        [SameAs("firm", "renames:1", "rules", "merge", "0.99", ("former name|금속회사",), ())],
        origin="identity",
    )
    return Snapshot(store)


def test_the_present_name_is_shown_whatever_the_rank_of_the_record_and_the_old_one_is_a_former_name(store):
    snapshot = renamed_store(store, "(주)금속회사", dates=("2015-03",))
    firm = snapshot.rows[snapshot.index["firm"]]
    assert (firm[0], firm[1], firm[2], firm[3]) == ("firm", "새금속", "Saegeumsok", False)
    assert {row[1:5] for row in snapshot.aliases[snapshot.index["firm"]]} == {
        ("(주)금속회사", "former_name", None, "2015-03"),
        ("금속회사", "former_name", None, "2015-03"),
        ("Metal Firm", "romanisation", None, None),
    }


def test_without_a_former_name_the_higher_record_keeps_its_name(store):
    snapshot = renamed_store(store)
    assert snapshot.rows[snapshot.index["firm"]][1:3] == ("금속회사", "Metal Firm")


@pytest.mark.parametrize(
    ("given_up", "shown"),
    [(("2010", "2015"), "금속회사"), (("2015", "2010"), "새금속"), ((None, "2010"), "금속회사")],
)
def test_of_names_that_were_all_given_up_the_first_was_taken_back(store, given_up, shown):
    say(store, [*RECORDS, Alias("firm", "새금속", "former_name", None, given_up[1], ("s1",))])
    row = replace(FIRM, id="renames:1", name_ko="새금속", name_en="Saegeumsok", sources=("renames:list",))
    former = Alias("renames:1", "금속회사", "former_name", None, given_up[0], ("renames:list",))
    say(store, [CHANGES, row, former], origin="renames")
    say(
        store,
        [SameAs("firm", "renames:1", "rules", "merge", "0.99", ("former name|금속회사",), ())],
        origin="identity",
    )
    snapshot = Snapshot(store)
    assert snapshot.rows[snapshot.index["firm"]][1] == shown
