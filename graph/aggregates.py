"""Counts of nodes or relations in one or two dimensions.

A relation has two ends. A plain dimension (`sector`) refers to one end, `other_sector` to the opposite end. A
relation is read in both directions and counts once in each cell where it then appears. So `sector` alone counts
the relations that touch a sector, `sector` × `other_sector` is a symmetric table whose rows add up to it, and a relation
inside a sector appears once, on the diagonal. `subject_sector` and `object_sector` keep the direction. An own attribute of an end
is `node_attributes.NAME` (`other_…`, `subject_…`, `object_…`), one of the relation `attributes.NAME`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.attributes import PREFIX
from graph.columns import Column, coded, table_of
from graph.districts import districts
from graph.filters import kept_nodes, kept_relations
from graph.own_fields import own_fields
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from graph.columns import Table
    from graph.filters import Filter
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]

OF_NODES = ("kind", "organisation_kind", "programme_kind", "sector", "sphere", "city", "district")
SIDES = ("other", "subject", "object")
NODE = "node"
"""Stands before `attributes.NAME` for an own attribute of one end, since a relation can have one of the same name."""
MANY_CELLS = 1 << 22
"""Largest number of possible cells that are counted in one array."""


class Metric(StrEnum):
    """What is counted."""

    NODES = "nodes"
    RELATIONS = "relations"


DIMENSIONS = {
    Metric.NODES: (*OF_NODES, "year", "publisher"),
    Metric.RELATIONS: (
        "predicate",
        "year",
        "publisher",
        *OF_NODES,
        *(f"{side}_{name}" for side in SIDES for name in OF_NODES),
    ),
}


def own_dimensions(snapshot: Snapshot, metric: Metric) -> list[str]:
    """Return the own attributes by which records can be counted: of nodes, or of relations and their ends."""
    of_nodes = [f"{PREFIX}{name}" for name in own_fields(snapshot, None)]
    if metric is Metric.NODES:
        return of_nodes
    own = [f"{PREFIX}{name}" for name in own_fields(snapshot, RecordType.RELATION)]
    return [*own, *(f"{side}_{name}" for side in (NODE, *SIDES) for name in of_nodes)]


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of counts.

    Attributes:
        cells: values of each cell, one per dimension (None where unknown), and its count; highest first.
        records: number of nodes or relations counted, each once.
        repeated: number of these that appear in more than one cell.
        undated: relations among them without any date (0 for nodes).
    """

    cells: list[tuple[tuple[Any, ...], int]]
    records: int
    repeated: int
    undated: int


def counts(snapshot: Snapshot, metric: Metric, group_by: Sequence[str], chosen: Filter) -> Counts:
    """Count what a filter allows by one or two of `DIMENSIONS[metric]`.

    A relation is allowed if it passes the filter itself and both ends have the kinds and sectors asked for.
    """
    if metric is Metric.NODES:
        keep, table = kept_nodes(snapshot, chosen), table_of(snapshot, None)
        undated = 0
    else:
        keep, table = kept_relations(snapshot, chosen), table_of(snapshot, RecordType.RELATION)
        undated = int(np.count_nonzero(keep & ~snapshot.relations.dated))
    columns = [dimension(table, name) for name in group_by]
    several = next((here for here, _ in columns if here.starts is not None), None)
    rows, owners = rows_kept(keep, several)
    shape = [len(here.values) + 1 for here, _ in columns]
    here, there = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    for (one, other), width in zip(columns, shape, strict=True):
        at = rows if one.starts is not None else owners
        here = here * width + one.codes[at] + 1
        there = there * width + other.codes[at] + 1
    both = there[there != here]
    keys, found = tally(np.concatenate((here, both)) if len(both) else here, int(np.prod(shape)))
    order = np.lexsort((keys, -found))
    places = np.unravel_index(keys[order], shape)
    labels = [
        [None if code == 0 else one.values[code - 1] for code in place.tolist()]
        for (one, _), place in zip(columns, places, strict=True)
    ]
    cells = list(zip(zip(*labels, strict=True), found[order].tolist(), strict=True))
    return Counts(
        cells, int(np.count_nonzero(keep)), repeated(owners, here != there, several is not None), undated
    )


def rows_kept(keep: npt.NDArray[np.bool_], several: Column | None) -> tuple[Ints, Ints]:
    """Return the entries to count and the record of each: one per record, unless a dimension has several values."""
    if several is None:
        records = np.flatnonzero(keep)
        return records, records
    owners = several.owners
    rows = np.flatnonzero(keep[owners])
    return rows, owners[rows].astype(np.int64)


def tally(keys: Ints, below: int) -> tuple[Ints, Ints]:
    """Return the distinct keys and their counts."""
    if below > MANY_CELLS:
        return np.unique(keys, return_counts=True)
    found = np.bincount(keys, minlength=1)
    distinct = np.flatnonzero(found)
    return distinct, found[distinct]


def repeated(owners: Ints, twice: npt.NDArray[np.bool_], several: bool) -> int:
    """Count the records that appear in more than one cell."""
    if not several:
        return int(np.count_nonzero(twice))
    return int(np.count_nonzero(np.bincount(owners, 1.0 + twice) > 1))


def dimension(table: Table, name: str) -> tuple[Column, Column]:
    """Return a dimension's column as seen from one end and from the other; the same where there is no such choice."""
    snapshot = table.snapshot
    key = ("dimension", table.record_type, name)
    if name == "publisher":
        found = snapshot.memo(key, lambda: table.column("sources.publisher").distinct())
        return found, found
    if name == "year":
        found = snapshot.memo(key, lambda: years(table))
        return found, found
    if table.record_type is None and name == "district":
        return of_nodes(snapshot), of_nodes(snapshot)
    if table.record_type is None or name == "predicate" or name.startswith(PREFIX):
        return table.column(name), table.column(name)
    side, _, field = name.partition("_")
    if side not in (*SIDES, NODE):
        side, field = "", name
    ends = {NODE: ("subject", "object"), "": ("subject", "object"), "other": ("object", "subject")}.get(
        side, (side, side)
    )
    if field == "district":
        one, other = (of_nodes(snapshot).taken(getattr(snapshot.relations, end)) for end in ends)
        return one, other
    return table.column(f"{ends[0]}.{field}"), table.column(f"{ends[1]}.{field}")


def of_nodes(snapshot: Snapshot) -> Column:
    """Return the district of every node."""
    return snapshot.memo("districts", lambda: districts(table_of(snapshot, None)))


def years(table: Table) -> Column:
    """Return the year in which each record begins: a relation's or programme's start, an organisation's founding."""
    start = table.column("start").mapped(year)
    if table.record_type is not None:
        return start
    founded = table.column("founded").mapped(year)
    values, _ = coded([*start.values, *founded.values])
    place = {value: code for code, value in enumerate(values)}
    codes = np.full(len(table), -1, np.int32)
    for column in (start, founded):
        own = np.array([*(place[value] for value in column.values), -1], np.int32)[column.codes]
        codes = np.where(own >= 0, own, codes)
    return Column(values, codes)


def year(text: str) -> int:
    return int(text[:4])
