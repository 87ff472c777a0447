"""Brokerage roles of Gould and Fernandez, counted for undirected ties.

For a broker j, count the pairs of neighbours i, k that are not tied to each other, by the groups of the three. Ties are
undirected, so each pair counts once, and gatekeeper and representative are one role. Nodes without a group are ignored,
as brokers and as neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import measure
from graph.measures.grouping import labels_of, ties_to_groups

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures import Floats
    from graph.network import Network

COORDINATOR, CONSULTANT, GATEKEEPER, LIAISON = range(4)
RANGE = "0 and up; not defined without a group"


def brokerage(network: Network, by: str, seed: int = 0) -> Floats:
    """Count the four roles of every node (float64, n × 4; NaN without a group).

    Reference: Gould & Fernandez (1989), doi:10.2307/270949.
    """
    labels = labels_of(network, by, seed)
    member = labels >= 0
    counts = ties_to_groups(network, labels)
    own = np.zeros(len(network))
    own[member] = counts[np.flatnonzero(member), labels[member]]
    total = counts.sum(axis=1)
    squares = np.sum(counts**2, axis=1)
    away = total - own
    away_squares = squares - own**2
    found = np.column_stack(
        (own * (own - 1) / 2, (away_squares - away) / 2, own * away, (away**2 - away_squares) / 2)
    )
    found -= closed(network, labels)
    found[~member] = np.nan
    return found


def closed(network: Network, labels: npt.NDArray[np.int64]) -> Floats:
    """Count the pairs of neighbours that are tied to each other, in the same form."""
    triangles = np.array(network.graph.list_triangles(), np.int64).reshape(-1, 3)
    triangles = triangles[np.all(labels[triangles] >= 0, axis=1)]
    tied = np.zeros((len(network), 4))
    for broker, one, other in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        j, i, k = triangles[:, broker], labels[triangles[:, one]], labels[triangles[:, other]]
        group = labels[j]
        kind = np.select(
            [(i == group) & (k == group), i == k, (i == group) | (k == group)],
            [COORDINATOR, CONSULTANT, GATEKEEPER],
            LIAISON,
        )
        np.add.at(tied, (j, kind), 1.0)
    return tied


@measure(
    ko="조정자",
    en="Coordinator",
    summary_ko="같은 집단에 속한 두 기관을 집단 안에서 중개하는 쌍의 수입니다.",
    unit="pairs of neighbours",
    range=RANGE,
)
def coordinator(network: Network, *, groups: str = "sector", seed: int = 0) -> Floats:
    """Pairs of neighbours in a node's own group that are not tied to each other.

    Definition: pairs i, k of neighbours of j, not tied to each other, with the groups of i, j and k all the same. `groups` is sector,
    sphere or community.
    Reference: Gould & Fernandez (1989), doi:10.2307/270949.
    """
    return brokerage(network, groups, seed)[:, COORDINATOR]


@measure(
    ko="자문자",
    en="Consultant",
    summary_ko="다른 한 집단에 속한 두 기관을 그 집단 밖에서 중개하는 쌍의 수입니다.",
    unit="pairs of neighbours",
    range=RANGE,
)
def consultant(network: Network, *, groups: str = "sector", seed: int = 0) -> Floats:
    """Pairs of neighbours in one other group that are not tied to each other.

    Definition: pairs i, k of neighbours of j, not tied to each other, with i and k in one group and j in another.
    Reference: Gould & Fernandez (1989), doi:10.2307/270949.
    """
    return brokerage(network, groups, seed)[:, CONSULTANT]


@measure(
    ko="문지기·대표",
    en="Gatekeeper or representative",
    summary_ko="자기 집단의 기관과 다른 집단의 기관을 중개하는 쌍의 수입니다.",
    unit="pairs of neighbours",
    range=RANGE,
)
def gatekeeper(network: Network, *, groups: str = "sector", seed: int = 0) -> Floats:
    """Pairs of a neighbour in a node's own group and one in another group that are not tied to each other.

    Definition: pairs i, k of neighbours of j, not tied to each other, with exactly one of them in j's group. With undirected ties
    gatekeeper and representative are the same.
    Reference: Gould & Fernandez (1989), doi:10.2307/270949.
    """
    return brokerage(network, groups, seed)[:, GATEKEEPER]


@measure(
    ko="연락자",
    en="Liaison",
    summary_ko="서로 다른 두 집단의 기관을 제3의 집단에서 중개하는 쌍의 수입니다.",
    unit="pairs of neighbours",
    range=RANGE,
)
def liaison(network: Network, *, groups: str = "sector", seed: int = 0) -> Floats:
    """Pairs of neighbours in two different other groups that are not tied to each other.

    Definition: pairs i, k of neighbours of j, not tied to each other, with i, j and k in three different groups.
    Reference: Gould & Fernandez (1989), doi:10.2307/270949.
    """
    return brokerage(network, groups, seed)[:, LIAISON]
