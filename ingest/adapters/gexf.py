"""The `gexf` origin: a network as GEXF, from Gephi or Sojae itself."""

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
    return given(paths, "gexf", "a GEXF file")


@adapter(
    "gexf", about="a network as GEXF", files=files, own_ids=False, options=OPTIONS,
    named=lambda options: origin_of("gexf", options),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges; attributes by the titles that the file declares."""
    drawn = drawing("gexf", options)
    yield source_row(drawn.source)
    for part in labelled_parts(files):
        yield from joined(read_part(part, drawn))


def read_part(part: Part, drawn: Drawing) -> Iterator[Read]:
    if part.form is not Form.XML:
        raise OriginError(f"{part.label}: no XML but {part.form}: give a GEXF file")
    titles: dict[tuple[str, str], str] = {}
    rows = 0

    def listed() -> Iterator[tuple[int, tuple[str, dict[str, list[str]]]]]:
        nonlocal rows
        for _, tag, found in elements(part, "attributes", "node", "edge"):
            if tag == "attributes":
                of = (found.get("@class") or ["node"])[0]
                pairs = zip(found.get("attribute@id", ()), found.get("attribute@title", ()), strict=False)
                titles.update({(of, id_): title for id_, title in pairs})
            else:
                rows += 1
                yield rows, (tag, found)

    def make(row: tuple[str, dict[str, list[str]]]) -> Iterator[Record]:
        tag, found = row
        keys = found.get("attvalues/attvalue@for") or found.get("attvalues/attvalue@id") or []
        pairs = zip(keys, found.get("attvalues/attvalue@value", ()), strict=False)
        said = {name: value for key, value in pairs if (name := titles.get((tag, key), key)) in KNOWN}
        plain = {name.removeprefix("@"): values[0] for name, values in found.items() if name.startswith("@")}
        said |= {
            name: plain[name] for name in ("label", "start", "end") if name in plain and name not in said
        }
        if tag == "node":
            yield from node(drawn, plain.get("id", ""), said)
        else:
            yield from edge(drawn, plain.get("source", ""), plain.get("target", ""), said)

    yield from told_rows(part.label, listed(), make, RecordType.ORGANISATION)
    if not rows:
        raise OriginError(f"{part.label}: neither nodes nor edges: is it GEXF?")
    names = dict.fromkeys(titles.values())
    read = tuple(name for name in names if name in KNOWN)
    yield Recognised(
        part.label, "gexf", rows, columns=read, unread=tuple(name for name in names if name not in KNOWN)
    )
