"""Columns of a known list that are kept as attributes under one name, whatever the edition calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.attributes import attributes_text
from graph.texts import says_nothing
from ingest.attributes import value_in
from ingest.own_columns import ARTICLES
from ingest.person_looks import personal_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.attributes import Value
    from graph.fields import Shape
    from ingest.row_reading import Cells


def attributes_in(row: Cells, columns: Mapping[str, Shape]) -> str | None:
    """Return the attributes of a row: of each of these fields its value, if it is of the type.

    Args:
        row: a row whose layout has a field for each attribute, named like it.
        columns: name of the attribute → type.
    """
    found: dict[str, Value | None] = {}
    for name, shape in columns.items():
        text = row.written(name)
        if says_nothing(text) or personal_in(text) is not None:
            continue
        found[name] = value_in(text, shape)
        if found[name] is None:
            row.tell(name, f"“{text[:60]}” is not {ARTICLES[shape]}: left out", "correct the cell")
    return attributes_text(found)
