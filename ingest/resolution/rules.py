"""Rules on top of the score: when a match weight is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import MatchRule as Rule
from ingest.resolution.comparison_levels import (
    BANDS,
    UNKNOWN,
    NameLevel,
    PlaceLevel,
    SameLevel,
    SectorLevel,
    SharedLevel,
    YearLevel,
    weights,
)
from ingest.resolution.fitting import TELLS
from ingest.resolution.former_names import only_former
from ingest.resolution.organisations import apart_by_street
from ingest.resolution.profiles import NONE, public_pairs
from ingest.resolution.telling_apart import in_two_regions, one_site, other_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

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
SURE = 0.985
"""Probability from which a usual name is enough without any equal fact, and a rare one in spite of a contradiction."""
KNOWN_BY_NAME = 0.85
"""Probability from which the name of a university, an institute or an authority is enough: the first guess of a long list does not
reach the threshold with a Latin name alone."""
EVEN = 0.0
"""Match weight from which a pair with equal names is asked about: the odds are even."""


def telling(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs that agree in a rare fact: website, several partners, founding year.

    One shared partner is not evidence: half a region is tied to the same hub.
    """
    website: Truths = levels["website"] == SameLevel.SAME
    founded: Truths = levels["founded"] == YearLevel.SAME
    found: Truths = website | founded | (levels["ties"] >= SharedLevel.SEVERAL)
    return found


def may_merge(found: Scored, one: Profiles, other: Profiles) -> Truths:
    """Return a mask of pairs that are likely enough, that a rule allows to merge and that none forbids."""
    allowed = np.zeros(len(found.i), np.bool_)
    for mask in allowing(found, one, other).values():
        allowed |= mask
    for mask in forbidding(found, one, other).values():
        allowed &= ~mask
    return allowed


def allowing(found: Scored, one: Profiles, other: Profiles) -> Mapping[Rule, Truths]:
    """Return the rules by which pairs may merge, each with a mask of pairs that it allows.

    A name alone merges public organisations, and firms only where the facts of the set have shown that equal names are one (then a rare
    name without contradiction, or a usual one without a far sector). Common names always need a fact.
    """
    levels, chance = found.levels, found.chance
    public = public_pairs(one, found.i, other, found.j)
    weak: Truths = np.isin(levels["name"], (UNKNOWN, *WEAK))
    likely = chance >= weights().merge
    known = public & one.by_name[found.i] & other.by_name[found.j] & (chance >= KNOWN_BY_NAME)
    named = ~weak & (levels["name"] != NameLevel.LATIN_COMMON)
    return {
        Rule.RARE_FACT: likely & weak & telling(levels),
        Rule.ABBREVIATION_AND_FACTS: likely & weak & fits_all(levels),
        Rule.PUBLIC_ABBREVIATION: (chance >= weights().review) & public & acronym_fits(levels),
        Rule.NAME_AND_FACTS: likely & ~weak & enough_facts(found),
        Rule.PUBLIC_NAME: named & (known | (likely & public)),
        Rule.NAME_ALONE: likely & ~weak & alone(found),
    }


def forbidding(found: Scored, one: Profiles, other: Profiles) -> Mapping[Rule, Truths]:
    """Return the rules that forbid merges, each with a mask of pairs that it forbids.

    Different legal forms need review, as do different websites or streets in one list; similar names in one list never merge; nor do
    firms in two cities, or with a contradiction, that have little in common. A name that both gave up, or that one took when the other
    had given it up, needs review.
    """
    levels, i, j = found.levels, found.i, found.j
    name = levels["name"]
    firms = ~public_pairs(one, i, other, j)
    one_list = (one.listed[i] != NONE) & (one.listed[i] == other.listed[j])
    # the seat of an institute is told in two cities by two lists
    local = firms | (levels["website"] == SameLevel.SAME) | one.hospital[i] | other.hospital[j]
    apart = (levels["website"] == SameLevel.OTHER) | in_two_streets(one, i, other, j)
    former = only_former(found, one, other)
    return {
        Rule.LEGAL_FORMS: name == NameLevel.FORM,
        Rule.SEVERAL_FORMER_NAMES: name == NameLevel.FORMER_OF_SEVERAL,
        Rule.FORMER_NAME_OF_BOTH: former.both,
        Rule.NAME_TAKEN_LATER: former.taken_later,
        Rule.ONE_LIST: one_list & (np.isin(name, UNLIKE) | apart),
        Rule.TWO_CITIES: (in_two_cities(levels) & local) | in_two_regions(found, one, other),
        Rule.CONTRADICTION: (firms & contradicted(found)) | (~firms & other_kind(found, one, other)),
    }


def deciding(found: Scored, one: Profiles, other: Profiles) -> list[Rule]:
    """Return the rule that decides on each pair: that forbids it, or else allows it, or what it lacks."""
    lacking = np.where(found.chance >= weights().merge, Rule.TOO_FEW_FACTS, Rule.TOO_LITTLE_WEIGHT).astype(
        object
    )
    lacking[found.levels["name"] == UNKNOWN] = Rule.NO_NAME
    decided = [Rule(rule) for rule in lacking.tolist()]
    for rules in (allowing(found, one, other), forbidding(found, one, other)):
        for rule, mask in reversed(list(rules.items())):
            for place in np.flatnonzero(mask).tolist():
                decided[place] = rule
    return decided


def enough_facts(found: Scored) -> Truths:
    """Return a mask of pairs with as many equal facts as their name needs: one; two for a common name in a set without a fit."""
    fitted, _ = found.fitted()
    shared = np.isin(found.levels["name"], (NameLevel.SEVERAL, NameLevel.COMMON))
    needed = np.where(shared & ~fitted, 2, 1)
    enough: Truths = facts_shared(found) >= needed
    return enough


