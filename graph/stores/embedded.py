"""The embedded store: one SQLite file, nothing to install.

A load is one transaction (WAL), so readers see the state before or the state after, and a load that is killed leaves
nothing behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from graph.model import COLUMNS
from graph.rows import from_row
from graph.schema import SCHEMA_VERSION
from graph.store import Load, Revision, StoreBusy, StoreError, StoreTooNew, StoreUnreachable
from graph.stores.embedded_tables import TABLES, key_column, quoted, schema_script
from graph.stores.embedded_writer import EmbeddedWriter, open_rows, read_total
from graph.versions import graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from graph.model import Record
    from graph.store import Writer

WAIT_SECONDS = 10.0


class EmbeddedStore:
    """A store in one SQLite file; `:memory:` is not offered, since loads and readers need connections of their own."""

    engine = "sqlite"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser()
        self.address = f"sqlite:///{self.path}"
        self._connection: sqlite3.Connection | None = None

    def connect(self) -> sqlite3.Connection:
        """Open a connection that leaves transactions to us."""
        try:
            connection = sqlite3.connect(
                self.path, isolation_level=None, timeout=WAIT_SECONDS, check_same_thread=False
            )
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = FILE")
        except sqlite3.Error as error:
            raise self._translated(error) from error
        return connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The reading connection."""
        if self._connection is None:
            if not self.path.exists():
                raise StoreUnreachable(
                    f"{self.address}: the file does not exist: load an origin first (`sojae load`)"
                )
            self._connection = self.connect()
            held = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if 0 < held < SCHEMA_VERSION:
                self.prepare()
        return self._connection

    def prepare(self) -> None:
        """Make the file and its tables; change nothing when they are there."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(
                f"{self.address}: {error.strerror}: choose another folder in SOJAE_STORE"
            ) from error
        with closing(self.connect()) as connection, self._errors():
            held = connection.execute("PRAGMA user_version").fetchone()[0]
            if held > SCHEMA_VERSION:
                raise StoreTooNew(
                    f"{self.address} has schema {held}, this program knows {SCHEMA_VERSION}: update sojae"
                )
            if held == SCHEMA_VERSION:
                return
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE;{schema_script()};PRAGMA user_version = {SCHEMA_VERSION};COMMIT;"
            )

    def engine_version(self) -> str:
        """Name SQLite's version."""
        return sqlite3.sqlite_version

    def revision(self) -> Revision:
        """Tell the graph version."""
        with self._errors():
            return Revision(graph_version(read_total(self.connection)))

    def counts(self) -> Mapping[RecordType, int]:
        """Count the open records by type."""
        with self._errors():
            return {
                record_type: self.connection.execute(
                    f"SELECT count(*) FROM {table} WHERE closed IS NULL"
                ).fetchone()[0]
                for record_type, table in TABLES.items()
            }

    def loads(self, limit: int = 10, origin: str | None = None) -> list[Load]:
        """List the loads that changed something, latest first; of one origin, if given."""
        with self._errors():
            rows = self.connection.execute(
                "SELECT id, origin, started, input_digest, finished, report FROM loads"
                " WHERE ?1 IS NULL OR origin = ?1 ORDER BY rowid DESC LIMIT ?2",
                (origin, limit),
            ).fetchall()
        return [Load(row[0], row[1], row[2], row[3], row[4], orjson.loads(row[5])) for row in rows]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Give the notes of a load in their order."""
        with self._errors():
            rows = self.connection.execute(
                "SELECT note FROM notes WHERE load_id = ? ORDER BY number", (load_id,)
            )
            for (note,) in rows:
                yield note

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        with self._errors():
            yield from open_rows(self.connection, record_type)

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Give one closed record with the day on which it was closed."""
        with self._errors():
            row = self.connection.execute(
                f"SELECT {quoted(COLUMNS[record_type])}, closed FROM {TABLES[record_type]}"
                f" WHERE {key_column(record_type)} = ? AND closed IS NOT NULL",
                (key,),
            ).fetchone()
        return None if row is None else (from_row(record_type, row[:-1]), row[-1])

    @contextmanager
    def writer(self, load: Load, *, keep: bool = True, whole: bool = False) -> Generator[Writer]:
        """Begin a load in one transaction; without `finish` all is rolled back."""
        del keep, whole  # one transaction: a cut-off load or a dry run leaves nothing here
        with closing(self.connect()) as connection, self._errors():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield EmbeddedWriter(connection, load.id)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Give up the reading connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _errors(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error) from error

    def _translated(self, error: sqlite3.Error) -> StoreError:
        text = str(error)
        if "locked" in text or "busy" in text:
            return StoreBusy(
                f"{self.address}: another load is running: wait until it has ended and load again"
            )
        remedy = next((remedy for word, remedy in REMEDIES.items() if word in text), "check the file")
        kind = StoreUnreachable if "unable to open" in text else StoreError
        return kind(f"{self.address}: {text}: {remedy}")


REMEDIES = {
    "unable to open": "check that the folder exists and may be written, or choose another in SOJAE_STORE",
    "readonly": "the file may not be written: mend its permissions or choose another in SOJAE_STORE",
    "full": "the disk is full: make room and load again; nothing was changed",
    "disk I/O": "the disk failed or is full: make room and load again; nothing was changed",
    "not a database": "this is no SQLite file: choose another path in SOJAE_STORE",
    "malformed": "the file is damaged: move it away and load again",
    "no such table": "the file holds no graph: load an origin first (`sojae load daegu`)",
}
