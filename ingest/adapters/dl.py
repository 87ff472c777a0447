"""The `dl` origin: a network as text of UCINET (DL): matrix, edge list or node list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.dl import items
from ingest.networks.files import network_rows
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "dl", "a UCINET DL file")


@adapter(
    "dl", about="a network of UCINET as text (DL)", files=files, options=OPTIONS, named=partial(origin_of, "dl"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the matrix or the list under `data:`."""
    return network_rows("dl", "UCINET DL", files, options, items)
