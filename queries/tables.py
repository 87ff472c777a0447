"""Rows of an answer as a table with names beside ids, for pandas and notebooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from graph.extras import needs

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
Names = Callable[[str, str], "tuple[str, str] | None"]
"""Returns the Korean and English names of a `node` or `sector` by id."""


class KnownNames:
    """The names that the tables of an answer show, kept for another process, which has no graph to ask."""

    def __init__(self, rows: Sequence[Any], names: Names) -> None:
        self.known: dict[tuple[str, str], tuple[str, str] | None] = {}

        def kept(what: str, key: str) -> tuple[str, str] | None:
            found = self.known[what, key] = names(what, key)
            return found

        for row in rows:
            flattened(row, kept)

    def __call__(self, what: str, key: str) -> tuple[str, str] | None:
        """Return the names that were kept for an id."""
        return self.known.get((what, key))


def frame(rows: Sequence[Any], names: Names | None, about: Mapping[str, Any]) -> pd.DataFrame:
    """Make a pandas table; column types follow the shape of the rows."""
    needs("pandas", extra="notebook", purpose="to_pandas()")
    import pandas as pd

    flat = [flattened(row, names) for row in rows]
    columns = columns_of(flat)
    made = pd.DataFrame([[row.get(column) for column in columns] for row in flat], columns=columns)
    kinds: dict[str, str] = {}
    for row in {type(row): row for row in rows}.values():
        kinds |= kinds_of(row)
    for column in columns:
        if column in kinds:
            kind: Any = kinds[column]
            made[column] = made[column].astype(kind)
        elif made[column].dtype == "float64" and (made[column].dropna() % 1 == 0).all():
            made[column] = made[column].astype("Int64")  # whole numbers, some of them unknown
    made.attrs.update(about)
    return made


def html(rows: Sequence[Any], names: Names | None, caption: str) -> str:
    """Write the first rows as an HTML table."""
    flat = [flattened(row, names) for row in rows[:SHOWN]]
    columns = columns_of(flat)
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell(row.get(column))}</td>" for column in columns) + "</tr>" for row in flat
    )
    more = f" … {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
    return f"<table><caption>{escape(caption)}{more}</caption><tr>{head}</tr>{body}</table>"


def columns_of(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """List all columns in order of appearance; rows of different kinds differ."""
    return list(dict.fromkeys(column for row in rows for column in row))


def flattened(row: Any, names: Names | None) -> dict[str, Any]:
    """Return a row as cells: nested members become columns, names are added beside ids."""
    cells: dict[str, Any] = {}
    for name, value in row.to_dict().items():
        inner = getattr(row, name, None)
        if isinstance(value, dict) and isinstance(inner, BaseModel):
            prefix = "" if name == "node" else f"{name}_"
            cells |= {f"{prefix}{member}": part for member, part in flattened(inner, names).items()}
            continue
        cells[name] = value
        what = type(row).ids.get(name)
        if what is not None and names is not None and "name_ko" not in row.model_fields_set:
            prefix = "" if name == "id" else f"{name}_"
            both = names(what, str(value)) if value else None
            cells[f"{prefix}name_ko"], cells[f"{prefix}name_en"] = both or (None, None)
    return cells


def kinds_of(row: Any) -> dict[str, str]:
    """Return the pandas type of each column: numeric, boolean, or category for closed sets; texts stay."""
    kinds: dict[str, str] = {}
    for name, member in type(row).model_fields.items():
        inner = getattr(row, name, None)
        if isinstance(inner, BaseModel):
            prefix = "" if name == "node" else f"{name}_"
            kinds |= {f"{prefix}{part}": kind for part, kind in kinds_of(inner).items()}
        elif (kind := kind_of(member.annotation)) is not None:
            kinds[member.alias or name] = kind
    return kinds


def kind_of(annotation: Any) -> str | None:
    """Return the pandas type for an annotation; None leaves values unchanged."""
    if get_origin(annotation) is Literal:
        return "category"
    parts = [part for part in get_args(annotation) if part is not type(None)]
    optional = len(parts) == 1
    inner = parts[0] if optional else annotation
    if get_origin(inner) is Literal or (isinstance(inner, type) and issubclass(inner, Enum)):
        return "category"
    exact = {int: ("int64", "Int64"), float: ("float64", "float64"), bool: ("bool", "boolean")}
    return exact[inner][optional] if inner in exact else None


def cell(value: object) -> str:
    """Format a cell; a missing or unknown value is empty."""
    return "" if value is None else escape(str(value))
