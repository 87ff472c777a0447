"""Reading the embedded store: open records in the order of their keys, and one transaction that sees one state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import COLUMNS
from graph.store import Revision
from graph.stores.embedded_tables import TABLES, key_column, quoted
from graph.stores.embedded_writer import read_total
from graph.versions import graph_version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from graph.vocabulary import RecordType

BATCH = 20_000


class EmbeddedReading:
    """What a store holds at the moment at which a transaction first looked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.revision = Revision(graph_version(read_total(connection)))

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        return open_rows(self._connection, record_type)


def open_rows(connection: sqlite3.Connection, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
    """Stream the open records in batches, in the order of their keys."""
    cursor = connection.execute(
        f"SELECT {quoted(COLUMNS[record_type])} FROM {TABLES[record_type]}"
        f" WHERE closed IS NULL ORDER BY {key_column(record_type)}"
    )
    while batch := cursor.fetchmany(BATCH):
        yield batch
