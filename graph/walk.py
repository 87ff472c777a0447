"""Walks from node to node along recorded relations: neighbourhoods and paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.evidence import Period, predicate_mask
from graph.network import Network
from graph.snapshot import KINDS
from graph.vocabulary import Kind, Layer, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which relations and nodes a walk may use; None allows all."""

    predicates: frozenset[Predicate] | None = None
    kinds: frozenset[Kind] | None = None
    sectors: frozenset[str] | None = None
    period: Period = field(default_factory=Period)

    @property
    def empty(self) -> bool:
        """Whether everything is allowed."""
        return self is NO_FILTER or self == NO_FILTER


NO_FILTER = Filter()


def masks(snapshot: Snapshot, chosen: Filter) -> tuple[Mask | None, Mask | None]:
    """Tell for each relation, and for each node, whether a walk may use it; None allows all."""
    return snapshot.memo(("masks", chosen), lambda: make_masks(snapshot, chosen))


def make_masks(snapshot: Snapshot, chosen: Filter) -> tuple[Mask | None, Mask | None]:
    """Compute what `masks` keeps."""
    relations: Mask | None = None
    if chosen.predicates is not None or chosen.period != Period():
        relations = chosen.period.mask(snapshot)
        if chosen.predicates is not None:
            relations &= predicate_mask(snapshot, chosen.predicates)
    nodes: Mask | None = None
    if chosen.kinds is not None:
        nodes = np.isin(snapshot.kinds, [KINDS.index(kind) for kind in chosen.kinds])
    if chosen.sectors is not None:
        inside = np.array([sector in chosen.sectors for sector in snapshot.sectors], bool)
        nodes = inside if nodes is None else nodes & inside
    return relations, nodes


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The nodes within some steps of a root and the relations that lead to them.

    Attributes:
        root, depth: what was asked for.
        nodes: int64, nearest first, then by number of relations, then by id; the root is the first of all.
        distances: int64, steps from the root.
        relations: int64, ascending: those walked (an end nearer than `depth`) between nodes given so far, of which at
            least one is given here.
        total_nodes, total_relations: true sizes, whatever was cut off.
    """

    root: int
    depth: int
    nodes: Ints
    distances: Ints
    relations: Ints
    total_nodes: int
    total_relations: int

    def levels(self) -> Iterator[tuple[int, list[int]]]:
        """Give the nodes step by step: distance and nodes."""
        nodes = self.nodes.tolist()
        bounds = np.searchsorted(self.distances, np.arange(self.depth + 2)).tolist()
        for distance, (start, stop) in enumerate(pairwise(bounds)):
            yield distance, nodes[start:stop]


def neighbourhood(
    snapshot: Snapshot,
    root: int,
    *,
    depth: int = 1,
    chosen: Filter = NO_FILTER,
    limit: int = 100,
    offset: int = 0,
) -> Neighbourhood:
    """Walk outwards from a node, up to `depth` steps, through allowed nodes only.

    Args:
        snapshot: the records.
        root: number of the node to begin at.
        depth: steps, at least 1.
        chosen: relations and nodes that may be used; the root always may.
        limit: nodes to give.
        offset: nodes given before (to continue).
    """
    starts, neighbours, numbers = snapshot.adjacency
    relation_mask, node_mask = (None, None) if chosen.empty else masks(snapshot, chosen)
    steps = np.full(len(snapshot.ids), -1, np.int8)
    steps[root] = 0
    levels: list[Ints] = [np.array([root])]
    walked: list[tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]] = []
    for step in range(1, depth + 1):
        here, origins = places_of(starts, levels[-1])
        reached = neighbours[here]
        if relation_mask is not None or node_mask is not None:
            allowed = np.ones(len(here), bool) if relation_mask is None else relation_mask[numbers[here]]
            if node_mask is not None:
                allowed &= node_mask[reached] | (reached == root)
            here, origins, reached = here[allowed], origins[allowed], reached[allowed]
        walked.append((numbers[here], origins, reached))
        fresh = distinct(reached[steps[reached] < 0], len(steps))
        steps[fresh] = step
        levels.append(fresh)
        if not len(fresh):
            break
    relations = np.concatenate([part[0] for part in walked])
    origins = np.concatenate([part[1] for part in walked])
    reached = np.concatenate([part[2] for part in walked])
    total = sum(map(len, levels))
    # a relation is seen from both ends when both were walked from
    double = int(np.count_nonzero(steps[reached] < depth))
    nodes, distances = nearest(snapshot, levels, offset + limit)
    if len(nodes) < total or offset:
        given = np.zeros(len(snapshot.ids), bool)
        given[nodes] = True
        kept = given[reached] & given[origins]
        if offset:
            given[nodes[:offset]] = False
            kept &= given[reached] | given[origins]
        kept_relations = relations[kept]
    else:
        kept_relations = relations
    return Neighbourhood(
        root,
        depth,
        nodes[offset:],
        distances[offset:],
        distinct(kept_relations, len(snapshot.relations)),
        total,
        len(relations) - double // 2,
    )


def distinct(values: npt.NDArray[np.integer[Any]], below: int) -> Ints:
    """Give the distinct values in order; marking is faster than sorting once they are many against what is possible."""
    if len(values) * 16 > below:
        mark = np.zeros(below, bool)
        mark[values] = True
        return np.flatnonzero(mark)
    ordered = np.sort(values).astype(np.int64)
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def places_of(starts: Ints, nodes: Ints) -> tuple[Ints, Ints]:
    """Give the places of these nodes' relations in the adjacency, and for each place its node."""
    if len(nodes) == 1:
        here: Ints = np.arange(int(starts[nodes[0]]), int(starts[nodes[0] + 1]))
        return here, np.full(len(here), nodes[0])
    first = starts[nodes]
    count = starts[nodes + 1] - first
    ends = np.cumsum(count)
    places: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)
    return places, np.repeat(nodes, count)


def nearest(snapshot: Snapshot, levels: list[Ints], limit: int) -> tuple[Ints, Ints]:
    """Choose nodes: nearest first, then those with most relations, then by id."""
    place, order = snapshot.prominence
    chosen: list[npt.NDArray[np.int32]] = []
    counts: list[int] = []
    room = limit
    for level in levels:
        ranks = place[level]
        if len(ranks) > room:
            ranks = np.partition(ranks, room)[:room] if room else ranks[:0]
        ranks.sort()
        chosen.append(order[ranks])
        counts.append(len(ranks))
        room -= len(ranks)
        if not room:
            break
    return np.concatenate(chosen).astype(np.int64), np.repeat(np.arange(len(counts)), counts)


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
