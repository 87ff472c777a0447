"""Hand-drawn networks whose observed and expected ties and chances are worked out on paper."""

from __future__ import annotations

from math import comb, factorial, isclose, prod

import pytest

from graph.measures.gaps import Ecosystem, GapTable, PairGap, Verdict, ecosystem, find_gaps
from graph.measures.gaps.ties import homes


def pair_of(table: GapTable, a: int, b: int) -> PairGap:
    return next(pair for pair in table.pairs if (pair.a, pair.b) == (a, b))


def odd_factorial(n: int) -> int:
    return prod(range(n, 0, -2))


def two_tens() -> Ecosystem:
    """Twenty organisations with one tie each, ten in either sector: 2 ties across, 4 inside either."""
    across = [(0, 10), (1, 11)]
    inside = [(i, i + 1) for i in (2, 4, 6, 8)] + [(i, i + 1) for i in (12, 14, 16, 18)]
    return ecosystem([0] * 10 + [1] * 10, sectors=2, ties=across + inside)


def four_eighteens(x: int, y: int) -> Ecosystem:
    """Four sectors of 18 organisations with one tie each: x ties a-b and c-d, y ties a-c and b-d, the rest a-d and b-c."""
    z = 18 - x - y
    plan = [(0, 1, x), (2, 3, x), (0, 2, y), (1, 3, y), (0, 3, z), (1, 2, z)]
    used = [0, 0, 0, 0]
    ties: list[tuple[int, int]] = []
    for a, b, number in plan:
        for _ in range(number):
            ties.append((a * 18 + used[a], b * 18 + used[b]))
            used[a] += 1
            used[b] += 1
    return ecosystem([s for s in range(4) for _ in range(18)], sectors=4, ties=ties)


def chance_of_two_tens(k: int) -> float:
    # Choose k on either side, join them in k! ways, pair off the rest of either side; 19!! ways in all.
    ways = comb(10, k) ** 2 * factorial(k) * odd_factorial(9 - k) ** 2 if k % 2 == 0 else 0
    return ways / odd_factorial(19)


