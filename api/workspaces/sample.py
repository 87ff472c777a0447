"""The first rows of large tables as files of their own, so that each change of a mapping shows its effect at once."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from ingest.reading import Fault, grids, parts
from ingest.reading.tables import OBJECTS

if TYPE_CHECKING:
    from pathlib import Path

    from api.workspaces.order import Order

SMALL = 128 << 10
"""Bytes up to which a file is read whole each time."""
FOLDER = "sample"
MOST_SHEETS = 50
NOT_IN_NAMES = re.compile(r"[/\\\0]")


def sampled(order: Order) -> tuple[list[Path], bool]:
    """Return files with the first rows of the tables, and whether rows were left out; they are made once."""
    if all(path.stat().st_size <= SMALL for path in order.paths):
        return order.paths, False
    folder = order.paths[0].parent / FOLDER
    done = folder / ".done"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        cut = False
        for path in order.paths:
            cut |= write_sample(path, folder, order.rows)
        done.write_text("cut" if cut else "", encoding="utf-8")
    return sorted(path for path in folder.iterdir() if path.suffix in {".csv", ".jsonl"}), bool(
        done.read_text(encoding="utf-8")
    )


def write_sample(path: Path, folder: Path, rows: int) -> bool:
    """Write the first rows of each table of a file under the name of its sheet, which mappings know; return whether any was cut."""
    cut = False
    for part in parts(path, path.name):
        for number, grid in enumerate(islice(grids(part), MOST_SHEETS)):
            if grid.form == OBJECTS:
                return first_lines(path, folder, rows)
            name = NOT_IN_NAMES.sub("_", grid.sheet or path.stem) or str(number)
            with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as out:
                writer, line = csv.writer(out), 0
                for found in grid.rows:
                    if isinstance(found, Fault):
                        continue
                    while line + 1 < found[0] and line < rows:  # lines keep their numbers
                        writer.writerow([])
                        line += 1
                    line += 1
                    if line > rows:
                        cut = True
                        break
                    writer.writerow(found[1])
    return cut


def first_lines(path: Path, folder: Path, rows: int) -> bool:
    """Copy the first lines of JSON Lines."""
    with path.open("rb") as source, (folder / f"{path.stem}.jsonl").open("wb") as out:
        out.writelines(islice(source, rows))
        return bool(source.readline())
