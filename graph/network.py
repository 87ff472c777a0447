"""A network: organisations (or all nodes) and their distinct ties in one layer and period, as immutable arrays."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from graph.evidence import Evidence, Period, evidence_of
from graph.model import COLUMNS
from graph.plurals import plural
from graph.relations import frozen
from graph.snapshot import KINDS
from graph.vocabulary import (
    SPHERES,
    Kind,
    Layer,
    RecordType,
    Sphere,
    Undated,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    import igraph
    import networkx
    import numpy.typing as npt
    from scipy import sparse

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int32]

ORGANISATION_KIND = COLUMNS[RecordType.ORGANISATION].index("organisation_kind")
FACTS = {
    name: COLUMNS[RecordType.ORGANISATION].index(name)
    for name in ("organisation_kind", "city", "district", "founded")
}
"""Attributes that only organisations have: name → column."""
SHOWN = 10
"""Number of nodes that a notebook shows, most ties first."""


class Network:
    """Nodes and their distinct, undirected ties in one layer and period.

    Attributes:
        snapshot: the snapshot it was taken from.
        layer, period: as requested.
        nodes: int32, ascending: snapshot numbers of the nodes; a node's position here is its number in the arrays.
        source, target: int32, source < target, one entry per tie, sorted.
        weight: float64: the sum of the weights of the relations behind a direct tie, the number of shared programmes or
            technologies behind another, both together in `all`.
        weighted: whether a relation behind a tie has its own weight, so that weights are more than counts.
        dated: bool, False for a tie that rests on undated relations only.
    """

    def __init__(
        self, snapshot: Snapshot, layer: Layer, period: Period, nodes: Ints, evidence: Evidence
    ) -> None:
        self.snapshot, self.layer, self.period = snapshot, layer, period
        self.nodes = frozen(nodes)
        place = np.full(len(snapshot.ids), -1, np.int32)
        place[nodes] = np.arange(len(nodes), dtype=np.int32)
        evidence = evidence.among(place)
        keys = evidence.a.astype(np.int64) * max(len(nodes), 1) + evidence.b
        ties, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        self.source = frozen(evidence.a[first])
        self.target = frozen(evidence.b[first])
        own = np.where(evidence.second < 0, snapshot.relations.weight[evidence.first], 1.0)
        self.weight = frozen(np.bincount(inverse, own, minlength=len(ties)))
        self.weighted = bool(np.any(own != 1.0))
        self.dated = frozen(np.bincount(inverse, evidence.dated, minlength=len(ties)) > 0)
        self._evidence, self._inverse = evidence, inverse

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        layer: Layer = Layer.DIRECT,
        period: Period | None = None,
        keep: Collection[int] | None = None,
        relations: npt.NDArray[np.bool_] | None = None,
    ) -> Network:
        """Take a network from a snapshot.

        Args:
            snapshot: the records.
            layer: the layer of its ties.
            period: which relations count; None counts all.
            keep: snapshot numbers of the nodes to keep; None keeps all organisations (every node in `facts`).
            relations: a further mask over the relations.
        """
        period = period or Period()
        wanted = np.ones(len(snapshot.ids), bool)
        if layer is not Layer.FACTS:
            wanted = snapshot.kinds == KINDS.index(Kind.ORGANISATION)
        if keep is not None:
            chosen = np.zeros(len(snapshot.ids), bool)
            chosen[list(keep)] = True
            wanted &= chosen
        nodes = np.flatnonzero(wanted).astype(np.int32)
        mask = period.mask(snapshot) if relations is None else period.mask(snapshot) & relations
        return cls(snapshot, layer, period, nodes, evidence_of(snapshot, layer, mask))

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def ties(self) -> int:
        """Number of ties."""
        return len(self.source)

    @property
    def undated_ties(self) -> int:
        """Number of ties that rest on undated relations only."""
        return int(np.count_nonzero(~self.dated))

    @cached_property
    def ids(self) -> list[str]:
        """Node ids in the order of the arrays."""
        return [self.snapshot.ids[node] for node in self.nodes.tolist()]

    @cached_property
    def index(self) -> dict[str, int]:
        """Node id → number in the arrays."""
        return {key: i for i, key in enumerate(self.ids)}

    @cached_property
    def sectors(self) -> npt.NDArray[np.int16]:
        """Position in the groups of the snapshot (`COUNTED_SECTORS`) for each node, −1 for none and for `other`."""
        codes = self.snapshot.grouping.codes()
        all_sectors = self.snapshot.sectors
        return frozen(np.array([codes.get(all_sectors[node], -1) for node in self.nodes.tolist()], np.int16))

    @cached_property
    def spheres(self) -> npt.NDArray[np.int8]:
        """Position in `Sphere` for each node, −1 for none."""
        codes = {str(kind): list(Sphere).index(sphere) for kind, sphere in SPHERES.items()}
        snapshot = self.snapshot
        organisation = KINDS.index(Kind.ORGANISATION)
        return frozen(
            np.array(
                [
                    codes.get(snapshot.rows[node][ORGANISATION_KIND], -1)
                    if snapshot.kinds[node] == organisation
                    else -1
                    for node in self.nodes.tolist()
                ],
                np.int8,
            )
        )

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """Symmetric n × n matrix of weights (float64), columns sorted within rows."""
        from scipy import sparse

        n = len(self)
        rows = np.concatenate((self.source, self.target))
        columns = np.concatenate((self.target, self.source))
        matrix = sparse.csr_array((np.tile(self.weight, 2), (rows, columns)), shape=(n, n))
        matrix.sort_indices()
        return matrix

    @cached_property
    def degrees(self) -> npt.NDArray[np.int64]:
        """Number of ties of each node."""
        ends = np.concatenate((self.source, self.target))
        return frozen(np.bincount(ends, minlength=len(self)))

    def evidence(self) -> tuple[npt.NDArray[np.int64], Ints]:
        """Return the relations behind each tie in compressed form.

        Returns:
            `starts` (ties + 1) and relation numbers of the snapshot, ascending and distinct within a tie.
        """
        pairs = [(self._inverse, self._evidence.first), (self._inverse, self._evidence.second)]
        ties = np.concatenate([ties for ties, _ in pairs])
        relations = np.concatenate([relations for _, relations in pairs])
        known = relations >= 0
        keys = np.unique(ties[known] * max(len(self.snapshot.relations), 1) + relations[known])
        ties, relations = np.divmod(keys, max(len(self.snapshot.relations), 1))
        starts = np.zeros(self.ties + 1, np.int64)
        np.cumsum(np.bincount(ties, minlength=self.ties), out=starts[1:])
        return starts, relations.astype(np.int32)

    def reasons(self) -> tuple[npt.NDArray[np.int64], Ints, Ints]:
        """Return the reasons for each tie in compressed form.

        Returns:
            `starts` (ties + 1), and for each reason the numbers of one relation, or of the two that make it together
            (the second is −1 for one).
        """
        order = np.argsort(self._inverse, kind="stable")
        starts = np.zeros(self.ties + 1, np.int64)
        np.cumsum(np.bincount(self._inverse, minlength=self.ties), out=starts[1:])
        return starts, self._evidence.first[order], self._evidence.second[order]

    def ego(self, centre: str, depth: int = 1) -> Network:
        """Return the network of the nodes within `depth` ties of a centre, with all ties among them.

        Raises:
            KeyError: the network has no such node.
        """
        reached = np.zeros(len(self), bool)
        reached[self.index[centre]] = True
        for _ in range(depth):
            near = reached.copy()
            near[self.target[reached[self.source]]] = True
            near[self.source[reached[self.target]]] = True
            reached = near
        return Network.of(self.snapshot, self.layer, self.period, self.nodes[reached].tolist())

    def to_networkx(self) -> networkx.Graph[str]:
        """Return a networkx graph: node ids, attributes of the records (see `attributes`), weights."""
        import networkx as nx

        graph: networkx.Graph[str] = nx.Graph(
            layer=str(self.layer), graph_version=self.snapshot.graph_version
        )
        columns = self.attributes()
        for key, *values in zip(self.ids, *columns.values(), strict=True):
            graph.add_node(key, **dict(zip(columns, values, strict=True)))
        graph.add_weighted_edges_from(
            (self.ids[a], self.ids[b], w)
            for a, b, w in zip(self.source.tolist(), self.target.tolist(), self.weight.tolist(), strict=True)
        )
        return graph

    @cached_property
    def graph(self) -> igraph.Graph:
        """The same as an igraph graph with weights, vertices in the order of the arrays; not to be changed."""
        import igraph as ig

        edges = np.column_stack((self.source, self.target))
        return ig.Graph(n=len(self), edges=edges, edge_attrs={"weight": self.weight.tolist()})

    def to_igraph(self) -> igraph.Graph:
        """Return a new igraph graph: the vertex attribute `name` is the node id, others as in `to_networkx()`."""
        graph = self.graph.copy()
        graph["layer"], graph["graph_version"] = str(self.layer), self.snapshot.graph_version
        graph.vs["name"] = self.ids
        for name, values in self.attributes().items():
            graph.vs[name] = values
        return graph

    def attributes(self) -> dict[str, list[str]]:
        """Return attributes of the nodes in the order of the arrays: kind, names, and facts, empty where unknown.

        Graph formats have no missing values, so an unknown one is an empty text; the sector of a technology is its field.
        """
        snapshot, nodes = self.snapshot, self.nodes.tolist()
        rows = [(snapshot.kind(node), snapshot.rows[node]) for node in nodes]
        return {
            "kind": [str(kind) for kind, _ in rows],
            "name_ko": [row[1] for _, row in rows],
            "name_en": [row[2] for _, row in rows],
            "sector": [snapshot.sectors[node] or "" for node in nodes],
            **{
                name: [(row[place] or "") if kind is Kind.ORGANISATION else "" for kind, row in rows]
                for name, place in FACTS.items()
            },
        }

    def summary(self) -> str:
        """Return its layer, period and size in one line."""
        period = [
            f"{name} {value}"
            for name, value in (("as of", self.period.as_of), ("since", self.period.since))
            if value
        ]
        if self.period.undated is Undated.DROP:
            period.append("without undated relations")
        head = ", ".join([str(self.layer), *period, plural(len(self), "node"), plural(self.ties, "tie")])
        return f"Network: {head}; graph version {self.snapshot.graph_version}"

    def __repr__(self) -> str:
        return f"<{self.summary()}>"

    def _repr_html_(self) -> str:
        shown = np.argsort(-self.degrees, kind="stable")[:SHOWN].tolist()
        names = [self.snapshot.rows[self.nodes[place]][1:3] for place in shown]
        body = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(str(value))}</td>" for value in (self.ids[place], *both, self.degrees[place])
            )
            + "</tr>"
            for place, both in zip(shown, names, strict=True)
        )
        head = "".join(f"<th>{column}</th>" for column in ("id", "name_ko", "name_en", "ties"))
        return f"<table><caption>{escape(self.summary())}</caption><tr>{head}</tr>{body}</table>"


def plain_number(value: float) -> float:
    """Return a whole number as int, so that weights that are counts look like counts.

    >>> plain_number(3.0), plain_number(0.5)
    (3, 0.5)
    """
    return int(value) if value.is_integer() else value
