"""The `graphml` origin: a network as GraphML, from Gephi, yEd, NetworkX, igraph, Cytoscape or Sojae itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.graphml import items
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "graphml", "a GraphML file")


@adapter(
    "graphml", about="a network as GraphML", files=files, options=OPTIONS, named=partial(origin_of, "graphml"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges; attributes are named by their declared keys."""
    return network_rows("graphml", "GraphML", files, options, items)
