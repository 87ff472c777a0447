"""Choose the fields of records in an answer; dotted names reach the records that a record refers to."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from graph.attributes import PREFIX
from graph.fields import FIELDS, PATHS
from graph.model import ATTRIBUTES
from graph.own_fields import is_own, paths_in
from queries.attributes import meant_attribute
from queries.errors import did_you_mean, one_of, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.columns import Table
    from graph.vocabulary import RecordType


def read_fields(record_type: RecordType | None, text: str | None) -> tuple[str, ...] | None:
    """Read comma-separated names of fields.

    Raises:
        Invalid: a field is unknown, or is chosen both whole and in parts.
    """
    if text is None:
        return None
    known = PATHS[record_type]  # own attributes are checked when the snapshot is at hand
    chosen = tuple(dict.fromkeys(name for name in text.split(",") if name))
    if not chosen:
        refuse("fields", "an empty list is not allowed", "leave it out")
    for name in chosen:
        if name not in known and not is_own(name):
            near = get_close_matches(name, known, n=3, cutoff=0.6)
            remedy = did_you_mean(near) or one_of(list(FIELDS[record_type]))
            refuse("fields", f"“{name[:60]}” is not a field of {record_type or 'nodes'}", remedy)
        head, _, rest = name.partition(".")
        if rest and head in chosen:
            refuse(
                "fields", f"“{head}” is chosen both whole and in parts", f"use {head}.id instead of {head}"
            )
    return chosen


def picked(table: Table, fields: Sequence[str], records: list[int]) -> list[dict[str, Any]]:
    """Return these fields of these records; dotted names become an object, or a list of objects."""
    heads: dict[str, list[str]] = {}
    for field in fields:
        head, _, rest = field.partition(".")
        heads.setdefault(head, []).append(rest)
    known_attributes(table, fields)
    columns = [
        table.column(head).at(records) if rests == [""] else parts(table, head, rests, records)
        for head, rests in heads.items()
    ]
    found = [dict(zip(heads, row, strict=True)) for row in zip(*columns, strict=True)]
    if ATTRIBUTES in heads:
        for row in found:
            row[ATTRIBUTES] = row[ATTRIBUTES] or {}
    return found


def known_attributes(table: Table, fields: Sequence[str]) -> None:
    """Refuse own attributes that no record has.

    Raises:
        Invalid: there is one.
    """
    if not any(map(is_own, fields)):
        return
    known = paths_in(table.snapshot, table.record_type)
    for name in fields:
        if name not in known:
            refuse(
                "fields",
                f"no {table.record_type or 'node'} has the attribute “{name[:60]}”",
                meant_attribute(name, known),
            )


def parts(table: Table, head: str, rests: Sequence[str], records: list[int]) -> list[Any]:
    """Return objects with the chosen fields of the records referred to."""
    columns = [table.column(f"{head}.{rest}") for rest in rests]
    values = [column.at(records) for column in columns]
    if columns[0].starts is None:
        return [with_own_apart(dict(zip(rests, row, strict=True))) for row in zip(*values, strict=True)]
    return [
        [dict(zip(rests, entry, strict=True)) for entry in zip(*row, strict=True)]
        for row in zip(*values, strict=True)
    ]


def with_own_apart(members: dict[str, Any]) -> dict[str, Any]:
    """Put own attributes into an object of their own, as a whole record has them.

    >>> with_own_apart({"name_ko": "가람", "attributes.grade": "A", "attributes.note": None})
    {'name_ko': '가람', 'attributes': {'grade': 'A', 'note': None}}
    """
    own = {name.removeprefix(PREFIX): value for name, value in members.items() if name.startswith(PREFIX)}
    if not own:
        return members
    return {name: value for name, value in members.items() if not name.startswith(PREFIX)} | {ATTRIBUTES: own}