def alone(found: Scored) -> Truths:
    """Return a mask of pairs whose name is enough, as the facts of their set have raised the prior."""
    levels = found.levels
    _, raised = found.fitted()
    place, far = levels["place"] == PlaceLevel.OTHER, levels["sector"] == SectorLevel.FAR
    other = (levels["website"] == SameLevel.OTHER) | (levels["founded"] == YearLevel.OTHER)
    rare = (levels["name"] == NameLevel.RARE) & ~place & ~far & ~other
    usual = (levels["name"] == NameLevel.USUAL) & ~place & ~far & ~other
    mask: Truths = raised & (rare | (usual & (found.chance >= SURE)))
    return mask


def facts_shared(found: Scored) -> Numbers:
    """Count the equal facts of pairs that say something in their set; one partner counts only with a rare name."""
    if found.counted:
        return found.counted[0]
    levels = found.levels
    equal = {
        "place": levels["place"] >= PlaceLevel.CITY,
        "sector": levels["sector"] == SectorLevel.SAME,
        "website": levels["website"] == SameLevel.SAME,
        "founded": levels["founded"] == YearLevel.SAME,
        "products": levels["products"] >= SharedLevel.ONE,
    }
    partner = (levels["ties"] >= SharedLevel.ONE) & (levels["name"] == NameLevel.RARE)
    count: Numbers = ((levels["ties"] >= SharedLevel.SEVERAL) | partner).astype(np.int64)
    for comparison, same in equal.items():
        count += same & (found.bits(comparison) >= TELLS)
    found.counted.append(count)
    return count


def in_two_cities(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs in two cities that no rare fact joins: at most a question.

    A group's website is that of all its firms, and a year of founding often that of the group: one website in two cities joins nobody.
    """
    joined = levels["founded"] == YearLevel.SAME
    joined |= (levels["ties"] >= SharedLevel.SEVERAL) | (levels["products"] >= SharedLevel.SEVERAL)
    joined &= levels["website"] != SameLevel.SAME
    found: Truths = (levels["place"] == PlaceLevel.OTHER) & ~joined
    return found


def contradicted(found: Scored) -> Truths:
    """Return a mask of pairs that differ in a sector, year or website and have one weak fact in common: homonyms of a region do."""
    levels = found.levels
    against = (levels["sector"] == SectorLevel.FAR) | (levels["founded"] == YearLevel.OTHER)
    against |= levels["website"] == SameLevel.OTHER
    weak = (levels["place"] != PlaceLevel.DISTRICT) & (facts_shared(found) <= 1) & ~telling(levels)
    sure = (levels["name"] == NameLevel.RARE) & (found.chance >= SURE)
    mask: Truths = against & weak & ~sure
    return mask


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
    facts: Truths = (levels["place"] >= PlaceLevel.CITY) & (levels["sector"] == SectorLevel.SAME)
    found: Truths = (levels["name"] == NameLevel.SHORT) & facts & (levels["kind"] == SameLevel.SAME)
    return found


def acronym_fits(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs with one abbreviation and kind that agree in city or sector and differ in neither.

    Enough for public organisations: KATRI is an institute for apparel and one for automobiles, so the sector must not be far. Measured on
    half A of the aliases: 6 more merges, all correct.
    """
    place, sector = levels["place"], levels["sector"]
    same = (place >= PlaceLevel.CITY) & (sector != SectorLevel.FAR)
    same |= (sector == SectorLevel.SAME) & (place != PlaceLevel.OTHER)
    found: Truths = (levels["name"] == NameLevel.SHORT) & same & (levels["kind"] == SameLevel.SAME)
    return found


def bare(found: Scored) -> Truths:
    """Return a mask of pairs with only a shared common name that are not likely, which nobody could decide."""
    common: Truths = np.isin(found.levels["name"], (NameLevel.SEVERAL, NameLevel.LATIN_COMMON))
    mask: Truths = common & (facts_shared(found) == 0) & ~likely(found)
    return mask


def name_only(found: Scored) -> Truths:
    """Return a mask of pairs with equal names and no equal fact that says anything."""
    mask: Truths = np.isin(found.levels["name"], BANDS) & (facts_shared(found) == 0)
    return mask


def likely(found: Scored) -> Truths:
    """Return a mask of pairs that are likely one organisation."""
    mask: Truths = found.chance >= weights().review
    return mask


def doubtful(found: Scored, one: Profiles, other: Profiles) -> Truths:
    """Return a mask of pairs to merge or to review.

    Likely ones, equal names in no two cities, near names with place and sector, and one website in one city that hardly anybody shares.
    """
    levels, weight = found.levels, found.weight
    name = levels["name"]
    # of names known to be shared only likely pairs can be decided
    equal = (
        (name >= NameLevel.LATIN_COMMON) & (name != NameLevel.SEVERAL) & (levels["place"] != PlaceLevel.OTHER)
    )
    against = np.zeros(len(weight), np.bool_)
    for comparison in ("place", "sector", "website", "founded"):
        against |= levels[comparison] == 0
    short = (name == NameLevel.SHORT) & ~against
    here = (levels["place"] >= PlaceLevel.CITY) & (levels["sector"] == SectorLevel.SAME)
    near = np.isin(name, (NameLevel.NEAR, NameLevel.ALIKE)) & here
    mask: Truths = likely(found) | ((equal | short | near) & (weight >= EVEN)) | one_site(found, one, other)
    return mask
