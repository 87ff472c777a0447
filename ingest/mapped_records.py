"""One kind of record in a mapping: its fields, own columns, row filters, and the records of its row that it joins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.fields import Shape
from graph.vocabulary import RecordType
from ingest.mapping_parts import check_no_persons, known, names_of, only_of, table_of, text_of
from ingest.origin import OriginError
from ingest.record_fields import CLOSED, ENDS, FIELDS, NAMED, NAMING, NEEDED, WITH_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RECORD_KEYS = (
    "record",
    "as",
    "columns",
    "constants",
    "values",
    "attributes",
    "only",
    "split",
    "ends",
    "space",
    "sheet",
)
SHAPES = {str(shape.value): shape for shape in (Shape.TEXT, Shape.NUMBER, Shape.DATE, Shape.TRUTH)}
REST = "rest"


@dataclass(frozen=True, slots=True)
class RecordMapping:
    """How a row gives records of one type.

    `columns` are those of each field: several columns give several records; `values` translates the texts of a field;
    `attributes` are own columns to keep, typed or (None) by their values, with `rest` all columns that no field uses; `split`
    are the characters between several names in one cell; `name` is what relations of the same row call it in their `ends`;
    `space` keeps numbers of different lists apart; `prefix` starts its field names in the row.
    """

    record: RecordType
    prefix: str
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    attributes: Mapping[str, Shape | None]
    rest: bool
    only: Mapping[str, frozenset[str]]
    split: str
    name: str | None
    ends: Mapping[str, str]
    space: str | None
    sheet: str | None

    @property
    def times(self) -> int:
        """Number of records that the columns of a row may give."""
        return max(map(len, self.columns.values()), default=1)

    def key(self, field: str, number: int = 0) -> str:
        """Return the name of a field in the row; of several columns the one with this number.

        A field with a single column has it for each of several records.
        """
        several = len(self.columns.get(field, ()))
        return (
            f"{self.prefix}{field}#{number + 1}" if number and number < several else f"{self.prefix}{field}"
        )

    def named_columns(self) -> Iterator[tuple[str, str]]:
        """Yield each name of a field in the row with its column."""
        for field, columns in self.columns.items():
            for number, column in enumerate(columns):
                yield self.key(field, number), column
        for column in self.attributes:
            yield f"{self.prefix}attributes:{column}", column
        for column in self.only:
            yield f"{self.prefix}only:{column}", column


def record_of(file: str, prefix: str, content: Mapping[str, Any]) -> RecordMapping:
    """Check one kind of record.

    Raises:
        OriginError: a name in it is unknown or missing; the message gives place and remedy.
    """
    record = text_of(file, content, "record")
    known(file, "record: unknown type", record, FIELDS)
    columns, constants, values = (table_of(file, content, key) for key in ("columns", "constants", "values"))
    for key, table in (("columns", columns), ("constants", constants), ("values", values)):
        for name in table:
            known(file, f"{key}: {record} has no field", name, FIELDS[record])
    check_closed(file, record, constants, values)
    ends = ends_of(file, record, content)
    given = {*columns, *constants, *ends}
    for needed in NEEDED[record]:
        if not given.intersection(needed):
            raise OriginError(
                f"{file}: {record}: {' or '.join(needed)} is required: give its column under `columns`"
            )
    listed = {name: tuple(names_of(file, columns, name)) for name in columns}
    check_lengths(file, listed)
    attributes, rest = attributes_of(file, record, content)
    check_no_persons(file, ((name, column) for name, several in listed.items() for column in several))
    check_no_persons(file, (("attributes", column) for column in attributes))
    split = str(content.get("split") or "")
    if split and record not in NAMING:
        raise OriginError(
            f"{file}: split: a cell may list several organisations, technologies or programmes, or ends of relations: remove it"
        )
    return RecordMapping(
        RecordType(record), prefix, listed, {k: str(v) for k, v in constants.items()},
        {name: {str(k): str(v) for k, v in table_of(file, values, name).items()} for name in values}, attributes, rest,
        only_of(file, content), split, str(content["as"]) if content.get("as") else None, ends,
        str(content["space"]) if content.get("space") else None, str(content["sheet"]) if content.get("sheet") else None,
    )  # fmt: skip


def check_closed(file: str, record: str, constants: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Refuse constants and translations that are not in the closed set of their field."""
    for name, members in CLOSED.items():
        for key, term in (
            ("constants", constants.get(name)),
            *(("values", one) for one in meanings(values, name)),
        ):
            if term is not None and name in FIELDS[record]:
                known(file, f"{key}: {name}: unknown value", str(term), members)


def meanings(values: Mapping[str, Any], name: str) -> list[str]:
    """Return the field values that a mapping translates texts to."""
    table = values.get(name)
    return [str(word) for word in table.values() if word] if isinstance(table, dict) else []


def ends_of(file: str, record: str, content: Mapping[str, Any]) -> dict[str, str]:
    """Return the records of the same row that a relation joins: subject and object → name."""
    ends = {name: str(value) for name, value in table_of(file, content, "ends").items()}
    if ends and record != "relation":
        raise OriginError(f"{file}: ends: only a relation has ends, not a record of type {record}: remove it")
    for name in ends:
        known(file, "ends: a relation has no end", name, ENDS)
    if content.get("as") and record not in NAMED:
        raise OriginError(
            f"{file}: as: relations join {', '.join(sorted(NAMED))}, not a record of type {record}: remove it"
        )
    return ends


def check_lengths(file: str, columns: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse fields with different numbers of columns, which cannot be read side by side."""
    numbers = {len(several): name for name, several in columns.items() if len(several) > 1}
    if len(numbers) > 1:
        (one, first), (two, second) = sorted(numbers.items())[:2]
        raise OriginError(
            f"{file}: columns: {first} has {one} columns and {second} has {two}: give each the same number, in the same order"
        )


def attributes_of(file: str, record: str, content: Mapping[str, Any]) -> tuple[dict[str, Shape | None], bool]:
    """Return the own columns to keep with their types, and whether all remaining columns are kept."""
    given = content.get("attributes")
    if not given:
        return {}, False
    if record not in WITH_ATTRIBUTES:
        raise OriginError(f"{file}: attributes: a record of type {record} has none: remove them")
    if given == REST:
        return {}, True
    if isinstance(given, list):
        names = names_of(file, content, "attributes")
        return dict.fromkeys((name for name in names if name != REST), None), REST in names
    table, shapes = table_of(file, content, "attributes"), dict[str, Shape | None]()
    for column, word in table.items():
        if column == REST:
            continue
        known(file, f"attributes: {column}: unknown type", str(word), SHAPES)
        shapes[column] = SHAPES[str(word)]
    return shapes, REST in table
