"""How many organisations of each sector are near the institutes that lead the national alliances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.gaps.sampling import draw, live_plan
from graph.measures.gaps.swaps import Wiring
from graph.model import COLUMNS
from graph.network import Network
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import (
    Kind,
    Layer,
    OrganisationKind,
    Predicate,
    ProgrammeKind,
    RecordType,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy import sparse

    from graph.measures.gaps.swaps import Rewiring
    from graph.snapshot import Snapshot

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

PROGRAMME_KIND = COLUMNS[RecordType.PROGRAMME].index("programme_kind")
ORGANISATION_KIND = COLUMNS[RecordType.ORGANISATION].index("organisation_kind")
FEWEST_ANCHOR_TIES = 5
MOST, FEWEST, TIES_DRAWN = 200, 20, 4_000_000
"""Number of rewired networks, within this total number of ties."""


@dataclass(frozen=True, slots=True)
class Alliances:
    """The national alliances: id → snapshot numbers of the institutes that lead it; and the alliances that they are part of."""

    leads: dict[str, list[int]]
    umbrellas: frozenset[int]


def national_alliances(snapshot: Snapshot) -> Alliances:
    """Find alliances that are part of a larger alliance and led by research institutes."""
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
    inside = part_of & alliance[relations.subject] & alliance[relations.object]
    parts = set(relations.subject[inside].tolist())
    found: dict[str, list[int]] = {}
    for subject, obj in zip(relations.subject[leads].tolist(), relations.object[leads].tolist(), strict=True):
        if obj in parts and snapshot.rows[subject][ORGANISATION_KIND] == OrganisationKind.RESEARCH_INSTITUTE:
            found.setdefault(snapshot.ids[obj], []).append(subject)
    return Alliances(dict(sorted(found.items())), frozenset(relations.object[inside].tolist()))


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """How far an alliance reaches into each counted sector.

    With few anchor ties a low share of near organisations reflects missing data on the institutes, not distance.

    Attributes:
        anchors: ids of the institutes that lead it.
        anchor_ties: ties of these to others.
        near: int64, by sector: organisations within two ties of an anchor, anchors among them.
        without_a_tie: int64, by sector: the same without the one anchor tie whose loss costs the sector most.
        rewired: float64, by sector: mean of `near` in random networks with the same degrees; None where there is no null.
    """

    anchors: list[str]
    anchor_ties: int
    near: Ints
    without_a_tie: Ints
    rewired: Floats | None

    @property
    def measurable(self) -> bool:
        """Whether the institutes have enough ties for distances to be meaningful."""
        return self.anchor_ties >= FEWEST_ANCHOR_TIES


def reach_of_alliances(network: Network, seed: int = 0, samples: int | None = None) -> dict[str, Reach]:
    """Return the reach of each national alliance.

    Membership of the umbrella over the alliances is left out: by it all members of all of them are near each.

    Args:
        network: the ties.
        seed: random seed for the rewired networks (layer `direct`; ties of other layers come in cliques, which swaps of
            single ties do not preserve).
        samples: number of rewired networks; by default 200, or fewer beyond 20,000 ties.
    """
    known = national_alliances(network.snapshot)
    network = without_programmes(network, known.umbrellas)
    place = np.full(len(network.snapshot.ids), -1, np.int64)
    place[network.nodes] = np.arange(len(network))
    anchors = np.zeros((len(known.leads), len(network)), bool)
    for row, institutes in enumerate(known.leads.values()):
        anchors[row, [place[node] for node in institutes if place[node] >= 0]] = True
    chance = None
    if network.layer is Layer.DIRECT and network.ties and len(anchors):
        chance = rewired_near(network, anchors, seed, samples)
    return {
        alliance: Reach(
            anchors=[network.ids[node] for node in np.flatnonzero(anchors[row]).tolist()],
            anchor_ties=int(np.count_nonzero(anchors[row][network.source] != anchors[row][network.target])),
            near=by_sector(network, two_steps(network.adjacency, anchors[row])),
            without_a_tie=without_a_tie(network, anchors[row]),
            rewired=None if chance is None else chance[row],
        )
        for row, alliance in enumerate(known.leads)
    }


def without_programmes(network: Network, programmes: frozenset[int]) -> Network:
    """Return the network without relations to these programmes."""
    if network.layer is Layer.DIRECT or not programmes:
        return network
    relations, chosen = network.snapshot.relations, list(programmes)
    touched = np.isin(relations.subject, chosen) | np.isin(relations.object, chosen)
    return Network.of(
        network.snapshot, network.layer, network.period, keep=network.nodes.tolist(), relations=~touched
    )


def two_steps(adjacency: sparse.csr_array, anchors: Bools) -> Bools:
    """Return which nodes are within two ties of an anchor, anchors included."""
    near = anchors
    for _ in range(2):
        near = near | (adjacency @ near.astype(np.float64) > 0)
    return near


def by_sector(network: Network, nodes: Bools) -> Ints:
    """Count nodes by counted sector."""
    labels = network.sectors[nodes]
    return np.bincount(labels[labels >= 0], minlength=len(network.snapshot.grouping.ids)).astype(np.int64)


def without_a_tie(network: Network, anchors: Bools) -> Ints:
    """Count near nodes by sector without the one anchor tie whose loss costs that sector most.

    Only the loss of a partner's one tie to an anchor changes anything.
    """
    fewest = by_sector(network, two_steps(network.adjacency, anchors))
    crossing = anchors[network.source] != anchors[network.target]
    partner = np.where(anchors[network.source], network.target, network.source)[crossing]
    partners, ties = np.unique(partner, return_counts=True)
    first = anchors | (network.adjacency @ anchors.astype(np.float64) > 0)
    for lost in partners[ties == 1].tolist():
        near = first.copy()
        near[lost] = False
        near |= network.adjacency @ near.astype(np.float64) > 0
        # the lost partner is near if another near node is tied to it, which the line above tells; anchors do so no longer
        others = network.adjacency[[lost], :].indices
        near[lost] = bool(np.any(first[others] & ~anchors[others]))
        fewest = np.minimum(fewest, by_sector(network, near | anchors))
    return fewest


def rewired_near(network: Network, anchors: Bools, seed: int, samples: int | None) -> Floats:
    """Return the mean number of near nodes, by alliance and sector, in random networks with the same degrees.

    The quick plan is enough: samples that resemble each other do not bias a mean.
    """
    if samples is None:
        samples = min(MOST, max(FEWEST, TIES_DRAWN // network.ties))
    shape = len(anchors), len(network.snapshot.grouping.ids)

    def count(chains: Sequence[Rewiring]) -> Ints:
        first, second = chains[0].ends()
        return np.array([near_by_sector(a, b) for a, b in zip(first, second, strict=True)])

    def near_by_sector(a: Ints, b: Ints) -> Ints:
        near = anchors.copy()
        for _ in range(2):
            reached = near.copy()
            for row in range(len(near)):
                reached[row, b[near[row, a]]] = True
                reached[row, a[near[row, b]]] = True
            near = reached
        return np.concatenate([by_sector(network, row) for row in near])

    wiring = Wiring(
        network.source.astype(np.int64),
        network.target.astype(np.int64),
        np.zeros(len(network), np.int64),  # one group, which may be tied to itself
        np.ones((1, 1), np.bool_),
        two_mode=False,
    )
    drawn = draw([wiring], live_plan(samples, network.ties), lambda: count, seed=[seed], progress=None)
    means: Floats = drawn.counts.mean(axis=0).reshape(shape)
    return means
