"""Reading the embedded store in one transaction, which sees one state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store import Revision
from graph.stores.embedded_rows import open_rows, read_edition, read_total
from graph.versions import graph_version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from graph.vocabulary import RecordType


class EmbeddedReading:
    """The content at the start of a transaction."""

    def __init__(self, connection: sqlite3.Connection, address: str) -> None:
        self._connection, self._address = connection, address
        self.revision = Revision(graph_version(read_total(connection)), edition=read_edition(connection))

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        return open_rows(self._connection, record_type, self._address)
