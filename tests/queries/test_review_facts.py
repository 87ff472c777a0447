"""Facts of two records side by side: when they agree, differ, or cannot be compared."""

from __future__ import annotations

import pytest

from ingest.resolution import Name, OrganisationRecord
from queries.review_facts import facts_of


def agreement(fact: str, mine: dict[str, str], theirs: dict[str, str]) -> str:
    one, other = (
        OrganisationRecord(key, key, (Name("가나다라"),), **told)
        for key, told in (("a", mine), ("b", theirs))
    )
    return next(found.agreement for found in facts_of(one, other) if found.fact == fact)


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ("강판", "steel", "unknown"),  # two scripts
        ("강판", "강판, 코일", "similar"),
        ("강판", "금형", "different"),
    ],
)
def test_products_in_two_scripts_cannot_be_compared(mine, theirs, wanted):
    assert agreement("products", {"products": mine}, {"products": theirs}) == wanted


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        (("Daegu", "Dalseo-gu"), ("대구", "달서구"), "same"),
        (("Munich", ""), ("München", ""), "same"),
        (("Daegu", "Dalseo-gu"), ("Daegu", "Buk-gu"), "similar"),
        (("Daegu", "Dalseo-gu"), ("Daegu", ""), "similar"),
        (("Daegu", ""), ("Gumi", ""), "different"),
    ],
)
def test_one_district_in_two_spellings_is_one_place(mine, theirs, wanted):
    sides = [{"city": city, "district": district} for city, district in (mine, theirs)]
    assert agreement("place", *sides) == wanted
