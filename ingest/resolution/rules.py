"""Rules on top of the score: when a match weight is enough, and the evidence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.identifiers import is_shown
from graph.vocabulary import EvidenceKind
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
from ingest.resolution.former_names import only_former, taken_later
from ingest.resolution.organisations import apart_by_street
from ingest.resolution.profiles import NONE, public_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.comparing import Best
    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.organisations import OrganisationRecord
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
    return {
        Rule.RARE_FACT: likely & weak & telling(levels),
        Rule.ABBREVIATION_AND_FACTS: likely & weak & fits_all(levels),
        Rule.PUBLIC_ABBREVIATION: (chance >= weights().review) & public & acronym_fits(levels),
        Rule.NAME_AND_FACTS: likely & ~weak & enough_facts(found),
        Rule.PUBLIC_NAME: likely & ~weak & public,
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
    apart = (levels["website"] == SameLevel.OTHER) | in_two_streets(one, i, other, j)
    former = only_former(found, one, other)
    return {
        Rule.LEGAL_FORMS: name == NameLevel.FORM,
        Rule.SEVERAL_FORMER_NAMES: name == NameLevel.FORMER_OF_SEVERAL,
        Rule.FORMER_NAME_OF_BOTH: former.both,
        Rule.NAME_TAKEN_LATER: former.taken_later,
        Rule.ONE_LIST: one_list & (np.isin(name, UNLIKE) | apart),
        Rule.TWO_CITIES: firms & in_two_cities(levels),
        Rule.CONTRADICTION: firms & contradicted(found),
    }


def deciding(found: Scored, one: Profiles, other: Profiles) -> Rule:
    """Return the rule that decides on a single pair: that forbids it, or else allows it, or what it lacks."""
    for rules in (forbidding(found, one, other), allowing(found, one, other)):
        if (first := next((rule for rule, mask in rules.items() if mask[0]), None)) is not None:
            return first
    if found.levels["name"][0] == UNKNOWN:
        return Rule.NO_NAME
    likely = found.chance[0] >= weights().merge
    return Rule.TOO_FEW_FACTS if likely else Rule.TOO_LITTLE_WEIGHT


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
    return count


def in_two_cities(levels: Mapping[str, Levels]) -> Truths:
    """Return a mask of pairs in two cities that no rare fact joins: for firms at most a question."""
    joined = telling(levels) | (levels["products"] >= SharedLevel.SEVERAL)
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


def doubtful(found: Scored) -> Truths:
    """Return a mask of pairs to merge or to review: likely ones, equal names in no two cities, and near names with place and sector."""
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
    mask: Truths = likely(found) | ((equal | short | near) & (weight >= EVEN))
    return mask


def evidence(
    levels: Mapping[str, int], names: Best | None, mine: OrganisationRecord, theirs: OrganisationRecord
) -> tuple[str, ...]:
    """Return the evidence of a pair: `EvidenceKind` and detail, separated by `|`."""
    data = of_names(names)
    if names is not None and names[2] in {NameLevel.FORMER, NameLevel.SHORT}:
        dates = taken_later(names[0], mine, names[1], theirs)
        data += [piece(EvidenceKind.NAME_TAKEN_LATER, dates)] if dates else []
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
        if levels[comparison] >= AGREES.get(comparison, 1):
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
    kind = {
        NameLevel.FORMER: EvidenceKind.FORMER_NAME,
        NameLevel.FORMER_OF_SEVERAL: EvidenceKind.FORMER_NAME,
        NameLevel.FORM: EvidenceKind.NAME_BUT_FORM,
    }.get(level, kind)
    rare = {NameLevel.RARE: EvidenceKind.RARE_NAME, NameLevel.SEVERAL: EvidenceKind.COMMON_NAME}.get(level)
    return [piece(kind, b.label), *([str(rare)] if rare else [])]


def weakness(levels: Mapping[str, int], why: Sequence[str] = ()) -> str:
    """Return why a likely pair with this evidence is not merged."""
    if any(words.startswith(EvidenceKind.NAME_TAKEN_LATER) for words in why):
        return "one took the name when the other had given it up"
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


AGREES: Mapping[str, int] = {
    "place": PlaceLevel.CITY, "sector": SectorLevel.SAME, "founded": YearLevel.SAME,
}  # fmt: skip
"""Lowest level of a fact that agrees; below it and above 0 it neither agrees nor contradicts."""
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
    NameLevel.FORMER_OF_SEVERAL: "the name is one of several that were merged or divided",
    NameLevel.SPOKEN: "several Korean names have this spelling in Latin letters",
}
