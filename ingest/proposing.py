"""Draft mappings for tables, guessed from column names and values, to be edited."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ingest.column_guesses import Cells
from ingest.edge_guesses import with_ends
from ingest.header_guesses import header_at, header_of
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError
from ingest.person_looks import why_personal
from ingest.proposal import Proposal, ProposedColumn, ProposedTable
from ingest.proposal_text import mapping_text
from ingest.reading import Fault, grids, parts
from ingest.reading.forms import Form
from ingest.reading.headers import LOOKED_AT, PERHAPS_DATA, looks_like_data, place_of
from ingest.reading.positions import spot
from ingest.reading.tables import OBJECTS, is_sum
from ingest.record_guesses import records_of
from ingest.refused_tables import NoList, refuse_matrix, refuse_others

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from pathlib import Path

    from ingest.reading import Grid

SEEN = 400
"""Rows of a table whose values are looked at."""
MOST_COLUMNS = 400
FIRST_ROWS, LONGEST_CELL = 12, 80
HIDDEN = "•••"


class Given(NamedTuple):
    """What a person says of a file instead of letting it be recognised: the encoding, the line of the header (0: none), one table."""

    encoding: str | None = None
    header: int | None = None
    table: str | None = None


def propose(path: Path) -> str:
    """Write a draft mapping for a table, with comments on guesses, unused columns and other tables.

    Raises:
        OriginError: the file has no table.
    """
    return mapping_text(proposal_of(path))


def proposal_of(path: Path, name: str | None = None, given: Given = Given()) -> Proposal:  # noqa: B008  # immutable
    """Guess how a file is to be read: each table, what its columns hold, and the records of its rows.

    Args:
        path: the file.
        name: its name, if it has another at this path (an upload).
        given: what is not to be recognised; a table by its label or sheet, the only one that is proposed.

    Raises:
        OriginError: the file has no table.
    """
    found: list[ProposedTable] = []
    passed: list[NoList] = []
    broken: list[tuple[str, Fault]] = []
    name = name or path.name
    for part in parts(path, name):
        sort, reader = sort_of(part) if part.form is Form.JSON else ("a table", "table")
        if reader is None:
            raise of_another_sort(part.label, "a table", sort, reader)
        for grid in grids(part._replace(encoding=given.encoding)):
            if given.table not in {None, grid.label, grid.sheet}:
                continue
            seen = list(islice(grid.rows, SEEN))
            rows = [one for one in seen if not isinstance(one, Fault)]
            broken += [(grid.label, one) for one in seen if isinstance(one, Fault)]
            if any(any(map(str.strip, row)) for _, row in rows):
                try:
                    found.append(table_of(grid, rows, given, alone=grid.label == part.label))
                except NoList as other:
                    passed.append(other)
    if not found and passed:
        raise passed[0]
    if not found and broken:
        label, fault = broken[0]
        raise OriginError(
            f"{label}, {spot(fault.line)}: {fault.rule}: {fault.remedy}, or give another encoding"
        )
    if not found and given.table is not None:
        raise OriginError(f"{name}: no table “{given.table}”: give one of its tables or sheets")
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


def table_of(
    grid: Grid, numbered: list[tuple[int, list[str]]], given: Given, *, alone: bool
) -> ProposedTable:
    """Guess one table from its first rows with their lines.

    Raises:
        NoList: another origin reads it.
    """
    lines, rows = [int(line) for line, _ in numbered], [row for _, row in numbered]
    if given.header is None:
        refuse_matrix(grid.label, rows, SEEN - 1)
        header = header_of(rows[:LOOKED_AT], grid.label)
    else:
        first = lines[:LOOKED_AT]
        at = place_of(given.header, first, grid.label) if given.header else None
        header = header_at(rows[:LOOKED_AT], at)
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
    personal = {
        place
        for place, cells in enumerate(columns)
        if place in guess.dropped and why_personal(cells.name, cells.filled)
    }
    told = {"encoding": given.encoding, "header": given.header}
    if header.size and not objects and looks_like_data([name for name in header.columns if name]):
        asked.insert(0, PERHAPS_DATA.format(lines[header.row]))
    if edges is not None and guess.records[0].record == "relation":
        asked.append(edges)
    return ProposedTable(
        grid.label, grid.form, grid.encoding, grid.delimiter, None if alone else grid.sheet, None if objects else lines[header.row] if header.size else 0,
        len(below), tuple(proposed(columns, guess.dropped, guess.uses, guess.own)), guess.records, guess.named, asked=tuple(asked),
        given={name: value for name, value in told.items() if value is not None},
        first_rows=shown(rows[:FIRST_ROWS], header.row + header.size, personal),
        first_lines=tuple(lines[:FIRST_ROWS]),
    )  # fmt: skip


def shown(rows: Sequence[Sequence[str]], begin: int, personal: Set[int]) -> tuple[tuple[str, ...], ...]:
    """Return rows to be shown: personal cells below the header are hidden, long ones cut."""
    return tuple(
        tuple(
            HIDDEN if place in personal and number >= begin and cell.strip() else cell[:LONGEST_CELL]
            for place, cell in enumerate(row)
        )
        for number, row in enumerate(rows)
    )


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


__all__ = ["Given", "mapping_text", "proposal_of", "propose"]
