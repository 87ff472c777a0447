"""Records as flat rows and back, as every engine writes and reads them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import orjson

from graph.model import COLUMNS, LIST_COLUMNS, MODELS
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.model import Record

TAKE: Mapping[RecordType, Callable[[Record], tuple[object, ...]]] = {
    record_type: attrgetter(*columns) for record_type, columns in COLUMNS.items()
}
LIST_POSITIONS: Mapping[RecordType, tuple[int, ...]] = {
    record_type: tuple(i for i, column in enumerate(columns) if column in LIST_COLUMNS)
    for record_type, columns in COLUMNS.items()
}
TRUTH_POSITIONS: Mapping[RecordType, tuple[int, ...]] = {
    record_type: tuple(i for i, column in enumerate(columns) if column == "name_en_is_official")
    for record_type, columns in COLUMNS.items()
}


def json_list(values: Sequence[str]) -> str:
    """Write a list of ids as JSON text."""
    return orjson.dumps(values).decode()


def to_row(record: Record) -> list[object]:
    """Flatten a record in column order; lists become JSON text."""
    row = list(TAKE[record.type](record))
    for i in LIST_POSITIONS[record.type]:
        row[i] = json_list(row[i])  # type: ignore[arg-type]  # list columns hold tuples of ids
    return row


def from_row(record_type: RecordType, row: Sequence[object]) -> Record:
    """Build a record from a row in column order."""
    values = list(row)
    for i in LIST_POSITIONS[record_type]:
        values[i] = tuple(orjson.loads(values[i]))  # type: ignore[arg-type]  # list columns hold JSON text
    for i in TRUTH_POSITIONS[record_type]:
        values[i] = bool(values[i])
    return MODELS[record_type](*values)  # type: ignore[arg-type]  # columns are the model's fields


__all__ = ["RecordType", "from_row", "json_list", "to_row"]
