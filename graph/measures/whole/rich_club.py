"""Whether the most tied bodies keep to each other more than their numbers of ties alone would make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.chance import seeded

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network

    Ints = npt.NDArray[np.int64]

SAMPLES, SAMPLES_OF_LARGE, LARGE = 200, 20, 50_000
TRIALS_PER_TIE = 10


@dataclass(frozen=True, slots=True)
class Club:
    """Nodes with more than `degree` ties: how many, ties among them, density, and the same against the null.

    Attributes:
        ratio: density over its mean in rewired networks; None if that is 0.
        p: share of the rewired networks (with the observed one) with at least as many ties in the club.
    """

    degree: int
    members: int
    ties: int
    density: float
    expected: float
    ratio: float | None
    p: float


def rich_club(network: Network, seed: int = 0, samples: int | None = None) -> list[Club]:
    """Measure the club at every degree that at least two nodes exceed, against networks with the same degrees.

    References: Zhou & Mondragón (2004), doi:10.1109/LCOMM.2004.823426; Colizza et al. (2006), doi:10.1038/nphys209
    (the null).
    """
    degrees = network.degrees.astype(np.int64)
    if not network.ties:
        return []
    if samples is None:
        samples = SAMPLES if network.ties <= LARGE else SAMPLES_OF_LARGE
    ladder = np.unique(degrees[degrees > 0])
    members = np.array([np.count_nonzero(degrees > k) for k in ladder])
    kept = members >= 2
    ladder, members = ladder[kept], members[kept]
    observed = ties_above(degrees, network.source, network.target, ladder)
    drawn = np.empty((samples, len(ladder)), np.int64)
    with seeded(seed):
        graph = network.graph.copy()
        for sample in range(samples):
            graph.rewire(TRIALS_PER_TIE * network.ties)
            ends = np.array(graph.get_edgelist(), np.int64)
            drawn[sample] = ties_above(degrees, ends[:, 0], ends[:, 1], ladder)
    possible = members * (members - 1) / 2
    expected = drawn.mean(axis=0)
    p = (1 + np.sum(drawn >= observed, axis=0)) / (1 + samples)
    return [
        Club(k, n, ties, ties / pairs, mean / pairs, ties / mean if mean else None, chance)
        for k, n, ties, pairs, mean, chance in zip(
            ladder.tolist(), members.tolist(), observed.tolist(), possible.tolist(), expected.tolist(), p.tolist(),
            strict=True,
        )
    ]  # fmt: skip


def ties_above(
    degrees: Ints, source: npt.NDArray[np.integer[Any]], target: npt.NDArray[np.integer[Any]], ladder: Ints
) -> Ints:
    """Count the ties whose two ends both have more than k ties, for each k of the ladder."""
    lower = np.sort(np.minimum(degrees[source], degrees[target]))
    return len(lower) - np.searchsorted(lower, ladder, side="right")
