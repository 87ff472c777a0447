"""Null models: for each layer and baseline the null distribution of every sector pair's count, with some pairs held fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from graph.measures.gaps.counts import Counts, direct_counts
from graph.measures.gaps.hidden import Bundles, bundles
from graph.measures.gaps.maxent import Fit, fit_classes, pair_moments
from graph.measures.gaps.projection import PairCounter
from graph.measures.gaps.sampling import Count, Draws, Plan, Progress, draw
from graph.measures.gaps.swaps import Rewiring, Wiring
from graph.measures.gaps.ties import (
    Baseline,
    BoolArray,
    Ecosystem,
    FloatArray,
    IntArray,
    allowed_groups,
    fold_returning,
    homes,
    sector_pairs,
)
from graph.vocabulary import Layer


@dataclass(frozen=True, slots=True, eq=False)
class NullMoments:
    """Mean and variance of each pair's count under the null, in ties; the samples behind them, if any; chain quality."""

    mean: FloatArray
    variance: FloatArray
    samples: FloatArray | None
    moves: float | None
    worst: float | None


class Null(Protocol):
    """A null model of one ecosystem, layer and baseline."""

    observed: IntArray
    ties: int
    bundled: Bundles | None

    def given(self, held: Sequence[int], *, step: int) -> NullMoments:
        """Fit or sample with the pairs in `held` (positions) excluded: their ties are fixed, their cells closed."""
        ...


Solved = dict[tuple[int, ...], Fit]
"""Solutions of one network by the pairs held fixed, in the order in which they were called."""


class DirectModel:
    """Direct layer, live: the maximum-entropy model, with the variance given the degrees.

    Each solution is kept in `solved`; with those of a similar network as `near`, the search begins from them.
    """

    def __init__(self, counts: Counts, baseline: Baseline, near: Solved | None = None) -> None:
        self.solved: Solved = {}
        self._near = near
        self._counts, self._baseline = counts, baseline
        self._a, self._b = sector_pairs(counts.sectors, baseline)
        self.observed = counts.observed(baseline)
        self.ties = counts.ties
        self.bundled: Bundles | None = None

    def given(self, held: Sequence[int], *, step: int) -> NullMoments:
        """See Null."""
        del step
        key = tuple(held)
        allowed = allowed_with(self._counts.sectors, self._baseline, held)
        solved = fit_classes(self._counts.classes(allowed), allowed, self._like(key))
        self.solved[key] = solved
        moments = pair_moments(solved, self._a, self._b)
        closed = ~allowed[self._a, self._b]
        mean, variance = np.where(closed, 0.0, moments.mean), np.where(closed, 0.0, moments.variance)
        return NullMoments(mean, variance, None, None, solved.worst)

    def _like(self, held: tuple[int, ...]) -> Fit | None:
        """The kept solution with as many of the same pairs held as possible; None where nothing is kept."""
        if not self._near:
            return None
        return (
            self._near.get(held)
            or max(self._near.items(), key=lambda kept: len(set(kept[0]) & set(held)) - 0.5 * len(kept[0]))[1]
        )


