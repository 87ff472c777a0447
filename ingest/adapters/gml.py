"""The `gml` origin: a network as GML, from Gephi, igraph, NetworkX, Cytoscape, yEd or Sojae itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.gml import items
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "gml", "a GML file")


@adapter(
    "gml", about="a network as GML", files=files, options=OPTIONS, named=partial(origin_of, "gml"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges; lists inside them are flattened, graphics are skipped."""
    return network_rows("gml", "GML", files, options, items)
