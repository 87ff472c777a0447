"""A scene: what is to be drawn, as the one contract of page, explorer and exports."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from graph.encoding import encoded
from graph.evidence import Period
from graph.filters import Filter
from graph.measures.groups import partition
from graph.network import Network, plain_number
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import SECTORS, Kind, Layer
from viz.layouts import two_level
from viz.palette import KIND_COLOURS, NO_SECTOR, PREDICATE_COLOURS, SHAPES, colour_of
from viz.scene_nodes import complete, surroundings, whole

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.snapshot import Snapshot
    from graph.vocabulary import Predicate


LIMIT = 20_000
DIVIDED_WHOLE = 250_000
"""Ties up to which the whole network is divided although a limit leaves out part of it: beyond, that takes many seconds."""
SMALLEST, LARGEST = 4.5, 26.0  # radii
NO_SECTOR_WORDS = ("업종 없음", "No sector")


@dataclass(frozen=True, slots=True)
class SceneNode:
    """One node: its names, where it stands (y downwards) and how it looks; `size` is its radius."""

    id: str
    kind: str
    label_ko: str
    label_en: str
    sector: str | None
    x: float
    y: float
    size: float
    colour: str
    community: int


@dataclass(frozen=True, slots=True)
class SceneTie:
    """One tie: the predicates and the ids of the relations behind it, and its weight as in the network."""

    source: str
    target: str
    predicates: tuple[str, ...]
    relations: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a sector, kind or predicate that is in the picture, and how many bear it."""

    group: str
    id: str | None
    label_ko: str
    label_en: str
    colour: str | None
    shape: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Division:
    """Which network the communities of a scene are a partition of.

    `of` is `layer` (what `/communities` answers for the same layer, period, resolution and seed), `choice` (the nodes and
    relations that a filter or a node in the middle chooses, by themselves) or `drawn` (the nodes drawn, since the network
    beyond the limit has more than `DIVIDED_WHOLE` ties).
    """

    of: Literal["layer", "choice", "drawn"]
    resolution: float
    seed: int
    modularity: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be drawn.

    Attributes:
        graph_version, layer: what it was taken from.
        nodes: in the order of ids.
        ties: in the order of their ends; each pair once.
        legend: sectors, kinds and predicates in the picture, in the order of the vocabulary.
        hidden: what was left out: `isolates` (nodes without a tie) and `limit` (nodes beyond the limit).
        communities: of which network the nodes' communities are.
        data_licence: under which the data may be used.
        around, depth: the node in the middle and the steps from it, if it is a neighbourhood.
    """

    graph_version: str
    layer: str
    nodes: tuple[SceneNode, ...]
    ties: tuple[SceneTie, ...]
    legend: tuple[LegendEntry, ...]
    hidden: dict[str, int]
    communities: Division
    data_licence: str
    around: str | None = None
    depth: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the scene in the shape of the contract."""
        return {
            "graph_version": self.graph_version,
            "layer": self.layer,
            "nodes": [asdict(node) for node in self.nodes],
            "ties": [
                {**asdict(tie), "predicates": list(tie.predicates), "relations": list(tie.relations)}
                for tie in self.ties
            ],
            "legend": [asdict(entry) for entry in self.legend],
            "hidden": dict(self.hidden),
            "communities": asdict(self.communities),
            "data_licence": self.data_licence,
        }

    def as_json(self) -> bytes:
        """Write the scene in the shape of the contract, ten times as fast as by way of dicts."""
        parts = ("graph_version", "layer", "nodes", "ties", "legend", "hidden", "communities", "data_licence")
        return encoded({part: getattr(self, part) for part in parts})


def scene(
    snapshot: Snapshot,
    *,
    layer: Layer | None = None,
    around: str | None = None,
    depth: int = 1,
    period: Period | None = None,
    sectors: Collection[str] | None = None,
    kinds: Collection[Kind] | None = None,
    predicates: Collection[Predicate] | None = None,
    isolates: bool = False,
    limit: int = LIMIT,
    ties: int | None = None,
    seed: int = 0,
    resolution: float = 1.0,
) -> Scene:
    """Make a scene of a whole layer, or of what surrounds a node.

    Its communities are those of the network that the words choose (`graph.measures.groups.partition`), so without a filter
    and a node in the middle those of the layer and period: whether isolates are drawn, or a limit leaves nodes out,
    changes none of them.

    Args:
        snapshot: the records.
        layer: which ties; None means `all` for a whole, `facts` (nodes of every kind) around a node.
        around: id of the node in the middle; all ties among what is reached are drawn.
        depth: steps from it.
        period: which relations count.
        sectors: keep nodes of these sectors only; None keeps all. The node in the middle always stays.
        kinds: keep nodes of these kinds only.
        predicates: keep relations with these predicates only.
        isolates: whether nodes without a tie are drawn too.
        limit: nodes at most: the nearest are kept, then those with most ties.
        ties: ties at most, where a whole layer is drawn: of its nodes, those with most ties are kept; None sets no limit.
        seed: of groups and positions.
        resolution: of the communities; above 1 gives smaller ones.

    Raises:
        KeyError: the layer has no such node to be in the middle.
    """
    layer = layer or (Layer.ALL if around is None else Layer.FACTS)
    chosen = Filter(
        None if predicates is None else frozenset(predicates),
        None if kinds is None else frozenset(kinds),
        None if sectors is None else frozenset(sectors),
        period or Period(),
    )
    key = ("scene", layer, around, depth, chosen, isolates, limit, ties, seed, resolution)
    return snapshot.memo(
        key, lambda: make(snapshot, layer, around, depth, chosen, isolates, limit, ties, seed, resolution)
    )


