"""Distance of each organisation from the institutes that lead the national alliances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.model import COLUMNS
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import Kind, OrganisationKind, Predicate, ProgrammeKind, RecordType

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.network import Network
    from graph.snapshot import Snapshot

PROGRAMME_KIND = COLUMNS[RecordType.PROGRAMME].index("programme_kind")
ORGANISATION_KIND = COLUMNS[RecordType.ORGANISATION].index("organisation_kind")
STEPS = 2
FEWEST_ANCHOR_TIES = 5


def national_alliances(snapshot: Snapshot) -> dict[str, list[int]]:
    """Find alliances that are part of a larger alliance and led by research institutes: id → node numbers of these."""
    relations = snapshot.relations
    alliance = np.array(
        [
            kind == KINDS.index(Kind.PROGRAMME) and row[PROGRAMME_KIND] == ProgrammeKind.ALLIANCE
            for kind, row in zip(snapshot.kinds.tolist(), snapshot.rows, strict=True)
        ],
        bool,
    )
    part_of = relations.predicate == PREDICATES.index(Predicate.PART_OF)
    leads = relations.predicate == PREDICATES.index(Predicate.LEADS)
    parts = set(
        relations.subject[part_of & alliance[relations.subject] & alliance[relations.object]].tolist()
    )
    found: dict[str, list[int]] = {}
    for subject, obj in zip(relations.subject[leads].tolist(), relations.object[leads].tolist(), strict=True):
        if obj in parts and snapshot.rows[subject][ORGANISATION_KIND] == OrganisationKind.RESEARCH_INSTITUTE:
            found.setdefault(snapshot.ids[obj], []).append(subject)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Reach of an alliance: `near` (bool, n nodes) within two ties of a lead institute; `anchor_ties`, the ties of these.

    With few anchor ties a low share of near organisations reflects missing data on the institutes, not distance.
    """

    near: npt.NDArray[np.bool_]
    anchor_ties: int

    @property
    def measurable(self) -> bool:
        """Whether the institutes have enough ties for distances to be meaningful."""
        return self.anchor_ties >= FEWEST_ANCHOR_TIES


def reach_of_alliances(network: Network) -> dict[str, Reach]:
    """Return the reach of each national alliance, and the number of ties of its institutes to others."""
    place = np.full(len(network.snapshot.ids), -1, np.int64)
    place[network.nodes] = np.arange(len(network))
    reach: dict[str, Reach] = {}
    for alliance, institutes in national_alliances(network.snapshot).items():
        anchors = np.zeros(len(network), bool)
        anchors[place[[node for node in institutes if place[node] >= 0]]] = True
        ties = int(np.count_nonzero(anchors[network.source] != anchors[network.target]))
        near = anchors
        for _ in range(STEPS):
            near = near | (network.adjacency @ near.astype(np.float64) > 0)
        reach[alliance] = Reach(near, ties)
    return reach
