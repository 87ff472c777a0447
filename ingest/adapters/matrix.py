"""The `matrix` origin: an adjacency matrix as CSV or XLSX, with the same names above and beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.matrix import items
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "matrix", "an adjacency matrix as CSV or XLSX")


@adapter(
    "matrix", about="an adjacency matrix (CSV, XLSX)", files=files, options=OPTIONS, named=partial(origin_of, "matrix"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the names as nodes and the values as weights of ties."""
    return network_rows("matrix", "an adjacency matrix", files, options, items)
