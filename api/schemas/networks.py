"""The shapes of measures, communities and scenes."""

from __future__ import annotations

from typing import Literal

from api.schemas.wire import Wire
from graph.vocabulary import Kind, Layer, Predicate


class MeasureInfo(Wire):
    """What a measure is."""

    name: str
    title_ko: str
    title_en: str
    family: str
    unit: str
    range: str
    parameters: dict[str, bool | int | float | str]
    definition: str
    summary_ko: str
    family_ko: str
    unit_ko: str
    range_ko: str


class Measures(Wire):
    """The registry."""

    results: list[MeasureInfo]


class MeasureValue(Wire):
    """The value of one node."""

    id: str
    value: float
    rank: int


class MeasureValues(Wire):
    """The values of one measure, highest first."""

    name: str
    unit: str
    layer: Layer
    parameters: dict[str, bool | int | float | str | None]
    weighted: bool
    graph_version: str
    nodes: int
    ties: int
    undated_ties: int
    values: list[MeasureValue]
    total: int
    next: str | None


class OverRepresented(Wire):
    """What a group has more of than chance would give: members that have it, those expected, and q (≤ 0.05)."""

    id: str
    name_ko: str
    name_en: str
    members: int
    expected: float
    q: float


class Traits(Wire):
    """Over-represented sectors and technologies, the surest first."""

    sectors: list[OverRepresented]
    technologies: list[OverRepresented]


class Community(Wire):
    """One group of nodes; `stability` is its mean Jaccard index with the likest group of other seeds, 0 to 1."""

    id: int
    size: int
    label_ko: str
    label_en: str
    stability: float
    over_represented: Traits
    sectors: dict[str, int]
    members: list[str]


class StabilityShape(Wire):
    """How far other seeds agree: mean adjusted Rand index with the partition, range of modularity over all."""

    seeds: int
    adjusted_rand: float | None
    modularity_low: float
    modularity_high: float


class Communities(Wire):
    """Groups found by the Leiden algorithm; labels are distinct."""

    layer: Layer
    resolution: float
    seed: int
    modularity: float
    weighted: bool
    stability: StabilityShape
    isolates: int
    communities: list[Community]
    graph_version: str


class DivisionShape(Wire):
    """Which network the communities of a scene divide: that of `/communities` (`layer`), a chosen part, or what is drawn."""

    of: Literal["layer", "choice", "drawn"]
    resolution: float
    seed: int
    modularity: float


class SceneNodeShape(Wire):
    """One node of a scene: `x`, `y` (downwards) and the radius `size` in the scene's own unit; community −1 for isolates."""

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


class SceneTieShape(Wire):
    """One tie of a scene, with the relations that are the evidence for it."""

    source: str
    target: str
    predicates: list[Predicate]
    relations: list[str]
    weight: float


class LegendEntryShape(Wire):
    """One line of the legend: a sector (`id` null for none), kind or predicate in the scene, and how many have it."""

    group: Literal["sector", "kind", "predicate"]
    id: str | None
    label_ko: str
    label_en: str
    colour: str | None
    shape: str | None
    count: int


class HiddenShape(Wire):
    """How many nodes a scene leaves out: without a tie, and beyond the limit."""

    isolates: int
    limit: int


class SceneShape(Wire):
    """What a picture draws."""

    graph_version: str
    layer: Layer
    nodes: list[SceneNodeShape]
    ties: list[SceneTieShape]
    legend: list[LegendEntryShape]
    hidden: HiddenShape
    communities: DivisionShape
    data_licence: str
