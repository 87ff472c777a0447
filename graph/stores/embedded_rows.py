"""Reading records from the embedded store, each held against its digest: a damaged text never passes for what was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import COLUMNS
from graph.store import StoreDamaged
from graph.stores.embedded_tables import TABLES, key_column, selected
from graph.versions import claim_entry, entry, row_digests
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

BATCH = 20_000
CHECK = "`sojae check` tells what is damaged, and mends what it can"


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Name the columns that a table has now; none if there is no such table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def open_rows(
    connection: sqlite3.Connection, record_type: RecordType, address: str
) -> Iterator[list[tuple[object, ...]]]:
    """Stream the open records in batches, in the order of their keys.

    Raises:
        StoreDamaged: a record is not what was written.
    """
    table = TABLES[record_type]
    columns = columns_of(connection, table)
    if not columns:
        return
    cursor = connection.execute(
        f"SELECT {selected(record_type, {table: columns})}, digest FROM {table}"
        f" WHERE closed IS NULL ORDER BY {key_column(record_type)}"
    )
    while batch := cursor.fetchmany(BATCH):
        yield whole(record_type, batch, address)


def whole(
    record_type: RecordType, batch: Sequence[tuple[object, ...]], address: str
) -> list[tuple[object, ...]]:
    """Take the digests from the ends of rows that fit them."""
    rows = [row[:-1] for row in batch]
    for row, digest in zip(batch, row_digests(record_type, rows), strict=True):
        if row[-1] != digest:
            key = "|".join(str(row[i]) for i in range(1 if "id" in COLUMNS[record_type] else 2))
            raise StoreDamaged(f"{address}: the {record_type} “{key}” is damaged: {CHECK}")
    return rows


def sum_of(connection: sqlite3.Connection) -> int:
    """Add up the entries of all records and further words as they are kept."""
    total = 0
    for table in TABLES.values():
        if columns_of(connection, table):
            for digest, closed in connection.execute(f"SELECT digest, closed FROM {table}"):
                total += int.from_bytes(digest) if closed is None else entry(digest, closed)
    for name, key, origin, digest in connection.execute("SELECT type, key, origin, digest FROM claims"):
        total += claim_entry(RecordType(name), key, origin, digest)
    return total
