"""The three tables of records (nodes, relations, sources), row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.identifiers import is_shown
from graph.model import ATTRIBUTES, COLUMNS, NODE_TYPES
from graph.relations import PREDICATES
from graph.vocabulary import RecordType
from graph.wire import SPHERE_OF
from viz.exports.contents import items_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.snapshot import Snapshot
    from viz.exports.contents import Contents

    Row = tuple[Any, ...]

NODE_COLUMNS = (
    *("id", "kind", "subkind", "name_ko", "name_en", "name_en_is_official", "aliases", "sector", "sphere"),
    *(
        "city",
        "district",
        "start",
        "end",
        "budget_krw",
        "website",
        "detail",
        "identifiers",
        "sources",
        "in_network",
        *("members_told", "detail_ko", "attributes"),
    ),
)
RELATION_COLUMNS = COLUMNS[RecordType.RELATION]
SOURCE_COLUMNS = COLUMNS[RecordType.SOURCE]


def node_rows(contents: Contents) -> Iterator[Row]:
    """Give the rows of the table of nodes; aliases and identifiers (`crn:…`) are lists, sources JSON text.

    `attributes` are the own columns as JSON text. `start` is also the day of founding, `detail` and `detail_ko` also the products; `in_network` is false for a node that is there
    because a relation names it.
    """
    snapshot, inside = contents.snapshot, frozenset(contents.nodes.tolist())
    for number in contents.named().tolist():
        row, aliases = snapshot.rows[number], snapshot.aliases.get(number, ())
        kind, described = str(snapshot.kind(number)), DESCRIBED[str(snapshot.kind(number))]
        subkind, sector, sphere, city, district, start, end, budget, website, detail, sources = described(row)
        told, korean, own = LATER[kind](row)
        yield (
            *(
                row[0],
                kind,
                subkind,
                row[1],
                row[2],
                bool(row[3]),
                [alias[1] for alias in aliases],
                sector,
                sphere,
            ),
            *(city, district, start, end, budget, website, detail),
            *(identifiers_of(snapshot, number), sources, number in inside, told, korean, own),
        )


def identifiers_of(snapshot: Snapshot, number: int) -> list[str]:
    """Give the identifiers of a node, each after its scheme, but for those of persons."""
    return [f"{row[1]}:{row[2]}" for row in snapshot.identifiers.get(number, ()) if is_shown(row[1], row[2])]


def organisation(row: Row) -> Row:
    return row[4], row[5], SPHERE_OF[row[4]], row[7], row[8], row[9], None, None, row[10], row[6], row[11]


def technology(row: Row) -> Row:
    return None, row[4], None, None, None, None, None, None, None, row[5], row[6]


def programme(row: Row) -> Row:
    return row[4], None, None, None, None, row[5], row[6], row[7], None, row[8], row[9]


def later_columns(record_type: RecordType) -> Callable[[Row], Row]:
    """Return what gives the reported number of members, the Korean detail (also the products) and the own attributes of a row."""
    columns = COLUMNS[record_type]
    korean = columns.index("products_ko" if "products_ko" in columns else "detail_ko")
    told = columns.index("members_told") if "members_told" in columns else None
    own = columns.index(ATTRIBUTES)
    return lambda row: (None if told is None else row[told], row[korean], row[own])


LATER = {str(record_type): later_columns(record_type) for record_type in NODE_TYPES}
DESCRIBED = {"organisation": organisation, "technology": technology, "programme": programme}
"""Kind → what its row says under the columns from `subkind` to `sources`, names and aliases left out."""


def relation_rows(snapshot: Snapshot, numbers: list[int]) -> Iterator[Row]:
    """Give rows of the table of relations; sources are JSON text."""
    r, ids = snapshot.relations, snapshot.ids
    yield from zip(
        items_at(r.ids, numbers),
        [ids[node] for node in r.subject[numbers].tolist()],
        [PREDICATE_WORDS[code] for code in r.predicate[numbers].tolist()],
        [ids[node] for node in r.object[numbers].tolist()],
        items_at(r.start, numbers),
        items_at(r.end, numbers),
        items_at(r.detail, numbers),
        items_at(r.sources, numbers),
        r.weight[numbers].tolist(),
        items_at(r.detail_ko, numbers),
        items_at(r.attributes, numbers),
        strict=True,
    )


PREDICATE_WORDS = tuple(map(str, PREDICATES))
