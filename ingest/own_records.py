"""Building records from Sojae exports: objects with the fields of the model, and rows of node tables."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, cast

import orjson

from graph.attributes import attributes_text, faults_of
from graph.model import ATTRIBUTES, COLUMNS, LIST_COLUMNS, MODELS
from graph.near import nearest
from graph.vocabulary import Kind, RecordType
from ingest.reading.positions import FieldFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model import Node, Record, Relation

REMEDY = "export it again; use `sojae load table` for your own files"
TYPES = {str(record_type): record_type for record_type in RecordType}
NUMBERS: Mapping[str, type[int] | type[float]] = {"budget_krw": int, "members_told": int, "weight": float}
TRUTHS = {"true": True, "false": False}


def record_of(data: Mapping[str, Any]) -> Record:
    """Build a record from an object with a `type` and the fields of the model.

    Raises:
        FieldFault: it is none.
    """
    record_type = TYPES.get(str(data.get("type")))
    if record_type is None:
        raise FieldFault(
            "type", f"“{data.get('type')}” is not a record type", nearest(str(data.get("type")), TYPES)
        )
    return built(
        record_type, {name: value_of(name, data[name]) for name in COLUMNS[record_type] if name in data}
    )


def built(record_type: RecordType, data: dict[str, Any]) -> Record:
    """Build a record; required fields must be present."""
    model: Any = MODELS[record_type]
    for field in fields(model):
        if field.name not in data and field.default is MISSING:
            raise FieldFault(field.name, f"a record of type {record_type} needs this field", REMEDY)
        if data.get(field.name, 0) is None and "None" not in str(field.type):
            raise FieldFault(field.name, f"{field.name} must not be empty", REMEDY)
    return cast("Record", model(**data))


def value_of(name: str, value: Any) -> Any:
    """Convert a JSON value: lists become tuples of texts; booleans, numbers and texts are checked."""
    if name in LIST_COLUMNS:
        return texts(name, value)
    if name == ATTRIBUTES:
        return own_attributes(value)
    if name == "name_en_is_official":
        truth = value if isinstance(value, bool) else TRUTHS.get(str(value))
        if truth is None:
            raise FieldFault(name, f"“{value}” is neither true nor false", REMEDY)
        return truth
    if value is None or value == "":
        return None
    if (kind := NUMBERS.get(name)) is not None:
        return number(name, value, kind)
    if not isinstance(value, str):
        raise FieldFault(name, "this is not a text", REMEDY)
    return value


def own_attributes(value: Any) -> str | None:
    """Read own attributes: an object, or its JSON text as tables hold it.

    Raises:
        FieldFault: they cannot be kept.
    """
    try:
        found = orjson.loads(value) if isinstance(value, str) and value else value
    except orjson.JSONDecodeError:
        found = value
    if not found:
        return None
    if not isinstance(found, dict):
        raise FieldFault(ATTRIBUTES, "this is not an object", REMEDY)
    attributes: dict[str, Any] = found  # pyright: ignore[reportUnknownVariableType]
    for name, one in attributes.items():
        for fault in faults_of(name, one):
            raise FieldFault(fault.name, fault.rule, fault.remedy)
    return attributes_text(attributes)


def texts(name: str, value: Any) -> tuple[str, ...]:
    """Convert a list of texts; ids in one text are separated by semicolons."""
    found = value.split(";") if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise FieldFault(name, "this is not a list of ids", REMEDY)
    return tuple(one for one in found if one)


def number(name: str, value: Any, kind: type[int] | type[float]) -> int | float:
    """Convert a number, or a text that is one."""
    try:
        found = kind("" if isinstance(value, bool) or "_" in str(value) else value)
    except (TypeError, ValueError, OverflowError) as error:
        raise FieldFault(name, f"“{str(value)[:40]}” is not a number", REMEDY) from error
    return found


def node_of(data: Mapping[str, Any]) -> Node:
    """Build a node from the columns of a node table, where some columns serve several kinds.

    `start` is also the day of founding, `detail` and `detail_ko` the products, `sector` the field of a technology.
    """
    values = {name: value_of(name, value) for name, value in data.items() if name in NODE_COLUMNS}
    if (kind := values.pop("kind", None)) not in set(Kind):
        raise FieldFault("kind", f"“{kind}” is not a kind of node", nearest(str(kind), Kind))
    names = RENAMED[Kind(kind)]
    given: dict[str, Any] = {names.get(name, name): value for name, value in values.items()}
    empty = dict.fromkeys(COLUMNS[RecordType(kind)])
    return cast("Node", built(RecordType(kind), {name: given.get(name) for name in empty}))


NODE_COLUMNS = frozenset({
    "id", "kind", "subkind", "name_ko", "name_en", "name_en_is_official", "sector", "city", "district", "start", "end", "budget_krw",
    "website", "detail", "sources", "members_told", "detail_ko", "attributes",
})  # fmt: skip
RENAMED: Mapping[Kind, Mapping[str, str]] = {
    Kind.ORGANISATION: {
        "subkind": "organisation_kind",
        "start": "founded",
        "detail": "products",
        "detail_ko": "products_ko",
    },
    Kind.TECHNOLOGY: {"sector": "field"},
    Kind.PROGRAMME: {"subkind": "programme_kind"},
}
"""Columns of a table of nodes → fields of the model, by kind."""


def relation_of(data: Mapping[str, Any]) -> Relation:
    """Build a relation from the fields of the model; missing ones are empty."""
    names = COLUMNS[RecordType.RELATION]
    values: dict[str, Any] = {**dict.fromkeys(("start", "end", "detail")), "sources": ()}
    values |= {name: value_of(name, value) for name, value in data.items() if name in names}
    if values.get("weight") is None:
        values.pop("weight", None)
    return cast("Relation", built(RecordType.RELATION, values))
