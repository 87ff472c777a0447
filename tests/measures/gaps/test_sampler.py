"""What every sampled network keeps, and that the chain forgets where it began."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.simulated import World, simulate
from graph.measures.gaps.gaps import _null
from graph.measures.gaps.swaps import Rewiring, Wiring
from graph.measures.gaps.ties import (
    Baseline,
    Ecosystem,
    IntArray,
    Layer,
    Method,
    allowed_groups,
    ecosystem,
    homes,
)
from tests.examples import examples
from tests.measures.gaps.worlds import daegu


def direct(eco: Ecosystem, baseline: Baseline) -> Wiring:
    allowed = allowed_groups(eco.sectors, baseline)
    group = eco.group
    free = allowed[group[eco.first], group[eco.second]]
    return Wiring(eco.first[free], eco.second[free], group, allowed, two_mode=False)


def guests(eco: Ecosystem, baseline: Baseline) -> Wiring:
    allowed = allowed_groups(eco.sectors, baseline)
    home = np.where(homes(eco) < 0, eco.sectors, homes(eco))
    moving = allowed[eco.group[eco.member], home[eco.programme]]
    return Wiring(
        eco.member[moving],
        eco.programme[moving] + eco.organisations,
        np.concatenate([eco.group, home]),
        allowed,
        two_mode=True,
    )


def degrees(ends: IntArray, nodes: int) -> IntArray:
    return np.bincount(ends.ravel(), minlength=nodes)


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    nodes, sectors = draw(st.integers(2, 14)), draw(st.integers(1, 5))
    sector = draw(st.lists(st.integers(-1, sectors - 1), min_size=nodes, max_size=nodes))
    node = st.integers(0, nodes - 1)
    ties = draw(st.sets(st.tuples(node, node).filter(lambda t: t[0] < t[1]), max_size=30))
    seats = draw(st.sets(st.tuples(node, st.integers(0, 5)), max_size=30))
    leads = draw(st.integers(0, 2**30))
    rows = [(o, p, leads >> k & 1) for k, (o, p) in enumerate(sorted(seats))]
    return ecosystem(sector, sectors=sectors, ties=sorted(ties), seats=rows)


@given(eco=ecosystems(), baseline=st.sampled_from(Baseline), two_mode=st.booleans(), seed=st.integers(0, 999))
@settings(max_examples=examples(60), deadline=None)
def test_every_sample_keeps_degrees_sizes_and_homes_and_has_no_double_tie(
    eco: Ecosystem, baseline: Baseline, two_mode: bool, seed: int
) -> None:
    wiring = (guests if two_mode else direct)(eco, baseline)
    if not wiring.ties:
        return
    nodes = len(wiring.group)
    chain = Rewiring(wiring, chains=3, rng=np.random.default_rng(seed))
    for _ in range(3):
        chain.advance(2.0, most_rounds=20)
        first, second = chain.ends()
        for u, v in zip(first, second, strict=True):
            if two_mode:
                assert (degrees(u, nodes) == degrees(wiring.first, nodes)).all()
                assert (degrees(v, nodes) == degrees(wiring.second, nodes)).all()
            else:
                both = np.concatenate([wiring.first, wiring.second])
                assert (degrees(np.concatenate([u, v]), nodes) == degrees(both, nodes)).all()
                assert (u != v).all()
            assert wiring.allowed[wiring.group[u], wiring.group[v]].all()
            keys = np.minimum(u, v) * nodes + np.maximum(u, v)
            assert len(np.unique(keys)) == len(keys)


@pytest.mark.parametrize("baseline", list(Baseline))
@pytest.mark.parametrize("layer", [Layer.DIRECT, Layer.AFFILIATION])
def test_samples_of_daegu_keep_every_degree(layer: Layer, baseline: Baseline) -> None:
    wiring = (direct if layer is Layer.DIRECT else guests)(daegu(), baseline)
    chain = Rewiring(wiring, chains=2, rng=np.random.default_rng(0))
    moved = chain.advance(10.0, most_rounds=2000)
    assert moved >= 10.0
    nodes = len(wiring.group)
    u, v = (ends[1] for ends in chain.ends())
    both = np.concatenate([wiring.first, wiring.second])
    assert (degrees(np.concatenate([u, v]), nodes) == degrees(both, nodes)).all()
    assert wiring.allowed[wiring.group[u], wiring.group[v]].all()
    keys = np.minimum(u, v) * nodes + np.maximum(u, v)
    assert len(np.unique(keys)) == len(keys)
    old = np.minimum(wiring.first, wiring.second) * nodes + np.maximum(wiring.first, wiring.second)
    assert np.isin(keys, old).mean() < 0.6


def series(wiring: Wiring, start: Wiring, draws: int, seed: int) -> IntArray:
    """Ties by group pair of consecutive samples, ten accepted moves per tie apart, draws × cells."""
    groups = len(wiring.allowed)
    chain = Rewiring(start, chains=8, rng=np.random.default_rng(seed))
    chain.advance(100.0, most_rounds=6000)
    rows = []
    for _ in range(draws):
        chain.advance(10.0, most_rounds=600)
        u, v = chain.ends()
        g, h = wiring.group[u], wiring.group[v]
        cell = np.minimum(g, h) * groups + np.maximum(g, h) + np.arange(8)[:, None] * groups**2
        rows.append(np.bincount(cell.ravel(), minlength=8 * groups**2).reshape(8, -1))
    return np.stack(rows)


def test_two_chains_from_far_starts_agree_and_samples_do_not_remember_each_other() -> None:
    eco = simulate(World(sectors=5, organisations=150, ties=260), seed=3)
    here = direct(eco, Baseline.OUTWARD)
    # As far a start as swaps can reach: keep only moves that raise the ties of the first allowed pair of sectors.
    far = hill_climb(here)
    one, other = series(here, here, 60, seed=1), series(here, far, 60, seed=2)
    used = one.reshape(-1, one.shape[-1]).std(axis=0) > 0
    flat_one, flat_other = (s[:, :, used].reshape(-1, used.sum()).astype(float) for s in (one, other))
    error = np.sqrt(flat_one.var(axis=0) / len(flat_one) + flat_other.var(axis=0) / len(flat_other))
    assert (np.abs(flat_one.mean(axis=0) - flat_other.mean(axis=0)) < 4 * error).all()
    assert (np.abs(flat_one.std(axis=0) / flat_other.std(axis=0) - 1) < 0.2).all()
    centred = one[:, :, used] - one[:, :, used].mean(axis=(0, 1))
    lag = (centred[1:] * centred[:-1]).mean(axis=(0, 1)) / (centred**2).mean(axis=(0, 1))
    assert np.abs(lag).max() < 4 / np.sqrt(60 * 8)


def hill_climb(wiring: Wiring) -> Wiring:
    rng = np.random.default_rng(0)
    ends = np.stack([wiring.first, wiring.second], axis=1)
    group, allowed = wiring.group, wiring.allowed
    present = {frozenset(tie) for tie in ends.tolist()}

    def score(i: int, j: int) -> int:
        return int({int(group[i]), int(group[j])} == {0, 1})

    for _ in range(6000):
        s, t = rng.integers(len(ends), size=2)
        (a, b), (c, d) = ends[s], ends[t][:: rng.choice([1, -1])]
        new = [frozenset((int(a), int(d))), frozenset((int(c), int(b)))]
        if (
            s == t
            or new[0] == new[1]
            or present & set(new)
            or not (allowed[group[a], group[d]] and allowed[group[c], group[b]])
        ):
            continue
        if score(a, d) + score(c, b) >= score(a, b) + score(c, d):
            present -= {frozenset((int(a), int(b))), frozenset((int(c), int(d)))}
            present |= set(new)
            ends[s], ends[t] = (a, d), (c, b)
    return Wiring(ends[:, 0].copy(), ends[:, 1].copy(), group, allowed, two_mode=False)


def test_chains_on_another_number_of_cores_draw_the_same() -> None:
    eco = daegu()
    first, again = (
        _null(eco, Layer.ALL, Baseline.OUTWARD, Method.CERTIFIED, 40, 9, None).given([], step=0)
        for _ in range(2)
    )
    assert first.samples is not None and again.samples is not None
    assert first.samples.tobytes() == again.samples.tobytes()
