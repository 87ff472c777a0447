"""Over-representation of sectors and technologies in groups, by the hypergeometric test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import predicate_mask
from graph.figures import Excess
from graph.inheritable import inheritable
from graph.snapshot import KINDS
from graph.vocabulary import TECHNOLOGY_PREDICATES, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from graph.measures.groups import Partition
    from graph.network import Network

    Ints = npt.NDArray[np.int64]

SMALLEST_GROUP, SMALLEST_FEATURE = 3, 2
"""Smaller groups and rarer features are not tested: they give little evidence, and every test weakens the others."""
LEVEL = 0.05


@inheritable
class Feature(Excess):
    """An over-represented feature of a group."""

    id: str


def sectors_of_groups(network: Network, found: Partition) -> list[list[Feature]]:
    """Return the over-represented counted sectors of each group, most significant first."""
    sectors = network.sectors.astype(np.int64)
    nodes = np.flatnonzero((found.labels >= 0) & (sectors >= 0))
    return over_represented(found, nodes, sectors[nodes], network.snapshot.grouping.ids)


def technologies_of_groups(network: Network, found: Partition) -> list[list[Feature]]:
    """Return the technologies that a group's members develop or use more often than expected by chance, most significant first.

    In the layer `technology` the test is circular, since shared technologies make the groups.
    """
    snapshot, relations = network.snapshot, network.snapshot.relations
    keep = network.period.mask(snapshot) & predicate_mask(snapshot, TECHNOLOGY_PREDICATES)
    keep &= snapshot.kinds[relations.object] == KINDS.index(Kind.TECHNOLOGY)
    place = np.full(len(snapshot.ids), -1, np.int64)
    place[network.nodes] = np.where(found.labels >= 0, np.arange(len(network)), -1)
    node, technology = place[relations.subject[keep]], relations.object[keep].astype(np.int64)
    entries = np.unique(np.column_stack((node, technology))[node >= 0], axis=0)
    named, codes = np.unique(entries[:, 1], return_inverse=True)
    return over_represented(
        found, entries[:, 0], codes.astype(np.int64), [snapshot.ids[number] for number in named.tolist()]
    )


def over_represented(
    found: Partition, nodes: Ints, codes: Ints, features: Sequence[str]
) -> list[list[Feature]]:
    """Test every group of enough members against every feature of enough nodes.

    Args:
        found: the groups; isolates are not part of the population.
        nodes: number of the node of each (node, feature) entry; tied nodes only.
        codes: position of the feature in `features` for the same entry.
        features: names.

    Returns:
        For each group its features with q ≤ 0.05 (Benjamini–Hochberg over all tests), by q, then by members.

    References: Tumminello et al. (2011), doi:10.1088/1742-5468/2011/01/P01019 (hypergeometric test of communities);
    Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    from scipy.stats import false_discovery_control, hypergeom

    answers: list[list[Feature]] = [[] for _ in range(found.groups)]
    labels = found.labels.astype(np.int64)
    sizes = np.bincount(labels[labels >= 0], minlength=found.groups)
    carriers = np.bincount(codes, minlength=len(features))
    big, common = sizes >= SMALLEST_GROUP, carriers >= SMALLEST_FEATURE
    tests = np.count_nonzero(big) * np.count_nonzero(common)
    # A group without the feature has p = 1: it counts as a test but need not be computed.
    cells, members = np.unique(labels[nodes] * max(len(features), 1) + codes, return_counts=True)
    group, feature = np.divmod(cells, max(len(features), 1))
    tested = big[group] & common[feature]
    if not tested.any():
        return answers
    group, feature, members = group[tested], feature[tested], members[tested]
    everybody = int(sizes.sum())
    p = np.asarray(hypergeom.sf(members - 1, everybody, carriers[feature], sizes[group]))
    q = np.minimum(false_discovery_control(np.clip(p, 0.0, 1.0)) * tests / len(p), 1.0)
    expected = sizes[group] * carriers[feature] / everybody
    for cell in np.flatnonzero(q <= LEVEL).tolist():
        answers[group[cell]].append(
            Feature(int(members[cell]), float(expected[cell]), float(q[cell]), features[int(feature[cell])])
        )
    for answer in answers:
        answer.sort(key=lambda one: (one.q, -one.members, one.id))
    return answers
