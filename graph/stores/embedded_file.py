"""Opening the file of the embedded store: whose it is, how old it is, and whether it may be written.

A file is looked at before anything is written into it. On a medium that cannot be written, SQLite opens a file in WAL mode only
if it is told that nobody else writes (`immutable`).
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
"""The application id in the header of a file that we have made."""
GRAIN = 2.0
"""Seconds within which a file system may give two writes the same time."""
UNWRITABLE = ("unable to open", "readonly", "disk I/O")


class Stand(NamedTuple):
    """How a file and the log of commits beside it stand at a moment: what every write changes."""

    file: tuple[int, ...]
    log: tuple[int, ...]
    seen: float

    def holds(self, now: Stand) -> bool:
        """Tell whether nothing was written since, as far as the times of a file system can tell."""
        return self.file_holds(now) and self.log == now.log and self._settled(self.log)

    def file_holds(self, now: Stand) -> bool:
        """Tell the same of the file alone."""
        return self.file == now.file and self._settled(self.file)

    def _settled(self, marks: tuple[int, ...]) -> bool:
        return not marks or self.seen - marks[-1] / 1e9 > GRAIN


def standing(path: Path, address: str) -> Stand:
    """Tell how a file stands.

    Raises:
        StoreEmpty: there is none.
        StoreUnreachable: it is a folder, or cannot be looked at.
    """
    now, log = time.time(), tuple[int, ...]()
    try:
        file = marks(path)
    except FileNotFoundError as error:
        raise StoreEmpty(
            f"{address}: the file does not exist: load an origin first (`sojae load`)"
        ) from error
    except IsADirectoryError as error:
        raise StoreUnreachable(f"{address}: this is a folder: name a file in it in SOJAE_STORE") from error
    except OSError as error:
        raise StoreUnreachable(f"{address}: {error.strerror}: check the folder") from error
    with suppress(OSError):
        log = marks(log_of(path))
    return Stand(file, log, now)


def marks(path: Path) -> tuple[int, ...]:
    """Give what tells one state of a file from another: device, inode, size, time of the last write."""
    told = path.stat()
    if stat.S_ISDIR(told.st_mode):
        raise IsADirectoryError
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


def log_of(path: Path) -> Path:
    """Name the file in which SQLite keeps commits that are not in the file yet."""
    return path.with_name(f"{path.name}-wal")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: the version of its schema (0: it is empty), and the columns of its tables."""

    version: int
    shape: Shape

    @property
    def current(self) -> bool:
        """Whether it needs no migration."""
        return self.version == SCHEMA_VERSION and all(
            set(stored_columns(record_type)) <= set(self.shape.get(table, ()))
            for record_type, table in TABLES.items()
        )


def connect(path: Path, *, seconds: float = WAIT_SECONDS, words: str = "") -> sqlite3.Connection:
    """Open a connection that leaves transactions to us; `words` are parameters of SQLite's URI."""
    where = f"{path.absolute().as_uri()}?{words}" if words else path
    connection = sqlite3.connect(
        where, isolation_level=None, timeout=seconds, check_same_thread=False, uri=bool(words)
    )
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = FILE")
    except BaseException:
        connection.close()
        raise
    return connection


def has_log(path: Path) -> bool:
    """Tell whether commits stand beside the file that are not in it yet."""
    try:
        return log_of(path).stat().st_size > 0
    except FileNotFoundError:
        return False


def look_at(path: Path, address: str) -> Found:
    """Tell what a file is, and leave it alone.

    Raises:
        StoreTooNew: a newer program made it.
        StoreDamaged: we made it, and tables are gone.
        StoreError: another program made it.
        sqlite3.Error: it cannot be read, or is no SQLite file.
    """
    with closing(open_to_look(path, address)) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
        shape = shape_of(connection)
    if not shape and version == 0 and mark in {0, APPLICATION}:
        return Found(0, shape)
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
    return Found(version, shape)


def refuse_gaps(version: int, shape: Shape, address: str) -> None:
    """Make sure that a file that bears our mark has the tables that were made with the mark.

    Raises:
        StoreDamaged: it has not.
    """
    gone = sorted({*OURS, *(TABLES.values() if version == SCHEMA_VERSION else ())} - shape.keys())
    if gone or version < 1:
        lost = f"the tables {', '.join(gone)} are gone" if gone else f"its schema cannot be {version}"
        raise StoreDamaged(f"{address}: a damaged store of Sojae ({lost}): {BEYOND}")


def open_to_look(path: Path, address: str) -> sqlite3.Connection:
    """Open a file so that nothing beside it is made or taken away.

    Raises:
        StoreError: commits beside it cannot be read there.
        sqlite3.Error: it cannot be read.
    """
    if not has_log(path):
        return connect(path, words="mode=ro&immutable=1")
    try:
        return read_once(connect(path, words="mode=ro"))
    except sqlite3.OperationalError as error:
        if any(word in str(error) for word in UNWRITABLE):
            raise log_apart(path, address) from error
        raise


def log_apart(path: Path, address: str) -> StoreError:
    """Say that commits cannot be read, since SQLite needs to write beside them."""
    return StoreError(
        f"{address}: the latest loads stand in {path.name}-wal, which cannot be read where nothing may be"
        " written: copy both files to a folder that may be written"
    )


def open_to_read(path: Path, address: str) -> sqlite3.Connection:
    """Open a file that is there, also where nothing may be written; one that is taken away meanwhile is not made anew.

    Raises:
        StoreError: commits beside it cannot be read there.
        sqlite3.Error: it cannot be read.
    """
    for words in ("mode=rw", "mode=ro", "mode=ro&immutable=1"):
        if "immutable" in words and has_log(path):
            raise log_apart(path, address)
        try:
            return read_once(connect(path, words=words))
        except sqlite3.OperationalError as error:
            if "immutable" in words or not any(word in str(error) for word in UNWRITABLE):
                raise
    raise AssertionError("the last way returns or raises")


def read_once(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Read something: a file in WAL mode that cannot be opened is only told then."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables and columns that are missing, in one transaction."""
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
