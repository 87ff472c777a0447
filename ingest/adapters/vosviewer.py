"""The `vosviewer` origin: a VOSviewer map and network, as two text files or JSON."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.adapters import adapter
from ingest.networks.census import Census
from ingest.networks.cyjs import text
from ingest.networks.items import Edge, Node
from ingest.networks.network_options import OPTIONS, drawing, origin_of
from ingest.networks.network_reading import NetworkReader
from ingest.networks.sorts import network_parts, of_another_sort, sort_of
from ingest.networks.typed_values import typed_rows
from ingest.origin import OriginError, Recognised
from ingest.persons import person_reason
from ingest.reading import Fault, Layout, Skipped, grids, tables
from ingest.reading.forms import Form
from ingest.reading.objects import objects
from ingest.reading.positions import Element
from ingest.row_reading import given, joined, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.networks.items import Item
    from ingest.networks.network_options import NetworkOptions
    from ingest.origin import Read
    from ingest.reading import Part, Table

MAP = Layout({"id": ("id",), "label": ("label",)}, required=("id", "label"), persons=("author", "authors"))
TEXTS = ("description", "url")
"""Texts shown for an item, which name authors or publications."""
Placed = tuple[int, "Item"] | Fault | Skipped


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given files."""
    return given(paths, "vosviewer", "a map and its network, as text files or as JSON")


@adapter(
    "vosviewer", about="a map and its network from VOSviewer", files=files, options=OPTIONS, named=partial(origin_of, "vosviewer"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read items and links; a network file has no header and three numbers per row."""
    drawn = drawing("vosviewer", options)
    drawn.check_source(options)
    assert drawn.source is not None
    yield source_row(drawn.source)
    yield from joined(rows_of(files, drawn))


def rows_of(files: Sequence[Path], drawn: NetworkOptions) -> Iterator[Read]:
    """Read maps before networks, whatever their order, since links refer to items."""
    census, maps = Census(), 0
    for links in (False, True):
        for part in network_parts(files, "a VOSviewer map or network"):
            if part.form is Form.XML:
                raise of_another_sort(part.label, "a VOSviewer map or network", *sort_of(part))
            network = part.form is not Form.JSON and is_network(part)
            if network is not links:
                continue
            maps += not network
            if not maps:
                raise OriginError(f"{part.label}: a VOSviewer network without its map: give both files")
            if part.form is Form.JSON:
                reader = NetworkReader(part.label, drawn, census)
                yield from reader.read(of_json(part))
                columns = ("network.items", "network.links")
                notes, own = tuple(reader.notes()), reader.own.names()
                yield Recognised(
                    part.label, "json", reader.rows, columns=columns, notes=notes, attributes=own
                )
            elif network:
                yield from of_network(part, NetworkReader(part.label, drawn, census))
            else:
                for table in tables(part, MAP):
                    reader = NetworkReader(part.label, drawn, census)
                    yield from reader.read(typed_rows(list(of_map(table))))
                    one, kept = table.recognised, reader.own.columns()
                    unread = tuple(column for column in one.unread if column not in kept)
                    yield replace(
                        one, notes=(*one.notes, *reader.notes()), unread=unread, attributes=reader.own.names()
                    )


def of_map(table: Table) -> Iterator[Placed]:
    """Yield the items of a map; descriptions hold names of authors."""
    columns, places = table.header.columns, table.header.places
    told = [place for place, column in enumerate(columns) if column not in {"id", "label", *TEXTS} and column]
    for found in table:
        if isinstance(found, Fault | Skipped):
            yield found
        else:
            line, cells = found
            data = [("label", cells[places["label"]]), *((columns[place], cells[place]) for place in told)]
            yield line, Node(cells[places["id"]].strip(), data)


def is_network(part: Part) -> bool:
    """Return whether a file is a network: its first row has numbers."""
    first = next(next(grids(part)).rows, None)
    return (
        first is not None
        and not isinstance(first, Fault)
        and all(c.strip().replace(".", "").isdecimal() for c in first[1])
    )


def of_network(part: Part, reader: NetworkReader) -> Iterator[Read]:
    """Read `id id strength` rows."""
    grid = next(grids(part))

    def links() -> Iterator[Placed]:
        for found in grid.rows:
            if isinstance(found, Fault):
                yield found
            elif not any(found[1]):
                yield Skipped(found[0], "empty")
            elif len(found[1]) < 2:  # two ends
                yield Fault(
                    found[0], "row", "a link needs two ends", "give the network as saved by VOSviewer"
                )
            else:
                ends, strength = found[1][:2], found[1][2] if len(found[1]) > 2 else ""
                yield found[0], Edge("", ends[0].strip(), ends[1].strip(), [("strength", strength)])

    yield from reader.read(links())
    yield Recognised(
        part.label, grid.form, reader.rows, grid.encoding, grid.delimiter, columns=("from", "to", "strength"),
        notes=tuple(reader.notes()),
    )  # fmt: skip


def of_json(part: Part) -> Iterator[Placed]:
    """Yield the items and links of a JSON file."""
    number = 0
    for found in objects(part):
        data: Any = None if isinstance(found, Fault) else found[1]
        network = data.get("network") if isinstance(data, dict) else None
        if not isinstance(network, dict):
            raise of_another_sort(part.label, "a VOSviewer map and network", *sort_of(part))
        check_terminology(part.label, data)
        for kind, make in (("items", item_of), ("links", link_of)):
            for one in network.get(kind) or ():
                number += 1
                if isinstance(one, dict):
                    yield Element(number), make(one)
                else:
                    yield Fault(
                        Element(number), kind, "this is not an object", "give the file as saved by VOSviewer"
                    )


def check_terminology(label: str, data: dict[str, Any]) -> None:
    """Refuse a map whose terminology calls its items persons, whatever the options.

    Raises:
        OriginError: it does.
    """
    config = data.get("config")
    words = config.get("terminology") if isinstance(config, dict) else None
    for key in ("item", "items"):
        word = words.get(key) if isinstance(words, dict) else None
        if isinstance(word, str) and person_reason([("type", word)], of_node=True):
            raise OriginError(
                f"{label}: its terminology calls its items “{word[:40]}”: persons are never loaded, whatever `items` is:"
                " give a map of organisations"
            )


def item_of(one: dict[str, Any]) -> Item:
    data = [
        (name, text(value))
        for name, value in one.items()
        if isinstance(value, str | int | float) and name not in {"id", *TEXTS}
    ]
    for kind in ("weight", "score"):
        values = one.get(f"{kind}s")
        if isinstance(values, dict):
            data += [(f"{kind}<{name}>", text(value)) for name, value in values.items()]
    return Node(str(one.get("id") or ""), data)


def link_of(one: dict[str, Any]) -> Item:
    strength = one.get("strength")
    data = [("strength", "" if strength is None else str(strength))]
    return Edge("", str(one.get("source_id") or ""), str(one.get("target_id") or ""), data)
