"""The `cx2` origin: a network as CX2 or CX, from Cytoscape and NDEx."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.cx import items
from ingest.networks.files import network_rows
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "cx2", "a CX2 or CX file")


@adapter(
    "cx2", about="a network as CX2 or CX (Cytoscape, NDEx)", files=files, options=OPTIONS, named=partial(origin_of, "cx2"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and edges with their attributes; layouts and styles are skipped."""
    return network_rows("cx2", "CX2", files, options, items)
