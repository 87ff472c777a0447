"""The `vosviewer` origin: a map and its network as VOSviewer saves them, as two text files or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.vocabulary import RecordType
from ingest.adapters import OriginError, Recognised, adapter
from ingest.drawn import KNOWN, OPTIONS, drawing, edge, node, origin_of
from ingest.reading import Fault, Layout, Skipped, grids, tables
from ingest.reading.forms import Form
from ingest.reading.objects import objects
from ingest.reading.places import FieldFault
from ingest.telling import Cells, given, joined, labelled_parts, source_row, told_rows, told_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.adapters import Read
    from ingest.drawn import Drawing
    from ingest.reading import Part

MAP = Layout({"id": ("id",), "label": ("label",)}, required=("id", "label"), persons=("author", "authors"))


def files(paths: Sequence[Path]) -> list[Path]:
    """Take the files that are given."""
    return given(paths, "vosviewer", "a map and its network, as text files or as JSON")


@adapter(
    "vosviewer", about="a map and its network from VOSviewer", files=files, own_ids=False, options=OPTIONS,
    named=lambda options: origin_of("vosviewer", options),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read items and links; a network file has no header but three numbers a row."""
    drawn = drawing("vosviewer", options)
    yield source_row(drawn.source)
    yield from joined(rows_of(files, drawn))


def rows_of(files: Sequence[Path], drawn: Drawing) -> Iterator[Read]:
    for part in labelled_parts(files):
        if part.form is Form.JSON:
            yield from of_json(part, drawn)
        elif is_network(part):
            yield from of_network(part, drawn)
        else:

            def make(row: Cells) -> Iterator[Record]:
                yield from node(drawn, row["id"], {"label": row["label"]})

            for table in tables(part, MAP):
                yield from told_table(table, make, RecordType.ORGANISATION)


def is_network(part: Part) -> bool:
    """Tell a network from a map: its first row is numbers."""
    first = next(next(grids(part)).rows, None)
    return (
        first is not None
        and not isinstance(first, Fault)
        and all(c.strip().replace(".", "").isdecimal() for c in first[1])
    )


def of_network(part: Part, drawn: Drawing) -> Iterator[Read]:
    """Read `id id strength` rows."""
    grid, rows = next(grids(part)), 0

    def listed() -> Iterator[tuple[int, list[str]] | Fault | Skipped]:
        nonlocal rows
        for found in grid.rows:
            rows += 1
            yield Skipped(found[0], "empty") if not isinstance(found, Fault) and not any(found[1]) else found

    def make(cells: list[str]) -> Iterator[Record]:
        if len(cells) < 2:
            raise FieldFault("row", "a link has two ends", "give the network as VOSviewer saves it")
        yield from edge(drawn, cells[0].strip(), cells[1].strip(), {})

    yield from told_rows(part.label, listed(), make, RecordType.RELATION)
    yield Recognised(
        part.label,
        grid.form,
        rows,
        grid.encoding,
        grid.delimiter,
        columns=("from", "to"),
        unread=("strength",),
    )


def of_json(part: Part, drawn: Drawing) -> Iterator[Read]:
    """Read the items and links of a JSON file."""
    rows = 0

    def listed() -> Iterator[tuple[int, tuple[str, Any]] | Fault]:
        nonlocal rows
        for found in objects(part):
            network = (
                found[1].get("network")
                if not isinstance(found, Fault) and isinstance(found[1], dict)
                else None
            )
            if not isinstance(network, dict):
                raise OriginError(f"{part.label}: no `network` in this JSON: give it as VOSviewer saves it")
            for kind in ("items", "links"):
                for one in network.get(kind) or ():
                    rows += 1
                    yield rows, (kind, one)

    def make(row: tuple[str, Any]) -> Iterator[Record]:
        kind, one = row
        if not isinstance(one, dict):
            raise FieldFault(kind, "this is no object", "give the file as VOSviewer saves it")
        said = {name: str(value) for name, value in one.items() if name in KNOWN and value is not None}
        if kind == "items":
            yield from node(drawn, str(one.get("id") or ""), said)
        else:
            yield from edge(drawn, str(one.get("source_id") or ""), str(one.get("target_id") or ""), {})

    yield from told_rows(part.label, listed(), make, RecordType.ORGANISATION)
    yield Recognised(part.label, "json", rows, columns=("network.items", "network.links"))
