"""Names in one cell and references by name: several names are split, and a name finds the node of the same file that has it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.legal_forms import without_legal_form
from graph.texts import says_nothing
from ingest.names import split_name

if TYPE_CHECKING:
    from ingest.namesakes import Shorter

    Place = tuple[str | None, str | None]

OPEN, CLOSED = "([（［", ")]）］"
AND_MORE = re.compile(r"\s*(?:외|등|and)\s*\d+\s*(?:개\s*)?(?:기관|개|사|곳|업체|기업|others?)?\s*$")


def names_in(text: str, between: str) -> list[str]:
    """Return the names in a cell, split at these characters outside brackets; a legal form stays with its name.

    >>> names_in("㈜가나, 다라(주,본사), Alpha Co., Ltd. 외 2개 기관", ",;"), names_in("-", ",")
    (['㈜가나', '다라(주,본사)', 'Alpha Co., Ltd.'], [])
    """
    pieces, depth, begin = list[str](), 0, 0
    text = AND_MORE.sub("", text)
    for place, letter in enumerate(text):
        depth += (letter in OPEN) - (letter in CLOSED and depth > 0)
        if letter in between and not depth:
            pieces.append(text[begin:place])
            begin = place + 1
    pieces.append(text[begin:])
    found: list[str] = []
    for piece in map(str.strip, pieces):
        if found and piece and is_legal_form(piece):
            found[-1] = f"{found[-1]}, {piece}"
        elif piece and not says_nothing(piece):
            found.append(piece)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def is_legal_form(text: str) -> bool:
    """Return whether a text is nothing but a legal form: Ltd., Inc."""
    return without_legal_form(f"x, {text}") == "x"


@dataclass(slots=True)
class OwnNames:
    """The nodes of a load by their names, and the ends of relations that are given by name.

    Attributes:
        nodes: comparable name → ids of the nodes that have it, with their places.
        ends: id of an end given by name → its name and place.
    """

    nodes: defaultdict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    ends: dict[str, tuple[str, Place]] = field(default_factory=dict[str, "tuple[str, Place]"])

    def node(self, id_: str, names: tuple[str, ...], place: Place = (None, None)) -> None:
        """Note a node with its names."""
        for name in names:
            self.nodes[as_written(name)][id_] = place
            self.nodes[split_name(name).bare][id_] = place

    def found(self, shorter: Shorter) -> dict[str, str]:
        """Return the node of each end whose name, or else its letters, one node of the file has.

        Ends that several nodes may mean stay on their own, for entity resolution and people to decide.
        """
        known: dict[str, str] = {}
        for end, (name, place) in self.ends.items():
            for key in (as_written(name), split_name(name).bare):
                nodes = {
                    shorter.get(id_) for id_, there in self.nodes[key].items() if may_be(place, there)
                } - {end}
                if len(nodes) == 1:
                    known[end] = nodes.pop()
                if nodes or end in known:
                    break
        return known


def as_written(name: str) -> str:
    """Return a name with its legal form, in lower case."""
    return f"={' '.join(name.split()).casefold()}"


def may_be(place: Place, there: Place) -> bool:
    """Return whether two places do not contradict each other."""
    return all(None in (one, other) or one == other for one, other in zip(place, there, strict=True))
