"""Quotients, proximity, density, fitness and the hold-out on tables small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import gamma, nbinom

from bench.capabilities import World, simulate
from graph.choices import OwnCell
from graph.measures.capabilities.complexity import complexity, fitness, reflections
from graph.measures.capabilities.holdout import cells_of, trial
from graph.measures.capabilities.quotients import quotients, raw_quotients
from graph.measures.capabilities.relatedness import density, held, proximity
from graph.measures.capabilities.resampling import Ranking

# Totals 4, 4, 2 of 10 in rows; 5, 3, 2 in columns
COUNTS = np.array([[3, 1, 0], [1, 2, 1], [1, 0, 1]])
M = np.array([[1.0, 1, 0], [1, 1, 1], [0, 0, 1]])


def test_a_quotient_is_the_share_in_the_row_over_the_share_in_all():
    # 3 of 4 against 5 of 10
    assert raw_quotients(COUNTS)[0, 0] == pytest.approx(1.5)
    assert raw_quotients(COUNTS)[2, 2] == pytest.approx((1 / 2) / (2 / 10))
    assert held(COUNTS).tolist() == [[1, 0, 0], [0, 1, 1], [1, 0, 1]]


def test_the_shape_maximises_the_negative_binomial_likelihood():
    counts = np.random.default_rng(1).negative_binomial(0.7, 0.1, (12, 9))
    found = quotients(counts)

    def likelihood(k):
        return nbinom.logpmf(counts, k, k / (k + found.expected)).sum()

    grid = np.geomspace(0.05, 50, 2_000)
    assert found.shape == pytest.approx(grid[np.argmax([likelihood(k) for k in grid])], rel=5e-3)
    after = gamma(counts + found.shape, scale=1 / (found.expected + found.shape))
    assert np.allclose(found.shrunk, after.mean())
    assert np.allclose(found.low, after.ppf(0.025))
    assert np.allclose(found.high, after.ppf(0.975))


def test_cells_that_differ_only_by_chance_are_shrunk_to_one():
    found = quotients(np.random.default_rng(2).poisson(20, (15, 15)))
    assert found.shape > 200
    assert np.abs(found.shrunk - 1).max() < 0.15
    assert not found.specialised(np.full((15, 15), 20), 3).any()


def test_a_table_without_a_count_has_no_quotient():
    found = quotients(np.zeros((2, 3), np.int64))
    assert found.shape is None
    assert not found.raw.any()
    assert not found.enough.any()


def test_columns_are_near_by_the_smaller_conditional_probability():
    # columns 0 and 1 are held by the same two rows; column 2 shares one of its two rows with each
    assert proximity(M).tolist() == [[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]]
    assert proximity(np.zeros((2, 2))).tolist() == [[0, 0], [0, 0]]


def test_density_leaves_the_own_cell_out_or_keeps_it():
    near = proximity(M)
    # row 0, column 0: of the neighbours 1 (1) and 2 (0.5) it has the first
    assert density(M, near, OwnCell.LEAVE_OUT)[0, 0] == pytest.approx(1 / 1.5)
    assert density(M, near, OwnCell.KEEP)[0, 0] == pytest.approx(2 / 2.5)
    assert density(M, near, OwnCell.LEAVE_OUT)[0, 2] == pytest.approx(1)


def test_one_update_of_fitness_is_diversity_and_ubiquity():
    strong, rare = fitness(M, 1)
    assert strong.tolist() == pytest.approx([1, 1.5, 0.5])
    assert rare.tolist() == pytest.approx([1, 1, 1])
    strong, rare = fitness(M, 2)
    # Q from F = 1, 1.5, 0.5: 1/(1 + 2/3), the same, 1/(2/3 + 2)
    assert (rare / rare[0]).tolist() == pytest.approx([1, 1, (5 / 3) / (8 / 3)])


def test_reflections_are_the_second_eigenvector():
    chosen = (np.random.default_rng(3).random((14, 18)) < 0.4).astype(float)
    rows, columns = reflections(chosen)
    many, common = chosen.sum(axis=1), chosen.sum(axis=0)
    values, vectors = np.linalg.eig((chosen / many[:, None]) @ (chosen / common).T)
    second = np.real(vectors[:, np.argsort(-values.real)[1]])
    second = (second - second.mean()) / second.std()
    assert np.allclose(np.abs(np.corrcoef(rows, second)[0, 1]), 1)
    assert np.corrcoef(rows, many)[0, 1] >= 0
    assert rows.mean() == pytest.approx(0, abs=1e-12)
    assert columns.std() == pytest.approx(1)


def test_indices_are_refused_in_parts_when_small_or_empty():
    apart = np.kron(np.eye(2), np.ones((12, 12)))
    assert (complexity(apart).refused, complexity(apart).parts) == ("in parts", 2)
    assert complexity(M).refused == "too small"
    assert complexity(np.zeros((3, 3))).refused == "empty"
    whole = complexity(np.triu(np.ones((14, 14)))[:12])
    assert whole.refused is None
    assert whole.fitness.mean() == pytest.approx(1)


def test_a_weighted_auc_is_that_of_copies():
    random = np.random.default_rng(4)
    stratum, score, entered = (random.integers(0, n, 60) for n in (3, 6, 2))
    weights = random.integers(0, 4, 60)
    ranking = Ranking(stratum, score.astype(float), entered.astype(bool))
    right = pairs = 0.0
    for i in np.flatnonzero(entered == 1):
        for j in np.flatnonzero((entered == 0) & (stratum == stratum[i])):
            weight = weights[i] * weights[j]
            pairs += weight
            right += weight * (1.0 if score[i] > score[j] else 0.5 if score[i] == score[j] else 0.0)
    assert ranking.areas(weights[None, :].astype(float))[0] == pytest.approx(right / pairs)


def test_only_cells_without_an_organisation_can_be_entered():
    after = COUNTS.copy()
    after[0, 2] += 1
    after[0, 0] += 5
    cells = cells_of(0, COUNTS, after)
    assert list(zip(cells.row, cells.column, cells.entered, strict=True)) == [(0, 2, True), (2, 1, False)]
    assert cells.active.tolist() == [4 * 2, 2 * 3]


def test_few_entries_are_not_tested():
    after = COUNTS.copy()
    after[0, 2] = 1
    assert trial([(COUNTS, after)], (2000,)).untested == "few entries"


@pytest.mark.parametrize("seed", range(3))
def test_entries_that_follow_relatedness_are_found(seed):
    assert trial([simulate(World(60, 120, 300, "relatedness"), seed)], (0,)).better


@pytest.mark.parametrize("cause", ["popularity", "chance", "fashion"])
@pytest.mark.parametrize("seed", range(3))
def test_entries_that_do_not_are_not(cause, seed):
    assert not trial([simulate(World(60, 120, 300, cause), seed)], (0,)).better
