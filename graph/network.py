"""A network: organisations (or all nodes) and their distinct ties in one layer and period, in arrays, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from graph.dates import span
from graph.model import COLUMNS
from graph.snapshot import KINDS, PREDICATES, frozen
from graph.vocabulary import (
    AFFILIATION_PREDICATES,
    AFFILIATION_PROGRAMMES,
    COUNTED_SECTORS,
    DIRECT_PREDICATES,
    SPHERES,
    TECHNOLOGY_PREDICATES,
    Kind,
    Layer,
    Predicate,
    RecordType,
    Sphere,
    Undated,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import igraph
    import networkx
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int32]

PROGRAMME_KIND = COLUMNS[RecordType.PROGRAMME].index("programme_kind")
ORGANISATION_KIND = COLUMNS[RecordType.ORGANISATION].index("organisation_kind")


@dataclass(frozen=True, slots=True)
class Period:
    """Which relations count, by their dates.

    Attributes:
        as_of: a partial date; relations that hold on its last day are kept. None keeps all, ended ones included.
        since: a partial date; relations whose `start` cannot lie before its first day are kept.
        undated: whether relations with neither start nor end are kept.
    """

    as_of: str | None = None
    since: str | None = None
    undated: Undated = Undated.KEEP

    def mask(self, snapshot: Snapshot) -> npt.NDArray[np.bool_]:
        """Tell for each relation whether it is kept.

        Raises:
            ValueError: as_of or since is no date.
        """
        relations = snapshot.relations
        keep = np.ones(len(relations), bool)
        if self.as_of is not None:
            day = span(self.as_of)[1]
            keep &= (relations.first <= day) & (day <= relations.last)
        if self.since is not None:
            keep &= relations.first >= span(self.since)[0]
            keep |= ~relations.dated
        if self.undated is Undated.DROP:
            keep &= relations.dated
        return keep


def predicate_mask(snapshot: Snapshot, predicates: Collection[Predicate]) -> npt.NDArray[np.bool_]:
    """Tell for each relation whether its predicate is one of these."""
    chosen: npt.NDArray[np.bool_] = np.array([predicate in predicates for predicate in PREDICATES])
    mask: npt.NDArray[np.bool_] = chosen[snapshot.relations.predicate]
    return mask


class Network:
    """Nodes and their distinct, undirected ties in one layer and period.

    Attributes:
        snapshot: where it was taken from.
        layer, period: what was asked for.
        nodes: int32, ascending: the snapshot's numbers of the nodes; a node's position here is its number in the arrays.
        source, target: int32, source < target, one entry a tie, sorted.
        weight: int32: relations behind a direct tie, shared programmes or technologies behind another, their sum in
            `all`.
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
        self.weight = frozen(np.bincount(inverse, minlength=len(ties)).astype(np.int32))
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
            layer: which ties it sees.
            period: which relations count; None counts all.
            keep: node numbers of the snapshot to keep; None keeps all organisations (every node in `facts`).
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
        """Position in `COUNTED_SECTORS` for each node, −1 for none and for `other`."""
        codes: dict[str | None, int] = {sector: i for i, sector in enumerate(COUNTED_SECTORS)}
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
        n = len(self)
        rows = np.concatenate((self.source, self.target))
        columns = np.concatenate((self.target, self.source))
        matrix = sparse.csr_array((np.tile(self.weight.astype(np.float64), 2), (rows, columns)), shape=(n, n))
        matrix.sort_indices()
        return matrix

    @cached_property
    def degrees(self) -> npt.NDArray[np.int64]:
        """Number of ties of each node."""
        ends = np.concatenate((self.source, self.target))
        return frozen(np.bincount(ends, minlength=len(self)))

    def evidence(self) -> tuple[npt.NDArray[np.int64], Ints]:
        """Give the relations behind each tie in compressed form.

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

    def ego(self, centre: str, depth: int = 1) -> Network:
        """Give the network of the nodes within `depth` ties of a centre, with all ties among them.

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
        """Give a networkx graph: node ids, attributes of the records, weights."""
        import networkx as nx

        graph: networkx.Graph[str] = nx.Graph(
            layer=str(self.layer), graph_version=self.snapshot.graph_version
        )
        snapshot = self.snapshot
        for key, node in zip(self.ids, self.nodes.tolist(), strict=True):
            row = snapshot.rows[node]
            kind, sector = str(snapshot.kind(node)), snapshot.sectors[node] or ""
            graph.add_node(key, kind=kind, name_ko=row[1], name_en=row[2], sector=sector)
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
        """Give an igraph graph of one's own: vertex attribute `name` is the node id."""
        graph = self.graph.copy()
        graph.vs["name"] = self.ids
        return graph


