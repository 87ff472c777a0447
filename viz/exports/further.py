"""Records beside nodes and relations: further names, numbers, conflicts, persons' verdicts, and the sources of all of them.

A file that carries them can be read back whole (`sojae load`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from graph.identifiers import is_shown
from graph.model import CITATIONS, COLUMNS, LIST_COLUMNS
from graph.vocabulary import Decider, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viz.exports.contents import Contents, Part

    Row = tuple[Any, ...]

CITED = {
    record_type: tuple(columns.index(name) for name in CITATIONS if name in columns)
    for record_type, columns in COLUMNS.items()
}
PART_OF: Mapping[Part, RecordType] = {
    "aliases": RecordType.ALIAS,
    "identifiers": RecordType.IDENTIFIER,
    "conflicts": RecordType.CONFLICT,
}
"""Part of an export → the records in it."""
SAME_AS = COLUMNS[RecordType.SAME_AS]
BY = SAME_AS.index("by")


def further_rows(contents: Contents) -> Iterator[tuple[RecordType, Row]]:
    """Give rows of aliases, identifiers, conflicts and verdicts of the nodes that a file holds, in column order.

    Conflicts about something without an id are written only with the whole graph; numbers of sole traders never are.
    """
    snapshot, nodes = contents.snapshot, contents.named().tolist()
    for node in nodes:
        yield from ((RecordType.ALIAS, row) for row in snapshot.aliases.get(node, ()))
    for node in nodes:
        shown = (row for row in snapshot.identifiers.get(node, ()) if is_shown(row[1], row[2]))
        yield from ((RecordType.IDENTIFIER, row) for row in shown)
    known = {snapshot.ids[node] for node in nodes}
    known |= {snapshot.relations.ids[number] for number in contents.relations.tolist()}
    whole = len(contents.relations) == len(snapshot.relations)
    elsewhere = snapshot.index.keys() | snapshot.relation_index.keys() if whole else frozenset[str]()
    for row in snapshot.conflict_rows:
        if row[0] in known or (whole and row[0] not in elsewhere):
            yield RecordType.CONFLICT, row
    for row in snapshot.same_as_rows:
        if row[BY] == Decider.PERSON and row[0] in known and row[1] in known:
            yield RecordType.SAME_AS, row


def part_rows(contents: Contents, part: Part) -> Iterator[Row]:
    """Give the rows of one part, in column order."""
    return (row for kind, row in further_rows(contents) if kind is PART_OF[part])


def sources_of(contents: Contents) -> list[int]:
    """Give the numbers of the sources that everything in a file rests on, ascending."""
    index = contents.snapshot.source_index
    texts = {row[place] for kind, row in further_rows(contents) for place in CITED[kind]}
    return sorted(
        {*contents.cited(), *(index[key] for text in texts for key in orjson.loads(text) if key in index)}
    )


def further_dicts(contents: Contents) -> Iterator[dict[str, Any]]:
    """Give all of it as objects with a `type`, sources first."""
    for number in sources_of(contents):
        yield as_dict(RecordType.SOURCE, contents.snapshot.source_rows[number])
    for kind, row in further_rows(contents):
        yield as_dict(kind, row)


def as_dict(record_type: RecordType, row: Row) -> dict[str, Any]:
    """Give a row as an object: the fields of the model, lists as lists."""
    fields = zip(COLUMNS[record_type], row, strict=True)
    record = {name: orjson.loads(value) if name in LIST_COLUMNS else value for name, value in fields}
    return {"type": str(record_type), **record}
