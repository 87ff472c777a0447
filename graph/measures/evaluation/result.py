"""The result of an evaluation as plain values, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.evaluations import (
        CrossCounts,
        Finding,
        MemberFigures,
        ReasonFigures,
        SectorPairCounts,
        WindowFigures,
    )
    from graph.figures import Sentence


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One programme; the estimates are None where a guard failed.

    Attributes:
        programme, kind, start: of the programme.
        members_named, companies_named, members_reported: members with a name here, companies among them, and how many members the
            sources report.
        fixed: members that no permutation moves.
        undated: direct relations without a start among members, left out.
        before, after: the windows.
        ratio, ratio_low, ratio_high: ratio of ratios with its 95 % interval.
        p: one-sided, more than expected.
        detectable: factor by which the programme must multiply the ties among its members to be found with 80 % power at 5 %;
            None also if no factor up to 8 is.
        pretrend_p: the same test one window earlier; None also if that window has too few expected ties.
        cross: the test between divisions or sectors; None where it has fewer than five expected ties.
        tie_relations: relation ids of the ties before, after, and of the echo in both windows.
    """

    programme: str
    kind: str
    start: str
    members: tuple[MemberFigures, ...]
    members_named: int
    companies_named: int
    members_reported: int | None
    fixed: int
    undated: int
    before: WindowFigures
    after: WindowFigures
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None
    detectable: float | None
    pretrend_p: float | None
    by_sector_pair: tuple[SectorPairCounts, ...]
    cross: CrossCounts | None
    tie_relations: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    verdict: Finding
    reasons: tuple[ReasonFigures, ...]
    sentence: Sentence
