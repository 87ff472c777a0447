"""Which origin reads given files, by their content: for the import screen, and for whoever does not know the format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.adapters import adapters
from ingest.networks.kumu import SHEETS
from ingest.networks.sorts import sort_of
from ingest.origin import OriginError
from ingest.pairs.signs import ends_in, is_neo4j, looks_like_matrix
from ingest.reading import Fault, grids
from ingest.reading.forms import Form
from ingest.reading.headers import plain
from ingest.row_reading import given, labelled_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.reading import Grid, Part

TABLE, PAIR = "table", "pair"
TABLES = frozenset({Form.DELIMITED, Form.XLSX, Form.XLS, Form.ODS, Form.HTML})
LOOKED_AT = 10
HEADERS = (
    ({"projectid", "organisationid"}, "cordis"),
    ({"회사명", "종목코드", "상장일"}, "krx"),
    ({"회사명", "공장관리번호"}, "factories"),
    ({"변경전상호", "변경일"}, "renames"),
)
"""Columns that a header has → the origin of such tables."""
SMALL = 200
"""Rows and columns up to which a table is tried as a matrix."""


class Unknown(OriginError):
    """No origin reads a file, or the files belong to several."""


def origin_for(paths: Sequence[Path]) -> str:
    """Return the name of the origin that reads these files together.

    Raises:
        Unknown: no origin reads one of them, or they belong to several origins.
        OriginError: a file is missing, empty or broken.
    """
    found: dict[str, str] = {}
    for label, origin in origins_of(given(paths, "load", "files")):
        found.setdefault(origin, label)
    for origin in (PAIR, "vosviewer"):  # the nodes of a pair, and the network of a map, are plain tables
        if set(found) == {TABLE, origin}:
            return origin
    if len(found) > 1:
        listed = ", ".join(f"{label} ({origin})" for origin, label in found.items())
        raise Unknown(f"these files belong to several origins: {listed}: load those of one origin at a time")
    if not found:
        raise Unknown(f"{', '.join(path.name for path in paths)}: no file to read: give a network or a table")
    return next(iter(found))


def origins_of(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the label and the origin of each file."""
    for part in labelled_parts(files):
        if part.label.rpartition("/")[2] in {"LICENCE.txt", "README.txt", "README.md"}:
            continue
        origin = origin_of_part(part)
        yield part.label, origin


def origin_of_part(part: Part) -> str:
    """Return the origin that reads one file.

    Raises:
        Unknown: there is none.
    """
    if part.form is Form.PARQUET:
        return "parquet"
    name, origin = sort_of(part)
    if origin is None:
        raise Unknown(
            f"{part.label}: this is {name}, which no origin reads: export it as GraphML, GEXF or a table"
        )
    if origin != TABLE or part.form not in TABLES:
        return origin
    return origin_of_tables(list(grids_of(part)))


def grids_of(part: Part) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each table of a file: its sheet, and its first rows."""
    for grid in grids(part):
        yield (grid.sheet or "").strip().casefold(), first_rows(grid)


def first_rows(grid: Grid) -> list[list[str]]:
    """Return the first rows of a table, one more than a small matrix has."""
    rows: list[list[str]] = []
    for found in grid.rows:
        if not isinstance(found, Fault):
            rows.append(found[1])
        if len(rows) > SMALL:
            break
    return rows


def origin_of_tables(tables: list[tuple[str, list[list[str]]]]) -> str:
    """Return the origin of the tables of a file."""
    if {sheet for sheet, _ in tables} >= set(SHEETS):
        return "kumu"
    known = adapters()
    for _, rows in tables:
        for number, cells in enumerate(rows[:LOOKED_AT]):
            words = {plain(cell) for cell in cells}
            if is_neo4j(cells):
                return PAIR
            if {"id", "label"} <= words and (
                {"x", "y", "cluster"} <= words or any(word.startswith("weight<") for word in words)
            ):
                return "vosviewer"
            found = next((origin for needed, origin in HEADERS if needed <= words and origin in known), None)
            if found is not None:
                return found
            if ends_in(cells, rows[number + 1 :]) is not None:
                return PAIR
    return "matrix" if tables and looks_like_matrix(tables[0][1], SMALL) else TABLE
