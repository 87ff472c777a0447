"""Which nodes a scene shows: a whole layer or the surroundings of a node, never more than the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.evidence import predicate_mask
from graph.filters import Filter, masks
from graph.network import Network
from graph.vocabulary import Layer
from graph.walks.neighbourhoods import neighbourhood

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


def network_among(
    snapshot: Snapshot, layer: Layer, chosen: Filter, keep: npt.NDArray[np.integer[Any]] | None = None
) -> Network:
    """Take the network of a layer with the filter's relations, among the nodes to keep."""
    relations = None if chosen.predicates is None else predicate_mask(snapshot, chosen.predicates)
    return Network.of(snapshot, layer, chosen.period, None if keep is None else keep.tolist(), relations)


def matching_network(snapshot: Snapshot, layer: Layer, chosen: Filter) -> Network:
    """Take every node that the filter allows, with the ties of a layer among them."""
    allowed = masks(snapshot, chosen)[1]
    return network_among(snapshot, layer, chosen, None if allowed is None else np.flatnonzero(allowed))


def select_layer(
    snapshot: Snapshot, layer: Layer, chosen: Filter, isolates: bool, limit: int, ties: int | None = None
) -> tuple[Network, dict[str, int]]:
    """Take the nodes of a layer, those with most ties first if they, or the ties among them, are too many."""
    network = matching_network(snapshot, layer, chosen)
    kept = np.arange(len(network)) if isolates else np.flatnonzero(network.degrees)
    isolated = len(network) - len(kept)
    limit_kept = min(limit, len(kept))
    if ties is not None and network.ties > ties:
        limit_kept = min(limit_kept, count_within_tie_limit(network, kept, ties))
    omitted = len(kept) - limit_kept
    if omitted:
        kept = np.sort(kept[np.argsort(-network.degrees[kept], kind="stable")][:limit_kept])
    if len(kept) < len(network):
        network = network_among(snapshot, layer, chosen, network.nodes[kept].astype(np.int64))
    return network, {"isolates": isolated, "limit": omitted}


def count_within_tie_limit(network: Network, kept: npt.NDArray[np.integer[Any]], ties: int) -> int:
    """Tell how many of the nodes, those with most ties first, have no more ties among them than that."""
    rank = np.full(len(network), len(kept), np.int64)
    rank[kept[np.argsort(-network.degrees[kept], kind="stable")]] = np.arange(len(kept))
    later = np.maximum(rank[network.source], rank[network.target])  # a tie comes with the later of its ends
    return int(
        np.searchsorted(np.bincount(later, minlength=len(kept))[: len(kept)].cumsum(), ties, side="right")
    )


def select_surroundings(
    snapshot: Snapshot, layer: Layer, around: str, depth: int, chosen: Filter, limit: int
) -> tuple[Network, dict[str, int]]:
    """Take a node and what lies within some steps of it, the nearest first if they are too many."""
    root = snapshot.index[around]
    if layer is Layer.FACTS:
        found = neighbourhood(snapshot, root, depth=depth, chosen=chosen, limit=limit)
        keep, total = np.array(found.nodes), found.total_nodes
    else:
        allowed = masks(snapshot, chosen)[1]
        if allowed is not None:
            allowed = allowed.copy()
            allowed[root] = True
        network = network_among(snapshot, layer, chosen, None if allowed is None else np.flatnonzero(allowed))
        steps = steps_from(network, network.index[around], depth)
        reached = np.flatnonzero(steps >= 0)
        order = np.lexsort((reached, -network.degrees[reached], steps[reached]))
        keep, total = network.nodes[reached[order][:limit]].astype(np.int64), len(reached)
    return network_among(snapshot, layer, chosen, np.sort(keep)), {"isolates": 0, "limit": total - len(keep)}


def steps_from(network: Network, root: int, depth: int) -> Ints:
    """Give the steps from a node, −1 for those beyond the depth."""
    steps = np.full(len(network), -1, np.int64)
    steps[root] = 0
    for step in range(1, depth + 1):
        here = steps >= 0
        near = np.concatenate((network.target[here[network.source]], network.source[here[network.target]]))
        fresh = near[steps[near] < 0]
        if not len(fresh):
            break
        steps[fresh] = step
    return steps
