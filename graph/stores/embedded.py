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

from graph.rows import from_row
from graph.store import Revision, StoreBusy, StoreDamaged, StoreEmpty, StoreError, StoreUnreachable, load_of
from graph.stores import embedded_file
from graph.stores.embedded_contents import EmbeddedContents
from graph.stores.embedded_file import WAIT_SECONDS, bring_up_to_date, look_at, open_to_read
from graph.stores.embedded_reading import EmbeddedReading
from graph.stores.embedded_rows import CHECK, columns_of, open_rows, sum_of
from graph.stores.embedded_tables import TABLES, key_column, selected
from graph.stores.embedded_writer import EmbeddedWriter, read_total
from graph.versions import MODULUS, graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from graph.model import Record
    from graph.store import Contents, Load, Reading, WholeWriter


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
        with self._errors():
            return embedded_file.connect(self.path, seconds=WAIT_SECONDS)

    @property
    def connection(self) -> sqlite3.Connection:
        """The reading connection, to the file that has the path now: another may have been put in its place."""
        there = self._file()
        if self._connection is None or there != self._opened:
            self.close()
            self._connection, self._opened = self.opened(), there
        return self._connection

    def _file(self) -> tuple[int, int]:
        """Tell which file has the path.

        Raises:
            StoreEmpty: none.
        """
        try:
            there = self.path.stat()
        except FileNotFoundError as error:
            raise StoreEmpty(
                f"{self.address}: the file does not exist: load an origin first (`sojae load`)"
            ) from error
        except OSError as error:
            raise StoreUnreachable(f"{self.address}: {error.strerror}: check the folder") from error
        return there.st_dev, there.st_ino

    def opened(self) -> sqlite3.Connection:
        """Open a connection that only reads.

        Raises:
            StoreError: there is no file, it holds no graph, or it is another program's or a newer one's.
        """
        self._file()
        with self._errors():
            if look_at(self.path, self.address).version == 0:
                raise StoreEmpty(f"{self.address}: {REMEDIES['no such table']}")
            return open_to_read(self.path, self.address)

    @contextmanager
    def _moment(self) -> Generator[sqlite3.Connection]:
        """Read in one transaction: it sees one state, and keeps no writer waiting."""
        with closing(self.opened()) as connection, self._errors():
            connection.execute("BEGIN")
            yield connection

    def prepare(self) -> None:
        """Make the file and its tables; change nothing when they are there."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(
                f"{self.address}: {error.strerror}: choose another folder in SOJAE_STORE"
            ) from error
        with self._errors():
            if self.path.exists() and self.path.stat().st_size and look_at(self.path, self.address).current:
                return
            with closing(self.connect()) as connection:
                bring_up_to_date(connection)

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
                if columns_of(self.connection, table)
                else 0
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
            return [load_of(row) for row in rows]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Give the notes of a load in their order."""
        with self._errors():
            if not columns_of(self.connection, "notes"):
                return
            rows = self.connection.execute(
                "SELECT note FROM notes WHERE load_id = ? ORDER BY number", (load_id,)
            )
            for (note,) in rows:
                yield note

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        with self._errors():
            yield from open_rows(self.connection, record_type, self.address)

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read everything in one transaction."""
        with self._moment() as connection:
            yield EmbeddedReading(connection, self.address)

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Give one closed record with the day on which it was closed."""
        table = TABLES[record_type]
        with self._errors():
            if not (columns := columns_of(self.connection, table)):
                return None
            row = self.connection.execute(
                f"SELECT {selected(record_type, {table: columns})}, closed FROM {table}"
                f" WHERE {key_column(record_type)} = ? AND closed IS NOT NULL",
                (key,),
            ).fetchone()
        return None if row is None else (from_row(record_type, row[:-1]), row[-1])

    @contextmanager
    def writer(self, load: Load, *, keep: bool = True, whole: bool = False) -> Generator[WholeWriter]:
        """Begin a load in one transaction; without `finish` all is rolled back."""
        del load, keep, whole  # one transaction: a cut-off load or a dry run leaves nothing here
        self.prepare()
        with closing(self.connect()) as connection, self._errors():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield EmbeddedWriter(connection, self.address)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def contents(self) -> Generator[Contents]:
        """Read everything that is kept in one transaction."""
        with self._moment() as connection:
            yield EmbeddedContents(connection, self.address)

    def verify(self) -> None:
        """Make sure that the entries of what is kept add up to the graph version; the texts are checked when they are read."""
        with self._moment() as connection:
            try:
                fits = (sum_of(connection) - read_total(connection)) % MODULUS == 0
            except (TypeError, ValueError, AttributeError):  # a digest, a type or the sum itself is none
                fits = False
        if not fits:
            raise StoreDamaged(f"{self.address}: what it keeps does not add up to its graph version: {CHECK}")

    def seal(self, words: Mapping[str, str]) -> None:
        """Make the file a backup: all of it in one file, with words that say what it must give when it is read."""
        self.close()
        with closing(self.connect()) as connection, self._errors():
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('backup', ?)", (orjson.dumps(words).decode(),)
            )

    def sealed(self) -> Mapping[str, str] | None:
        """Give the words of a backup; None if this is none."""
        with self._errors():
            row = self.connection.execute("SELECT value FROM meta WHERE name = 'backup'").fetchone()
        try:
            return None if row is None else dict(orjson.loads(row[0]))
        except ValueError:
            return {}

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
        remedy = next((remedy for word, remedy in REMEDIES.items() if word in text), CHECK)
        kind = (
            StoreUnreachable
            if "unable to open" in text
            else StoreDamaged
            if any(word in text for word in DAMAGE)
            else StoreError
        )
        return kind(f"{self.address}: {text}: {remedy}")


DAMAGE = ("malformed", "Could not decode")
REMEDIES = {
    "unable to open": "check that the folder exists and may be written, or choose another in SOJAE_STORE",
    "readonly": "the file may not be written: mend its permissions or choose another in SOJAE_STORE",
    "full": "the disk is full: make room and load again; nothing was changed",
    "disk I/O": "the disk failed or is full: make room and load again; nothing was changed",
    "not a database": "this is no SQLite file: choose another path in SOJAE_STORE",
    "malformed": f"the file is damaged: {CHECK}; else restore a backup, or move it away and load again",
    "Could not decode": f"a text is damaged: {CHECK}",
    "no such table": "the file holds no graph: load an origin first (`sojae load daegu`)",
}
