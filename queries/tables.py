"""Rows of an answer as a table with names beside ids, for pandas and notebooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from graph.attributes import PREFIX
from graph.extras import needs
from graph.model import ATTRIBUTES

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
TEXT = "text"
"""The kind of a column of texts: the type that pandas itself gives them, which differs between its versions."""
OTHER = "object"
"""The kind of a column of lists or of values of several kinds."""
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


NULLABLE = {"int64": "Int64", "bool": "boolean"}
"""Types of columns whose values may be missing, with the rest of a nested member."""


def frame(
    rows: Sequence[Any], names: Names | None, about: Mapping[str, Any], declared: Mapping[str, str]
) -> pd.DataFrame:
    """Make a pandas table; column types follow the shape of the rows.

    Args:
        rows: the rows.
        names: finds the names beside ids; None leaves them out.
        about: what the table is about, for `attrs`.
        declared: the columns of a table without rows, and the types of columns without values.
    """
    needs("pandas", extra="notebook", purpose="to_pandas()")
    import pandas as pd

    flat = [flattened(row, names) for row in rows]
    columns = columns_of(flat) if rows else list(declared)
    made = pd.DataFrame([[row.get(column) for column in columns] for row in flat], columns=columns)
    kinds: dict[str, str] = {}
    for shape in {type(row): None for row in rows} if rows else ():
        kinds |= kinds_of(shape, named=names is not None)
    text = str(pd.Series([""]).dtype)
    for column in columns:
        values: Any = made[column]
        kind = kinds.get(column)
        if values.isna().all():
            kind = kind or declared.get(column, OTHER)
            made[column] = values.astype(text if kind in {TEXT, "category"} else kind)
        elif kind in {None, OTHER} and values.dtype == "float64" and (values.dropna() % 1 == 0).all():
            kind = "float64" if declared.get(column) == "float64" else "Int64"  # whole numbers, some unknown
        if kind not in {None, OTHER, TEXT}:
            made[column] = values.astype(kind) if kind != "category" else made[column].astype("category")
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
        declared = type(row).model_fields.get(name)
        if value is None and declared is not None and shape_in(declared.annotation) is not None:
            continue  # a nested member that is missing has no columns of its own in this row
        if name == ATTRIBUTES and isinstance(value, dict):
            own: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType]
            cells |= {f"{PREFIX}{part}": member for part, member in own.items()}
            continue
        cells[name] = value
        what = type(row).ids.get(name)
        if what is not None and names is not None and "name_ko" not in row.model_fields_set:
            prefix = "" if name == "id" else f"{name}_"
            both = names(what, str(value)) if value else None
            cells[f"{prefix}name_ko"], cells[f"{prefix}name_en"] = both or (None, None)
    return cells


def kinds_of(shape: type[BaseModel], *, named: bool) -> dict[str, str]:
    """Return the columns of rows of a shape, and the pandas type of each; `named` adds names beside ids."""
    kinds: dict[str, str] = {}
    ids: Mapping[str, str] = getattr(shape, "ids", {})
    for name, member in shape.model_fields.items():
        if name == ATTRIBUTES:
            continue  # each is a column of its own
        inner = shape_in(member.annotation)
        if inner is not None:
            prefix = "" if name == "node" else f"{name}_"
            missing = type(None) in get_args(member.annotation)
            for part, kind in kinds_of(inner, named=named).items():
                kinds[f"{prefix}{part}"] = NULLABLE.get(kind, kind) if missing else kind
            continue
        kinds[member.alias or name] = kind_of(member.annotation)
        if named and name in ids and "name_ko" not in shape.model_fields:
            prefix = "" if name == "id" else f"{name}_"
            kinds |= {f"{prefix}name_ko": TEXT, f"{prefix}name_en": TEXT}
    return kinds


def shape_in(annotation: Any) -> type[BaseModel] | None:
    """Return the shape of a nested member, if it is one."""
    for part in get_args(annotation) or (annotation,):
        if isinstance(part, type) and get_origin(part) is None and issubclass(part, BaseModel):
            return None if get_origin(annotation) in {list, dict} else part
    return None


def row_shape(annotation: Any) -> type[BaseModel] | None:
    """Return the shape of the rows of a list of shapes."""
    parts = [part for part in get_args(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]
    return parts[0] if parts and get_origin(annotation) is list else None


def kind_of(annotation: Any) -> str:
    """Return the pandas type for an annotation: numeric, boolean, category for closed sets, text or anything else."""
    if get_origin(annotation) is Literal:
        return "category"
    parts = [part for part in get_args(annotation) if part is not type(None)]
    optional = len(parts) == 1 and get_origin(annotation) is not list
    inner = parts[0] if optional else annotation
    if get_origin(inner) is Literal or (isinstance(inner, type) and issubclass(inner, Enum)):
        return "category"
    exact = {
        int: ("int64", "Int64"),
        float: ("float64", "float64"),
        bool: ("bool", "boolean"),
        str: (TEXT, TEXT),
    }
    return exact[inner][optional] if inner in exact else OTHER


def cell(value: object) -> str:
    """Format a cell; a missing or unknown value is empty."""
    return "" if value is None else escape(str(value))
