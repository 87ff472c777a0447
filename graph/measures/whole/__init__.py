"""The network as a whole: how dense, near, clustered, robust and clubbish it is, and how that changes from year to year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import connected_components

from graph.measures.groups import partition
from graph.measures.whole.efficiency import global_efficiency
from graph.measures.whole.rich_club import Club, rich_club
from graph.measures.whole.robustness import by_degree, largest_after, random_losses, robustness
from graph.network import Network

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.evidence import Period
    from graph.snapshot import Snapshot
    from graph.vocabulary import Layer

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shape:
    """Figures of a network that are quick to compute; those that nothing can be said about are None.

    Attributes:
        nodes, isolates, ties, undated_ties: counts; components: of tied nodes.
        density: ties over pairs of tied nodes (isolates have no say: how many are listed is the collectors' choice).
        mean_degree: ties of a tied node.
        largest_component: share of the tied nodes in it.
        transitivity: closed share of the connected triples (Newman 2003, doi:10.1137/S003614450342480).
        degree_assortativity: correlation of the numbers of ties at the two ends (Newman 2002,
            doi:10.1103/PhysRevLett.89.208701).
        sector_assortativity: of counted sectors (the same).
        modularity: of the Leiden partition at resolution 1.
        efficiency: of tied nodes, from `efficiency_sources` of them (Latora & Marchiori 2001,
            doi:10.1103/PhysRevLett.87.198701).
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
    efficiency: float | None = None
    efficiency_sources: int = 0


@dataclass(frozen=True, slots=True)
class Robustness:
    """How the largest component of the tied nodes shrinks (Schneider et al. 2011, doi:10.1073/pnas.1009440108).

    Attributes:
        attack, random: R under loss of the most tied first, and mean R under random loss; 0 to ½.
        attacked, lost_at_random: float64 (n + 1): share left in the largest component after each loss.
        first: numbers (in the network) of the nodes lost first under attack.
        half: how many of them it takes until less than half of the tied nodes hang together.
    """

    attack: float
    random: float
    attacked: Floats
    lost_at_random: Floats
    first: list[int]
    half: int


def tied(network: Network) -> Network:
    """Give the network without its isolates."""
    kept = network.nodes[network.degrees > 0]
    if len(kept) == len(network):
        return network
    return Network.of(network.snapshot, network.layer, network.period, kept.tolist())


def shape(network: Network, *, seed: int = 0) -> Shape:
    """Compute what a network looks like as a whole; figures are taken over the tied nodes."""
    from graph.measures.mixing import newman, tie_table
    from graph.vocabulary import COUNTED_SECTORS

    inner = tied(network)
    n, m = len(inner), inner.ties
    isolates = len(network) - n
    if not m:
        return Shape(len(network), isolates)
    components, labels = connected_components(inner.adjacency, directed=False)
    sectors = inner.sectors.astype(np.int64)
    a, b = sectors[inner.source], sectors[inner.target]
    counted = (a >= 0) & (b >= 0)
    efficiency, sources = global_efficiency(inner, seed)
    return Shape(
        nodes=len(network),
        isolates=isolates,
        ties=m,
        undated_ties=inner.undated_ties,
        components=int(components),
        density=2 * m / (n * (n - 1)),
        mean_degree=2 * m / n,
        largest_component=float(np.bincount(labels).max() / n),
        transitivity=finite(inner.graph.transitivity_undirected(mode="nan")),
        degree_assortativity=finite(inner.graph.assortativity_degree(directed=False)),
        sector_assortativity=newman(tie_table(a[counted], b[counted], len(COUNTED_SECTORS))),
        modularity=partition(inner, seed=seed).modularity,
        efficiency=efficiency,
        efficiency_sources=sources,
    )


def finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def withstand(network: Network, *, seed: int = 0) -> Robustness | None:
    """Compute how a network withstands losses; None without ties. Numbers of nodes are those of `network`."""
    inner = tied(network)
    if not inner.ties:
        return None
    order = by_degree(inner)
    attacked = largest_after(inner, order)
    at_random = random_losses(inner, seed)
    n = len(inner)
    places = np.searchsorted(network.nodes, inner.nodes[order])
    return Robustness(
        robustness(attacked),
        float(at_random[1:].sum() / n**2),
        attacked / n,
        at_random / n,
        places[:10].tolist(),
        int(np.argmax(attacked < n / 2)),
    )


def over_time(
    snapshot: Snapshot, layer: Layer, days: list[str], period: Period, *, seed: int = 0
) -> list[tuple[str, Shape]]:
    """Compute the shape of a layer on each of several days; `since` and `undated` are those of the period."""
    from graph.evidence import Period

    return [
        (day, shape(Network.of(snapshot, layer, Period(day, period.since, period.undated)), seed=seed))
        for day in days
    ]


def years(snapshot: Snapshot, until: str | None = None) -> list[str]:
    """Name every year from the first start to the last date that the relations tell (or to `until`)."""
    dates = [date for dates in (snapshot.relations.start, snapshot.relations.end) for date in dates if date]
    if not dates:
        return []
    last = min(until or "9999", max(dates))[:4]
    return [str(year) for year in range(int(min(dates)[:4]), int(last) + 1)]


__all__ = ["Club", "Robustness", "Shape", "over_time", "rich_club", "shape", "withstand", "years"]
