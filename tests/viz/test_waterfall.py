"""Waterfalls of match weights: bars that join, words as text, and the picture of the documentation."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from docs.match_weights import COMMAND, TARGET, drawn
from viz.waterfall import Bar, waterfall

RECT = re.compile(r'<rect class="(\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"')


def test_bars_join_and_the_sum_begins_at_zero():
    found = waterfall(
        [Bar("prior", "", -12.0), Bar("name", "rare", 20.0), Bar("sector", "far", -4.0)], title="t", note="n"
    )
    bars = [(kind, float(x), float(x) + float(width)) for kind, x, width in RECT.findall(found)]
    assert [kind for kind, *_ in bars] == ["against", "for", "against", "sum"]
    prior, name, sector, total = ((left, right) for _, left, right in bars)
    pixel = (prior[1] - prior[0]) / 12
    assert name[0] == pytest.approx(prior[0], abs=0.1), "the name begins where the prior ends"
    assert name[1] - name[0] == pytest.approx(20 * pixel, abs=0.1)
    assert sector[1] == pytest.approx(name[1], abs=0.1)
    assert total == pytest.approx((prior[1], prior[1] + 4 * pixel), abs=0.2)
    assert re.findall(r"([+-][\d.]+)</text>", found) == ["-12.0", "+20.0", "-4.0", "+4.0"]


def test_words_are_text_and_the_drawing_is_well_formed():
    found = waterfall([Bar("<b>", '"&', 1.0)], title="<script>", note="n")
    tree = ElementTree.fromstring(found)  # our own drawing
    assert tree.attrib["role"] == "img"
    assert not [one for one in tree.iter() if one.tag.endswith(("script", "}b"))]


def test_the_picture_of_the_documentation_is_current():
    assert TARGET.read_text(encoding="utf-8") == drawn(), f"draw it with `{COMMAND}`"
