"""Merging rows of one origin with the same key into one record; merged rows are counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from graph.attributes import joined_attributes
from graph.field_words import FIELD_WORDS
from graph.model import Alias, Conflict, Identifier, Organisation
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.names import split_name
from ingest.namesakes import spelling
from ingest.origin import MergedRows, Remark, Row
from ingest.products import products_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.model import Record
    from ingest.namesakes import Namesakes
    from ingest.origin import Read

PRODUCTS = ("products", "products_ko")
DISAGREE = "rows of one origin disagree: the first in the order of text is shown"
DISAGREE_KO = "같은 자료 안에서 행마다 값이 다름; 글자 순으로 앞선 값을 채택"
FILLED = ("sector", "city", "district", "founded", "website")


def joined(
    rows: Iterable[Read], main: RecordType | None = None, namesakes: Namesakes | None = None
) -> Iterator[Read]:
    """Merge the rows of an origin with the same key into one record, independent of their order.

    Empty fields are filled, products and sources are merged; where two rows disagree the smaller text is shown and a
    conflict is kept.

    Args:
        rows: rows from an adapter.
        main: the main record type of the rows; merged rows of this type are reported.
        namesakes: the ids made from names; unique names get their shorter id.
    """
    held: dict[RecordType, dict[str, list[Row]]] = {kind: {} for kind in RecordType}
    places: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        same = held[row.record.type].setdefault(row.record.key, [])
        if all(other.record != row.record for other in same):
            same.append(row)
        if row.record.type is main:
            places.setdefault(row.record.key, []).append((row.file, row.line))
    if namesakes is not None:
        settle(held, namesakes)
        places = regrouped(places, namesakes.settled())
    yield from together(places, held[main] if main else {})
    conflicts: list[Row] = []
    for kind in RecordType:
        for same in held[kind].values():
            for row in put_together(same):
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


def settle(held: dict[RecordType, dict[str, list[Row]]], namesakes: Namesakes) -> None:
    """Give the collected rows their final ids; distinguishing streets and other spellings of names are kept as identifiers and aliases."""
    streets, shorter = namesakes.told_apart(), namesakes.settled()
    organisations = [row for same in held[RecordType.ORGANISATION].values() for row in same]
    for row in organisations:
        organisation = cast("Organisation", row.record)
        if street := streets.get(organisation.id):
            sources_of_value = Identifier(
                organisation.id, str(IdentifierScheme.STREET), street, None, None, organisation.sources
            )
            held[RecordType.IDENTIFIER].setdefault(sources_of_value.key, []).append(
                row._replace(record=sources_of_value)
            )
    for kind in (RecordType.ORGANISATION, RecordType.ALIAS, RecordType.IDENTIFIER):
        settled: dict[str, list[Row]] = {}
        for row in (row for same in held[kind].values() for row in same):
            record = renamed(row.record, shorter)
            same = settled.setdefault(record.key, [])
            if all(other.record != record for other in same):
                same.append(row._replace(record=record))
        held[kind] = settled
    for same in held[RecordType.ORGANISATION].values():
        for row in further_spellings(same):
            held[RecordType.ALIAS].setdefault(row.record.key, []).append(row)


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


def regrouped(
    places: Mapping[str, Sequence[tuple[str, int]]], shorter: Mapping[str, str]
) -> dict[str, list[tuple[str, int]]]:
    """Group rows by their final ids."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key, where in places.items():
        found.setdefault(shorter.get(key, key), []).extend(where)
    return found


def together(
    places: Mapping[str, Sequence[tuple[str, int]]], held: Mapping[str, Sequence[Row]]
) -> Iterator[MergedRows]:
    """Yield the rows merged into one record, with the file of the first row and the name."""
    for key, where in places.items():
        file = where[0][0]
        lines = tuple(dict.fromkeys(sorted(line for name, line in where if name == file)))
        if len(lines) > 1:
            yield MergedRows(file, lines, key, name_of(held.get(key, ())))


def name_of(same: Sequence[Row]) -> str:
    """Return the name in rows, if any."""
    return str(getattr(same[0].record, "name_ko", "")) if same else ""


def renamed(record: Record, shorter: Mapping[str, str]) -> Record:
    """Return a record, or one that refers to it, with the shorter id of its organisation."""
    if isinstance(record, Organisation) and record.id in shorter:
        return replace(record, id=shorter[record.id])
    if isinstance(record, Alias | Identifier) and record.node in shorter:
        return replace(record, node=shorter[record.node])
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
    chosen |= {name: all_products([getattr(record, name) for record in records]) for name in PRODUCTS}
    sources = union(record.sources for record in records)
    own = joined_attributes(record.attributes for record in records)
    return replace(first, **chosen, sources=sources, attributes=own), conflicts


def all_products(lists: Sequence[str | None]) -> str | None:
    """Return the products of several rows in one list, without repetition."""
    return "; ".join(dict.fromkeys(word for one in lists for word in products_in(one or ""))) or None


def union(parts_of: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sorted union of lists."""
    return tuple(sorted({word for words in parts_of for word in words}))
