"""Sojae (소재): a knowledge graph of a regional materials-industry ecosystem.

`sojae.open()` gives the graph of a store for notebooks and scripts, `sojae.read()` that of files, `sojae.lake()` that of a
folder of Parquet, `sojae.connect()` that of a server.
"""

import sys as _sys
import typing as _typing
from importlib import import_module as _import_module
from pathlib import Path as _Path

if (
    _app := _Path(__file__).parent / "_app"
).is_dir():  # in a wheel the packages are in here; in a checkout, beside this one
    _sys.path.insert(0, str(_app))


if _typing.TYPE_CHECKING:
    from graph.errors import SojaeError
    from queries.ecosystem import Ecosystem
    from queries.lake import Lake
    from sojae.connection import Connection, connect
    from sojae.ecosystem import lake, open, read

    __version__: str

__all__ = ["Connection", "Ecosystem", "Lake", "SojaeError", "__version__", "connect", "lake", "open", "read"]
_FROM = {
    "Connection": "sojae.connection",
    "Ecosystem": "queries.ecosystem",
    "Lake": "queries.lake",
    "SojaeError": "graph.errors",
    "connect": "sojae.connection",
    "lake": "sojae.ecosystem",
    "open": "sojae.ecosystem",
    "read": "sojae.ecosystem",
}


if not _typing.TYPE_CHECKING:  # a type checker would take any misspelt name for one of these

    def __getattr__(name: str) -> _typing.Any:
        # imported on first use: the command line does not need all of it
        if name in _FROM:
            return getattr(_import_module(_FROM[name]), name)
        if name == "__version__":
            return _import_module("importlib.metadata").version("sojae")
        raise AttributeError(f"module 'sojae' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List what is public, used before or not."""
    return sorted(
        {
            *__all__,
            *(name for name in globals() if not name.startswith("_")),
            "__doc__",
            "__file__",
            "__name__",
        }
    )
