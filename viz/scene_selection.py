"""Selects the nodes of a scene: a whole layer or the surroundings of a node, up to a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.evidence import predicate_mask
from graph.filters import Filter, masks
from graph.network import Network
from graph.vocabulary import Layer
from graph.walks.neighbourhoods import neighbourhood
from viz.scene_model import Hidden

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


def network_among(
    snapshot: Snapshot, layer: Layer, chosen: Filter, keep: npt.NDArray[np.integer[Any]] | None = None
) -> Network:
    """Build the network of a layer from the relations that match the filter, among the nodes to keep."""
    relations = None if chosen.predicates is None else predicate_mask(snapshot, chosen.predicates)
    return Network.of(snapshot, layer, chosen.period, None if keep is None else keep.tolist(), relations)


def matching_network(snapshot: Snapshot, layer: Layer, chosen: Filter) -> Network:
    """Build the network of all nodes that match the filter."""
    allowed = masks(snapshot, chosen)[1]
    return network_among(snapshot, layer, chosen, None if allowed is None else np.flatnonzero(allowed))


def select_layer(
    snapshot: Snapshot, layer: Layer, chosen: Filter, isolates: bool, limit: int, ties: int | None = None
) -> tuple[Network, Hidden]:
    """Select the nodes of a layer; beyond a limit of nodes or ties, those with most ties."""
    network = matching_network(snapshot, layer, chosen)
    kept = np.arange(len(network)) if isolates else np.flatnonzero(network.degrees)
    isolated = len(network) - len(kept)
    keep_count = min(limit, len(kept))
    if ties is not None and network.ties > ties:
        keep_count = min(keep_count, count_within_tie_limit(network, kept, ties))
    omitted = len(kept) - keep_count
    if omitted:
        kept = np.sort(kept[np.argsort(-network.degrees[kept], kind="stable")][:keep_count])
    if len(kept) < len(network):
        network = network_among(snapshot, layer, chosen, network.nodes[kept].astype(np.int64))
    return network, Hidden(isolates=isolated, limit=omitted)


def count_within_tie_limit(network: Network, kept: npt.NDArray[np.integer[Any]], ties: int) -> int:
    """Count how many nodes, those with most ties first, have at most this many ties among them."""
    rank = np.full(len(network), len(kept), np.int64)
    rank[kept[np.argsort(-network.degrees[kept], kind="stable")]] = np.arange(len(kept))
    later = np.maximum(rank[network.source], rank[network.target])  # a tie comes with the later of its ends
    return int(
        np.searchsorted(np.bincount(later, minlength=len(kept))[: len(kept)].cumsum(), ties, side="right")
    )


def select_surroundings(
    snapshot: Snapshot, layer: Layer, around: str, depth: int, chosen: Filter, limit: int
) -> tuple[Network, Hidden]:
    """Select a node and its surroundings within some steps; beyond the limit, the nearest."""
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
    return network_among(snapshot, layer, chosen, np.sort(keep)), Hidden(isolates=0, limit=total - len(keep))


def steps_from(network: Network, root: int, depth: int) -> Ints:
    """Count the steps from a node to each other; −1 beyond the depth."""
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
