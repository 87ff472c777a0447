"""Whether the most tied organisations keep to each other more, or less, than their numbers of ties alone would make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.measures.gaps.sampling import certified_plan, draw
from graph.measures.gaps.swaps import Wiring
from graph.vocabulary import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from graph.measures.gaps.swaps import Rewiring
    from graph.network import Network

    Ints = npt.NDArray[np.int64]

MOST, FEWEST, TIES_DRAWN = 500, 40, 4_000_000
"""Networks to draw, within this many ties of all of them together."""


@dataclass(frozen=True, slots=True)
class Club:
    """Nodes with more than `degree` ties: how many, ties among them, and the density against the null, if there is one.

    Attributes:
        degree: k.
        members, ties: counts.
        density: φ(k) = 2 ties / (members (members − 1)), 0 to 1.
        expected: its mean in the networks drawn.
        ratio: density over expected; None also if that is 0.
        p_more, p_fewer: share of the networks drawn (with the observed one) with at least, or at most, as many ties.
    """

    degree: int
    members: int
    ties: int
    density: float
    expected: float | None
    ratio: float | None
    p_more: float | None
    p_fewer: float | None


@dataclass(frozen=True, slots=True)
class RichClub:
    """The club at every number of ties that at least two nodes exceed, and how many networks were drawn."""

    clubs: list[Club]
    samples: int


def rich_club(network: Network, seed: int = 0, samples: int | None = None) -> RichClub:
    """Measure φ(k), and in the layer `direct` compare it with networks drawn from all that have the same numbers of ties.

    In other layers ties come in cliques, one for each thing that is shared; such a network cannot be drawn by swapping
    single ties, so that there is no null: nothing is drawn.

    Args:
        network: the ties.
        seed: of the networks drawn.
        samples: how many; 500, or fewer beyond 8,000 ties, by default.

    References: Zhou & Mondragón (2004), doi:10.1109/LCOMM.2004.823426 (φ); Colizza et al. (2006), doi:10.1038/nphys209
    (the null).
    """
    degrees = network.degrees.astype(np.int64)
    ladder = np.unique(degrees[degrees > 0])
    members = np.array([np.count_nonzero(degrees > k) for k in ladder], np.int64)
    ladder, members = ladder[members >= 2], members[members >= 2]
    possible = members * (members - 1) / 2
    observed = ties_above(degrees, network.source, network.target, ladder)
    figures = [c.tolist() for c in (ladder, members, observed, observed / possible)]
    if network.layer is not Layer.DIRECT or not len(ladder):
        return RichClub(
            [
                Club(k, n, ties, density, None, None, None, None)
                for k, n, ties, density in zip(*figures, strict=True)
            ],
            0,
        )
    if samples is None:
        samples = min(MOST, max(FEWEST, TIES_DRAWN // network.ties))
    drawn = clubs_by_chance(network, ladder, seed, samples)
    chance = [
        drawn.mean(axis=0) / possible,
        (1 + np.sum(drawn >= observed, axis=0)) / (1 + samples),
        (1 + np.sum(drawn <= observed, axis=0)) / (1 + samples),
    ]
    return RichClub(
        [
            Club(k, n, ties, density, expected, density / expected if expected else None, more, fewer)
            for k, n, ties, density, expected, more, fewer in zip(
                *figures, *(c.tolist() for c in chance), strict=True
            )
        ],
        samples,
    )


def clubs_by_chance(network: Network, ladder: Ints, seed: int, samples: int) -> Ints:
    """Count the ties of each club in networks drawn uniformly from all with the same numbers of ties (samples × clubs)."""
    degrees = network.degrees.astype(np.int64)

    def count(chains: Sequence[Rewiring]) -> Ints:
        first, second = chains[0].ends()
        return np.array([ties_above(degrees, a, b, ladder) for a, b in zip(first, second, strict=True)])

    wiring = Wiring(
        network.source.astype(np.int64),
        network.target.astype(np.int64),
        np.zeros(len(network), np.int64),  # one group, which may be tied to itself
        np.ones((1, 1), np.bool_),
        two_mode=False,
    )
    plan = certified_plan(samples, network.ties)
    return draw([wiring], plan, lambda: count, seed=[seed], progress=None).counts


def ties_above(
    degrees: Ints, source: npt.NDArray[np.integer[Any]], target: npt.NDArray[np.integer[Any]], ladder: Ints
) -> Ints:
    """Count the ties whose two ends both have more than k ties, for each k of the ladder."""
    lower = np.sort(np.minimum(degrees[source], degrees[target]))
    return len(lower) - np.searchsorted(lower, ladder, side="right")
