"""Paths: how two nodes are connected, with the relations behind each step."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.choices import Weight
from graph.filters import NO_FILTER, Filter, masks
from graph.network import Network
from graph.vocabulary import Layer
from graph.walks.simple_paths import Goal, cheapest_paths

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = tuple[Ints, npt.NDArray[np.int32]]
    Facts = tuple[Network, Rows, Rows]

HUBS = 0.01
"""Share of nodes, those with most relations, that count as hubs."""


@dataclass(frozen=True, slots=True)
class Path:
    """One path between two nodes: node numbers, the relations of each step (best evidence first), and the cost."""

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
    """Find the k cheapest simple paths between two nodes.

    Args:
        snapshot: the records.
        source: number of the start node.
        target: number of the end node.
        k: number of paths.
        chosen: filter for relations and intermediate nodes.
        weight: `hops` costs 1 per step. `rarity` costs log2(1 + d) per intermediate node, with d its number of
            neighbours: a path through an organisation with few partners says more than one through a hub.
        avoid: nodes that must not be on the path.

    Returns:
        The paths, cheapest first, equal ones by length, then by node ids; empty if there is none.
    """
    if source == target:
        return []
    relations_chosen = replace(chosen, kinds=None, sectors=None)
    found = snapshot.memo(("facts", relations_chosen), lambda: facts(snapshot, relations_chosen))
    network, (starts, relations), (rows, ends) = found
    half = node_costs(network, weight) / 2
    closed = blocked(snapshot, chosen, avoid, {source, target})
    if closed is not None:
        half[closed] = np.inf
    paths = cheapest_paths(Goal(rows, ends, half, target), source, k)
    costed = sorted((path_cost(network, weight, path), len(path), path) for path in paths)
    return [
        Path(
            nodes,
            tuple(step_evidence(network, starts, relations, *sorted(pair)) for pair in pairwise(nodes)),
            cost,
        )
        for cost, _, nodes in costed
    ]


def hubs(snapshot: Snapshot) -> list[int]:
    """Return the hubs: the 1 % of nodes with most relations, at least one."""
    order = snapshot.prominence[1]
    nodes: list[int] = order[: math.ceil(HUBS * len(order))].tolist()
    return nodes


def blocked(
    snapshot: Snapshot, chosen: Filter, avoid: Collection[int], ends: set[int]
) -> npt.NDArray[np.bool_] | None:
    """Return a mask of the nodes that must not be on the path; None if there are none. The two ends are always allowed."""
    allowed = masks(snapshot, chosen)[1]
    if allowed is None and not avoid:
        return None
    found = np.zeros(len(snapshot.ids), bool) if allowed is None else ~allowed
    found[list(avoid)] = True
    found[list(ends)] = False
    return found


def node_costs(network: Network, weight: Weight) -> Floats:
    """Return the cost of each node on a path; the two ends, which all paths share, count half."""
    found = np.ones(len(network))
    if weight is Weight.RARITY:
        np.log2(1.0 + network.degrees, out=found)
    return found


def path_cost(network: Network, weight: Weight, path: tuple[int, ...]) -> float:
    """Return the cost of a path: its steps, or the sum over its nodes."""
    if weight is Weight.HOPS:
        return float(len(path) - 1)
    return round(sum(math.log2(1.0 + int(network.degrees[node])) for node in path[1:-1]), 9)


def step_evidence(
    network: Network, starts: Ints, relations: npt.NDArray[np.int32], a: int, b: int
) -> tuple[int, ...]:
    """Return the relations between two nodes: most sources first, then the latest, then by id."""
    low, high = np.searchsorted(network.source, [a, a + 1])
    tie = int(low) + int(np.searchsorted(network.target[low:high], b))
    table = network.snapshot.relations
    found = relations[starts[tie] : starts[tie + 1]].tolist()
    return tuple(sorted(found, key=lambda r: (-table.sources[r].count(","), -int(table.first[r]), r)))


def facts(snapshot: Snapshot, chosen: Filter) -> Facts:
    """Return the relations that a filter allows as a network of all nodes, with its evidence and sparse rows."""
    network = Network.of(snapshot, Layer.FACTS, chosen.period, relations=masks(snapshot, chosen)[0])
    here = np.concatenate((network.source, network.target))
    there = np.concatenate((network.target, network.source))
    rows = np.concatenate(([0], np.cumsum(np.bincount(here, minlength=len(network)))))
    return network, network.evidence(), (rows, there[np.argsort(here, kind="stable")])
