"""Reading network files: format check, parsing, records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.attribute_names import OURS
from ingest.networks.census import Census
from ingest.networks.items import About
from ingest.networks.network_options import drawing
from ingest.networks.network_reading import NetworkReader
from ingest.networks.own_files import heading_of, holds_statements, is_written_by_us, own_rows
from ingest.networks.sorts import check_root, network_parts
from ingest.origin import OriginError
from ingest.reading.positions import Element
from ingest.row_reading import joined, source_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.networks.items import Item
    from ingest.networks.network_options import NetworkOptions
    from ingest.origin import Read
    from ingest.reading import Part

    Grammar = Callable[[Part, About], Iterator[Item]]


XML = frozenset({"graphml", "gexf"})
TIES = (
    "written by Sojae, but its edges are ties, not relations: `sojae export --layer facts` writes relations"
)


def network_rows(
    tool: str, form: str, files: Sequence[Path], options: Mapping[str, str], items: Grammar
) -> Iterator[Read]:
    """Read networks of one format.

    Args:
        tool: the origin.
        form: name of the format.
        files: the files.
        options: options for the network.
        items: parses the nodes and edges of a file.
    """
    drawn = drawing(tool, options)
    if drawn.source is not None:
        yield source_row(drawn.source)
    yield from joined(rows_of(tool, form, files, drawn, options, items))


def rows_of(
    tool: str,
    form: str,
    files: Sequence[Path],
    drawn: NetworkOptions,
    options: Mapping[str, str],
    items: Grammar,
) -> Iterator[Read]:
    census = Census()
    for part in network_parts(files, form):
        about = About()
        if tool in XML:
            check_root(part, form, tool)
            heading = heading_of(part)
        else:
            heading = None
        ours = heading is not None or is_written_by_us(part)
        network = Network(part.label, tool, form, heading, items(part, about), about, ours)
        yield from network_records(network, drawn, options, census)


class Network(NamedTuple):
    """One file: label, origin, format, metadata if Sojae wrote it, items, and whether columns of ours may be in it."""

    label: str
    tool: str
    form: str
    heading: dict[str, Any] | None
    items: Iterator[Item]
    about: About
    ours: bool


def network_records(
    network: Network, drawn: NetworkOptions, options: Mapping[str, str], census: Census
) -> Iterator[Read]:
    """Yield the records of one file: unchanged from a Sojae export of relations, else converted."""
    label, tool, form, heading, items, about, ours = network
    if holds_statements(heading):
        yield from own_rows(label, tool, items, about)
        return
    drawn.check_source(options)
    if heading is not None:
        about.notes.append(TIES)
    reader = NetworkReader(label, drawn, census)
    if ours:
        reader.own.leave_out(OURS)
    yield from reader.read((Element(number), item) for number, item in enumerate(items, 1))
    if not reader.rows:
        raise OriginError(f"{label}: this {form} has no nodes and no edges: export it again")
    yield reader.recognised(tool, about)
