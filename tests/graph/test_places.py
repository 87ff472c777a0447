"""The table of places, and finding a place by what a record says."""

from __future__ import annotations

import csv

import pytest

from graph.places import LEVELS, PLACES, place_of, within
from graph.vocabulary import DATA


def test_every_place_belongs_to_a_wider_one_of_the_table_and_names_its_source() -> None:
    for place in PLACES.values():
        assert place.source
        for key in filter(None, (place.parent, place.formerly)):
            assert LEVELS.index(PLACES[key].level) < LEVELS.index(place.level) or PLACES[key].level == "city"


def test_every_city_stands_in_korea() -> None:
    for place in PLACES.values():
        if place.level == "city":
            assert place.latitude is not None
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
