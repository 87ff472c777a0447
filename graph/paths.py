"""Paths: how two nodes are connected, with the relations behind each step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.filters import NO_FILTER, Filter, masks
from graph.network import Network
from graph.vocabulary import Layer

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Path:
    """One way between two nodes: node numbers, and for each step the relations that make it, best evidence first."""

    nodes: tuple[int, ...]
    steps: tuple[tuple[int, ...], ...]


def shortest_paths(
    snapshot: Snapshot, source: int, target: int, *, k: int = 3, chosen: Filter = NO_FILTER
) -> list[Path]:
    """Find the k shortest ways between two nodes that meet no node twice, fewest steps first.

    Reference: Yen (1971), doi:10.1287/mnsc.17.11.712 (as in igraph).
    """
    network, (starts, relations) = snapshot.memo(("facts", chosen), lambda: facts(snapshot, chosen))
    place = np.full(len(snapshot.ids), -1, np.int64)
    place[network.nodes] = np.arange(len(network))
    a, b = int(place[source]), int(place[target])
    if a < 0 or b < 0 or a == b or network.graph.distances(a, b)[0][0] == float("inf"):
        return []
    found = network.graph.get_k_shortest_paths(a, to=b, k=k, output="vpath")
    paths = sorted((len(path), tuple(int(network.nodes[vertex]) for vertex in path)) for path in found)
    return [
        Path(
            nodes,
            tuple(
                step_evidence(network, starts, relations, *sorted((int(place[i]), int(place[j]))))
                for i, j in pairwise(nodes)
            ),
        )
        for _, nodes in paths
    ]


def step_evidence(
    network: Network, starts: Ints, relations: npt.NDArray[np.int32], a: int, b: int
) -> tuple[int, ...]:
    """Give the relations between two nodes: most sources first, then the latest, then by id."""
    low, high = np.searchsorted(network.source, [a, a + 1])
    tie = int(low) + int(np.searchsorted(network.target[low:high], b))
    table = network.snapshot.relations
    found = relations[starts[tie] : starts[tie + 1]].tolist()
    return tuple(sorted(found, key=lambda r: (-table.sources[r].count(","), -int(table.first[r]), r)))


def facts(snapshot: Snapshot, chosen: Filter) -> tuple[Network, tuple[Ints, npt.NDArray[np.int32]]]:
    """Give every relation that a filter allows as a network, with the relations behind its ties."""
    relation_mask, node_mask = masks(snapshot, chosen)
    keep = None if node_mask is None else np.flatnonzero(node_mask).tolist()
    network = Network.of(snapshot, Layer.FACTS, chosen.period, keep, relation_mask)
    return network, network.evidence()
