"""Centrality: PageRank, betweenness, harmonic closeness, eigenvector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import ParameterError, Range, measure
from graph.near import nearest

if TYPE_CHECKING:
    from graph.measures import Floats
    from graph.network import Network

WEIGHTED = ("auto", "true", "false")


@measure(
    ko="페이지랭크",
    en="PageRank",
    summary_ko="연결을 따라 무작위로 이동할 때 이 기관에 머무는 비율입니다.",
    unit="share",
    range="0 to 1, sum 1",
    weights=True,
    ranges={"damping": Range(0, 0.999)},  # beyond, igraph warns, and each further 9 takes ten times as long
)
def pagerank(network: Network, *, damping: float = 0.85, weighted: str = "auto") -> Floats:
    """Share of time that a random walk along ties spends at a node.

    Definition: stationary distribution of a walk that follows a tie with probability `damping` (0 to 0.999) and otherwise jumps to any
    node; from a node without ties it always jumps. `weighted` is true (ties are chosen by weight), false (all ties
    alike) or auto: by weight where relations of the layer have their own weights.
    Reference: Brin & Page (1998), doi:10.1016/S0169-7552(98)00110-X.
    """
    if weighted not in WEIGHTED:
        raise ParameterError(
            "weighted", f"“{weighted}” is not one of {', '.join(WEIGHTED)}", nearest(weighted, WEIGHTED)
        )
    if not len(network):
        return np.zeros(0)
    by_weight = weighted == "true" or (weighted == "auto" and network.weighted)
    weights = "weight" if by_weight and network.ties else None
    return np.array(network.graph.pagerank(damping=damping, weights=weights), np.float64)


@measure(
    ko="매개 중심성",
    en="Betweenness",
    summary_ko="다른 두 기관을 잇는 최단 경로 가운데 이 기관을 지나는 경로의 비율입니다.",
    unit="share of pairs",
    range="0 to 1",
)
def betweenness(network: Network, *, samples: int = 0, seed: int = 0) -> Floats:
    """Share of shortest paths between other nodes that pass through a node.

    Definition: b_i = 2 / ((n − 1)(n − 2)) Σ_{s<t} σ_st(i) / σ_st, with σ the number of shortest paths; pairs without a
    path count 0. `samples` > 0 estimates it from that many random sources (`seed`), for large networks.
    Reference: Freeman (1977), doi:10.2307/3033543; Brandes (2001), doi:10.1080/0022250X.2001.9990249;
    sampling: Brandes & Pich (2007), doi:10.1142/S0218127407018403.
    """
    n = len(network)
    if n < 3:
        return np.zeros(n)
    if 0 < samples < n:
        chosen = np.sort(np.random.default_rng(seed).choice(n, samples, replace=False)).tolist()
        raw = np.array(network.graph.betweenness(directed=False, sources=chosen), np.float64) * (n / samples)
    else:
        raw = np.array(network.graph.betweenness(directed=False), np.float64)
    return raw * (2.0 / ((n - 1) * (n - 2)))


@measure(
    ko="조화 근접 중심성",
    en="Harmonic closeness",
    summary_ko="다른 모든 기관까지 거리의 역수를 평균한 값입니다. 도달할 수 없는 기관은 0으로 계산합니다.",
    unit="mean of 1/steps",
    range="0 to 1",
)
def harmonic(network: Network) -> Floats:
    """Mean inverse distance of a node to all others; unreachable nodes count 0.

    Definition: h_i = Σ_{j≠i} (1 / d_ij) / (n − 1), with d the number of ties on a shortest path.
    Reference: Marchiori & Latora (2000), doi:10.1016/S0378-4371(00)00311-3; Rochat (2009).
    """
    if len(network) < 2:
        return np.zeros(len(network))
    return np.array(network.graph.harmonic_centrality(), np.float64)


@measure(
    ko="고유벡터 중심성",
    en="Eigenvector centrality",
    summary_ko="서로 이어진 가장 큰 집단에서 연결이 많은 기관과 연결된 정도입니다.",
    unit="relative to the highest",
    range="0 to 1",
)
def eigenvector(network: Network) -> Floats:
    """Centrality by ties to central nodes, within the largest component.

    Definition: the leading eigenvector of the adjacency matrix of the largest connected component (of equally large
    ones, that with the smallest id), scaled to a maximum of 1; 0 outside it and everywhere in a network without ties.
    Reference: Bonacich (1972), doi:10.1080/0022250X.1972.9989806.
    """
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import eigsh

    values = np.zeros(len(network))
    if not network.ties:
        return values
    _, labels = connected_components(network.adjacency, directed=False)
    members = np.flatnonzero(labels == np.argmax(np.bincount(labels)))
    inside = network.adjacency[members][:, members]
    inside.data[:] = 1.0
    _, vectors = eigsh(inside, k=1, which="LA", v0=np.ones(len(members)))
    scores = np.abs(vectors[:, 0])
    values[members] = scores / scores.max()
    return values
