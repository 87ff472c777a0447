"""Public organisations by their names in lists of any length, kinds that differ, and one website with a changed name."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest

from ingest.resolution.comparison_levels import NameLevel, weights
from tests.ingest.resolution.bodies import body, decisions

SYLLABLES = ["Ba", "Do", "Fi", "Gu", "Ke", "La", "Mo", "Ni", "Pe", "Ru", "Sa", "Ti", "Vo", "Zu"]
NAMES = [f"University of {''.join(parts)}" for parts in product(SYLLABLES, repeat=4)]


def decided(one, other):
    return next(iter(decisions([one, other]).values()), None)


@pytest.mark.parametrize("rows", [40, 800, 5_000])
def test_a_university_is_known_by_its_name_however_long_the_list_is(rows):
    others = [body(f"r{n}", NAMES[n * 7 % len(NAMES)], kind="university") for n in range(1, rows - 1)]
    pair = [body(key, "University of Xanadu", kind="university") for key in "ab"]
    assert decisions([*pair, *others])[("a", "b")] == "merge"


def test_firms_with_one_latin_name_alone_stay_a_question():
    assert decided(body("a", "Kanada Dara Metals"), body("b", "Kanada Dara Metals")) == "review"


def test_a_rarer_name_never_weighs_less():
    bits = weights().parts["name"]
    for bands in (
        (NameLevel.LATIN_COMMON, NameLevel.LATIN_USUAL, NameLevel.LATIN_RARE),
        (NameLevel.SEVERAL, NameLevel.COMMON, NameLevel.USUAL, NameLevel.RARE),
    ):
        assert all(bits[one] <= bits[other] + 0.005 for one, other in pairwise(bands))


def test_two_kinds_of_public_organisations_are_a_question():
    one = body("a", "Kanada Dara Academy", kind="university", city="Daegu")
    assert decided(one, body("b", "Kanada Dara Academy", kind="research_institute", city="Daegu")) == "review"
    unread = replace(body("b", "Kanada Dara Academy", kind=None, city="Daegu"), kind_text="institute")
    assert decided(one, unread) == "review"
    assert decided(one, body("b", "Kanada Dara Academy", kind="university", city="Daegu")) == "merge"


SITE = {"website": "https://kanada.example", "city": "Aarhus"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("Kanada Laboratory", "Kanada National Laboratory"), ("TU Kanada", "Technische Universität Kanada"),
     ("Dara College", "Mabasa University")],
)  # fmt: skip
def test_one_website_in_one_city_with_another_name_is_asked_about(old, new):
    assert (
        decided(body("a", old, kind="university", **SITE), body("b", new, kind="university", **SITE))
        == "review"
    )
    elsewhere = {**SITE, "city": "Odense"}
    assert (
        decided(body("a", old, kind="university", **SITE), body("b", new, kind="university", **elsewhere))
        is None
    )


def test_many_on_one_website_are_not_asked_about_each_other():
    units = ["Dara Department", "Mabasa Clinic", "Sajacha Library", "Kataha Museum", "Garam School"]
    assert decisions([body(f"{n}", name, kind="university", **SITE) for n, name in enumerate(units)]) == {}


def test_hospitals_of_two_cities_are_never_one_by_their_name():
    assert (
        decided(
            body("a", "가나다중앙병원", kind="hospital", city="Seoul"),
            body("b", "가나다중앙병원", kind="hospital", city="Daegu"),
        )
        != "merge"
    )
    assert (
        decided(
            body("a", "가나다중앙병원", kind=None, city="Seoul"),
            body("b", "가나다중앙병원", kind=None, city="Daegu"),
        )
        != "merge"
    )
