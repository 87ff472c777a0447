"""Signs by which a table is known as a list of nodes or edges, or as a matrix, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.attributes import date_in, number_in
from ingest.networks.matrix import is_header
from ingest.networks.matrix import is_none as no_tie
from ingest.pairs.headings import NEO4J, bare, headings_of
from ingest.reading.headers import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

NEO4J_KEYS = frozenset({"id", "start_id", "end_id"})
OWN = frozenset({"subject", "object"})
"""Ends of relations in our own exports, whose values are ids of the graph: tables."""
LOOKED_AT, SEEN = 10, 200
SHARED = 0.3
"""Share of the names of a column that the other column has too, from which on both may name ends of edges."""
MOST = 0.5


class Ends(NamedTuple):
    """The places of the columns with the ends of edges."""

    source: int
    target: int


def is_neo4j(columns: Sequence[str]) -> bool:
    """Return whether headings are those of Neo4j's bulk import.

    >>> is_neo4j(["companyId:ID(Company)", "name:string", ":LABEL"]), is_neo4j(["id", "name"])
    (True, False)
    """
    found = (NEO4J.fullmatch(column.strip()) for column in columns)
    return any(one is not None and one["type"].casefold() in NEO4J_KEYS for one in found)


def ends_in(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Ends | None:
    """Return where the headings name the ends of edges; None if they do not, or if the values are dates (from, to).

    >>> ends_in(["", "Reporter", "Partner", "Trade_Value"], [["1", "Korea", "Japan", "120"]])
    Ends(source=1, target=2)
    >>> ends_in(["project", "from", "to"], [["a", "2020-01", "2021-12"]]) is None
    True
    """
    words = {plain(column) for column in columns}
    headings = headings_of(columns) if not words >= OWN else None
    if headings is None or not headings.edges:
        return None
    source, target = headings.place("source"), headings.place("target")
    assert source is not None
    assert target is not None
    found = Ends(source, target)
    return None if any(all(map(is_day, texts_of(rows, place)) or [False]) for place in found) else found


def ends_by_look(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Ends | None:
    """Return two columns that name the same things beside nothing but numbers, as the ends of edges do; None if there are none.

    >>> ends_by_look(["", "Land", "Gegenland", "Wert"], [["1", "A", "B", "3"], ["2", "B", "C", "2"], ["3", "C", "A", "1"]])
    Ends(source=1, target=2)
    >>> ends_by_look(["name", "city", "staff"], [["A", "Gumi", "3"], ["B", "Daegu", "2"]]) is None
    True
    """
    cells = {place: texts_of(rows, place) for place, column in enumerate(columns) if column.strip()}
    texts = [place for place, found in cells.items() if any(number_in(text) is None for text in found)]
    numbers = [place for place, found in cells.items() if found and place not in texts]
    if len(texts) != 2 or not numbers:
        return None
    one, other = (set(cells[place]) for place in texts)
    common = len(one & other)
    return Ends(*texts) if common > 1 and common >= SHARED * min(len(one), len(other)) else None


def looks_like_matrix(rows: list[list[str]], whole: int) -> bool:
    """Return whether a table has the same names above and beside, or most of them and numbers between: a matrix with a fault.

    Args:
        rows: the first rows.
        whole: the number of rows up to which these are all.

    >>> looks_like_matrix([["", "a", "b"], ["a", "0", "1"], ["b", "1", "0"]], 9), looks_like_matrix([["name", "city"], ["a", "b"]], 9)
    (True, False)
    >>> looks_like_matrix([["", "a", "b", "c"], ["a", "0", "1", "2"], ["b", "1", "0", "3"]], 9)
    True
    """
    start = next((n for n, cells in enumerate(rows[:LOOKED_AT]) if is_header((n, cells))), None)
    if start is None:
        return False
    above = {cell.strip() for cell in rows[start][1:] if cell.strip()}
    below = [cells for cells in rows[start + 1 :] if any(map(str.strip, cells))]
    beside = {cells[0].strip() for cells in below}
    if above == beside if len(rows) <= whole else beside <= above:
        return True
    between = [cell.strip() for cells in below[:SEEN] for cell in cells[1:]]
    common = len(above & beside)
    return (
        common > 1
        and common > MOST * min(len(above), len(beside))
        and all(no_tie(cell) or number_in(cell) is not None for cell in between)
    )


def texts_of(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [text for row in rows[:SEEN] if place < len(row) and (text := bare(row[place]))]


def is_day(text: str) -> bool:
    """Return whether a text is a date or a year."""
    return date_in(text) is not None or (len(text) == 4 and text.isdigit() and "1900" <= text <= "2100")
