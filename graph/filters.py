"""Filters for relations and nodes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Period, predicate_mask
from graph.snapshot import KINDS
from graph.vocabulary import Undated

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind, Predicate

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which relations and nodes a walk may use; None allows all. `ids` are those of the nodes that are allowed."""

    predicates: frozenset[Predicate] | None = None
    kinds: frozenset[Kind] | None = None
    sectors: frozenset[str] | None = None
    period: Period = field(default_factory=Period)
    ids: frozenset[str] | None = None

    @property
    def empty(self) -> bool:
        """Whether everything is allowed."""
        return self is NO_FILTER or self == NO_FILTER

    def with_undated(self) -> Filter:
        """Return the same filter with undated relations kept."""
        return replace(self, period=replace(self.period, undated=Undated.KEEP))


NO_FILTER = Filter()


def masks(snapshot: Snapshot, chosen: Filter) -> tuple[Mask | None, Mask | None]:
    """Return masks of the relations and nodes that a walk may use; None allows all."""
    return snapshot.memo(("masks", chosen), lambda: make_masks(snapshot, chosen))


def make_masks(snapshot: Snapshot, chosen: Filter) -> tuple[Mask | None, Mask | None]:
    """Compute the masks that `masks` caches."""
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
    if chosen.ids is not None:
        named = np.zeros(len(snapshot.ids), bool)
        named[[snapshot.index[key] for key in chosen.ids if key in snapshot.index]] = True
        nodes = named if nodes is None else nodes & named
    return relations, nodes


def kept_nodes(snapshot: Snapshot, chosen: Filter) -> Mask:
    """Return a mask of the nodes with the kinds, sectors and ids asked for."""
    nodes = masks(snapshot, chosen)[1]
    return np.ones(len(snapshot.ids), bool) if nodes is None else nodes


def kept_relations(snapshot: Snapshot, chosen: Filter) -> Mask:
    """Return a mask of the relations whose predicate, dates and both ends pass the filter."""
    relations, nodes = masks(snapshot, chosen)
    table = snapshot.relations
    kept = np.ones(len(table), bool) if relations is None else relations.copy()
    if nodes is not None:
        kept &= nodes[table.subject] & nodes[table.object]
    return kept
