"""Which lists there are, and the pages of each: shapes, columns, an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import PrivateAttr

from graph.attributes import PREFIX
from graph.fields import BESIDE, PATHS, Listed
from graph.fields import Shape as FieldShape
from graph.model import ATTRIBUTES, NODE_TYPES
from graph.vocabulary import RecordType
from queries.record import COLLECTIONS
from queries.record_shapes import BESIDE_EXAMPLES, EXAMPLES, Conflict
from queries.records import ListedAlias, ListedIdentifier, Node, Relation, Source
from queries.result import Result, Shape
from queries.tables import OTHER, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page(Result):
    """A page of a list; the shape of its rows depends on the record type, and on `fields`."""

    table: ClassVar[str] = "results"
    results: list[Any]
    total: int
    next: str | None
    graph_version: str

    _columns: dict[str, str] | None = PrivateAttr(default=None)

    def with_columns(self, columns: dict[str, str]) -> Page:
        """Set the columns of its table, where the shape of its rows does not say them."""
        self._columns = columns
        return self

    def columns(self) -> dict[str, str]:
        """Return the columns of the table, with their types in pandas."""
        return super().columns() if self._columns is None else self._columns

    def caption(self) -> str:
        """Return how many of how many records are on the page."""
        return f"{len(self.results):,} of {self.total:,}"


class NodePage(Page):
    """Nodes of one kind."""

    results: list[Node]


class RelationPage(Page):
    """Relations."""

    results: list[Relation]


class SourcePage(Page):
    """Sources."""

    results: list[Source]


class AliasPage(Page):
    """Further names of nodes."""

    results: list[ListedAlias]


class IdentifierPage(Page):
    """Identifiers of nodes, without those of sole traders."""

    results: list[ListedIdentifier]


class ConflictPage(Page):
    """Conflicts between sources."""

    results: list[Conflict]


LISTS: dict[str, Listed] = {
    **COLLECTIONS,
    "nodes": None,
    "aliases": RecordType.ALIAS,
    "identifiers": RecordType.IDENTIFIER,
    "conflicts": RecordType.CONFLICT,
}
"""Name of a list → what it has."""
NAMES: dict[Listed, str] = {listed: name for name, listed in LISTS.items()}
TITLES = {
    "nodes": "nodes of every kind",
    "aliases": "further names of nodes",
    "identifiers": "identifiers of nodes, without the numbers of sole traders",
    "conflicts": "conflicts between sources or records",
}
BESIDE_SHAPES: dict[Listed, type[Shape]] = {
    RecordType.ALIAS: ListedAlias,
    RecordType.IDENTIFIER: ListedIdentifier,
    RecordType.CONFLICT: Conflict,
}
EXACT = {"degree": "int64", "weight": "float64"}
"""Numbers that every record has."""
PAGES: dict[Listed, type[Page]] = {
    None: NodePage,
    RecordType.ALIAS: AliasPage,
    RecordType.IDENTIFIER: IdentifierPage,
    RecordType.CONFLICT: ConflictPage,
    RecordType.RELATION: RelationPage,
    RecordType.SOURCE: SourcePage,
    **dict.fromkeys(NODE_TYPES, NodePage),
}


def columns_of(record_type: Listed, fields: Sequence[str]) -> dict[str, str]:
    """Return the columns of chosen fields, with their types in pandas; parts of one field are one column."""
    of_shape = {
        FieldShape.TEXT: TEXT,
        FieldShape.DATE: TEXT,
        FieldShape.NUMBER: "Int64",
        FieldShape.TRUTH: "bool",
        FieldShape.OBJECT: OTHER,
    }
    columns: dict[str, str] = {}
    for head, _, rest in (field.partition(".") for field in fields):
        known = PATHS[record_type].get(head)
        if head == ATTRIBUTES and rest:
            columns[f"{PREFIX}{rest}"] = OTHER
            continue
        columns[head] = OTHER if rest or known is None or known.many else of_shape[known.shape]
    return columns | {name: kind for name, kind in EXACT.items() if name in columns}


def example_of(record_type: Listed) -> Page:
    """Return a page of one record."""
    record = (
        BESIDE_EXAMPLES[record_type]
        if record_type in BESIDE
        else EXAMPLES[record_type or RecordType.ORGANISATION].rows[0]
    )
    return PAGES[record_type](results=[record], total=1, next=None, graph_version="f2bd416c30119016")
