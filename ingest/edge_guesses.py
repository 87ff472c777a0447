"""Lists of edges among unknown tables: their two columns of ends are those of a relation, sure by their headings or asked by look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.attributes import number_in
from ingest.pairs.headings import WEIGHTS, bare
from ingest.pairs.signs import ends_by_look, ends_in, texts_of
from ingest.reading.headers import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.header_guesses import GuessedHeader

EDGES = (
    "this is a list of edges: `sojae load pair FILE` reads it as a network, alone or with its list of nodes"
)
PERHAPS = "“{}” and “{}” name the same things: a guess that each row is a relation between two organisations: check it; as a network, name them source and target and use `sojae load pair`"
NAMED = ("organisation", "programme", "technology")


def with_ends(header: GuessedHeader, rows: Sequence[Sequence[str]]) -> tuple[GuessedHeader, str | None]:
    """Return a header in which the ends of edges are those of a relation, and what a person should check; None if it is not a list of edges."""
    ends, asked = ends_in(header.columns, rows), EDGES
    relation = header.fields["relation"]
    if {"subject_name", "object_name"} <= relation.keys():
        return header, None if ends is None else asked
    if ends is None and not any("name_ko" in header.fields[record] for record in NAMED):
        ends = ends_by_look(header.columns, rows)
        asked = "" if ends is None else PERHAPS.format(*(header.columns[place] for place in ends))
    if ends is None:
        return header, None
    found = {name: place for name, place in relation.items() if place not in ends}
    found |= {"subject_name": ends.source, "object_name": ends.target}
    for place, column in enumerate(header.columns):
        if plain(bare(column)) in {*WEIGHTS, "weight"} and all(map(number_in, texts_of(rows, place))):
            found.setdefault("weight", place)
    return header._replace(fields={**header.fields, "relation": found}), asked
