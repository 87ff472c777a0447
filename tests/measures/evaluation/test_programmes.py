"""Evaluations of programmes: the bundled data carries none, a full list and a dense network carry one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.evaluation import rates
from bench.joined_worlds import CONSORTIA, NULLS, draw
from graph.conversions import teams
from graph.evaluations import Finding, Roles
from graph.measures.evaluation import NotEvaluable, evaluate, pooled
from graph.measures.evaluation.detectable import (
    FACTORS,
    detectable_factor,
    keys_among,
    plant,
    power_curve,
)
from graph.measures.evaluation.guards import failed_guards
from graph.measures.evaluation.sentences import say_detectable
from graph.measures.evaluation.windows import shifted
from graph.programmes import START, members_of, programmes_of
from graph.vocabulary import AFFILIATION_PROGRAMMES
from tests.measures.evaluation.drawn import PROGRAMME, drawn_snapshot

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from queries.ecosystem import Ecosystem

UNION = "daegu-materials-convergence-union"


@pytest.fixture(scope="module")
def snapshot(eco: Ecosystem) -> Snapshot:
    """The bundled data."""
    return eco.view.snapshot


def test_the_union_cannot_be_estimated(snapshot: Snapshot) -> None:
    found = evaluate(snapshot, snapshot.index[UNION])
    before, after = found.before, found.after
    assert (before.since, before.until, after.until) == ("2014-06-20", "2017-06-20", "2020-06-20")
    assert (before.ties, after.ties, before.echo, after.echo) == (1, 0, 0, 2)
    assert (before.all_ties, after.all_ties) == (89, 146)
    assert before.expected == pytest.approx(3.949, abs=0.001)
    assert after.expected == pytest.approx(3.503, abs=0.001)
    assert (found.members_named, found.companies_named, found.fixed) == (7, 2, 3)
    assert found.verdict is Finding.NOT_ESTIMATED
    assert {"members", "expected", "fixed"} <= {reason.code for reason in found.reasons}
    assert [found.p, found.ratio, found.detectable, found.pretrend_p, found.cross] == [None] * 5
    assert "추정할 수 없습니다" in found.sentence.ko
    assert "cannot be estimated" in found.sentence.en
    assert "1건, 후 3년 0건(사업 보도에만 나오는 2건 제외)" in found.sentence.ko


def test_no_programme_of_the_bundled_data_passes_the_guards(snapshot: Snapshot) -> None:
    chosen = programmes_of(snapshot, AFFILIATION_PROGRAMMES).tolist()
    known = [node for node in chosen if len(members_of(snapshot, node)) > 1]
    assert len(known) == 157
    for node in known:
        found = evaluate(snapshot, node)
        assert found.verdict is Finding.NOT_ESTIMATED
        assert found.reasons
        assert found.p is None
        assert min(found.before.expected or 0, found.after.expected or 0) < 5


def test_a_programme_with_few_members_is_not_called(snapshot: Snapshot) -> None:
    found = evaluate(snapshot, snapshot.index["battery-megaproject"])
    assert (found.members_named, found.before.ties, found.after.ties) == (13, 1, 1)
    assert found.verdict is Finding.NOT_ESTIMATED


def test_the_pooled_ties_begin_in_the_year_of_the_start_and_are_echo(snapshot: Snapshot) -> None:
    found = pooled(snapshot, first=2005, last=2021)
    assert found.programmes == 107
    assert [year.year for year in found.years] == list(range(-4, 5))
    assert [year.ties for year in found.years] == [6, 4, 9, 8, 153, 13, 6, 9, 5]
    assert [year.ties - year.echo for year in found.years] == [5, 4, 9, 7, 8, 4, 3, 5, 3]
    assert found.with_echo is not None and found.without_echo is not None
    assert found.with_echo.low > 1 > found.without_echo.high, "the effect is echo"


def test_windows_keep_to_the_calendar() -> None:
    from datetime import date

    assert date.fromordinal(shifted(date(2020, 2, 29).toordinal(), 3)) == date(2023, 2, 28)
    assert date.fromordinal(shifted(date(2017, 6, 20).toordinal(), -3)) == date(2014, 6, 20)
    assert date.fromordinal(shifted(date(2, 1, 1).toordinal(), -6)).year == 1


def test_each_guard_fails_alone_and_says_so_in_both_languages() -> None:
    good = {
        "named": 40,
        "reported": 60,
        "expected": (6.0, 7.0),
        "fixed": 8,
        "until": "2020-01-01",
        "youngest": "2021-01-01",
    }
    assert failed_guards(**good) == ()
    for change, code in (
        ({"named": 19, "reported": 30, "fixed": 1}, "members"),
        ({"expected": (4.9, 7.0)}, "expected"),
        ({"expected": (7.0, 4.9)}, "expected"),
        ({"fixed": 9}, "fixed"),
        ({"reported": 81}, "unnamed"),
        ({"youngest": "2019-12-31"}, "censored"),
        ({"youngest": None}, "censored"),
    ):
        (reason,) = failed_guards(**{**good, **change})
        assert reason.code == code
        assert reason.ko and reason.en
    assert failed_guards(**{**good, "reported": None}) == ()


def test_a_full_list_in_a_dense_network_is_estimated() -> None:
    snapshot = drawn_snapshot(effect=4.0)
    found = evaluate(snapshot, snapshot.index[PROGRAMME], samples=499)
    assert found.reasons == ()
    assert found.p is not None and found.p <= 0.05
    assert found.verdict is Finding.MORE
    assert found.ratio is not None and found.ratio_low is not None and found.ratio_high is not None
    assert 1 < found.ratio_low < found.ratio < found.ratio_high
    assert found.detectable is not None and found.detectable > 1
    assert "배로 늘었습니다" in found.sentence.ko
    again = evaluate(drawn_snapshot(effect=4.0), drawn_snapshot(effect=4.0).index[PROGRAMME], samples=499)
    assert again == found


def test_without_an_effect_no_difference_is_found() -> None:
    snapshot = drawn_snapshot(effect=1.0)
    found = evaluate(snapshot, snapshot.index[PROGRAMME], samples=499)
    assert found.reasons == ()
    assert found.verdict in {Finding.NO_DIFFERENCE, Finding.DOUBTFUL}
    assert found.p is not None and found.p > 0.05


def test_what_has_no_start_or_members_is_refused(snapshot: Snapshot) -> None:
    members = {node for node, _ in teams(snapshot)}
    undated = next(
        node
        for node, row in enumerate(snapshot.rows)
        if snapshot.kind(node) == "programme" and row[START] is None
    )
    with pytest.raises(NotEvaluable, match="no known start"):
        evaluate(snapshot, undated)
    lone = next(
        node
        for node, row in enumerate(snapshot.rows)
        if snapshot.kind(node) == "programme"
        and row[START]
        and node not in members
        and not led(snapshot, node)
    )
    with pytest.raises(NotEvaluable, match="no named members"):
        evaluate(snapshot, lone)
    with pytest.raises(NotEvaluable, match="use roles=all"):
        evaluate(snapshot, only_led(snapshot), roles=Roles.PARTICIPANTS)


def led(snapshot: Snapshot, node: int) -> bool:
    """Return whether any relation points to a programme."""
    return bool((snapshot.relations.object == node).any())


def only_led(snapshot: Snapshot) -> int:
    """Find a programme that is led, but in which nobody takes part."""
    return next(
        node
        for node in programmes_of(snapshot).tolist()
        if len(members_of(snapshot, node)) and not len(members_of(snapshot, node, leading=False))
    )


def test_the_test_keeps_its_level_where_plain_counts_do_not() -> None:
    loud = replace(NULLS["… members reported 1.5 × as much"], members=50, ties=600)
    found = rates(loud, 30)
    assert found["ours"] <= 0.17, "5 % wanted; 30 networks: at most 5 false"
    assert found["raw"] >= 0.3, "the plain count finds an effect where there is none"
    strong = rates(replace(CONSORTIA, members=50, ties=600, effect=4.0), 12)
    assert strong["ours"] >= 0.6


def test_a_planted_effect_is_found_more_often_the_larger_it_is_and_by_chance_without_one() -> None:
    one = draw(replace(CONSORTIA, members=50, ties=600), 1)
    given = (one.before, one.after, one.labels, one.strata)
    power = power_curve(*given, np.random.default_rng(0))
    assert power[0] <= 0.12, "5 % wanted; 120 plantings"
    assert power[-1] == 1.0
    factor = detectable_factor(*given, np.random.default_rng(0))
    assert factor is not None
    below, above = power[factor > FACTORS], power[factor < FACTORS]
    assert below.max() <= 0.8 <= above.min()


def test_where_nearly_all_are_members_no_effect_can_be_found() -> None:
    one = draw(replace(CONSORTIA, members=950, ties=300), 1)
    assert detectable_factor(one.before, one.after, one.labels, one.strata, np.random.default_rng(0)) is None
    said = say_detectable(None)
    assert "80% 미만" in said.ko
    assert "less than 80% power" in said.en


def test_planted_ties_are_among_members_distinct_and_new() -> None:
    before = draw(replace(CONSORTIA, members=20, ties=400), 2).after
    members = np.arange(40)
    known = keys_among(before, members)
    planted = plant(before.degrees[members] + 1.0, known, 3.0, np.random.default_rng(0))
    keys = planted.a * 40 + planted.b
    assert len(keys) == planted.counts[-1] > 0
    assert (planted.a < planted.b).all()
    assert len(set(keys.tolist())) == len(keys)
    assert not set(keys.tolist()) & set(known.tolist())
    ends = {tuple(sorted(pair)) for pair in zip(before.a.tolist(), before.b.tolist(), strict=True)}
    assert {divmod(key, 40) for key in known.tolist()} == {pair for pair in ends if pair[1] < 40}
