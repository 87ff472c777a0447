"""Bodies of several origins become one, stay two, or wait for a person; the order in which they come says nothing."""

from __future__ import annotations

from graph.model import SameAs
from ingest.resolution import Body, Name, Number, settle


def body(key, name, origin="list", **facts):
    return Body(key, origin, (Name(name),), **facts)


def decisions(bodies, verdicts=()):
    return {(same.a, same.b): same.decision for same in settle(bodies, verdicts)}


def test_one_valid_number_is_one_body_whatever_the_names():
    crn = (Number("crn", "1301110006246"),)
    found = settle([body("a", "삼성전자", numbers=crn), body("b", "Samsung Electronics", numbers=crn)], [])
    assert [(s.a, s.b, s.decision, s.evidence) for s in found] == [
        ("a", "b", "merge", ("same identifier|crn|1301110006246",))
    ]


def test_one_name_in_one_place_is_one_body_legal_forms_apart():
    bodies = [
        body("a", "(주)아진산업소재", city="Gyeongsan", kind="company"),
        body("b", "아진산업소재 주식회사", "krx", city="Gyeongsan", kind="company"),
    ]
    assert decisions(bodies) == {("a", "b"): "merge"}


def test_a_persons_word_wins():
    bodies = [body("a", "아진산업소재", city="Gyeongsan"), body("b", "아진산업소재", city="Gyeongsan")]
    assert decisions(bodies, [SameAs("a", "b", "person", "split", None, (), ())]) == {}
