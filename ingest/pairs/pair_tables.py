"""The tables of a pair: each file or sheet as a list of nodes or of edges, with its rows as items of a network."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from graph.texts import tidied
from ingest.attributes import number_in
from ingest.networks.fields import field_of
from ingest.networks.items import Edge, Node
from ingest.networks.typed_values import typed_rows
from ingest.origin import OriginError, Recognised
from ingest.pairs.ends import id_in, kinds_of_ends
from ingest.pairs.headings import CONSOLIDATED, DIRECTIONS, WEIGHTS, Headings, bare, headings_of
from ingest.person_looks import why_personal
from ingest.reading import Fault, Skipped, Table, grids
from ingest.reading.headers import LOOKED_AT, Layout, plain
from ingest.reading.positions import FieldFault
from ingest.row_reading import labelled_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ingest.networks.items import Item
    from ingest.reading import Grid
    from ingest.reading.grid import RowOrFault

    Placed = tuple[int, Item] | Fault | Skipped

WANTED = "nodes (Id, Label; :ID, :LABEL) or edges (Source, Target; :START_ID, :END_ID)"
SHOWN = 200


@dataclass(slots=True)
class PairTable:
    """One list, read whole: its headings, its items, how it was read, and the kinds of ends that it tells."""

    label: str
    headings: Headings
    items: list[Placed]
    recognised: Recognised
    notes: list[str] = field(default_factory=list[str])
    kinds: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def nodes(self) -> list[Node]:
        """Its nodes."""
        return [
            one[1] for one in self.items if not isinstance(one, Fault | Skipped) and isinstance(one[1], Node)
        ]

    @property
    def edges(self) -> list[tuple[int, Edge]]:
        """Its edges with their lines."""
        return [
            (one[0], one[1])
            for one in self.items
            if not isinstance(one, Fault | Skipped) and isinstance(one[1], Edge)
        ]

    def rename_ends(self, ids: Mapping[str, str]) -> None:
        """Let its edges name their ends by these ids."""
        self.items = [
            one
            if isinstance(one, Fault | Skipped) or not isinstance(one[1], Edge)
            else (
                one[0],
                one[1]._replace(
                    source=ids.get(one[1].source, one[1].source), target=ids.get(one[1].target, one[1].target)
                ),
            )
            for one in self.items
        ]


def pair_tables(files: Sequence[Path]) -> tuple[list[PairTable], list[Recognised]]:
    """Read every list of the files, lists of nodes first; sheets that are none are reported.

    Raises:
        OriginError: a file holds neither nodes nor edges.
    """
    found: list[PairTable] = []
    passed: list[Recognised] = []
    for part in labelled_parts(files):
        own: list[PairTable] = []
        others: list[tuple[Grid, int, tuple[str, ...]]] = []
        sheets = set[str]()
        for grid in grids(part):
            sheets.add((grid.sheet or "").strip().casefold())
            first = list(islice(grid.rows, LOOKED_AT))
            headings = first_headings(first)
            if headings is None:
                rows = len(first) + sum(1 for _ in grid.rows)
                others.append((grid, rows, first_row(first)))
            else:
                own.append(read_table(grid, first, headings))
        if {"elements", "connections"} <= sheets:
            raise OriginError(f"{part.label}: this is a workbook of Kumu: load it with `sojae load kumu`")
        if not own:
            columns = ", ".join(filter(None, others[0][2]))[:SHOWN] if others else "none"
            raise OriginError(
                f"{part.label}: neither {WANTED}; its columns are {columns}: use `sojae load table` with a mapping"
            )
        found += own
        passed += [
            Recognised(grid.label, grid.form, rows, sheet=grid.sheet, notes=(f"skipped: neither {WANTED}",))
            for grid, rows, _ in others
        ]
    return sorted(found, key=lambda table: table.headings.edges), passed


def first_row(rows: Sequence[RowOrFault]) -> tuple[str, ...]:
    """Return the first row that is not a fault."""
    return next((tuple(row[1]) for row in rows if not isinstance(row, Fault)), ())


def first_headings(rows: Sequence[RowOrFault]) -> Headings | None:
    """Return the headings of a table: of its first row that names nodes or edges; ids and ends count more than names."""
    found = [
        headings_of([" ".join(cell.split()) for cell in row[1]]) for row in rows if not isinstance(row, Fault)
    ]
    known = [one for one in found if one is not None]
    sure = (
        one
        for one in known
        if one.edges or any(heading.role == "id" and heading.name != "label" for heading in one.columns)
    )
    return next(sure, known[0] if known else None)


def read_table(grid: Grid, first: list[RowOrFault], headings: Headings) -> PairTable:
    """Read one list."""
    roles = ("source", "target") if headings.edges else ("id",)
    needed = {
        role: (headings.columns[place].column,)
        for role in roles
        if (place := headings.place(role)) is not None
    }
    table = Table(grid, Layout(needed, tuple(needed)), first)
    rows = list(table)
    cells = [row[1] for row in rows if not isinstance(row, Fault | Skipped)]
    final = headings_of(table.header.columns) or headings
    weight = weight_in(final, cells) if final.edges else None
    if weight is not None:
        one = final.columns[weight]
        final = Headings(
            (*final.columns[:weight], replace(one, name="weight"), *final.columns[weight + 1 :]), edges=True
        )
    drop: dict[int, str] = {}
    for place, one in enumerate(final.columns):
        if not one.role and (why := why_personal(one.column, (row[place] for row in cells))) is not None:
            drop[place] = why
    items = [row if isinstance(row, Fault | Skipped) else item_of(row, final, drop) for row in rows]
    notes = [f"{final.columns[place].column}: {why}, never loaded" for place, why in drop.items()]
    notes += (
        [] if weight is None else [f"“{final.columns[weight].column}” is read as the weight of its edges"]
    )
    kinds = kinds_of_ends(final, cells) if final.edges else {}
    return PairTable(grid.label, final, list(typed_rows(items)), table.recognised, notes, kinds)


def weight_in(headings: Headings, rows: Sequence[list[str]]) -> int | None:
    """Return the place of the column that has the weights of edges without being called so; None if there is none."""
    if any(field_of(one.name) in {"weight", "strength"} for one in headings.columns):
        return None
    for place, one in enumerate(headings.columns):
        if not one.role and plain(bare(one.column)) in WEIGHTS:
            numbers = [number_in(row[place].strip()) for row in rows if row[place].strip()]
            return place if numbers and all(number is not None and number > 0 for number in numbers) else None
    return None


def item_of(row: tuple[int, list[str]], headings: Headings, drop: dict[int, str]) -> Placed:
    """Return a row as a node or an edge."""
    line, cells = row
    texts = [" ".join(tidied(cell).split()) for cell in cells]
    data = [
        (one.name, one.mark(text))
        for place, (one, text) in enumerate(zip(headings.columns, texts, strict=True))
        if text and place not in drop and (not one.role or one.name in {"label", "lei"}) and one.name
    ]
    try:
        if not headings.edges:
            return line, Node(id_in(texts, headings, "id"), data)
        direction, place = "", headings.place("direction")
        if place is not None:
            direction = texts[place]
            if direction.casefold() not in DIRECTIONS and direction:
                data.append(("kind", direction))
        kinds = (text.casefold() for name, text in data if name == "kind")
        data += [("predicate", CONSOLIDATED[kind]) for kind in kinds if kind in CONSOLIDATED]
        ends = id_in(texts, headings, "source"), id_in(texts, headings, "target")
        return line, Edge("", *ends, data, undirected=DIRECTIONS.get(direction.casefold(), False))
    except FieldFault as fault:
        return Fault(line, fault.field, fault.rule, fault.remedy)
