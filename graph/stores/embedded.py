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
from graph.stores.embedded_reading import EmbeddedReading, open_rows
from graph.stores.embedded_tables import TABLES, key_column, quoted, schema_script
from graph.stores.embedded_writer import EmbeddedWriter, read_total
from graph.versions import graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from graph.model import Record
    from graph.store import Reading, Writer

WAIT_SECONDS = 10.0


class EmbeddedStore:
    """A store in one SQLite file; `:memory:` is not offered, since loads and readers need connections of their own."""

    engine = "sqlite"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser()
        self.address = f"sqlite:///{self.path}"
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None

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
        """The reading connection, to the file that has the path now: another may have been put in its place."""
        there = self._file()
        if self._connection is None or there != self._opened:
            self.close()
            connection = self.connect()
            try:
                held = connection.execute("PRAGMA user_version").fetchone()[0]
                if held > SCHEMA_VERSION:
                    raise self._too_new(held)
                if 0 < held < SCHEMA_VERSION:
                    self.prepare()
            except BaseException:
                connection.close()
                raise
            self._connection, self._opened = connection, there
        return self._connection

    def _file(self) -> tuple[int, int]:
        """Tell which file has the path.

        Raises:
            StoreUnreachable: none.
        """
        try:
            there = self.path.stat()
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise StoreUnreachable(
                    f"{self.address}: the file does not exist: load an origin first (`sojae load`)"
                ) from error
            raise StoreUnreachable(f"{self.address}: {error.strerror}: check the folder") from error
        return there.st_dev, there.st_ino

    def _too_new(self, held: int) -> StoreTooNew:
        return StoreTooNew(
            f"{self.address} has schema {held}, this program knows {SCHEMA_VERSION}: update sojae"
        )

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
                raise self._too_new(held)
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

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read everything in one transaction: in WAL mode it sees one state, and keeps no writer waiting."""
        with self._errors():
            _ = self.connection  # refuses what is no store
            with closing(self.connect()) as connection:
                connection.execute("BEGIN")
                yield EmbeddedReading(connection)

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
