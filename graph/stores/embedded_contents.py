"""The whole content of an embedded store, read unchecked in one transaction."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from graph.contents import Kept, KeptClaim
from graph.store import Held, Revision, StoreDamaged, load_of
from graph.stores.embedded_rows import BATCH, columns_of, faults_of, read_edition, read_total
from graph.stores.embedded_tables import TABLES, key_column, selected
from graph.versions import graph_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Load
    from graph.vocabulary import RecordType

FAULTS = 20
"""Largest number of file faults reported."""


def escaped(text: bytes) -> str:
    """Decode a text, with broken bytes as escapes."""
    return text.decode(errors="surrogateescape")


class EmbeddedContents:
    """The content seen by one transaction; broken texts are decoded with escapes."""

    def __init__(self, connection: sqlite3.Connection, address: str) -> None:
        self.connection, self.address = connection, address
        connection.text_factory = escaped
        self.total = read_total(connection)
        self.revision = Revision(graph_version(self.total), edition=read_edition(connection))

    def kept(self, record_type: RecordType) -> Iterator[list[Kept]]:
        """Stream all records of a type, closed ones included."""
        table, key = TABLES[record_type], key_column(record_type)
        columns = columns_of(self.connection, table)
        if not columns:
            return
        cursor = self.connection.execute(
            f"SELECT {key}, digest, origin, load_id, closed, {selected(record_type, {table: columns})} FROM {table}"
            f" ORDER BY {key}"
        )
        for batch in self._batches(cursor):
            yield [Kept(row[0], row[5:], Held(*row[1:5])) for row in batch]

    def claims(self) -> Iterator[list[KeptClaim]]:
        """Stream all claims, oldest load first."""
        cursor = self.connection.execute(
            "SELECT type, key, claims.origin, load_id, digest, row FROM claims LEFT JOIN loads ON loads.id = load_id"
            " ORDER BY loads.rowid, type, key, claims.origin"
        )
        for batch in self._batches(cursor):
            yield [KeptClaim(*row) for row in batch]

    def loads(self) -> list[Load]:
        """List all loads, oldest first."""
        rows = self.connection.execute(
            "SELECT id, origin, started, input_digest, finished, report FROM loads ORDER BY rowid"
        ).fetchall()
        return [load_of(row) for row in rows]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        if columns_of(self.connection, "notes"):
            for (note,) in self.connection.execute(
                "SELECT note FROM notes WHERE load_id = ? ORDER BY number", (load_id,)
            ):
                yield note

    def faults(self) -> Iterator[str]:
        """Yield what SQLite finds broken in the file."""
        yield from faults_of(self.connection, "integrity_check", FAULTS)

    def still(self) -> None:
        """Do nothing: one transaction sees one state."""

    def _batches(self, cursor: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
        try:
            while batch := cursor.fetchmany(BATCH):
                yield batch
        except sqlite3.DatabaseError as error:
            raise StoreDamaged(f"it cannot be read to its end ({error})") from error
