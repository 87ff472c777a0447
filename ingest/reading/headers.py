"""Which rows of a table are its header: under title lines, over two rows with merged cells, with columns named twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.near import nearest
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LOOKED_AT = 40
"""Number of rows searched for the header."""
UNIT = re.compile(
    r"\((?:단위[:：]?)?(?:명|인|㎡|m2|m²|원|천원|백만원|억원|개|건|년|%|KRW|EUR)\)$", re.IGNORECASE
)
DATUM = re.compile(
    r"\d[\d -]{6,}|\d{4}[-./]\d{1,2}[-./]\d{1,2}\.?|[+-]?\d+[.,]\d+|https?://.*|www\..*|\S+@\S+",
    re.IGNORECASE,
)
"""Patterns of data cells, which are rare in headers."""
PERHAPS_DATA = "row {} looks like data: add a header row if there is none"
NUMBER = re.compile(r"[\d.,\s%-]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table: field → possible names in the header, in order of preference.

    `required` fields must be present; columns in `persons` are never read; if a `sheet` is given, only that is read; `header` is
    the line of the header if a person gave it, 0 if there is none.
    """

    fields: Mapping[str, Sequence[str]]
    required: Sequence[str] = ()
    persons: Sequence[str] = ()
    sheet: str | None = None
    header: int | None = None
    known: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        known: dict[str, str] = {}
        for name, words in self.fields.items():
            for word in words:
                known.setdefault(plain(word), name)
        object.__setattr__(self, "known", MappingProxyType(known))


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows, columns, and the column of each field."""

    rows: int
    size: int
    columns: tuple[str, ...]
    places: Mapping[str, int]
    notes: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Return the comparable form of a column name: NFKC, lower case, without spaces, line breaks and units.

    >>> plain("종업원수 (명)"), plain("Project ID")
    ('종업원수', 'projectid')
    """
    text = re.sub(r"[\s_*]+", "", unicodedata.normalize("NFKC", name).strip("\ufeff")).casefold()
    return UNIT.sub("", text) or text


def looks_like_data(names: Sequence[str]) -> bool:
    """Return whether header cells look like data: a long number, a date, an address.

    >>> looks_like_data(["BURGER DORIS", "4393786053301"]), looks_like_data(["업체명", "2021", "202401"])
    (True, False)
    """
    return any(DATUM.fullmatch(name.strip()) for name in names)


def find_header(rows: Sequence[list[str]], layout: Layout, label: str, at: int | None = None) -> Header:
    """Find the rows that name most of the fields; if a place is given, the header begins there.

    Raises:
        OriginError: no row has the required fields, or a field's column appears twice.
    """
    best: tuple[int, int, int, list[str]] | None = None
    for number, cells in enumerate(rows):
        if at is not None and number != at:
            continue
        for size, names in candidates(rows, number, cells):
            fields = {layout.known[plain(name)] for name in names if plain(name) in layout.known}
            both = best is not None and size == 2 and best[1] == number and fields.issuperset(layout.required)
            if fields and (best is None or len(fields) > best[0] or both):
                best = max(len(fields), best[0] if best else 0), number, size, names
    if best is None:
        where = f"found in the first {LOOKED_AT} rows" if at is None else "with these names in the given row"
        raise OriginError(f"{label}: no header {where}: {wanted(layout)}")
    _, number, size, names = best
    columns = told_apart(names)
    places = placed(columns, names, layout)
    for field_name in layout.required:
        if field_name not in places:
            word = layout.fields[field_name][0]
            hint = nearest(word, [column for column in columns if column], "check the names of its columns")
            raise OriginError(
                f"{label}: row {number + 1} looks like the header but has no column “{word}”: {hint}"
            )
        check_once(field_name, names, layout, label)
    twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
    notes = [f"the column “{name}” appears twice: “{name}#2” is the second" for name in twice]
    if looks_like_data(names):
        notes.append(PERHAPS_DATA.format(number + 1))
    return Header(number, size, columns, MappingProxyType(places), tuple(notes))


