"""The result on under-connected sectors as plain values: finite numbers or None, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.figures import PairFigures, Sentence
from graph.inheritable import inheritable
from graph.measures.gaps.ties import Baseline, Method
from graph.vocabulary import Layer


class Verdict(StrEnum):
    """The verdict on a sector pair."""

    UNDER = "under-connected"
    OVER = "over-connected"
    EXPECTED = "as expected"
    TOO_LITTLE = "not enough data"


@inheritable(kw_only=True)
class PairGap(PairFigures):
    """One sector pair (numbers a ≤ b). `p_over` is the one-sided probability of as many ties as observed."""

    a: int
    b: int
    p_over: float | None
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
