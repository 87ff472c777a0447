"""The first rows of large tables as files of their own, so that each change of a mapping shows its effect at once."""

from __future__ import annotations

import csv
import re
from itertools import islice
from typing import TYPE_CHECKING

from api.workspaces.small_workbook import write_workbook
from ingest.reading import Fault, grids, parts
from ingest.reading.tables import OBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from api.workspaces.order import Order
    from ingest.reading import Grid

    Rows = list[tuple[int, list[str]]]

SMALL = 128 << 10
"""Bytes up to which a file is read whole each time."""
FOLDER = "sample"
MOST_SHEETS = 50
LINE_END = re.compile(r"\r\n|\r|\n")


def sampled(order: Order, encoding: str | None = None) -> tuple[list[Path], bool]:
    """Return files with the first rows of the tables, and whether rows were left out; they are made once for each encoding."""
    if all(path.stat().st_size <= SMALL for path in order.paths):
        return order.paths, False
    folder = order.paths[0].parent / "-".join(filter(None, (FOLDER, encoding)))
    done = folder / "done.txt"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        made = [write_sample(path, folder, order.rows, encoding) for path in order.paths]
        told = ["cut" if any(cut for _, cut in made) else "whole", *(name for name, _ in made)]
        done.write_text("\n".join(told), encoding="utf-8")
    how, *names = done.read_text(encoding="utf-8").split("\n")
    return [folder / name for name in names], how == "cut"


def write_sample(path: Path, folder: Path, rows: int, encoding: str | None = None) -> tuple[str, bool]:
    """Write the first rows of each table of a file: sheets keep their names, and rows their lines.

    Returns:
        The name of the file, and whether any table was cut.
    """
    first: dict[str | None, Rows] = {}
    cut = False
    for part in parts(path, path.name):
        for grid in islice(grids(part._replace(encoding=encoding)), MOST_SHEETS):
            if grid.form == OBJECTS:
                return first_lines(path, folder, rows)
            kept = list(first_rows(grid, rows + 1))
            cut |= bool(kept) and kept[-1][0] > rows
            first.setdefault(grid.sheet, [row for row in kept if row[0] <= rows])
    if len(first) > 1 or None not in first:
        name = f"{path.stem}.xlsx"
        write_workbook(folder / name, {sheet or path.stem: found for sheet, found in first.items()})
        return name, cut
    name = f"{path.stem}.csv"
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as out:
        writer, line = csv.writer(out), 0
        for number, cells in first[None]:
            writer.writerows([] for _ in range(number - line - 1))  # lines keep their numbers
            writer.writerow(cells)
            line = number + sum(len(LINE_END.findall(cell)) for cell in cells)
    return name, cut


def first_rows(grid: Grid, most: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table up to a line, and the one after it."""
    for found in grid.rows:
        if not isinstance(found, Fault):
            yield int(found[0]), found[1]
            if found[0] >= most:
                return


def first_lines(path: Path, folder: Path, rows: int) -> tuple[str, bool]:
    """Copy the first lines of JSON Lines."""
    name = f"{path.stem}.jsonl"
    with path.open("rb") as source, (folder / name).open("wb") as out:
        out.writelines(islice(source, rows))
        return name, bool(source.readline())
