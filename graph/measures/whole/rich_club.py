"""Rich club: whether nodes of high degree are tied to each other more, or less, than their degrees alone imply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.figures import Club
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
"""Number of networks to sample, within this total number of ties."""


@dataclass(frozen=True, slots=True)
class RichClub:
    """The club at every degree that at least two nodes exceed, and the number of sampled networks."""

    clubs: list[Club]
    samples: int


def rich_club(network: Network, seed: int = 0, samples: int | None = None) -> RichClub:
    """Compute φ(k), and in the layer `direct` compare it with random networks of the same degrees.

    In other layers ties come in cliques, one per shared programme or technology, which swaps of single ties cannot
    preserve; so there is no null, and nothing is sampled.

    Args:
        network: the ties.
        seed: random seed for the sampled networks.
        samples: number of networks; by default 500, or fewer beyond 8,000 ties.

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
    """Count the ties of each club in uniform random networks with the same degrees (samples × clubs)."""
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
    """Count the ties between nodes of degree above k, for each k of the ladder."""
    lower = np.sort(np.minimum(degrees[source], degrees[target]))
    return len(lower) - np.searchsorted(lower, ladder, side="right")
