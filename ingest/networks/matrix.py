"""Parser for adjacency matrices: the same names above and beside, and the weights of ties between them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from graph.plurals import plural
from ingest.networks.items import Declared, Edge, Node, Written
from ingest.networks.sorts import of_another_sort, sort_of
from ingest.origin import OriginError
from ingest.reading import Fault, grids
from ingest.reading.forms import Form
from ingest.reading.positions import FieldFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.networks.items import About, Item
    from ingest.reading import Grid, Part

FORM = "an adjacency matrix"
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?:[eE][+-]?\d+)?", re.ASCII)
NO_TIE = frozenset({"", "-", "–", "0", "na", "nan", "n/a", "none", "x"})
MOST_NODES = 3_000
LOOKED_AT = 20
SHOWN = 3
TABLES = frozenset({Form.DELIMITED, Form.XLSX, Form.XLS, Form.ODS})


def items(part: Part, about: About) -> Iterator[Item]:
    """Yield the nodes, then the ties of the matrix on the first sheet that has one."""
    if part.form not in TABLES:
        raise of_another_sort(part.label, FORM, *sort_of(part))
    if part.form is Form.DELIMITED and (sort := sort_of(part))[1] != "table":
        raise of_another_sort(part.label, FORM, *sort)
    first: OriginError | None = None
    for grid in grids(part):
        try:
            rows, names = rows_of(grid)
        except OriginError as error:
            first = first or error
            continue
        if grid.sheet:
            about.notes.append(f"sheet “{grid.sheet}”")
        about.notes += grid.notes
        yield from network(rows, names, about)
        return
    raise first or OriginError(f"{part.label}: the file contains no table: give {FORM}")


Rows = list[tuple[int, str, list[str]]]


def rows_of(grid: Grid) -> tuple[Rows, list[str]]:
    """Return the rows of a square matrix, each with its line and name, and the names above.

    Raises:
        OriginError: it is not square, or the names above and beside differ.
    """
    lines = iter(grid.rows)
    head = list(islice(lines, LOOKED_AT))
    start = next((n for n, found in enumerate(head) if is_header(found)), None)
    if start is None:
        raise OriginError(
            f"{grid.label}: no row with the names of the columns: give {FORM} with names above and beside"
        )
    header = head[start]
    assert not isinstance(header, Fault)
    names = [" ".join(cell.split()) for cell in header[1][1:]]
    while names and not names[-1]:
        names.pop()
    rows: Rows = []
    for found in chain(head[start + 1 :], lines):
        if isinstance(found, Fault):
            raise OriginError(f"{grid.label}, line {found.line}: {found.rule}: {found.remedy}")
        line, cells = found
        if not any(cell.strip() for cell in cells):
            continue
        rows.append((line, " ".join(cells[0].split()), cells[1:]))
        if len(rows) > MOST_NODES:
            raise OriginError(f"{grid.label}: a matrix has at most {MOST_NODES:,} rows: give a list of edges")
    check_square(grid.label, rows, names)
    return rows, names


def is_header(found: tuple[int, list[str]] | Fault) -> bool:
    """Return whether a row names columns: several cells, of which those after the first are all filled."""
    if isinstance(found, Fault):
        return False
    cells = [cell.strip() for cell in found[1]]
    while cells and not cells[-1]:
        cells.pop()
    return len(cells) > 2 and all(cells[1:])


def check_square(label: str, rows: Rows, names: Sequence[str]) -> None:
    """Refuse a matrix that is not square, or whose names above and beside are not the same.

    Raises:
        OriginError: it is so.
    """
    beside = [name for _, name, _ in rows]
    if len(rows) != len(names):
        raise OriginError(
            f"{label}: the matrix is not square: {plural(len(rows), 'row')} and {plural(len(names), 'column')}: give the same"
            " names above and beside; a list of edges is loaded with `sojae load pair`, a table of two kinds of nodes with `sojae load table`"
        )
    for where, given in (("beside", beside), ("above", list(names))):
        twice = sorted(name for name, times in Counter(given).items() if times > 1)
        if twice:
            raise OriginError(
                f"{label}: “{twice[0][:60]}” appears twice {where} the matrix: give each node its own name"
            )
    if set(beside) != set(names):
        only = sorted(set(beside) ^ set(names))
        listed = ", ".join(f"“{name[:40]}”" for name in only[:SHOWN])
        raise OriginError(
            f"{label}: the names above and beside the matrix differ ({listed}{' …' if len(only) > SHOWN else ''}): correct them;"
            " a list of edges is loaded with `sojae load pair`"
        )


def network(rows: Rows, names: Sequence[str], about: About) -> Iterator[Item]:
    """Yield the nodes and ties of a matrix; a symmetric one has each tie once."""
    about.columns["label"] = None
    for _, name, _ in rows:
        yield Node(name, [("label", Written(name))])
    width, place = len(names), {name: number for number, name in enumerate(names)}
    cells = {
        name: [*(cell.strip() for cell in values[:width]), *[""] * (width - len(values))]
        for _, name, values in rows
    }
    symmetric = all(
        same(cells[name][place[other]], cells[other][place[name]])
        for number, name in enumerate(names)
        for other in names[:number]
    )
    about.notes.append(
        "symmetric: each tie is read once" if symmetric else "not symmetric: rows are the sources of ties"
    )
    diagonal = sum(not is_none(cells[name][place[name]]) for name in names)
    about.unread["values on the diagonal"] += diagonal
    for line, name, _ in rows:
        for other, value in zip(names, cells[name], strict=True):
            if other == name or is_none(value) or (symmetric and place[other] < place[name]):
                continue
            fault = None
            if not NUMBER.fullmatch(value):
                rule = f"“{value[:40]}” in line {int(line)} under “{other[:40]}” is not a number"
                fault = FieldFault("weight", rule, "write a number, or leave the cell empty")
            data = [("weight", Declared(value.replace(",", "")))]
            yield Edge("", name, other, data, fault=fault, undirected=symmetric)


def is_none(value: str) -> bool:
    """Return whether a cell stands for no tie."""
    return value.casefold() in NO_TIE or (
        bool(NUMBER.fullmatch(value)) and float(value.replace(",", "")) == 0
    )


def same(one: str, other: str) -> bool:
    """Return whether two cells mean the same."""
    if one == other or (is_none(one) and is_none(other)):
        return True
    both = NUMBER.fullmatch(one) and NUMBER.fullmatch(other)
    return bool(both) and float(one.replace(",", "")) == float(other.replace(",", ""))
