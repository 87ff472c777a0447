"""Gaps, bridges and scorecards by any attribute: the same figures for the same groups, whatever they are called."""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from dataclasses import replace

import pytest

from graph.attributes import attributes_text
from graph.grouping import MOST, regrouped
from graph.vocabulary import SECTORS
from queries.bridges import BridgeParameters, bridges
from queries.errors import Invalid, NotFound
from queries.gap import GapOfPairParameters, gap
from queries.gaps import GapTableParameters, gaps
from queries.sectors import GapParameters, sector, sectors
from queries.view import View


def with_attributes(view, attributes):
    """The same data, each node with own attributes made from its sector and number."""
    snapshot = copy.copy(view.snapshot)
    snapshot._memo, snapshot._memo_lock = OrderedDict(), threading.Lock()
    own = [attributes_text(attributes(sector, n)) for n, sector in enumerate(snapshot.sectors)]
    snapshot.rows = [(*row[:-1], text) for row, text in zip(snapshot.rows, own, strict=True)]
    return replace(view, snapshot=snapshot)


@pytest.fixture(scope="module")
def view(eco) -> View:
    return with_attributes(
        eco.view,
        lambda sector, n: {
            "branch": sector if sector and SECTORS[sector].counted else None,
            "number": n,
            "wave": f"{n % 3} of/3",
        },
    )


FIGURES = ("a", "b", "observed", "expected", "ratio", "z", "p", "q", "step", "detectable", "power", "verdict")


def test_groups_that_are_the_sectors_under_another_name_have_the_same_gaps(view):
    ours, own = (gaps(view, GapTableParameters(group_by=by)) for by in ("sector", "attributes.branch"))
    there = {one.id for one in own.sectors}
    expected = [[getattr(p, f) for f in FIGURES] for p in ours.pairs if {p.a, p.b} <= there]
    assert [[getattr(p, f) for f in FIGURES] for p in own.pairs] == expected
    assert (ours.group_by, own.group_by, own.spread_factor) == (
        "sector",
        "attributes.branch",
        ours.spread_factor,
    )


def test_sentences_about_groups_say_groups_and_keep_the_names_as_they_are(view):
    found = gaps(view, GapTableParameters(group_by="attributes.wave"))
    texts = [*(p.sentence.ko + p.sentence.en for p in found.pairs), *(w.ko + w.en for w in found.warnings)]
    assert not any("업종" in text or "sector" in text for text in texts)
    assert "between 0 of∕3 and 1 of∕3" in found.pairs[0].sentence.en


def test_bridges_and_drivers_are_those_of_the_sectors(view):
    ours, own = (
        bridges(view, "metals", "textiles", BridgeParameters(group_by=by))
        for by in ("sector", "attributes.branch")
    )
    assert [(p.a, p.b, p.score) for p in own.pairs] == [(p.a, p.b, p.score) for p in ours.pairs]
    assert [b.id for b in own.brokers] == [b.id for b in ours.brokers]
    one, other = (
        gap(view, "metals", "textiles", GapOfPairParameters(group_by=by, years=2))
        for by in ("sector", "attributes.branch")
    )
    assert [(d.id, d.share, d.q_without) for d in one.drivers] == [
        (d.id, d.share, d.q_without) for d in other.drivers
    ]


def test_scorecards_of_groups(view):
    cards = sectors(view, GapParameters(group_by="attributes.branch")).results
    ours = {card.id: card for card in sectors(view, GapParameters()).results}
    for card in cards:
        assert (card.organisations, card.e_i_index) == (ours[card.id].organisations, ours[card.id].e_i_index)
    assert (
        sector(view, "metals", GapParameters(group_by="attributes.branch")).organisations
        == ours["metals"].organisations
    )
    with pytest.raises(NotFound, match="metls"):
        sector(view, "metls", GapParameters(group_by="attributes.branch"))


def test_organisations_are_in_their_district_whatever_a_record_calls_it(view):
    found = gaps(view, GapTableParameters(group_by="district"))
    names = {one.id: one.name_ko for one in found.sectors}
    assert names["Daegu Dalseo-gu"] == "대구 달서구"
    assert not any(name.startswith("Dalseo-gu") for name in names)


def test_the_parts_of_a_programme_are_groups_and_who_is_in_two_is_in_none(view):
    snapshot = regrouped(view.snapshot, "division:national-five-alliances")
    assert set(snapshot.grouping.ids) <= {
        "alliance-metals", "alliance-chemicals", "alliance-textiles", "alliance-ceramics-electronics", "alliance-machinery-automotive",
    }  # fmt: skip
    assert snapshot.sectors[snapshot.index["kims"]] == "alliance-metals"
    assert (
        snapshot.grouping.names["alliance-metals"][0] == snapshot.rows[snapshot.index["alliance-metals"]][1]
    )


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("attributes.number", rf"has 989 values, more than the {MOST}"),
        ("attributes.branche", "no node has the attribute “attributes.branche”.*attributes.branch"),
        ("colour", "unknown grouping “colour”"),
        ("division:none", "no programme has the id “none”"),
        ("division:union-metals", "has no parts"),
    ],
)
def test_what_cannot_be_grouped_by_says_why(view, by, told):
    with pytest.raises(Invalid, match=told):
        gaps(view, GapTableParameters(group_by=by))


def test_the_snapshot_itself_keeps_its_sectors(view):
    before = view.snapshot.sectors
    assert regrouped(view.snapshot, "attributes.wave").sectors is not before
    assert view.snapshot.sectors is before
    assert view.snapshot.grouping.is_sectors
    assert regrouped(view.snapshot, "attributes.wave") is regrouped(view.snapshot, "attributes.wave")
