"""Lines of Pajek files: quoted names, weights, labels, intervals of time, and parameters of drawing, which are skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.networks.items import Declared, Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.networks.items import About, Time

WORD = re.compile(r'"([^"]*)"|(\[[^\]]*\])|([^\s"]+)')
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
SHAPES = frozenset(
    {"ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman", "circle", "square"}
)
KINDS = {"ellipse": "organisation", "diamond": "technology", "box": "programme"}
"""Shapes of a Sojae export → kinds of nodes."""
OF_VERTICES = frozenset({
    "x_fact", "y_fact", "s_size", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lr", "lp", "lphi", "fos", "font", "url", "cs", "ss", "sh",
})  # fmt: skip
OF_TIES = frozenset({
    "w", "c", "p", "s", "a", "ap", "lp", "lr", "lphi", "lc", "la", "fos", "font", "h1", "h2", "a1", "a2", "k1", "k2", "sv", "ts", "os",
})  # fmt: skip
"""Parameters of drawing."""
WELL_QUOTED = re.compile(r'(?:\s*(?:"[^"]*"|\[[^\]]*\]|[^\s"]+)(?=\s|$))*\s*')
"""A line whose quotes each begin and end a word."""
QUOTED_NAME = re.compile(rf'\s*(\S+)\s+"(.*?)"(?=\s*$|\s+[-+.\d\[]|\s+(?:{"|".join(sorted(SHAPES))})\b)(.*)')
PLAIN_TIE = re.compile(rf"\s*(\d+)\s+(\d+)(?:\s+({NUMBER.pattern}))?\s*", re.ASCII)
"""Two vertices and perhaps a weight: most lines of ties."""
YEAR = re.compile(r"(\d{4})(?:-(\d{4}|\*))?")


def words_of(line: str) -> list[str]:
    """Return the words of a line; names in quotes may hold spaces.

    >>> words_of('1 "Alpha Metal"   0.1 0.2 [5-10]')
    ['1', 'Alpha Metal', '0.1', '0.2', '[5-10]']
    """
    return [quoted or bracket or bare for quoted, bracket, bare in WORD.findall(line)]


def vertex_of(line: str) -> tuple[list[str], bool]:
    """Return the words of the line of a vertex, and whether its quotes match; if not, its name ends before a place, a shape or the end.

    >>> vertex_of('7 "Alpha "Extra" (Town)"  0.1 0.2')
    (['7', 'Alpha "Extra" (Town)', '0.1', '0.2'], False)
    >>> vertex_of('8 "Alpha""'), vertex_of('9 "Beta')
    ((['8', 'Alpha'], False), (['9', 'Beta'], False))
    """
    if WELL_QUOTED.fullmatch(line):
        return words_of(line), True
    if (found := QUOTED_NAME.match(line)) is not None:
        number, name, rest = found.groups()
        if name.count('"') % 2:  # a stray one
            name = name.strip('"')
        return [number, name, *(words_of(rest) if WELL_QUOTED.fullmatch(rest) else [])], False
    number, _, name = line.strip().partition(" ")
    return [number, name.strip(' "')], False


def shape_of(words: Sequence[str]) -> str:
    """Return the shape in which a vertex is drawn."""
    return next((word for word in words if word in SHAPES), "")


def pairs_of(words: Sequence[str], about: About) -> list[tuple[str, str]]:
    """Return the attributes of a vertex: pairs of words after its place and shape, without parameters of drawing."""
    rest = list(words)
    while rest and (NUMBER.fullmatch(rest[0]) or rest[0] in SHAPES or rest[0].startswith("[")):
        about.unread["times of vertices"] += rest[0].startswith("[")
        rest.pop(0)
    return [(name, marked(value)) for name, value in pairs(rest) if name not in OF_VERTICES]


def pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names with their values; an interval of time stands alone."""
    left = [word for word in words if not word.startswith("[")]
    yield from zip(left[::2], left[1::2], strict=False)


def marked(value: str) -> str:
    return Declared(value) if NUMBER.fullmatch(value) else Written(value)


def ties_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the weight and the attributes of a tie; `l` is its label.

    >>> ties_of(["2.5", "l", "supplies", "c", "Blue"])
    [('weight', '2.5'), ('label', 'supplies')]
    """
    found: list[tuple[str, str]] = []
    rest = list(words)
    if rest and not rest[0].startswith("[") and (NUMBER.fullmatch(rest[0]) or len(rest) == 1):
        found.append(("weight", marked(rest.pop(0))))
    if not rest:
        return found
    for name, value in pairs(rest):
        if name not in OF_TIES:
            found.append(("label" if name == "l" else name, marked(value)))
    return found


def times_of(words: Sequence[str], about: About) -> list[Time]:
    """Return the intervals of a tie that are years; others are counted, since their unit is not known."""
    found: list[Time] = []
    for word in words:
        if word.startswith("["):
            for one in word.strip("[]").split(","):
                years = YEAR.fullmatch(one.strip())
                if years is None:
                    about.unread["times of ties that are not years"] += 1
                else:
                    end = years[2] or years[1]
                    found.append((years[1], None if end == "*" else end))
    return found
