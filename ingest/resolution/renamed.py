"""Organisations that may be one under two names: proposals to a person, never merges.

The evidence is one street, website or plant and a product in common, while all dates of one record lie before all dates of the other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from graph.dates import earliest, is_date, latest
from graph.vocabulary import IdentifierScheme
from ingest.resolution.comparison_levels import NameLevel, SharedLevel
from ingest.resolution.profiles import place_key
from ingest.websites import host

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]

MOST_AT_ONE_PLACE = 20
"""Largest number of organisations at one street, website or plant that are compared: a business centre tells nothing."""


def candidates(profiles: Profiles) -> tuple[Numbers, Numbers]:
    """Return pairs at one street, website or plant of which one ends before the other begins, the smaller position first."""
    here: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for record, organisation in enumerate(profiles.organisations):
        if began(organisation) is not None:
            for key in whereabouts(organisation):
                here[key].append(record)
    found = {
        pair
        for records in here.values()
        if len(records) <= MOST_AT_ONE_PLACE
        for pair in combinations(records, 2)
        if break_between(*(profiles.organisations[record] for record in pair)) is not None
    }
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def with_candidates(profiles: Profiles, i: Numbers, j: Numbers) -> tuple[Numbers, Numbers]:
    """Return pairs together with the candidates that are not among them, in order."""
    more = candidates(profiles)
    if not len(more[0]):
        return i, j
    keys = np.unique(np.concatenate([i * len(profiles) + j, more[0] * len(profiles) + more[1]]))
    return np.divmod(keys, len(profiles))


def possible_renames(found: Scored, profiles: Profiles) -> Truths:
    """Return a mask of pairs that may be one organisation before and after a change of its name."""
    keys = found.i * len(profiles) + found.j
    more = candidates(profiles)
    mask: Truths = np.isin(keys, more[0] * len(profiles) + more[1])
    mask &= found.levels["name"] <= NameLevel.ALIKE
    mask &= found.levels["products"] >= SharedLevel.ONE
    return mask


def whereabouts(organisation: OrganisationRecord) -> Iterator[tuple[str, ...]]:
    """Yield what tells where an organisation is: its streets with the place, its plants, its website."""
    place = place_key(organisation)
    for number in organisation.numbers:
        if number.scheme == IdentifierScheme.STREET and place is not None:
            yield number.scheme, place, number.value
        if number.scheme == IdentifierScheme.FACTORY and number.valid:
            yield number.scheme, number.value
    if site := host(organisation.website):
        yield "website", site


def began(organisation: OrganisationRecord) -> str | None:
    """Return the first date of an organisation: of its relations, or else of its founding, which outlasts names."""
    first = organisation.first or organisation.founded
    return first if first and is_date(first) else None


def break_between(one: OrganisationRecord, other: OrganisationRecord) -> str | None:
    """Return the last date of one record and the first of the other if one ends before the other begins; else None.

    >>> from ingest.resolution.organisations import OrganisationRecord
    >>> old, new = (OrganisationRecord(key, "list", ()) for key in "ab")
    >>> from dataclasses import replace
    >>> break_between(replace(new, first="2016", last="2020"), replace(old, first="2009", last="2014-05"))
    '2014-05 / 2016'
    >>> break_between(replace(old, last="2014-05"), replace(new, founded="2014")) is None
    True
    """
    for before, behind in ((one, other), (other, one)):
        first = began(behind)
        if before.last and first and is_date(before.last) and latest(before.last) < earliest(first):
            return f"{before.last} / {first}"
    return None
