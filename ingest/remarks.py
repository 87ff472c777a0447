"""Remarks on valid records: an ambiguous place, an implausible year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.model import ATTRIBUTES, COLUMNS, Organisation, Programme, Relation
from graph.places import may_mean
from graph.texts import taken_out, tidied
from ingest.origin import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.origin import Row

FIRST_FOUNDED, FIRST_STATED = 1800, 1900
AHEAD = 30
"""Years that plans may reach into the future."""
DATES: dict[type, tuple[tuple[str, int, int], ...]] = {
    Organisation: (("founded", FIRST_FOUNDED, 0),),
    Programme: (("start", FIRST_STATED, AHEAD), ("end", FIRST_STATED, AHEAD)),
    Relation: (("start", FIRST_STATED, AHEAD), ("end", FIRST_STATED, AHEAD)),
}
"""Dates of a record, with the earliest plausible year and the plausible years ahead."""


def clean(row: Row) -> tuple[Row, list[Remark]]:
    """Compose the texts of a record and remove hidden characters, with remarks."""
    record, changed, remarks = row.record, dict[str, Any](), list[Remark]()
    for name in COLUMNS[record.type]:
        value = getattr(record, name)
        if type(value) is not str or name == ATTRIBUTES or (text := tidied(value)) == value:
            continue
        changed[name] = text
        if character := taken_out(value):
            remarks.append(taken_out_of(row.file, row.line, name, character))
    return (row._replace(record=replace(record, **changed)), remarks) if changed else (row, remarks)


def taken_out_of(file: str, line: int, field: str, character: str) -> Remark:
    """Return a remark on a removed character."""
    rule = f"a hidden character ({character}) was removed"
    return Remark(file, line, field, rule, "check the text")


def remarks_on(row: Row, year: int) -> Iterator[Remark]:
    """Yield remarks on a record; `year` is that of the load."""
    record = row.record
    for field, first, ahead in DATES.get(type(record), ()):
        data: str | None = getattr(record, field)
        if data is None or first <= int(data[:4]) <= year + ahead:
            continue
        rule = f"“{data}” is before {first}" if int(data[:4]) < first else f"“{data}” is after {year + ahead}"
        yield Remark(
            row.file, row.line, field, rule, "correct the year if it is a typing error; it is kept as it is"
        )
    if isinstance(record, Organisation) and (places := may_mean(record.city, record.district)):
        names = ", ".join(place.name_en for place in places[:4])
        if places[0].level == "district":
            names = f"in {len(places)} cities"
        field, data = ("city", record.city) if record.city else ("district", record.district)
        rule = f"“{data}” is ambiguous ({names}): the place is not known"
        yield Remark(row.file, row.line, field, rule, "add the province")
