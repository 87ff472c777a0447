"""Groupings for positions: communities, sectors or spheres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import ParameterError
from graph.measures.groups import partition
from graph.near import nearest

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network

GROUPINGS = ("community", "sector", "sphere")


def labels_of(network: Network, by: str, seed: int = 0) -> npt.NDArray[np.int64]:
    """Return each node's group as a number, −1 for none.

    Args:
        network: the ties.
        by: `community` (Leiden at resolution 1), `sector` (counted ones) or `sphere`.
        seed: of the communities.

    Raises:
        ParameterError: `by` is none of these.
    """
    if by == "community":
        return partition(network, seed=seed).labels.astype(np.int64)
    if by == "sector":
        return network.sectors.astype(np.int64)
    if by == "sphere":
        return network.spheres.astype(np.int64)
    raise ParameterError("groups", f"unknown grouping “{by}”", nearest(by, GROUPINGS))


def ties_to_groups(network: Network, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Count each node's ties to each group (n × groups; neighbours without a group are ignored)."""
    groups = int(labels.max(initial=-1)) + 1
    counts = np.zeros((len(network), groups))
    for here, there in ((network.source, network.target), (network.target, network.source)):
        known = labels[there] >= 0
        np.add.at(counts, (here[known], labels[there[known]]), 1.0)
    return counts
