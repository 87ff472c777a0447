"""The shapes of measures, communities and scenes."""

from __future__ import annotations

from typing import Any

from api.schemas.wire import Wire
from graph.vocabulary import Layer


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
    parameters: dict[str, bool | int | float | str]
    graph_version: str
    nodes: int
    ties: int
    undated_ties: int
    values: list[MeasureValue]
    total: int
    next: str | None


class Community(Wire):
    """One group of nodes."""

    id: int
    size: int
    label_ko: str
    label_en: str
    sectors: dict[str, int]
    members: list[str]


class Communities(Wire):
    """Groups found by the Leiden algorithm."""

    layer: Layer
    resolution: float
    seed: int
    modularity: float
    isolates: int
    communities: list[Community]
    graph_version: str


class SceneShape(Wire):
    """What a picture draws."""

    graph_version: str
    layer: str
    nodes: list[dict[str, Any]]
    ties: list[dict[str, Any]]
    legend: list[dict[str, Any]]
    hidden: dict[str, int]
