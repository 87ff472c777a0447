"""The result on under-connected sectors as plain values: finite numbers or None, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.figures import Sentence
from graph.measures.gaps.ties import Baseline, Method
from graph.vocabulary import Layer


class Verdict(StrEnum):
    """The verdict on a sector pair."""

    UNDER = "under-connected"
    OVER = "over-connected"
    EXPECTED = "as expected"
    TOO_LITTLE = "not enough data"


@dataclass(frozen=True, slots=True)
class PairGap:
    """One sector pair (numbers a ≤ b). `p` is the one-sided probability of as few ties, `p_over` of as many.

    `q` is the false discovery rate on the side the pair lies on; None where it was not tested. `step` counts from 1.
    `detectable`: expected ties for a power of 80 % to detect a gap of factor 0.2; `power`: the power at this pair's own
    expectation, None where the pair was not tested.
    """

    a: int
    b: int
    observed: int
    expected: float
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    z: float | None
    p: float | None
    p_over: float | None
    q: float | None
    step: int
    detectable: float | None
    power: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class GapTable:
    """All sector pairs, by q and then by ratio. `spread_factor` is φ of the last step; it is used where `spread_applied`.

    `moves_per_tie`: the fewest accepted moves per tie between two samples of a chain; None for the model.
    """

    layer: Layer
    baseline: Baseline
    method: Method
    samples: int | None
    seed: int
    ties: int
    tested: int
    spread_factor: float
    spread_applied: bool
    moves_per_tie: float | None
    warnings: tuple[Sentence, ...]
    pairs: tuple[PairGap, ...]
