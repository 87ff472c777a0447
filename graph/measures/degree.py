"""Degree and strength."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import measure

if TYPE_CHECKING:
    from graph.measures import Floats
    from graph.network import Network


@measure(
    ko="연결 수", en="Degree", summary_ko="직접 연결된 기관의 수입니다.", unit="ties", range="0 to n − 1"
)
def degree(network: Network) -> Floats:
    """Number of distinct nodes that a node is tied to.

    Definition: k_i = Σ_j a_ij, with a_ij = 1 for a tie.
    Isolates have 0. In data from reports it reflects coverage by the reports as well as activity.
    Reference: Freeman (1978), doi:10.1016/0378-8733(78)90021-7.
    """
    return network.degrees.astype(np.float64)


@measure(
    ko="연결 강도",
    en="Strength",
    summary_ko="연결 가중치의 합입니다.",
    unit="weight",
    range="0 and up",
    weights=True,
)
def strength(network: Network) -> Floats:
    """Sum of the weights of a node's ties.

    Definition: s_i = Σ_j w_ij; the weight of a direct tie is the sum of the weights of its relations (1 each by default),
    that of other ties the number of shared programmes or technologies.
    Reference: Barrat et al. (2004), doi:10.1073/pnas.0400087101.
    """
    ends = np.concatenate((network.source, network.target))
    return np.bincount(ends, np.tile(network.weight, 2), minlength=len(network)).astype(np.float64)
