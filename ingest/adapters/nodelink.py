"""The `nodelink` origin: a network as JSON of nodes and links, from D3, NetworkX, sigma.js, graphology or vis.js."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.networks.nodelink import items
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "nodelink", "a file of nodes and links")


@adapter(
    "nodelink", about="a network as node-link JSON (D3, NetworkX)", files=files, options=OPTIONS, named=partial(origin_of, "nodelink"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read nodes and links; links may name nodes by id or, as in old files of D3, by their place."""
    return network_rows("nodelink", "node-link JSON", files, options, items)
