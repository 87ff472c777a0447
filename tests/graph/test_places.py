"""The table of places, and finding a place by what a record says."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from graph.identifiers import identify
from graph.places import LEVELS, PLACES, may_mean, place_of, place_of_code, same_place, within
from graph.vocabulary import DATA


def test_every_place_belongs_to_a_wider_one_of_the_table_and_names_its_source() -> None:
    for place in PLACES.values():
        assert place.source
        for key in filter(None, (place.parent, place.formerly)):
            assert LEVELS.index(PLACES[key].level) < LEVELS.index(place.level) or PLACES[key].level == "city"


def test_every_city_with_a_point_stands_in_korea() -> None:
    for place in PLACES.values():
        if place.level == "city" and place.latitude is not None:
            assert place.longitude is not None
            assert 33 < place.latitude < 39
            assert 125 < place.longitude < 131


def test_every_city_of_the_daegu_data_is_found() -> None:
    with (DATA / "daegu" / "organisations.csv").open(encoding="utf-8", newline="") as file:
        stated = {(row["city"], row["district"]) for row in csv.DictReader(file) if row["city"]}
    assert [pair for pair in stated if place_of(*pair) is None] == []


def test_gunwi_belongs_to_daegu_and_is_found_under_its_former_province_too() -> None:
    assert within(PLACES["daegu-gunwi"], PLACES["daegu"])
    assert place_of("경상북도", "군위군") == place_of("대구", "군위군") == PLACES["daegu-gunwi"]


@pytest.mark.parametrize(
    ("city", "district", "place"),
    [
        ("Daegu", None, "daegu"),
        ("대구광역시", "달성군", "daegu-dalseong"),
        ("대구시 북구", None, "daegu-buk"),
        ("경상북도 구미시", None, "gumi"),
        ("Gumi-si", None, "gumi"),
        ("Gyeongbuk", "Chilgok (Waegwan complex)", "chilgok"),
        ("Daegu-Gyeongbuk", "Dalseong-gun (Nongong)", "daegu-dalseong"),
        ("Chilgok", "Waegwan; Dalseong-gun (Daegu National Complex)", "chilgok"),
        ("Daegu", "Dalseo-gu (Seongseo); Dalseong-gun (Technopolis)", "daegu-dalseo"),
        ("Pohang", "Nam-gu", "pohang-nam"),
        ("경기도 광주시", None, "gyeonggi-gwangju"),
        ("광주", None, "gwangju"),
        ("United States", None, "united-states"),
    ],
)
def test_a_place_is_found_by_either_language(city: str, district: str | None, place: str) -> None:
    found = place_of(city, district)
    assert found is not None
    assert found.id == place


@pytest.mark.parametrize("city", [None, "", "  ", "<b>", "남구", "x" * 300, "\u202e대구"])
def test_what_is_no_name_of_the_table_is_no_place(city: str | None) -> None:
    assert place_of(city, None) is None


def test_the_seventeen_provinces_and_cities_of_their_own_rank_are_there_with_all_their_parts() -> None:
    today = [place for place in PLACES.values() if place.code and not place.now and place.valid_until is None]
    first = [place for place in today if place.code.endswith("0" * 8) or place.id == "sejong"]
    assert len(first) == 17
    # 226 with a council of their own, Jeju's two cities, and one more in Incheon since July 2026
    assert len([place for place in today if place.parent in {p.id for p in first}]) == 226 + 2 + 1


def test_a_code_is_that_of_one_place_and_begins_as_that_of_the_place_around_it() -> None:
    seen: set[str] = set()
    for place in PLACES.values():
        if place.code is None:
            continue
        assert identify("place", place.code).value == place.code
        assert place.code not in seen
        seen.add(place.code)
        around = PLACES[place.parent] if place.parent else None
        if around is not None and around.code is not None:
            assert place.code[:2] == around.code[:2], place.id


def test_a_former_place_says_what_it_became_or_ended_without_one_heir() -> None:
    for place in PLACES.values():
        if place.now is not None:
            assert place.valid_until is not None
            assert PLACES[place.now].now is None


@pytest.mark.parametrize(
    ("city", "district", "place"),
    [
        ("대구광역시 달서구 성서공단로 11길 30 (호림동)", None, "daegu-dalseo"),
        ("대구광역시달서구 성서공단로 30", None, "daegu-dalseo"),
        ("대구직할시 서구", None, "daegu-seo"),
        ("경북 경산시 진량읍 공단로", None, "gyeongsan"),
        ("경기도 성남시 분당구 판교역로", None, "seongnam-bundang"),
        ("전라북도 전주시 덕진구", None, "jeonju-deokjin"),
        ("강원특별자치도 고성군", None, "gangwon-goseong"),
        ("경남 고성군", None, "gyeongnam-goseong"),
        ("경남 창원시 마산합포구", None, "changwon-masanhappo"),
        ("경남 마산시", None, "changwon"),
        ("인천 남구", None, "incheon-michuhol"),
        ("인천광역시 미추홀구", None, "incheon-michuhol"),
        ("충남 연기군", None, "sejong"),
        ("전남광주통합특별시 순천시", None, "suncheon"),
        ("Nam-gu, Daegu", None, "daegu-nam"),
        ("Gwangju, Gyeonggi-do", None, "gyeonggi-gwangju"),
        ("Gwangju (Gyeonggi)", None, "gyeonggi-gwangju"),
        ("광주시(경기)", None, "gyeonggi-gwangju"),
        ("고성군 (경남)", None, "gyeongnam-goseong"),
        ("Goseong (Gangwon)", None, "gangwon-goseong"),
        ("광주시 북구", None, "gwangju-buk"),
        ("광주시", None, None),
        ("Gwangju-si", None, None),
        ("Gwangju", None, "gwangju"),
        ("고성군", None, None),
        ("대한민국 중구", None, "south-korea"),
    ],
)
def test_an_address_is_read_down_to_its_district(city: str, district: str | None, place: str | None) -> None:
    found = place_of(city, district)
    assert (found and found.id) == place


def test_a_place_is_found_as_it_was_on_a_day() -> None:
    def on(text: str, day: date) -> str | None:
        found = place_of(text, on=day)
        return found and found.id

    assert on("군위군", date(2023, 6, 30)) == on("대구 군위군", date(2023, 6, 30)) == "gyeongbuk-gunwi"
    assert on("군위군", date(2023, 7, 1)) == on("경북 군위군", date(2023, 7, 1)) == "daegu-gunwi"
    assert on("인천 미추홀구", date(2017, 1, 1)) == "incheon-nam"
    assert on("인천 남구", date(2019, 1, 1)) == "incheon-michuhol"
    assert on("마산시", date(2005, 1, 1)) == "masan"


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("2772000000", "daegu-gunwi"),
        ("4772000000", "daegu-gunwi"),
        ("4211010100", "chuncheon"),
        ("5111010100", "chuncheon"),
        ("4511310100", "jeonju-deokjin"),
        ("2817000000", "incheon-michuhol"),
        ("4159110100", "hwaseong"),
        ("2700000000", "daegu"),
        ("9900000000", None),
    ],
)
def test_a_code_is_found_in_force_or_not(code: str, place: str | None) -> None:
    found = place_of_code(code)
    assert (found and found.id) == place


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("대구광역시", "Daegu", True),
        ("대구 달서구", "Dalseo-gu (Seongseo)", True),
        ("남구", "Nam-gu", True),
        ("경산시", "Gumi", False),
        ("대구", "Gumi", False),
        ("대구 달서구", "대구", True),
        ("경상북도", "Gumi", None),
        ("Daegu-Gyeongbuk", "대구", None),
        ("Atlantis", "대구", None),
        ("중구", "대구", None),
    ],
)
def test_two_places_are_compared_whatever_they_are_written_in(
    one: str, other: str, same: bool | None
) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_no_two_cities_or_provinces_bear_one_name() -> None:
    wide = [place for place in PLACES.values() if place.level != "district" and not place.now]
    for name in ("name_ko", "name_en"):
        names = [getattr(place, name) for place in wide]
        assert len(names) == len(set(names))
    narrow = [
        (place.parent, place.name_en)
        for place in PLACES.values()
        if place.level == "district" and not place.now
    ]
    assert len(narrow) == len(set(narrow))


def test_every_place_of_today_is_found_by_the_words_that_the_graph_keeps_of_it() -> None:
    for place in PLACES.values():
        if place.now or place.level in {"country", "region"}:
            continue
        around = PLACES[place.parent] if place.parent else place
        words = (around.name_en, place.name_en) if place.level == "district" else (place.name_en, None)
        assert place_of(*words) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("고성군", {"gangwon-goseong", "gyeongnam-goseong"}),
        ("강서구", {"busan-gangseo", "seoul-gangseo"}),
        ("광주시", {"gwangju", "gyeonggi-gwangju"}),
        ("부산 강서구", set()),
        ("대구", set()),
        ("Shenzhen", set()),
    ],
)
def test_a_name_of_several_places_is_told_from_one_that_nobody_knows(text: str, places: set[str]) -> None:
    assert {place.id for place in may_mean(text)} == places
