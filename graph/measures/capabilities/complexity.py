"""Fitness and economic complexity of rows and columns, where the table can carry them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from graph.measures.capabilities.quotients import Bools, Floats
    from graph.measures.capabilities.relatedness import Held

Refusal = Literal["empty", "in parts", "too small"]
FEWEST_OF_TWO = 10
"""Number of rows, and of columns, with at least two ones that the indices need."""
ITERATIONS = 20


@dataclass(frozen=True, slots=True)
class Complexity:
    """Indices of rows and columns; all None if `refused` says why.

    Attributes:
        fitness, complexity: of rows and columns by Tacchella et al., > 0, mean 1.
        eci, pci: of rows and columns by the method of reflections, in standard deviations.
        refused: `empty` (no location quotient of 1), `in parts` (not connected), `too small`.
        parts: number of connected parts of the table.
        rows, columns: numbers with at least two ones.
    """

    fitness: Floats | None
    complexity: Floats | None
    eci: Floats | None
    pci: Floats | None
    refused: Refusal | None
    parts: int
    rows: int
    columns: int


def complexity(chosen: Held) -> Complexity:
    """Compute the indices, unless the table is not connected or too small.

    In a table of several parts the indices of one part say nothing about those of another, and the method of reflections
    then only tells the parts apart.

    Args:
        chosen: M, rows × columns of 0 and 1.
    """
    rows, columns = (int(np.sum(chosen.sum(axis=axis) >= 2)) for axis in (1, 0))
    parts = parts_of(chosen)
    refused: Refusal | None = None
    if parts == 0:
        refused = "empty"
    elif parts > 1:
        refused = "in parts"
    elif rows < FEWEST_OF_TWO or columns < FEWEST_OF_TWO:
        refused = "too small"
    if refused:
        return Complexity(None, None, None, None, refused, parts, rows, columns)
    some = chosen.sum(axis=1) > 0, chosen.sum(axis=0) > 0
    inside = chosen[some[0]][:, some[1]]
    strong, rare = fitness(inside)
    economic, product = reflections(inside)
    return Complexity(
        spread_over(strong, some[0]),
        spread_over(rare, some[1]),
        spread_over(economic, some[0]),
        spread_over(product, some[1]),
        None,
        parts,
        rows,
        columns,
    )


def spread_over(values: Floats, some: Bools) -> Floats:
    """Return values for all rows or columns: not a number for those without a one."""
    whole = np.full(len(some), np.nan)
    whole[some] = values
    return whole


def parts_of(chosen: Held) -> int:
    """Count the connected parts of the two-mode network of rows and columns; those without a one do not count."""
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    some = chosen[chosen.sum(axis=1) > 0][:, chosen.sum(axis=0) > 0]
    if not some.size:
        return 0
    row, column = np.nonzero(some)
    size = sum(some.shape)
    whole = sparse.csr_array((np.ones(len(row)), (row, column + some.shape[0])), shape=(size, size))
    return int(connected_components(whole, directed=False)[0])


def fitness(chosen: Held, iterations: int = ITERATIONS) -> tuple[Floats, Floats]:
    """Return the fitness of rows and the complexity of columns after some iterations, mean 1 after each.

    F_r = Σ_c M_rc Q_c; Q_c = 1 / Σ_r M_rc / F_r, from ones (Tacchella et al. 2012, doi:10.1038/srep00723).

    Args:
        chosen: M; every row and column has a one.
        iterations: number of updates, of both at once.
    """
    strong, rare = np.ones(chosen.shape[0]), np.ones(chosen.shape[1])
    for _ in range(iterations):
        now = chosen @ rare, 1.0 / (chosen.T @ (1.0 / strong))
        strong, rare = (one / one.mean() for one in now)
    return strong, rare


def reflections(chosen: Held) -> tuple[Floats, Floats]:
    """Return the economic complexity of rows and the product complexity of columns, in standard deviations from the mean.

    The eigenvector to the second largest eigenvalue of M̃ = D_r⁻¹ M D_c⁻¹ Mᵀ, signed so that it grows with diversity; a
    column has the mean of its rows (Hidalgo & Hausmann 2009, doi:10.1073/pnas.0900943106; the column index is that
    eigenvector of the transposed problem, standardised by itself).

    Args:
        chosen: M; every row and column has a one, and the table is connected.
    """
    many, common = chosen.sum(axis=1), chosen.sum(axis=0)
    # similar to the symmetric matrix D_r^-½ M D_c⁻¹ Mᵀ D_r^-½, whose eigenvectors are stable to compute
    scaled = chosen / np.sqrt(many)[:, None] / np.sqrt(common)[None, :]
    left, _, right = np.linalg.svd(scaled, full_matrices=False)
    rows, columns = left[:, 1] / np.sqrt(many), right[1] / np.sqrt(common)
    sign = 1.0 if float(np.dot(rows - rows.mean(), many - many.mean())) >= 0 else -1.0
    return standardised(sign * rows), standardised(sign * columns)


def standardised(values: Floats) -> Floats:
    """Return values in standard deviations from their mean."""
    return np.asarray((values - values.mean()) / values.std(), np.float64)
