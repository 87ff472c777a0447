"""Parquet: typed tables for DuckDB, pandas, polars and Spark, in a zip or one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from graph.extras import needs
from graph.model import COLUMNS as MODEL_COLUMNS
from graph.model import LIST_COLUMNS
from graph.relations import PREDICATES
from graph.vocabulary import RecordType
from viz.exports import file_format
from viz.exports.contents import blocks, items_at
from viz.exports.csv_tables import MANY
from viz.exports.further import PART_OF, further_rows, sources_of
from viz.exports.pipe import Pipe, zipped
from viz.exports.readme import licence_file
from viz.exports.tables import NODE_COLUMNS, RELATION_COLUMNS, SOURCE_COLUMNS, node_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viz.exports.contents import Contents, Part

    Schema = Any  # pyarrow ships no types
    Batch = Any

ROW_GROUP = 122_880  # relations, as DuckDB has it
ROWS = 32_768  # of the tables that come row by row, which takes more memory
LISTS = frozenset({"aliases", "identifiers", *LIST_COLUMNS})
TRUTHS = frozenset({"name_en_is_official", "in_network"})
BESIDE = {
    RecordType.ALIAS: "aliases", RecordType.IDENTIFIER: "identifiers", RecordType.CONFLICT: "conflicts", RecordType.SAME_AS: "same_as",
}  # fmt: skip
"""Types of records beside nodes, relations and sources → the tables of a zip that hold them."""
COLUMNS = {"nodes": NODE_COLUMNS, "relations": RELATION_COLUMNS, "sources": SOURCE_COLUMNS}


@file_format(
    "parquet",
    summary_ko="자료형이 있는 표를 묶은 zip(DuckDB, pandas)",
    media_type="application/zip",
    extension="zip",
    picture=False,
    table=("application/vnd.apache.parquet", "parquet"),
    begins="PAR1",
)
def write_parquet(contents: Contents) -> Iterator[bytes]:
    """Typed tables in a zip (nodes, relations, sources and what stands beside them), or one of them as a bare Parquet file.

    A zip keeps together what belongs to one graph version, with aliases, identifiers, conflicts and verdicts as tables of
    their own, so that it can be loaded back; DuckDB and pandas read a bare file straight from its address.
    """
    needs("pyarrow", extra="parquet", purpose="Parquet")
    if contents.part is not None and contents.part in PART_OF:
        return beside(contents, PART_OF[contents.part])
    if contents.part is not None:
        return table(contents, contents.part)
    tables: list[tuple[str, Iterator[bytes]]] = [(part, table(contents, part)) for part in contents.parts]
    tables += [(name, beside(contents, kind)) for kind, name in BESIDE.items()]
    files = [*((f"{name}.parquet", chunks) for name, chunks in tables), licence_file(contents)]
    large = len(contents.relations) > MANY
    return zipped(files, packed=False, large=large, comment=contents.snapshot.graph_version)


def table(contents: Contents, part: Part) -> Iterator[bytes]:
    """Write one table, a row group at a time."""
    schema = schema_of(contents, COLUMNS[part])
    yield from written(schema, ahead(BATCHES[part](contents, schema)))


def beside(contents: Contents, kind: RecordType) -> Iterator[bytes]:
    """Write the table of one type of records that stand beside nodes and relations."""
    columns = MODEL_COLUMNS[kind]
    schema = schema_of(contents, columns)
    lists = [column in LIST_COLUMNS for column in columns]
    rows = (
        tuple(orjson.loads(value) if listed else value for value, listed in zip(row, lists, strict=True))
        for found, row in further_rows(contents)
        if found is kind
    )
    yield from written(schema, rows_as_batches(rows, schema, lists=True))


def written(schema: Schema, batches: Iterable[Batch]) -> Iterator[bytes]:
    """Write batches as one file."""
    import pyarrow.parquet as pq

    pipe = Pipe()
    with pq.ParquetWriter(pipe, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch, row_group_size=ROW_GROUP)
            yield from pipe.taken()
    yield from pipe.taken()


def schema_of(contents: Contents, columns: Sequence[str]) -> Schema:
    """Type the columns of a table: text, but for lists, truths and amounts of money."""
    import pyarrow as pa

    numbers = {"budget_krw": pa.int64(), "members_told": pa.int64(), "weight": pa.float64()}

    def kind(name: str) -> Any:
        if name in LISTS:
            return pa.list_(pa.string())
        if name in TRUTHS:
            return pa.bool_()
        return numbers.get(name, pa.string())

    snapshot = contents.snapshot
    about = {
        "graph_version": snapshot.graph_version,
        "layer": str(contents.layer),
        "licence": snapshot.data_licence,
    }
    return pa.schema([(name, kind(name)) for name in columns], metadata=about)


def rows_as_batches(
    rows: Iterable[tuple[Any, ...]], schema: Schema, *, lists: bool = False
) -> Iterator[Batch]:
    """Turn rows into columns; `lists` says that sources are lists already and not their JSON text."""
    import pyarrow as pa

    remaining = iter(rows)
    while block := list(islice(remaining, ROWS)):
        arrays = [
            id_lists(column) if field.name == "sources" and not lists else pa.array(column, field.type)
            for column, field in zip(zip(*block, strict=True), schema, strict=True)
        ]
        yield pa.record_batch(arrays, schema=schema)


def id_lists(texts: Sequence[str]) -> Any:
    """Read JSON lists of ids by cutting text: every record cites, and ids hold neither quotes nor commas."""
    import pyarrow as pa
    import pyarrow.compute

    kernels: Any = pyarrow.compute  # its functions are made while it is imported
    return kernels.split_pattern(kernels.utf8_slice_codeunits(pa.array(texts, pa.string()), 2, -2), '","')


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Prepare the next batch on a thread while one is written, which holds no interpreter lock."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def node_batches(contents: Contents, schema: Schema) -> Iterator[Batch]:
    return rows_as_batches(node_rows(contents), schema)


def source_batches(contents: Contents, schema: Schema) -> Iterator[Batch]:
    return rows_as_batches(map(contents.snapshot.source_rows.__getitem__, sources_of(contents)), schema)


def relation_batches(contents: Contents, schema: Schema) -> Iterator[Batch]:
    """Take the relations column by column, since they stand in columns."""
    import pyarrow as pa

    r = contents.snapshot.relations
    ids, predicates = pa.array(contents.snapshot.ids), pa.array([str(predicate) for predicate in PREDICATES])

    for numbers in blocks(contents.relations, ROW_GROUP):
        arrays = [
            pa.array(items_at(r.ids, numbers), pa.string()),
            ids.take(pa.array(r.subject[numbers])),
            predicates.take(pa.array(r.predicate[numbers])),
            ids.take(pa.array(r.object[numbers])),
            *(pa.array(items_at(column, numbers), pa.string()) for column in (r.start, r.end, r.detail)),
            id_lists(items_at(r.sources, numbers)),
            pa.array(r.weight[numbers], pa.float64()),
            pa.array(items_at(r.detail_ko, numbers), pa.string()),
            pa.array(items_at(r.attributes, numbers), pa.string()),
        ]
        yield pa.record_batch(arrays, schema=schema)


BATCHES = {"nodes": node_batches, "relations": relation_batches, "sources": source_batches}
