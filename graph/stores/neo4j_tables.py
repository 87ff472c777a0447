"""A Neo4j store as CSV files for `neo4j-admin database import`: the nodes and relationships that a load would have made.

Texts stand in quotes, so that an empty text (`""`) differs from a missing value (nothing).
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

import orjson

from graph.editions import new_store_id
from graph.model import LIST_COLUMNS, NODE_TYPES, Relation
from graph.rows import to_row
from graph.store import StoreError
from graph.stores import cypher
from graph.stores.neo4j_rows import claim_id, in_hex, node_row, relation_row
from graph.versions import change, claims_sum, graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from graph.store import Claim, Load, Write

SEPARATOR = "\x1f"
"""Between the values of a list; no id and no name contains it."""
OPTIONS = (
    "--array-delimiter=U+001F",
    "--id-type=string",
    "--multiline-fields=true",
    "--normalize-types=false",
)
MEBIBYTE = 1 << 20
LEAST_BUFFER = 4 * MEBIBYTE
"""Smallest read buffer of `neo4j-admin` in bytes; a line longer than half of the buffer needs a larger one."""
TYPES: Mapping[str, str] = {
    **dict.fromkeys((*LIST_COLUMNS, "aliases"), "string[]"),
    **dict.fromkeys(("budget_krw", "members_told", "number", "loads", "edition", "schema_version"), "long"),
    "name_en_is_official": "boolean",
    "weight": "double",
    "note": "byte[]",
}
"""Property → type in a header; all others are texts."""
STATE: Mapping[str, tuple[str, ...]] = {
    "SojaeClaim": ("id", "type", "key", "origin", "load_id", "digest", "row"),
    "SojaeLoad": ("id", "number", "origin", "started", "finished", "input_digest", "report"),
    "SojaeNote": ("id", "load_id", "number", "note"),
    "SojaeGraph": ("name", "total", "graph_version", "loads", "edition", "store_id", "schema_version"),
    "SojaeLock": ("name",),
}
"""Label of what belongs to the store itself → its properties, the id first."""
RELATIONS = "relations.csv"
RELATION_HEADER = {"subject": ":START_ID(Entity)", "object": ":END_ID(Entity)", "type": ":TYPE"}
UNINDEXED = 0
"""Version of the schema before constraints and indexes exist: whoever opens the store first makes them."""


class Table:
    """One CSV file: its header, and rows of values in the order of its columns."""

    def __init__(self, file: BinaryIO, columns: Sequence[str], header: Mapping[str, str]) -> None:
        self.file, self.longest = file, 0
        self.cells = [CELLS[TYPES.get(column, "string")] for column in columns]
        names = (header.get(column) or f"{column}:{TYPES.get(column, 'string')}" for column in columns)
        file.write((",".join(names) + "\n").encode())

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows."""
        cells = self.cells
        for row in rows:
            line = (
                ",".join(
                    ["" if value is None else cell(value) for cell, value in zip(cells, row, strict=True)]
                )
                + "\n"
            ).encode()
            self.longest = max(self.longest, len(line))
            self.file.write(line)


