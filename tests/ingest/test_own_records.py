"""Numbers of our own exports: what no other tool would take for a number is none here either."""

from __future__ import annotations

import pytest

from ingest.own_records import number
from ingest.reading.positions import FieldFault


@pytest.mark.parametrize("text", ["1_0", "", "abc", True])
def test_a_text_that_is_no_number_elsewhere_is_none_here(text: object) -> None:
    with pytest.raises(FieldFault, match="is not a number"):
        number("budget_krw", text, int)


def test_small_and_whole_numbers_are_taken() -> None:
    assert (number("weight", "1e-05", float), number("budget_krw", "12", int)) == (1e-05, 12)
