"""The header of an unknown table: its row, its columns with merged cells above them, and what its known names say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.origin import OriginError
from ingest.person_columns import PERSONS
from ingest.proposing_words import HOLDER, LEAD, OF_WHAT, PARTNER, SYNONYMS
from ingest.reading.headers import (
    NUMBER,
    Layout,
    candidates,
    find_header,
    joined,
    numbered,
    plain,
    told_apart,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.reading.headers import Header

SURE = 2
"""Fewest known columns for a header below the first full row."""
SIDE = {"lead": LEAD, "partner": PARTNER, "holder": HOLDER}


class GuessedHeader(NamedTuple):
    """A guessed header: its first row and number of rows, its columns, and for each record type the column of each field."""

    row: int
    size: int
    columns: tuple[str, ...]
    fields: Mapping[str, Mapping[str, int]]


def header_at(rows: list[list[str]], at: int | None) -> GuessedHeader:
    """Return the header that a person says begins in a row, with the row below if the two have merged cells; None: there is none."""
    size, names = (0, list(numbered(rows))) if at is None else candidates(rows, at, rows[at])[-1]
    columns = told_apart(names)
    return GuessedHeader(at or 0, size, columns, {record: fields_of(columns, record) for record in SYNONYMS})


def header_of(rows: list[list[str]], label: str) -> GuessedHeader:
    """Guess the header: the row with most of the known names, else the first full one."""
    likely = first_full(rows)
    guesses: list[tuple[int, int, int, tuple[str, ...]]] = []
    for record in ("relation", "organisation", "programme", "technology"):
        try:
            header = find_header(rows, Layout(SYNONYMS[record], (), tuple(PERSONS)), label)
        except OriginError:
            continue
        first, columns = with_upper(rows, header)
        found = fields_of(columns, record)
        if header.rows != likely and (len(found) < SURE or is_data(rows, header.rows)):
            continue
        guesses.append((len(found), first, header.rows + header.size - first, columns))
    if not guesses:
        guesses.append((0, likely, 1, told_apart(candidates(rows, likely, rows[likely])[0][1])))
    _, first, size, columns = max(guesses, key=lambda guess: guess[0])
    return GuessedHeader(first, size, columns, {record: fields_of(columns, record) for record in SYNONYMS})


def fields_of(columns: tuple[str, ...], record: str) -> dict[str, int]:
    """Return the column of each field of a record type, by names; of several the one preferred."""
    known = {plain(word) for words in SYNONYMS[record].values() for word in words}
    where: dict[str, int] = {}
    for place, column in enumerate(columns):
        where.setdefault(plain(column), place)
        lower = column.rpartition(" ")[2]
        if plain(column) in known or plain(lower) not in OF_WHAT:
            where.setdefault(plain(lower), place)  # the lower part of a two-row header
    persons = {plain(word) for word in PERSONS}
    found: dict[str, int] = {}
    for field, words in SYNONYMS[record].items():
        places = [where[word] for word in map(plain, words) if word in where and word not in persons]
        if free := [place for place in places if place not in found.values()]:
            found[field] = free[0]
    return found


def with_upper(rows: list[list[str]], header: Header) -> tuple[int, tuple[str, ...]]:
    """Return the first row of a header and its columns, with merged cells above them: 인증 over 번호."""
    if header.size == 1 and header.rows > 0:
        above = [" ".join(cell.split()) for cell in rows[header.rows - 1]]
        names = joined(above, rows[header.rows]) if sum(map(bool, above)) > 1 else None
        if names is not None:
            return header.rows - 1, told_apart(names)
    return header.rows, header.columns


def first_full(rows: list[list[str]]) -> int:
    """Return the first row that is as full as most rows and has no figure; rows above are titles."""
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    for number, row in enumerate(rows):
        if len(row) > 2 and not row[0].strip() and filled[number] == len(row) - 1:
            filled[number] += 1  # R and pandas write no name above the names of rows
    usual = sorted(filled)[len(filled) // 2]
    for number, row in enumerate(rows):
        if filled[number] >= usual and not any(NUMBER.fullmatch(cell.strip()) for cell in row):
            return number
    return max(range(len(rows)), key=lambda number: (filled[number], -number))


def is_data(rows: list[list[str]], number: int) -> bool:
    """Return whether the cells of a row recur below in their columns, unlike those of a header."""
    below = rows[number + 1 :]
    return any(
        cell and any(column < len(row) and row[column] == cell for row in below)
        for column, cell in enumerate(rows[number])
    )
