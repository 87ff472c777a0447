"""Outcomes of a scenario in the direct layer: open pairs of members become tied by chance, and every pair of sectors is judged again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.gaps.ties import Baseline, Ecosystem, IntArray
from graph.measures.gaps.verdicts import UNDER, Verdicts, verdicts
from graph.measures.scenario.changes import with_ties

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.measures.gaps.nulls import Solved
    from graph.measures.gaps.ties import FloatArray
    from graph.measures.scenario.rates import Rate

    Progress = Callable[[int, int], object]

TRIALS, FEW_TRIALS, MANY_TIES = 20, 5, 20_000
"""Draws for each number of ties in `ties_to_leave`, and in networks with more ties than that."""
MOST_TO_LEAVE = 200
COUNTED = 4_000
"""Draws of the numbers of new ties."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The drawn outcomes: one row a draw, one column a pair of sectors in the order of `sector_pairs`.

    Attributes:
        observed, expected: ties after them.
        code: verdicts, as positions in `VERDICTS`.
    """

    observed: IntArray
    expected: FloatArray
    code: IntArray


def draw_outcomes(
    eco: Ecosystem,
    opened: Sequence[tuple[IntArray, Rate]],
    *,
    baseline: Baseline = Baseline.OUTWARD,
    draws: int,
    seed: int = 0,
    near: Solved | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Draw outcomes of alliances.

    Args:
        eco: the direct ties after what the scenario changes by definition.
        opened: for each alliance its open pairs (keys, see `open_pairs`) and their rate.
        baseline: the null.
        draws: number of outcomes.
        seed: random seed.
        near: the model's solutions of the network without the scenario.
        progress: called with the number of draws done and in all.

    In each draw an alliance has one rate, and each of its open pairs becomes tied with that chance, independently: pairs of a real
    consortium become tied together, so outcomes far from the mean are likelier than drawn here; the rate, which varies from
    draw to draw, carries a part of that.
    """
    rng = np.random.default_rng(seed)
    rates = [rate.draw(rng, draws) for _, rate in opened]
    base = verdicts(eco, baseline, near)
    rows: list[Verdicts] = []
    for k in range(draws):
        chosen = [_some(keys, rates[i][k], rng) for i, (keys, _) in enumerate(opened)]
        new = np.unique(np.concatenate(chosen)) if chosen else np.zeros(0, dtype=np.int64)
        rows.append(verdicts(with_ties(eco, new), baseline, base.solved) if len(new) else base)
        if progress is not None:
            progress(k + 1, draws)
    return Outcome(
        np.stack([after.observed for after in rows]),
        np.stack([after.expected for after in rows]),
        np.stack([after.code for after in rows]),
    )


def counted_draws(
    opened: Sequence[tuple[IntArray, Rate]],
    cells: Callable[[IntArray], IntArray],
    columns: int,
    seed: int = 0,
) -> tuple[IntArray, IntArray]:
    """Draw the numbers of new ties alone, without judging them: many more draws than of outcomes.

    Args:
        opened: for each alliance its open pairs (keys) and their rate.
        cells: gives the column of each key, −1 for none.
        columns: number of columns.
        seed: random seed.

    Returns:
        new ties of each column (`COUNTED` × columns), and all new ties. A pair open in several alliances becomes tied by any of them.
    """
    rng = np.random.default_rng([seed, 2])
    rates = np.stack([rate.draw(rng, COUNTED) for _, rate in opened])
    every = np.unique(np.concatenate([keys for keys, _ in opened]))
    within = np.stack([np.isin(every, keys) for keys, _ in opened])
    column = cells(every)
    new, whole = np.zeros((COUNTED, columns), dtype=np.int64), np.zeros(COUNTED, dtype=np.int64)
    groups, of = np.unique(within, axis=1, return_inverse=True)
    for g in range(groups.shape[1]):
        chance = 1.0 - np.prod(1.0 - rates[groups[:, g]], axis=0)
        here = column[of.ravel() == g]
        sizes = np.bincount(here + 1, minlength=columns + 1)
        for k in np.flatnonzero(sizes).tolist():
            drawn = rng.binomial(int(sizes[k]), chance)
            whole += drawn
            if k:
                new[:, k - 1] += drawn
    return new, whole


def ties_to_leave(
    eco: Ecosystem,
    pair: int,
    pool: IntArray,
    *,
    baseline: Baseline = Baseline.OUTWARD,
    seed: int = 0,
    near: Solved | None = None,
) -> int | None:
    """Find the smallest number of new ties with which a called pair is no longer called in most draws.

    Args:
        eco: the direct ties.
        pair: position of the pair in `sector_pairs`.
        pool: keys of the open pairs of organisations, one of each sector, of which the new ties are drawn.
        baseline: the null.
        seed: random seed.
        near: the model's solutions of a similar network.

    Returns:
        the number, found by doubling and bisection (more ties make a gap less likely); None if all pairs of the pool, or 200 ties, are
        not enough.
    """
    most = min(len(pool), MOST_TO_LEAVE)
    trials = TRIALS if len(eco.first) <= MANY_TIES else FEW_TRIALS

    def left(number: int) -> bool:
        rng = np.random.default_rng([seed, number])
        gone = 0
        for _ in range(trials):
            new = np.sort(pool[rng.choice(len(pool), number, replace=False, shuffle=False)])
            gone += verdicts(with_ties(eco, new), baseline, near).code[pair] != UNDER
        return gone * 2 > trials

    if not most or not left(most):
        return None
    enough = 1
    while enough < most and not left(enough):
        enough *= 2
    low, enough = enough // 2, min(enough, most)  # `low` is not enough
    while enough - low > 1:
        middle = (low + enough) // 2
        if left(middle):
            enough = middle
        else:
            low = middle
    return enough


def _some(keys: IntArray, rate: float, rng: np.random.Generator) -> IntArray:
    """Each key with the same chance."""
    number = int(rng.binomial(len(keys), rate))
    if number == len(keys):
        return keys
    return keys[rng.choice(len(keys), number, replace=False, shuffle=False)]
