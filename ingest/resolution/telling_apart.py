"""What tells two records with one name, or one website, apart or together beside their weight: regions, kinds, who shares a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ingest.resolution.bearers import MOST_ASKED
from ingest.resolution.comparison_levels import NameLevel, PlaceLevel, SameLevel, SharedLevel, YearLevel
from ingest.resolution.profiles import NONE
from ingest.resolution.regions import HANGUL, apart, country, plain, tells
from ingest.resolution.renamed import break_between

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.profiles import Profiles
    from ingest.resolution.scoring import Scored

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]

SHORTEST_WORD, SHORTEST_HANGUL = 4, 2
"""Letters and syllables from which a word of two names on one website joins them."""
USUAL_WORDS = frozenset({
    "university", "universitat", "universite", "universita", "universidad", "college", "institute", "institut", "national", "center",
    "centre", "research", "hospital", "laboratory", "technology", "technologies", "international", "association", "foundation", "company",
    "group", "science", "sciences", "department", "school", "engineering", "industrial", "systems", "korea",
})  # fmt: skip
"""Words of so many names that they join none."""


def in_two_regions(found: Scored, one: Profiles, other: Profiles) -> Truths:
    """Return a mask of pairs whose names have different regions in brackets, or of which one has a region and the place does not agree.

    Lundbeck (Denmark) and Lundbeck (Portugal) are two; Lundbeck (Denmark) is Lundbeck only in one city.
    """
    mask = np.zeros(len(found.i), np.bool_)
    looked_at = one.in_region[found.i] | other.in_region[found.j]
    here = found.levels["place"] >= PlaceLevel.CITY
    for k in np.flatnonzero(looked_at).tolist():
        i, j = int(found.i[k]), int(found.j[k])
        mine, theirs = one.regions[i], other.regions[j]
        if mine and theirs:
            mask[k] = apart(mine, theirs)
        else:
            stated = {country(record.city) for record in (one.organisations[i], other.organisations[j])}
            mask[k] = tells(mine | theirs) and not here[k] and not (mine | theirs) & stated
    return mask


def other_kind(found: Scored, one: Profiles, other: Profiles) -> Truths:
    """Return a mask of pairs of two kinds, as given, without a common website, year or several ties.

    An institute and a university with one name in one city are two; a kind that is none of the known ones is another kind, too.
    """
    mine, theirs = one.kind_told[found.i], other.kind_told[found.j]
    levels = found.levels
    joined = (levels["website"] == SameLevel.SAME) | (levels["founded"] == YearLevel.SAME)
    joined |= levels["ties"] >= SharedLevel.SEVERAL
    mask: Truths = (mine != NONE) & (theirs != NONE) & (mine != theirs) & ~joined
    return mask


def one_site(found: Scored, one: Profiles, other: Profiles) -> Truths:
    """Return a mask of pairs with one website in one city that may have changed their name.

    Nobody else of the set has the website, or few have and a word that is not usual stands in both names. Not if they have other
    products, or relations at one time.
    """
    levels = found.levels
    mine, theirs = one.site_bearers[found.i], other.site_bearers[found.j]
    together = (one.listed[found.i] == NONE) & (other.listed[found.j] == NONE) if one is other else np.False_
    alone = np.where(together, mine <= 2, (mine <= 1) & (theirs <= 1))
    mask: Truths = (levels["website"] == SameLevel.SAME) & (levels["place"] >= PlaceLevel.CITY)
    mask &= (levels["kind"] != SameLevel.OTHER) & (levels["name"] < NameLevel.LATIN_COMMON)
    mask &= (mine <= MOST_ASKED) & (theirs <= MOST_ASKED)
    mask &= levels["products"] != SharedLevel.NONE
    for k in np.flatnonzero(mask).tolist():
        a, b = one.organisations[found.i[k]], other.organisations[found.j[k]]
        mask[k] = not at_one_time(a, b) and (alone[k] or bool((words_of(a) & words_of(b)) - USUAL_WORDS))
    return mask


def at_one_time(one: OrganisationRecord, other: OrganisationRecord) -> bool:
    """Return whether the dated relations of two records do not end in one before they begin in the other."""
    dated = all(record.last and (record.first or record.founded) for record in (one, other))
    return dated and break_between(one, other) is None


def words_of(organisation: OrganisationRecord) -> set[str]:
    """Return the words of the names of an organisation that are long enough to join two, its city left out."""
    words = {word for name in organisation.names for word in plain(name.text).split()}
    long = {
        word for word in words if len(word) >= (SHORTEST_HANGUL if HANGUL.search(word) else SHORTEST_WORD)
    }
    return long - set(plain(organisation.city or "").split())
