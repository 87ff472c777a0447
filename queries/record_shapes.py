"""Shapes of single records, and an example of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from graph.members import ConflictMembers
from graph.vocabulary import Kind, RecordType
from queries.records import DMI, SPECIALIST, ListedAlias, ListedIdentifier, Node, Relation, Source
from queries.result import Result, Shape


class Conflict(Shape, ConflictMembers):
    """A conflict: both values with their sources, the chosen one, and why."""


Sides = dict[Literal["as_subject", "as_object"], int]


class NodeRecord(Node, Result):
    """A node; if its origin no longer has it, `closed` is the day since when, and only the record's own members are present.

    `place_ko` and `place_en` name an organisation's place as the table of places does, however the record spells it.
    """

    place_ko: str | None = None
    place_en: str | None = None
    degree: int | None = None
    relations: dict[str, Sides] | None = None
    conflicts: list[Conflict] | None = None
    closed: str | None
    graph_version: str

    @property
    def rows(self) -> list[Any]:
        """The node itself, in one row."""
        return [Node(**{name: self[name] for name in Node.model_fields if name in self.model_fields_set})]

    def caption(self) -> str:
        """Return its names and number of relations."""
        relations = "closed" if self.degree is None else f"{self.degree:,} relations"
        return f"{self.id}, {self.name_en} ({self.name_ko}); {relations}"

    def __repr__(self) -> str:
        return f"<{str(self.kind).capitalize()}: {self.caption()}>"


class RelationRecord(Relation, Result):
    """A relation with its sources in full."""

    ids: ClassVar[Mapping[str, Any]] = Relation.ids
    citations: list[Source] | None = None
    closed: str | None = None
    graph_version: str

    @property
    def rows(self) -> list[Any]:
        """The relation itself, in one row."""
        return [Relation(**{name: getattr(self, name) for name in Relation.model_fields})]

    def caption(self) -> str:
        """Return subject, predicate and object."""
        return f"{self.subject} {self.predicate} {self.object}"

    def __repr__(self) -> str:
        return f"<Relation: {self.id}, {self.caption()}>"


class SourceRecord(Source, Result):
    """A source, and the number of records that cite it."""

    relations: int | None = None
    nodes: int | None = None
    closed: str | None = None
    graph_version: str

    @property
    def rows(self) -> list[Any]:
        """The source itself, in one row."""
        return [Source(**{name: getattr(self, name) for name in Source.model_fields})]

    def caption(self) -> str:
        """Return its title."""
        return f"{self.id}, {self.title}"

    def __repr__(self) -> str:
        return f"<Source: {self.caption()}>"


BESIDE_EXAMPLES: dict[Any, Shape] = {
    RecordType.ALIAS: ListedAlias(node="dmi", name="DMI", kind="abbreviation", sources=["s0002"]),
    RecordType.IDENTIFIER: ListedIdentifier(node="dmi", scheme="ror", value="040c17130", sources=["s0002"]),
    RecordType.CONFLICT: Conflict(
        entity="dmi", field="founded", value_a="2001", sources_a=["s0002"], value_b="2002", sources_b=["s0290"],
        chosen="2001", why="its own account", field_ko="설립", why_ko="기관의 설명",
    ),
}  # fmt: skip
"""An example of each record without an id."""
VERSION = "f2bd416c30119016"
EXAMPLES: dict[RecordType, NodeRecord | RelationRecord | SourceRecord] = {
    RecordType.ORGANISATION: NodeRecord(
        **DMI.to_dict(), place_ko="대구", place_en="Daegu", degree=141, relations={"LEADS": {"as_subject": 3, "as_object": 0}}, conflicts=[], closed=None,
        graph_version=VERSION,
    ),
    RecordType.TECHNOLOGY: NodeRecord(
        id="3d-fibre-snow-chain", kind=Kind.TECHNOLOGY, name_ko="3D 섬유 스노체인", name_en="3D fibre snow chain",
        name_en_is_official=False, field="textiles", detail=None, detail_ko=None, attributes={}, sources=["s0290"], degree=1, relations={}, conflicts=[],
        closed=None, graph_version=VERSION,
    ),
    RecordType.PROGRAMME: NodeRecord(
        id="daegu-materials-convergence-union", kind=Kind.PROGRAMME, name_ko="대구소재융합연합",
        name_en="Daegu Materials Convergence Union", name_en_is_official=False, programme_kind="union", start="2017-06-20",
        end=None, budget_krw=None, members_told=200, detail=None, detail_ko=None, attributes={}, sources=["s0290"], degree=8, relations={}, conflicts=[], closed=None,
        graph_version=VERSION,
    ),
    RecordType.RELATION: RelationRecord(
        **SPECIALIST.to_dict(), citations=[], closed=None, graph_version=VERSION,
    ),
    RecordType.SOURCE: SourceRecord(
        id="s0290", title="…", publisher="…", published="2017-06-20", url="https://example.org/1", relations=12, nodes=3,
        closed=None, graph_version=VERSION,
    ),
}  # fmt: skip
