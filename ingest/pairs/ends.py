"""The ends of edges: their ids, and the nodes that edges alone name, with the kind that their list tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identifiers import IdentifierError, identify
from graph.texts import says_nothing
from graph.vocabulary import IdentifierScheme
from ingest.networks.items import Node, Written
from ingest.organisations import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.pairs.headings import Headings
    from ingest.pairs.pair_tables import PairTable


def id_in(texts: Sequence[str], headings: Headings, role: str) -> str:
    """Return the id of a node in its space."""
    place = headings.place(role)
    if place is None or says_nothing(texts[place]):
        return ""
    one = headings.columns[place]
    number = number_of(texts[place], one.column)
    return f"{one.space}/{number}" if one.space else number


def nodes_of_ends(tables: Sequence[PairTable]) -> Iterator[tuple[int, Node]]:
    """Yield a node for each end that edges alone name, with the line of its first edge, its kind, and its number, if it is one."""
    lines: dict[str, int] = {}
    kinds: dict[str, str] = {}
    spaces = {one.space for table in tables for one in table.headings.columns if one.space}
    for table in tables:
        kinds |= table.kinds
        for line, edge in table.edges:
            for end in filter(None, (edge.source, edge.target)):
                lines.setdefault(end, line)
    for end, line in lines.items():
        space, slash, own = end.partition("/")
        data = [("label", Written(own if slash and space in spaces else end))]
        if kind := kinds.get(end):
            data.append(("kind", Written(kind)))
        if is_lei(end):
            data.append(("lei", Written(end)))
        yield line, Node(end, data)


def kinds_of_ends(headings: Headings, rows: Sequence[list[str]]) -> dict[str, str]:
    """Return the kind of each end that a column of its own tells (source_type), else the space of its ids (`:START_ID(Company)`)."""
    found: dict[str, str] = {}
    for role in ("source", "target"):
        place, own = headings.place(f"{role} kind"), headings.place(role)
        space = "" if own is None else headings.columns[own].space
        for row in rows:
            if kind := (row[place].strip() if place is not None else space):
                found.setdefault(id_in(row, headings, role), kind)
    return found


def is_lei(text: str) -> bool:
    """Return whether a text is a legal entity identifier."""
    try:
        return len(text) == 20 and bool(identify(IdentifierScheme.LEI, text))
    except IdentifierError:
        return False
