"""The `graphml` origin: a network as GraphML, from Gephi, yEd, NetworkX, igraph or Sojae itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.vocabulary import RecordType
from ingest.adapters import OriginError, Recognised, adapter
from ingest.drawn import KNOWN, OPTIONS, drawing, edge, node, origin_of
from ingest.reading.elements import elements
from ingest.reading.forms import Form
from ingest.telling import given, joined, labelled_parts, source_row, told_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.adapters import Read
    from ingest.drawn import Drawing
    from ingest.reading import Part


def files(paths: Sequence[Path]) -> list[Path]:
    """Take the network that is given."""
    return given(paths, "graphml", "a GraphML file")


@adapter(
    "graphml", about="a network as GraphML", files=files, own_ids=False, options=OPTIONS,
    named=lambda options: origin_of("graphml", options),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges; attributes by the names that their keys declare."""
    drawn = drawing("graphml", options)
    yield source_row(drawn.source)
    for part in labelled_parts(files):
        yield from joined(read_part(part, drawn))


def read_part(part: Part, drawn: Drawing) -> Iterator[Read]:
    if part.form is not Form.XML:
        raise OriginError(f"{part.label}: no XML but {part.form}: give a GraphML file")
    keys: dict[str, str] = {}
    unread: dict[str, None] = {}
    rows = 0

    def listed() -> Iterator[tuple[int, tuple[str, dict[str, list[str]]]]]:
        nonlocal rows
        for _, tag, found in elements(part, "key", "node", "edge"):
            if tag == "key":
                name = found.get("@attr.name", found.get("@id", [""]))[0]
                keys[found.get("@id", [""])[0]] = name
                if name not in KNOWN:
                    unread[name] = None
            else:
                rows += 1
                yield rows, (tag, found)

    def make(row: tuple[str, dict[str, list[str]]]) -> Iterator[Record]:
        tag, found = row
        pairs = zip(found.get("data@key", ()), found.get("data", ()), strict=False)
        said = {name: value for key, value in pairs if (name := keys.get(key, key)) in KNOWN}
        first = {name: (found.get(f"@{name}") or [""])[0] for name in ("id", "source", "target")}
        if tag == "node":
            yield from node(drawn, first["id"], {"label": first["id"], **said})
        else:
            yield from edge(drawn, first["source"], first["target"], said)

    yield from told_rows(part.label, listed(), make, RecordType.ORGANISATION)
    if not rows:
        raise OriginError(f"{part.label}: neither nodes nor edges: is it GraphML?")
    yield Recognised(
        part.label,
        "graphml",
        rows,
        columns=tuple(k for k in keys.values() if k in KNOWN),
        unread=tuple(unread),
    )