class Neo4jTables:
    """The files of one store; `graph.copying` fills them.

    Attributes:
        total: the running sum of entries of what was written (`graph.versions`).
    """

    def __init__(self, folder: Path, names: Mapping[str, list[str]], opened: ExitStack) -> None:
        """Open no file yet.

        Args:
            folder: exists and is empty.
            names: id of a node → the names of its open aliases, in the order of their keys.
            opened: closes the files.
        """
        self.folder, self.names, self.opened = folder, names, opened
        self.total = 0
        self.tables: dict[str, Table] = {}
        self.arguments: list[str] = []
        self.noted: dict[str, int] = {}

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records that were not written before."""
        if record_type is RecordType.RELATION:
            shape = (*cypher.RELATION_ROW, *cypher.ALIKE, "type")
            table = self._table(RELATIONS, shape, RELATION_HEADER, f"--relationships={RELATIONS}")
            table.add(
                (*relation_row(write), *alike(write), cast("Relation", write.record).predicate)
                for write in writes
            )
        else:
            label, columns = cypher.LABELS[record_type], (*cypher.row_columns(record_type), *cypher.ALIKE)
            if record_type in NODE_TYPES:
                table = self._nodes(f"Entity:{label}", (*columns, "aliases"), "Entity")
                table.add(
                    (*node_row(write), *alike(write), self.names.get(write.record.key)) for write in writes
                )
            else:
                self._nodes(label, columns).add((*node_row(write), *alike(write)) for write in writes)
        self.total += change(writes)

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Write claims."""
        self._state(
            "SojaeClaim",
            (
                (claim_id(c), str(c.type), c.key, c.origin, c.load_id, c.digest.hex(), orjson.dumps(to_row(c.record)).decode())
                for c in claims
            ),
        )  # fmt: skip
        self.total += claims_sum(claims)

    def note(self, load_id: str, note: bytes) -> None:
        """Write the next note of the undo log of a load."""
        number = self.noted.get(load_id, 0)
        self._state("SojaeNote", [(f"{load_id}|{number}", load_id, number, note)])
        self.noted[load_id] = number + 1

    def finish(self, *loads: Load) -> None:
        """Write the loads, the state of the store, and the arguments of `neo4j-admin`."""
        self._state(
            "SojaeLoad",
            (
                (load.id, number, load.origin, load.started, load.finished, load.input_digest, orjson.dumps(dict(load.report)).decode())
                for number, load in enumerate(loads, 1)
            ),
        )  # fmt: skip
        version = graph_version(self.total)
        self._state(
            "SojaeGraph", [("sojae", in_hex(self.total), version, len(loads), 1, new_store_id(), UNINDEXED)]
        )
        self._state("SojaeLock", [("gate",), ("load",)])
        (self.folder / "import.args").write_text(
            "\n".join((*OPTIONS, f"--read-buffer-size={self._buffer()}m", *self.arguments)) + "\n"
        )

    def _buffer(self) -> int:
        longest = max(table.longest for table in self.tables.values())
        return -(-max(LEAST_BUFFER, 2 * longest) // MEBIBYTE)

    def _state(self, label: str, rows: Iterable[Sequence[object]]) -> None:
        self._nodes(label, STATE[label]).add(rows)

    def _nodes(self, labels: str, columns: Sequence[str], space: str = "") -> Table:
        """Return the file of nodes with these labels; their first column is the id, unique within its space."""
        label = labels.rpartition(":")[2]
        header = {columns[0]: f"{columns[0]}:ID({space or label})"}
        return self._table(f"{label}.csv", columns, header, f"--nodes={labels}={label}.csv")

    def _table(self, name: str, columns: Sequence[str], header: Mapping[str, str], argument: str) -> Table:
        if name not in self.tables:
            file = self.opened.enter_context((self.folder / name).open("wb"))
            self.tables[name] = Table(file, columns, header)
            self.arguments.append(argument)
        return self.tables[name]


def alike(write: Write) -> tuple[object, ...]:
    """Return the metadata that a load sends once for many records."""
    return tuple(getattr(write.held, name) for name in cypher.ALIKE)


def text(value: object) -> str:
    """Write a text in quotes."""
    return '"' + str(value).replace('"', '""') + '"'


def texts(values: object) -> str:
    """Write a list of texts.

    Raises:
        StoreError: a text contains the separator.
    """
    listed = cast("Sequence[str]", values)
    whole = SEPARATOR.join(listed)
    if listed and whole.count(SEPARATOR) != len(listed) - 1:
        raise StoreError(
            f"{legible_list(listed)} contains the control character U+001F, which separates lists"
        )
    return text(whole)


def legible_list(values: Sequence[str]) -> str:
    """Name a list in an error."""
    return "the list " + ", ".join(f"“{value!r:.60}”" for value in values[:3])


def signed_bytes(value: object) -> str:
    """Write bytes as Java's signed numbers."""
    return SEPARATOR.join(map(SIGNED.__getitem__, cast("bytes", value)))


SIGNED = [str(number - 256 if number > 127 else number) for number in range(256)]
CELLS: Mapping[str, Callable[[object], str]] = {
    "string": text,
    "string[]": texts,
    "long": str,
    "double": repr,
    "boolean": lambda value: "true" if value else "false",
    "byte[]": signed_bytes,
}
"""Type in a header → writes a value of it."""