def place_of(line: int, lines: Sequence[int], label: str) -> int:
    """Return the place of a given header among the first rows.

    Raises:
        OriginError: none of them has this line.
    """
    if line not in lines:
        raise OriginError(
            f"{label}: header: no row begins in line {line}: give one of the first {LOOKED_AT} rows, or 0 if there is no header"
        )
    return lines.index(line)


def numbered(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of columns of a table without a header: column 1, column 2 …"""
    return tuple(f"column {number}" for number in range(1, max(map(len, rows), default=0) + 1))


def candidates(rows: Sequence[list[str]], number: int, cells: list[str]) -> list[tuple[int, list[str]]]:
    """Return a row as a header, and joined with the next one if the two look like a header with merged cells."""
    names = [" ".join(cell.split()) for cell in cells]
    found = [(1, names)]
    if sum(map(bool, names)) > 1 and number + 1 < len(rows) and (both := joined(names, rows[number + 1])):
        found.append((2, both))
    return found


def joined(above: list[str], below: list[str]) -> list[str] | None:
    """Join two rows of a header: the lower one may only fill in under cells that are empty or merged with their left.

    A cell merged over both rows appears in both; then the lower row is not data and may contain years.
    """
    width = max(len(above), len(below))
    top, low = above + [""] * (width - len(above)), [" ".join(cell.split()) for cell in below]
    low += [""] * (width - len(low))
    repeats = any(name and name == part for name, part in zip(top, low, strict=True))
    low = ["" if part == name else part for name, part in zip(top, low, strict=True)]
    names, over, merged = [], "", False
    for column, (name, part) in enumerate(zip(top, low, strict=True)):
        spans = bool(name) and column + 1 < width and not top[column + 1] and bool(low[column + 1])
        if (NUMBER.fullmatch(part) and not repeats) or (part and name and not spans):
            return None
        over = name or over
        merged |= bool(part)
        names.append(f"{over} {part}" if part and over else part or name)
    return names if merged else None


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Number columns with the same name."""
    seen = Counter[str]()
    columns = []
    for name in names:
        seen[name] += 1
        columns.append(f"{name}#{seen[name]}" if name and seen[name] > 1 else name)
    return tuple(columns)


def placed(columns: Sequence[str], names: Sequence[str], layout: Layout) -> dict[str, int]:
    """Find the column of each field; of several names the one preferred."""
    where: dict[str, int] = {}
    for place, (column, name) in enumerate(zip(columns, names, strict=True)):
        where.setdefault(plain(column), place)
        where.setdefault(plain(name), place)
    lower: dict[str, int] = {}
    for place, name in enumerate(names):
        lower.setdefault(plain(name.rpartition(" ")[2]), place)  # the lower part of a two-row header
    persons = {plain(word) for word in layout.persons}
    places: dict[str, int] = {}
    for field_name, words in layout.fields.items():
        wanted_words = [word for word in map(plain, words) if word not in persons]
        found = [known[word] for known in (where, lower) for word in wanted_words if word in known]
        if found:
            places[field_name] = found[0]
    return places


def check_once(field_name: str, names: Sequence[str], layout: Layout, label: str) -> None:
    """Refuse a required field whose column appears twice."""
    words = {plain(word) for word in layout.fields[field_name]}
    places = [place + 1 for place, name in enumerate(names) if plain(name) in words]
    same = Counter(plain(names[place - 1]) for place in places)
    if same and max(same.values()) > 1:
        raise OriginError(
            f"{label}: the column “{names[places[0] - 1]}” appears twice (columns {', '.join(map(str, places))}):"
            " rename the one not to be used"
        )


def wanted(layout: Layout) -> str:
    required = layout.required or list(layout.fields)[:5]
    return "expected columns: " + ", ".join(" or ".join(list(layout.fields[name])[:3]) for name in required)
