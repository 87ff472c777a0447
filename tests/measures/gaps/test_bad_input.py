"""Poor, broken or extreme ecosystems: an answer that says why nothing can be said, or a refusal that names the remedy."""

from __future__ import annotations

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.measures.gaps import Ecosystem, GapTable, Verdict, ecosystem, find_gaps
from graph.measures.gaps.ties import Baseline, Method
from graph.vocabulary import GAP_LAYERS, Layer
from tests.examples import examples
from tests.measures.gaps.test_sampler import ecosystems


def assert_finite(table: GapTable) -> None:
    for pair in table.pairs:
        for field in fields(pair):
            value = getattr(pair, field.name)
            assert value is None or not isinstance(value, float) or math.isfinite(value), (field.name, value)
            assert not isinstance(value, np.generic), field.name
        for chance in (pair.p, pair.p_over, pair.q):
            assert chance is None or 0.0 <= chance <= 1.0
        if pair.ratio is not None and pair.ratio_low is not None and pair.ratio_high is not None:
            assert 0.0 <= pair.ratio_low <= pair.ratio + 1e-12 <= pair.ratio_high + 1e-9
        if pair.verdict is Verdict.TOO_LITTLE:
            assert pair.q is None
        if pair.expected < 4.99:
            assert pair.verdict is Verdict.TOO_LITTLE
    assert math.isfinite(table.spread_factor) and table.spread_factor >= 1.0


@given(
    eco=ecosystems(),
    layer=st.sampled_from(GAP_LAYERS),
    baseline=st.sampled_from(Baseline),
    method=st.sampled_from(Method),
)
@settings(max_examples=examples(25), deadline=None)
def test_any_small_ecosystem_gets_an_answer_without_nan(
    eco: Ecosystem, layer: Layer, baseline: Baseline, method: Method
) -> None:
    table = find_gaps(eco, layer=layer, baseline=baseline, method=method, samples=20)
    assert_finite(table)
    number = eco.sectors * (eco.sectors + (1 if baseline is Baseline.ANY else -1)) // 2
    assert len({(p.a, p.b) for p in table.pairs}) == len(table.pairs) == number


@pytest.mark.parametrize("layer", GAP_LAYERS)
@pytest.mark.parametrize("baseline", list(Baseline))
@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    ("eco", "why"),
    [
        (ecosystem([], sectors=0), "sectors"),
        (ecosystem([0, 0, -1], sectors=1, ties=[(0, 1)], seats=[(0, 0, 1), (1, 0, 0)]), "needs at least two"),
        (ecosystem([0, 0, 1], sectors=3, ties=[(0, 2)], seats=[(0, 0, 1), (2, 0, 0)]), "no organisation"),
        (ecosystem([0, 1, 2, 3], sectors=4), "no ties"),
        (ecosystem([0, 1, 2, 3], sectors=4, ties=[(0, 1)], seats=[(0, 0, 1), (1, 0, 0)]), "too little data"),
    ],
)
def test_too_little_to_go_on_is_said_and_not_guessed(
    eco: Ecosystem, why: str, layer: Layer, baseline: Baseline, method: Method
) -> None:
    table = find_gaps(eco, layer=layer, baseline=baseline, method=method, samples=20)
    assert_finite(table)
    assert all(pair.verdict is Verdict.TOO_LITTLE for pair in table.pairs)
    assert any(why in warning.en for warning in table.warnings), [w.en for w in table.warnings]
    assert all(warning.ko for warning in table.warnings)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"layer": "technology"}, "technology"),
        ({"baseline": "inward"}, "inward"),
        ({"method": "guess"}, "guess"),
        ({"method": "certified", "samples": 3}, "at least 20"),
        ({"seed": -1}, "seed"),
    ],
)
def test_unknown_parameters_are_refused_by_name(options: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        find_gaps(ecosystem([0, 1], sectors=2, ties=[(0, 1)]), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arrays", "rule"),
    [
        ({"sector": [0, 2], "sectors": 2}, "outside"),
        ({"sector": [0, 1], "sectors": 2, "ties": [(0, 0)]}, "itself"),
        ({"sector": [0, 1], "sectors": 2, "ties": [(0, 1), (1, 0)]}, "twice"),
        ({"sector": [0, 1], "sectors": 2, "ties": [(0, 5)]}, "outside"),
        ({"sector": [0, 1], "sectors": 2, "seats": [(0, 0, 1), (0, 0, 0)]}, "two seats"),
        ({"sector": [0, 1], "sectors": 2, "seats": [(3, 0, 1)]}, "outside"),
        ({"sector": [0], "sectors": 99}, "between"),
    ],
)
def test_broken_arrays_are_refused_with_the_rule(arrays: dict[str, object], rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        ecosystem(**arrays)  # type: ignore[arg-type]


def test_a_star_and_a_complete_network_leave_no_room_and_say_so() -> None:
    star = ecosystem([0] + [1] * 6 + [2] * 6, sectors=3, ties=[(0, i) for i in range(1, 13)])
    whole = ecosystem(
        [i % 4 for i in range(12)], sectors=4, ties=[(i, j) for i in range(12) for j in range(i + 1, 12)]
    )
    for eco in (star, whole):
        for method in Method:
            for baseline in Baseline:
                table = find_gaps(eco, method=method, baseline=baseline, samples=40)
                assert_finite(table)
                assert all(pair.verdict is Verdict.TOO_LITTLE for pair in table.pairs)
                assert all(abs(pair.expected - pair.observed) < 1e-6 for pair in table.pairs)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    eco = ecosystem([0, 0, 1, 1, 2, 2, 3, 3], sectors=4, ties=[(0, 2), (1, 4), (3, 6), (5, 7)])
    find_gaps(eco, method="certified", samples=100, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == 100
    assert all(done <= total for done, total in told)
