"""Own attributes of records are filtered like any other field: all but some values, and parts of texts."""

from __future__ import annotations

import pytest

from queries.lists import ListParameters, list_page
from queries.validation import read
from tests.queries.test_grouping import with_attributes


@pytest.fixture(scope="module")
def view(eco):
    """Every third node has the grade A, the next one “B, good”, the last one none."""
    own = ({"grade": "A", "size": 1}, {"grade": "B, good", "size": 2}, {"size": 3})
    return with_attributes(eco.view, lambda _sector, number: own[number % 3])


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"attributes.grade": "A"}, {0}),
        ({"attributes.grade": "!A"}, {1, 2}),
        ({"attributes.grade": "!A", "has_attributes.grade": "true"}, {1}),
        ({"attributes.grade": r"!A,B\, good"}, {2}),
        ({"attributes.size": "!1,2"}, {2}),
        ({"attributes.grade_contains": "GOOD"}, {1}),
        ({"attributes.grade_prefix": "b"}, {1}),
    ],
)
def test_own_attributes_are_negated_and_searched(view, given, places):
    found = list_page(view, None, read(ListParameters, {**given, "limit": 1}).query(None))
    assert found.total == sum(number % 3 in places for number in range(1658))
