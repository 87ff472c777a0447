"""The schema of the Neo4j store: creating and dropping constraints, indexes and the graph node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from graph.schema import SCHEMA_VERSION
from graph.stores import cypher_state
from graph.versions import graph_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INDEX_SECONDS = 150.0
ZERO = f"{0:032x}"


class Read(Protocol):
    """Runs a reading statement and returns its rows."""

    def __call__(self, text: str, *, _seconds: float | None = None) -> list[list[Any]]:
        """Run it."""
        ...


def make(read: Read, write: Callable[..., None]) -> list[str]:
    """Create what is missing; return the names of new constraints and indexes."""
    present = {name for (name,) in read(cypher_state.SHOW_SCHEMA)}
    missing = {name: text for name, text in cypher_state.schema().items() if name not in present}
    if missing:
        write(*missing.values())
        read(cypher_state.AWAIT_INDEXES, _seconds=INDEX_SECONDS)
    write(cypher_state.MAKE_GRAPH, total=ZERO, graph_version=graph_version(0), schema=SCHEMA_VERSION)
    return list(missing)


def take_away(made: Iterable[str], read: Read, write: Callable[..., None]) -> None:
    """Drop what was created, unless something was or is being loaded since."""
    write(cypher_state.FORGET_EMPTY)
    if not read(cypher_state.READ_GRAPH):
        write(*(f"DROP {cypher_state.kind_of(name)} {name} IF EXISTS" for name in made))
