"""What a pair hangs on: parts of the expectation against a slow solver of its own, leaving out against the whole table, Daegu's values."""

from __future__ import annotations

import numpy as np
import pytest

from bench.simulated import World, simulate
from graph.measures.gaps import Verdict, find_gaps
from graph.measures.gaps.driver_sentences import say_drivers
from graph.measures.gaps.drivers import Driver, drivers, left_out, pair_number
from graph.measures.gaps.ties import Baseline, Ecosystem, sector_pairs
from graph.measures.gaps.verdicts import VERDICTS, verdicts
from graph.vocabulary import COUNTED_SECTORS
from tests.measures.gaps.worlds import daegu, read

METALS, TEXTILES, IT = (COUNTED_SECTORS.index(s) for s in ("metals", "textiles", "it-electronics"))


def organisation(key: str) -> int:
    return sorted(row["org_id"] for row in read("organisations")).index(key)


def chances(eco: Ecosystem) -> np.ndarray:
    """p_ij under `outward` with nothing held, by fixed-point iteration on single organisations."""
    group, n = eco.group, eco.organisations
    may = (group[:, None] != group[None, :]) & (group < eco.sectors)[:, None] & (group < eco.sectors)[None, :]
    free = may[eco.first, eco.second]
    degree = np.bincount(np.concatenate([eco.first[free], eco.second[free]]), minlength=n).astype(float)
    x = degree / np.sqrt(max(degree.sum(), 1.0))
    for _ in range(20_000):
        shares = may * x[None, :] / (1.0 + x[:, None] * x[None, :])
        new = np.divide(degree, shares.sum(axis=1), out=np.zeros(n), where=degree > 0)
        if np.max(np.abs(new - x)) < 1e-13:
            break
        x = np.sqrt(np.maximum(new, 1e-300) * np.maximum(x, 1e-300)) * (degree > 0)
    return may * np.outer(x, x) / (1.0 + np.outer(x, x))


def test_a_part_is_the_sum_of_an_organisations_chances_of_ties_across() -> None:
    eco = simulate(World(sectors=4, organisations=60, ties=120), seed=3)
    p = chances(eco)
    _, found = drivers(eco, 0, 1, most=eco.organisations)
    inside, across = eco.sector == 0, eco.sector == 1
    wanted = np.where(inside, p[:, across].sum(axis=1), np.where(across, p[:, inside].sum(axis=1), 0.0))
    assert verdicts(eco).held == (), "nothing is held fixed, as in the slow solver"
    for one in found:
        assert one.expected == pytest.approx(wanted[one.organisation], abs=1e-7)
    assert len(found) == np.count_nonzero(wanted > 1e-12)


def test_the_parts_of_each_side_add_up_to_one() -> None:
    eco = daegu()
    _, found = drivers(eco, METALS, TEXTILES, most=eco.organisations)
    for side in (METALS, TEXTILES):
        assert sum(one.share for one in found if eco.sector[one.organisation] == side) == pytest.approx(1.0)


@pytest.mark.parametrize("baseline", list(Baseline))
def test_quick_verdicts_are_those_of_the_table_from_any_start(baseline: Baseline) -> None:
    eco = daegu()
    near = verdicts(eco, baseline).solved
    fewer = left_out(eco, organisation("dmi"))
    table, cold, warm = (
        find_gaps(fewer, baseline=baseline),
        verdicts(fewer, baseline),
        verdicts(fewer, baseline, near),
    )
    a, b = sector_pairs(eco.sectors, baseline)
    for pair in table.pairs:
        i = int(np.flatnonzero((a == pair.a) & (b == pair.b))[0])
        for found in (cold, warm):
            assert VERDICTS[found.code[i]] == pair.verdict
            assert found.expected[i] == pytest.approx(pair.expected, rel=1e-6, abs=1e-9)
            assert np.isnan(found.q[i]) if pair.q is None else found.q[i] == pytest.approx(pair.q, rel=1e-5)


def test_without_one_institute_metals_and_textiles_have_no_verdict() -> None:
    now, found = drivers(daegu(), METALS, TEXTILES)
    pair = pair_number(len(COUNTED_SECTORS), METALS, TEXTILES, Baseline.OUTWARD)
    assert VERDICTS[now.code[pair]] is Verdict.UNDER
    assert now.expected[pair] == pytest.approx(7.2, abs=0.05)
    lost = [one for one in found if one.lost]
    assert [one.organisation for one in lost] == [organisation("dyetec")] == [found[0].organisation]
    assert lost[0].expected_without == pytest.approx(3.5, abs=0.05)
    assert lost[0].verdict_without == "not enough data"
    assert lost[0].q_without is None


def test_the_gap_of_it_goes_with_either_of_two_institutes() -> None:
    _, found = drivers(daegu(), IT, TEXTILES)
    assert [one.organisation for one in found if one.lost] == [organisation("dyetec"), organisation("ktdi")]


def test_leaving_out_is_the_table_of_the_network_without_the_ties() -> None:
    eco = daegu()
    _, found = drivers(eco, METALS, TEXTILES, most=3)
    for one in found:
        table = find_gaps(left_out(eco, one.organisation))
        row = next(pair for pair in table.pairs if (pair.a, pair.b) == (METALS, TEXTILES))
        assert (row.observed, row.verdict.value) == (one.observed_without, one.verdict_without)
        assert row.expected == pytest.approx(one.expected_without, rel=1e-6)


def test_a_pair_that_the_baseline_does_not_judge_is_refused() -> None:
    with pytest.raises(ValueError, match="not a pair under “outward”: give two different sectors"):
        drivers(daegu(), METALS, METALS)


def driver(number: int, share: float, *, lost: bool) -> Driver:
    return Driver(
        4.0, share, 0, 3.5, None, "not enough data" if lost else "under-connected", lost, organisation=number
    )


NAMES = {1: ("다이텍연구원", "DYETEC"), 2: ("한국섬유개발연구원", "KTDI")}


def test_a_sentence_names_the_one_organisation_that_a_verdict_hangs_on() -> None:
    said = say_drivers(
        7.2, "under-connected", [driver(1, 0.55, lost=True), driver(2, 0.24, lost=False)], NAMES
    )
    assert said.ko == (
        "기대치의 절반 이상(55%)이 다이텍연구원 한 곳에서 나옵니다."
        " 다이텍연구원 제외 시 예상 연결은 7.2건에서 3.5건으로 바뀌고 판정은 ‘판단 불가(자료 부족)’입니다."
    )
    assert said.en == (
        "More than half (55 %) of the expected ties involve one organisation, DYETEC."
        " Without DYETEC, 3.5 instead of 7.2 ties are expected and the verdict is “not enough data”."
    )


def test_a_sentence_names_all_of_several_and_says_when_there_is_none() -> None:
    both = say_drivers(
        7.2, "under-connected", [driver(1, 0.47, lost=True), driver(2, 0.24, lost=True)], NAMES
    )
    assert both.ko.endswith(
        "다음 기관 중 한 곳만 제외하여도 판정이 바뀝니다: 다이텍연구원, 한국섬유개발연구원."
    )
    assert both.en.startswith("Nearly half (47 %)")
    kept = say_drivers(7.2, "under-connected", [driver(1, 0.3, lost=False)], NAMES)
    assert (
        kept.ko
        == "기대치의 30%가 다이텍연구원 한 곳에서 나옵니다. 어느 한 기관을 제외하여도 판정(연결 부족)은 바뀌지 않습니다."
    )
    assert (
        say_drivers(0.0, "not enough data", [], NAMES).en
        == "No organisation contributes to the expected ties."
    )
