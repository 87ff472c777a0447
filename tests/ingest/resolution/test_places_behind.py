"""Places behind a name, the country before it, works behind a firm, and names of their own in brackets."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.resolution.comparing import best_names, compare
from ingest.resolution.comparison_levels import NameLevel, PlaceLevel
from ingest.resolution.evidence import of_names
from ingest.resolution.index import Index
from ingest.resolution.organisations import Name, OrganisationRecord
from ingest.resolution.profiles import Profiles
from ingest.resolution.settling import settle


def record(key: str, name: str, **facts: str) -> OrganisationRecord:
    return OrganisationRecord(f"{key}:1", key, (Name(name),), **facts)


def level(one: str, other: str) -> NameLevel:
    profiles = Profiles([record("a", one), record("b", other)])
    found = best_names(profiles, 0, profiles, 1)
    return found[2] if found else NameLevel.OTHER


def decision(one: OrganisationRecord, other: OrganisationRecord) -> str | None:
    found = settle([one, other], [])
    return str(found[0].decision) if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Garam, Munich, Germany", "University of Garam"),
        ("University of Garam, Garam, Sweden", "University of Garam"),
        ("가나다라대학교, 대구, 대한민국", "가나다라대학교"),
        ("가나다라대학교, 대한민국", "가나다라대학교, 구미"),
        ("Garam Materials Co., Ltd., Daegu, Korea", "Garam Materials"),
    ],
)
def test_places_behind_a_name_are_no_part_of_it(one, other):
    assert level(one, other) >= NameLevel.LATIN_COMMON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Garam Institute, Division of Steel, Sweden", "Garam Institute, Division of Glass, Sweden"),
        ("가나다라, 마바사", "가나다라"),
    ],
)
def test_what_is_no_place_stays_in_the_name(one, other):
    assert level(one, other) < NameLevel.LATIN_COMMON


def test_the_place_behind_a_name_is_its_place_and_the_name_stays_as_written():
    told = record("a", "가나다라대학교, 대구, 대한민국", kind="university")
    profiles = Profiles(
        [told, record("b", "가나다라대학교", city="Daegu"), record("c", "가나다라대학교", city="Seoul")]
    )
    one, other = np.array([0, 0]), np.array([1, 2])
    found = compare(profiles, one, profiles, other)
    assert found["place"].tolist() == [PlaceLevel.CITY, PlaceLevel.OTHER]
    assert profiles.name_forms[0].label == "가나다라대학교, 대구, 대한민국"
    verdict = Index([record("b", "가나다라대학교", kind="university", city="Daegu")]).resolve([told])[0]
    assert verdict.decision == "merge"
    assert "same place Daegu" in verdict.reason.en


def test_a_place_that_a_record_states_counts_before_the_one_behind_its_name():
    profiles = Profiles([record("a", "가나다라대학교, 대구", city="Seoul")])
    assert profiles.organisations[0].city == "Seoul"


def test_one_name_in_two_countries_is_not_merged():
    one = record("a", "Garam Technical University, Munich, Germany", kind="university")
    other = record("b", "Garam Technical University, Athens, Greece", kind="university")
    assert decision(one, other) != "merge"
    assert decision(one, record("c", "Garam Technical University", kind="university")) != "merge"


def test_the_country_before_a_name_may_be_left_out():
    assert level("대한민국 가나다라협회", "가나다라협회") == NameLevel.RARE
    assert level("대한민국 가나다라협회", "대한민국 마바사아협회") < NameLevel.LATIN_COMMON


@pytest.mark.parametrize(
    "name", ["가나다라 포항제철소", "가나다라 울산공장", "㈜가나다라 포항제철소", "가나다라(주) 울산조선소"]
)
def test_works_behind_a_firm_belong_to_the_firm(name):
    assert level(name, "가나다라") >= NameLevel.USUAL
    firm = record("b", "가나다라", kind="company", city="Seoul")
    profiles = Profiles([record("a", name, kind="company", city="Pohang"), firm])
    assert compare(profiles, np.array([0]), profiles, np.array([1]))["place"].tolist() == [
        -1
    ]  # the place of works is not that of the firm


@pytest.mark.parametrize("name", ["가나조선소", "포항제철소", "가나 다라제철소"])
def test_a_name_that_is_that_of_works_stays_whole(name):
    assert Profiles([record("a", name)]).name_forms[0].text == name.replace(" ", "")


def test_names_alike_outside_brackets_with_two_names_of_their_own_inside_are_two():
    one, other = "Garam Research Network (Jeeves)", "Garam Research Network (Garp)"
    assert level(one, other) == NameLevel.OTHER
    assert level(one, "Garam Research Networks (Garp)") == NameLevel.OTHER
    assert level(one, "Garam Research Network (Jeevs)") >= NameLevel.LATIN_COMMON
    assert level(one, "Garam Research Network") >= NameLevel.LATIN_COMMON
    facts = {"city": "Daegu", "sector": "textiles"}
    assert decision(record("a", one, **facts), record("b", other, **facts)) is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("GRM (Sweden)", "GRM (Denmark)", "same name"),
        ("GRM (Sweden)", "GRM", "same name"),
        ("GRM, Sweden", "GRM", "same name"),
        ("Garam Research Materials (GRM)", "GRM", "same alias"),
    ],
)
def test_names_of_which_only_the_country_differs_are_one_name_not_an_alias(one, other, kind):
    profiles = Profiles([record("a", one), record("b", other)])
    assert of_names(best_names(profiles, 0, profiles, 1))[0].startswith(f"{kind}|")
