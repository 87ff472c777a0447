"""Rules on top of the score: when a match weight is enough, and the evidence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.identifiers import is_shown
from graph.vocabulary import EvidenceKind
from ingest.resolution.comparison_levels import (
    UNKNOWN,
    NameLevel,
    PlaceLevel,
    SameLevel,
    SharedLevel,
    YearLevel,
    probability,
    weights,
)
from ingest.resolution.organisations import apart_by_street
from ingest.resolution.profiles import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from ingest.resolution.comparing import Best
    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]

WEAK = (NameLevel.OTHER, NameLevel.ALIKE, NameLevel.SHORT, NameLevel.SPOKEN, NameLevel.NEAR)
"""Levels of names that different organisations may share (similar, abbreviation, sound): a merge needs another rare fact.

An abbreviation is enough if place, sector and kind agree (`fits_all`).
"""


UNLIKE = (UNKNOWN, NameLevel.OTHER, NameLevel.ALIKE, NameLevel.SPOKEN, NameLevel.NEAR)
"""Levels of different spellings: within one list they mean two organisations, whatever else agrees."""
LEAST = -2.0
"""Least match weight for the rules."""


def telling(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs that agree in a rare fact: website, several partners, founding year.

    One shared partner is not evidence: half a region is tied to the same hub.
    """
    website: Truths = levels["website"] == SameLevel.SAME
    founded: Truths = levels["founded"] == YearLevel.SAME
    found: Truths = website | founded | (levels["ties"] >= SharedLevel.SEVERAL)
    return found


