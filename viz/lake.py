"""Write a snapshot as a lake: the tables of `sojae export parquet` as folders of files, with numbers beside the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from graph.lake.schema import FORMAT, MANIFEST, NO_ORGANISATION, UNCOUNTED, day_number
from graph.model import COLUMNS
from graph.relations import PREDICATES
from graph.snapshot import KINDS
from graph.vocabulary import COUNTED_SECTORS, Kind, Layer, RecordType
from viz.exports.contents import gather
from viz.exports.parquet import BESIDE, beside, node_batches, relation_batches, schema_of, source_batches
from viz.exports.parquet import COLUMNS as TABLE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents

    Ints = npt.NDArray[np.int32]
    Batch = Any  # pyarrow ships no types

PUBLISHED = COLUMNS[RecordType.SOURCE].index("published")
ROWS_OF_A_FILE = 4_000_000


def write_lake(snapshot: Snapshot, folder: Path) -> dict[str, int]:
    """Write a lake into an empty folder.

    Returns:
        The number of rows of each table.
    """
    contents = gather(snapshot, layer=Layer.FACTS, isolates=True)
    written = {
        "nodes": write_table(folder / "nodes", numbered_nodes(contents)),
        "sources": write_table(
            folder / "sources", source_batches(contents, schema_of(contents, TABLE_COLUMNS["sources"]))
        ),
        "relations": write_relations(contents, folder / "relations"),
    }
    for kind, name in BESIDE.items():
        (folder / f"{name}.parquet").write_bytes(b"".join(beside(contents, kind)))
    about = {
        "format": FORMAT,
        "graph_version": snapshot.graph_version,
        "licence": snapshot.data_licence,
        "sectors": list(COUNTED_SECTORS),
        "rows": written,
    }
    (folder / MANIFEST).write_bytes(orjson.dumps(about, option=orjson.OPT_INDENT_2) + b"\n")
    return written


def write_table(folder: Path, batches: Iterator[Batch]) -> int:
    """Write batches as the files of a table, each of at most `ROWS_OF_A_FILE` rows or one batch more."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    writer: Any = None
    rows = number = inside = 0
    try:
        for batch in batches:
            if writer is None:
                writer = pq.ParquetWriter(
                    folder / f"part-{number:05}.parquet", batch.schema, compression="zstd"
                )
            writer.write_batch(batch)
            rows, inside = rows + batch.num_rows, inside + batch.num_rows
            if inside >= ROWS_OF_A_FILE:
                writer.close()
                writer, number, inside = None, number + 1, 0
    finally:
        if writer is not None:
            writer.close()
    return rows


def numbered_nodes(contents: Contents) -> Iterator[Batch]:
    """Give the nodes with their numbers; a table without rows has its columns."""
    import pyarrow as pa

    schema = schema_of(contents, TABLE_COLUMNS["nodes"])
    whole = pa.schema([pa.field("no", pa.int32()), *schema], metadata=schema.metadata)
    begun = 0
    for batch in node_batches(contents, schema):
        numbers = pa.array(np.arange(begun, begun + batch.num_rows, dtype=np.int32))
        yield pa.record_batch([numbers, *batch.columns], schema=whole)
        begun += batch.num_rows
    if not begun:
        yield pa.record_batch([pa.array([], field.type) for field in whole], schema=whole)


def write_relations(contents: Contents, folder: Path) -> int:
    """Write the relations, a part for each predicate; the name of a part says the predicate, its files do not."""
    import pyarrow as pa

    from graph.lake.schema import RELATIONS

    snapshot = contents.snapshot
    schema = schema_of(contents, TABLE_COLUMNS["relations"])
    place = schema.get_field_index("predicate")
    added = [("subject_no", pa.int32()), ("object_no", pa.int32()), ("subject_group", pa.int8()), ("object_group", pa.int8()),
             ("cited", pa.int32()), ("latest", pa.int32())]  # fmt: skip
    whole = pa.schema([*schema.remove(place), *(pa.field(*one) for one in added)], metadata=schema.metadata)
    assert {one.name for one in RELATIONS} <= {*whole.names, "predicate"}
    group, cited = groups_of(snapshot), Cited(snapshot)
    table = snapshot.relations

    def batches(numbers: Ints) -> Iterator[Batch]:
        from dataclasses import replace

        begun = 0
        for batch in relation_batches(replace(contents, relations=numbers), schema):
            here = numbers[begun : begun + batch.num_rows]
            begun += batch.num_rows
            count, latest = cited.of([table.sources[k] for k in here.tolist()])
            ends = table.subject[here], table.object[here]
            own = [*ends, *(group[end] for end in ends), count]
            yield pa.record_batch(
                [*batch.remove_column(place).columns, *map(pa.array, own), pa.array(latest, pa.int32())],
                schema=whole,
            )

    rows = 0
    for code, predicate in enumerate(PREDICATES):
        numbers = contents.relations[table.predicate[contents.relations] == code]
        if len(numbers):
            rows += write_table(folder / f"predicate={predicate}", batches(numbers))
    if not rows:
        empty = pa.record_batch([pa.array([], field.type) for field in whole], schema=whole)
        write_table(folder / f"predicate={PREDICATES[0]}", iter([empty]))
    return rows


def groups_of(snapshot: Snapshot) -> npt.NDArray[np.int8]:
    """Return the group of each node: the place of an organisation's sector, and what stands for none."""
    places = {sector: number for number, sector in enumerate(COUNTED_SECTORS)}
    codes = np.array([places.get(str(sector), UNCOUNTED) for sector in snapshot.sectors], np.int8)
    return np.where(snapshot.kinds == KINDS.index(Kind.ORGANISATION), codes, NO_ORGANISATION).astype(np.int8)


class Cited:
    """Number and latest publication of the sources that relations cite; many cite the same."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._days = {row[0]: day_number(row[PUBLISHED]) for row in snapshot.source_rows}
        self._known: dict[str, tuple[int, int | None]] = {}

    def of(self, lists: list[str]) -> tuple[npt.NDArray[np.int32], list[int | None]]:
        """Return them for lists of ids, as JSON text."""
        for text in set(lists) - self._known.keys():
            ids = set(orjson.loads(text))
            days = [day for key in ids if (day := self._days.get(key)) is not None]
            self._known[text] = len(ids), max(days, default=None)
        found = [self._known[text] for text in lists]
        return np.array([count for count, _ in found], np.int32), [latest for _, latest in found]
