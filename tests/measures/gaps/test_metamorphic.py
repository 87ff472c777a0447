"""What must not change when the same ecosystem is told differently, and what must change when it grows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.simulated import World, simulate
from graph.measures.gaps import Ecosystem, GapTable, find_gaps
from graph.measures.gaps.ties import Baseline, Method
from graph.vocabulary import GAP_LAYERS, Layer
from tests.measures.gaps.worlds import daegu


def relabelled(eco: Ecosystem, seed: int) -> Ecosystem:
    rng = np.random.default_rng(seed)
    name = rng.permutation(eco.organisations)
    sector = np.empty_like(eco.sector)
    sector[name] = eco.sector
    u, v = name[eco.first], name[eco.second]
    order = rng.permutation(len(u))
    return replace(
        eco,
        sector=sector,
        first=np.minimum(u, v)[order],
        second=np.maximum(u, v)[order],
        member=name[eco.member],
    )


def doubled(eco: Ecosystem) -> Ecosystem:
    n, m = eco.organisations, eco.programmes
    return replace(
        eco,
        sector=np.concatenate([eco.sector, eco.sector]),
        first=np.concatenate([eco.first, eco.first + n]),
        second=np.concatenate([eco.second, eco.second + n]),
        member=np.concatenate([eco.member, eco.member + n]),
        programme=np.concatenate([eco.programme, eco.programme + m]),
        lead=np.concatenate([eco.lead, eco.lead]),
    )


def figures(table: GapTable) -> dict[tuple[int, int], tuple[float, ...]]:
    return {
        (p.a, p.b): (p.observed, p.expected, p.z or 0.0, 1.0 if p.p is None else p.p) for p in table.pairs
    }


def assert_close(one: GapTable, other: GapTable, tolerance: float) -> None:
    left, right = figures(one), figures(other)
    assert left.keys() == right.keys()
    for key in left:
        np.testing.assert_allclose(left[key], right[key], rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("baseline", list(Baseline))
def test_new_names_change_nothing(baseline: Baseline) -> None:
    assert_close(
        find_gaps(daegu(), baseline=baseline), find_gaps(relabelled(daegu(), 1), baseline=baseline), 1e-6
    )


@pytest.mark.parametrize("baseline", list(Baseline))
@pytest.mark.parametrize("layer", GAP_LAYERS)
def test_an_isolate_changes_nothing(layer: Layer, baseline: Baseline) -> None:
    eco = daegu()
    lonely = replace(eco, sector=np.concatenate([eco.sector, [0, 4, -1]]))
    one, other = (find_gaps(e, layer=layer, baseline=baseline, samples=40, seed=2) for e in (eco, lonely))
    if layer is Layer.DIRECT:
        assert_close(one, other, 1e-9)
    else:
        # The random numbers meet other addresses; what is counted must be the same, what is drawn about the same.
        assert [figures(one)[k][0] for k in sorted(figures(one))] == [
            figures(other)[k][0] for k in sorted(figures(other))
        ]
        for key, row in figures(one).items():
            assert abs(row[1] - figures(other)[key][1]) < 1.0 + 0.25 * row[1]


@pytest.mark.parametrize("baseline", list(Baseline))
def test_two_copies_have_twice_the_ties_and_a_clearer_sign(baseline: Baseline) -> None:
    eco = simulate(World(sectors=6, ties=600, gaps=()), seed=12)
    one, two = find_gaps(eco, baseline=baseline), find_gaps(doubled(eco), baseline=baseline)
    assert two.ties == 2 * one.ties
    left, right = figures(one), figures(two)
    enough = [
        k
        for k in left
        if left[k][1] >= 5 and all(p.step == 1 for p in (*one.pairs, *two.pairs) if (p.a, p.b) == k)
    ]
    assert len(enough) >= 5
    for key in enough:
        assert right[key][0] == 2 * left[key][0]
        assert right[key][1] == pytest.approx(2 * left[key][1], rel=0.06)
        assert right[key][2] == pytest.approx(2**0.5 * left[key][2], abs=0.12 * abs(left[key][2]) + 0.35)


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("layer", GAP_LAYERS)
def test_the_same_seed_gives_the_same_table_and_input_stays_untouched(layer: Layer, method: Method) -> None:
    eco = daegu()
    before = [
        getattr(eco, name).tobytes() for name in ("sector", "first", "second", "member", "programme", "lead")
    ]
    one, two = (find_gaps(eco, layer=layer, method=method, samples=40, seed=5) for _ in range(2))
    assert one == two
    assert repr(one) == repr(two)
    after = [
        getattr(eco, name).tobytes() for name in ("sector", "first", "second", "member", "programme", "lead")
    ]
    assert before == after


def test_sectors_in_another_order_are_judged_alike() -> None:
    eco = daegu()
    turn = np.array([(s + 5) % eco.sectors for s in range(eco.sectors)] + [-1])
    other = find_gaps(replace(eco, sector=turn[eco.sector]))
    found = {frozenset((p.a, p.b)): (p.observed, round(p.expected, 4), p.verdict) for p in other.pairs}
    for p in find_gaps(eco).pairs:
        assert found[frozenset((int(turn[p.a]), int(turn[p.b])))] == (
            p.observed,
            round(p.expected, 4),
            p.verdict,
        )
