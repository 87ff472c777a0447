"""Certified chances against the enumeration of every network with the same degrees, and of every filling of programmes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from graph.measures.gaps import Baseline, ecosystem, find_gaps
from graph.measures.gaps.swaps import Rewiring, Wiring
from graph.measures.gaps.ties import IntArray, allowed_groups, homes, sector_pairs
from tests.measures.gaps.enumeration import Tie, all_graphs, all_seatings

# sectors of the nodes (the last number stands for "not counted") and a network with uneven degrees among them
OUTWARD = [
    ([0, 0, 1, 1, 2, 2, 3], [(0, 2), (1, 4), (3, 5), (0, 6), (2, 6)]),
    ([0, 1, 1, 2, 2, 3, 3], [(0, 1), (0, 3), (0, 5), (2, 4), (4, 6), (1, 6), (2, 5)]),
    ([0, 0, 1, 1, 2, 2, 3], [(0, 3), (1, 2), (4, 6), (2, 5), (3, 6), (0, 4)]),
]
ANY = [
    ([0, 0, 0, 1, 1, 2], [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5)]),
    ([0, 0, 1, 1, 2, 2, -1], [(0, 1), (0, 2), (0, 3), (0, 6), (1, 2), (3, 4), (4, 5), (5, 6)]),
]


def counts_of(graphs: list[frozenset[Tie]], sector: list[int], sectors: int, baseline: Baseline) -> IntArray:
    a, b = sector_pairs(sectors, baseline)
    column = {(int(r), int(s)): i for i, (r, s) in enumerate(zip(a, b, strict=True))}
    table = np.zeros((len(graphs), len(a)), dtype=np.int64)
    for row, graph in enumerate(graphs):
        for i, j in graph:
            at = column.get((min(sector[i], sector[j]), max(sector[i], sector[j])))
            if at is not None:
                table[row, at] += 1
    return table


# Three standard errors for the whole family of some ninety comparisons (means and both tails of every pair), by Šidák: with
# three for each one, one seed in ten fails by chance. Over 60 seeds the deviations have mean 0.0 and variance 0.7-1.5.
ERRORS = 4.1


def within_family_errors(measured: float | None, exact: float, samples: int) -> bool:
    # The estimate counts the observed network as one more draw, which shifts it by at most 1 / samples.
    assert measured is not None
    return abs(measured - exact) <= ERRORS * np.sqrt(exact * (1 - exact) / samples) + 1 / samples


@pytest.mark.parametrize(
    ("baseline", "sector", "ties"),
    [(Baseline.OUTWARD, *case) for case in OUTWARD] + [(Baseline.ANY, *case) for case in ANY],
)
def test_certified_agrees_with_all_networks_of_the_same_degrees(
    baseline: Baseline, sector: list[int], ties: list[Tie]
) -> None:
    sectors, samples = max(sector) + 1, 1000
    group = [s if s >= 0 else sectors for s in sector]
    degrees = np.bincount(np.array(ties).ravel(), minlength=len(sector)).tolist()
    graphs = all_graphs(degrees, group, allowed_groups(sectors, baseline).tolist())
    assert len(graphs) > 3
    exact = counts_of(graphs, sector, sectors, baseline)
    table = find_gaps(
        ecosystem(sector, sectors=sectors, ties=ties),
        baseline=baseline,
        method="certified",
        samples=samples,
        seed=1,
    )
    found = {(pair.a, pair.b): pair for pair in table.pairs}
    for at, (a, b) in enumerate(zip(*sector_pairs(sectors, baseline), strict=True)):
        pair, every = found[int(a), int(b)], exact[:, at]
        assert pair.observed == sum(
            (min(sector[i], sector[j]), max(sector[i], sector[j])) == (a, b) for i, j in ties
        )
        assert abs(pair.expected - every.mean()) <= ERRORS * every.std() / np.sqrt(samples) + 1e-9
        if every.std() == 0:
            assert pair.p is None and pair.z is None
        else:
            assert within_family_errors(pair.p, float(np.mean(every <= pair.observed)), samples)
            assert within_family_errors(pair.p_over, float(np.mean(every >= pair.observed)), samples)


@pytest.mark.parametrize("chains", [pytest.param(1, marks=pytest.mark.slow), 16])
@pytest.mark.parametrize(
    ("baseline", "sector", "ties"), [(Baseline.OUTWARD, *OUTWARD[0]), (Baseline.ANY, *ANY[0])]
)
def test_every_network_is_drawn_equally_often(
    baseline: Baseline, sector: list[int], ties: list[Tie], chains: int
) -> None:
    sectors = max(sector) + 1
    allowed = allowed_groups(sectors, baseline)
    group, pairs = np.array(sector), np.array(ties)
    graphs = all_graphs(np.bincount(pairs.ravel()).tolist(), sector, allowed.tolist())
    wiring = Wiring(pairs[:, 0], pairs[:, 1], group, allowed, two_mode=False)
    chain = Rewiring(wiring, chains=chains, rng=np.random.default_rng(5))
    chain.advance(100.0, most_rounds=2000)
    drawn: Counter[frozenset[Tie]] = Counter()
    # a chain alone is slow, and the sixteen hold the same law with more draws
    for _ in range(600 if chains == 1 else 1500 // chains):
        chain.advance(4.0, most_rounds=60)
        first, second = chain.ends()
        for us, vs in zip(first.tolist(), second.tolist(), strict=True):
            drawn[frozenset((min(u, v), max(u, v)) for u, v in zip(us, vs, strict=True))] += 1
    assert set(drawn) == set(graphs)
    mean = sum(drawn.values()) / len(graphs)
    freedom = len(graphs) - 1
    distance = sum((drawn[graph] - mean) ** 2 / mean for graph in graphs)
    assert distance < freedom + 4 * np.sqrt(2 * freedom)


@pytest.mark.parametrize("baseline", list(Baseline))
def test_certified_affiliations_agree_with_all_fillings_of_the_programmes(baseline: Baseline) -> None:
    # Five programmes led by sectors 0 0 1 2 3, one guest or two each; organisations 0-4 lead, 5-9 are guests.
    sector = [0, 0, 1, 2, 3, 0, 1, 1, 2, 3]
    led = [(i, i) for i in range(5)]
    guests = [(6, 0), (8, 1), (9, 1), (5, 2), (6, 3), (7, 4), (5, 4)]
    if baseline is Baseline.ANY:
        guests = guests[:4]  # leaders move too: all seven guests would give 310,400 fillings
    eco = ecosystem(sector, sectors=4, seats=[(i, p, 1) for i, p in led] + [(i, p, 0) for i, p in guests])
    home = homes(eco).tolist()
    assert home == [0, 0, 1, 2, 3]
    moving = guests if baseline is Baseline.OUTWARD else guests + led
    staying = led if baseline is Baseline.OUTWARD else []
    forbidden = {(i, p) for i in range(10) for p in range(5) if (i, p) in staying or sector[i] == home[p]}
    seated = np.bincount([i for i, _ in moving], minlength=10).tolist()
    sizes = np.bincount([p for _, p in moving], minlength=5).tolist()
    every = all_seatings(seated, sizes, forbidden if baseline is Baseline.OUTWARD else set())
    projected = [
        frozenset(
            (min(i, j), max(i, j))
            for i, p in [*filling, *staying]
            for j, q in [*filling, *staying]
            if p == q and i != j
        )
        for filling in every
    ]
    counts = counts_of(projected, sector, 4, baseline).astype(float)
    observed = counts_of(
        [
            frozenset(
                (min(i, j), max(i, j)) for i, p in led + guests for j, q in led + guests if p == q and i != j
            )
        ],
        sector,
        4,
        baseline,
    )[0]
    shares = counts / counts.sum(axis=1, keepdims=True)
    expected = shares.mean(axis=0) * observed.sum()
    table = find_gaps(eco, layer="affiliation", baseline=baseline, method="certified", samples=400, seed=2)
    for pair in table.pairs:
        at = [(int(a), int(b)) for a, b in zip(*sector_pairs(4, baseline), strict=True)].index(
            (pair.a, pair.b)
        )
        error = shares[:, at].std() * observed.sum() / np.sqrt(400)
        assert pair.observed == observed[at]
        assert abs(pair.expected - expected[at]) <= ERRORS * error + 1e-9
        if table.spread_factor == 1.0 and pair.p is not None:
            exact = float(np.mean(shares[:, at] * observed.sum() <= pair.observed + 1e-9))
            assert within_family_errors(pair.p, exact, 400)
