"""A name that was given up, and who took it later: a firm that split off is not the firm that it left."""

from __future__ import annotations

import pytest

from ingest.resolution import settle
from ingest.resolution.index import Index
from ingest.resolution.name_forms import NameStatus, name_forms
from ingest.resolution.organisations import Name
from tests.ingest.resolution.bodies import body, decisions

HERE = {"city": "Daegu", "district": "Dalseo-gu", "sector": "machinery"}


def renamed(key, name, until, **facts):
    """A firm that was called 가람정밀소재 until a day."""
    return body(key, name, ("가람정밀소재", "former_name", None, until), **{**HERE, **facts})


def rule_of(same):
    return next(words for words in same.evidence if words.startswith("rule|"))


@pytest.mark.parametrize(
    ("until", "founded", "decision"),
    [
        ("2010", "2015", "review"),
        ("2010-05-01", "2010-05-01", "review"),  # split off and took the name on that day
        ("2010-05-01", "2010-04-30", "merge"),
        ("2010", "2010", "review"),
        ("2010", "2009-12", "merge"),
        ("2010", None, "merge"),
        (None, "2015", "merge"),
    ],
)
def test_a_firm_founded_when_another_had_given_up_its_name_is_asked_about(until, founded, decision):
    bodies = [renamed("a", "나들홀딩스", until), body("b", "가람정밀소재", founded=founded, **HERE)]
    (found,) = settle(bodies, [])
    assert found.decision == decision
    if decision == "review":
        assert rule_of(found) == "rule|name taken later"
        assert f"name taken later|{until} / {founded}" in found.evidence


def test_a_name_of_its_own_dates_counts_from_the_day_on_which_it_was_taken():
    (found,) = settle(
        [
            renamed("a", "나들홀딩스", "2010"),
            body("b", "다온기계", ("가람정밀소재", "variant", "2012", None), founded="1990", **HERE),
        ],
        [],
    )
    assert rule_of(found) == "rule|name taken later"


def test_one_year_of_founding_tells_of_one_firm_that_changed_its_name_in_that_year():
    bodies = [
        renamed("a", "나들홀딩스", "2010", founded="2010"),
        body("b", "가람정밀소재", founded="2010", **HERE),
    ]
    assert decisions(bodies) == {("a", "b"): "merge"}


def test_a_name_taken_later_forbids_nothing_where_the_present_names_are_equal():
    bodies = [
        renamed("a", "나들홀딩스", "2010"),
        body("b", "나들홀딩스", ("가람정밀소재", "variant"), founded="2015", **HERE),
    ]
    assert decisions(bodies) == {("a", "b"): "merge"}


def test_a_list_against_the_graph_tells_the_same():
    (found,) = Index([renamed("a", "나들홀딩스", "2010")]).resolve(
        [body("row", "가람정밀소재", founded="2015", **HERE)]
    )
    assert found.decision == "review"
    assert found.reason.en.startswith(
        "one took the name when the other had given it up: former name 가람정밀소재"
    )
    assert "name taken later 2010 / 2015" in found.reason.en


def test_two_parts_of_a_firm_that_both_had_its_name_are_two_and_an_old_row_is_asked_about():
    parts = [renamed("a", "나들홀딩스", "2010"), renamed("b", "다온기계", "2010")]
    (found,) = settle(parts, [])
    assert (found.decision, rule_of(found)) == ("review", "rule|former name of both")
    with_row = decisions([*parts, body("row", "가람정밀소재", founded="1990", **HERE)])
    assert set(with_row.values()) == {"review"}
    assert with_row["a", "row"] == "review"


def test_two_records_of_one_renamed_firm_still_carry_an_old_row():
    both = [renamed("a", "나들홀딩스", "2010"), renamed("b", "나들홀딩스", "2010", origin="register")]
    found = decisions([*both, body("row", "가람정밀소재", **HERE)])
    assert set(found.values()) == {"merge"}
    assert len(found) == 2


def test_a_short_former_name_in_latin_letters_stays_a_former_name():
    (form,) = name_forms(Name("KIMT", "former_name", None, "2007"))[:1]
    assert (form.status, form.until) == (NameStatus.FORMER, "2007")
    (own,) = name_forms(Name("KIMT"))[:1]
    assert own.status is NameStatus.SHORT


def told(key, name, first, last, **facts):
    """A firm of which the first and the last date of its relations are known."""
    here = {"website": "https://www.garam.example", "products": "금형; 사출 성형기", **HERE}
    return body(key, name, first=first, last=last, **{**here, **facts})


def test_one_website_and_product_with_a_break_in_dates_is_a_question_and_never_a_merge():
    bodies = [told("new", "다온기계", "2016", "2020"), told("old", "가람정밀소재", "2009", "2014-05")]
    (found,) = settle(bodies, [])
    assert (found.a, found.b, found.decision) == ("new", "old", "review")
    assert found.evidence[0] == "possible rename|2014-05 / 2016"
    assert rule_of(found) == "rule|possible rename"


@pytest.mark.parametrize(
    "facts",
    [{"website": "https://other.example"}, {"products": "섬유"}, {"first": "2014"}, {"first": "2014-03", "last": "2014-04"}],
    ids=lambda facts: next(iter(facts)),
)  # fmt: skip
def test_without_one_place_one_product_and_a_break_nothing_is_asked(facts):
    new = {"first": "2016", "last": "2020", **facts}
    bodies = [
        told("new", "다온기계", new.pop("first"), new.pop("last"), **new),
        told("old", "가람정밀소재", "2009", "2014-05"),
    ]
    assert decisions(bodies) == {}


def test_a_plant_or_a_street_tells_the_place_too_and_a_founding_begins_a_record():
    for number in (("factory", "130111000624601"), ("street", "성서공단로11길")):
        new = told("new", "다온기계", None, None, website=None, founded="2015", numbers=[number])
        old = told("old", "가람정밀소재", "2009", "2014", website=None, numbers=[number])
        assert decisions([new, old]) == {("new", "old"): "review"}


def test_a_house_of_many_firms_proposes_nothing():
    firms = [told(f"new{n:02}", f"{'가나다라마바사아자차카타파하거너더러머버'[n]}온기계산업", "2016", "2020") for n in range(20)]  # fmt: skip
    found = settle([*firms, told("old", "가람정밀소재", "2009", "2014-05")], [])
    assert not any("rule|possible rename" in same.evidence for same in found)


def test_a_firm_that_took_back_its_first_name_is_one_and_names_that_go_round_come_to_an_end():
    """가람 became 나들 in 2010 and 가람 again in 2015; of three firms each has the former name of the next."""
    back = [
        body("a", "나들정밀소재", ("가람정밀소재", "former_name", None, "2010"), **HERE),
        body("b", "가람정밀소재", ("나들정밀소재", "former_name", "2010", "2015"), **HERE),
    ]
    assert decisions(back) == {("a", "b"): "merge"}
    names = ("가람정밀소재", "나들정밀소재", "다온정밀소재")
    ring = [
        body(key, own, (former, "former_name", None, "2010"), founded="2015", **HERE)
        for key, own, former in zip("abc", names, (*names[1:], names[0]), strict=True)
    ]
    found = settle(ring, [])
    assert [(same.a, same.b, same.decision) for same in found] == [("a", "b", "merge"), ("a", "c", "merge")]
    assert all("former name" in same.evidence[0] for same in found)
