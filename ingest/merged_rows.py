"""Rows of one record: merged into one, with conflicts and remarks where they disagree."""

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
from ingest.names import split_name
from ingest.origin import Remark, Row
from ingest.products import products_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.attributes import Value

MERGED = frozenset({"sources", ATTRIBUTES})
PRODUCTS = ("products", "products_ko")
DISAGREE = "rows of one origin disagree: the first in the order of text is shown"
DISAGREE_KO = "같은 자료 안에서 행마다 값이 다름; 글자 순으로 앞선 값을 채택"
FILLED = ("sector", "city", "district", "founded", "website")


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
