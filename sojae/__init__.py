"""Sojae (소재): a knowledge graph of a regional materials-industry ecosystem.

`sojae.open()` gives the graph of a store for notebooks and scripts.
"""

import sys as _sys
from pathlib import Path as _Path

if (
    _app := _Path(__file__).parent / "_app"
).is_dir():  # in a wheel the rooms lie in here; in a checkout beside us
    _sys.path.insert(0, str(_app))

from sojae.ecosystem import Ecosystem, open

__all__ = ["Ecosystem", "open"]
