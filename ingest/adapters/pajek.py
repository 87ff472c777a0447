"""The `pajek` origin: a network as Pajek writes it (.net), or a project with partitions and vectors (.paj)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.network_options import OPTIONS as OF_NETWORKS
from ingest.networks.network_options import origin_of
from ingest.networks.pajek import items
from ingest.origin import Option
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


OPTIONS: Mapping[str, Option] = {
    **OF_NETWORKS,
    "network": Option("which network of a project is read, by its number: 1 (default), 2, …"),
}


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "pajek", "a Pajek network (.net) or project (.paj)")


@adapter(
    "pajek", about="a network of Pajek (.net, .paj)", files=files, options=OPTIONS, named=partial(origin_of, "pajek"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read vertices, arcs and edges, and partitions and vectors as attributes of nodes."""
    return network_rows("pajek", "Pajek", files, options, partial(items, options=options))
