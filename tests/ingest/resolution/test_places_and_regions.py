"""One website in two places, regions in brackets, places in two spellings: made names, right values by hand."""

from __future__ import annotations

import pytest

from ingest.resolution.comparison_levels import UNKNOWN, PlaceLevel
from ingest.resolution.profiles import place_key, place_level
from tests.ingest.resolution.bodies import body, decisions


def decided(one, other):
    return next(iter(decisions([one, other]).values()), None)


@pytest.mark.parametrize("kind", ["company", "hospital", "university", "other", None])
@pytest.mark.parametrize("year", [None, "1999"])
def test_one_website_in_two_cities_is_at_most_a_question(kind, year):
    told = {"kind": kind, "website": "https://kanada.example", "founded": year}
    one, other = (
        body("a", "누나눈안과병원", city="서울", **told),
        body("b", "누나눈안과병원", city="대구", **told),
    )
    assert decided(one, other) == "review"
    latin = [
        body(key, "Kanada Malaria Fund", city=city, **told)
        for key, city in (("a", "Kampala"), ("b", "London"))
    ]
    assert decided(*latin) == "review"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sweden", "Germany"),
        ("Denmark", "Portugal"),
        ("Arizona", "Florida"),
        ("UK", "USA"),
        ("Singapore", "Denmark"),
    ],
)
@pytest.mark.parametrize("kind", ["company", "hospital", "research_institute"])
@pytest.mark.parametrize("city", [None, "Phoenix"])
def test_two_regions_in_brackets_are_never_one(one, other, kind, city):
    told = {"kind": kind, "website": "https://kanada.example", "city": city}
    assert (
        decided(body("a", f"Kanada Dara ({one})", **told), body("b", f"Kanada Dara ({other})", **told))
        != "merge"
    )


def test_a_korean_region_in_brackets_tells_two_apart_and_one_country_in_two_languages_does_not():
    told = {"website": "https://gana.example", "city": "뮌헨"}
    assert (
        decided(body("a", "가나다라전자 (독일)", **told), body("b", "가나다라전자 (덴마크)", **told))
        != "merge"
    )
    assert (
        decided(body("a", "가나다라전자 (독일)", **told), body("b", "가나다라전자 (Germany)", **told))
        == "merge"
    )


def test_a_region_in_brackets_is_the_whole_only_in_one_city():
    told = {"website": "https://kanada.example"}
    whole, part = body("a", "Kanada Dara", **told), body("b", "Kanada Dara (Denmark)", **told)
    assert decided(whole, part) == "review"
    here = [
        body("a", "Kanada Dara", city="Aarhus", **told),
        body("b", "Kanada Dara (Denmark)", city="Aarhus", **told),
    ]
    assert decided(*here) == "merge"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("München", "Munich", PlaceLevel.CITY),
        ("Milan", "Milano", PlaceLevel.CITY),
        ("Mladá Boleslav", "Mlada Boleslav", PlaceLevel.CITY),
        ("Mühlheim", "Mulheim", UNKNOWN),
        ("뮌헨", "Munich", UNKNOWN),
        ("Phoenix", "Jacksonville", PlaceLevel.OTHER),
        ("Denmark", "Copenhagen", UNKNOWN),
        ("Denmark", "Portugal", PlaceLevel.OTHER),
        ("Denmark", "대구", PlaceLevel.OTHER),
        ("Germany", "Denmark", PlaceLevel.OTHER),
        ("Denmark", "덴마크", UNKNOWN),
    ],
)
def test_places_in_two_spellings(one, other, level):
    assert place_level(*(place_key(body("a", "Kanada", city=city)) for city in (one, other))) == level
    assert place_level(*(place_key(body("a", "Kanada", city=city)) for city in (other, one))) == level
