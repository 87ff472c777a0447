"""A scene as data: nodes with positions, ties with their evidence, legend; the one contract of page, explorer and exports."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.encoding import encoded


@dataclass(frozen=True, slots=True)
class SceneNode:
    """One node: its names, position (y downwards) and look; `size` is its radius."""

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
    """One line of the legend: a sector, kind or predicate that is in the scene, and how many have it."""

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
    beyond the limit has more than `PARTITION_LIMIT` ties).
    """

    of: Literal["layer", "choice", "drawn"]
    resolution: float
    seed: int
    modularity: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene.

    Attributes:
        graph_version, layer: what it was taken from.
        nodes: in the order of ids.
        ties: in the order of their ends; each pair once.
        legend: sectors, kinds and predicates in the scene, in the order of the vocabulary.
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
