"""The traps of names: what looks like one body and is two, and what looks like two and is one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.resolution.profiles import Profiles, public_pairs
from ingest.resolution.settling import settlement
from tests.examples import examples
from tests.ingest.resolution.bodies import body, decisions, verdict

FIRST = np.zeros(1, np.int64)
HERE = {"city": "Daegu", "sector": "machinery"}
HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=9)


def decided(one, other):
    """Tell what becomes of two bodies: a decision, or None."""
    return next(iter(decisions([one, other]).values()), None)


@settings(max_examples=examples(80), deadline=None)
@given(HANGUL, st.sampled_from(("{}", "(주){}", "{} 주식회사", "㈜ {}")))
def test_a_name_alone_never_makes_two_companies_one(name, form):
    """5,407 names of DART are shared by 13,086 corporations."""
    assert decided(body("a", name), body("b", form.format(name))) != "merge"


@pytest.mark.parametrize("name", ["아진산업", "한빛나노텍", "Ajin Industrial Technology Systems Group"])
def test_not_even_a_rare_name_alone(name):
    assert decided(body("a", name), body("b", name)) == "review"


@pytest.mark.parametrize(
    "fact",
    [{"city": "Gyeongsan"}, {"sector": "automotive"}, {"website": "https://www.hanbit.example"}, {"founded": "1999"},
     {"neighbours": frozenset({"dmi"})}, {"products": "자동차 시트; 프레스 금형"}],
    ids=lambda fact: next(iter(fact)),
)  # fmt: skip
def test_a_rare_name_with_a_place_a_sector_or_a_shared_tie_does(fact):
    assert decided(body("a", "한빛나노텍", **fact), body("b", "㈜한빛나노텍", **fact)) == "merge"


def test_a_name_that_several_are_known_to_bear_takes_more_than_a_city():
    register = [body(f"krx:{n}", "대성정밀", origin="krx", own_ids=True, city=city, sector="metals")
                for n, city in enumerate(("Daegu", "Gumi", "Pohang"))]  # fmt: skip
    bodies = [*register, body("row", "대성정밀", city="Daegu")]
    assert decisions(bodies) == {}
    told = settlement(bodies, []).namesakes["row"]
    assert (told.first.id, told.many) == ("krx:0", 3)
    found = decisions([*register, body("row", "대성정밀", city="Daegu", sector="metals")])
    assert found == {("krx:0", "row"): "merge"}


@pytest.mark.parametrize(
    "name",
    [
        "㈜아진산업",
        "(주)아진산업",
        "아진산업(주)",
        "주식회사 아진산업",
        "아진산업 주식회사",
        "아진 산업",
        "아진-산업",
        "（주）아진산업",
        "주)아진산업",
    ],
)
def test_the_legal_form_spaces_and_marks_say_nothing(name):
    assert decided(body("a", "아진산업", **HERE), body("b", name, **HERE)) == "merge"


def test_legal_forms_that_differ_leave_it_to_a_person():
    assert (
        decided(body("a", "한빛나노텍 주식회사", **HERE), body("b", "한빛나노텍 유한회사", **HERE))
        == "review"
    )


def test_a_university_and_its_cooperation_foundation_are_two():
    one = body("a", "경북대학교", kind="university", city="Daegu")
    other = body("b", "경북대학교 산학협력단", kind="university", city="Daegu")
    assert decided(one, other) != "merge"


@pytest.mark.parametrize(
    ("one", "other"), [("서울", "서울대"), ("대구", "대구시"), ("한국", "한국인"), ("성우", "선우")]
)
def test_short_names_are_never_alike(one, other):
    assert decided(body("a", one, **HERE, founded="1990"), body("b", other, **HERE, founded="1990")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("대한금속 2", "대한금속 3"),
        ("제일1산업단지", "제일2산업단지"),
        ("Unit 21 Materials", "Unit 22 Materials"),
    ],
)
def test_digits_that_differ_are_two_bodies(one, other):
    assert decided(body("a", one, **HERE, founded="1990"), body("b", other, **HERE, founded="1990")) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("삼성정밀기계", "삼정정밀기계"),
        ("대성하이텍", "대상하이텍"),
        ("Woosung Precision", "Yusung Precision"),
    ],
)
def test_likeness_without_a_telling_fact_never_merges(one, other):
    assert decided(body("a", one, **HERE), body("b", other, **HERE)) != "merge"


def test_a_mistyped_letter_beside_a_telling_fact_does():
    told = {**HERE, "website": "https://hanbit.example", "founded": "1999"}
    assert decided(body("a", "한빛나노소재", **told), body("b", "한빗나노소재", **told)) == "merge"


def test_acronyms_are_shared_and_come_from_aliases_alone():
    """KNU is Kyungpook's and Kangwon's, KIT is Kumoh's and others'."""
    kyungpook = body("a", "경북대학교", ("KNU", "abbreviation"), kind="university", city="Daegu")
    kangwon = body("b", "강원대학교", ("KNU", "abbreviation"), kind="university", city="Chuncheon")
    assert decided(kyungpook, kangwon) is None
    made_up = body("c", "Korea New University", kind="university", city="Daegu")
    assert decided(body("d", "KNU", kind="university", city="Daegu"), made_up) is None
    assert decided(kyungpook, body("e", "KNU", kind="university")) == "review"
    assert decided(kyungpook, body("e", "KNU", kind="university", city="Daegu")) == "merge"


ALL_AGREE = {"kind": "company", "city": "Daegu", "sector": "automotive"}


def test_an_abbreviation_is_enough_where_place_sector_and_kind_agree_and_one_body_bears_it():
    known, asked = body("a", "평화정공", ("PHA", "abbreviation"), **ALL_AGREE), body("b", "PHA", **ALL_AGREE)
    assert decided(known, asked) == "merge"
    for fact, other in (
        ("city", None),
        ("sector", None),
        ("sector", "textiles"),
        ("kind", None),
        ("kind", "association"),
    ):
        assert decided(known, body("b", "PHA", **{**ALL_AGREE, fact: other})) in {None, "review"}, (
            fact,
            other,
        )
    namesake = body("c", "한빛기술", ("PHA", "abbreviation"), **ALL_AGREE)
    assert "merge" not in decisions([known, namesake, asked]).values()


def test_a_former_name_is_known_from_the_alias_and_never_from_likeness():
    renamed = body(
        "a", "다이텍연구원", ("한국염색기술연구소", "former_name"), kind="research_institute", city="Daegu"
    )
    old = body("b", "한국염색기술연구소", kind="research_institute", city="Daegu", sector="textiles")
    assert decided(renamed, old) in {"merge", "review"}
    assert decided(body("a", "다이텍연구원", kind="research_institute", city="Daegu"), old) is None


def test_a_plant_goes_to_its_firm_wherever_it_lies():
    firm = body("a", "(주)한빛나노텍", city="Gyeongsan", sector="automotive")
    plant = body("b", "한빛나노텍 제2공장", city="Pohang", sector="automotive")
    assert decided(firm, plant) == "merge"


def test_a_branch_of_an_institute_is_a_body_of_its_own():
    whole = body("a", "다이텍연구원", kind="research_institute", city="Daegu", sector="textiles")
    branch = body("b", "다이텍연구원 안동분원", kind="research_institute", city="Andong", sector="textiles")
    assert decided(whole, branch) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyungpook Precision", "Gyeongbuk Precision"),
        ("Daesung Hitech", "Daeseong Hi-Tech"),
        ("Shinhan Metals", "Sinhan Metal"),
    ],
)
def test_ways_of_romanising_fall_together(one, other):
    assert decided(body("a", one, **HERE), body("b", other, **HERE)) == "merge"


def test_one_romanisation_of_two_korean_names_makes_nobody_one():
    assert decided(body("a", "동성", "Dongsung", **HERE), body("b", "동승", "Dongsung", **HERE)) is None


def test_a_romanised_name_is_only_a_hint_to_a_korean_one():
    assert decided(body("a", "범삼공나노", **HERE), body("b", "Bumsamgong Nano", **HERE)) in {None, "review"}


def test_gunwi_is_one_place_before_and_after_it_came_to_daegu():
    one = body("a", "한빛나노텍", city="경상북도", district="군위군")
    other = body("b", "한빛나노텍", city="Daegu", district="Gunwi-gun")
    assert decided(one, other) == "merge"


def test_places_are_compared_in_either_language():
    assert (
        decided(body("a", "한빛나노텍", city="대구광역시"), body("b", "한빛나노텍", city="Daegu")) == "merge"
    )


def test_facts_that_speak_against_a_common_name_keep_it_apart():
    one = body("a", "대성정밀", city="Daegu", sector="machinery", founded="1980")
    other = body("b", "대성정밀", city="Pohang", sector="textiles", founded="2010")
    assert decided(one, other) is None


def test_a_verdict_wins_over_a_number():
    crn = [("crn", "1301110006246")]
    bodies = [body("a", "한빛나노텍", numbers=crn), body("b", "한빛나노텍", numbers=crn)]
    assert decisions(bodies) == {("a", "b"): "merge"}
    assert decisions(bodies, [verdict("a", "b", "split")]) == {}


def test_a_name_in_five_lists_is_asked_about_once_and_one_of_four_firms_of_one_list_is_not():
    def rows(*lists):
        return [
            body(f"{n}", "가람담", origin=f"list {name}", own_ids=True, listed=True)
            for n, name in enumerate(lists)
        ]

    assert list(decisions(rows(*"abcde")).values()) == ["review"]
    assert decisions(rows("a", "a", "a", "a", "b")) == {}


@pytest.mark.parametrize(
    "name", ["가나다대학교", "다라나노기술연구원", "가나다라협회", "가나테크노파크", "가나다중앙병원"]
)
def test_the_end_of_a_name_tells_a_public_organisation_where_no_kind_is_given(name):
    one, other = (body(key, name, kind=None, city="Daegu") for key in "ab")
    assert decided(one, other) == "merge"
    assert public_pairs(Profiles([one]), FIRST, Profiles([other]), FIRST).tolist() == [True]


@pytest.mark.parametrize("name", ["㈜다라나노기술연구원", "중앙병원", "가나연구소", "다라산업조합 주식회사"])
def test_a_firm_and_a_short_name_of_many_are_no_public_organisations_by_their_name(name):
    one, other = (Profiles([body(key, name, kind=None)]) for key in "ab")
    assert public_pairs(one, FIRST, other, FIRST).tolist() == [False]


@pytest.mark.parametrize(
    ("whole", "part"),
    [("가나다대학교", "가나다대학교(다라캠퍼스)"), ("Kanada National University", "Kanada National University (Dara Campus)")],
)  # fmt: skip
def test_a_campus_in_brackets_is_not_the_whole(whole, part):
    for kind in ("university", None):
        assert (
            decided(body("a", whole, kind=kind, city="Daegu"), body("b", part, kind=kind, city="Daegu"))
            != "merge"
        )
