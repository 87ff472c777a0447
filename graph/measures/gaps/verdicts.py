"""The verdicts on all pairs of one network in the direct layer without intervals and power: quick enough to be asked hundreds of times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.measures.gaps.counts import EcosystemCounts
from graph.measures.gaps.nulls import DirectModel, Solved
from graph.measures.gaps.result import Verdict
from graph.measures.gaps.stepdown import Steps, step_down
from graph.measures.gaps.tails import LEVEL
from graph.measures.gaps.ties import Baseline, Ecosystem, FloatArray, IntArray

UNTESTED, UNDER, EXPECTED, OVER = range(4)
VERDICTS = (Verdict.TOO_LITTLE, Verdict.UNDER, Verdict.EXPECTED, Verdict.OVER)
"""Code of a verdict in the arrays → the verdict."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """Figures of every pair, in the order of `sector_pairs`.

    Attributes:
        observed, expected: ties.
        q: the false discovery rate on the side the pair lies on; NaN where it was not tested.
        code: position in `VERDICTS` (int64).
        held: pairs in the order in which they were called; those before a pair were held fixed for its figures.
        solved: the model's solution of each step.
    """

    observed: IntArray
    expected: FloatArray
    q: FloatArray
    code: IntArray
    held: tuple[int, ...]
    solved: Solved

    def step_of(self, pair: int) -> int:
        """The number of pairs held fixed when the pair was judged."""
        return self.held.index(pair) if pair in self.held else len(self.held)


def verdicts(eco: Ecosystem, baseline: Baseline = Baseline.OUTWARD, near: Solved | None = None) -> Verdicts:
    """Judge every pair of sectors by the live model of the direct layer, as `find_gaps` does.

    Args:
        eco: the ties.
        baseline: the null.
        near: solutions of a similar network (`Verdicts.solved`), from which the model's search begins; they change the time that it
            takes, and the figures by less than 10⁻⁶ of themselves.
    """
    null = DirectModel(EcosystemCounts(eco), baseline, near)
    steps = step_down(null, widened=False, counted=False, repeat=baseline is Baseline.OUTWARD)
    return _collected(null, steps)


def _collected(null: DirectModel, steps: Steps) -> Verdicts:
    """Take the figures of a called pair from its step, of the others from the last."""
    observed = null.observed
    judged = len(steps.judgements)
    step = np.full(len(observed), judged - 1)
    called = steps.held[:judged]
    step[called] = np.arange(len(called))
    rows = np.arange(len(observed))

    def figure(name: str) -> FloatArray:
        found: FloatArray = np.stack([getattr(j, name) for j in steps.judgements])[step, rows]
        return found

    expected = np.stack([j.chance.mean for j in steps.judgements])[step, rows]
    tested = figure("tested").astype(np.bool_)
    fewer = observed < expected
    q = np.where(tested, np.where(fewer, figure("q_under"), figure("q_over")), np.nan)
    with np.errstate(invalid="ignore"):
        called_now = q <= LEVEL
    code = np.where(called_now, np.where(fewer, UNDER, OVER), EXPECTED)
    code = np.where(tested, code, UNTESTED).astype(np.int64)
    return Verdicts(observed, expected, q, code, tuple(steps.held), null.solved)
