"""Merging rows of one origin with the same key into one record; merged rows are counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from graph.attributes import attributes_of, attributes_text
from graph.field_words import FIELD_WORDS
from graph.model import (
    ATTRIBUTES,
    COLUMNS,
    Alias,
    Conflict,
    Identifier,
    Organisation,
    Programme,
    Relation,
    Technology,
)
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.names import split_name
from ingest.namesakes import Shorter, spelling
from ingest.origin import MergedRows, Remark, Row
from ingest.products import products_in
from ingest.spool import Spools

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.attributes import Value
    from graph.model import Record
    from ingest.namesakes import Namesakes
    from ingest.origin import Read

    Last = Callable[[Record, Shorter], Record | None]

MERGED = frozenset({"sources", ATTRIBUTES})
PRODUCTS = ("products", "products_ko")
DISAGREE = "rows of one origin disagree: the first in the order of text is shown"
DISAGREE_KO = "같은 자료 안에서 행마다 값이 다름; 글자 순으로 앞선 값을 채택"
FILLED = ("sector", "city", "district", "founded", "website")


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
        for row in rows:
            if isinstance(row, Row):
                held.add(row)
            else:
                yield row
        if namesakes is None and last is None:
            yield from merged(held, main)
        else:
            settle(held, final, namesakes, last)
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


def settle(held: Spools, final: Spools, namesakes: Namesakes | None, last: Last | None) -> None:
    """Give the collected rows their final ids; distinguishing streets and other spellings of names are kept as identifiers and aliases."""
    streets = {} if namesakes is None else namesakes.told_apart()
    shorter = Shorter({}) if namesakes is None else namesakes.settled()
    for kind in RecordType:
        for row in held[kind].rows():
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


def put_together(same: Sequence[Row]) -> Iterator[Row | Remark]:
    """Merge rows with the same key into one record, with conflicts where they disagree."""
    first = same[0]
    if len(same) == 1:
        yield first
    elif isinstance(first.record, Organisation):
        records = [cast("Organisation", row.record) for row in same]
        one, found = one_of(records)
        yield Row(first.file, first.line, one)
        yield from (Row(first.file, first.line, conflict) for conflict in found)
        names = sorted({record.name_ko for record in records})
        if len({split_name(name).bare for name in names}) > 1:
            rule = f"one id has {len(names)} names: {', '.join(f'“{name}”' for name in names[:4])}"
            remedy = f"“{one.name_ko}” is shown, the others are kept as conflicts: correct the ids if they are different organisations"
            yield Remark(first.file, same[1].line, "id", rule, remedy)
        yield from differing(same)
    elif isinstance(first.record, Programme | Technology | Relation):
        yield from filled(same)
    elif isinstance(first.record, Alias | Identifier):
        sources = union(row.record.sources for row in same if isinstance(row.record, Alias | Identifier))
        yield Row(first.file, first.line, replace(first.record, sources=sources))
    else:
        yield from same


def one_of(records: Sequence[Organisation]) -> tuple[Organisation, list[Conflict]]:
    """Merge several rows of one organisation."""
    records = sorted(records, key=repr)
    first, chosen, conflicts = records[0], dict[str, Any](), list[Conflict]()
    for name in ("name_ko", *FILLED):
        sources_of_value: dict[str, tuple[str, ...]] = {}
        for record in records:
            if value := getattr(record, name):
                sources_of_value[value] = union([sources_of_value.get(value, ()), record.sources])
        if sources_of_value:
            best, *others = sorted(sources_of_value)
            chosen[name] = best
            conflicts += [
                Conflict(
                    *(first.id, name, best, sources_of_value[best], other, sources_of_value[other], best),
                    *(DISAGREE, FIELD_WORDS[name], DISAGREE_KO),
                )
                for other in others
            ]
    if chosen.get("name_ko") != first.name_ko:
        first = next(record for record in records if record.name_ko == chosen["name_ko"])
        chosen |= {"name_en": first.name_en, "name_en_is_official": first.name_en_is_official}
    chosen[ATTRIBUTES] = own_columns_of([record.attributes for record in records])
    chosen |= {name: all_products([getattr(record, name) for record in records]) for name in PRODUCTS}
    sources = union(record.sources for record in records)
    return replace(first, **chosen, sources=sources), conflicts


def filled(same: Sequence[Row]) -> Iterator[Row | Remark]:
    """Merge rows of one programme, technology or relation that fill each other; of others the session refuses the second."""
    first, *others = same
    chosen = {name: getattr(first.record, name) for name in COLUMNS[first.record.type]}
    apart: list[Row] = []
    for row in others:
        given = {name: getattr(row.record, name) for name in chosen if name not in MERGED}
        if any(None not in (chosen[name], value) and chosen[name] != value for name, value in given.items()):
            apart.append(row)
        else:
            chosen |= {name: value for name, value in given.items() if value is not None}
            same_sources = union([chosen["sources"], getattr(row.record, "sources", ())])
            texts = [chosen[ATTRIBUTES], getattr(row.record, ATTRIBUTES)]
            chosen |= {"sources": same_sources, ATTRIBUTES: own_columns_of(texts)}
    yield first._replace(record=replace(cast("Programme", first.record), **chosen))
    yield from differing([row for row in same if row not in apart])
    yield from apart


def differing(same: Sequence[Row]) -> Iterator[Remark]:
    """Yield a remark on each own attribute of which the rows of one record have several values."""
    first, values = same[0], dict[str, "dict[Value, Row]"]()
    for row in same:
        for name, value in attributes_of(getattr(row.record, ATTRIBUTES)).items():
            values.setdefault(name, {}).setdefault(value, row)
    for name, found in values.items():
        if len(found) > 1:
            listed = ", ".join(f"“{str(value)[:40]}”" for value in sorted(found, key=str)[:4])
            rule = f"rows of one record have {len(found)} values: {listed}"
            line = list(found.values())[1].line
            yield Remark(
                first.file, line, name, rule, "the first one is kept: correct the others, or drop the column"
            )


def own_columns_of(texts: Sequence[str | None]) -> str | None:
    """Join the own columns of several rows of one record; of different values the first in the order of text is kept."""
    found: dict[str, Value] = {}
    for name, value in (pair for text in texts for pair in attributes_of(text).items()):
        found[name] = min(found.get(name, value), value, key=str)
    return attributes_text(found)


def all_products(lists: Sequence[str | None]) -> str | None:
    """Return the products of several rows in one list, without repetition."""
    return "; ".join(dict.fromkeys(word for one in lists for word in products_in(one or ""))) or None


def union(parts_of: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sorted union of lists."""
    return tuple(sorted({word for words in parts_of for word in words}))
