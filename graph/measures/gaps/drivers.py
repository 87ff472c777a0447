"""What the verdict on a pair hangs on: the organisations that make its expectation, and those without which the verdict is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.inheritable import inheritable
from graph.measures.gaps.counts import movable_degrees
from graph.measures.gaps.maxent import expected_with
from graph.measures.gaps.nulls import allowed_with
from graph.measures.gaps.ties import Baseline, Ecosystem, FloatArray, sector_pairs
from graph.measures.gaps.verdicts import VERDICTS, Verdicts, verdicts
from graph.scenario_figures import DriverFigures

LEFT_OUT = 60
"""Organisations that are left out one at a time, those with most of the expectation."""


@inheritable(kw_only=True)
class Driver(DriverFigures):
    """One organisation's part in a pair, and the pair without the organisation.

    Attributes:
        organisation: its number in the ecosystem.
        expected: expected ties of the pair that it takes part in, Σ_j p_ij.
        share: that over the pair's expectation; each side of a pair adds up to 1, since a tie has an end on both.
        observed_without, expected_without, q_without, verdict_without: the pair in the network without its ties.
        lost: whether that is another verdict.
    """

    organisation: int


def drivers(
    eco: Ecosystem, a: int, b: int, baseline: Baseline = Baseline.OUTWARD, *, most: int = LEFT_OUT
) -> tuple[Verdicts, list[Driver]]:
    """Leave out one organisation after the other and judge the pair of sectors again, largest part of the expectation first.

    Args:
        eco: the direct ties.
        a: number of one sector.
        b: that of the other.
        baseline: the null.
        most: number of organisations.

    Returns:
        the verdicts with all organisations, and the drivers. An organisation is left out with all its ties: its partners keep theirs to
        others. The whole table is judged again, so that a pair called earlier may fall away too. All solutions begin from that of the
        whole network.
    """
    pair = pair_number(eco.sectors, a, b, baseline)
    now = verdicts(eco, baseline)
    part = parts_of(eco, now, a, b, baseline)
    order = np.lexsort((np.arange(len(part)), -part))
    expected = float(now.expected[pair])
    found: list[Driver] = []
    for organisation in order[:most].tolist():
        if part[organisation] <= 0.0:
            break
        without = verdicts(left_out(eco, organisation), baseline, now.solved)
        q = float(without.q[pair])
        found.append(
            Driver(
                organisation=organisation,
                expected=float(part[organisation]),
                share=float(part[organisation]) / expected,
                observed_without=int(without.observed[pair]),
                expected_without=float(without.expected[pair]),
                q_without=None if np.isnan(q) else q,
                verdict_without=VERDICTS[int(without.code[pair])].value,
                lost=bool(without.code[pair] != now.code[pair]),
            )
        )
    return now, found


def pair_number(sectors: int, a: int, b: int, baseline: Baseline) -> int:
    """Position of a pair of sectors in the arrays.

    Raises:
        ValueError: the baseline does not judge the pair.
    """
    first, second = sector_pairs(sectors, baseline)
    found = np.flatnonzero((first == min(a, b)) & (second == max(a, b)))
    if not len(found):
        raise ValueError(
            f"sectors {a} and {b} are not a pair under “{baseline}”: give two different sectors below {sectors}"
        )
    return int(found[0])


def parts_of(eco: Ecosystem, now: Verdicts, a: int, b: int, baseline: Baseline) -> FloatArray:
    """Expected ties of the pair that each organisation takes part in, under the null that the pair was judged by."""
    step = now.step_of(pair_number(eco.sectors, a, b, baseline))
    solved = now.solved[now.held[:step]]
    of_class = expected_with(solved, a, b)
    # An organisation's class is its group and its number of ties that the null may move.
    degree = movable_degrees(eco, allowed_with(eco.sectors, baseline, now.held[:step]))
    most = int(degree.max(initial=0)) + 1
    keys = solved.group * most + solved.degree
    place = np.searchsorted(keys, eco.group * most + degree)
    part = np.zeros(eco.organisations)
    part[degree > 0] = of_class[place[degree > 0]]
    return part


def left_out(eco: Ecosystem, organisation: int) -> Ecosystem:
    """The ecosystem without the ties of one organisation."""
    keep = (eco.first != organisation) & (eco.second != organisation)
    return replace(eco, first=eco.first[keep], second=eco.second[keep])
