"""Own columns of a table, kept as attributes: seen row by row, typed and freed of persons when all rows are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from graph.attributes import MOST, attributes_of, attributes_text
from graph.fields import Shape
from graph.model import ATTRIBUTES
from graph.plurals import plural
from graph.texts import says_nothing
from ingest.attributes import ColumnTypes, attribute_name, value_in
from ingest.origin import OriginError, Recognised
from ingest.person_columns import holds_persons
from ingest.person_looks import Looks, personal_in

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from graph.attributes import Value
    from graph.model import Record, Relation
    from graph.vocabulary import RecordType
    from ingest.mapped_records import RecordMapping
    from ingest.reading import Table
    from ingest.row_reading import Cells

ARTICLES = {
    Shape.NUMBER: "a number",
    Shape.DATE: "a date",
    Shape.TRUTH: "true or false",
    Shape.TEXT: "a text",
}


@dataclass(slots=True)
class OwnColumns:
    """The own columns of a load.

    Attributes:
        rest: remaining columns of the current table with their places.
        taken: columns of each table that are kept.
        types: types of the columns without a declared one, for each record type.
        personal: columns of which personal data were left out, what they were, and how often.
        columns: names of attributes by column.
        declared: columns that the mapping names as attributes.
    """

    rest: tuple[tuple[str, int], ...] = ()
    taken: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    types: dict[RecordType, ColumnTypes] = field(default_factory=dict["RecordType", ColumnTypes])
    looks: Looks = field(default_factory=Looks)
    personal: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    columns: dict[str, str] = field(default_factory=dict[str, str])
    declared: set[str] = field(default_factory=set[str])

    def begin(self, table: Table, drop: Container[str], records: Sequence[RecordMapping]) -> None:
        """Begin a table: find the columns that no field uses.

        Raises:
            OriginError: there are too many of them.
        """
        used = set(table.header.places.values())
        left = [
            (column, place)
            for place, column in enumerate(table.header.columns)
            if column and place not in used
        ]
        kept = [(column, place) for column, place in left if column not in drop and not holds_persons(column)]
        self.rest = tuple(kept) if any(one.rest for one in records) else ()
        self.declared.update(column for one in records for column in one.attributes)
        if len(self.rest) > MOST:
            raise OriginError(
                f"{table.grid.label}: the header has {plural(len(table.header.columns), 'column')}, and a record keeps at most"
                f" {MOST} as attributes: name those to keep under `attributes`, or check whether it is a matrix"
            )
        self.taken[table.grid.label] = frozenset(column for column, _ in self.rest)

    def read(self, row: Cells, mapping: RecordMapping) -> str | None:
        """Return the own columns of a row; those without a declared type are texts until all rows are read."""
        if not mapping.attributes and not (mapping.rest and self.rest):
            return None
        found: dict[str, Value | None] = {}
        types = self.types.setdefault(mapping.record, ColumnTypes())
        for column, shape in mapping.attributes.items():
            text = self.seen(column, row.written(f"{mapping.prefix}attributes:{column}"))
            name = self.name_of(column)
            if shape is None:
                types.see([(name, text)])
                found[name] = value_in(text, Shape.TEXT)
            elif text:
                found[name] = value_in(text, shape)
                if found[name] is None and not says_nothing(text):
                    rule = f"“{text[:60]}” is not {ARTICLES[shape]}: left out"
                    row.tell(column, rule, "correct the cell, or declare the column as text")
        if mapping.rest:
            for column, place in self.rest:
                name, text = self.name_of(column), self.seen(column, row.cells[place].strip())
                if text and found.get(name) is None:
                    types.see([(name, text)])
                    found[name] = value_in(text, Shape.TEXT)
        return attributes_text(found)

    def name_of(self, column: str) -> str:
        """Return the name of the attribute of a column."""
        if (name := self.columns.get(column)) is None:
            name = self.columns[column] = attribute_name(column)
        return name

    def seen(self, column: str, text: str) -> str:
        """Return a cell without personal data."""
        self.looks.see(column, text)
        if text and (kind := personal_in(text)) is not None:
            self.personal[column, kind] += 1
            return ""
        return text

    def final(self, record: Record) -> Record:
        """Return a record with its attributes typed by all values of their columns, without names of persons."""
        text: str | None = getattr(record, ATTRIBUTES, None)
        if text is None:
            return record
        types, persons = self.types[record.type], self.persons()
        found: dict[str, Value | None] = {}
        for name, value in attributes_of(text).items():
            if name in persons:
                continue
            typed = isinstance(value, str) and name in types.possible
            found[name] = value_in(value, types.type_of(name)) if typed else value  # type: ignore[arg-type]
        return replace(cast("Relation", record), attributes=attributes_text(found))

    def persons(self) -> Mapping[str, str]:
        """Return the attributes that turned out to be names of persons, with their columns."""
        return {self.name_of(column): column for column in self.looks.filled if self.looks.of_persons(column)}

    def told(self, one: Recognised) -> Recognised:
        """Return how a table was read, with the own columns that were kept and the personal data that were left out."""
        persons, every = set(self.persons().values()), (*one.columns, *one.unread)
        rest = self.taken.get(one.file, frozenset())
        columns = tuple(
            name for name in every if name not in persons and (name in one.columns or name in rest)
        )
        notes = [
            f"{column}: names of persons, never loaded" for column in sorted(persons.intersection(every))
        ]
        notes += [
            f"{column}: {kind} left out ({times:,})"
            for (column, kind), times in sorted(self.personal.items())
            if column in every
        ]
        unread = tuple(name for name in every if name not in columns)
        kept = tuple(self.name_of(name) for name in columns if name in rest or name in self.declared)
        return replace(one, columns=columns, unread=unread, notes=(*one.notes, *notes), attributes=kept)
