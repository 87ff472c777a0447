"""Pages of lists as tables: CSV that spreadsheets open as text, and typed Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from graph.extras import needs
from graph.fields import Field, Shape
from viz.exports.csv_tables import table
from viz.exports.parquet import written

if TYPE_CHECKING:
    from collections.abc import Iterator

Columns = Mapping[str, tuple[Field, Sequence[Any]]]
"""Name of a column → its field, and a value for each record."""


def csv_of(columns: Columns) -> Iterator[bytes]:
    """Write a table as the exports do: ids of several sources with semicolons between, own attributes as JSON text."""
    cells = [[as_text(value) for value in values] for _, values in columns.values()]
    return table(list(columns), zip(*cells, strict=True))


def as_text(value: Any) -> Any:
    """Write several values in one cell, ids without a space, and objects as JSON."""
    if isinstance(value, list):
        texts = [str(one) for one in value if one is not None]  # pyright: ignore[reportUnknownVariableType]
        return (";" if all(" " not in one for one in texts) else "; ").join(texts)
    return orjson.dumps(value).decode() if isinstance(value, dict) else value


def parquet_of(columns: Columns, about: Mapping[str, str]) -> Iterator[bytes]:
    """Write a table as one Parquet file; several values are a list, own attributes JSON text."""
    needs("pyarrow", extra="parquet", purpose="Parquet")
    import pyarrow as pa

    arrays, kinds = [], []
    for name, (field, values) in columns.items():
        kind = kind_of(field, values)
        plain = [as_text(value) if isinstance(value, dict) else value for value in values]
        arrays.append(pa.array(plain, kind))
        kinds.append((name, kind))
    schema = pa.schema(kinds, metadata=dict(about))
    return written(schema, [pa.record_batch(arrays, schema=schema)])


def kind_of(field: Field, values: Sequence[Any]) -> Any:
    """Return the type of a column."""
    import pyarrow as pa

    if field.many:
        return pa.list_(pa.string())
    if field.shape is Shape.TRUTH:
        return pa.bool_()
    if field.shape is Shape.NUMBER:
        return pa.float64() if any(isinstance(value, float) for value in values) else pa.int64()
    return pa.string()
