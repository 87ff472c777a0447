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

from graph.model import COLUMNS, NODE_TYPES
from graph.rows import from_row, to_row
from graph.schema import SCHEMA_VERSION
from graph.store import Claim, Held, Load, Revision, StoreBusy, StoreError, StoreTooNew, StoreUnreachable
from graph.versions import MODULUS, change, claims_sum, graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from graph.model import Record
    from graph.store import Write, Writer

BATCH = 20_000
WAIT_SECONDS = 10.0
TABLES: Mapping[RecordType, str] = {
    RecordType.SOURCE: "sources",
    RecordType.ORGANISATION: "organisations",
    RecordType.TECHNOLOGY: "technologies",
    RecordType.PROGRAMME: "programmes",
    RecordType.ALIAS: "aliases",
    RecordType.RELATION: "relations",
    RecordType.CONFLICT: "conflicts",
}
INTEGER_COLUMNS = frozenset({"budget_krw", "name_en_is_official"})
KEYED_BY_ID = frozenset({RecordType.SOURCE, RecordType.RELATION, *NODE_TYPES})


def key_column(record_type: RecordType) -> str:
    return "id" if record_type in KEYED_BY_ID else "key"


def stored_columns(record_type: RecordType) -> list[str]:
    """Name the columns of a table: the key if the record has no id, the record, then what the store keeps beside it."""
    own = [] if record_type in KEYED_BY_ID else ["key"]
    return [*own, *COLUMNS[record_type], "digest", "origin", "load_id", "closed"]


def quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def schema_script() -> str:
    """Write the tables from the model: one column a field."""
    statements = [
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    ]
    for record_type, table in TABLES.items():
        key = key_column(record_type)
        columns = ", ".join(
            f'"{column}" {"INTEGER" if column in INTEGER_COLUMNS else "BLOB" if column == "digest" else "TEXT"}'
            + (" PRIMARY KEY NOT NULL" if column == key else "")
            for column in stored_columns(record_type)
        )
        statements.append(f"CREATE TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
    statements += [
        "CREATE TABLE IF NOT EXISTS claims (type TEXT, key TEXT, origin TEXT, load_id TEXT, digest BLOB, row TEXT,"
        " PRIMARY KEY (type, key, origin)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS loads (id TEXT PRIMARY KEY, origin TEXT, started TEXT, finished TEXT,"
        " input_digest TEXT, report TEXT)",
    ]
    return ";\n".join(statements)


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

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        statement = (
            f"SELECT {quoted(COLUMNS[record_type])} FROM {TABLES[record_type]}"
            f" WHERE closed IS NULL ORDER BY {key_column(record_type)}"
        )
        with self._errors():
            cursor = self.connection.execute(statement)
            while batch := cursor.fetchmany(BATCH):
                yield batch

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
        del load, keep, whole  # one transaction: a cut-off load or a dry run leaves nothing here
        with closing(self.connect()) as connection, self._errors():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield EmbeddedWriter(connection)
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


def read_total(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = 'total'").fetchone()
    return 0 if row is None else int(row[0], 16)


class EmbeddedWriter:
    """A load at work in one SQLite transaction."""

    resumed = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.total = read_total(connection)
        self.empty = {
            record_type
            for record_type, table in TABLES.items()
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None
        }

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Tell what is kept under these keys."""
        del like  # one table holds them all
        if record_type in self.empty:
            return {}
        key = key_column(record_type)
        rows = self.connection.execute(
            f"SELECT {key}, digest, origin, load_id, closed FROM {TABLES[record_type]}"
            f" WHERE {key} IN (SELECT value FROM json_each(?))",
            (orjson.dumps(list(keys)).decode(),),
        )
        return {row[0]: Held(*row[1:]) for row in rows}

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Give records as this load sees them."""
        key = key_column(record_type)
        rows = self.connection.execute(
            f"SELECT {key}, {quoted(COLUMNS[record_type])} FROM {TABLES[record_type]}"
            f" WHERE {key} IN (SELECT value FROM json_each(?))",
            (orjson.dumps(list(keys)).decode(),),
        )
        return {row[0]: from_row(record_type, row[1:]) for row in rows}

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Keep records, replacing what had their keys."""
        columns = stored_columns(record_type)
        keyed = record_type in KEYED_BY_ID
        self.connection.executemany(
            f"INSERT OR REPLACE INTO {TABLES[record_type]} VALUES ({', '.join('?' * len(columns))})",
            (
                (
                    *(() if keyed else (write.record.key,)),
                    *to_row(write.record),
                    write.held.digest,
                    write.held.origin,
                    write.held.load_id,
                    write.held.closed,
                )
                for write in writes
            ),
        )
        self.empty.discard(record_type)
        self.total += change(writes)

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records whose shown word is this origin's."""
        cursor = self.connection.execute(
            f"SELECT {key_column(record_type)} FROM {TABLES[record_type]} WHERE origin = ? AND closed IS NULL",
            (origin,),
        )
        while batch := cursor.fetchmany(BATCH):
            for (key,) in batch:
                yield key

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Give the further words on records of a type, oldest load first."""
        rows = self.connection.execute(
            "SELECT type, key, claims.origin, load_id, digest, row FROM claims LEFT JOIN loads ON loads.id = load_id"
            " WHERE type = ? ORDER BY loads.rowid, key, claims.origin",
            (record_type,),
        )
        return [
            Claim(record_type, row[1], row[2], row[3], row[4], from_row(record_type, orjson.loads(row[5])))
            for row in rows.fetchall()
        ]

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Keep further words."""
        self.drop_claims(claims)
        self.connection.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?)",
            (
                (c.type, c.key, c.origin, c.load_id, c.digest, orjson.dumps(to_row(c.record)).decode())
                for c in claims
            ),
        )
        self.total += claims_sum(claims)

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Forget further words."""
        for claim in claims:
            where = (claim.type, claim.key, claim.origin)
            rows = self.connection.execute(
                "DELETE FROM claims WHERE type = ? AND key = ? AND origin = ? RETURNING digest", where
            ).fetchall()
            self.total -= sum(
                claims_sum([Claim(claim.type, claim.key, claim.origin, claim.load_id, digest, claim.record)])
                for (digest,) in rows
            )

    def unreferenced(self, record_type: RecordType, keys: Sequence[str]) -> set[str]:
        """Tell which of these nodes or sources no open record refers to."""
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self.connection.execute("DELETE FROM asked")
        self.connection.executemany("INSERT OR IGNORE INTO asked VALUES (?)", ((key,) for key in keys))
        places = [
            *((TABLES[RecordType.RELATION], f'"{column}"', "") for column in ("subject", "object")),
            (TABLES[RecordType.ALIAS], "node", ""),
        ]
        if record_type is RecordType.SOURCE:
            places = [
                (TABLES[citing], "value", f", json_each({column})")
                for citing, columns in COLUMNS.items()
                for column in columns
                if column.startswith("sources")
            ]
        used: set[str] = set()
        for table, column, join in places:
            used.update(
                key
                for (key,) in self.connection.execute(
                    f"SELECT DISTINCT {column} FROM {table}{join} WHERE closed IS NULL"
                    f" AND {column} IN (SELECT key FROM asked)"
                )
            )
        return set(keys) - used

    @property
    def graph_version(self) -> str:
        """The graph version of what has been written so far."""
        return graph_version(self.total)

    def finish(self, load: Load) -> None:
        """Commit with the load's report."""
        self.connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('total', ?)", (f"{self.total % MODULUS:032x}",)
        )
        self.connection.execute(
            "INSERT INTO loads (id, origin, started, finished, input_digest, report) VALUES (?, ?, ?, ?, ?, ?)",
            (
                load.id,
                load.origin,
                load.started,
                load.finished,
                load.input_digest,
                orjson.dumps(dict(load.report)).decode(),
            ),
        )
        self.connection.execute("COMMIT")
