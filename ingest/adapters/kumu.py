"""The `kumu` origin: a map of Kumu as JSON or as a workbook with the sheets Elements and Connections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ingest.adapters import adapter
from ingest.networks.files import network_rows
from ingest.networks.kumu import items
from ingest.networks.network_options import OPTIONS, origin_of
from ingest.row_reading import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.origin import Read


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given network."""
    return given(paths, "kumu", "a Kumu file as JSON or XLSX")


@adapter(
    "kumu", about="a map of Kumu (JSON, XLSX)", files=files, options=OPTIONS, named=partial(origin_of, "kumu"),
)  # fmt: skip
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read elements and connections; connections name elements by label."""
    return network_rows("kumu", "Kumu", files, options, items)
