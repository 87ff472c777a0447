"""How often facts agree by chance in a set: the u probabilities of places, sectors, kinds, websites and years.

They are counted over all pairs of the set, so they do not depend on the order of its records. A fact that all records share
(every firm in Daegu) then weighs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.places import PLACES
from ingest.resolution.comparison_levels import (
    COMPARISONS,
    UNKNOWN,
    PlaceLevel,
    SameLevel,
    YearLevel,
    weights,
)
from ingest.resolution.profiles import NONE, place_level
from ingest.resolution.sectors import sector_level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Values = tuple[list[str | None], Numbers]
    Counts = npt.NDArray[np.float64]

PSEUDO, LARGEST = 200, 100_000
"""Pairs by which the table counts beside those of the set, and the number of pairs at which a set counts at most."""
COUNTED = ("place", "sector", "kind", "website", "founded")
"""Facts whose chance agreement is counted; those of products and ties stay as in the table."""


class Facts:
    """The facts of some records of a table, counted by value."""

    def __init__(self, profiles: Profiles, rows: Numbers) -> None:
        self.records = len(rows)
        table = np.array(
            [place is not None and not place.startswith("?") for place in profiles.places], np.bool_
        )
        self.places = values(profiles.places, profiles.place, rows[table[rows]])
        self.elsewhere = codes(profiles.place[rows[~table[rows]]])
        """Places that the table does not know: two of them are one city or two, and none compares with a known place."""
        self.sectors = values(profiles.sectors, profiles.sector, rows)
        self.coded = {name: codes(getattr(profiles, name)[rows]) for name in ("kind", "website", "year")}


def values(texts: list[str | None], column: Numbers, rows: Numbers) -> Values:
    """Return the distinct values of a column and how many records have each."""
    _, first, counts = np.unique(column[rows], return_index=True, return_counts=True)
    known = [(texts[rows[k]], int(count)) for k, count in zip(first.tolist(), counts.tolist(), strict=True)]
    known = [(text, count) for text, count in known if text]
    return [text for text, _ in known], np.array([count for _, count in known], np.int64)


def codes(column: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct known codes of a column and how many records have each."""
    found, counts = np.unique(column[column != NONE], return_counts=True)
    return found, counts


def chances(one: Facts, other: Facts | None = None) -> Mapping[str, tuple[tuple[float, float], ...]]:
    """Return m and u of every comparison in a set: m of the table, u of all its pairs and of `PSEUDO` pairs of the table.

    Args:
        one: the facts of a set.
        other: those of a second set, if pairs have one record of each; None: pairs are within the first.
    """
    found = dict(weights().probabilities)
    for comparison in COUNTED:
        counts = pairs_of(comparison, one, other or one, within=other is None)
        found[comparison] = tuple(
            (m, u) for (m, _), u in zip(found[comparison], mixed(comparison, counts), strict=True)
        )
    return found


def mixed(comparison: str, counts: Counts) -> list[float]:
    """Return u of each level: the share in the counted pairs, drawn towards the table's by `PSEUDO` pairs.

    Places have two comparisons in one, of districts where both records give one and of cities otherwise; the shares of either add
    up to one with those of other cities. A website is never taken to be rarer than in the table, since few sites are counted.
    """
    table = np.array([u for _, u in weights().probabilities[comparison]])
    total = counts.sum()
    scaled = counts * min(1.0, LARGEST / total) if total else counts
    if comparison == "place":
        return of_places(scaled, table)
    shares: Counts = (scaled + PSEUDO * table) / (scaled.sum() + PSEUDO * table.sum())
    if comparison == "website":
        same = max(float(shares[SameLevel.SAME]), float(table[SameLevel.SAME]))
        shares = np.array([1 - same, same])
    return [float(share) for share in shares]


def of_places(counts: Counts, table: Counts) -> list[float]:
    """Return u of places; the last entry of `counts` is of other cities where both records give a district."""
    narrow, wide = [PlaceLevel.OTHER_DISTRICT, PlaceLevel.DISTRICT], [PlaceLevel.CITY]
    other = float(table[PlaceLevel.OTHER])
    found = np.zeros(len(table))
    by_district = float(counts[narrow].sum() + counts[-1])
    by_city = float(counts[wide].sum() + counts[PlaceLevel.OTHER])
    for levels, total in ((narrow, by_district), (wide, by_city)):
        found[levels] = (counts[levels] + PSEUDO * table[levels]) / (total + PSEUDO)
    others = float(counts[PlaceLevel.OTHER] + counts[-1])
    found[PlaceLevel.OTHER] = (others + PSEUDO * other) / (by_district + by_city + PSEUDO)
    return [float(share) for share in found]


def pairs_of(comparison: str, one: Facts, other: Facts, *, within: bool) -> Counts:
    """Count the pairs of two sets at each level; each pair within one set counts twice, a record with itself never."""
    if comparison == "place":
        counts = of_values(place_with_districts, one.places, other.places, len(PlaceLevel) + 1, within=within)
        counts[[PlaceLevel.OTHER, PlaceLevel.CITY]] += of_codes(one.elsewhere, other.elsewhere, within=within)
        return counts
    if comparison == "sector":
        return of_values(sector_level, one.sectors, other.sectors, len(COMPARISONS["sector"]), within=within)
    mine, theirs = (side.coded["year" if comparison == "founded" else comparison] for side in (one, other))
    return (
        of_years(mine, theirs, within=within)
        if comparison == "founded"
        else of_codes(mine, theirs, within=within)
    )


def place_with_districts(one: str | None, other: str | None) -> int:
    """Compare two places; other cities get a level of their own where both are districts."""
    level = place_level(one, other)
    if level != PlaceLevel.OTHER or one is None or other is None:
        return level
    return len(PlaceLevel) if PLACES[one].level == PLACES[other].level == "district" else level


def of_values(
    level: Callable[[str | None, str | None], int], mine: Values, theirs: Values, levels: int, *, within: bool
) -> Counts:
    """Count pairs by the level of their values."""
    counts = np.zeros(levels)
    for text, many in zip(mine[0], mine[1].tolist(), strict=True):
        for other, more in zip(theirs[0], theirs[1].tolist(), strict=True):
            if (found := level(text, other)) != UNKNOWN:
                counts[found] += many * more
        if within and (own := level(text, text)) != UNKNOWN:
            counts[own] -= many
    return counts


def of_codes(mine: tuple[Numbers, Numbers], theirs: tuple[Numbers, Numbers], *, within: bool) -> Counts:
    """Count pairs with other and with equal codes."""
    _, a, b = np.intersect1d(mine[0], theirs[0], assume_unique=True, return_indices=True)
    alone = float(mine[1].sum()) if within else 0.0
    same = float((mine[1][a].astype(float) * theirs[1][b]).sum()) - alone
    total = float(mine[1].sum()) * float(theirs[1].sum()) - alone
    return np.array([total - same, same])


def of_years(mine: tuple[Numbers, Numbers], theirs: tuple[Numbers, Numbers], *, within: bool) -> Counts:
    """Count pairs with other, neighbouring and equal years."""
    apart = np.abs(mine[0][:, None] - theirs[0][None, :])
    pairs = mine[1][:, None].astype(float) * theirs[1][None, :]
    same = float(pairs[apart == 0].sum()) - (float(mine[1].sum()) if within else 0.0)
    return np.array([float(pairs[apart > YearLevel.NEXT].sum()), float(pairs[apart == 1].sum()), same])
