"""The rules of single fields: ids, names, addresses, periods, citations; each adds what is broken to a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.attributes import attribute_faults
from graph.dates import earliest, latest, span
from graph.model import ATTRIBUTES, COLUMNS
from graph.near import Near, any_of
from graph.texts import hidden_in, says_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping

    from graph.model import Record
    from graph.vocabulary import Kind

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}", re.ASCII)
LONGEST_NAME = 1_000
"""Longest name; a longer one is a column or a file read as one cell."""
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
"""A safe address: `javascript:`, `data:` and `file:` would run or show the content of a record."""
ID_RULE = "an id has 1 to 120 of the characters A–Z a–z 0–9 . _ : - and begins with a letter or digit"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: field, rule and remedy; `near` computes a better remedy at some cost."""

    field: str
    rule: str
    remedy: str
    near: Near | None = None


def unknown(field_name: str, rule: str, word: str, words: Collection[str]) -> Violation:
    """Refuse an unknown word."""
    return Violation(field_name, rule, any_of(words), Near(word, words))


def check_texts(record: Record, found: list[Violation]) -> None:
    """Refuse control and hidden characters, since names are printed, compared and shown."""
    for name in COLUMNS[record.type]:
        value = getattr(record, name)
        if type(value) is str and name != ATTRIBUTES and (hidden := hidden_in(value)):
            found.append(
                Violation(name, f"it contains a control or hidden character ({hidden})", "remove it")
            )


def check_citations(
    field: str, cited: tuple[str, ...], sources: Container[str] | None, found: list[Violation]
) -> None:
    if not cited:
        found.append(Violation(field, "every statement cites at least one source", "give a source id"))
    if sources is not None:
        found.extend(
            Violation(field, f"source “{source}” does not exist", "add it to the sources or correct the id")
            for source in cited
            if source not in sources
        )


def check_id(field: str, value: str, found: list[Violation]) -> None:
    if not ID.fullmatch(value):
        found.append(Violation(field, ID_RULE, f"“{value}” breaks this rule: choose a plain id"))


def check_member(
    field: str, value: str | None, members: Mapping[str, object], found: list[Violation]
) -> None:
    if value is not None and value not in members:
        found.append(unknown(field, f"unknown {field} “{value}”", value, members))


def check_there(field: str, value: str, kinds: Mapping[str, Kind], found: list[Violation]) -> None:
    if value not in kinds:
        found.append(unknown(field, f"no node has the id “{value}”", value, kinds))


def check_required(record: Record, names: tuple[str, ...], found: list[Violation]) -> None:
    found.extend(
        Violation(name, f"{name} must not be empty", "fill it in")
        for name in names
        if not getattr(record, name)
    )


def check_says(field: str, name: str, found: list[Violation]) -> None:
    if name and says_nothing(name):
        found.append(Violation(field, f"“{name}” is not a name", "fill it in, or remove the row"))


def check_address(field: str, address: str | None, found: list[Violation]) -> None:
    if address and not ADDRESS.fullmatch(address):
        found.append(
            Violation(field, "an address begins with http:// or https://", f"correct “{address[:200]}”")
        )


def check_length(field: str, name: str, found: list[Violation], times: int = 1) -> None:
    if len(name) > LONGEST_NAME * times:
        rule = f"a name has at most {LONGEST_NAME * times:,} characters, this one has {len(name):,}"
        found.append(
            Violation(field, rule, "shorten it, or check the cell: several values may have run together")
        )


def check_period(
    start_field: str, start: str | None, end_field: str, end: str | None, found: list[Violation]
) -> None:
    for field, value in ((start_field, start), (end_field, end)):
        if value is not None:
            try:
                span(value)
            except ValueError as error:
                found.append(Violation(field, str(error), "correct the date or leave it empty"))
                return
    if start is not None and end is not None and earliest(start) > latest(end):
        found.append(
            Violation(
                end_field, f"{end_field} {end} is before {start_field} {start}", "correct one of the two"
            )
        )


def check_attributes(text: str | None, found: list[Violation]) -> None:
    if text is not None:
        found.extend(Violation(fault.name, fault.rule, fault.remedy) for fault in attribute_faults(text))
