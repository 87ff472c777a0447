"""The tables of the embedded store, derived from the model: one per record type, one column per field.

A file may be older than the program: SQLite takes an unknown column in double quotes for a text, so each statement is built
from the columns that `PRAGMA table_info` names.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

from graph.model import COLUMNS, KEYED_BY_ID, MODELS
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    Shape = Mapping[str, Sequence[str]]

TABLES: Mapping[RecordType, str] = {
    RecordType.SOURCE: "sources",
    RecordType.ORGANISATION: "organisations",
    RecordType.TECHNOLOGY: "technologies",
    RecordType.PROGRAMME: "programmes",
    RecordType.ALIAS: "aliases",
    RecordType.IDENTIFIER: "identifiers",
    RecordType.RELATION: "relations",
    RecordType.CONFLICT: "conflicts",
    RecordType.SAME_AS: "same_as",
}
OURS = frozenset({"meta", "organisations", "relations", "loads", "claims"})
"""Tables of every version; a file without them belongs to another program."""
COLUMN_TYPES: Mapping[str, str] = {
    "budget_krw": "INTEGER",
    "members_told": "INTEGER",
    "name_en_is_official": "INTEGER",
    "digest": "BLOB",
    "weight": "REAL NOT NULL DEFAULT 1.0",
}
"""Column → type, with the default for records written before the column existed; all others are TEXT."""


def key_column(record_type: RecordType) -> str:
    return "id" if record_type in KEYED_BY_ID else "key"


def stored_columns(record_type: RecordType) -> list[str]:
    """Return the columns of a table: the key if the record has no id, the record, then its metadata."""
    own = [] if record_type in KEYED_BY_ID else ["key"]
    return [*own, *COLUMNS[record_type], "digest", "origin", "load_id", "closed"]


def quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def schema_script() -> str:
    """Return the statements that create the tables."""
    statements = [
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    ]
    for record_type, table in TABLES.items():
        key = key_column(record_type)
        columns = ", ".join(
            f'"{column}" {COLUMN_TYPES.get(column, "TEXT")}'
            + (" PRIMARY KEY NOT NULL" if column == key else "")
            for column in stored_columns(record_type)
        )
        statements.append(f"CREATE TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
    statements += [
        "CREATE TABLE IF NOT EXISTS claims (type TEXT, key TEXT, origin TEXT, load_id TEXT, digest BLOB, row TEXT,"
        " PRIMARY KEY (type, key, origin)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS loads (id TEXT PRIMARY KEY, origin TEXT, started TEXT, finished TEXT,"
        " input_digest TEXT, report TEXT)",
        "CREATE TABLE IF NOT EXISTS notes (load_id TEXT, number INTEGER, note BLOB, PRIMARY KEY (load_id, number))"
        " WITHOUT ROWID",
    ]
    return ";\n".join(statements)


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Return the columns of each table that a file has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for (name,) in tables
    }


def unknown_columns(shape: Shape) -> list[str]:
    """Return unknown columns of our tables, which a newer version made."""
    return [
        f"{table}.{column}"
        for record_type, table in TABLES.items()
        for column in shape.get(table, ())
        if column not in stored_columns(record_type)
    ]


def migration(shape: Shape) -> list[str]:
    """Return the statements that migrate an older file: tables, and columns with their defaults."""
    return [
        schema_script(),
        *(
            f'ALTER TABLE {table} ADD COLUMN "{column}" {COLUMN_TYPES.get(column, "TEXT")}'
            for record_type, table in TABLES.items()
            if table in shape
            for column in COLUMNS[record_type]
            if column not in shape[table]
        ),
    ]


def selected(record_type: RecordType, shape: Shape) -> str:
    """Return the select list of a record; columns missing in an older file get their defaults."""
    return ", ".join(
        f'"{column}"' if column in shape[TABLES[record_type]] else default_of(record_type, column)
        for column in COLUMNS[record_type]
    )


def default_of(record_type: RecordType, column: str) -> str:
    field = next(field for field in fields(MODELS[record_type]) if field.name == column)
    if field.default is MISSING or field.default is None:
        return "NULL"
    return repr(field.default) if isinstance(field.default, int | float) else f"'{field.default}'"
