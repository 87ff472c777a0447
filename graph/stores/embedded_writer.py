"""A running load in the embedded store: one SQLite transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from graph.editions import new_store_id
from graph.model import COLUMNS, KEYED_BY_ID
from graph.rows import from_row, to_row
from graph.store import BEYOND, Claim, Held, Load, StoreDamaged
from graph.stores.embedded_rows import open_rows, read_total
from graph.stores.embedded_tables import TABLES, key_column, quoted, stored_columns
from graph.versions import MODULUS, change, claims_sum, entry, graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.model import Record
    from graph.store import Write

BATCH = 20_000


def bound(key: object) -> object:
    """Return a key as an SQL parameter; a damaged text as its bytes, other values unchanged."""
    return key.encode(errors="surrogateescape") if isinstance(key, str) and not key.isascii() else key


class EmbeddedWriter:
    """A running load in one SQLite transaction."""

    resumed = False

    def __init__(self, connection: sqlite3.Connection, address: str) -> None:
        self.connection, self.address = connection, address
        self.total = read_total(connection)
        self.empty = {
            record_type
            for record_type, table in TABLES.items()
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None
        }

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Return the metadata of the records with these keys."""
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
        """Return records including this load's writes."""
        key = key_column(record_type)
        rows = self.connection.execute(
            f"SELECT {key}, {quoted(COLUMNS[record_type])} FROM {TABLES[record_type]}"
            f" WHERE {key} IN (SELECT value FROM json_each(?))",
            (orjson.dumps(list(keys)).decode(),),
        )
        return {row[0]: from_row(record_type, row[1:]) for row in rows}

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records, replacing those with the same keys."""
        columns = stored_columns(record_type)
        keyed = record_type in KEYED_BY_ID
        self.connection.executemany(
            f"INSERT OR REPLACE INTO {TABLES[record_type]} ({quoted(columns)})"
            f" VALUES ({', '.join('?' * len(columns))})",
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

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records including this load's writes."""
        return open_rows(self.connection, record_type, self.address)

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records that show this origin's version."""
        cursor = self.connection.execute(
            f"SELECT {key_column(record_type)} FROM {TABLES[record_type]} WHERE origin = ? AND closed IS NULL",
            (origin,),
        )
        while batch := cursor.fetchmany(BATCH):
            for (key,) in batch:
                yield key

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Return the claims on records of a type, oldest load first."""
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
        """Write claims."""
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
        """Drop claims."""
        for claim in claims:
            where = (claim.type, bound(claim.key), bound(claim.origin))
            rows = self.connection.execute(
                "DELETE FROM claims WHERE type = ? AND key = CAST(? AS TEXT) AND origin = CAST(? AS TEXT) RETURNING digest",
                where,
            ).fetchall()
            self.total -= sum(
                claims_sum([Claim(claim.type, claim.key, claim.origin, claim.load_id, digest, claim.record)])
                for (digest,) in rows
            )

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Delete records."""
        key = key_column(record_type)
        gone = self.connection.executemany(
            f"DELETE FROM {TABLES[record_type]} WHERE {key} = CAST(?1 AS TEXT) OR {key} IS ?1",
            ((bound(key),) for key in held),
        )
        if gone.rowcount != len(held):  # a damaged key is not found by a search
            raise StoreDamaged(
                f"{self.address}: the {record_type} “{next(iter(held))!s:.100}” cannot be found in its table;"
                f" nothing was changed: {BEYOND}"
            )
        self.total -= sum(entry(kept.digest, kept.closed) for kept in held.values())

    def note(self, load_id: str, note: bytes) -> None:
        """Add a note to the undo log of a load."""
        self.connection.execute(
            "INSERT INTO notes SELECT ?1, coalesce(max(number) + 1, 0), ?2 FROM notes WHERE load_id = ?1",
            (load_id, note),
        )

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the undo log of an earlier load."""
        self.connection.execute("DELETE FROM notes WHERE load_id = ?", (load_id,))
        self.connection.executemany(
            "INSERT INTO notes VALUES (?, ?, ?)",
            ((load_id, number, note) for number, note in enumerate(notes)),
        )

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Return those of these nodes or sources that no open record, or no record at all, refers to."""
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self.connection.execute("DELETE FROM asked")
        self.connection.executemany("INSERT OR IGNORE INTO asked VALUES (?)", ((key,) for key in keys))
        places = [
            *((TABLES[RecordType.RELATION], f'"{column}"', "") for column in ("subject", "object")),
            *((TABLES[naming], "node", "") for naming in (RecordType.ALIAS, RecordType.IDENTIFIER)),
        ]
        if record_type is RecordType.SOURCE:
            places = [
                (TABLES[citing], "cited.value", f", json_each({column}) AS cited")
                for citing, columns in COLUMNS.items()
                for column in columns
                if column.startswith("sources")
            ]
        used: set[str] = set()
        for table, column, join in places:
            used.update(
                key
                for (key,) in self.connection.execute(
                    f"SELECT DISTINCT {column} FROM {table}{join} WHERE {column} IN (SELECT key FROM asked)"
                    + ("" if even_closed else " AND closed IS NULL")
                )
            )
        return set(keys) - used

    def clear(self) -> None:
        """Take everything away."""
        for table in (*TABLES.values(), "claims", "loads", "notes"):
            self.connection.execute(f"DELETE FROM {table}")
        self.total, self.empty = 0, set(TABLES)

    @property
    def graph_version(self) -> str:
        """The graph version including this load's writes."""
        return graph_version(self.total)

    def finish(self, *loads: Load) -> None:
        """Commit with the loads and their reports."""
        self.connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('total', ?)", (f"{self.total % MODULUS:032x}",)
        )
        self.connection.executemany(
            "INSERT INTO loads (id, origin, started, finished, input_digest, report) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    load.id,
                    load.origin,
                    load.started,
                    load.finished,
                    load.input_digest,
                    orjson.dumps(dict(load.report)).decode(),
                )
                for load in loads
            ),
        )
        self.connection.execute("INSERT OR IGNORE INTO meta VALUES ('store_id', ?)", (new_store_id(),))
        self.connection.execute(
            "INSERT INTO meta VALUES ('edition', '1')"
            " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
        )
        self.connection.execute("COMMIT")
