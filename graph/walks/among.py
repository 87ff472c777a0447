"""Relations among the nodes of a neighbourhood: also those between two nodes at the depth itself, which no walk follows.

That is the induced graph (`networkx.ego_graph`, Gephi's ego filter); without them a neighbourhood is a star at depth 1.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np

from graph.walks.adjacency import adjacency_of, distinct, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.filters import Filter
    from graph.snapshot import Snapshot
    from graph.walks.adjacency import Adjacency

FEW = 1_000
"""Largest number of relations (each counted from both ends) to count on lists; see `graph.walks.neighbourhoods`."""


def relations_among(
    snapshot: Snapshot, chosen: Filter, root: int, page: Sequence[int], before: Sequence[int] = ()
) -> list[int]:
    """Return the relations among the nodes of a page and those given before, with at least one end on the page.

    Args:
        snapshot: the records.
        chosen: filter for relations; the nodes have passed it already, except the root.
        root: number of the start node.
        page: numbers of the nodes of the page.
        before: numbers of the nodes given before.
    """
    adjacency = adjacency_of(snapshot, chosen)
    given = np.zeros(len(snapshot.ids), np.int8)
    given[list(before)] = 1
    given[list(page)] = 2
    # the others' rows do not lead to a root that the filter excludes
    walked_from = np.array(list(dict.fromkeys([*page, root])), np.int64)
    rows, origins = rows_of(adjacency.starts, walked_from)
    one, other = given[origins], given[adjacency.order[adjacency.places[rows]]]
    kept = (one > 0) & (other > 0) & ((one == 2) | (other == 2))
    found: list[int] = distinct(adjacency.numbers[rows[kept]], adjacency.relations).tolist()
    return found


def counted(adjacency: Adjacency, root: int, depth: int, walked: int, outermost: Sequence[int]) -> int:
    """Count the relations among all nodes of a neighbourhood, once for each root and depth.

    Args:
        adjacency: the relations that the filter allows.
        root: number of the start node.
        depth: steps of the walk.
        walked: number of relations walked.
        outermost: ranks of the nodes at the depth itself.
    """
    known = adjacency.among.get(depth)
    if known is None:
        known = adjacency.among.setdefault(depth, array("q", [-1]) * len(adjacency.order))
    among = known[root]
    if among < 0:
        among = known[root] = walked + within(adjacency, outermost)
    return among


def within(adjacency: Adjacency, ranks: Sequence[int]) -> int:
    """Count the relations between two of these nodes, given by rank."""
    starts, places, _, order = adjacency.views
    rows = [(starts[node], starts[node + 1]) for node in map(order.__getitem__, ranks)]
    inside: set[int] = set(ranks)
    if sum(last - first for first, last in rows) <= FEW:
        met = sum(sum(map(inside.__contains__, places[first:last].tolist())) for first, last in rows)
    else:
        marked = np.zeros(len(order), bool)
        marked[list(ranks)] = True
        reached, _ = rows_of(adjacency.starts, adjacency.order[list(ranks)])
        met = int(np.count_nonzero(marked[adjacency.places[reached]]))
    return met // 2  # each is met from both ends
