"""Shapes of answers about capabilities."""

from __future__ import annotations

from typing import ClassVar, Literal

from graph.figures import Predicted
from graph.members import NamedMembers
from queries.gaps import Sentence
from queries.result import Result, Shape

CellVerdict = Literal["specialised", "not called", "not enough data"]


class CapabilityRow(Shape, NamedMembers):
    """A row: the sum of its cells, and its fitness and economic complexity where they can be computed."""

    total: int
    fitness: float | None
    eci: float | None


class CapabilityColumn(Shape, NamedMembers):
    """A column: the sum of its cells, and its complexity where it can be computed."""

    total: int
    complexity: float | None
    pci: float | None


class CapabilityCell(Shape):
    """A cell: its organisations, and its location quotient as it is (`lq`) and shrunk, with a 95 % interval."""

    row: str
    row_ko: str
    row_en: str
    column: str
    column_ko: str
    column_en: str
    count: int
    expected: float
    lq: float
    shrunk: float
    low: float
    high: float
    density: float | None
    verdict: CellVerdict


class NextColumn(Shape):
    """A column that a row does not have and that is near to what it has."""

    row: str
    column: str
    density: float


class CapabilityTrial(Shape, Predicted):
    """The hold-out test: which open cells were entered within `years` after the 1 January of each cut-off.

    `auc` is that of relatedness density, `auc_activity` that of size × popularity; `difference` is the first minus the
    second, with its 95 % interval (rows and columns resampled).
    """

    cutoffs: list[int]
    years: int


class CapabilitiesShape(Result):
    """Who does what: the cells, best first; `next` is null unless the hold-out test allows it."""

    table: ClassVar[str] = "cells"
    rows_by: str
    columns_by: str
    measure: str
    own: str
    min_count: int
    as_of: str | None
    since: str | None
    undated: str
    graph_version: str
    organisations: int
    unplaced: int
    unclassed: int
    shape: float | None
    row_list: list[CapabilityRow]
    column_list: list[CapabilityColumn]
    listed: Literal["all", "held"]
    cells: list[CapabilityCell]
    complexity_reason: Sentence | None
    next: list[NextColumn] | None
    next_reason: Sentence
    holdout: CapabilityTrial | None
    warnings: list[Sentence]

    def caption(self) -> str:
        """Return the size of the table, and how many cells are specialised."""
        called = sum(cell.verdict == "specialised" for cell in self.cells)
        size = f"{len(self.row_list)} × {len(self.column_list)} ({self.rows_by} × {self.columns_by})"
        return f"{size}, {self.organisations:,} organisations; {called} cells specialised"

    def __repr__(self) -> str:
        return f"<Capabilities: {self.caption()}>"


class CapabilityHolder(Shape, NamedMembers):
    """An organisation that develops or uses something, with the relations and sources that say so."""

    row: str | None
    relations: list[str]
    sources: list[str]


class CapabilityHeld(Shape):
    """A column that the row has (`own`), or that others have: the holders in the row, or else all of them."""

    column: str
    column_ko: str
    column_en: str
    own: bool
    count: int
    organisations: int
    verdict: CellVerdict
    holders: list[CapabilityHolder]


class CapabilityCard(Result, NamedMembers):
    """What one row does, most organisations first, and then what others do and it does not, most widespread first."""

    table: ClassVar[str] = "results"
    rows_by: str
    columns_by: str
    min_count: int
    as_of: str | None
    since: str | None
    undated: str
    graph_version: str
    total: int
    others_in_all: int
    row_names: list[CapabilityRow]
    results: list[CapabilityHeld]

    def caption(self) -> str:
        """Return the row, and the numbers of columns it has and others have."""
        own = sum(one.own for one in self.results)
        return f"{self.name_en}: does {own}, others do {self.others_in_all:,} more"

    def __repr__(self) -> str:
        return f"<Capability: {self.caption()}>"
