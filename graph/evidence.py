"""Evidence for ties: the relations that count in a layer and period, and the reasons for ties they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.dates import span
from graph.model import COLUMNS
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import (
    AFFILIATION_PREDICATES,
    AFFILIATION_PROGRAMMES,
    DIRECT_PREDICATES,
    TECHNOLOGY_PREDICATES,
    Kind,
    Layer,
    Predicate,
    RecordType,
    Undated,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int32]

PROGRAMME_KIND = COLUMNS[RecordType.PROGRAMME].index("programme_kind")


@dataclass(frozen=True, slots=True)
class Period:
    """Which relations count, by their dates.

    Attributes:
        as_of: a partial date; relations that hold on its last day are kept. None keeps all, ended ones included.
        since: a partial date; relations whose `start` cannot lie before its first day are kept.
        undated: whether relations with neither start nor end are kept.
    """

    as_of: str | None = None
    since: str | None = None
    undated: Undated = Undated.KEEP

    def mask(self, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
        """Return a mask of the relations in the period.

        Raises:
            ValueError: as_of or since is not a date.
        """
        relations = snapshot.relations
        keep = np.ones(len(relations), bool)
        if self.as_of is not None:
            day = span(self.as_of)[1]
            keep &= (relations.first <= day) & (day <= relations.last)
        if self.since is not None:
            keep &= relations.first >= span(self.since)[0]
            keep |= ~relations.dated
        if self.undated is Undated.DROP:
            keep &= relations.dated
        return keep


def predicate_mask(snapshot: Snapshot, predicates: Collection[Predicate]) -> npt.NDArray[np.bool_]:
    """Return a mask of the relations with one of these predicates."""
    chosen: npt.NDArray[np.bool_] = np.array([predicate in predicates for predicate in PREDICATES])
    mask: npt.NDArray[np.bool_] = chosen[snapshot.relations.predicate]
    return mask


@dataclass(frozen=True, slots=True)
class Evidence:
    """Reasons for ties: one entry per reason, with its pair of nodes, one or two relations, and whether it is dated.

    a, b are node numbers with a < b; second is −1 where one relation is the whole reason.
    """

    a: Ints
    b: Ints
    first: Ints
    second: Ints
    dated: npt.NDArray[np.bool_]

    def among(self, place: Ints) -> Evidence:
        """Keep the reasons whose two nodes have a position, and renumber the nodes by position (ascending)."""
        a, b = place[self.a], place[self.b]
        kept = (a >= 0) & (b >= 0)
        return Evidence(a[kept], b[kept], self.first[kept], self.second[kept], self.dated[kept])

    @classmethod
    def joined(cls, parts: Iterable[Evidence]) -> Evidence:
        """Concatenate several."""
        parts = list(parts)
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


def evidence_of(snapshot: Snapshot, layer: Layer, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Return the reasons for ties in a layer, from the relations kept."""
    if layer is Layer.ALL:
        return Evidence.joined(
            evidence_of(snapshot, part, keep) for part in (Layer.DIRECT, Layer.AFFILIATION)
        )
    if layer is Layer.FACTS:
        return relation_evidence(snapshot, keep)
    if layer is Layer.DIRECT:
        return relation_evidence(snapshot, keep & predicate_mask(snapshot, DIRECT_PREDICATES))
    return shared_evidence(snapshot, shared_mask(snapshot, layer, keep))


def relation_evidence(snapshot: Snapshot, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Return each relation as the reason for a tie between its ends."""
    relations = snapshot.relations
    numbers = np.flatnonzero(keep).astype(np.int32)
    a, b = relations.subject[numbers], relations.object[numbers]
    nothing = np.full(len(numbers), -1, np.int32)
    return Evidence(np.minimum(a, b), np.maximum(a, b), numbers, nothing, relations.dated[numbers])


def shared_mask(snapshot: Snapshot, layer: Layer, keep: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return a mask of the relations that link an organisation to a shared programme or technology in this layer."""
    if layer is Layer.TECHNOLOGY:
        return keep & predicate_mask(snapshot, TECHNOLOGY_PREDICATES)
    shareable = np.zeros(len(snapshot.ids), bool)
    for node in np.flatnonzero(snapshot.kinds == KINDS.index(Kind.PROGRAMME)).tolist():
        shareable[node] = snapshot.rows[node][PROGRAMME_KIND] in AFFILIATION_PROGRAMMES
    shared: npt.NDArray[np.bool_] = shareable[snapshot.relations.object]
    return keep & predicate_mask(snapshot, AFFILIATION_PREDICATES) & shared


def memberships(snapshot: Snapshot, period: Period) -> Mapping[str, Ints]:
    """Return the two-mode network of the affiliation layer: one entry per relation.

    Returns:
        `organisation` and `programme` (node numbers), `relation` (relation numbers), `leads` (0 or 1).
    """
    keep = shared_mask(snapshot, Layer.AFFILIATION, period.mask(snapshot))
    numbers = np.flatnonzero(keep).astype(np.int32)
    relations = snapshot.relations
    leads = relations.predicate[numbers] == PREDICATES.index(Predicate.LEADS)
    return {
        "organisation": relations.subject[numbers],
        "programme": relations.object[numbers],
        "relation": numbers,
        "leads": leads.astype(np.int32),
    }


def shared_evidence(snapshot: Snapshot, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Return one reason for a tie per shared programme or technology; several roles of one organisation count once."""
    relations = snapshot.relations
    numbers = np.flatnonzero(keep).astype(np.int32)
    order = np.lexsort((numbers, relations.subject[numbers], relations.object[numbers]))
    numbers = numbers[order]
    shared, member = relations.object[numbers], relations.subject[numbers]
    distinct = np.ones(len(numbers), bool)
    distinct[1:] = (shared[1:] != shared[:-1]) | (member[1:] != member[:-1])
    dated = (
        np.logical_or.reduceat(relations.dated[numbers], np.flatnonzero(distinct))
        if len(numbers)
        else distinct
    )
    numbers, shared, member = numbers[distinct], shared[distinct], member[distinct]
    bounds = np.flatnonzero(np.r_[True, shared[1:] != shared[:-1], True]) if len(shared) else np.zeros(1, int)
    firsts: list[Any] = [np.zeros(0, np.int64)]
    seconds: list[Any] = [np.zeros(0, np.int64)]
    for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        one, other = np.triu_indices(stop - start, 1)
        firsts.append(one + start)
        seconds.append(other + start)
    one, other = np.concatenate(firsts), np.concatenate(seconds)
    return Evidence(member[one], member[other], numbers[one], numbers[other], dated[one] & dated[other])
