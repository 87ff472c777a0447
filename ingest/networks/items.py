"""Items of a network file in any format: nodes, edges and others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Attributes = Sequence[tuple[str, str]]
    Time = tuple[str | None, str | None]


class Declared(str):
    """The text of a value declared as a number by its file (key type or JSON number)."""

    __slots__ = ()


class Truth(str):
    """The text of a value declared as a truth value: true or false."""

    __slots__ = ()


class Written(str):
    """The text of a value declared as text, even if it looks like a number."""

    __slots__ = ()


class Node(NamedTuple):
    """A node: its id and attributes in the file, and its graphical label."""

    id: str
    data: Attributes
    drawn: str = ""


class Edge(NamedTuple):
    """An edge: its id in the file, ends, attributes, graphical label, periods, whether bidirectional, whether undirected.

    Without periods it always holds; `fault` is set if they cannot be read.
    """

    id: str
    source: str
    target: str
    data: Attributes
    drawn: str = ""
    times: Sequence[Time] = ()
    mutual: bool = False
    fault: Any = None
    undirected: bool = False


class Other(NamedTuple):
    """Another element without a record, and why."""

    reason: str


Item = Node | Edge | Other


@dataclass(slots=True)
class About:
    """Information about a file, complete once its items are read.

    `columns` are its declared attributes; `unread` counts skipped elements; `beside` are extra records in a Sojae export.
    """

    columns: dict[str, None] = field(default_factory=dict[str, None])
    unread: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])
    beside: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
