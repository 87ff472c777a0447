"""The embedded store: one SQLite file, nothing to install.

A load is one transaction (WAL): readers see the state before or after it, and a killed load leaves nothing behind.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

from graph.rows import from_row
from graph.store import Revision, StoreDamaged, StoreEmpty, StoreUnreachable, load_of
from graph.stores import embedded_file
from graph.stores.embedded_contents import EmbeddedContents
from graph.stores.embedded_errors import NO_GRAPH, translated
from graph.stores.embedded_file import (
    WAIT_SECONDS,
    FileState,
    bring_up_to_date,
    file_state,
    look_at,
    open_to_read,
)
from graph.stores.embedded_reading import EmbeddedReading
from graph.stores.embedded_rows import columns_of, make_sure, open_rows, read_edition, read_total
from graph.stores.embedded_tables import TABLES, key_column, selected
from graph.stores.embedded_writer import EmbeddedWriter
from graph.versions import graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from graph.contents import Contents
    from graph.model import Record
    from graph.store import Load, Reading, WholeWriter
    from graph.stores.embedded_file import FileSchema


LOOKS, SECONDS_BETWEEN_LOOKS = 3, 0.05


class LastLook(NamedTuple):
    """The result of the last look at the file: its state then, and the version or the damage."""

    stand: FileState
    result: Revision | str


class EmbeddedStore:
    """A store in one SQLite file; `:memory:` is not offered, since loads and readers need separate connections.

    Each read opens the file again: a lasting connection would keep showing a file that was emptied or replaced, and its
    lock would keep others from filling it again.
    """

    engine = "sqlite"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser()
        self.address = f"sqlite:///{self.path}"
        self._known: LastLook | None = None

    def connect(self) -> sqlite3.Connection:
        """Open a connection without automatic transactions."""
        with self._errors():
            return embedded_file.connect(self.path, seconds=WAIT_SECONDS)

    def opened(self) -> sqlite3.Connection:
        """Open a read-only connection.

        Raises:
            StoreError: there is no file, it has no graph, or it belongs to another program or a newer version.
        """
        file_state(self.path, self.address)
        with self._errors(opening=True):
            if self._look().version == 0:
                raise StoreEmpty(f"{self.address}: {NO_GRAPH}")
            return open_to_read(self.path, self.address)

    def _look(self) -> FileSchema:
        """Return the state of the file's schema.

        A look takes no lock, so that foreign files stay untouched; what looks broken may be a commit in progress and is
        checked again.
        """
        for _ in range(LOOKS - 1):
            with suppress(StoreDamaged, sqlite3.DatabaseError):
                return look_at(self.path, self.address)
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return look_at(self.path, self.address)

    @contextmanager
    def _moment(self) -> Generator[sqlite3.Connection]:
        """Read in one transaction, which sees one state and blocks no writer."""
        with closing(self.opened()) as connection, self._errors():
            connection.execute("BEGIN")
            yield connection

    def prepare(self) -> None:
        """Create the file and its tables if they are missing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(
                f"{self.address}: {error.strerror}: choose another folder in SOJAE_STORE"
            ) from error
        with self._errors(opening=True):
            if self._holds_something() and self._look().current:
                return
            with closing(self.connect()) as connection:
                bring_up_to_date(connection)

    def abandon(self) -> None:
        """Do nothing: an empty file is harmless and counts as an empty store."""

    def _holds_something(self) -> bool:
        """Return whether the file exists and is not empty."""
        with suppress(StoreEmpty):
            file_state(self.path, self.address)
            return self.path.stat().st_size > 0
        return False

    def engine_version(self) -> str:
        """Return SQLite's version."""
        return sqlite3.sqlite_version

    def revision(self) -> Revision:
        """Return the graph version; check the file first if it was written since the last call.

        Commits are in the log until a checkpoint: only a change of the file itself can have damaged it.

        Raises:
            StoreDamaged: the file is damaged.
        """
        there, known = file_state(self.path, self.address), self._known
        if known is not None and known.stand.holds(there):
            if isinstance(known.result, Revision):
                return known.result
            raise StoreDamaged(known.result)
        whole = known is not None and isinstance(known.result, Revision) and known.stand.file_holds(there)
        for left in reversed(range(LOOKS)):
            try:
                result = self._read_revision(whole=whole)
            except StoreDamaged as error:
                self._known = LastLook(there, str(error))
                if not left:
                    raise
            else:
                self._known = LastLook(there, result)
                return result
            time.sleep(SECONDS_BETWEEN_LOOKS)  # it may be a commit in progress
            there, whole = file_state(self.path, self.address), False
        raise AssertionError("the last look returns or raises")

    def _read_revision(self, *, whole: bool) -> Revision:
        with self._moment() as connection:
            if not whole:
                make_sure(connection, self.address)
            return Revision(graph_version(read_total(connection)), edition=read_edition(connection))

    def counts(self) -> Mapping[RecordType, int]:
        """Count the open records by type."""
        with self._moment() as connection:
            return {
                record_type: connection.execute(
                    f"SELECT count(*) FROM {table} WHERE closed IS NULL"
                ).fetchone()[0]
                if columns_of(connection, table)
                else 0
                for record_type, table in TABLES.items()
            }

    def loads(self, limit: int = 10, origin: str | None = None) -> list[Load]:
        """List the loads that changed something, latest first; of one origin, if given."""
        with self._moment() as connection:
            rows = connection.execute(
                "SELECT id, origin, started, input_digest, finished, report FROM loads"
                " WHERE ?1 IS NULL OR origin = ?1 ORDER BY rowid DESC LIMIT ?2",
                (origin, limit),
            ).fetchall()
        return [load_of(row) for row in rows]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        with self._moment() as connection:
            if not columns_of(connection, "notes"):
                return
            rows = connection.execute("SELECT note FROM notes WHERE load_id = ? ORDER BY number", (load_id,))
            for (note,) in rows:
                yield note

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        with self._moment() as connection:
            yield from open_rows(connection, record_type, self.address)

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read everything in one transaction."""
        with self._moment() as connection:
            yield EmbeddedReading(connection, self.address)

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Return one closed record with the day on which it was closed."""
        table = TABLES[record_type]
        with self._moment() as connection:
            if not (columns := columns_of(connection, table)):
                return None
            row = connection.execute(
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
            connection.execute(
                "PRAGMA journal_mode = WAL"
            )  # a backup that was copied to this place has another
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield EmbeddedWriter(connection, self.address)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def contents(self) -> Generator[Contents]:
        """Open the whole content in one transaction."""
        with self._moment() as connection:
            yield EmbeddedContents(connection, self.address)

    def verify(self) -> None:
        """Run SQLite's own check, and check that the entries add up to the graph version.

        Texts are checked against their digests when they are read.
        """
        with self._moment() as connection:
            make_sure(connection, self.address)

    def seal(self, values: Mapping[str, str]) -> None:
        """Make the file a backup: a single file with a seal of its content."""
        with closing(self.connect()) as connection, self._errors():
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('backup', ?)", (orjson.dumps(values).decode(),)
            )

    def sealed(self) -> Mapping[str, str] | None:
        """Return the seal of a backup; None if it has none."""
        with self._moment() as connection:
            row = connection.execute("SELECT value FROM meta WHERE name = 'backup'").fetchone()
        try:
            return None if row is None else dict(orjson.loads(row[0]))
        except ValueError:
            return {}

    def close(self) -> None:
        """Do nothing: connections are closed after each use."""

    @contextmanager
    def _errors(self, *, opening: bool = False) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translated(error, self.path, self.address, opening=opening) from error
