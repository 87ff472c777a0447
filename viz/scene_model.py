"""A scene as data: nodes with positions, ties with their evidence, legend; the one contract of page, explorer and exports.

The results in `queries.scene` inherit these members, so that they are declared once.
"""

from __future__ import annotations

from typing import Literal

from graph.encoding import encoded
from graph.inheritable import inheritable, names_of
from graph.vocabulary import Kind, Layer, Predicate


@inheritable
class SceneNode:
    """One node: its names, position (y downwards) and look; `size` is its radius."""

    id: str
    kind: Kind
    label_ko: str
    label_en: str
    sector: str | None
    x: float
    y: float
    size: float
    colour: str
    community: int


@inheritable
class SceneTie:
    """One tie: the predicates and the ids of the relations behind it, and its weight as in the network."""

    source: str
    target: str
    predicates: tuple[Predicate, ...]
    relations: tuple[str, ...]
    weight: float


@inheritable
class LegendEntry:
    """One line of the legend: a sector, kind or predicate that is in the scene, and how many have it."""

    group: Literal["sector", "kind", "predicate"]
    id: str | None
    label_ko: str
    label_en: str
    colour: str | None
    shape: str | None
    count: int


@inheritable
class OwnColumn:
    """An own attribute of the nodes drawn.

    `values` are its distinct values in ascending order, `codes` the position of each node's value, −1 for none. Both are empty where
    the values are too many for a picture; `distinct` counts them.
    """

    name: str
    shape: Literal["text", "number", "date", "truth"]
    distinct: int
    values: tuple[str | int | float | bool, ...]
    codes: tuple[int, ...]


@inheritable
class Hidden:
    """How many nodes were left out: those without a tie, and those over the limit."""

    isolates: int
    limit: int


@inheritable
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


@inheritable
class Origin:
    """What a scene was taken from."""

    graph_version: str
    layer: Layer


@inheritable
class Scene(Origin):
    """A scene.

    Attributes:
        nodes: in the order of ids.
        ties: in the order of their ends; each pair once.
        legend: sectors, kinds and predicates in the scene, in the order of the vocabulary.
        attributes: own attributes of the nodes.
        hidden: what was left out.
        communities: of which network the nodes' communities are.
        data_licence: under which the data may be used.
        around, depth: the node in the middle and the steps from it, if it is a neighbourhood; not part of the contract.
    """

    nodes: tuple[SceneNode, ...]
    ties: tuple[SceneTie, ...]
    legend: tuple[LegendEntry, ...]
    attributes: tuple[OwnColumn, ...]
    hidden: Hidden
    communities: Division
    data_licence: str
    around: str | None = None
    depth: int | None = None

    def as_json(self) -> bytes:
        """Write the scene in the shape of the contract: orjson reads the dataclasses, ten times as fast as dicts."""
        return encoded({part: getattr(self, part) for part in PARTS})


PARTS = tuple(name for name in names_of(Scene) if name not in {"around", "depth"})
"""The parts of the contract, in order."""
