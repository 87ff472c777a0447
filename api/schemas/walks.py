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
    """True sizes, whatever was cut off or chosen; `ties` only with `via`."""

    nodes: int
    relations: int
    ties: int | None = None


class FoldedTie(Wire):
    """Two organisations of one or several programmes; `relations` are the memberships."""

    a: str
    b: str
    programmes: list[str]
    relations: list[Relation]


class Neighbourhood(Wire):
    """The nodes around a root and the relations that lead to them; `rank_by` … `ties` only where a walk chooses."""

    root: str
    depth: int
    rank_by: str | None = None
    limit_per_node: int | None = None
    via: Literal["programme"] | None = None
    ties: list[FoldedTie] | None = None
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