@dataclass(frozen=True, slots=True)
class Evidence:
    """Reasons for ties: one entry a reason, with its pair of nodes, one or two relations, and whether it is dated.

    a, b are node numbers with a < b; second is −1 where one relation is the whole reason.
    """

    a: Ints
    b: Ints
    first: Ints
    second: Ints
    dated: npt.NDArray[np.bool_]

    def among(self, place: Ints) -> Evidence:
        """Keep reasons whose two nodes have a place, and give nodes by place (ascending with the number)."""
        a, b = place[self.a], place[self.b]
        kept = (a >= 0) & (b >= 0)
        return Evidence(a[kept], b[kept], self.first[kept], self.second[kept], self.dated[kept])

    @classmethod
    def joined(cls, parts: Iterable[Evidence]) -> Evidence:
        """Put several together."""
        parts = list(parts)
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


def evidence_of(snapshot: Snapshot, layer: Layer, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Give the reasons for ties in a layer, from the relations kept."""
    if layer is Layer.ALL:
        return Evidence.joined(
            evidence_of(snapshot, part, keep) for part in (Layer.DIRECT, Layer.AFFILIATION)
        )
    if layer is Layer.FACTS:
        return relation_evidence(snapshot, keep)
    if layer is Layer.DIRECT:
        return relation_evidence(snapshot, keep & predicate_mask(snapshot, DIRECT_PREDICATES))
    return shared_evidence(snapshot, shared_mask(snapshot, layer, keep))


def relation_evidence(snapshot: Snapshot, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Let each relation be the reason for a tie between its two ends."""
    relations = snapshot.relations
    numbers = np.flatnonzero(keep).astype(np.int32)
    a, b = relations.subject[numbers], relations.object[numbers]
    nothing = np.full(len(numbers), -1, np.int32)
    return Evidence(np.minimum(a, b), np.maximum(a, b), numbers, nothing, relations.dated[numbers])


def shared_mask(snapshot: Snapshot, layer: Layer, keep: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which relations join an organisation to what can be shared in this layer."""
    if layer is Layer.TECHNOLOGY:
        return keep & predicate_mask(snapshot, TECHNOLOGY_PREDICATES)
    shareable = np.zeros(len(snapshot.ids), bool)
    for node in np.flatnonzero(snapshot.kinds == KINDS.index(Kind.PROGRAMME)).tolist():
        shareable[node] = snapshot.rows[node][PROGRAMME_KIND] in AFFILIATION_PROGRAMMES
    shared: npt.NDArray[np.bool_] = shareable[snapshot.relations.object]
    return keep & predicate_mask(snapshot, AFFILIATION_PREDICATES) & shared


def memberships(snapshot: Snapshot, period: Period) -> Mapping[str, Ints]:
    """Give the two-mode network of the affiliation layer: one entry a relation that counts.

    Returns:
        `organisation` and `programme` (node numbers), `relation` (relation numbers), `leads` (0 or 1).
    """
    keep = shared_mask(snapshot, Layer.AFFILIATION, period.mask(snapshot))
    numbers = np.flatnonzero(keep).astype(np.int32)
    relations = snapshot.relations
    leads = relations.predicate[numbers] == PREDICATES.index(Predicate.LEADS)
    return {
        "organisation": relations.subject[numbers],
        "programme": relations.object[numbers],
        "relation": numbers,
        "leads": leads.astype(np.int32),
    }


def shared_evidence(snapshot: Snapshot, keep: npt.NDArray[np.bool_]) -> Evidence:
    """Let each thing that two organisations share be one reason for a tie; several roles of one body count once."""
    relations = snapshot.relations
    numbers = np.flatnonzero(keep).astype(np.int32)
    order = np.lexsort((numbers, relations.subject[numbers], relations.object[numbers]))
    numbers = numbers[order]
    shared, member = relations.object[numbers], relations.subject[numbers]
    distinct = np.ones(len(numbers), bool)
    distinct[1:] = (shared[1:] != shared[:-1]) | (member[1:] != member[:-1])
    dated = (
        np.logical_or.reduceat(relations.dated[numbers], np.flatnonzero(distinct))
        if len(numbers)
        else distinct
    )
    numbers, shared, member = numbers[distinct], shared[distinct], member[distinct]
    bounds = np.flatnonzero(np.r_[True, shared[1:] != shared[:-1], True]) if len(shared) else np.zeros(1, int)
    firsts: list[Any] = [np.zeros(0, np.int64)]
    seconds: list[Any] = [np.zeros(0, np.int64)]
    for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        one, other = np.triu_indices(stop - start, 1)
        firsts.append(one + start)
        seconds.append(other + start)
    one, other = np.concatenate(firsts), np.concatenate(seconds)
    return Evidence(member[one], member[other], numbers[one], numbers[other], dated[one] & dated[other])
