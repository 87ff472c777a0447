"""The command line of a benchmark of several tables over simulated networks."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def print_tables(about: str | None, tables: Mapping[str, Callable[[int], None]], networks: int) -> None:
    """Print the tables named as arguments, or all, each followed by its time; `networks` is the default number a cell."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("tables", nargs="*", metavar="table", help=", ".join(tables))
    parser.add_argument("--networks", type=int, default=networks)
    chosen = parser.parse_args()
    unknown = set(chosen.tables) - tables.keys()
    if unknown:
        parser.error(f"no such table: {', '.join(sorted(unknown))}; there are {', '.join(tables)}")
    for name in chosen.tables or tables:
        begun = time.perf_counter()
        tables[name](chosen.networks)
        print(f"({name}: {time.perf_counter() - begun:.0f} s)")
