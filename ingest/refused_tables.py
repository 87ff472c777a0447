"""Tables that no draft mapping may be made for: a matrix, a list of another program, a list of persons; each with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.origin import OriginError
from ingest.pairs.signs import is_neo4j, looks_like_matrix
from ingest.person_lists import persons_in

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoList(OriginError):
    """A table that is not a list of ours; other tables of its file may be."""


def refuse_matrix(label: str, rows: list[list[str]], whole: int) -> None:
    """Refuse an adjacency matrix, also one with a fault; `whole` is the number of rows up to which these are all.

    Raises:
        NoList: it is one.
    """
    if looks_like_matrix(rows, whole):
        raise NoList(f"{label}: this is an adjacency matrix: load it with `sojae load matrix`")


def refuse_others(label: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Refuse a list of Neo4j's bulk import, and a list of persons.

    Raises:
        NoList: it is one.
    """
    if is_neo4j(columns):
        raise NoList(
            f"{label}: this is a Neo4j import: load its lists of nodes and relationships together with `sojae load pair`"
        )
    persons = persons_in(columns, rows)
    if persons is not None:
        of = f" under “{persons.affiliation}”" if persons.affiliation else ""
        raise NoList(
            f"{label}: each row is a person (“{persons.name}”, “{persons.sign}”), and persons are never loaded: give a list of"
            f" organisations; to load the organisations{of}, write a mapping with `record: organisation` and the column of their names"
        )
