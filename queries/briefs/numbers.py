"""Figures in the two languages of a brief, 7.2건 and 7.2 ties, each with its note; and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.figures import Sentence as Words
from graph.plurals import plural
from graph.vocabulary import SECTORS, Layer
from viz.briefs.model import Figured, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.tables import Names
    from viz.briefs.model import Note

LEAST = 0.001
"""A smaller q or p is shown as below this."""


def number(count: int, note: Note, unit: str) -> Figured:
    """Return a count: with its unit in Korean, bare in English."""
    return Figured(Words(f"{count:,}{unit}", f"{count:,}"), note)


def counted(count: int, note: Note, unit: str, noun: str, several: str | None = None) -> Figured:
    """Return a count with its unit in Korean and its noun in English."""
    return Figured(Words(f"{count:,}{unit}", plural(count, noun, several)), note)


def organisations(count: int, note: Note) -> Figured:
    """Return a number of organisations."""
    return counted(count, note, "곳", "organisation")


def ties(count: float, note: Note, layer: str) -> Figured:
    """Return a number of ties of a layer; expected ones have a decimal."""
    unit, noun = ("건", "tie") if layer == Layer.DIRECT else ("쌍", "tied pair")
    if isinstance(count, int):
        return counted(count, note, unit, noun)
    return Figured(Words(f"{count:.1f}{unit}", f"{count:.1f} {noun}s"), note)


def share(value: float, note: Note) -> Figured:
    """Return a share in percent."""
    return same(percent(value), note)


def same(text: str, note: Note) -> Figured:
    """Return a figure that both languages write alike."""
    return Figured(Words(text, text), note)


def percent(value: float | None) -> str:
    """Write a share in percent, a dash if it is undefined.

    >>> percent(0.1375), percent(None)
    ('14%', '–')
    """
    return "–" if value is None else f"{100 * value:.0f}%"


def small(value: float | None) -> str:
    """Write a q or p with its sign.

    >>> small(0.0019661), small(0.0000001), small(None)
    ('= 0.002', '< 0.001', '–')
    """
    if value is None:
        return "–"
    return f"< {LEAST}" if value < LEAST else f"= {value:.3f}"


def sector_name(key: str) -> Name:
    """Return the name of a sector."""
    return Name(Words(SECTORS[key].name_ko, SECTORS[key].name_en))


def name_of(names: Names, key: str) -> Name:
    """Return the names of a node, its id if it has none."""
    ko, en = names("node", key) or (key, key)
    return Name(Words(ko, en or ko))


def joined(found: Sequence[Name], by: str = ", ") -> Name:
    """Join names."""
    return Name(Words(by.join(one.words.ko for one in found), by.join(one.words.en for one in found)))


def cell(text: str) -> Words:
    """Return a cell that both languages write alike."""
    return Words(text, text)
