"""The whole network before and after a change: largest component, efficiency, static robustness, single points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.whole.robustness import sizes_after

if TYPE_CHECKING:
    import igraph

    from graph.measures.gaps.ties import FloatArray, IntArray

EXACT, SOURCES = 2_000, 200
"""Tied organisations up to which all are sources of distances, and the number of sources beyond."""
TOGETHER = 200
"""Sources searched from at once."""


@dataclass(frozen=True, slots=True)
class WholeFigures:
    """A network of n organisations, tied or not.

    Attributes:
        ties: distinct tied pairs.
        largest_component: organisations in it.
        efficiency: mean of 1 / distance over all pairs of organisations, unreachable ones counting 0 (0 to 1).
        robustness: R when organisations are removed by their number of ties, which is not counted again (0 to ½).
        single_points: organisations (numbers) without which others lose their connection.
    """

    ties: int
    largest_component: int
    efficiency: float
    robustness: float
    single_points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WholeChange:
    """A network before and after a change, and how sure the efficiencies are.

    Attributes:
        before, after: its figures.
        sources: organisations from which distances were measured, the same ones before and after.
        efficiency_error: standard error of the efficiency before; 0 if all tied organisations are sources.
        change: efficiency after over that before, less 1; None if that before is 0.
        change_error: its standard error, from the differences of the sources.
    """

    before: WholeFigures
    after: WholeFigures
    sources: int
    efficiency_error: float
    change: float | None
    change_error: float


def whole_change(
    organisations: int,
    before: tuple[IntArray, IntArray],
    after: tuple[IntArray, IntArray],
    *,
    seed: int = 0,
    exact: int = EXACT,
) -> WholeChange:
    """Compare a network before and after a change.

    Args:
        organisations: their number, the same before and after: one that was removed counts as without ties.
        before: the two ends of each tie.
        after: the same after the change.
        seed: random seed of the sources, where not all tied organisations are.
        exact: tied organisations up to which all are sources.

    References: Latora & Marchiori (2001), doi:10.1103/PhysRevLett.87.198701 (efficiency); Albert, Jeong & Barabási (2000),
    doi:10.1038/35019019 (static attack); Schneider et al. (2011), doi:10.1073/pnas.1009440108 (R).
    """
    graphs = [_graph(organisations, *ties) for ties in (before, after)]
    tied = np.unique(np.concatenate([*before, *after]))
    sources = tied
    if len(tied) > exact:
        sources = np.sort(np.random.default_rng(seed).choice(tied, SOURCES, replace=False))
    pairs = max(organisations * (organisations - 1), 1)
    sums = [_nearness(organisations, ties, sources) for ties in (before, after)]
    weight = len(tied) / pairs
    figures = [
        WholeFigures(
            ties=graph.ecount(),
            largest_component=max(graph.connected_components().sizes(), default=0),
            efficiency=float(near.mean() * weight) if len(near) else 0.0,
            robustness=_robustness(graph, *ties, len(tied)),
            single_points=tuple(sorted(graph.articulation_points())),
        )
        for graph, near, ties in zip(graphs, sums, (before, after), strict=True)
    ]
    base, now = figures[0].efficiency, figures[1].efficiency
    ratio = now / base if base else 0.0
    return WholeChange(
        before=figures[0],
        after=figures[1],
        sources=len(sources),
        efficiency_error=_error(sums[0], len(tied)) * weight,
        change=ratio - 1.0 if base else None,
        # the error of a ratio of two means over the same sources (linearised)
        change_error=_error(sums[1] - ratio * sums[0], len(tied)) * weight / base if base else 0.0,
    )


def _graph(organisations: int, first: IntArray, second: IntArray) -> igraph.Graph:
    import igraph as ig

    return ig.Graph(n=organisations, edges=np.column_stack((first, second)))


def _nearness(organisations: int, ties: tuple[IntArray, IntArray], sources: IntArray) -> FloatArray:
    """Σ 1 / distance from each source: breadth-first from `TOGETHER` sources at a time, a step is one product with the adjacency."""
    from scipy import sparse

    first, second = ties
    ends = (np.concatenate([first, second]), np.concatenate([second, first]))
    ones = np.ones(len(ends[0]), dtype=np.float32)
    adjacency = sparse.csr_array((ones, ends), shape=(organisations, organisations))
    sums = np.zeros(len(sources))
    for begin in range(0, len(sources), TOGETHER):
        some = sources[begin : begin + TOGETHER]
        front = np.zeros((organisations, len(some)), dtype=np.float32)
        front[some, np.arange(len(some))] = 1.0
        known, distance = front, 0
        while front.any():
            front = ((adjacency @ front > 0) & (known == 0)).astype(np.float32)
            known = np.maximum(known, front)
            distance += 1
            sums[begin : begin + len(some)] += front.sum(axis=0, dtype=np.float64) / distance
    return sums


def _error(values: FloatArray, population: int) -> float:
    """Standard error of the mean of values drawn without replacement."""
    if len(values) in {0, 1, population}:
        return 0.0
    return float(np.std(values, ddof=1) * np.sqrt((1.0 - len(values) / population) / len(values)))


def _robustness(graph: igraph.Graph, first: IntArray, second: IntArray, tied: int) -> float:
    """R = (1/n) Σ S(q) over the n organisations tied before or after, S(q) the share in the largest component."""
    if not tied:
        return 0.0
    degree = np.array(graph.degree(), np.int64)
    order = np.argsort(-degree, kind="stable")[: int(np.count_nonzero(degree))]
    beside: list[list[int]] = [[] for _ in range(len(degree))]
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        beside[a].append(b)
        beside[b].append(a)
    return float(sizes_after(beside, order.tolist())[1:].sum() / tied**2)