def make(
    snapshot: Snapshot,
    layer: Layer,
    around: str | None,
    depth: int,
    chosen: Filter,
    isolates: bool,
    limit: int,
    ties: int | None,
    seed: int,
    resolution: float,
) -> Scene:
    """Choose the nodes, place them and write the scene."""
    if around is None:
        network, hidden = whole(snapshot, layer, chosen, isolates, limit, ties)
    else:
        network, hidden = surroundings(snapshot, layer, around, depth, chosen, limit)
    radii = sizes(network)
    order = [snapshot.sectors[node] or "~" for node in network.nodes.tolist()]
    community, division = divided(snapshot, network, chosen, hidden, around, resolution, seed)
    positions = two_level(network, radii=radii, order=order, community=community, seed=seed)
    nodes = tuple(
        SceneNode(
            id=snapshot.ids[node],
            kind=str(snapshot.kind(node)),
            label_ko=snapshot.rows[node][1],
            label_en=snapshot.rows[node][2],
            sector=snapshot.sectors[node],
            x=round(float(x), 1),
            y=round(float(y), 1),
            size=round(float(radius), 1),
            colour=colour_of(snapshot.kind(node), snapshot.sectors[node]),
            community=int(community),
        )
        for node, (x, y), radius, community in zip(
            network.nodes.tolist(), positions.xy, radii, positions.community, strict=True
        )
    )
    written = ties_of(network)
    steps = None if around is None else depth
    lines = legend(nodes, written)
    licence = snapshot.data_licence
    return Scene(
        snapshot.graph_version, str(layer), nodes, written, lines, hidden, division, licence, around, steps
    )


def divided(
    snapshot: Snapshot,
    network: Network,
    chosen: Filter,
    hidden: dict[str, int],
    around: str | None,
    resolution: float,
    seed: int,
) -> tuple[npt.NDArray[np.int32], Division]:
    """Give the community of each node that is drawn, and say of which network they are."""
    of: Literal["layer", "choice", "drawn"] = (
        "layer" if around is None and replace(chosen, period=Period()).empty else "choice"
    )
    basis = network
    if around is None and hidden["limit"]:
        whole_network = complete(snapshot, network.layer, chosen)
        if whole_network.ties <= DIVIDED_WHOLE:
            basis = whole_network
        else:
            of = "drawn"
    found = partition(basis, resolution=resolution, seed=seed)
    labels = found.labels if basis is network else found.labels[np.searchsorted(basis.nodes, network.nodes)]
    return labels, Division(of, resolution, seed, found.modularity)


def sizes(network: Network) -> npt.NDArray[np.float64]:
    """Give each node a radius that grows with the root of its number of ties, so that its area shows it."""
    return np.clip(SMALLEST + 2.0 * np.sqrt(network.degrees.astype(np.float64)), SMALLEST, LARGEST).round(1)


def ties_of(network: Network) -> tuple[SceneTie, ...]:
    """Write each tie with the relations behind it."""
    starts, relations = network.evidence()
    table = network.snapshot.relations
    codes, bounds = table.predicate[relations].tolist(), starts.tolist()
    ids = [table.ids[relation] for relation in relations.tolist()]
    return tuple(
        SceneTie(
            network.ids[a],
            network.ids[b],
            tuple(str(PREDICATES[code]) for code in sorted(set(codes[bounds[tie] : bounds[tie + 1]]))),
            tuple(ids[bounds[tie] : bounds[tie + 1]]),
            plain_number(weight),
        )
        for tie, (a, b, weight) in enumerate(
            zip(network.source.tolist(), network.target.tolist(), network.weight.tolist(), strict=True)
        )
    )


def legend(nodes: tuple[SceneNode, ...], ties: tuple[SceneTie, ...]) -> tuple[LegendEntry, ...]:
    """Write a line for each sector, kind and predicate in the picture."""
    sectors, kinds = [node.sector for node in nodes], [node.kind for node in nodes]
    used = [predicate for tie in ties for predicate in tie.predicates]
    lines = [
        LegendEntry("sector", s.id, s.name_ko, s.name_en, s.colour, None, sectors.count(s.id))
        for s in SECTORS.values()
    ]
    unknown = sum(node.sector is None and node.kind != Kind.PROGRAMME for node in nodes)
    lines.append(LegendEntry("sector", None, *NO_SECTOR_WORDS, NO_SECTOR, None, unknown))
    lines += [
        LegendEntry("kind", str(k), k.ko, k.en, KIND_COLOURS.get(k), SHAPES[k], kinds.count(str(k)))
        for k in KINDS
    ]
    lines += [
        LegendEntry("predicate", str(p), p.ko, p.en, PREDICATE_COLOURS[p], None, used.count(str(p)))
        for p in PREDICATES
    ]
    return tuple(line for line in lines if line.count)
