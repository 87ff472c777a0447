"""What is reported of records that break no rule: a place that cannot be reported from another, a year far from all others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.model import COLUMNS, Organisation, Programme, Relation
from graph.places import may_mean
from graph.texts import taken_out, tidied
from ingest.origin import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.origin import Row

FIRST_FOUNDED, FIRST_STATED = 1800, 1900
AHEAD = 30
"""Years that a plan may reach into the future."""
DATES: dict[type, tuple[tuple[str, int, int], ...]] = {
    Organisation: (("founded", FIRST_FOUNDED, 0),),
    Programme: (("start", FIRST_STATED, AHEAD), ("end", FIRST_STATED, AHEAD)),
    Relation: (("start", FIRST_STATED, AHEAD), ("end", FIRST_STATED, AHEAD)),
}
"""The dates of a record, the first year that is no surprise, and the years ahead of today that are none."""


def clean(row: Row) -> tuple[Row, list[Remark]]:
    """Compose the texts of a record and take hidden characters out, whatever its reader has left in, and tell it."""
    record, changed, told = row.record, dict[str, Any](), list[Remark]()
    for name in COLUMNS[record.type]:
        value = getattr(record, name)
        if type(value) is not str or (text := tidied(value)) == value:
            continue
        changed[name] = text
        if character := taken_out(value):
            told.append(taken_out_of(row.file, row.line, name, character))
    return (row._replace(record=replace(record, **changed)), told) if changed else (row, told)


def taken_out_of(file: str, line: int, field: str, character: str) -> Remark:
    """Tell that a text is not kept as it was written."""
    rule = f"a hidden character ({character}) was removed"
    return Remark(file, line, field, rule, "check the text")


def remarks_on(row: Row, year: int) -> Iterator[Remark]:
    """Yield what is odd about a record; `year` is that of the load."""
    record = row.record
    for field, first, ahead in DATES.get(type(record), ()):
        said: str | None = getattr(record, field)
        if said is None or first <= int(said[:4]) <= year + ahead:
            continue
        rule = f"“{said}” is before {first}" if int(said[:4]) < first else f"“{said}” is after {year + ahead}"
        yield Remark(
            row.file, row.line, field, rule, "correct the year if it is a typing error; it is kept as it is"
        )
    if isinstance(record, Organisation) and (places := may_mean(record.city, record.district)):
        names = ", ".join(place.name_en for place in places[:4])
        if places[0].level == "district":
            names = f"in {len(places)} cities"
        field, said = ("city", record.city) if record.city else ("district", record.district)
        rule = f"“{said}” is ambiguous ({names}): the place is not known"
        yield Remark(row.file, row.line, field, rule, "add the province")
