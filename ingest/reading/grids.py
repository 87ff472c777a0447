"""The tables of a file, whatever form the file has: each form has its own reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.reading.forms import Form
from ingest.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.reading.archives import Part


def grids(part: Part) -> Iterator[Grid]:
    """Yield each table of a file.

    Raises:
        OriginError: the file is broken, has no tables, or would not fit into memory.
    """
    match part.form:
        case Form.DELIMITED:
            from ingest.reading.delimited import NAMES, Delimited

            text = Delimited(part.path, part.label, encoding=part.encoding)
            name = NAMES.get(text.delimiter, text.delimiter)
            found = text.encoding
            yield Grid(
                part.label,
                "delimited text",
                text.rows(),
                found.name,
                name,
                notes=(f"encoding: {found.because}",),
            )
        case Form.HTML:
            from ingest.reading.html_tables import grids_of_page

            yield from grids_of_page(part)
        case Form.JSON:
            from ingest.reading.objects import grid_of_objects

            yield grid_of_objects(part)
        case Form.XLSX | Form.XLS | Form.ODS:
            from ingest.reading.workbooks import grids_of_workbook

            yield from grids_of_workbook(part)
        case Form.PARQUET:
            raise OriginError(
                f"{part.label}: this is a Parquet file: use `sojae load parquet` for a Sojae export; save any other as CSV"
            )
        case _:
            raise OriginError(
                f"{part.label}: {part.form} contains no table: give CSV, XLSX, ODS, HTML or JSON Lines"
            )
