"""Names are compared as people mean them, and dates as the days they can be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import span
from graph.names import choseong, comparable, jamo

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1)


@given(st.text())
def test_comparing_twice_changes_nothing(name):
    assert comparable(comparable(name)) == comparable(name)


@given(HANGUL, HANGUL)
def test_letters_of_two_names_are_the_letters_of_both(one, other):
    assert jamo(one) + jamo(other) == jamo(one + other)
    assert choseong(one) + choseong(other) == choseong(one + other)
    assert len(choseong(one)) == len(one)


def test_brackets_width_and_case_do_not_matter():
    assert comparable("(주) ＡＢＣ-테크") == comparable("㈜abc 테크")


def test_single_letters_stay_what_they_are():
    assert comparable("ㄷㄱㅌㅋ") == "ㄷㄱㅌㅋ"


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_partial_date_spans_every_day_that_it_can_mean(day):
    year, month = f"{day.year:04}", f"{day.year:04}-{day.month:02}"
    for text in (year, month, day.isoformat()):
        first, last = span(text)
        assert first <= day.toordinal() <= last
    assert span(day.isoformat()) == (day.toordinal(), day.toordinal())


@pytest.mark.parametrize(
    "text", ["", "18", "2018-13", "2018-02-30", "2018/06", "2018-6", "0000", "２０１８", "2018-06-20T00"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="not a date"):
        span(text)
