"""The shape of a lake: the tables of `sojae export parquet`, with numbers beside the ids."""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocabulary import COUNTED_SECTORS

FORMAT = 1
MANIFEST = "lake.json"
TEXT, NUMBER, REAL, TRUTH, LIST = "text", "whole number", "number", "truth", "list of texts"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its type and what it holds."""

    name: str
    type: str
    holds: str


UNCOUNTED = len(COUNTED_SECTORS)
"""Group of an organisation without a counted sector."""
NO_ORGANISATION = -1
"""Group of any other node than an organisation."""

NODES = (
    Column("no", NUMBER, "number of the node: 0, 1, 2 … in the order of ids"),
    Column("id", TEXT, "id"),
    Column("kind", TEXT, "organisation, technology or programme"),
    Column("subkind", TEXT, "kind of the organisation or programme"),
    Column("name_ko", TEXT, "name in Korean"),
    Column("name_en", TEXT, "name in English"),
    Column("sector", TEXT, "sector of an organisation, field of a technology"),
    Column("sphere", TEXT, "university, industry or government"),
    Column("city", TEXT, "city"),
    Column("district", TEXT, "district"),
    Column("start", TEXT, "day of founding, or start of a programme"),
    Column("end", TEXT, "end of a programme"),
    Column("sources", LIST, "ids of its sources"),
)
RELATIONS = (
    Column("id", TEXT, "id"),
    Column("subject", TEXT, "id of the subject"),
    Column(
        "predicate", TEXT, "predicate; in a partitioned folder the name of the part, `predicate=SUPPLIES`"
    ),
    Column("object", TEXT, "id of the object"),
    Column("start", TEXT, "partial date, null if unknown"),
    Column("end", TEXT, "partial date, null if unknown or if it still holds"),
    Column("weight", REAL, "weight, 1 by default"),
    Column("sources", LIST, "ids of its sources"),
    Column("subject_no", NUMBER, "number of the subject"),
    Column("object_no", NUMBER, "number of the object"),
    Column(
        "subject_group",
        NUMBER,
        "position of the subject's sector among the counted ones, their number for an organisation without one, −1 for any other node",
    ),
    Column("object_group", NUMBER, "the same of the object"),
    Column("cited", NUMBER, "number of distinct sources"),
    Column(
        "latest", NUMBER, "latest publication among the sources as YYYYMMDD, 00 for a month or day left open"
    ),
)
SOURCES = (
    Column("id", TEXT, "id"),
    Column("title", TEXT, "title"),
    Column("publisher", TEXT, "publisher"),
    Column("published", TEXT, "partial date, null if unknown"),
    Column("url", TEXT, "address"),
)
TABLES = {"nodes": NODES, "relations": RELATIONS, "sources": SOURCES}
"""Tables of a lake with the columns that answers need; others may follow, and are kept."""
RENAMED = {"start": "began", "end": "ended"}
"""Names in the files → names in texts, which quote none."""
NUMBERED = {
    "nodes": ("no",),
    "relations": ("subject_no", "object_no", "subject_group", "object_group", "cited", "latest"),
}
"""Columns that `sojae export parquet` does not have."""


def day_number(published: str | None) -> int | None:
    """Write a partial date as one number that sorts like its text.

    >>> day_number("2018-06"), day_number(None)
    (20180600, None)
    """
    if not published:
        return None
    year, month, day = (*published.split("-"), "0", "0")[:3]
    return int(year) * 10_000 + int(month) * 100 + int(day)


def day_text(number: int | None) -> str | None:
    """Read such a number.

    >>> day_text(20180600), day_text(20180000)
    ('2018-06', '2018')
    """
    if number is None:
        return None
    year, rest = divmod(int(number), 10_000)
    month, day = divmod(rest, 100)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
