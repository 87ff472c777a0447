"""Fields of own attributes: which there are in a snapshot, and the shape of each from its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.attributes import PREFIX, attributes_of, is_date
from graph.fields import DATE, NUMBER, PATHS, TEXT, Field, Shape
from graph.model import NODE_TYPES
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.attributes import Value
    from graph.snapshot import Snapshot

TRUTH = Field(Shape.TRUTH, ("true", "false"))
FIELD_OF: Mapping[type, Field] = {bool: TRUTH, int: NUMBER, float: NUMBER, str: TEXT}
ENDS = ("subject", "object")
OWN = (*NODE_TYPES, RecordType.RELATION)
"""Types of records with own attributes."""


def shape_of(value: Value) -> Shape:
    """Return the shape of one value, without looking for dates in texts."""
    return FIELD_OF[type(value)].shape


def as_written(value: Value) -> str:
    """Return a value as text, as JSON writes it.

    >>> as_written(True), as_written(2), as_written("2호")
    ('true', '2', '2호')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def own_fields(snapshot: Snapshot, record_type: RecordType | None) -> Mapping[str, Field]:
    """Return the own attributes of the records of a type (None: of all nodes) by name, in order, each with its shape.

    The shape follows from all values: numbers, truth values, dates if every text is one with a month, otherwise text.
    """
    return snapshot.memo(("own fields", record_type), lambda: fields_in(texts_of(snapshot, record_type)))


def texts_of(snapshot: Snapshot, record_type: RecordType | None) -> Iterable[str | None]:
    """Return the own attributes of each record as JSON text."""
    if record_type is not None and record_type not in OWN:
        return ()
    if record_type is RecordType.RELATION:
        return snapshot.relations.attributes
    kinds = tuple(Kind) if record_type is None else (Kind(record_type),)
    codes = {code for code, kind in enumerate(Kind) if kind in kinds}
    # `attributes` is the last field of every node (a test holds it)
    return [
        row[-1] for row, code in zip(snapshot.rows, snapshot.kinds.tolist(), strict=True) if code in codes
    ]


def fields_in(texts: Iterable[str | None]) -> dict[str, Field]:
    """Return the attributes in these texts with their shapes."""
    values: dict[str, set[Value]] = {}
    for text in dict.fromkeys(texts):
        for name, value in attributes_of(text).items():
            values.setdefault(name, set()).add(value)
    return {name: field_of(values[name]) for name in sorted(values)}


def field_of(values: Iterable[Value]) -> Field:
    """Return the field for these values.

    >>> field_of([1, 2.5]).shape.value, field_of(["2018-06", "2019-01-02"]).shape.value, field_of([True, "a"]).shape.value
    ('number', 'date', 'text')
    """
    found = {FIELD_OF[type(value)] for value in values}
    if len(found) != 1:
        return TEXT
    [field] = found
    return DATE if field is TEXT and all(map(is_date, values)) else field


def paths_in(snapshot: Snapshot, record_type: RecordType | None) -> Mapping[str, Field]:
    """Return all fields of a record type in a snapshot: ours (`graph.fields.PATHS`) and the own attributes, those of the ends too."""

    def make() -> dict[str, Field]:
        own = {f"{PREFIX}{name}": field for name, field in own_fields(snapshot, record_type).items()}
        if record_type is RecordType.RELATION:
            of_nodes = own_fields(snapshot, None)
            own |= {f"{end}.{PREFIX}{name}": field for end in ENDS for name, field in of_nodes.items()}
        return {**PATHS[record_type], **own}

    return snapshot.memo(("paths", record_type), make)


def is_own(path: str) -> bool:
    """Return whether a path names an own attribute, which only a snapshot can tell to exist.

    >>> is_own("attributes.grade"), is_own("subject.attributes.grade"), is_own("attributes"), is_own("sector")
    (True, True, False, False)
    """
    head, _, rest = path.partition(".")
    return path.startswith(PREFIX) or (head in ENDS and rest.startswith(PREFIX))
