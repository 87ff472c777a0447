"""The `cyjs` origin: a network as Cytoscape JSON, from Cytoscape, Cytoscape.js or Sojae itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.census import Census
from ingest.networks.cyjs import network_of, parts_of
from ingest.networks.files import Network, network_records
from ingest.networks.network_options import OPTIONS, drawing, origin_of
from ingest.networks.sorts import network_parts
from ingest.row_reading import given, joined, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.networks.network_options import NetworkOptions
    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "cyjs", "a Cytoscape JSON file")


@adapter(
    "cyjs", about="a network as Cytoscape JSON", files=files, options=OPTIONS, named=partial(origin_of, "cyjs"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the data of nodes and edges; positions and styles are skipped."""
    drawn = drawing("cyjs", options)
    if drawn.source is not None:
        yield source_row(drawn.source)
    yield from joined(rows_of(files, drawn, options))


def rows_of(files: Sequence[Path], drawn: NetworkOptions, options: Mapping[str, str]) -> Iterator[Read]:
    census = Census()
    for part in network_parts(files, "Cytoscape JSON"):
        items, about, heading = parts_of(network_of(part))
        network = Network(part.label, "cyjs", "Cytoscape JSON", heading, items, about, heading is not None)
        yield from network_records(network, drawn, options, census)
