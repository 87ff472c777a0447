"""What a file of a network holds, whatever its grammar: nodes, edges, and what is neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Said = Sequence[tuple[str, str]]
    Time = tuple[str | None, str | None]


class Declared(str):
    """The text of a value that its file declares to be a number: the type of a key, or a number of JSON."""

    __slots__ = ()


class Node(NamedTuple):
    """A node: its id in the file, its attributes as named there, and the label that it is drawn with."""

    id: str
    said: Said
    drawn: str = ""


class Edge(NamedTuple):
    """An edge: its id in the file, its ends, its attributes, the label that it is drawn with, when it holds, whether both ways,
    whether the file says that it has no direction.

    Without times it holds always; `fault` is what cannot be read of them.
    """

    id: str
    source: str
    target: str
    said: Said
    drawn: str = ""
    times: Sequence[Time] = ()
    mutual: bool = False
    fault: Any = None
    undirected: bool = False


class Other(NamedTuple):
    """An element that is neither and gives no record: why."""

    reason: str


Item = Node | Edge | Other


@dataclass(slots=True)
class About:
    """What is said of a whole file, complete once its items are read.

    `columns` are the attributes that it declares; `unread` names elements that were skipped, with how many; `beside` are
    records that stand beside nodes and edges in a file that Sojae wrote.
    """

    columns: dict[str, None] = field(default_factory=dict[str, None])
    unread: Counter[str] = field(default_factory=Counter[str])
    notes: list[str] = field(default_factory=list[str])
    beside: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
