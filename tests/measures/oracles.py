"""A second, independent implementation of every measure: networkx where it has one, else the definition counted by hand.

An oracle is given the network as a networkx graph and each node's group (−1: none), and gives a value for every node;
None where the measure is not defined.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable

    Groups = dict[str, int]
    Oracle = Callable[[nx.Graph, Groups], dict[str, float | None]]


def eigenvector(graph: nx.Graph) -> dict[str, float]:
    """Power iteration on the largest component, scaled to a maximum of 1; 0 outside it."""
    values = dict.fromkeys(graph, 0.0)
    if not graph.number_of_edges():
        return values
    largest = max(
        nx.connected_components(graph), key=lambda nodes: (len(nodes), -min(map(list(graph).index, nodes)))
    )
    # A + I has the same leading eigenvector, and converges on bipartite components too
    inside = nx.Graph(graph.subgraph(largest).edges)
    inside.add_edges_from((node, node) for node in list(inside))
    found = nx.eigenvector_centrality(inside, max_iter=200_000, tol=1e-13)
    highest = max(found.values())
    return values | {node: value / highest for node, value in found.items()}


def efficiency(graph: nx.Graph) -> dict[str, float | None]:
    """Effective size over the number of partners."""
    sizes = nx.effective_size(graph)
    return {node: sizes[node] / graph.degree(node) if graph.degree(node) else None for node in graph}


def brokerage(role: str) -> Oracle:
    """Count every open pair of partners by the groups of the three."""

    def count(graph: nx.Graph, groups: Groups) -> dict[str, float | None]:
        found: dict[str, float | None] = {}
        for broker in graph:
            if groups[broker] < 0:
                found[broker] = None
                continue
            pairs = 0
            for one, other in combinations([p for p in graph[broker] if groups[p] >= 0], 2):
                if graph.has_edge(one, other):
                    continue
                own = (groups[one] == groups[broker]) + (groups[other] == groups[broker])
                outside = "consultant" if groups[one] == groups[other] else "liaison"
                pairs += (outside, "gatekeeper", "coordinator")[own] == role
            found[broker] = float(pairs)
        return found

    return count


def participation(graph: nx.Graph, groups: Groups) -> dict[str, float | None]:
    """One less the sum of the squared shares of ties to each group."""
    found: dict[str, float | None] = {}
    for node in graph:
        partners = Counter(groups[partner] for partner in graph[node] if groups[partner] >= 0)
        total = partners.total()
        found[node] = 1 - sum((n / total) ** 2 for n in partners.values()) if total else None
    return found


def within_module(graph: nx.Graph, groups: Groups) -> dict[str, float | None]:
    """Standard score of the ties inside the own group."""
    inside = {node: sum(groups[p] == groups[node] for p in graph[node]) for node in graph}
    found: dict[str, float | None] = {}
    for node in graph:
        if groups[node] < 0:
            found[node] = None
            continue
        fellows = [inside[other] for other in graph if groups[other] == groups[node]]
        spread = pstdev(fellows)
        found[node] = (inside[node] - fmean(fellows)) / spread if spread > 1e-12 else 0.0
    return found


def role(graph: nx.Graph, groups: Groups) -> dict[str, float | None]:
    """The seven regions of Guimerà and Amaral, figure 2."""
    z, p = within_module(graph, groups), participation(graph, groups)
    found: dict[str, float | None] = {}
    for node in graph:
        depth, spread = z[node], p[node]
        if depth is None or spread is None:
            found[node] = None
        elif depth >= 2.5:
            found[node] = 5 + (spread > 0.30) + (spread > 0.75)
        else:
            found[node] = 1 + (spread > 0.05) + (spread > 0.62) + (spread > 0.80)
    return found


def e_i_index(graph: nx.Graph, groups: Groups) -> dict[str, float | None]:
    """Ties outside less ties inside, over both."""
    found: dict[str, float | None] = {}
    for node in graph:
        partners = [groups[p] for p in graph[node] if groups[p] >= 0]
        if groups[node] < 0 or not partners:
            found[node] = None
            continue
        outside = sum(group != groups[node] for group in partners)
        found[node] = (2 * outside - len(partners)) / len(partners)
    return found


def unweighted(graph: nx.Graph) -> nx.Graph:
    """The same ties, all alike."""
    plain = nx.Graph(graph.edges)
    plain.add_nodes_from(graph)
    return plain


def without_isolates(
    oracle: Callable[[nx.Graph], dict[str, float]],
) -> Callable[[nx.Graph], dict[str, float | None]]:
    """Not defined for nodes without a tie."""
    return lambda graph: {n: v if graph.degree(n) else None for n, v in oracle(unweighted(graph)).items()}


BY_TIES: dict[str, Callable[[nx.Graph], dict[str, float | None]]] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "core_number": nx.core_number,
    "clustering": nx.clustering,
    "pagerank": lambda g: nx.pagerank(unweighted(g), tol=1e-12, max_iter=1000),
    "betweenness": nx.betweenness_centrality,
    "harmonic": lambda g: {v: c / max(len(g) - 1, 1) for v, c in nx.harmonic_centrality(g).items()},
    "eigenvector": eigenvector,
    "constraint": without_isolates(nx.constraint),
    "effective_size": without_isolates(nx.effective_size),
    "efficiency": lambda g: efficiency(unweighted(g)),
    "component_size": lambda g: {v: len(c) for c in nx.connected_components(g) for v in c},
    "articulation_point": lambda g: {v: float(v in set(nx.articulation_points(g))) for v in g},
}
"""Measures that need nothing but ties."""

BY_GROUPS: dict[str, Oracle] = {
    "coordinator": brokerage("coordinator"),
    "consultant": brokerage("consultant"),
    "gatekeeper": brokerage("gatekeeper"),
    "liaison": brokerage("liaison"),
    "participation_coefficient": participation,
    "within_module_degree": within_module,
    "role": role,
    "e_i_index": e_i_index,
}
"""Measures that also take groups (`groups=sector`)."""

PUBLISHED = {
    "community": "the modularity of Zachary's karate club, 0.4198 (Agarwal & Kempe 2008, doi:10.1140/epjb/e2008-00425-1)"
}
"""Measures of which no second implementation can give the same values, and the published figure that a test holds them to."""
