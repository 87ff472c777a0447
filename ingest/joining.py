"""Merging rows of one origin with the same key into one record; merged rows are counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from graph.model import (
    Alias,
    Conflict,
    Identifier,
    Organisation,
)
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.merged_rows import one_of, put_together
from ingest.names import split_name
from ingest.namesakes import Shorter, spelling
from ingest.origin import MergedRows, Row, Working
from ingest.spool import Spools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.model import Record
    from ingest.namesakes import Namesakes
    from ingest.origin import Read

    Last = Callable[[Record, Shorter], Record | None]

EVERY = 10_000
"""Rows between two signs of life."""
MOST_SOURCES = 10_000
"""Sources of which repetitions are recognised at once."""


def joined(
    rows: Iterable[Read],
    main: RecordType | None = None,
    namesakes: Namesakes | None = None,
    last: Last | None = None,
) -> Iterator[Read]:
    """Merge the rows of an origin with the same key into one record, independent of their order.

    Empty fields are filled, products, attributes and sources are merged; where two rows disagree the smaller text is shown and
    a conflict is kept. Rows wait in temporary files, so that the memory does not grow with the input.

    Args:
        rows: rows from an adapter.
        main: the main record type of the rows; merged rows of this type are reported.
        namesakes: the ids made from names; unique names get their shorter id.
        last: the last step of a record, when all rows are read; None drops the record.
    """
    with Spools() as held, Spools() as final:
        cited: dict[Record, None] = {}
        done = 0
        for row in rows:
            if not isinstance(row, Row):
                yield row
            elif row.record.type is not RecordType.SOURCE:
                held.add(row)
                done += 1
                if done % EVERY == 0:
                    yield Working("reading", done)
            elif row.record not in cited:  # each row cites its source again
                held.add(row)
                if len(cited) < MOST_SOURCES:
                    cited[row.record] = None
        if namesakes is None and last is None:
            yield from merged(held, main)
        else:
            yield from settle(held, final, namesakes, last)
            held.close()
            yield from merged(final, main)


def merged(held: Spools, main: RecordType | None) -> Iterator[Read]:
    """Yield the merged rows in the order of `RecordType`."""
    conflicts: list[Row] = []
    for kind in RecordType:
        for rows in held[kind].groups():
            if kind is main:
                yield from together(rows)
            for row in put_together(distinct(rows)):
                if (
                    isinstance(row, Row)
                    and isinstance(row.record, Conflict)
                    and kind is not RecordType.CONFLICT
                ):
                    conflicts.append(row)
                else:
                    yield row
        if kind is RecordType.CONFLICT:
            yield from conflicts


def distinct(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the first row of each equal record."""
    if len(rows) == 1:
        return rows
    found: dict[Record, Row] = {}
    for row in rows:
        found.setdefault(row.record, row)
    return list(found.values())


def settle(held: Spools, final: Spools, namesakes: Namesakes | None, last: Last | None) -> Iterator[Working]:
    """Give the collected rows their final ids; distinguishing streets and other spellings of names are kept as identifiers and aliases."""
    done = 0
    streets = {} if namesakes is None else namesakes.told_apart()
    shorter = Shorter({}) if namesakes is None else namesakes.settled()
    for kind in RecordType:
        for row in held[kind].rows():
            done += 1
            if done % EVERY == 0:
                yield Working("merging", done)
            record = renamed(row.record, shorter)
            kept = record if last is None else last(record, shorter)
            if kept is None:
                continue
            final.add(row._replace(record=kept))
            if isinstance(record, Organisation) and (street := streets.get(row.record.key)):
                scheme = str(IdentifierScheme.STREET)
                of_street = Identifier(record.id, scheme, street, None, None, record.sources)
                final.add(row._replace(record=of_street))
    if namesakes is not None:
        for same in final[RecordType.ORGANISATION].groups(repeated=True):
            for row in further_spellings(distinct(same)):
                final.add(row)


def further_spellings(same: Sequence[Row]) -> Iterator[Row]:
    """Yield other spellings of the shown name as aliases: a dot, a space."""
    if len(same) < 2:
        return
    shown = one_of([cast("Organisation", row.record) for row in same])[0]
    for row in same:
        record = cast("Organisation", row.record)
        if spelling(record.name_ko) != spelling(shown.name_ko) and alike(record.name_ko, shown.name_ko):
            alias = Alias(shown.id, record.name_ko, "variant", None, None, record.sources)
            yield row._replace(record=alias)


def alike(one: str, other: str) -> bool:
    """Return whether two names have the same letters."""
    return split_name(one).bare == split_name(other).bare


def together(rows: Sequence[Row]) -> Iterator[MergedRows]:
    """Yield the rows merged into one record, with the file of the first row and the name."""
    first = rows[0]
    lines = tuple(sorted({row.line for row in rows if row.file == first.file}))
    if len(lines) > 1:
        yield MergedRows(first.file, lines, first.record.key, str(getattr(first.record, "name_ko", "")))


def renamed(record: Record, shorter: Shorter) -> Record:
    """Return a record, or one that refers to it, with the shorter id of its organisation."""
    if isinstance(record, Organisation) and (id_ := shorter.get(record.id)) != record.id:
        return replace(record, id=id_)
    if isinstance(record, Alias | Identifier) and (id_ := shorter.get(record.node)) != record.node:
        return replace(record, node=id_)
    return record
