"""How near each organisation is to the institutes that lead the national alliances."""

from __future__ import annotations

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


def reach_of_alliances(network: Network) -> dict[str, npt.NDArray[np.bool_]]:
    """Tell for each national alliance which nodes lie within two ties of an institute that leads it (bool, n)."""
    place = np.full(len(network.snapshot.ids), -1, np.int64)
    place[network.nodes] = np.arange(len(network))
    reach: dict[str, npt.NDArray[np.bool_]] = {}
    for alliance, institutes in national_alliances(network.snapshot).items():
        near = np.zeros(len(network), bool)
        near[place[[node for node in institutes if place[node] >= 0]]] = True
        for _ in range(STEPS):
            near = near | (network.adjacency @ near.astype(np.float64) > 0)
        reach[alliance] = near
    return reach
