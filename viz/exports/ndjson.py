"""NDJSON: one record a line."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import orjson

from graph.vocabulary import RecordType
from graph.wire import node_dict, record_dict, record_json, shown_identifiers
from viz.exports import file_format
from viz.exports.contents import BLOCK, blocks
from viz.exports.further import PART_OF, as_dict, further_rows, part_rows, sources_of
from viz.exports.tables import relation_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.exports.contents import Contents

BESIDE = frozenset({RecordType.CONFLICT, RecordType.SAME_AS})
"""Records that stand in no node."""
MEDIA_TYPE = "application/x-ndjson"


@file_format(
    "ndjson",
    summary_ko="한 줄에 한 레코드(노드·관계·출처)",
    media_type=MEDIA_TYPE,
    extension="ndjson",
    picture=False,
    table=(MEDIA_TYPE, "ndjson"),
    begins='{"type":"organisation","id":"dmi","kind":"organisation","name_ko":"대구기계부품연구원"',
)
def write_ndjson(contents: Contents) -> Iterator[bytes]:
    """One record a line in the shapes of the API, with `type` before: nodes with aliases, relations, sources.

    The first line of a whole file, of type `about`, gives graph version and licence; one table on its own has records alone. The
    whole also holds conflicts and persons' verdicts on identity, so that it can be loaded back.
    """
    if contents.part is None:
        snapshot = contents.snapshot
        about = {"graph_version": snapshot.graph_version, "licence": snapshot.data_licence}
        yield line("about", orjson.dumps(about))
    lines = {"nodes": node_lines, "relations": relation_lines, "sources": source_lines}
    if contents.part is not None and contents.part in PART_OF:
        kind = PART_OF[contents.part]
        rows = part_rows(contents, contents.part)
        yield from (orjson.dumps(as_dict(kind, row)) + b"\n" for row in rows)
        return
    for part in contents.parts:
        yield from lines[part](contents)
    if contents.part is None:
        beside = (as_dict(kind, row) for kind, row in further_rows(contents) if kind in BESIDE)
        while block := list(islice(beside, BLOCK)):
            yield b"".join(orjson.dumps(one) + b"\n" for one in block)


def line(record_type: str, record: bytes) -> bytes:
    """Put the type of a record before its other fields."""
    return b'{"type":"%b",%b\n' % (record_type.encode(), record[1:])


def node_lines(contents: Contents) -> Iterator[bytes]:
    snapshot = contents.snapshot
    for block in blocks(contents.named()):
        found = []
        for number in block:
            kind = snapshot.kind(number)
            body = node_dict(kind, snapshot.rows[number], snapshot.aliases.get(number, []))
            if numbers := shown_identifiers(snapshot.identifiers.get(number, ())):
                body["identifiers"] = [record_dict(RecordType.IDENTIFIER, row) for row in numbers]
            found.append(line(kind, orjson.dumps(body)))
        yield b"".join(found)


def relation_lines(contents: Contents) -> Iterator[bytes]:
    for block in blocks(contents.relations):
        rows = relation_rows(contents.snapshot, block)
        yield b"".join(line(RecordType.RELATION, record_json(RecordType.RELATION, row)) for row in rows)


def source_lines(contents: Contents) -> Iterator[bytes]:
    for block in blocks(sources_of(contents)):
        rows = map(contents.snapshot.source_rows.__getitem__, block)
        yield b"".join(line(RecordType.SOURCE, record_json(RecordType.SOURCE, row)) for row in rows)
