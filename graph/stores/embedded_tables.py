"""The tables of the embedded store: one for each type of record, one column a field, written from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import COLUMNS, KEYED_BY_ID
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
COLUMN_TYPES: Mapping[str, str] = {
    "budget_krw": "INTEGER",
    "name_en_is_official": "INTEGER",
    "digest": "BLOB",
    "weight": "REAL NOT NULL DEFAULT 1.0",
}
"""Column → type, with the default that records written before there was such a column take; every other one is TEXT."""


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