def may_merge(levels: Mapping[str, Levels], one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Truths:
    """Return a mask of pairs that the rules allow to merge.

    A name alone never merges two companies, nor similar names within one list; different legal forms need review, as do
    different websites or streets in one list.
    """
    facts, support = telling(levels), supported(levels)
    firms = one.company[i] & other.company[j]
    weak: Truths = np.isin(levels["name"], (UNKNOWN, *WEAK))
    one_list = (one.listed[i] != NONE) & (one.listed[i] == other.listed[j])
    never = (levels["name"] == NameLevel.FORM) | (one_list & np.isin(levels["name"], UNLIKE))
    never |= one_list & ((levels["website"] == SameLevel.OTHER) | in_two_streets(one, i, other, j))
    enough: Truths = ((weak & (facts | fits_all(levels))) | (~weak & (support | ~firms))) & ~never
    return enough


def in_two_streets(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Truths:
    """Return a mask of pairs to which one list gives different streets."""
    found = np.zeros(len(i), np.bool_)
    for k in np.flatnonzero(one.street[i] & other.street[j]).tolist():
        found[k] = apart_by_street(one.organisations[i[k]], other.organisations[j[k]])
    return found


def fits_all(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs with the same abbreviation, or short Latin word, place, sector and kind.

    Each of these alone is shared by many organisations; measured on half A of the aliases: 5 more merges, all correct.
    """
    facts: Truths = (levels["place"] >= PlaceLevel.CITY) & (levels["sector"] == SameLevel.SAME)
    found: Truths = (levels["name"] == NameLevel.SHORT) & facts & (levels["kind"] == SameLevel.SAME)
    return found


def supported(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs that agree in anything besides names; one partner counts only with a rare name."""
    partner = (levels["ties"] >= SharedLevel.ONE) & (levels["name"] == NameLevel.RARE)
    place = levels["place"] >= PlaceLevel.CITY
    sector = levels["sector"] == SameLevel.SAME
    found: Truths = telling(levels) | partner | place | sector | (levels["products"] >= SharedLevel.ONE)
    return found


def bare(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs with only a shared common name, which nobody could decide."""
    common: Truths = np.isin(levels["name"], (NameLevel.SEVERAL, NameLevel.LATIN_COMMON))
    return common & ~supported(levels)


def doubtful(levels: Mapping[str, Levels], weight: npt.NDArray[np.float64]) -> Truths:
    """Return a mask of pairs that need review: likely ones, and those with equal names and no other data."""
    likely: Truths = probability(weight) >= weights().review
    equal = (levels["name"] >= NameLevel.LATIN_COMMON) | (levels["name"] == NameLevel.SHORT)
    against = np.zeros(len(weight), np.bool_)
    for comparison in ("place", "sector", "website", "founded"):
        against |= levels[comparison] == 0
    found: Truths = likely | (equal & ~against & (weight >= LEAST))
    return found


def evidence(
    levels: Mapping[str, int], names: Best | None, mine: OrganisationRecord, theirs: OrganisationRecord
) -> tuple[str, ...]:
    """Return the evidence of a pair: `EvidenceKind` and detail, separated by `|`."""
    data = of_names(names)
    both = (
        theirs.district or theirs.city if levels["place"] == PlaceLevel.DISTRICT else theirs.city or mine.city
    )
    facts = {
        "place": (both, f"{mine.district or mine.city} / {theirs.district or theirs.city}"),
        "sector": (mine.sector, f"{mine.sector} / {theirs.sector}"),
        "website": (theirs.website, f"{mine.website} / {theirs.website}"),
        "founded": (theirs.founded, f"{mine.founded} / {theirs.founded}"),
        "products": (theirs.products, None),
        "ties": (str(len(mine.neighbours & theirs.neighbours)), None),
    }
    for comparison, (same, unlike) in facts.items():
        agrees, differs = KINDS[comparison]
        if levels[comparison] > 0:
            data.append(piece(agrees, same))
        elif levels[comparison] == 0 and differs is not None:
            data.append(piece(differs, unlike))
    return tuple(data)


def of_names(names: Best | None) -> list[str]:
    """Return the evidence of the best matching names."""
    if names is None or names[2] is NameLevel.OTHER:
        return []
    a, b, level = names
    if level in {NameLevel.ALIKE, NameLevel.NEAR, NameLevel.SPOKEN}:
        return [piece(EvidenceKind.ALIKE_NAME, f"{a.label} / {b.label}")]
    kind = (
        EvidenceKind.SAME_ALIAS if a.alias or b.alias or level is NameLevel.SHORT else EvidenceKind.SAME_NAME
    )
    kind = {NameLevel.FORMER: EvidenceKind.FORMER_NAME, NameLevel.FORM: EvidenceKind.NAME_BUT_FORM}.get(
        level, kind
    )
    rare = {NameLevel.RARE: EvidenceKind.RARE_NAME, NameLevel.SEVERAL: EvidenceKind.COMMON_NAME}.get(level)
    return [piece(kind, b.label), *([str(rare)] if rare else [])]


def weakness(levels: Mapping[str, int]) -> str:
    """Return why a likely pair is not merged."""
    return WEAKNESSES.get(NameLevel(max(levels["name"], 0)), "a name alone does not identify a company")


def piece(kind: EvidenceKind, what: str | None) -> str:
    return f"{kind}|{what}" if what else str(kind)


def of_numbers(keys: Iterable[tuple[str, str]], other: str | None) -> list[str]:
    """Return the shared numbers of two records, and a register with different ones; those of sole traders are omitted."""
    data = [
        piece(EvidenceKind.SAME_IDENTIFIER, f"{scheme}|{value}" if is_shown(scheme, value) else scheme)
        for scheme, value in keys
    ]
    return [*data, piece(EvidenceKind.OTHER_IDENTIFIER, other)] if other else data


KINDS: Mapping[str, tuple[EvidenceKind, EvidenceKind | None]] = {
    "place": (EvidenceKind.SAME_PLACE, EvidenceKind.OTHER_PLACE),
    "sector": (EvidenceKind.SAME_SECTOR, EvidenceKind.OTHER_SECTOR),
    "website": (EvidenceKind.SAME_WEBSITE, EvidenceKind.OTHER_WEBSITE),
    "founded": (EvidenceKind.SAME_FOUNDED, EvidenceKind.OTHER_FOUNDED),
    "products": (EvidenceKind.ALIKE_PRODUCTS, None),
    "ties": (EvidenceKind.SHARED_TIES, None),
}
WEAKNESSES: Mapping[NameLevel, str] = {
    NameLevel.OTHER: "the names are different",
    NameLevel.ALIKE: "the names differ by a few letters",
    NameLevel.NEAR: "the names differ by a few letters",
    NameLevel.SHORT: "several organisations may share an abbreviation",
    NameLevel.FORM: "the legal forms differ",
    NameLevel.SPOKEN: "several Korean names have this spelling in Latin letters",
}
