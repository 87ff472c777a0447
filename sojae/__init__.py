"""Sojae (소재): a knowledge graph of a regional materials-industry ecosystem.

`sojae.open()` gives the graph of a store for notebooks and scripts.
"""

import sys as _sys
from importlib import import_module as _import_module
from pathlib import Path as _Path
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if (
    _app := _Path(__file__).parent / "_app"
).is_dir():  # in a wheel the rooms lie in here; in a checkout beside us
    _sys.path.insert(0, str(_app))


if _TYPE_CHECKING:
    from sojae.ecosystem import Ecosystem, open

__all__ = ["Ecosystem", "open"]


def __getattr__(name: str) -> _Any:  # imported when asked for: the command line has no need of all of it
    if name in __all__:
        return getattr(_import_module("sojae.ecosystem"), name)
    raise AttributeError(f"module 'sojae' has no attribute {name!r}")
