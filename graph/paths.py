"""Paths: how two nodes are connected, with the relations behind each step."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.filters import NO_FILTER, Filter, masks
from graph.network import Network
from graph.vocabulary import Layer

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

HUBS = 0.01
"""Share of all nodes, those with most relations, that count as hubs."""


class Weight(StrEnum):
    """By what a way is short."""

    HOPS = "hops"
    RARITY = "rarity"


@dataclass(frozen=True, slots=True)
class Path:
    """One way between two nodes: node numbers, for each step the relations that make it, best evidence first, its cost."""

    nodes: tuple[int, ...]
    steps: tuple[tuple[int, ...], ...]
    cost: float


def shortest_paths(
    snapshot: Snapshot,
    source: int,
    target: int,
    *,
    k: int = 3,
    chosen: Filter = NO_FILTER,
    weight: Weight = Weight.HOPS,
    avoid: Collection[int] = (),
) -> list[Path]:
    """Find the k cheapest ways between two nodes that meet no node twice.

    Args:
        snapshot: the records.
        source: number of the node to begin at.
        target: number of the node to reach.
        k: ways to give.
        chosen: relations that may be used, and nodes that may be met on the way.
        weight: `hops` costs 1 a step. `rarity` costs log2(1 + d) for every node met on the way, d being its number of
            neighbours by the relations allowed: a way over a body with few partners says more than one over a hub.
        avoid: nodes that may not be met on the way.

    Returns:
        The ways, cheapest first, equal ones by length, then by node ids; none if there is none.

    Reference: Yen (1971), doi:10.1287/mnsc.17.11.712 (as in igraph).
    """
    relations_chosen = replace(chosen, kinds=None, sectors=None)
    network, (starts, relations) = snapshot.memo(
        ("facts", relations_chosen), lambda: facts(snapshot, relations_chosen)
    )
    if source == target:
        return []
    weights = costs(network, weight, blocked(snapshot, chosen, avoid, {source, target}))
    if math.isinf(network.graph.distances(source, target, weights=weights)[0][0]):
        return []
    found = network.graph.get_k_shortest_paths(source, to=target, k=k, weights=weights, output="vpath")
    ways = sorted((way_cost(network, weight, path), len(path), tuple(path)) for path in found)
    return [
        Path(
            nodes,
            tuple(step_evidence(network, starts, relations, *sorted(ends)) for ends in pairwise(nodes)),
            cost,
        )
        for cost, _, nodes in ways
    ]


def hubs(snapshot: Snapshot) -> list[int]:
    """Give the nodes with most relations: one in a hundred, at least one."""
    order = snapshot.prominence[1]
    nodes: list[int] = order[: math.ceil(HUBS * len(order))].tolist()
    return nodes


def blocked(
    snapshot: Snapshot, chosen: Filter, avoid: Collection[int], ends: set[int]
) -> npt.NDArray[np.bool_] | None:
    """Tell which nodes may not be met on the way; None if all may. The two ends always may."""
    allowed = masks(snapshot, chosen)[1]
    if allowed is None and not avoid:
        return None
    found = np.zeros(len(snapshot.ids), bool) if allowed is None else ~allowed
    found[list(avoid)] = True
    found[list(ends)] = False
    return found


def costs(network: Network, weight: Weight, closed: npt.NDArray[np.bool_] | None) -> Floats | None:
    """Give what each tie costs, infinite at closed nodes (igraph passes over such); None where all cost the same.

    Under `rarity` a tie costs half of what each of its two nodes does, so that a way costs the nodes on it and half of
    its two ends, which all ways share.
    """
    if closed is None and weight is Weight.HOPS:
        return None
    found = np.ones(network.ties)
    if weight is Weight.RARITY:
        node = np.log2(1.0 + network.degrees)
        found = (node[network.source] + node[network.target]) / 2
    if closed is not None:
        found[closed[network.source] | closed[network.target]] = np.inf
    return found


def way_cost(network: Network, weight: Weight, path: list[int]) -> float:
    """Give what a way costs: its steps, or the sum over the nodes on it."""
    if weight is Weight.HOPS:
        return float(len(path) - 1)
    return round(sum(math.log2(1.0 + int(network.degrees[node])) for node in path[1:-1]), 9)


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
    """Give every relation that a filter allows as a network of all nodes, with the relations behind its ties."""
    network = Network.of(snapshot, Layer.FACTS, chosen.period, relations=masks(snapshot, chosen)[0])
    return network, network.evidence()
