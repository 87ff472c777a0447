"""The `gexf` origin: a network as GEXF, from Gephi, Gephi Lite, NetworkX or Sojae itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.gexf import items
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "gexf", "a GEXF file")


@adapter(
    "gexf", about="a network as GEXF", files=files, options=OPTIONS, named=partial(origin_of, "gexf"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges; attributes are named by their declared titles."""
    return network_rows("gexf", "GEXF", files, options, items)
