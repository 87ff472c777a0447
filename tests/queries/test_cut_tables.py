"""A table that holds only some of the rows says so: values that are missing in a join would look like zeros."""

from __future__ import annotations

import warnings

import pytest


def test_a_table_that_is_cut_warns_with_how_many_rows_there_are(eco):
    with pytest.warns(UserWarning, match=r"^100 of 989 rows: give limit= for more, or cursor= to go on$"):
        assert len(eco.measure("degree").to_pandas()) == 100
    with pytest.warns(UserWarning, match=r"^110 of 141 rows"):
        eco.neighbourhood("dmi").to_pandas()
    with pytest.warns(UserWarning, match=r"^10 of 88 rows: give limit= for more$"):
        eco.search("대구").to_pandas()


def test_a_whole_table_and_the_last_page_do_not(eco):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(eco.measure("degree", limit=1000).to_pandas()) == 989
        assert len(eco.neighbourhood("dmi", limit=1000).to_pandas()) == 141
        first = eco.measure("degree", limit=900)
        assert len(eco.measure("degree", limit=900, cursor=first.next).to_pandas()) == 89
        eco.gaps().to_pandas()
