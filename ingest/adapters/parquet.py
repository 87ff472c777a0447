"""The `parquet` origin: a Sojae export as Parquet, its tables in a zip or separate, loaded back in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from graph.extras import needs
from graph.vocabulary import RecordType
from ingest.adapters import adapter
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError, Recognised
from ingest.own_exports import OPTIONS, Rows, origin_of
from ingest.own_records import node_of, record_of, relation_of
from ingest.reading.forms import Form
from ingest.row_reading import given, joined, labelled_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.reading import Part

    Maker = Callable[[Any], Iterator[Record]]

WANTED = "a Parquet export of Sojae, a zip or its tables"
TABLES: Mapping[RecordType, frozenset[str]] = {
    RecordType.ORGANISATION: frozenset({"id", "kind", "subkind", "name_ko"}),
    RecordType.RELATION: frozenset({"id", "subject", "predicate", "object"}),
    RecordType.SOURCE: frozenset({"id", "title", "publisher", "url"}),
    RecordType.ALIAS: frozenset({"node", "name", "kind"}),
    RecordType.IDENTIFIER: frozenset({"node", "scheme", "value"}),
    RecordType.CONFLICT: frozenset({"entity", "field", "chosen"}),
    RecordType.SAME_AS: frozenset({"a", "b", "by", "decision"}),
}
"""Record types → columns that identify their table."""
ROWS = 8_192


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given exports."""
    return given(paths, "parquet", WANTED)


LICENCE_FILE = "LICENCE.txt"
"""Other files in a zip of a Sojae export."""


@adapter(
    "parquet", about="our own export as Parquet, with its own sources", files=files, options=OPTIONS,
    named=partial(origin_of, "parquet"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read each table by its columns."""
    needs("pyarrow", extra="parquet", purpose="Parquet")
    yield from joined(rows_of(files))


def rows_of(files: Sequence[Path]) -> Iterator[Read]:
    for part in labelled_parts(files):
        if part.label.endswith(LICENCE_FILE):
            continue
        if part.form is not Form.PARQUET:
            raise of_another_sort(part.label, WANTED, *sort_of(part))
        yield from table_rows(part)


def table_rows(part: Part) -> Iterator[Read]:
    """Read one table in batches of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(part.path) as file:
            columns = tuple(file.schema_arrow.names)
            kind = next((kind for kind, needed in TABLES.items() if needed <= set(columns)), None)
            if kind is None:
                raise OriginError(
                    f"{part.label}: not a table of a Sojae export ({', '.join(columns)[:200]}): give {WANTED}"
                )
            rows, number = Rows(part.label), 0
            for batch in file.iter_batches(ROWS):
                data = batch.to_pylist()
                yield from rows.records(enumerate(data, number + 1), maker_of(kind), kind)
                number += len(data)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise OriginError(
            f"{part.label}: broken Parquet ({str(error)[:200]}): the download may be incomplete: fetch it again"
        ) from error
    yield Recognised(part.label, "parquet", rows.count, columns=columns, notes=("ids and sources kept",))


def maker_of(kind: RecordType) -> Maker:
    """Return the function that builds a record from a row of a table."""

    def make(data: dict[str, Any]) -> Iterator[Record]:
        if kind is RecordType.ORGANISATION:
            yield node_of(data)
        elif kind is RecordType.RELATION:
            yield relation_of(data)
        else:
            yield record_of({**data, "type": str(kind)})

    return make
