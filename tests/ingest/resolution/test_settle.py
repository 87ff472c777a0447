"""Bodies of several origins become one, stay two, or wait for a person; the order in which they come says nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema import check
from ingest.resolution import settle
from tests.examples import examples
from tests.ingest.resolution.bodies import body, decisions, verdict
from tests.ingest.resolution.corpus import corpus

CRN, OTHER_CRN = ("crn", "1301110006246"), ("crn", "1101110003668")
BRN, OTHER_BRN = ("brn", "1248100998"), ("brn", "2208139938")
KNOWN = {"city": "Gyeongsan", "sector": "automotive"}
NAMES = ("아진산업소재", "(주)아진산업소재", "한빛나노텍", "대성", "경북대학교", "Ajin Industrial")


def test_one_valid_number_is_one_body_whatever_the_names():
    found = settle(
        [body("a", "삼성전자", numbers=[CRN]), body("b", "Samsung Electronics", numbers=[CRN])], []
    )
    assert [(s.a, s.b, s.by, s.decision, s.score, s.evidence) for s in found] == [
        ("a", "b", "rules", "merge", "1.0000", ("same identifier|crn|1301110006246", "rule|identifier"))
    ]


@pytest.mark.parametrize(
    ("scheme", "value"), [BRN, CRN, ("corp_code", "00126380"), ("ror", "040c17130")], ids=lambda said: said
)
def test_each_register_that_names_bodies_is_a_key(scheme, value):
    number = [(scheme, value)]
    assert decisions([body("a", "가나", numbers=number), body("b", "다라", numbers=number)]) == {
        ("a", "b"): "merge"
    }


def test_a_number_that_fails_its_check_or_names_a_plant_makes_nobody_one():
    assert (
        decisions([body("a", "가나", numbers=[(*CRN, False)]), body("b", "다라", numbers=[(*CRN, False)])])
        == {}
    )
    plant = ("factory", "130111000624601")
    assert decisions([body("a", "가나", numbers=[plant]), body("b", "다라", numbers=[plant])]) == {}


def test_a_sole_traders_number_joins_and_is_not_told():
    trader = ("brn", "1230100993")
    (found,) = settle([body("a", "가나상회", numbers=[trader]), body("b", "가나 상회", numbers=[trader])], [])
    assert found.evidence[0] == "same identifier|brn"
    assert found.decision == "merge"


def test_one_number_and_another_that_differs_is_a_question():
    bodies = [body("a", "가나다", numbers=[CRN, BRN]), body("b", "가나다", numbers=[CRN, OTHER_BRN])]
    (found,) = settle(bodies, [])
    assert found.decision == "review"
    assert "other identifier|brn" in found.evidence


def test_different_numbers_of_one_register_are_two_bodies_however_alike():
    bodies = [
        body("a", "한빛나노텍", numbers=[CRN], **KNOWN),
        body("b", "한빛나노텍", numbers=[OTHER_CRN], **KNOWN),
    ]
    assert decisions(bodies) == {}


def test_two_bodies_of_an_origin_that_numbers_its_own_are_never_one():
    bodies = [body(key, "한빛나노텍", origin="krx", own_ids=True, **KNOWN) for key in "ab"]
    assert decisions(bodies) == {}
    by_number = [
        body(key, name, origin="krx", own_ids=True, numbers=[CRN])
        for key, name in (("a", "가나"), ("b", "다라"))
    ]
    assert decisions(by_number) == {("a", "b"): "merge"}


def test_a_body_that_fits_two_about_equally_well_waits_for_a_person():
    bodies = [
        body("krx:1", "한빛나노텍", origin="krx", own_ids=True, **KNOWN),
        body("krx:2", "한빛나노텍", origin="krx", own_ids=True, **KNOWN),
        body("row", "(주)한빛나노텍", **KNOWN),
    ]
    assert decisions(bodies) == {("krx:1", "row"): "review", ("krx:2", "row"): "review"}


def test_of_two_namesakes_the_one_whose_place_fits_is_meant():
    bodies = [
        body("krx:1", "한빛나노텍", origin="krx", own_ids=True, city="Gyeongsan", sector="automotive"),
        body("krx:2", "한빛나노텍", origin="krx", own_ids=True, city="Pohang", sector="metals"),
        body("row", "(주)한빛나노텍", **KNOWN),
    ]
    assert decisions(bodies) == {("krx:1", "row"): "merge"}


def test_a_merge_that_would_join_two_bodies_is_a_question():
    bodies = [
        body("a", "전혀다른이름", numbers=[CRN, BRN]),
        body("b", "한빛나노텍", numbers=[BRN], **KNOWN),
        body("c", "한빛나노텍", numbers=[OTHER_CRN], **KNOWN),
    ]
    found = {(s.a, s.b): s for s in settle(bodies, [])}
    assert {pair: same.decision for pair, same in found.items()} == {
        ("a", "b"): "merge",
        ("b", "c"): "review",
    }
    question = found["b", "c"]
    assert any(
        words.startswith("would join bodies that are two|different crn") for words in question.evidence
    )


def test_a_persons_split_keeps_two_apart_for_ever_and_through_others():
    bodies = [body(key, "한빛나노텍", **KNOWN) for key in "abc"]
    assert set(decisions(bodies).values()) == {"merge"}
    found = decisions(bodies, [verdict("a", "b", "split")])
    assert ("a", "b") not in found
    merged = {pair for pair, decision in found.items() if decision == "merge"}
    assert not {("a", "c"), ("b", "c")} <= merged


def test_a_persons_merge_joins_what_no_rule_would_and_what_hangs_on_it():
    bodies = [
        body("a", "한빛나노텍", origin="krx", own_ids=True, **KNOWN),
        body("b", "전혀다른이름", origin="krx", own_ids=True, city="Pohang"),
        body("c", "한빛나노텍", **KNOWN),
    ]
    assert decisions(bodies, [verdict("a", "b", "merge")]) == {("a", "c"): "merge"}
    bodies[0] = body("a", "한빛나노텍", numbers=[CRN], **KNOWN)
    bodies[2] = body("c", "한빛나노텍", numbers=[OTHER_CRN], **KNOWN)
    assert decisions(bodies, [verdict("a", "b", "merge"), verdict("b", "c", "merge")]) == {}


def test_a_question_is_asked_once_between_two_groups():
    bodies = [body(f"a{n}", "한빛나노텍", **KNOWN, founded="2001") for n in range(4)]
    bodies += [body(f"b{n}", "한빛나노텍", city="Pohang", sector="metals", founded="1990") for n in range(3)]
    found = decisions(bodies)
    assert sum(decision == "review" for decision in found.values()) <= 1
    assert sum(decision == "merge" for decision in found.values()) == 5


def test_every_statement_may_be_stored():
    made = corpus(3, firms=300, listed=200)
    found = settle([*made.register, *made.lists], [])
    assert found
    assert [violation for same in found for violation in check(same)] == []
    assert [same.key for same in found] == sorted(same.key for same in found)


ANY_BODY = st.builds(
    lambda key, name, origin, own, city, crn: body(
        key, name, origin=origin, own_ids=own, city=city, numbers=[("crn", crn)] if crn else []
    ),
    key=st.uuids().map(str),
    name=st.sampled_from(NAMES),
    origin=st.sampled_from(("krx", "dart", "list")),
    own=st.booleans(),
    city=st.sampled_from((None, "Gyeongsan", "Daegu")),
    crn=st.sampled_from((None, CRN[1], OTHER_CRN[1])),
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(ANY_BODY, max_size=9, unique_by=lambda found: found.id), st.randoms(use_true_random=False))
def test_the_order_says_nothing_and_different_numbers_are_never_joined(bodies, shuffler):
    first = settle(bodies, [])
    again = list(bodies)
    shuffler.shuffle(again)
    assert settle(again, []) == first
    group = {found.id: found.id for found in bodies}
    for same in first:
        if same.decision == "merge":
            old, new = group[same.a], group[same.b]
            group = {key: new if head == old else head for key, head in group.items()}
    by_group = {}
    for found in bodies:
        by_group.setdefault(group[found.id], set()).update(found.strong.get("crn", ()))
    assert all(len(numbers) <= 1 for numbers in by_group.values())


def test_verdicts_and_bodies_in_any_order_give_one_answer_on_the_corpus():
    made = corpus(4, firms=400, listed=300)
    bodies = [*made.register, *made.lists]
    verdicts = [verdict(made.lists[n].id, made.register[n].id, "split") for n in range(40)]
    first = settle(bodies, verdicts)
    for seed in range(3):
        random.Random(seed).shuffle(bodies)
        random.Random(seed).shuffle(verdicts)
        assert settle(bodies, verdicts) == first


@pytest.mark.parametrize(
    "bodies", [[], [body("a", "가나다")], [body("a"), body("b")], [body("a", ""), body("b", "")]]
)
def test_nobody_alone_and_nameless_bodies_are_no_trouble(bodies):
    assert settle(bodies, []) == []
