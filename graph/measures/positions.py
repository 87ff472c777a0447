"""Positions of nodes relative to groups: participation coefficient, within-module degree, roles, E–I index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import measure
from graph.measures.grouping import labels_of, ties_to_groups

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.measures import Floats
    from graph.network import Network

HUB = 2.5
OTHERS = (0.05, 0.62, 0.80)  # upper bounds of participation for roles 1, 2, 3 of non-hubs; else 4
HUBS = (0.30, 0.75)  # upper bounds of participation for roles 5, 6 of hubs; else 7


@measure(
    ko="참여 계수",
    en="Participation coefficient",
    summary_ko="연결이 여러 커뮤니티에 고르게 분포한 정도입니다. 한 커뮤니티에만 있으면 0입니다.",
    unit="index",
    range="0 to 1; not defined for isolates",
)
def participation_coefficient(network: Network, *, groups: str = "community", seed: int = 0) -> Floats:
    """How evenly a node's ties are spread over groups: 0 if all go to one group.

    Definition: P_i = 1 − Σ_s (k_is / k_i)², with k_is the ties to group s and k_i those to any group. `groups` is
    community, sector or sphere; neighbours without a group are ignored.
    Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288.
    """
    return participation(ties_to_groups(network, labels_of(network, groups, seed)))


def participation(counts: Floats) -> Floats:
    """Compute the coefficient from ties to each group (n × groups)."""
    total = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, 1.0 - np.sum(counts**2, axis=1) / total**2, np.nan)


@measure(
    ko="모듈 내 연결 z",
    en="Within-module degree",
    summary_ko="자기 커뮤니티 내부 연결이 다른 구성원보다 얼마나 많은지를 표준화한 값입니다.",
    unit="standard deviations",
    range="any; not defined without a group",
)
def within_module_degree(network: Network, *, groups: str = "community", seed: int = 0) -> Floats:
    """Ties of a node inside its own group compared with the other members (z-score).

    Definition: z_i = (κ_i − mean κ) / sd κ over the nodes of i's group, κ_i the ties inside it; population standard
    deviation, and 0 where all are equal.
    Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288.
    """
    labels = labels_of(network, groups, seed)
    return within(ties_to_groups(network, labels), labels)


def within(counts: Floats, labels: npt.NDArray[np.int64]) -> Floats:
    """Compute z from ties to each group (n × groups) and each node's group."""
    values = np.full(len(labels), np.nan)
    member = np.flatnonzero(labels >= 0)
    if not len(member):
        return values
    inside = counts[member, labels[member]]
    size = np.bincount(labels[member])
    mean = np.bincount(labels[member], inside) / np.maximum(size, 1)
    square = np.bincount(labels[member], (inside - mean[labels[member]]) ** 2) / np.maximum(size, 1)
    spread = np.sqrt(square)[labels[member]]
    away = inside - mean[labels[member]]
    values[member] = np.divide(away, spread, out=np.zeros(len(member)), where=spread > 1e-12)
    return values


@measure(
    ko="역할",
    en="Role",
    summary_ko="기관의 역할을 일곱 가지로 구분합니다. 1 최외곽, 2 외곽, 3 연결자, 4 무소속 연결자, 5–7 허브입니다.",
    unit="number of the role",
    range="1 to 7; not defined for isolates or without a group",
)
def role(network: Network, *, groups: str = "community", seed: int = 0) -> Floats:
    """The role of a node among seven: 1 ultra-peripheral, 2 peripheral, 3 connector, 4 kinless; hubs 5 to 7.

    Definition: hubs have z ≥ 2.5: 5 provincial (P ≤ 0.30), 6 connector (P ≤ 0.75), 7 kinless; others by P ≤ 0.05, 0.62,
    0.80. The bounds come from metabolic networks: use them as a rule of thumb.
    Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288.
    """
    labels = labels_of(network, groups, seed)
    counts = ties_to_groups(network, labels)
    spread, depth = participation(counts), within(counts, labels)
    plain = 1.0 + np.searchsorted(OTHERS, spread)
    hub = 5.0 + np.searchsorted(HUBS, spread)
    return np.where(np.isnan(spread) | np.isnan(depth), np.nan, np.where(depth >= HUB, hub, plain))


@measure(
    ko="E–I 지수",
    en="E–I index",
    summary_ko="외부 지향성입니다. 집단 외부 연결 수에서 내부 연결 수를 빼고 둘의 합으로 나눕니다.",
    unit="index",
    range="−1 (all inside) to 1 (all outside); not defined without such ties",
)
def e_i_index(network: Network, *, groups: str = "sector", seed: int = 0) -> Floats:
    """How outward-looking a node is: ties outside its group minus ties inside, over their sum.

    Definition: (E_i − I_i) / (E_i + I_i); only ties to nodes with a group count. Chance favours outside ties when
    groups are small: compare with the permutation baseline that `/sectors` gives for each sector.
    Reference: Krackhardt & Stern (1988), doi:10.2307/2786835.
    """
    labels = labels_of(network, groups, seed)
    counts = ties_to_groups(network, labels)
    values = np.full(len(network), np.nan)
    member = np.flatnonzero(labels >= 0)
    if len(member):
        inside = counts[member, labels[member]]
        total = counts[member].sum(axis=1)
        values[member] = np.divide(
            total - 2 * inside, total, out=np.full(len(member), np.nan), where=total > 0
        )
    return values
