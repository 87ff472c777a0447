"""The two stories of the Daegu data, and the sentences that tell them."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from graph.evidence import Period
from graph.measures.gaps import GapTable, PairGap, Verdict, find_gaps, say_pair
from graph.measures.gaps.table import sector_gaps
from graph.measures.gaps.ties import Method
from graph.vocabulary import COUNTED_SECTORS, SECTORS
from tests.measures.gaps.worlds import daegu as daegu_ecosystem

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


@cache
def judged(baseline: str, method: Method) -> GapTable:
    return find_gaps(daegu_ecosystem(), baseline=baseline, method=method, samples=1000)


def between(table: GapTable, one: str, other: str) -> PairGap:
    a, b = sorted((COUNTED_SECTORS.index(one), COUNTED_SECTORS.index(other)))
    return next(pair for pair in table.pairs if (pair.a, pair.b) == (a, b))


@pytest.mark.parametrize("method", list(Method))
def test_automotive_and_textiles_are_a_gap_under_any_and_none_under_outward(method: Method) -> None:
    outward, any_ = (
        between(judged(baseline, method), "automotive", "textiles") for baseline in ("outward", "any")
    )
    assert (outward.observed, any_.observed) == (10, 10)
    # 7 at first; holding the two gaps of textiles sends some of its ties here.
    assert outward.expected == pytest.approx(9.5, abs=0.7)
    assert outward.verdict is not Verdict.UNDER
    assert any_.expected == pytest.approx(41.0, abs=1.0)
    assert any_.z == pytest.approx(-6.0, abs=0.5)
    assert any_.verdict is Verdict.UNDER


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("other", ["metals", "it-electronics"])
def test_textiles_miss_metals_and_electronics_under_both_baselines(method: Method, other: str) -> None:
    for baseline in ("outward", "any"):
        assert between(judged(baseline, method), other, "textiles").verdict is Verdict.UNDER


def test_pairs_come_by_q_and_then_by_ratio() -> None:
    pairs = find_gaps(daegu_ecosystem()).pairs
    keys = [(2.0 if p.q is None else p.q, 1e9 if p.ratio is None else p.ratio) for p in pairs]
    assert keys == sorted(keys)
    assert len(pairs) == 78


def test_shares_of_the_programmes_are_set_against_all_counted_ties() -> None:
    table = find_gaps(daegu_ecosystem(), layer="affiliation", samples=60)
    assert table.ties == 838
    assert sum(pair.observed for pair in table.pairs) == 838
    assert sum(pair.expected for pair in table.pairs if pair.step == 1) == pytest.approx(838, rel=0.15)
    assert table.spread_applied and table.spread_factor >= 1.0


def test_every_pair_has_a_sentence_in_both_languages_that_holds_its_numbers() -> None:
    for layer in ("direct", "affiliation"):
        for baseline in ("outward", "any"):
            table = find_gaps(daegu_ecosystem(), layer=layer, baseline=baseline, samples=40)
            for pair in table.pairs:
                ids = COUNTED_SECTORS[pair.a], COUNTED_SECTORS[pair.b]
                said = say_pair(
                    table,
                    pair,
                    names_ko=(SECTORS[ids[0]].name_ko, SECTORS[ids[1]].name_ko),
                    names_en=(SECTORS[ids[0]].name_en, SECTORS[ids[1]].name_en),
                )
                for text in (said.ko, said.en):
                    assert str(pair.observed) in text and f"{pair.expected:.1f}" in text
                    assert "nan" not in text and "None" not in text
                if pair.verdict is Verdict.TOO_LITTLE:
                    assert "too little data" in said.en and "자료가 부족" in said.ko


def test_the_clearest_gap_is_told_as_a_ministry_would_print_it() -> None:
    table = judged("outward", Method.LIVE)
    pair = between(table, "metals", "textiles")
    said = say_pair(table, pair, names_ko=("금속", "섬유"), names_en=("Metals", "Textiles"))
    assert said.ko == (
        "금속–섬유 간 연결은 0건입니다. 두 업종 기관들의 대외 활동 규모로 보면 7.2건 정도가 예상되는데, 이보다 뚜렷하게 적습니다(q = 0.002)."
    )
    assert said.en == (
        "There are 0 ties between Metals and Textiles. From how much their organisations work with other sectors, "
        "about 7.2 would be expected: clearly fewer than expected (q = 0.002)."
    )


def test_what_could_hide_a_gap_is_told_once() -> None:
    table = judged("outward", Method.LIVE)
    told = [warning.ko for warning in table.warnings if "예상 수준" in warning.ko]
    assert len(told) == 1 and "판단할 수 있는 15쌍 중 13쌍" in told[0]


@pytest.mark.parametrize("day", [None, "2026", "2024"])
def test_a_called_gap_could_be_found(day: str | None, daegu: Snapshot) -> None:
    pairs = sector_gaps(daegu, period=Period(day)).table.pairs
    called = [pair for pair in pairs if pair.verdict is Verdict.UNDER]
    assert called
    for pair in called:
        # no tie at all is called; with a fifth of the expected ties there is none with at least this chance
        assert pair.power is not None
        assert pair.power >= math.exp(-0.2 * pair.expected) - 0.01


def test_a_number_that_nothing_but_the_degrees_allows_is_described_as_such() -> None:
    table = judged("outward", Method.LIVE)
    pair = between(table, "energy", "textiles")
    assert pair.verdict is Verdict.TOO_LITTLE
    fixed = replace(pair, observed=75, expected=75.0, z=None, p=None)
    said = say_pair(table, fixed, names_ko=("전기", "소프트웨어"), names_en=("IT", "Software"))
    assert said.en == (
        "There are 75 ties between IT and Software. The number follows from the ties of each organisation alone, so there is no verdict."
    )
    assert "정해지므로" in said.ko and "부족" not in said.ko
