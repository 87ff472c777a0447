"""Own attributes in network files: typed columns of their own, declared before nodes and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.attribute_names import name_in_file
from graph.attributes import attributes_of
from graph.own_fields import as_written
from viz.exports.contents import blocks, items_at
from viz.exports.tables import LATER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.attributes import Value
    from viz.exports.contents import Contents

WHOLE, DECIMAL, TRUTH, TEXT = "long", "double", "boolean", "string"
"""Types as GraphML and GEXF name them."""
TYPES: Mapping[type, str] = {bool: TRUTH, int: DECIMAL, float: DECIMAL, str: TEXT}


class Column(NamedTuple):
    """One column: its id in the file, its name there, and its type."""

    id: str
    name: str
    type: str


class Columns:
    """The columns for the own attributes of nodes or edges; an attribute with values of several types has a column for each."""

    def __init__(self, texts: Iterable[str | None], mark: str) -> None:
        found: dict[str, set[type]] = {}
        for text in dict.fromkeys(texts):
            for name, value in attributes_of(text).items():
                found.setdefault(name, set()).add(type(value))
        self.columns: dict[tuple[str, str], Column] = {}
        for name in sorted(found):
            for kind in sorted({TYPES[one] for one in found[name]}):
                shown = WHOLE if kind == DECIMAL and float not in found[name] else kind
                self.columns[name, kind] = Column(f"{mark}{len(self.columns)}", name_in_file(name), shown)

    def __iter__(self) -> Iterator[Column]:
        """Yield the columns to declare."""
        return iter(self.columns.values())

    def values(self, own: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        """Yield the values of a node or an edge as text, each with the id of its column."""
        for name, value in own.items():
            yield self.columns[name, TYPES[type(value)]].id, as_written(value)


def node_columns(contents: Contents) -> Columns:
    """Return the columns for the own attributes of the nodes of a file."""
    snapshot = contents.snapshot
    return Columns(
        (LATER[str(snapshot.kind(number))](snapshot.rows[number])[2] for number in contents.nodes.tolist()),
        "own",
    )


def edge_columns(contents: Contents) -> Columns:
    """Return the columns for the own attributes of the edges of a file; ties, which are made of several relations, have none."""
    texts = contents.snapshot.relations.attributes
    numbers = contents.relations if contents.network is None else contents.relations[:0]
    return Columns((text for block in blocks(numbers) for text in items_at(texts, block)), "edge_own")
