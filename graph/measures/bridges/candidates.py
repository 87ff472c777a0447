"""Candidate pairs across two sectors: those with something in common, optionally also the most active others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Ints, Past

MOST_DISTRICT_PAIRS = (
    5_000_000  # with more, a shared district alone makes no pair: a large city would give millions
)
MOST_ACTIVE = 1000


def in_common(past: Past, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    """List untied pairs with a common partner, programme, technology or district."""
    from scipy import sparse

    found: Any = sparse.csr_array((len(rows), len(columns)))
    for matrix in (past.partners, past.programmes, past.technologies):
        found = found + matrix[rows] @ matrix[columns].T
    if len(rows) * len(columns) <= MOST_DISTRICT_PAIRS:
        known = past.district[rows][:, None]
        found = found + sparse.csr_array((known == past.district[columns][None, :]) & (known >= 0)).astype(
            np.float64
        )
    pairs = sparse.csr_array(found).tocoo()
    return untied(past, rows[pairs.row], columns[pairs.col])


def most_active(past: Past, rows: Ints, columns: Ints, known: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Add all pairs of the most active organisations on each side, sorted by number."""
    degrees = past.degrees
    one, other = (of[np.lexsort((of, -degrees[of]))][:MOST_ACTIVE] for of in (rows, columns))
    first, second = untied(past, np.repeat(one, len(other)), np.tile(other, len(one)))
    size = len(past.nodes)
    keys = np.union1d(first * size + second, known[0] * size + known[1])
    return np.floor_divide(keys, size), np.remainder(keys, size)


def untied(past: Past, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """Keep the untied pairs."""
    if not len(first):
        return first, second
    open_ = np.asarray(past.partners[first, second]).ravel() == 0
    return first[open_], second[open_]
