"""Adjacency: the relations that a filter allows, from both ends, as walks follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph.filters import NO_FILTER, Filter, masks

if TYPE_CHECKING:
    from array import array

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]


class Adjacency(NamedTuple):
    """The relations that a filter allows, from both ends, as compressed sparse rows by node number.

    Neighbours are given by their rank in the order of prominence, so that sorting ranks them. The memoryviews give the
    same arrays as plain numbers. `among` keeps what `graph.walks.among` has counted: depth → a number per root.
    """

    starts: npt.NDArray[np.int64]
    places: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]
    place_of: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]
    views: tuple[memoryview, memoryview, memoryview, memoryview]
    open: npt.NDArray[np.bool_] | None
    relations: int
    among: dict[int, array[int]]


def adjacency_of(snapshot: Snapshot, chosen: Filter = NO_FILTER) -> Adjacency:
    """Return the adjacency that a filter allows (cached for each snapshot and filter)."""
    key = None if chosen is NO_FILTER or chosen.empty else chosen
    return snapshot.memo(("ways", key), lambda: build_adjacency(snapshot, key))


def build_adjacency(snapshot: Snapshot, chosen: Filter | None) -> Adjacency:
    """Build the adjacency that `adjacency_of` caches."""
    starts, there, numbers = snapshot.adjacency
    place_of, order = snapshot.prominence
    places = place_of[there]
    relation_mask, node_mask = masks(snapshot, chosen) if chosen else (None, None)
    if relation_mask is not None or node_mask is not None:
        allowed = np.ones(len(there), bool) if relation_mask is None else relation_mask[numbers]
        if node_mask is not None:
            allowed &= node_mask[there]
        before = np.concatenate(([0], np.cumsum(allowed)))
        starts, places, numbers = before[starts], places[allowed], numbers[allowed]
    views = (starts.data, places.data, numbers.data, order.data)
    return Adjacency(starts, places, numbers, place_of, order, views, node_mask, len(snapshot.relations), {})


def distinct(values: npt.NDArray[np.integer[Any]], below: int) -> Ints:
    """Return the sorted distinct values, by marking (faster than sorting for a dense set)."""
    if len(values) * 16 > below:
        mark = np.zeros(below, bool)
        mark[values] = True
        return np.flatnonzero(mark)
    ordered = np.sort(values).astype(np.int64)
    first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def rows_of(starts: Ints, nodes: npt.NDArray[np.integer[Any]]) -> tuple[Ints, Ints]:
    """Return the rows of these nodes' relations, and the node of each row."""
    first = starts[nodes]
    count = starts[nodes + 1] - first
    ends = np.cumsum(count)
    rows: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)
    return rows, np.repeat(nodes, count).astype(np.int64)
