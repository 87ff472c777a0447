"""Makes a scene: selects nodes, finds communities, lays out, and writes nodes, ties and legend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from graph.evidence import Period
from graph.filters import Filter
from graph.measures.groups import partition
from graph.network import Network, plain_number
from graph.relations import PREDICATES
from graph.vocabulary import Layer
from viz.layouts import Positions, two_level
from viz.legend import legend_of
from viz.palette import colour_of
from viz.scene_attributes import own_columns
from viz.scene_model import Division, Scene, SceneNode, SceneTie
from viz.scene_selection import matching_network, select_layer, select_surroundings

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind, Predicate
    from viz.scene_model import Hidden


LIMIT = 20_000
PARTITION_LIMIT = 250_000
"""Ties up to which the whole network is divided although a limit leaves out part of it: beyond, that takes many seconds."""
SMALLEST, LARGEST = 4.5, 26.0  # radii


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
    ids: Collection[str] | None = None,
    isolates: bool = False,
    limit: int = LIMIT,
    ties: int | None = None,
    seed: int = 0,
    resolution: float = 1.0,
) -> Scene:
    """Build the scene of a whole layer, or of the surroundings of a node.

    Its communities are those of the network that the parameters choose (`graph.measures.groups.partition`), so without a filter
    and a node in the middle those of the layer and period: whether isolates are drawn, or a limit leaves nodes out,
    changes none of them.

    Args:
        snapshot: the records.
        layer: which ties; None means `all` for a select_layer, `facts` (nodes of every kind) around a node or for ids.
        around: id of the node in the middle; all ties among what is reached are drawn.
        depth: steps from it.
        period: which relations count.
        sectors: keep nodes of these sectors only; None keeps all. The node in the middle always stays.
        kinds: keep nodes of these kinds only.
        predicates: keep relations with these predicates only.
        ids: keep the nodes with these ids only.
        isolates: whether nodes without a tie are drawn too.
        limit: nodes at most: the nearest are kept, then those with most ties.
        ties: ties at most, where a whole layer is drawn: of its nodes, those with most ties are kept; None sets no limit.
        seed: of groups and positions.
        resolution: of the communities; above 1 gives smaller ones.

    Raises:
        KeyError: the layer has no such node to be in the middle.
    """
    layer = layer or (Layer.ALL if around is None and ids is None else Layer.FACTS)
    chosen = Filter(
        None if predicates is None else frozenset(predicates),
        None if kinds is None else frozenset(kinds),
        None if sectors is None else frozenset(sectors),
        period or Period(),
        None if ids is None else frozenset(ids),
    )
    key = ("scene", layer, around, depth, chosen, isolates, limit, ties, seed, resolution)
    return snapshot.memo(
        key, lambda: build(snapshot, layer, around, depth, chosen, isolates, limit, ties, seed, resolution)
    )


def build(
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
    """Select and lay out the nodes, and write the scene."""
    if around is None:
        network, hidden = select_layer(snapshot, layer, chosen, isolates, limit, ties)
    else:
        network, hidden = select_surroundings(snapshot, layer, around, depth, chosen, limit)
    radii = sizes(network)
    order = [snapshot.sectors[node] or "~" for node in network.nodes.tolist()]
    community, division = communities_of(snapshot, network, chosen, hidden, around, resolution, seed)
    positions = two_level(network, radii=radii, order=order, community=community, seed=seed)
    nodes = nodes_of(network, positions, radii)
    drawn_ties = ties_of(network)
    steps = None if around is None else depth
    lines = legend_of(nodes, drawn_ties, snapshot.grouping)
    licence = snapshot.data_licence
    own = own_columns(network)
    return Scene(
        snapshot.graph_version, layer, nodes, drawn_ties, lines, own, hidden, division, licence, around, steps
    )


def communities_of(
    snapshot: Snapshot,
    network: Network,
    chosen: Filter,
    hidden: Hidden,
    around: str | None,
    resolution: float,
    seed: int,
) -> tuple[npt.NDArray[np.int32], Division]:
    """Find the community of each drawn node, and say of which network they are a partition."""
    of: Literal["layer", "choice", "drawn"] = (
        "layer" if around is None and replace(chosen, period=Period()).empty else "choice"
    )
    basis = network
    if around is None and hidden.limit:
        full_network = matching_network(snapshot, network.layer, chosen)
        if full_network.ties <= PARTITION_LIMIT:
            basis = full_network
        else:
            of = "drawn"
    found = partition(basis, resolution=resolution, seed=seed)
    labels = found.labels if basis is network else found.labels[np.searchsorted(basis.nodes, network.nodes)]
    return labels, Division(of, resolution, seed, found.modularity)


def sizes(network: Network) -> npt.NDArray[np.float64]:
    """Compute radii that grow with the root of the number of ties, so that areas are proportional."""
    return np.clip(SMALLEST + 2.0 * np.sqrt(network.degrees.astype(np.float64)), SMALLEST, LARGEST).round(1)


def nodes_of(network: Network, positions: Positions, radii: npt.NDArray[np.float64]) -> tuple[SceneNode, ...]:
    """Write each node with its names, position and look."""
    snapshot = network.snapshot
    colours = {} if snapshot.grouping.is_sectors else snapshot.grouping.colours
    return tuple(
        SceneNode(
            id=snapshot.ids[node],
            kind=snapshot.kind(node),
            label_ko=snapshot.rows[node][1],
            label_en=snapshot.rows[node][2],
            sector=snapshot.sectors[node],
            x=round(float(x), 1),
            y=round(float(y), 1),
            size=round(float(radius), 1),
            colour=colours.get(snapshot.sectors[node] or "")
            or colour_of(snapshot.kind(node), snapshot.sectors[node]),
            community=int(community),
        )
        for node, (x, y), radius, community in zip(
            network.nodes.tolist(), positions.xy, radii, positions.community, strict=True
        )
    )


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
            tuple(PREDICATES[code] for code in sorted(set(codes[bounds[tie] : bounds[tie + 1]]))),
            tuple(ids[bounds[tie] : bounds[tie + 1]]),
            plain_number(weight),
        )
        for tie, (a, b, weight) in enumerate(
            zip(network.source.tolist(), network.target.tolist(), network.weight.tolist(), strict=True)
        )
    )
