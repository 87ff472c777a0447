"""Who is who in a store: merges after a load, verdicts of persons, and taking both back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Identifier, Organisation, Relation, Source
from graph.snapshot import Snapshot
from graph.vocabulary import Decider, Identity, RecordType
from ingest.history import HistoryError, roll_back
from ingest.identity import records_of, settle_identities
from ingest.review import ReviewError, decide
from ingest.review_table import edited, pairs, read_queue, write_queue
from queries.ecosystem import Ecosystem
from queries.review import ReviewParameters, review
from queries.view import view_of
from sojae.commands.review import listed
from tests.ingest.reading.files import sheet_xml, write_xlsx
from tests.records import RECORDS
from tests.saying import say

LIST = Source("krx:list", "상장법인목록", "한국거래소", "2026-01-02", "https://example.org/krx")
REGISTER = Source("dart:list", "고유번호", "금융감독원", "2026-01-02", "https://example.org/dart")


def firm(key, name, *, city=None, sector=None, source="krx:list"):
    return Organisation(key, name, key, False, "company", sector, None, city, None, None, None, (source,))


SAME_MILL = firm("krx:000010", "(주)섬유회사", city="Daegu", sector="textiles")
CODE = Identifier("krx:000010", "stock_code", "000010", None, None, ("krx:list",))
DART = firm("dart:00000010", "섬유회사", source="dart:list")
DART_CODE = Identifier("dart:00000010", "stock_code", "000010", None, None, ("dart:list",))
ELSEWHERE = firm("krx:000020", "(주)금속회사", city="Busan")


@pytest.fixture
def several(store):
    """Three origins that tell of one mill, and a firm of the same name as another elsewhere."""
    say(store, RECORDS)
    say(store, [LIST, SAME_MILL, CODE, ELSEWHERE], origin="krx")
    say(store, [REGISTER, DART, DART_CODE], origin="dart")
    settle_identities(store)
    return store


def decisions(store):
    return {(one.a, one.b): (one.by, one.decision) for one in records_of(store, RecordType.SAME_AS)}


def test_one_firm_of_three_origins_is_one_node_and_another_of_its_name_stays_apart(several):
    snapshot = Snapshot(several)
    assert {snapshot.ids[snapshot.index[key]] for key in ("mill", "krx:000010", "dart:00000010")} == {"mill"}
    assert snapshot.ids[snapshot.index["krx:000020"]] == "krx:000020"
    assert snapshot.counts["organisation"] == 4


def test_a_merge_shows_what_it_rests_on(several):
    by_pair = {(pair.same_as.a, pair.same_as.b): pair.same_as for pair in pairs(several, Identity.MERGE)}
    assert by_pair["dart:00000010", "krx:000010"].evidence[0] == "same identifier|stock_code|000010"
    assert any(what.startswith("same") for what in by_pair["krx:000010", "mill"].evidence)


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [("en", "rule: both have one number of a register", "same identifier stock_code 000010"),
     ("ko", "적용 규칙: 등록번호가 같음", "식별번호 일치: 종목코드 000010")],
)  # fmt: skip
def test_the_list_of_pairs_is_in_words_of_one_language(several, language, word, number):
    found = review(view_of(several), ReviewParameters(status="all"))
    lines = [line.strip() for line in listed(found, language)]
    assert word in lines
    assert number in lines
    assert not any("|" in line for line in lines)


def test_settling_again_writes_nothing(several):
    before = several.revision(), len(several.loads(100))
    again = settle_identities(several)
    assert (several.revision(), len(several.loads(100))) == before
    assert (again.new, again.changed, again.gone) == (0, 0, 0)


def test_a_split_takes_a_merge_apart_and_forgetting_it_restores_exactly_what_was(several):
    before = several.revision()
    decide(several, [("mill", "krx:000010", "split")])
    snapshot = Snapshot(several)
    assert snapshot.index["mill"] != snapshot.index["krx:000010"] == snapshot.index["dart:00000010"]
    decide(several, [("krx:000010", "mill", "forget")])
    assert several.revision() == before


def test_a_verdict_wins_over_every_later_load(several):
    decide(several, [("mill", "krx:000010", "split"), ("firm", "krx:000020", "merge")])
    for moved in ("Gumi", "Pohang"):
        say(several, [LIST, replace(SAME_MILL, city=moved), CODE, ELSEWHERE], origin="krx")
        say(several, [REGISTER, DART, DART_CODE], origin="dart")
        say(
            several,
            [LIST, firm("desk:1", "섬유회사", city="Daegu", sector="textiles")],
            origin=f"desk-{moved.lower()}",
        )
        settle_identities(several)
        snapshot = Snapshot(several)
        assert snapshot.index["mill"] != snapshot.index["krx:000010"]
        assert snapshot.index["firm"] == snapshot.index["krx:000020"]


def test_a_persons_merge_wins_over_the_rules(several):
    decide(several, [("firm", "krx:000020", "merge")])
    snapshot = Snapshot(several)
    assert snapshot.ids[snapshot.index["krx:000020"]] == "firm"
    assert decisions(several)["firm", "krx:000020"] == (Decider.PERSON, Identity.MERGE)


def test_bodies_with_different_valid_numbers_are_never_merged(several):
    other = Identifier("krx:000020", "stock_code", "000020", None, None, ("krx:list",))
    say(several, [LIST, SAME_MILL, CODE, ELSEWHERE, other], origin="krx")
    with pytest.raises(ReviewError, match="cannot be merged: correct the wrong number"):
        decide(several, [("krx:000010", "krx:000020", "merge")])


def test_a_number_that_contradicts_a_persons_merge_later_undoes_it(several):
    decide(several, [("dart:00000010", "krx:000020", "merge")])
    other = Identifier("krx:000020", "stock_code", "000020", None, None, ("krx:list",))
    say(several, [LIST, SAME_MILL, CODE, ELSEWHERE, other], origin="krx")
    settle_identities(several)
    snapshot = Snapshot(several)
    assert snapshot.index["dart:00000010"] != snapshot.index["krx:000020"]


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([("mill", "mil", "merge")], "mil: no organisation has this id: did you mean “mill”"),
        ([("mill", "mill", "split")], "a pair names two different records"),
        ([("mill", "firm", "forget")], "nothing to forget"),
    ],
)
def test_a_verdict_that_cannot_stand_is_refused_and_none_of_the_others_is_kept(several, verdicts, said):
    before = several.revision()
    with pytest.raises(ReviewError, match=said):
        decide(several, [("firm", "krx:000020", "merge"), *verdicts])
    assert several.revision() == before


def test_an_edited_list_is_read_back_and_rows_left_alone_decide_nothing(several, tmp_path):
    file = tmp_path / "queue.csv"
    write_queue(file, pairs(several, None))
    text = file.read_text("utf-8-sig").splitlines()
    assert text[0].startswith("a,b,decision")
    edited = [
        line.replace(",merge,", ",split,") if "mill" in line else line.replace(",merge,", ",review,")
        for line in text
    ]
    file.write_text("\n".join(edited), "utf-8-sig")
    verdicts = read_queue(file)
    assert {decision for *_, decision in verdicts} == {"split"}
    decide(several, verdicts)
    assert Snapshot(several).merged == {"krx:000010": "dart:00000010"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\nx,y\n", "row 1 looks like the header but has no column “decision”"),
        ("a,b,decision\nx,y,maybe\n", "line 2, decision: “maybe” is not a decision"),
    ],
)
def test_an_edited_list_that_says_nothing_clear_is_refused_with_its_line(tmp_path, text, said):
    (tmp_path / "queue.csv").write_text(text, "utf-8")
    with pytest.raises(ReviewError, match=said):
        read_queue(tmp_path / "queue.csv")


def test_what_the_rules_said_is_not_taken_back_by_hand(several):
    load = several.loads(1, "identity")[0]
    with pytest.raises(HistoryError, match="which would produce them again"):
        roll_back(several, load.id)


def test_a_node_answers_with_what_its_merge_rests_on_and_never_with_a_sole_traders_number(several):
    from graph.vocabulary import Kind
    from queries.record import node_record
    from queries.view import view_of

    trader = "1230100993"
    ours = [firm("desk:1", "김밥천국"), Identifier("desk:1", "brn", trader, None, None, ("krx:list",))]
    theirs = [firm("shop:1", "김밥 천국"), Identifier("shop:1", "brn", trader, None, None, ("krx:list",))]
    say(several, [LIST, *ours], origin="desk")
    say(several, [LIST, *theirs], origin="shop")
    settle_identities(several)
    answer = node_record(view_of(several), "shop:1", Kind.ORGANISATION).to_dict()
    assert answer["id"] == "desk:1"
    assert answer["same_as"][0]["evidence"][0] == "same identifier|brn"
    assert trader not in str(answer)
    assert trader not in str([pair.as_dict() for pair in pairs(several, None)])


def test_a_name_that_a_spreadsheet_would_run_is_text_in_the_queue(several, tmp_path):
    wicked = '=HYPERLINK("//evil","x")'
    say(several, [LIST, firm("desk:1", wicked)], origin="desk")
    decide(several, [("desk:1", "mill", "split")])
    write_queue(tmp_path / "queue.csv", pairs(several, Identity.SPLIT))
    assert wicked.replace('"', '""') in (text := (tmp_path / "queue.csv").read_text("utf-8-sig"))
    assert f"'{wicked[:5]}" in text


def test_an_edited_list_is_read_back_as_whatever_a_spreadsheet_saves_it(tmp_path):
    file = tmp_path / "queue.csv"
    file.write_bytes("a;b;decision;name_a\nx;y;merge;가나\n".encode("cp949"))
    assert read_queue(file) == [("x", "y", "merge")]
    write_xlsx(file, {"1": sheet_xml([("a", "b", "decision"), ("x", "y", "split")])})
    assert read_queue(file) == [("x", "y", "split")]


def test_a_verdict_on_a_body_that_is_gone_can_be_taken_back(several):
    decide(several, [("firm", "krx:000020", "merge")])
    say(several, [LIST, SAME_MILL, CODE], origin="krx")
    decide(several, [("firm", "krx:000020", "forget")])
    assert ("firm", "krx:000020") not in decisions(several)


def test_merges_of_the_rules_that_nobody_changed_do_not_become_a_persons(several, tmp_path):
    write_queue(tmp_path / "queue.csv", pairs(several, None))
    verdicts = read_queue(tmp_path / "queue.csv")
    assert {decision for *_, decision in verdicts} == {"merge"}
    assert edited(several, verdicts) == []
    assert edited(several, [("mill", "krx:000010", "split")]) == [("mill", "krx:000010", "split")]


def test_a_firm_that_may_be_another_under_a_new_name_is_a_question_with_its_dates(store):
    told = {
        "desk:old": ("가람정밀소재", "2009", "2014-05", "1999"),
        "krx:new": ("다온기계", "2016", "2020", None),
    }
    firms = [
        replace(
            firm(key, name, city="Daegu"),
            founded=founded,
            website="https://garam.example",
            products="사출 금형",
        )
        for key, (name, _, _, founded) in told.items()
    ]
    ties = [
        Relation(f"{key}-r", key, "COLLABORATES_WITH", "krx:zz", start, end, None, ("krx:list",))
        for key, (_, start, end, _) in told.items()
    ]
    say(store, [LIST, *firms, firm("krx:zz", "부산물류창고", city="Busan"), *ties], origin="krx")
    settle_identities(store)
    (pair,) = pairs(store, Identity.REVIEW)
    assert (pair.same_as.a, pair.same_as.b) == ("desk:old", "krx:new")
    assert pair.same_as.evidence[0] == "possible rename|2014-05 / 2016"
    (shown,) = Ecosystem(store).review(reason="rename").results
    assert (shown.reason, shown.probability) == ("rename", None)
    assert Snapshot(store).merged == {}
