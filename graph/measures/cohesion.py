"""Cohesion: connected components, k-cores, clustering, articulation points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import measure

if TYPE_CHECKING:
    from graph.measures import Floats
    from graph.network import Network


@measure(
    ko="연결 성분 크기",
    en="Component size",
    summary_ko="연결을 따라 도달할 수 있는 기관의 수입니다(자신 포함).",
    unit="nodes",
    range="1 to n",
)
def component_size(network: Network) -> Floats:
    """Number of nodes that a node can reach along ties, itself included.

    Definition: size of the connected component of i. Isolates have 1.
    Reference: Wasserman & Faust (1994), ch. 4, doi:10.1017/CBO9780511815478.
    """
    from scipy.sparse.csgraph import connected_components

    if not len(network):
        return np.zeros(0)
    _, labels = connected_components(network.adjacency, directed=False)
    return np.bincount(labels)[labels].astype(np.float64)


@measure(
    ko="k-코어",
    en="Core number",
    summary_ko="구성원이 모두 서로 k개 이상 연결된 부분 네트워크(k-코어)에 속하는 최대 k입니다.",
    unit="ties",
    range="0 to n − 1",
)
def core_number(network: Network) -> Floats:
    """Largest k such that a node belongs to a subgraph in which every node has at least k ties.

    Definition: the k-core is the largest subgraph with minimum degree k; the core number is the largest such k.
    Reference: Seidman (1983), doi:10.1016/0378-8733(83)90028-X; Batagelj & Zaveršnik (2003), arXiv:cs/0310049.
    """
    return np.array(network.graph.coreness(), np.float64)


@measure(
    ko="군집 계수",
    en="Clustering",
    summary_ko="이웃 기관 쌍 가운데 서로 연결된 쌍의 비율입니다.",
    unit="share of pairs",
    range="0 to 1",
)
def clustering(network: Network) -> Floats:
    """Share of pairs of a node's neighbours that are tied to each other.

    Definition: C_i = 2 t_i / (k_i (k_i − 1)), with t_i the triangles through i; 0 for fewer than two neighbours.
    In the affiliation layer it is high by construction, since a programme ties all of its members.
    Reference: Watts & Strogatz (1998), doi:10.1038/30918.
    """
    return np.array(network.graph.transitivity_local_undirected(mode="zero"), np.float64)


@measure(
    ko="절단점",
    en="Articulation point",
    summary_ko="이 기관이 빠지면 서로 이어진 집단이 둘 이상으로 나뉘는지 나타냅니다.",
    unit="yes or no",
    range="0 or 1",
)
def articulation_point(network: Network) -> Floats:
    """Whether removing a node would split its component.

    Definition: 1 if removing i leaves more components among the other nodes than before, else 0.
    Reference: Tarjan (1972), doi:10.1137/0201010.
    """
    values = np.zeros(len(network))
    values[network.graph.articulation_points()] = 1.0
    return values
