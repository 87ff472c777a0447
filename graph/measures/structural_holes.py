"""Burt's measures of structural holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.measures import measure

if TYPE_CHECKING:
    from graph.measures import Floats
    from graph.network import Network


@measure(
    ko="구속도",
    en="Constraint",
    summary_ko="연결이 서로 이어진 이웃에 집중된 정도입니다. 낮을수록 떨어져 있는 기관들을 잇습니다.",
    unit="index",
    range="0 to 1.125; not defined for isolates",
)
def constraint(network: Network, *, weighted: bool = False) -> Floats:
    """How redundant a node's ties are: low values mean that it spans structural holes.

    Definition: c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², with p_ij the share of i's ties (of their weight if `weighted`)
    that go to j.
    Reference: Burt (1992), Structural Holes, ch. 2, doi:10.4159/9780674029095.
    """
    weights = "weight" if weighted and network.ties else None
    values = np.array(network.graph.constraint(weights=weights), np.float64)
    values[network.degrees == 0] = np.nan
    return values


@measure(
    ko="유효 크기",
    en="Effective size",
    summary_ko="중복되지 않는 이웃의 수입니다.",
    unit="neighbours",
    range="1 to k; not defined for isolates",
)
def effective_size(network: Network) -> Floats:
    """Number of non-redundant neighbours of a node.

    Definition: e_i = k_i − 2 t_i / k_i, with t_i the ties among its k_i neighbours.
    Reference: Burt (1992); the form for ties without weights: Borgatti (1997), Connections 20(1).
    """
    k = network.degrees.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(k > 0, k - 2.0 * triangles(network) / k, np.nan)


@measure(
    ko="효율성",
    en="Efficiency",
    summary_ko="이웃 가운데 중복되지 않는 이웃의 비율입니다.",
    unit="share of neighbours",
    range="0 to 1; not defined for isolates",
)
def efficiency(network: Network) -> Floats:
    """Share of non-redundant neighbours of a node.

    Definition: e_i / k_i, the effective size over the number of neighbours.
    Reference: Burt (1992), ch. 1; Borgatti (1997), Connections 20(1).
    """
    k = network.degrees.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(k > 0, effective_size(network) / k, np.nan)


def triangles(network: Network) -> Floats:
    """Count the triangles through each node (float64, shape n)."""
    pairs = network.degrees.astype(np.float64)
    pairs *= pairs - 1.0
    return np.array(network.graph.transitivity_local_undirected(mode="zero"), np.float64) * pairs / 2.0
