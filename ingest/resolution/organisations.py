"""Records to compare: organisations as recorded by origins, with names, numbers, facts and neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.vocabulary import CLASSES, IdentifierScheme
from ingest.streets import are_two
from ingest.websites import host

if TYPE_CHECKING:
    from collections.abc import Mapping

STRONG: tuple[str, ...] = tuple(
    str(scheme)
    for scheme in IdentifierScheme
    if scheme not in CLASSES and scheme is not IdentifierScheme.FACTORY
)
"""Identifying schemes: equal numbers mean one organisation, different ones two. A plant's number identifies only a plant."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name of an organisation; `kind` is its kind of alias (`AliasKind`), None for the organisation's own names."""

    text: str
    kind: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """One number of a register; `valid` tells whether it passes the scheme's check."""

    scheme: str
    value: str
    valid: bool = True


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One organisation as recorded by one origin.

    Attributes:
        id: node id.
        origin: its origin.
        own_ids: whether two ids of the origin are always two organisations.
        listed: whether the origin is one list, in which merely similar names mean different organisations.
        names: its own and alternative names.
        kind: kind of organisation (company …), None where unknown.
        kind_text: what a row says of its kind if that is none of the known kinds.
        sector, products, city, district, website, founded: as in the model, None where unknown.
        numbers: identifiers; classes (KSIC, IPC …) are left aside.
        neighbours: node ids, or comparable names, of its partners and programmes.
        tied: ids of nodes that it has a relation with, so that it is none of them.
        first, last: the first and the last date of its relations, None where they have none.
        population: the set whose prior is fitted; None: its origin.
    """

    id: str
    origin: str
    names: tuple[Name, ...]
    own_ids: bool = False
    kind: str | None = None
    sector: str | None = None
    products: str | None = None
    city: str | None = None
    district: str | None = None
    website: str | None = None
    founded: str | None = None
    numbers: tuple[Number, ...] = ()
    neighbours: frozenset[str] = field(default_factory=frozenset)
    tied: frozenset[str] = field(default_factory=frozenset)
    listed: bool = False
    population: str | None = None
    first: str | None = None
    last: str | None = None
    kind_text: str | None = None

    @property
    def strong(self) -> Mapping[str, frozenset[str]]:
        """Return the valid identifying numbers, by scheme."""
        found: dict[str, set[str]] = {}
        for number in self.numbers:
            if number.valid and number.scheme in STRONG:
                found.setdefault(number.scheme, set()).add(number.value)
        return {scheme: frozenset(values) for scheme, values in found.items()}

    @property
    def streets(self) -> tuple[str, ...]:
        """Return the streets in its list, which distinguish namesakes."""
        return tuple(number.value for number in self.numbers if number.scheme == IdentifierScheme.STREET)


def apart_by_street(one: OrganisationRecord, other: OrganisationRecord) -> bool:
    """Return whether one list gives two records different streets."""
    return of_one_list(one, other) and any(are_two(a, b) for a in one.streets for b in other.streets)


def apart_by_website(one: OrganisationRecord, other: OrganisationRecord) -> bool:
    """Return whether one list gives two records different websites."""
    mine, theirs = host(one.website), host(other.website)
    return of_one_list(one, other) and mine is not None and theirs is not None and mine != theirs


def of_one_list(one: OrganisationRecord, other: OrganisationRecord) -> bool:
    """Return whether two records are in one list."""
    return one.listed and other.listed and one.origin == other.origin


def different(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> str | None:
    """Return a scheme with different numbers for two records; None if there is none.

    >>> different({"crn": frozenset({"1"})}, {"crn": frozenset({"2"}), "ror": frozenset({"3"})})
    'crn'
    """
    for scheme in sorted(one.keys() & other.keys()):
        if not one[scheme] & other[scheme]:
            return scheme
    return None
