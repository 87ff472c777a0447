"""The folder of a lake: its files, their schemas and what it says about itself; refused before an engine starts to count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from graph.extras import needs
from graph.lake.errors import LakeError, first_line
from graph.lake.schema import FORMAT, LIST, MANIFEST, NUMBER, NUMBERED, REAL, TABLES, TEXT, TRUTH
from graph.plurals import plural
from graph.vocabulary import COUNTED_SECTORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    Schema = Any  # pyarrow ships no types

SUFFIX = ".parquet"
WRITE = "write it again with `sojae lake write`"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with the tables of a lake.

    Attributes:
        address: the folder, or the address of one in an object store (`s3a://…`), which only the engine opens.
        graph_version: of its content.
        licence: licences of its content, in one line.
        columns: names of the columns of each table.
        files: number of files of each table.
        rows: number of rows of each table.
        numbered: whether it has the numbers that a lake has beside the ids.
    """

    address: str
    graph_version: str
    licence: str
    columns: dict[str, tuple[str, ...]]
    files: dict[str, int]
    rows: dict[str, int]
    numbered: bool

    def path(self, table: str) -> str:
        """Return where a table is: a folder of files, or one file."""
        single = Path(self.address) / f"{table}{SUFFIX}"
        return str(single) if single.is_file() else str(Path(self.address) / table)


def opened(address: str) -> Folder:
    """Open a lake.

    Raises:
        LakeError: there is none, a table or column is missing, the files of a table differ, or a file is damaged; one line each.
    """
    folder = read_folder(address)
    if not folder.numbered:
        missing = [
            f"{table}.{name}"
            for table, names in NUMBERED.items()
            for name in names
            if name not in folder.columns[table]
        ]
        raise LakeError(
            f"{address}: no column {missing[0]}: it has the shape of `sojae export parquet`; make a lake of it with"
            f" `sojae lake write OUT --from {address}`"
        )
    return folder


def read_folder(address: str) -> Folder:
    """Read the schemas of a folder, with or without the numbers of a lake.

    Raises:
        LakeError: see `opened`.
    """
    needs("pyarrow", extra="lake", purpose="A lake")
    if "://" in address:
        raise LakeError(f"{address}: only a folder of this machine, or one mounted here, can be opened")
    path = Path(address).expanduser()
    if not path.is_dir():
        raise LakeError(f"{address}: there is no such folder: write one with `sojae lake write {address}`")
    found = {table: checked(path, table) for table in TABLES}
    about = manifest(path)
    meta = {key.decode(): value.decode() for key, value in (found["nodes"].metadata or {}).items()}
    version = about.get("graph_version") or meta.get("graph_version")
    if about and about.get("sectors") != list(COUNTED_SECTORS):
        raise LakeError(f"{address}: its groups are those of other sectors than these: {WRITE}")
    columns = {table: tuple(one.names) for table, one in found.items()}
    return Folder(
        address=str(path),
        graph_version=str(version or ""),
        licence=str(about.get("licence") or meta.get("licence") or ""),
        columns=columns,
        files={table: one.files for table, one in found.items()},
        rows={table: one.rows for table, one in found.items()},
        numbered=all(name in columns[table] for table, names in NUMBERED.items() for name in names),
    )


def manifest(path: Path) -> dict[str, Any]:
    """Read what a lake says about itself; empty for a folder of tables alone."""
    file = path / MANIFEST
    if not file.is_file():
        return {}
    try:
        found: Any = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise LakeError(f"{file}: {first_line(error)}: {WRITE}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise LakeError(f"{file}: not a lake of format {FORMAT}: {WRITE}")
    return found  # pyright: ignore[reportUnknownVariableType]


@dataclass(frozen=True, slots=True)
class Found:
    """The files of one table: their common schema."""

    names: list[str]
    metadata: dict[bytes, bytes] | None
    files: int
    rows: int


def checked(path: Path, table: str) -> Found:
    """Read the footers of a table's files; refuse missing columns, wrong types, two schemas and damaged files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = files_of(path, table)
    if not files:
        raise LakeError(f"{path}: no table {table}: a lake has {', '.join(TABLES)} as folders of Parquet")
    first: Schema = None
    rows = 0
    for file in files:
        try:
            meta = pq.read_metadata(file)
        except (OSError, pa.ArrowException) as error:
            raise LakeError(
                f"{file}: not a Parquet file, or a damaged one ({first_line(error).rstrip('.')}): {WRITE}"
            ) from None
        schema, rows = meta.schema.to_arrow_schema(), rows + meta.num_rows
        if first is None:
            first = schema
        elif not schema.equals(first, check_metadata=False):
            raise LakeError(
                f"{file}: other columns or types than {files[0].name} ({difference(first, schema)}): one table has one schema"
            )
    parts = {part.split("=", 1)[0] for part in files[0].relative_to(path).parts[:-1] if "=" in part}
    names = [*first.names, *sorted(parts - set(first.names))]
    for column in TABLES[table]:
        if column.name in NUMBERED.get(table, ()) and column.name not in names:
            continue
        if column.name not in names:
            raise LakeError(f"{files[0]}: no column {column.name}: a table of {table} has {column.holds}")
        if column.name in first.names and not fits(first.field(column.name).type, column.type):
            kind = first.field(column.name).type
            raise LakeError(
                f"{files[0]}: {column.name} is {kind}, not a {column.type}: write it with that type"
            )
    return Found(names, first.metadata, len(files), rows)


def files_of(path: Path, table: str) -> Sequence[Path]:
    """Return the files of a table in order: a folder of them, or one."""
    single = path / f"{table}{SUFFIX}"
    return [single] if single.is_file() else sorted((path / table).rglob(f"*{SUFFIX}"))


def difference(one: Schema, other: Schema) -> str:
    """Name the first column in which two schemas differ."""
    for name in (*one.names, *other.names):
        if name not in other.names or name not in one.names:
            return f"{name} in one of them only"
        if one.field(name).type != other.field(name).type:
            return f"{name}: {other.field(name).type}, not {one.field(name).type}"
    return plural(len(other.names), "column") + " in another order"


def fits(kind: Any, wanted: str) -> bool:
    """Return whether an Arrow type holds what a column needs."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    text = types.is_string(kind) or types.is_large_string(kind)
    if wanted == TEXT:
        return bool(text or types.is_null(kind))
    if wanted == LIST:
        return bool(types.is_list(kind) or types.is_large_list(kind))
    tests = {NUMBER: types.is_integer, REAL: types.is_floating, TRUTH: types.is_boolean}
    return bool(tests[wanted](kind))
