"""Draft mappings for tables, guessed from column names and values, to be edited."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ingest.column_guesses import Cells
from ingest.edge_guesses import with_ends
from ingest.header_guesses import header_of
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError
from ingest.person_looks import why_personal
from ingest.proposal import Proposal, ProposedColumn, ProposedTable
from ingest.proposal_text import mapping_text
from ingest.reading import Fault, grids, parts
from ingest.reading.forms import Form
from ingest.reading.headers import LOOKED_AT, PERHAPS_DATA, looks_like_data
from ingest.reading.tables import OBJECTS, is_sum
from ingest.record_guesses import records_of
from ingest.refused_tables import NoList, refuse_matrix, refuse_others

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.reading import Grid

SEEN = 400
"""Rows of a table whose values are looked at."""
MOST_COLUMNS = 400


def propose(path: Path) -> str:
    """Write a draft mapping for a table, with comments on guesses, unused columns and other tables.

    Raises:
        OriginError: the file has no table.
    """
    return mapping_text(proposal_of(path))


def proposal_of(path: Path, name: str | None = None) -> Proposal:
    """Guess how a file is to be read: each table, what its columns hold, and the records of its rows.

    Args:
        path: the file.
        name: its name, if it has another at this path (an upload).

    Raises:
        OriginError: the file has no table.
    """
    found: list[ProposedTable] = []
    passed: list[NoList] = []
    name = name or path.name
    for part in parts(path, name):
        sort, reader = sort_of(part) if part.form is Form.JSON else ("a table", "table")
        if reader is None:
            raise of_another_sort(part.label, "a table", sort, reader)
        for grid in grids(part):
            rows = [one[1] for one in islice(grid.rows, SEEN) if not isinstance(one, Fault)]
            if any(any(map(str.strip, row)) for row in rows):
                try:
                    found.append(table_of(grid, rows, alone=grid.label == part.label))
                except NoList as other:
                    passed.append(other)
    if not found and passed:
        raise passed[0]
    if not found:
        raise OriginError(f"{name}: it contains no table: give CSV, XLSX, ODS or JSON Lines")
    columns = [tuple(column.name for column in table.columns) for table in found]
    found = [
        replace(table, same=columns.count(names), asked=(*table.asked, *map(str, passed)))
        for table, names in zip(found, columns, strict=True)
    ]
    title = name.rpartition(".")[0] or name
    origin = f"list-{hashlib.blake2b(title.encode(), digest_size=3).hexdigest()}"
    return Proposal(name, title, origin, tuple(sorted(found, key=lambda table: table.likely, reverse=True)))


def table_of(grid: Grid, rows: list[list[str]], *, alone: bool) -> ProposedTable:
    """Guess one table.

    Raises:
        NoList: another origin reads it.
    """
    refuse_matrix(grid.label, rows, SEEN - 1)
    header = header_of(rows[:LOOKED_AT], grid.label)
    if len(header.columns) > MOST_COLUMNS:
        raise OriginError(
            f"{grid.label}: the header has {len(header.columns):,} columns: a list has at most {MOST_COLUMNS}; check whether it"
            " is a matrix (`sojae load matrix`), or whether the delimiter is right"
        )
    below = [
        row
        for row in rows[header.row + header.size :]
        if not is_sum([cell for cell in row if cell.strip()] or [""])
    ]
    columns = [
        Cells.of(name, [row[place] if place < len(row) else "" for row in below])
        for place, name in enumerate(header.columns)
    ]
    refuse_others(grid.label, header.columns, below)
    header, edges = with_ends(header, below)
    guess = records_of(header, columns)
    objects = grid.form == OBJECTS
    asked = list(guess.asked)
    if not objects and looks_like_data([name for name in header.columns if name]):
        asked.insert(0, PERHAPS_DATA.format(header.row + 1))
    if edges is not None and guess.records[0].record == "relation":
        asked.append(edges)
    return ProposedTable(
        grid.label, grid.form, grid.encoding, grid.delimiter, None if alone else grid.sheet, None if objects else header.row + 1,
        len(below), tuple(proposed(columns, guess.dropped, guess.uses, guess.own)), guess.records, guess.named, asked=tuple(asked),
    )  # fmt: skip


def proposed(
    columns: Sequence[Cells],
    dropped: dict[int, str],
    uses: dict[int, list[tuple[int, str]]],
    own: dict[int, int],
) -> list[ProposedColumn]:
    """Return the columns with what becomes of each."""
    found: list[ProposedColumn] = []
    for place, cells in enumerate(columns):
        if not cells.name:
            continue
        why = dropped.get(place)
        samples = () if why is not None and why_personal(cells.name, cells.filled) else cells.samples
        fields = tuple(uses.get(place, ()))
        found.append(
            ProposedColumn(cells.name, samples, len(cells.filled), cells.type, fields, own.get(place), why)
        )
    return found


__all__ = ["mapping_text", "proposal_of", "propose"]