class Sampled:
    """Any layer by sampled networks. With programmes a pair's statistic is its share of all counted ties."""

    def __init__(
        self,
        eco: Ecosystem,
        layer: Layer,
        baseline: Baseline,
        *,
        plan: Plan,
        seed: int,
        progress: Progress | None,
    ) -> None:
        eco = fold_returning(eco)
        self._eco, self._layer, self._baseline = eco, layer, baseline
        self._plan, self._seed, self._progress = plan, seed, progress
        self._home = homes(eco)
        nothing = np.zeros(0, dtype=np.int64)
        self._direct = (eco.first, eco.second) if layer is not Layer.AFFILIATION else (nothing, nothing)
        self.bundled: Bundles | None = None
        if layer is Layer.DIRECT:
            self.observed = direct_counts(eco, baseline)
        else:
            counter = PairCounter(eco, baseline, fixed=(eco.member, eco.programme), open_programme=nothing)
            self.observed = counter.count(nothing, *self._direct)
            direct = direct_counts(eco, baseline).sum() if layer is Layer.ALL else 0
            self.bundled = bundles(eco, baseline, 1.0 - direct / max(self.observed.sum(), direct, 1))
        self.ties = len(self._direct[0]) + (0 if layer is Layer.DIRECT else len(eco.member))

    def given(self, held: Sequence[int], *, step: int) -> NullMoments:
        """See Null."""
        drawn = self._draw(held, step)
        counts = drawn.counts.astype(np.float64)
        if self._layer is not Layer.DIRECT:
            is_open = np.ones(counts.shape[1], dtype=np.bool_)
            is_open[list(held)] = False
            totals = counts[:, is_open].sum(axis=1, keepdims=True)
            counts = counts / np.maximum(totals, 1.0) * float(self.observed[is_open].sum())
        mean = counts.mean(axis=0)
        variance = counts.var(axis=0, ddof=1) if len(counts) > 1 else np.zeros_like(mean)
        return NullMoments(mean, variance, counts, drawn.moves, None)

    def _draw(self, held: Sequence[int], step: int) -> Draws:
        eco, allowed = self._eco, allowed_with(self._eco.sectors, self._baseline, held)
        group = eco.group
        first, second = self._direct
        free = allowed[group[first], group[second]]
        direct = Wiring(first[free], second[free], group, allowed, two_mode=False)
        kept = (first[~free], second[~free])
        seed = [self._seed, step]
        if self._layer is Layer.DIRECT:
            return draw([direct], self._plan, lambda: self._by_group, seed=seed, progress=self._progress)
        guest = self._guests(allowed)
        seats = self._seats(guest, allowed)
        wirings = [seats] if self._layer is Layer.AFFILIATION else [seats, direct]

        def counter() -> Count:
            return self._by_programme(guest, kept)

        return draw(wirings, self._plan, counter, seed=seed, progress=self._progress)

    def _guests(self, allowed: BoolArray) -> BoolArray:
        """Seats to rewire: all under `any`; under `outward` those of guests whose cell is open."""
        if self._baseline is Baseline.ANY:
            return np.ones(len(self._eco.member), dtype=np.bool_)
        home = np.where(self._home < 0, self._eco.sectors, self._home)[self._eco.programme]
        guests: BoolArray = allowed[self._eco.group[self._eco.member], home]
        return guests

    def _seats(self, guest: BoolArray, allowed: BoolArray) -> Wiring:
        eco = self._eco
        home = np.where(self._home < 0, eco.sectors, self._home)
        group = np.concatenate([eco.group, home])
        return Wiring(
            eco.member[guest], eco.programme[guest] + eco.organisations, group, allowed, two_mode=True
        )

    def _by_group(self, chains: Sequence[Rewiring]) -> IntArray:
        """Ties by sector pair, where each tie of the chain is one pair of organisations."""
        left, right = chains[0].groups()
        groups = self._eco.sectors + 1
        low, high = np.minimum(left, right), np.maximum(left, right)
        rows = np.arange(len(left), dtype=np.int64)[:, None] * groups**2
        cells = np.bincount((rows + low * groups + high).ravel(), minlength=len(left) * groups**2)
        a, b = sector_pairs(self._eco.sectors, self._baseline)
        return cells.reshape(len(left), groups, groups)[:, a, b]

    def _by_programme(self, guest: BoolArray, kept: tuple[IntArray, IntArray]) -> Count:
        eco = self._eco
        programme = np.sort(eco.programme[guest])
        pairs = PairCounter(
            eco, self._baseline, fixed=(eco.member[~guest], eco.programme[~guest]), open_programme=programme
        )

        def count(chains: Sequence[Rewiring]) -> IntArray:
            member, seat = chains[0].ends()
            filled = np.take_along_axis(member, np.argsort(seat, axis=1, kind="stable"), axis=1)
            if len(chains) == 1:
                return np.stack([pairs.count(row, *kept) for row in filled])
            u, v = chains[1].ends()
            return np.stack(
                [
                    pairs.count(row, np.concatenate([kept[0], u[i]]), np.concatenate([kept[1], v[i]]))
                    for i, row in enumerate(filled)
                ]
            )

        return count


def allowed_with(sectors: int, baseline: Baseline, held: Sequence[int]) -> BoolArray:
    """Groups that may be tied in the null while these pairs (positions) are held fixed."""
    pairs = np.stack(sector_pairs(sectors, baseline), axis=1)
    return allowed_groups(sectors, baseline, pairs[list(held)])
