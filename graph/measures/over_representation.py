"""What a group has more of than its size would make one expect: sectors and technologies, by the hypergeometric test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import false_discovery_control, hypergeom

from graph.evidence import predicate_mask
from graph.snapshot import KINDS
from graph.vocabulary import TECHNOLOGY_PREDICATES, Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures.groups import Partition
    from graph.network import Network

    Ints = npt.NDArray[np.int64]

SMALLEST_GROUP, SMALLEST_FEATURE = 3, 2
"""Smaller groups, and features of fewer nodes, are not tested: with them nothing could ever be found."""
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature that a group has more often than chance would give: its members in the group, and those expected."""

    id: str
    members: int
    expected: float
    q: float


def sectors_of_groups(network: Network, found: Partition) -> list[list[Feature]]:
    """Give the over-represented sectors of each group, the surest first."""
    names = [network.snapshot.sectors[node] for node in network.nodes.tolist()]
    tied = found.labels >= 0
    features = sorted({name for name, inside in zip(names, tied.tolist(), strict=True) if name and inside})
    code = {name: i for i, name in enumerate(features)}
    nodes = np.array([i for i in np.flatnonzero(tied).tolist() if names[i]], np.int64)
    return over_represented(
        found, nodes, np.array([code[str(names[i])] for i in nodes.tolist()], np.int64), features
    )


def technologies_of_groups(network: Network, found: Partition) -> list[list[Feature]]:
    """Give the technologies that a group's members develop or use more often than chance, the surest first."""
    snapshot, relations = network.snapshot, network.snapshot.relations
    keep = network.period.mask(snapshot) & predicate_mask(snapshot, TECHNOLOGY_PREDICATES)
    keep &= snapshot.kinds[relations.object] == KINDS.index(Kind.TECHNOLOGY)
    place = np.full(len(snapshot.ids), -1, np.int64)
    place[network.nodes] = np.arange(len(network))
    node, technology = place[relations.subject[keep]], relations.object[keep].astype(np.int64)
    known = node >= 0
    node, technology = node[known], technology[known]
    inside = found.labels[node] >= 0
    pairs = np.unique(np.column_stack((node[inside], technology[inside])), axis=0)
    if not len(pairs):
        return [[] for _ in range(found.groups)]
    known_technologies, codes = np.unique(pairs[:, 1], return_inverse=True)
    features = [snapshot.ids[number] for number in known_technologies.tolist()]
    return over_represented(found, pairs[:, 0], codes.astype(np.int64), features)


def over_represented(found: Partition, nodes: Ints, codes: Ints, features: list[str]) -> list[list[Feature]]:
    """Test every group of enough members against every feature of enough nodes.

    Args:
        found: the groups; isolates are no part of the population.
        nodes: one entry for each feature that a node has: the node's number.
        codes: for the same entry the feature's place in `features`.
        features: names.

    Returns:
        For each group its features with q ≤ 0.05 (Benjamini–Hochberg over all tests), by q, then by members.

    Reference: the hypergeometric test of enrichment, as in Tumminello et al. (2011),
    doi:10.1088/1742-5468/2011/01/P01019.
    """
    groups, kinds = found.groups, len(features)
    answers: list[list[Feature]] = [[] for _ in range(groups)]
    if not groups or not kinds:
        return answers
    labels = found.labels.astype(np.int64)
    table = np.bincount(labels[nodes] * kinds + codes, minlength=groups * kinds).reshape(groups, kinds)
    sizes = np.bincount(labels[labels >= 0], minlength=groups)
    with_feature, everybody = table.sum(axis=0), int(sizes.sum())
    p: npt.NDArray[np.float64] = np.asarray(
        hypergeom.sf(table - 1, everybody, with_feature[None, :], sizes[:, None])
    )
    tested = (sizes >= SMALLEST_GROUP)[:, None] & (with_feature >= SMALLEST_FEATURE)[None, :]
    if not tested.any():
        return answers
    q = np.ones(table.shape)
    q[tested] = false_discovery_control(np.clip(p[tested], 0.0, 1.0))
    for group, feature in np.argwhere(tested & (q <= LEVEL)).tolist():
        expected = float(sizes[group] * with_feature[feature] / everybody)
        answers[group].append(
            Feature(features[feature], int(table[group, feature]), expected, float(q[group, feature]))
        )
    for answer in answers:
        answer.sort(key=lambda one: (one.q, -one.members, one.id))
    return answers
