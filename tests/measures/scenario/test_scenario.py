"""What a scenario changes: small networks by hand, networkx and brute force beside them, and the values measured on the Daegu data."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graph.measures.gaps import Verdict, ecosystem
from graph.measures.gaps.drivers import pair_number
from graph.measures.gaps.ties import Baseline
from graph.measures.gaps.verdicts import UNDER, VERDICTS, verdicts
from graph.measures.scenario import (
    Alliance,
    Changes,
    changed,
    draw_outcomes,
    fixed_rate,
    open_pairs,
    past_rate,
    tied_pairs,
    ties_to_leave,
    whole_change,
)
from graph.measures.scenario.draws import counted_draws
from graph.vocabulary import COUNTED_SECTORS, Layer
from tests.measures.gaps.worlds import daegu, read

METALS, TEXTILES = (COUNTED_SECTORS.index(sector) for sector in ("metals", "textiles"))
PAIR = pair_number(len(COUNTED_SECTORS), METALS, TEXTILES, Baseline.OUTWARD)


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def changes(
    alliances: tuple[Alliance, ...] = (),
    ties: tuple[tuple[int, int], ...] = (),
    removed: tuple[int, ...] = (),
) -> Changes:
    return Changes(alliances, np.array(ties, dtype=np.int64).reshape(-1, 2), numbers(*removed))


def ties_of(eco) -> set[tuple[int, int]]:
    return set(zip(eco.first.tolist(), eco.second.tolist(), strict=True))


def best_tied(sector: int, number: int) -> np.ndarray:
    eco = daegu()
    degree = np.bincount(np.concatenate([eco.first, eco.second]), minlength=eco.organisations)
    here = np.flatnonzero(eco.sector == sector)
    return here[np.argsort(-degree[here], kind="stable")][:number]


def twenty() -> np.ndarray:
    """The ten best-tied organisations of metals and of textiles."""
    return np.concatenate([best_tied(METALS, 10), best_tied(TEXTILES, 10)])


def across(keys: np.ndarray) -> np.ndarray:
    eco = daegu()
    one, other = (eco.sector[ends] for ends in np.divmod(keys, eco.organisations))
    return keys[one != other]


def test_ties_and_removals_by_hand() -> None:
    # 0 – 1 – 2 – 3, and 4 alone; programme 0 has seats of 0 and 3
    eco = ecosystem([0, 1, 0, 1, 0], sectors=2, ties=[(0, 1), (1, 2), (2, 3)], seats=[(0, 0, 1), (3, 0, 0)])
    after = changed(eco, changes(ties=((4, 2), (1, 0)), removed=(3,)))
    assert ties_of(after) == {(0, 1), (1, 2), (2, 4)}, "the tie 1 – 0 exists already"
    assert (after.member.tolist(), after.programme.tolist()) == ([0], [0])
    assert ties_of(eco) == {(0, 1), (1, 2), (2, 3)}, "the network itself is unchanged"


def test_an_alliance_is_seats_and_open_pairs() -> None:
    eco = ecosystem([0, 1, 0, 1, 0], sectors=2, ties=[(0, 1), (1, 2)], seats=[(0, 0, 1), (3, 0, 0)])
    after = changed(eco, changes((Alliance("mou", numbers(2, 0, 1)),)))
    assert ties_of(after) == ties_of(eco)
    assert after.programmes == 2
    assert list(zip(*tied_pairs(eco, Layer.AFFILIATION), strict=True)) == [(0, 3)]
    assert list(zip(*tied_pairs(after, Layer.AFFILIATION), strict=True)) == [(0, 1), (0, 2), (0, 3), (1, 2)]
    assert list(zip(*tied_pairs(after, Layer.ALL), strict=True)) == [(0, 1), (0, 2), (0, 3), (1, 2)]
    assert open_pairs(eco, numbers(2, 0, 1)).tolist() == [0 * 5 + 2]


def test_the_whole_network_as_networkx_has_it() -> None:
    rng = np.random.default_rng(5)
    keys = np.unique(rng.integers(0, 60, (90, 2)).__array__(), axis=0)
    pairs = np.unique(np.sort(keys[keys[:, 0] != keys[:, 1]], axis=1), axis=0)
    before = (pairs[:, 0], pairs[:, 1])
    kept = (pairs != pairs[0, 0]).all(axis=1)
    found = whole_change(64, before, (pairs[kept, 0], pairs[kept, 1]))
    for side, edges in ((found.before, pairs), (found.after, pairs[kept])):
        graph = nx.Graph(edges.tolist())
        graph.add_nodes_from(range(64))
        assert side.ties == graph.number_of_edges()
        assert side.largest_component == max(map(len, nx.connected_components(graph)))
        assert side.efficiency == pytest.approx(nx.global_efficiency(graph), rel=1e-9)
        assert set(side.single_points) == set(nx.articulation_points(graph))
    assert found.change == pytest.approx(found.after.efficiency / found.before.efficiency - 1)
    assert (found.efficiency_error, found.change_error) == (0.0, 0.0)


def test_robustness_of_a_star_by_hand() -> None:
    # the centre of 4 leaves goes first: then 1 of 5 is the largest part until the last of them goes: (1/5)(4 · 1/5 + 0)
    star = (numbers(0, 0, 0, 0), numbers(1, 2, 3, 4))
    nothing = (numbers(), numbers())
    found = whole_change(5, star, nothing)
    assert found.before.robustness == pytest.approx(4 / 25)
    assert (found.after.robustness, found.after.efficiency, found.change) == (0.0, 0.0, -1.0)
    assert found.before.single_points == (0,)


def test_sampled_sources_are_the_same_before_and_after_and_their_error_is_honest() -> None:
    eco = daegu()
    fewer = changed(eco, changes(removed=(organisation("dmi"),)))
    sides = (eco.first, eco.second), (fewer.first, fewer.second)
    exact = whole_change(eco.organisations, *sides)
    values, changes_found, errors, change_errors = [], [], [], []
    for seed in range(40):
        drawn = whole_change(eco.organisations, *sides, seed=seed, exact=100)
        assert drawn.sources == 200
        values.append(drawn.before.efficiency)
        errors.append(drawn.efficiency_error)
        changes_found.append(drawn.change)
        change_errors.append(drawn.change_error)
    assert np.mean(values) == pytest.approx(exact.before.efficiency, abs=3 * np.mean(errors) / np.sqrt(40))
    assert 0.6 < np.std(values) / np.mean(errors) < 1.5
    assert 0.6 < np.std(changes_found) / np.mean(change_errors) < 1.5
    assert np.mean(change_errors) < 0.8 * np.sqrt(2) * np.mean(errors) / exact.before.efficiency, (
        "independent sources would be less sure"
    )


def organisation(key: str) -> int:
    return sorted(row["org_id"] for row in read("organisations")).index(key)


@pytest.mark.parametrize(
    ("key", "largest", "change", "lost"),
    [
        ("dmi", 495, -0.165, 0),
        ("daegu-city", 484, -0.200, 0),
        ("dyetec", 493, -0.168, 2),
        ("ktdi", 489, -0.170, 1),
        ("nano-convergence-center", 509, -0.100, 0),
    ],
)
def test_removals_on_daegu(key: str, largest: int, change: float, lost: int) -> None:
    eco = daegu()
    after = changed(eco, changes(removed=(organisation(key),)))
    found = whole_change(eco.organisations, (eco.first, eco.second), (after.first, after.second))
    assert (found.before.largest_component, found.after.largest_component) == (535, largest)
    assert found.change == pytest.approx(change, abs=0.0006)
    before, then = verdicts(eco), verdicts(after)
    assert np.count_nonzero((before.code == UNDER) & (then.code != UNDER)) == lost


def test_twenty_members_as_a_clique_are_a_mechanical_answer() -> None:
    eco = daegu()
    opened = open_pairs(eco, twenty())
    assert (len(opened), len(across(opened))) == (177, 100)
    found = draw_outcomes(eco, [(opened, fixed_rate(1.0))], draws=1)
    assert found.observed[0, PAIR] == 100
    assert found.expected[0, PAIR] == pytest.approx(52.69, abs=0.005)
    assert VERDICTS[found.code[0, PAIR]] is Verdict.OVER


def test_the_same_alliance_by_the_rate_of_past_ones_rarely_ends_the_gap() -> None:
    eco = daegu()
    opened, rate = open_pairs(eco, twenty()), fixed_rate(4.5 / 434)
    found = draw_outcomes(eco, [(opened, rate)], draws=200, near=verdicts(eco).solved)
    new = found.observed[:, PAIR]
    assert new.mean() == pytest.approx(1.0, abs=0.25)
    assert np.quantile(new, [0.025, 0.975]).tolist() == [0.0, 3.0]
    assert np.mean(found.code[:, PAIR] == UNDER) == pytest.approx(0.90, abs=0.05)


def test_three_ties_end_the_gap() -> None:
    eco = daegu()
    pool = across(open_pairs(eco, twenty()))
    assert ties_to_leave(eco, PAIR, pool) == 3
    for number, ended in ((2, 0), (3, 20)):
        gone = 0
        for seed in range(20):
            rng = np.random.default_rng([100, seed])
            chosen = np.sort(rng.choice(pool, number, replace=False))
            ties = tuple(map(tuple, np.stack(np.divmod(chosen, eco.organisations), axis=1).tolist()))
            gone += verdicts(changed(eco, changes(ties=ties))).code[PAIR] != UNDER
        assert gone == ended


def test_too_small_a_pool_ends_nothing() -> None:
    pool = across(open_pairs(daegu(), twenty()))
    assert ties_to_leave(daegu(), PAIR, pool[:2]) is None
    assert ties_to_leave(daegu(), PAIR, pool[:0]) is None


def test_numbers_of_new_ties_are_those_of_the_outcomes() -> None:
    eco = daegu()
    opened = [
        (open_pairs(eco, twenty()), fixed_rate(0.2)),
        (open_pairs(eco, twenty()[5:15]), fixed_rate(0.5)),
    ]

    def cells(keys: np.ndarray) -> np.ndarray:
        one, other = (eco.sector[ends] for ends in np.divmod(keys, eco.organisations))
        return np.where(one != other, 0, -1)

    counted, whole = counted_draws(opened, cells, 1)
    found = draw_outcomes(eco, opened, draws=150)
    both = len(np.intersect1d(across(opened[0][0]), across(opened[1][0])))
    wanted = 0.2 * (100 - both) + (1 - 0.8 * 0.5) * both
    assert counted[:, 0].mean() == pytest.approx(wanted, rel=0.01)
    drawn = found.observed[:, PAIR]
    assert drawn.mean() == pytest.approx(wanted, abs=4 * drawn.std() / np.sqrt(150))
    assert (whole >= counted[:, 0]).all()


def test_a_rate_of_past_programmes_by_hand() -> None:
    rate = past_rate(numbers(10, 30), numbers(2, 0))
    assert rate.rate == pytest.approx(2.5 / 41)
    # two programmes drawn with replacement: both the first 1/4, both the second 1/4, one of each 1/2
    drawn = rate.draw(np.random.default_rng(0), 20_000) / rate.scale
    assert rate.draw(np.random.default_rng(0), 20_000).mean() == pytest.approx(rate.rate, rel=0.02)
    values, times = np.unique(np.round(drawn, 9), return_counts=True)
    assert values.tolist() == pytest.approx([0.5 / 61, 2.5 / 41, 4.5 / 21], abs=1e-8)
    assert (times / 20_000).tolist() == pytest.approx([0.25, 0.5, 0.25], abs=0.015)
    with pytest.raises(ValueError, match="give a rate instead"):
        past_rate(numbers(), numbers())


def test_draws_are_those_of_the_seed() -> None:
    eco = daegu()
    opened = [(open_pairs(eco, twenty()), fixed_rate(0.05))]
    one, same, other = (draw_outcomes(eco, opened, draws=5, seed=seed) for seed in (1, 1, 2))
    assert (one.observed == same.observed).all()
    assert (one.observed != other.observed).any()
