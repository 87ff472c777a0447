"""Network of a set: the nodes of a list and the relations among them, with the best-connected others if asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import numpy as np
from pydantic import Field, model_validator

from graph.vocabulary import Layer
from queries.chosen_nodes import nodes_named
from queries.limits import LIMITS
from queries.parameters import PeriodParameters
from queries.records import DMI, SPECIALIST, Node, Relation, node_of, relation_of
from queries.registry import question
from queries.result import Number, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.evidence import Period
    from graph.network import Network
    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents, Part

    Ints = npt.NDArray[np.int64]

Some = Annotated[list[str], Field(max_length=LIMITS["set_nodes"])] | None


class SetParameters(PeriodParameters):
    """Nodes by ids or names, and the period of their relations."""

    ids: Some = Field(default=None, description="ids of nodes")
    names: Some = Field(
        default=None,
        description="names of nodes; one counts only if exactly one node has it as its name or alias",
    )

    @model_validator(mode="after")
    def some(self) -> SetParameters:
        """Refuse a set of nothing."""
        if not self.ids and not self.names:
            raise ValueError("a set needs nodes | give ids or names")
        return self


class NetworkParameters(SetParameters):
    """Parameters of the network of a set."""

    grow: int = Field(
        default=0,
        ge=0,
        le=LIMITS["set_grow"],
        description="how many other nodes to add: those tied to most of the set, at equal numbers those with the fewest ties elsewhere",
    )
    layer: Layer = Field(
        default=Layer.FACTS,
        description="which relations count; `facts`: all relations between nodes of any kind",
    )


class SetNode(Node):
    """A node of a set: its number of ties within the network, and whether it was added by `grow`."""

    degree: int
    added: bool


class SetTie(Shape):
    """A tie of a layer, with the relations that are the evidence for it."""

    source: str
    target: str
    weight: Number
    relations: list[str]


class SetTotals(Shape):
    """How many nodes there are, how many of them were added, and how many relations and ties."""

    nodes: int
    added: int
    relations: int
    ties: int


class NetworkOfSet(Result):
    """The network of a set; `missing` are ids and names that no node has, `ambiguous` names that several have."""

    table: ClassVar[str] = "relations"
    layer: str
    nodes: list[SetNode]
    relations: list[Relation]
    ties: list[SetTie]
    missing: list[str]
    ambiguous: dict[str, list[str]]
    totals: SetTotals
    graph_version: str

    def caption(self) -> str:
        """Return the numbers of nodes, relations and what was not found."""
        lost = (
            f"; {len(self.missing)} unknown, {len(self.ambiguous)} ambiguous"
            if self.missing or self.ambiguous
            else ""
        )
        return f"{self.layer}; {len(self.nodes):,} nodes, {len(self.relations):,} relations{lost}"

    def __repr__(self) -> str:
        return f"<NetworkOfSet: {self.caption()}>"


EXAMPLE = NetworkOfSet(
    layer="facts",
    nodes=[SetNode(**DMI.to_dict(), degree=1, added=False)],
    relations=[SPECIALIST],
    ties=[SetTie(source="dmi", target="union-metals", weight=1, relations=["r00837"])],
    missing=["dmj"],
    ambiguous={},
    totals=SetTotals(nodes=1, added=0, relations=1, ties=1),
    graph_version="f2bd416c30119016",
)


@question(
    "network_of_set",
    topic="neighbourhoods",
    path="networks",
    parameters=NetworkParameters,
    positional=("ids",),
    example=EXAMPLE,
    command="network",
)
def network_of_set(view: View, parameters: NetworkParameters) -> NetworkOfSet:
    """Find the network among the nodes of a set.

    All relations among them (`facts`), or the ties of a layer with the relations behind them; `grow` adds the nodes that are tied to most
    of the set. Unknown ids do not fail the call: they are listed in `missing`.
    """
    snapshot = view.snapshot
    found = nodes_named(view, parameters.ids or (), parameters.names or ())
    numbers = np.array(found.numbers, np.int64)
    added = grown(snapshot, numbers, parameters.layer, parameters.period, parameters.grow)
    network = among(snapshot, np.concatenate((numbers, added)), parameters.layer, parameters.period)
    starts, relations = network.evidence()
    ids, degrees, place = (
        network.ids,
        network.degrees.tolist(),
        {node: i for i, node in enumerate(network.nodes.tolist())},
    )
    whole, later = [*found.numbers, *added.tolist()], set(added.tolist())
    behind = np.unique(relations).tolist()
    ends = zip(network.source.tolist(), network.target.tolist(), network.weight.tolist(), strict=True)
    ties = [
        SetTie(
            source=ids[one],
            target=ids[other],
            weight=int(weight) if weight == int(weight) else weight,
            relations=[snapshot.relations.ids[r] for r in relations[starts[tie] : starts[tie + 1]].tolist()],
        )
        for tie, (one, other, weight) in enumerate(ends)
    ]
    nodes = [
        SetNode(
            **node_of(snapshot, node).to_dict(),
            degree=degrees[place[node]] if node in place else 0,
            added=node in later,
        )
        for node in whole
    ]
    return NetworkOfSet(
        layer=str(parameters.layer),
        nodes=nodes,
        relations=[relation_of(snapshot, relation) for relation in behind],
        ties=ties,
        missing=found.missing,
        ambiguous=found.ambiguous,
        totals=SetTotals(nodes=len(nodes), added=len(added), relations=len(behind), ties=len(ties)),
        graph_version=snapshot.graph_version,
    )


def among(snapshot: Snapshot, nodes: Ints, layer: Layer, period: Period) -> Network:
    """Return the network of a layer among some nodes."""
    from graph.network import Network

    return Network.of(
        snapshot, layer, period, keep=nodes.tolist(), relations=touching(snapshot, nodes, layer)
    )


def touching(snapshot: Snapshot, nodes: Ints, layer: Layer) -> npt.NDArray[np.bool_]:
    """Mark the relations that ties among some nodes can rest on, so that the others need not be gone through."""
    inside = np.zeros(len(snapshot.ids), bool)
    inside[nodes] = True
    table = snapshot.relations
    one, other = inside[table.subject], inside[table.object]
    # a shared programme or technology lies outside
    kept: npt.NDArray[np.bool_] = one & other if layer in {Layer.FACTS, Layer.DIRECT} else one | other
    return kept


def grown(snapshot: Snapshot, nodes: Ints, layer: Layer, period: Period, number: int) -> Ints:
    """Return the nodes that are tied to most of a set, at equal numbers those with the fewest ties, then by id."""
    if not number or not len(nodes):
        return np.zeros(0, np.int64)
    whole = whole_network(snapshot, layer, period)
    place = np.full(len(snapshot.ids), -1, np.int64)
    place[whole.nodes] = np.arange(len(whole))
    inside = np.zeros(len(whole), bool)
    known = place[nodes]
    inside[known[known >= 0]] = True
    towards = np.concatenate((whole.target[inside[whole.source]], whole.source[inside[whole.target]]))
    counts = np.bincount(towards, minlength=len(whole))
    counts[inside] = 0
    candidates = np.flatnonzero(counts)
    order = np.lexsort((candidates, whole.degrees[candidates], -counts[candidates]))[:number]
    return whole.nodes[candidates[order]].astype(np.int64)


def whole_network(snapshot: Snapshot, layer: Layer, period: Period) -> Network:
    """Return the network of a layer, cached with the snapshot."""
    from graph.network import Network

    return snapshot.memo(("network", layer, period), lambda: Network.of(snapshot, layer, period))


def contents_of_set(view: View, parameters: NetworkParameters, part: Part | None) -> Contents:
    """Gather the network of a set for a file."""
    from viz.exports.contents import Contents

    snapshot = view.snapshot
    numbers = np.array(nodes_named(view, parameters.ids or (), parameters.names or ()).numbers, np.int64)
    added = grown(snapshot, numbers, parameters.layer, parameters.period, parameters.grow)
    nodes = np.unique(np.concatenate((numbers, added))).astype(np.int32)
    network = among(snapshot, nodes.astype(np.int64), parameters.layer, parameters.period)
    relations = np.unique(network.evidence()[1])
    if parameters.layer is Layer.FACTS:
        return Contents(snapshot, parameters.layer, nodes, relations, part=part)
    return Contents(snapshot, parameters.layer, network.nodes, relations, network, part=part)
