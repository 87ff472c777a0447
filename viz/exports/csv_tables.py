"""CSV: tables that spreadsheets open as text, in a zip or one at a time."""

from __future__ import annotations

import csv
import io
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.cells import cell
from graph.model import CITATIONS, COLUMNS
from graph.network import plain_number
from viz.exports import file_format
from viz.exports.contents import BLOCK, blocks
from viz.exports.further import PART_OF, part_rows
from viz.exports.graph_elements import joined
from viz.exports.pipe import zipped
from viz.exports.readme import licence_file, readme_file
from viz.exports.tables import NODE_COLUMNS, SOURCE_COLUMNS, node_rows, relation_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from viz.exports.contents import Contents, Part

    Row = Sequence[Any]

RELATION_COLUMNS = (
    *("id", "subject", "subject_name_ko", "predicate", "object", "object_name_ko"),
    *("start", "end", "detail", "sources", "weight", "detail_ko", "attributes"),
)
COLUMNS_OF: Mapping[str, Sequence[str]] = {
    "nodes": NODE_COLUMNS,
    "relations": RELATION_COLUMNS,
    "sources": SOURCE_COLUMNS,
}
MANY = 100_000  # relations from which on a table might exceed 2 GiB


@file_format(
    "csv",
    summary_ko="표 세 개(노드·관계·출처)를 묶은 zip, 엑셀에서 열림",
    media_type="application/zip",
    extension="zip",
    picture=False,
    table=("text/csv", "csv"),
    begins="id,subject,subject_name_ko,predicate,object,object_name_ko,start,end,detail,sources",
)
def write_csv(contents: Contents) -> Iterator[bytes]:
    """Three tables in a zip (nodes, relations, sources) that open in Excel, with the licences and a description of the columns; or one of them.

    UTF-8 with a byte-order mark and CRLF. Text that a spreadsheet could take for a formula (beginning with = + - @, a
    tab or a line break) gets a leading apostrophe. Nodes that relations name but the network does not hold (a programme
    that two organisations share) are in the table too, with `in_network` false.
    """
    if contents.part is not None:
        return TABLES[contents.part](contents)
    columns: dict[str, Sequence[str]] = {part: COLUMNS_OF[part] for part in contents.parts}
    files = [
        *((f"{part}.csv", TABLES[part](contents)) for part in contents.parts),
        licence_file(contents),
        readme_file(contents, columns),
    ]
    large = len(contents.relations) > MANY
    return zipped(files, packed=True, large=large, comment=contents.snapshot.graph_version)


def nodes(contents: Contents) -> Iterator[bytes]:
    return table(NODE_COLUMNS, map(flat, node_rows(contents)))


def flat(row: Row) -> Row:
    """Write the lists of a row as text: aliases with spaces, since names may hold semicolons; ids without."""
    aliases, identifiers, sources = (
        NODE_COLUMNS.index(name) for name in ("aliases", "identifiers", "sources")
    )
    cells = list(row)
    cells[aliases], cells[identifiers] = "; ".join(row[aliases]), ";".join(row[identifiers])
    cells[sources] = joined(row[sources])
    return cells


def relations(contents: Contents) -> Iterator[bytes]:
    return table(RELATION_COLUMNS, with_names(contents))


def with_names(contents: Contents) -> Iterator[Row]:
    """Give the rows of the table of relations, with the names of both ends."""
    rows, r = contents.snapshot.rows, contents.snapshot.relations
    for block in blocks(contents.relations):
        names = zip(r.subject[block].tolist(), r.object[block].tolist(), strict=True)
        for row, (one, other) in zip(relation_rows(contents.snapshot, block), names, strict=True):
            key, subject, predicate, target, start, end, detail, cited, weight, korean, own = row
            yield (
                *(key, subject, rows[one][1], predicate, target, rows[other][1]),
                *(start, end, detail, joined(cited), plain_number(weight), korean, own),
            )


def sources(contents: Contents) -> Iterator[bytes]:
    return table(SOURCE_COLUMNS, map(contents.snapshot.source_rows.__getitem__, contents.cited()))


def beside(part: Part, contents: Contents) -> Iterator[bytes]:
    """Write further names, identifiers or conflicts."""
    columns = COLUMNS[PART_OF[part]]
    cited = [name in CITATIONS for name in columns]
    rows = (
        [joined(value) if ids else value for value, ids in zip(row, cited, strict=True)]
        for row in part_rows(contents, part)
    )
    return table(columns, rows)


TABLES: dict[Part, Callable[[Contents], Iterator[bytes]]] = {
    "nodes": nodes,
    "relations": relations,
    "sources": sources,
    **{part: partial(beside, part) for part in PART_OF},
}


def table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Write a table as CSV that spreadsheets open as text."""
    yield b"\xef\xbb\xbf" + text([columns])
    remaining = iter(rows)
    while block := list(islice(remaining, BLOCK)):
        yield text(block)


def text(rows: Iterable[Row]) -> bytes:
    """Write rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[cell(value) for value in row] for row in rows])
    return out.getvalue().encode("utf-8", "replace")
