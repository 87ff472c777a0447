"""The shapes of neighbourhoods and paths."""

from __future__ import annotations

from typing import Literal

from api.schemas.records import Node, Relation
from api.schemas.wire import Wire


class ReachedNode(Node):
    """A node of a neighbourhood."""

    distance: int
    degree: int


class Totals(Wire):
    """True sizes, whatever was cut off."""

    nodes: int
    relations: int


class Neighbourhood(Wire):
    """The nodes around a root and the relations that lead to them."""

    root: str
    depth: int
    nodes: list[ReachedNode]
    relations: list[Relation]
    totals: Totals
    truncated: bool
    next: str | None
    graph_version: str


class Neighbourhoods(Wire):
    """Several neighbourhoods."""

    results: list[Neighbourhood]
    graph_version: str


class Path(Wire):
    """One way: `relations` has the best relation of each step, `steps` all of them."""

    length: int
    cost: float
    nodes: list[str]
    relations: list[str]
    steps: list[list[str]]


class Paths(Wire):
    """The cheapest ways between two nodes; none is an answer too. `avoided` nodes may not be met on the way."""

    source: str
    target: str
    weight: Literal["hops", "rarity"]
    avoided: int
    paths: list[Path]
    nodes: dict[str, Node]
    relations: dict[str, Relation]
    graph_version: str