def chances_of_four_eighteens() -> list[float]:
    # Each sector deals its members to the other three in 18! / (x! y! z!) ways, each of the six pairs joins its x, y or z
    # in x!, y! or z! ways: (18! / (x! y! z!))² networks have these numbers.
    ways = [
        sum(
            (factorial(18) // (factorial(x) * factorial(y) * factorial(18 - x - y))) ** 2
            for y in range(19 - x)
        )
        for x in range(19)
    ]
    return [w / sum(ways) for w in ways]


@pytest.mark.parametrize("method", ["live", "certified"])
def test_any_on_a_matching_is_as_on_paper(method: str) -> None:
    table = find_gaps(two_tens(), baseline="any", method=method, samples=4000, seed=3)
    across, inside = pair_of(table, 0, 1), pair_of(table, 0, 0)
    assert (across.observed, inside.observed) == (2, 4)
    # Everybody is as likely a partner as everybody else: 10 · 10 / 19 and 10 · 9 / 2 / 19.
    near = 1e-6 if method == "live" else 0.15
    assert abs(across.expected - 100 / 19) < near
    assert abs(inside.expected - 45 / 19) < near
    assert across.p is not None
    exact = sum(chance_of_two_tens(k) for k in range(3))
    assert isclose(sum(chance_of_two_tens(k) for k in range(11)), 1.0)
    # Only even numbers of ties across are possible here, which no smooth tail can know: the model is coarser.
    assert abs(across.p - exact) < (
        0.05 if method == "live" else 3 * (exact * (1 - exact) / 4000) ** 0.5 + 1 / 4000
    )


@pytest.mark.parametrize("method", ["live", "certified"])
def test_outward_on_a_matching_is_as_on_paper(method: str) -> None:
    table = find_gaps(four_eighteens(3, 8), method=method, seed=4)
    exact = chances_of_four_eighteens()
    pair = pair_of(table, 0, 1)
    assert pair.observed == 3
    assert pair.step == 1 and table.tested == 6
    assert abs(pair.expected - 6) < (1e-6 if method == "live" else 0.12)
    sd = sum(p * (x - 6) ** 2 for x, p in enumerate(exact)) ** 0.5
    assert pair.z is not None and pair.p is not None
    assert abs(pair.z - (3 - 6) / sd) < 0.15
    assert abs(pair.p - sum(exact[:4])) < 0.015


def test_a_pair_without_ties_is_called_and_its_mirror_image_is_as_certain() -> None:
    table = find_gaps(four_eighteens(0, 9))
    pair = pair_of(table, 0, 1)
    exact = chances_of_four_eighteens()[0]
    assert pair.verdict is Verdict.UNDER
    assert pair.ratio == 0 and pair.ratio_low == 0
    assert pair.p is not None and pair.p < 3 * exact + 0.001
    # Exact Poisson limit of nothing seen: -ln 0.025 over six expected.
    assert pair.ratio_high is not None and abs(pair.ratio_high - 3.6889 / 6) < 1e-3


def test_three_sectors_leave_nothing_to_chance() -> None:
    # a + b, a + c, b + c are fixed by the organisations' own numbers of ties: three equations for three pairs.
    sector = [s for s in range(3) for _ in range(10)]
    ties = (
        [(i, 10 + i) for i in range(5)]
        + [(5 + i, 20 + i) for i in range(5)]
        + [(15 + i, 25 + i) for i in range(5)]
    )
    for method in ("live", "certified"):
        table = find_gaps(ecosystem(sector, sectors=3, ties=ties), method=method, samples=100)
        assert [pair.verdict for pair in table.pairs] == [Verdict.TOO_LITTLE] * 3
        assert all(pair.p is None and pair.z is None for pair in table.pairs)
        assert [round(pair.expected, 6) for pair in table.pairs] == [5.0, 5.0, 5.0]
        assert any("follows from the degrees" in warning.en for warning in table.warnings)


def test_home_of_a_programme_follows_its_leaders_then_its_members_then_the_alphabet() -> None:
    sector = [0, 1, 1, 2, -1, 2]
    seats = [
        (3, 0, 1), (1, 0, 0), (2, 0, 0),  # led by sector 2 although two members are of sector 1
        (4, 1, 1), (1, 1, 0), (2, 1, 0), (0, 1, 0),  # led by a body without a sector: most members have 1
        (3, 2, 0), (0, 2, 0),  # nobody leads, a draw
        (4, 3, 1),  # nobody has a sector
    ]  # fmt: skip
    assert homes(ecosystem(sector, sectors=3, seats=seats)).tolist() == [2, 1, 0, -1]


def test_guests_of_four_programmes_are_the_nine_derangements_of_paper() -> None:
    # Leaders 0 … 3 and guests 4 … 7 of sectors a b c d, one guest a programme: guest of a at b, b at a, c at d, d at c.
    sector = [0, 1, 2, 3, 0, 1, 2, 3]
    seats = [(i, i, 1) for i in range(4)] + [(4, 1, 0), (5, 0, 0), (6, 3, 0), (7, 2, 0)]
    table = find_gaps(
        ecosystem(sector, sectors=4, seats=seats),
        layer="affiliation",
        method="certified",
        samples=2000,
        seed=6,
    )
    pair, absent = pair_of(table, 0, 1), pair_of(table, 0, 2)
    # Of nine derangements, three send a's guest to b, three b's to a, one does both: 2/3 a tie, none in four of nine.
    assert (pair.observed, absent.observed) == (2, 0)
    assert abs(pair.expected - 2 / 3) < 3 * (0.65 / 2000) ** 0.5
    assert absent.p is not None and abs(absent.p - 4 / 9) < 3 * (20 / 81 / 2000) ** 0.5 + 1 / 2000
    assert pair.p_over is not None and abs(pair.p_over - 1 / 9) < 3 * (8 / 81 / 2000) ** 0.5 + 1 / 2000


def test_direct_ties_and_programmes_that_overlap_count_once() -> None:
    # Organisations 0 1 of a, 2 3 of b, a tie and a programme each: nine ways to lay two matchings over each other. Their
    # union has no tie across in one, half of its ties across in four, all of them in four: 2/3 on average.
    eco = ecosystem(
        [0, 0, 1, 1], sectors=2, ties=[(0, 2), (1, 3)], seats=[(0, 0, 1), (2, 0, 0), (1, 1, 1), (3, 1, 0)]
    )
    table = find_gaps(eco, layer="all", baseline="any", method="certified", samples=2000, seed=8)
    pair = pair_of(table, 0, 1)
    assert (table.ties, pair.observed) == (2, 2)
    assert abs(pair.expected - 2 * 2 / 3) < 3 * 2 * (1 / 9 / 2000) ** 0.5 + 0.01
    assert pair.p_over is not None and abs(pair.p_over - 4 / 9) < 3 * (20 / 81 / 2000) ** 0.5 + 1 / 2000
