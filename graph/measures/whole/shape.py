"""Figures of a whole network that are quick to compute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.figures import Figures
from graph.measures.groups import partition
from graph.measures.mixing import newman, tie_table
from graph.measures.whole.efficiency import VISITS, global_efficiency

if TYPE_CHECKING:
    from graph.network import Network


def shape(network: Network, seed: int = 0, visits: int = VISITS) -> Figures:
    """Compute the figures.

    Args:
        network: the ties.
        seed: random seed for communities and for source nodes of distances.
        visits: limit of nodes and ties visited (see `global_efficiency`).
    """
    from scipy.sparse.csgraph import connected_components

    n, m = int(np.count_nonzero(network.degrees)), network.ties
    isolates = len(network) - n
    efficiency = global_efficiency(network, seed, visits)
    if efficiency is None:
        return without_ties(len(network))
    components, labels = connected_components(network.adjacency, directed=False)
    sectors = network.sectors.astype(np.int64)
    a, b = sectors[network.source], sectors[network.target]
    counted = (a >= 0) & (b >= 0)
    return Figures(
        nodes=len(network),
        isolates=isolates,
        ties=m,
        undated_ties=network.undated_ties,
        components=int(components) - isolates,
        density=2 * m / (n * (n - 1)),
        mean_degree=2 * m / n,
        largest_component=float(np.bincount(labels).max() / n),
        transitivity=finite(network.graph.transitivity_undirected(mode="nan")),
        degree_assortativity=finite(network.graph.assortativity_degree(directed=False)),
        sector_assortativity=newman(tie_table(a[counted], b[counted], len(network.snapshot.grouping.ids))),
        modularity=partition(network, seed=seed).modularity,
        global_efficiency=efficiency.value,
        efficiency_error=efficiency.error,
        efficiency_sources=efficiency.sources,
    )


def without_ties(isolates: int) -> Figures:
    """Return the figures of a network without ties: what tied nodes have is undefined."""
    return Figures(
        nodes=isolates,
        isolates=isolates,
        ties=0,
        undated_ties=0,
        components=0,
        density=None,
        mean_degree=None,
        largest_component=None,
        transitivity=None,
        degree_assortativity=None,
        sector_assortativity=None,
        modularity=None,
        global_efficiency=None,
        efficiency_error=None,
        efficiency_sources=0,
    )


def finite(value: float) -> float | None:
    """Replace an undefined value by None."""
    return float(value) if np.isfinite(value) else None
