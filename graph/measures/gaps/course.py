"""The course of a pair: observed and expected ties, and the verdict, on the last day of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period
from graph.measures.gaps.drivers import pair_number
from graph.measures.gaps.table import ecosystem_of, gaps_network
from graph.measures.gaps.ties import Baseline
from graph.measures.gaps.verdicts import VERDICTS, verdicts
from graph.measures.whole.years import years_shown
from graph.scenario_figures import YearOfPair
from graph.vocabulary import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.measures.gaps.nulls import Solved
    from graph.snapshot import Snapshot


def course(
    snapshot: Snapshot, a: int, b: int, baseline: Baseline, period: Period, years: Sequence[int]
) -> list[YearOfPair]:
    """Judge a pair of sectors by the direct ties on the last day of each year.

    Args:
        snapshot: the records.
        a: position of one sector in the groups of the snapshot.
        b: that of the other.
        baseline: the null.
        period: its `since` and `undated` hold for every year; undated ties, where kept, count in all of them.
        years: in the order of the result.
    """
    found: list[YearOfPair] = []
    near: Solved | None = None
    for year in years:
        eco = ecosystem_of(snapshot, Period(f"{year:04}", period.since, period.undated))
        now = verdicts(eco, baseline, near)
        near, pair = now.solved, pair_number(eco.sectors, a, b, baseline)
        q = float(now.q[pair])
        found.append(
            YearOfPair(
                year,
                int(now.observed[pair]),
                float(now.expected[pair]),
                None if np.isnan(q) else q,
                VERDICTS[int(now.code[pair])].value,
            )
        )
    return found


def years_of_course(snapshot: Snapshot, period: Period, most: int) -> range:
    """Return the last `most` years in which direct ties are known to begin, up to that of `as_of`."""
    shown = years_shown(gaps_network(snapshot, Layer.DIRECT, Period(None, period.since, period.undated)))
    last = shown.stop
    if period.as_of is not None:
        last = min(last, int(period.as_of[:4]) + 1)
    return range(max(shown.start, last - most), max(last, shown.start))
