"""Figures of a whole network that are quick to compute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.groups import partition
from graph.measures.mixing import newman, tie_table
from graph.measures.whole.efficiency import VISITS, global_efficiency
from graph.vocabulary import COUNTED_SECTORS

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Shape:
    """Figures of the tied nodes; undefined ones are None.

    Attributes:
        nodes, isolates, ties, undated_ties: counts; `nodes` includes isolates.
        components: of tied nodes.
        density: ties over pairs of tied nodes, 0 to 1.
        mean_degree: ties of a tied node.
        largest_component: share of the tied nodes in it.
        transitivity: share of connected triples that are closed, 0 to 1 (Newman 2003, doi:10.1137/S003614450342480).
        degree_assortativity: correlation of the degrees at the two ends of ties, −1 to 1 (Newman 2002,
            doi:10.1103/PhysRevLett.89.208701).
        sector_assortativity: of counted sectors, at most 1, 0 at chance (the same).
        modularity: of the Leiden communities at resolution 1, with weighted ties.
        global_efficiency: with its standard error, from `efficiency_sources` nodes.
    """

    nodes: int
    isolates: int
    ties: int = 0
    undated_ties: int = 0
    components: int = 0
    density: float | None = None
    mean_degree: float | None = None
    largest_component: float | None = None
    transitivity: float | None = None
    degree_assortativity: float | None = None
    sector_assortativity: float | None = None
    modularity: float | None = None
    global_efficiency: float | None = None
    efficiency_error: float | None = None
    efficiency_sources: int = 0


def shape(network: Network, seed: int = 0, visits: int = VISITS) -> Shape:
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
        return Shape(len(network), isolates)
    components, labels = connected_components(network.adjacency, directed=False)
    sectors = network.sectors.astype(np.int64)
    a, b = sectors[network.source], sectors[network.target]
    counted = (a >= 0) & (b >= 0)
    return Shape(
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
        sector_assortativity=newman(tie_table(a[counted], b[counted], len(COUNTED_SECTORS))),
        modularity=partition(network, seed=seed).modularity,
        global_efficiency=efficiency.value,
        efficiency_error=efficiency.error,
        efficiency_sources=efficiency.sources,
    )


def finite(value: float) -> float | None:
    """Replace an undefined value by None."""
    return float(value) if np.isfinite(value) else None
