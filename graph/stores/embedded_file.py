"""Opening the file of the embedded store: its owner, its schema version, and whether it is writable.

A file is inspected before anything is written to it. On a read-only medium SQLite opens a file in WAL mode only as
`immutable`, that is, if nobody else writes.
"""

from __future__ import annotations

import sqlite3
import stat
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.schema import SCHEMA_VERSION
from graph.store import BEYOND, StoreDamaged, StoreEmpty, StoreError, StoreTooNew, StoreUnreachable
from graph.stores.embedded_tables import OURS, TABLES, migration, shape_of, stored_columns, unknown_columns

if TYPE_CHECKING:
    from pathlib import Path

    from graph.stores.embedded_tables import Shape

WAIT_SECONDS = 10.0
APPLICATION = int.from_bytes(b"Soja")
"""The application id in the header of our files."""
GRAIN = 2.0
"""Resolution of file times in seconds: two writes within it may have the same time."""
UNWRITABLE = ("unable to open", "readonly", "disk I/O")


class FileState(NamedTuple):
    """The state of a file and its log of commits: attributes that every write changes."""

    file: tuple[int, ...]
    log: tuple[int, ...]
    seen: float

    def holds(self, now: FileState) -> bool:
        """Return whether nothing was written since, as far as file times can tell."""
        return self.file_holds(now) and self.log == now.log and self._settled(self.log)

    def file_holds(self, now: FileState) -> bool:
        """Return the same of the file alone."""
        return self.file == now.file and self._settled(self.file)

    def _settled(self, marks: tuple[int, ...]) -> bool:
        return not marks or self.seen - marks[-1] / 1e9 > GRAIN


def file_state(path: Path, address: str) -> FileState:
    """Return the state of a file.

    Raises:
        StoreEmpty: there is none.
        StoreUnreachable: it is a folder, or cannot be looked at.
    """
    now, log = time.time(), tuple[int, ...]()
    try:
        file = marks(path)
    except FileNotFoundError as error:
        raise StoreEmpty(f"{address}: the file does not exist: load an origin first") from error
    except IsADirectoryError as error:
        raise StoreUnreachable(f"{address}: this is a folder: give a file in it in SOJAE_STORE") from error
    except OSError as error:
        raise StoreUnreachable(f"{address}: {error.strerror}: check the folder") from error
    with suppress(OSError):
        log = marks(log_of(path))
    return FileState(file, log, now)


def marks(path: Path) -> tuple[int, ...]:
    """Return the attributes that identify a state of a file: device, inode, size, modification time."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def log_of(path: Path) -> Path:
    """Return the path of SQLite's write-ahead log."""
    return path.with_name(f"{path.name}-wal")


@dataclass(frozen=True, slots=True)
class FileSchema:
    """The schema of a file: its version (0: empty) and the columns of its tables."""

    version: int
    shape: Shape

    @property
    def current(self) -> bool:
        """Whether it needs no migration."""
        return self.version == SCHEMA_VERSION and all(
            set(stored_columns(record_type)) <= set(self.shape.get(table, ()))
            for record_type, table in TABLES.items()
        )


def connect(path: Path, *, seconds: float = WAIT_SECONDS, parameters: str = "") -> sqlite3.Connection:
    """Open a connection that leaves transactions to us; `parameters` belong to SQLite's URI."""
    where = f"{path.absolute().as_uri()}?{parameters}" if parameters else path
    connection = sqlite3.connect(
        where, isolation_level=None, timeout=seconds, check_same_thread=False, uri=bool(parameters)
    )
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = FILE")
    except BaseException:
        connection.close()
        raise
    return connection


def has_log(path: Path) -> bool:
    """Return whether the log has commits that are not in the file yet."""
    try:
        return log_of(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def look_at(path: Path, address: str) -> FileSchema:
    """Return the schema of a file without changing it.

    Raises:
        StoreTooNew: a newer version made it.
        StoreDamaged: tables of our file are missing.
        StoreError: another program made it.
        sqlite3.Error: it cannot be read, or is not an SQLite file.
    """
    with closing(open_to_look(path, address)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
        shape = shape_of(connection)
    if not shape and version == 0 and mark in {0, APPLICATION}:
        return FileSchema(0, shape)
    if mark == APPLICATION and version <= SCHEMA_VERSION:
        refuse_gaps(version, shape, address)
    if mark not in {0, APPLICATION} or not shape.keys() >= OURS or version < 1:
        tables = ", ".join(sorted(shape)[:5]) or "no tables"
        raise StoreError(
            f"{address}: the file belongs to another program ({tables}): choose another path in SOJAE_STORE;"
            " nothing was written"
        )
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"{address} has schema {version}, this program knows {SCHEMA_VERSION}: update sojae"
        )
    if unknown := unknown_columns(shape):
        raise StoreTooNew(
            f"{address} has columns that this program does not know ({', '.join(unknown[:5])}): update sojae"
        )
    return FileSchema(version, shape)


def refuse_gaps(version: int, shape: Shape, address: str) -> None:
    """Check that one of our files has all its tables.

    Raises:
        StoreDamaged: tables are missing.
    """
    gone = sorted({*OURS, *(TABLES.values() if version == SCHEMA_VERSION else ())} - shape.keys())
    if gone or version < 1:
        lost = f"missing tables: {', '.join(gone)}" if gone else f"its schema cannot be {version}"
        raise StoreDamaged(f"{address}: a damaged Sojae store ({lost}): {BEYOND}")


def open_to_look(path: Path, address: str) -> sqlite3.Connection:
    """Open a file without creating or removing files next to it.

    Raises:
        StoreError: commits in the log cannot be read there.
        sqlite3.Error: it cannot be read.
    """
    if not has_log(path):
        return connect(path, parameters="mode=ro&immutable=1")
    try:
        return read_once(connect(path, parameters="mode=ro"))
    except sqlite3.OperationalError as error:
        if any(word in str(error) for word in UNWRITABLE):
            raise log_apart(path, address) from error
        raise


def log_apart(path: Path, address: str) -> StoreError:
    """Return the error for commits that cannot be read, since SQLite needs to write next to them."""
    return StoreError(
        f"{address}: the latest loads are in {path.name}-wal, which cannot be read in a read-only folder:"
        " copy both files to a writable folder"
    )


def open_to_read(path: Path, address: str) -> sqlite3.Connection:
    """Open an existing file, even on a read-only medium; a file removed meanwhile is not created again.

    Raises:
        StoreError: commits in the log cannot be read there.
        sqlite3.Error: it cannot be read.
    """
    for parameters in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
        if "immutable" in parameters and has_log(path):
            raise log_apart(path, address)
        try:
            return read_once(connect(path, parameters=parameters))
        except sqlite3.OperationalError as error:
            if "immutable" in parameters or not any(word in str(error) for word in UNWRITABLE):
                raise
    raise AssertionError("the last way returns or raises")


def read_once(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Read once, since a file in WAL mode that cannot be opened fails only then."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Create missing tables and columns in one transaction."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in migration(shape_of(connection)):
            for statement in script.split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
