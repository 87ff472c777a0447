"""The fields of one record of a row, and the names in a cell: several columns or names give several records."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from ingest.own_names import names_in
from ingest.person_looks import personal_in
from ingest.reading.positions import FieldFault
from ingest.reading.values import day
from ingest.record_fields import BOTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.mapped_records import RecordMapping
    from ingest.row_reading import Cells

MOST_PAIRS = 10_000
"""Most relations that one row may give."""


class Fields:
    """The fields of one record of a row; of several columns or names in a cell one each."""

    __slots__ = ("cited", "mapping", "number", "parts", "row")

    def __init__(
        self, row: Cells, mapping: RecordMapping, cited: tuple[str, ...], number: int = 0, **parts: str
    ) -> None:
        self.row, self.mapping, self.cited, self.number, self.parts = row, mapping, cited, number, parts

    def of(self, field: str) -> str:
        """Return the value of a field: from its column, translated by `values`, or the constant."""
        mapping = self.mapping
        if field not in mapping.columns and field not in mapping.values:
            return mapping.constants.get(field, "")
        if self.parts and field in self.parts:
            text = written = self.parts[field]
        else:
            key = mapping.key(field, self.number)
            text, written = self.row[key], ""
            if field in mapping.values:
                written = self.row.written(key)
        table = mapping.values.get(field)
        if table is not None:
            text = table.get(written, text)
        return text or mapping.constants.get(field, "")

    def column(self, field: str) -> str:
        """Return the column name of a field, for messages."""
        columns = self.mapping.columns.get(field, (field,))
        return columns[min(self.number, len(columns) - 1)]

    def day(self, field: str) -> str | None:
        """Return a date."""
        return day(self.column(field), self.of(field))

    def content(self) -> list[str]:
        """Return what distinguishes the record from others of its name: all fields of a row that is one record."""
        if not self.mapping.prefix and not self.parts and self.mapping.times == 1:
            return self.row.content()
        return [f"{field}={self.of(field)}" for field in sorted(self.mapping.columns) if field not in BOTH]

    def details(self) -> tuple[str | None, str | None]:
        """Return the detail in the language of the list, and in Korean if it has both, without one that has personal data."""
        return self.impersonal("detail"), self.impersonal("detail_ko")

    def impersonal(self, field: str) -> str | None:
        """Return a free text; one with personal data is left out and reported."""
        text = self.of(field)
        if text and (kind := personal_in(text)) is not None:
            self.row.tell(
                self.column(field), f"{kind}: left out", "persons are never loaded: nothing needs be done"
            )
            return None
        return text or None


def address(fields: Fields) -> str:
    """Return all location fields of a record."""
    return " ".join(fields.of(field) for field in ("city", "district", "address"))


def split(fields: Fields, naming: Sequence[str]) -> Iterator[Fields]:
    """Yield the fields for each of several names in a cell; of two such cells, for each pair of names.

    Raises:
        FieldFault: there are too many pairs.
    """
    mapping = fields.mapping
    if not mapping.split:
        yield fields
        return
    lists = [
        [
            (field, name)
            for name in names_in(fields.row[mapping.key(field, fields.number)], mapping.split) or [""]
        ]
        for field in naming
        if field in mapping.columns
    ]
    pairs = 1
    for names in lists:
        pairs *= len(names)
    if pairs > MOST_PAIRS:
        rule = f"it would give {pairs:,} relations, more than {MOST_PAIRS:,}"
        raise FieldFault("row", rule, "check the separators in `split`")
    for parts in product(*lists):
        yield Fields(fields.row, mapping, fields.cited, fields.number, **dict(parts))
