"""Values as Python has them (lists, arrays, dates, blank cells, nodes of an answer), made into those that questions take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_origin

import numpy as np
from pydantic import BaseModel

from graph.plurals import plural
from queries.errors import refuse
from queries.parameters import Several

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

MISSING = frozenset({"NAType", "NaTType"})
"""The types of pandas' missing values, which are recognised without importing pandas."""


def as_typed(model: type[BaseModel], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return parameters as API and command line give them: by alias, without those that have their default.

    Raises:
        Invalid: a parameter has several values but takes one, or a value of a list is blank or not a text.
    """
    fields = model.model_fields
    typed: dict[str, Any] = {}
    for name, value in given.items():
        field, value = fields.get(name), plain(value)  # noqa: PLW2901
        if field is None:
            typed[name] = value
        elif field.is_required() or value != field.default:
            typed[field.alias or name] = fitted(name, field, value)
    return typed


def subject_of(described: Mapping[str, str], given: Sequence[Any]) -> list[str]:
    """Return the ids that a question is about, given as texts or as nodes of an answer.

    Raises:
        Invalid: one is missing, too many, or neither a text nor a record with an id.
    """
    for name in list(described)[len(given) :]:
        refuse(name, "a value is required", f"give the {described[name]}")
    if len(given) > len(described):
        rule = f"{plural(len(given), 'value')} given by position, where {len(described)} can be"
        refuse("question", rule, "name the parameters")
    return [an_id(name, value, described[name]) for name, value in zip(described, given, strict=True)]


def an_id(name: str, value: Any, what: str = "id") -> str:
    """Return an id or name, given as text or as a record of an answer.

    Raises:
        Invalid: it is neither.
    """
    found = plain(value)
    if not isinstance(found, str):
        refuse(name, f"“{str(value)[:60]}” is not a text", f"give the {what}")
    return found


def fitted(name: str, field: FieldInfo, value: Any) -> Any:
    """Write a value as text where a parameter is one; several values have commas between them."""
    inner = {part for part in get_args(field.annotation) or (field.annotation,) if part is not type(None)}
    if isinstance(value, list) and any(get_origin(part) is frozenset for part in (*inner, field.annotation)):
        return texts_of(name, value)
    if inner != {str}:
        return value
    if isinstance(value, list):
        several = any(isinstance(mark, Several) for mark in field.metadata)
        return ",".join(texts_of(name, value)) if several else only(name, value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def plain(value: Any) -> Any:
    """Return a value of JSON: any iterable as a list, a day as text, a node as its id, blank cells of a record as None.

    >>> plain({"name": "DMI", "founded": float("nan")}), plain(date(2018, 6, 20)), plain({"metals": 1}.keys())
    ({'name': 'DMI', 'founded': None}, '2018-06-20', ['metals'])
    """
    if isinstance(value, str):
        return whole_text(value)
    if value is None or isinstance(value, bytes | bool | int | float):
        return value.item() if isinstance(value, np.generic) else value
    if isinstance(value, date):
        return value.isoformat()[
            :10
        ]  # a time of day too is a date; a missing one is “NaT” and refused as no date
    if type(value).__name__ in MISSING:
        return float("nan")  # refused wherever a value is needed; unlike pandas' own it can be compared
    if isinstance(value, np.generic):
        return str(value)[:10] if isinstance(value, np.datetime64) else value.item()
    if isinstance(value, BaseModel):
        rows = getattr(value, "rows", None)
        return id_of(value) or ([plain(row) for row in rows] if rows else value)
    if isinstance(value, Mapping):
        return {name: None if is_blank(cell) else plain(cell) for name, cell in value.items()}
    if isinstance(value, Iterable) and getattr(value, "ndim", None) != 0:
        return [plain(one) for one in value]
    return value


def whole_text(value: str) -> str:
    r"""Return a text that can be encoded: half of a surrogate pair, as broken files give it, becomes �.

    >>> whole_text("dmi\ud800")
    'dmi�'
    """
    if value.isascii():
        return str(value)
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def id_of(value: object) -> str | None:
    """Return the id of a node or another record of an answer, or of the node that a row is about."""
    for record in (value, getattr(value, "node", None)):
        if isinstance(found := getattr(record, "id", None), str):
            return found
    return None


def is_blank(value: object) -> bool:
    """Return whether a cell has no value: None, NaN, or a missing value of numpy or pandas."""
    if isinstance(value, np.datetime64):
        return bool(np.isnat(value))
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return value is None or type(value).__name__ in MISSING


def texts_of(name: str, values: list[Any]) -> list[str]:
    """Write each value of a list as text.

    Raises:
        Invalid: a value is blank or not a text.
    """
    for value in values:
        if is_blank(value):
            refuse(name, "a value of the list is blank", "leave it out")
        if not isinstance(value, str | int | float):
            refuse(name, f"“{str(value)[:60]}” is not a text", "give a list of texts")
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def only(name: str, values: list[Any]) -> str:
    """Return the only value of a list.

    Raises:
        Invalid: there are several, or none.
    """
    if len(values) != 1:
        refuse(name, f"it takes one value, not {len(values)}", "ask once for each value")
    return texts_of(name, values)[0]
