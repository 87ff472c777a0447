"""Names of organisations are told from what may be a person's; lists of applicants are taken apart."""

from __future__ import annotations

import pytest

from ingest.services.organisations import applicants, kind_of, organisation_id


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("(주)아진", "company"),
        ("에이비씨테크", "company"),
        ("Samsung Electronics Co., Ltd.", "company"),
        ("경북대학교 산학협력단", "university"),
        ("대구기계부품연구원", "research_institute"),
        ("재단법인 대구테크노파크", "support_agency"),
        ("산업통상자원부", "government"),
        ("경상북도", "government"),
        ("한국전력공사", "other"),
        ("대구염색공업협동조합", "association"),
        ("칠곡경북대학교병원", "hospital"),
    ],
)
def test_a_name_says_what_sort_of_body_it_is(name, kind):
    assert str(kind_of(name)) == kind


@pytest.mark.parametrize(
    "name",
    [
        "홍길동",
        "남궁민수",
        "이강부",
        "김시청",
        "이산업",
        "John Smith",
        "HONG, GILDONG",
        "Co., Ltd.",
        "(주)",
        "농업회사법인 주식회사",
    ],
)
def test_what_may_be_a_person_is_no_body(name):
    assert kind_of(name) is None


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ("(주)아진산업|홍길동|경북대학교 산학협력단", ["(주)아진산업", "경북대학교 산학협력단"]),
        ("주식회사 포스코 재단법인 포항산업과학연구원", ["주식회사 포스코", "재단법인 포항산업과학연구원"]),
        ("현대자동차 주식회사 기아 주식회사", ["현대자동차 주식회사", "기아 주식회사"]),
        ("삼성전자주식회사 서울대학교산학협력단", ["삼성전자주식회사", "서울대학교산학협력단"]),
        ("(주)아진산업(주)대구텍", ["(주)아진산업", "(주)대구텍"]),
        ("현대자동차주식회사, 기아주식회사", ["현대자동차주식회사", "기아주식회사"]),
        ("(주)아진산업,㈜대구텍 , 홍길동", ["(주)아진산업", "㈜대구텍"]),
        ("아진 Co., Ltd.", ["아진 Co., Ltd."]),
        ("아진산업 Co., Ltd. 대구텍 Inc.", ["아진산업 Co., Ltd.", "대구텍 Inc."]),
        ("농업회사법인 주식회사 가나", ["농업회사법인 주식회사 가나"]),
        ("홍길동 김태현", []),
        ("(주) 아진 홍길동", ["(주) 아진"]),
        ("포스코인터내셔널 홍길동 (주)아진", ["(주)아진"]),
        ("포스코인터내셔널 홍길동 주식회사", []),
        ("Samsung Electronics Co., Ltd.|John Smith", ["Samsung Electronics Co., Ltd."]),
    ],
)
def test_co_applicants_are_parted_and_persons_left_out(said, bodies):
    assert [one.name for one in applicants(said) if one.why is None] == bodies


def test_the_foundation_of_a_university_is_another_body_and_a_firm_written_otherwise_is_not():
    assert organisation_id("x", "경북대학교") != organisation_id("x", "경북대학교 산학협력단")
    assert organisation_id("x", "(주)아진") == organisation_id("x", "아진 주식회사")
