"""Communities by the Leiden algorithm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.igraph_random import seeded
from graph.measures import Range, measure

if TYPE_CHECKING:
    import igraph
    import numpy.typing as npt

    from graph.measures import Floats
    from graph.network import Network

TO_CONVERGENCE = 100_000  # largest number of ties for which Leiden runs to convergence; for more, a few rounds give the same groups
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition of the nodes into communities.

    Attributes:
        labels: int32, group of each node; groups are numbered by size, largest first, equal ones by their first node;
            −1 for isolates.
        modularity: of the partition at resolution 1, with isolates as singletons.
    """

    labels: npt.NDArray[np.int32]
    modularity: float

    @property
    def groups(self) -> int:
        """Number of groups."""
        return int(self.labels.max(initial=-1)) + 1


def partition(
    network: Network, *, resolution: float = 1.0, seed: int = 0, weighted: bool = True
) -> Partition:
    """Find communities that maximise modularity by the Leiden algorithm; the same seed gives the same groups.

    Isolates are excluded before the search, so that the same ties give the same groups whether isolates are listed or not
    (a picture may leave them out).

    Args:
        network: the ties.
        resolution: above 1 gives smaller groups, below 1 larger ones.
        seed: random seed for the order in which nodes are moved.
        weighted: use the ties' weights.

    Reference: Traag, Waltman & van Eck (2019), doi:10.1038/s41598-019-41695-z.
    """
    labels = np.full(len(network), -1, np.int32)
    if not network.ties:
        return Partition(labels, 0.0)
    weights = "weight" if weighted else None
    tied = network.degrees > 0
    graph = tied_graph(network, tied)
    with seeded(seed):
        found = graph.community_leiden(
            objective_function="modularity",
            weights=weights,
            resolution=resolution,
            n_iterations=-1 if network.ties <= TO_CONVERGENCE else ROUNDS,
        )
    raw = np.array(found.membership)
    groups, first, counts = np.unique(raw, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    renamed = np.zeros(groups.max() + 1, np.int32)
    renamed[groups[order]] = np.arange(len(groups), dtype=np.int32)
    labels[tied] = renamed[raw]
    return Partition(labels, float(graph.modularity(raw.tolist(), weights=weights)))


def tied_graph(network: Network, tied: npt.NDArray[np.bool_]) -> igraph.Graph:
    """Return the graph of the nodes that have a tie, in their order."""
    if tied.all():
        return network.graph
    import igraph as ig

    place = np.cumsum(tied) - 1
    edges = np.column_stack((place[network.source], place[network.target]))
    return ig.Graph(n=int(tied.sum()), edges=edges, edge_attrs={"weight": network.weight.tolist()})


@measure(
    ko="커뮤니티",
    en="Community",
    summary_ko="이 기관이 속한 커뮤니티입니다. 커뮤니티 내부에는 무작위 기준보다 연결이 많습니다.",
    unit="number of the group",
    range="0 (the largest group) and up; isolates have none",
    weights=True,
    ranges={"resolution": Range(0, 100, above=True)},
)
def community(network: Network, *, resolution: float = 1.0, seed: int = 0) -> Floats:
    """The community of a node: a group with more internal ties than expected by chance.

    Definition: partition that maximises modularity Q = Σ_ij (w_ij − γ s_i s_j / 2m) δ(c_i, c_j) / 2m, found by Leiden.
    Groups below the resolution limit are not found, and other seeds may give other groups of the same quality.
    Reference: Traag, Waltman & van Eck (2019), doi:10.1038/s41598-019-41695-z.
    """
    labels = partition(network, resolution=resolution, seed=seed).labels.astype(np.float64)
    return np.where(labels < 0, np.nan, labels)
