"""Pages of lists as files: CSV, NDJSON and Parquet, with the same records as the page in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.columns import table_of
from graph.fields import FIELDS
from graph.own_fields import paths_in
from queries.choice import known_attributes
from queries.lists import paged, records_json

if TYPE_CHECKING:
    from graph.fields import Listed
    from queries.lists import Query
    from queries.view import View
    from viz.exports.list_tables import Columns

CSV, NDJSON, PARQUET = "text/csv", "application/x-ndjson", "application/vnd.apache.parquet"
ENDINGS = {CSV: "csv", NDJSON: "ndjson", PARQUET: "parquet"}
"""Media type → the ending of such a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A page as a file, and the cursor of the next page."""

    body: bytes
    following: str | None


def list_file(view: View, record_type: Listed, query: Query, media_type: str) -> File:
    """Return a page of a list as a file.

    Raises:
        Invalid: a filter or a field is unknown.
        Expired: the content has changed since the cursor was issued.
        NotInstalled: Parquet needs a package that is not installed.
    """
    from viz.exports.list_tables import csv_of, parquet_of

    _, page, following = paged(view, record_type, query)
    if media_type == NDJSON:
        lines = records_json(table_of(view.snapshot, record_type), query, page)
        return File(b"".join(line + b"\n" for line in lines), following)
    columns = columns_of_page(view, record_type, query, page)
    if media_type == CSV:
        return File(b"".join(csv_of(columns)), following)
    snapshot = view.snapshot
    about = {"graph_version": snapshot.graph_version, "licence": snapshot.data_licence}
    return File(b"".join(parquet_of(columns, about)), following)


def columns_of_page(view: View, record_type: Listed, query: Query, page: list[int]) -> Columns:
    """Return the fields of a page, one column each; dotted ones under their dotted names."""
    table, known = table_of(view.snapshot, record_type), paths_in(view.snapshot, record_type)
    fields = query.fields or tuple(FIELDS[record_type])
    known_attributes(table, fields)
    return {name: (known[name], table.column(name).at(page)) for name in fields}
