"""The records that the rows of an unknown table may give, guessed from names of columns and their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.column_guesses import (
    Cells,
    field_by_values,
    fits,
    names_organisations,
    separators_in,
    translated,
    why_dropped,
)
from ingest.header_guesses import SIDE
from ingest.person_columns import holds_persons
from ingest.proposal import ProposedRecord
from ingest.proposing_words import CONSTANTS, NAMES_ELSE, NAMING, NUMBERED
from ingest.reading.headers import plain
from ingest.record_fields import CLOSED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.header_guesses import GuessedHeader

OF_SIDE = {"organisation_kind": "other"}
"""Leads and partners are firms, universities and others."""


@dataclass(slots=True)
class Guess:
    """A guess about a table.

    Attributes:
        records: the kinds of records.
        uses: for each column the fields that it fills, with the number of their record.
        own: the record that keeps a column as its own.
        dropped: why a column is left out.
        named: whether a column names the rows.
        asked: what a person should check.
    """

    columns: list[Cells]
    records: tuple[ProposedRecord, ...] = ()
    uses: dict[int, list[tuple[int, str]]] = field(default_factory=dict[int, "list[tuple[int, str]]"])
    own: dict[int, int] = field(default_factory=dict[int, int])
    dropped: dict[int, str] = field(default_factory=dict[int, str])
    named: bool = True
    asked: list[str] = field(default_factory=list[str])


def records_of(header: GuessedHeader, columns: list[Cells]) -> Guess:
    """Guess the records of a table."""
    guess = Guess(columns)
    guess.dropped = {
        place: why for place, cells in enumerate(columns) if cells.name and (why := why_dropped(cells))
    }
    fields = {record: kept(guess, found) for record, found in header.fields.items()}
    sides = {side: side_columns(guess, words) for side, words in SIDE.items()}
    project, relation = fields["programme"].get("name_ko"), fields["relation"]
    if project is not None and (sides["lead"] or sides["partner"]):
        projects(guess, fields["programme"], sides)
    elif {"subject_name", "object_name"} <= relation.keys():
        add(guess, "relation", relation)
    elif (technology := fields["technology"].get("name_ko")) is not None and sides["holder"]:
        technologies(guess, fields["technology"], sides["holder"], technology)
    elif sides["partner"] and "name_ko" in fields["organisation"]:
        partners(guess, fields["organisation"], sides["partner"])
    else:
        single(guess, fields)
    keep_the_rest(guess)
    return guess


def kept(guess: Guess, found: Mapping[str, int]) -> dict[str, int]:
    """Return the fields whose column may be read and has values that fit."""
    return {
        name: place
        for name, place in found.items()
        if place not in guess.dropped and fits(name, guess.columns[place])
    }


def side_columns(guess: Guess, words: tuple[str, ...]) -> list[int]:
    """Return the columns that name organisations of one side: a lead, a partner, or several numbered ones."""
    known = {plain(word) for word in words}
    return [
        place
        for place, cells in enumerate(guess.columns)
        if place not in guess.dropped and plain(NUMBERED.sub("", cells.name.partition("#")[0])) in known
    ]


def projects(guess: Guess, programme: dict[str, int], sides: dict[str, list[int]]) -> None:
    """Add projects with their leads and partners."""
    taken = {place for side in ("lead", "partner") for place in sides[side]}
    add(
        guess,
        "programme",
        {name: place for name, place in programme.items() if place not in taken},
        name="project",
    )
    for side in ("lead", "partner"):
        if sides[side]:
            add_side(guess, sides[side], side)
    for side, predicate in (("lead", "LEADS"), ("partner", "PARTICIPATES_IN")):
        if sides[side]:
            tie = ProposedRecord(
                "relation", ends={"subject": side, "object": "project"}, constants={"predicate": predicate}
            )
            guess.records = (*guess.records, tie)


def technologies(guess: Guess, technology: dict[str, int], holders: list[int], name: int) -> None:
    """Add technologies with the organisations that have them."""
    taken = set(holders)
    add(
        guess,
        "technology",
        {f: p for f, p in technology.items() if p not in taken or p == name},
        name="technology",
    )
    add_side(guess, holders, "holder")
    ends = {"subject": "holder", "object": "technology"}
    guess.records = (
        *guess.records,
        ProposedRecord("relation", ends=ends, constants={"predicate": "DEVELOPS"}),
    )


def partners(guess: Guess, organisation: dict[str, int], places: list[int]) -> None:
    """Add organisations with their partners."""
    fields = {name: place for name, place in organisation.items() if place not in places}
    add(guess, "organisation", fields, name="own")
    number, listed = len(guess.records), tuple(guess.columns[place].name for place in places)
    for place in places:
        guess.uses.setdefault(place, []).append((number, "object_name"))
    tie = ProposedRecord(
        "relation", columns={"object_name": listed}, constants=CONSTANTS["relation"], split=signs_of(guess, places),
        ends={"subject": "own"},
    )  # fmt: skip
    guess.records = (*guess.records, tie)


def signs_of(guess: Guess, places: list[int]) -> str:
    """Return the characters between several names in the cells of these columns."""
    return "".join(dict.fromkeys("".join(separators_in(guess.columns[place]) for place in places)))


def add_side(guess: Guess, places: list[int], side: str) -> None:
    """Add the organisations of one side."""
    number = len(guess.records)
    for place in places:
        guess.uses.setdefault(place, []).append((number, "name_ko"))
    columns = {"name_ko": tuple(guess.columns[place].name for place in places)}
    one = ProposedRecord("organisation", side, columns, OF_SIDE, split=signs_of(guess, places))
    guess.records = (*guess.records, one)


def single(guess: Guess, fields: Mapping[str, dict[str, int]]) -> None:
    """Add one kind of record: the one with a name and most fields, an organisation if in doubt."""
    chosen = "organisation"
    if "name_ko" not in fields["organisation"] and "name_en" not in fields["organisation"]:
        chosen = next((one for one in ("programme", "technology") if "name_ko" in fields[one]), chosen)
    found = dict(fields[chosen])
    if chosen == "organisation":
        by_values(guess, found)
        if not {"name_ko", "name_en"} & found.keys() and (place := naming_column(guess, found)) is not None:
            found = {"name_ko": place, **found}
    guess.named = bool({"name_ko", "name_en"} & found.keys())
    add(guess, chosen, found)


def by_values(guess: Guess, found: dict[str, int]) -> None:
    """Add the fields that values tell where no name of a column does."""
    for place, cells in enumerate(guess.columns):
        if not cells.name or place in guess.dropped or place in found.values():
            continue
        name = field_by_values(cells)
        if (
            name is None
            or name in found
            or (name in {"city", "address"} and {"city", "address"} & found.keys())
        ):
            continue
        found[name] = place


def naming_column(guess: Guess, found: Mapping[str, int]) -> int | None:
    """Return the column that names the rows, by its name or by its values; None if there is none."""
    free = [
        place
        for place, cells in enumerate(guess.columns)
        if cells.name and place not in guess.dropped and place not in found.values()
    ]
    for place in free:
        name = guess.columns[place].name
        lower = name.rpartition(" ")[2]
        if (
            NAMING.search(name)
            and not {name, lower} & NAMES_ELSE
            and not holds_persons(name)
            and fits("name_ko", guess.columns[place])
        ):
            return place
    return next((place for place in free if names_organisations(guess.columns[place])), None)


def add(guess: Guess, record: str, found: Mapping[str, int], *, name: str | None = None) -> None:
    """Add a kind of record with the columns of its fields, constants, and what kinds in its cells mean."""
    number, values, columns = (
        len(guess.records),
        dict[str, "Mapping[str, str]"](),
        dict[str, tuple[str, ...]](),
    )
    used: dict[str, int] = {}
    for field_name, place in found.items():
        cells = guess.columns[place]
        if field_name in CLOSED and field_name != "field":
            table = translated(field_name, cells)
            members = set(CLOSED[field_name])
            if not table and not all(text in members for text in cells.distinct):
                if field_name == "sector":
                    used.setdefault("industry", place)
                elif field_name == "predicate":
                    table = dict.fromkeys(cells.distinct, CONSTANTS["relation"]["predicate"])
                if not table:
                    continue
            if table:
                values[field_name] = table
                guess.asked.append(f"{cells.name}: check what its values mean ({field_name})")
        used[field_name] = place
    for field_name, place in used.items():
        columns[field_name] = (guess.columns[place].name,)
        guess.uses.setdefault(place, []).append((number, field_name))
    split = ""
    if record == "relation":
        split = signs_of(guess, [found["subject_name"], found["object_name"]])
    constants = {key: value for key, value in CONSTANTS[record].items() if key not in used}
    guess.records = (*guess.records, ProposedRecord(record, name, columns, constants, values, split=split))


def keep_the_rest(guess: Guess) -> None:
    """Keep the columns without a field as own columns of the first record."""
    attributes: dict[str, str] = {}
    for place, cells in enumerate(guess.columns):
        if cells.name and place not in guess.dropped and place not in guess.uses:
            guess.own[place] = 0
            attributes[cells.name] = cells.type
    first, *others = guess.records
    kept_with = ProposedRecord(
        first.record,
        first.name,
        first.columns,
        first.constants,
        first.values,
        attributes,
        first.split,
        first.ends,
    )
    guess.records = (kept_with, *others)
