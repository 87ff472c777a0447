"""Figures of gaps: whole, the same twice, readable in both languages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from graph.evidence import Period
from graph.measures.gaps.table import sector_gaps
from graph.vocabulary import COUNTED_SECTORS, SECTORS
from queries.gaps import shaped
from viz.figures import gaps_figure

pytestmark = pytest.mark.usefixtures("korean_font")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("baseline", ["outward", "any"])
def test_the_svg_names_every_sector_and_shows_every_tested_pair(daegu, language, baseline):
    table = shaped(sector_gaps(daegu, baseline=baseline)).to_dict()
    picture = gaps_figure(table, language=language)
    words = [element.text or "" for element in ET.fromstring(picture).iter() if element.tag.endswith("text")]
    for sector in COUNTED_SECTORS:
        assert getattr(SECTORS[sector], f"name_{language}") in words
    tested = [pair for pair in table["pairs"] if pair["q"] is not None]
    assert sum(word.startswith("(") and word.endswith(")") for word in words) >= len(tested)
    called = sum(pair["verdict"] in {"under-connected", "over-connected"} for pair in tested)
    assert sum(word == "●" for word in words) == called
    assert picture == gaps_figure(table, language=language)


def test_a_png_is_drawn_where_a_korean_font_is_installed(daegu):
    assert gaps_figure(shaped(sector_gaps(daegu)).to_dict(), kind="png").startswith(b"\x89PNG")


def test_without_data_the_figure_says_so(daegu):
    table = shaped(sector_gaps(daegu, period=Period("1900"))).to_dict()
    assert "no pair has enough data" in gaps_figure(table, language="en").decode()
