"""Vectorised comparison of pairs: the level of each comparison."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ingest.resolution.comparison_levels import (
    UNKNOWN,
    NameLevel,
    PlaceLevel,
    SharedLevel,
    YearLevel,
)
from ingest.resolution.name_forms import SHORTEST_HANGUL, SHORTEST_LATIN, Derived, NameStatus, Script
from ingest.resolution.profiles import NONE, SHARED_WEIGHT, place_level, public_pairs
from ingest.resolution.regions import may_be_one, own_word
from ingest.resolution.sectors import sector_level
from ingest.resolution.shapes import Rarity, differ_by_trade

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.name_forms import NameForm
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]
    Best = tuple[NameForm, NameForm, NameLevel]

ENGLISH_WORDS = 2
"""Number of words from which an English name tells an organisation."""
NEAR, ALIKE = 0.90, 0.82
"""Thresholds of the share of equal letters for near and alike names."""


def compare(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> dict[str, Levels]:
    """Compare the rows `i` of one table with the rows `j` of another, pair by pair."""
    return {name: level(one, i, other, j) for name, level in LEVEL_OF.items()}


class NamePairs(NamedTuple):
    """Compared names: pair number, the two names, level, and script."""

    pair: Numbers
    a: Numbers
    b: Numbers
    level: Levels
    letters: Scripts


def name_level(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Return the best level over the names of each pair; unknown if none can be compared."""
    found = compare_names(one, i, other, j)
    public = public_pairs(one, i, other, j)
    initials = (one.derived[found.a] == Derived.INITIALS) | (other.derived[found.b] == Derived.INITIALS)
    found.level[initials & ~public[found.pair]] = NameLevel.OTHER
    data = ~found.letters.spoken | (found.level > 0)
    best = np.full(len(i), UNKNOWN, np.int8)
    np.maximum.at(best, found.pair[data], found.level[data])
    hangul = found.letters.hangul
    korean = np.full(len(i), UNKNOWN, np.int8)
    np.maximum.at(korean, found.pair[hangul], found.level[hangul])
    # one Latin spelling stands for several Korean names, so it counts little if those differ
    both = one.korean[i] & other.korean[j] & (korean <= NameLevel.OTHER)
    capped = np.minimum(best, NameLevel.ALIKE)
    short = both & public & (best == NameLevel.SHORT)
    capped[short] = NameLevel.SHORT
    words = (
        (found.level >= NameLevel.LATIN_COMMON) & found.letters.latin & (one.words[found.a] >= ENGLISH_WORDS)
    )
    words &= one.official[found.a] & other.official[found.b]
    english = np.zeros(len(i), np.bool_)
    english[found.pair[words]] = True
    for k in np.flatnonzero(both & english).tolist():
        if public[k] or by_trade(one, int(i[k]), other, int(j[k])):
            capped[k] = NameLevel.ENGLISH
    return np.where(both, capped, best).astype(np.int8)


def by_trade(one: Profiles, i: int, other: Profiles, j: int) -> bool:
    """Return whether Korean names of two organisations differ only by a word of trade at the end."""
    mine, theirs = hangul_names(one, i), hangul_names(other, j)
    return any(differ_by_trade(a, b) for a in mine for b in theirs)


def hangul_names(profiles: Profiles, record: int) -> list[str]:
    """Return the names of a record in Hangul, in comparable form."""
    begin, end = int(profiles.starts[record]), int(profiles.starts[record + 1])
    return [name.text for name in profiles.name_forms[begin:end] if name.script is Script.HANGUL]


def best_names(one: Profiles, i: int, other: Profiles, j: int) -> Best | None:
    """Return the best matching names of a pair and their level; None if none can be compared."""
    return best_names_of(one, np.array([i]), other, np.array([j]))[0]


def best_names_of(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> list[Best | None]:
    """Return the best matching names of each pair and their level, the first of equally good ones; None if none can be compared."""
    found = compare_names(one, i, other, j)
    best: list[Best | None] = [None] * len(i)
    order = np.lexsort((-found.level.astype(np.int64), found.pair))
    pairs, first = np.unique(found.pair[order], return_index=True)
    for pair, where in zip(pairs.tolist(), order[first].tolist(), strict=True):
        a, b = one.name_forms[found.a[where]], other.name_forms[found.b[where]]
        best[pair] = (a, b, NameLevel(int(found.level[where])))
    return best


def compare_names(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> NamePairs:
    """Compare the names of each pair in comparable scripts."""
    pair, a, b = names_beside(one, i, other, j)
    letters = scripts_of(one, a, other, b)
    kept = letters.hangul | letters.latin | letters.spoken
    letters = Scripts(letters.hangul[kept], letters.latin[kept], letters.spoken[kept])
    a, b = a[kept], b[kept]
    return NamePairs(pair[kept], a, b, levels_of_names(one, a, other, b, letters), letters)


def names_beside(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return all combinations of names of each pair: pair number, name, name."""
    many = other.starts[j + 1] - other.starts[j]
    each = (one.starts[i + 1] - one.starts[i]) * many
    pair = np.repeat(np.arange(len(i)), each)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(each) - each, each)
    wide = np.maximum(many, 1)[pair]
    return pair, one.starts[i][pair] + within // wide, other.starts[j][pair] + within % wide


class Scripts(NamedTuple):
    """The scripts in which pairs of names are compared."""

    hangul: Truths
    latin: Truths
    spoken: Truths


def scripts_of(one: Profiles, a: Numbers, other: Profiles, b: Numbers) -> Scripts:
    """Return the scripts in which names can be compared: both Hangul, both Latin, or by sound."""
    mine, theirs = one.script[a], other.script[b]
    hangul = (mine == Script.HANGUL) & (theirs == Script.HANGUL)
    latin = (mine == Script.LATIN) & (theirs == Script.LATIN)
    spoken = (mine == Script.SPOKEN) & (theirs == Script.SOUNDING) | (mine == Script.SOUNDING) & (
        theirs == Script.SPOKEN
    )
    return Scripts(hangul, latin, spoken)


def levels_of_names(one: Profiles, a: Numbers, other: Profiles, b: Numbers, letters: Scripts) -> Levels:
    """Return the levels of pairs of names in comparable scripts."""
    hangul, latin, spoken = letters
    equal = (one.text[a] == other.text[b]) & (one.digits[a] == other.digits[b])
    as_written = (one.derived[a] == Derived.WRITTEN, other.derived[b] == Derived.WRITTEN)
    derived = equal & ~(as_written[0] | as_written[1])
    equal &= ~derived
    rarity = np.minimum(one.rarity[a], other.rarity[b])
    status = np.maximum(one.status[a], other.status[b])
    forms = (one.form[a], other.form[b])
    level = np.zeros(len(a), np.int8)
    level[equal & hangul] = (NameLevel.SEVERAL + rarity)[equal & hangul]
    other_form = (forms[0] != forms[1]) & (
        ((forms[0] != NONE) & (forms[1] != NONE)) | one.apart[a] | other.apart[b]
    )
    level[equal & hangul & other_form] = NameLevel.FORM
    level[equal & latin] = (NameLevel.LATIN_COMMON - Rarity.COMMON + rarity)[equal & latin]
    # 주식회사 is Co., Ltd., Inc. or Corp. in English: only two English forms contradict each other
    english = one.english[a] & other.english[b] & (forms[0] != forms[1])
    level[equal & latin & english] = NameLevel.FORM
    level[equal & spoken] = NameLevel.SPOKEN
    level[equal & (status == NameStatus.FORMER)] = NameLevel.FORMER
    level[equal & (status == NameStatus.FORMER_OF_SEVERAL)] = NameLevel.FORMER_OF_SEVERAL
    level[equal & (status == NameStatus.SHORT)] = NameLevel.SHORT
    shortest = np.where(hangul, SHORTEST_HANGUL, SHORTEST_LATIN)
    looked_at = (
        ~equal & ~derived & ~spoken & (status != NameStatus.SHORT) & (one.digits[a] == other.digits[b])
        & as_written[0] & as_written[1]
        & (one.length[a] >= shortest) & (other.length[b] >= shortest)
    )  # fmt: skip
    places = np.flatnonzero(looked_at)
    if len(places):
        share = process.cpdist(
            one.letters[a[places]], other.letters[b[places]],
            scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE, dtype=np.float32,
        )  # fmt: skip
        level[places[share >= ALIKE]] = NameLevel.ALIKE
        level[places[share >= NEAR]] = NameLevel.NEAR
    level[latin & of_two_own_words(one, a, other, b)] = NameLevel.OTHER
    return level


def of_two_own_words(one: Profiles, a: Numbers, other: Profiles, b: Numbers) -> Truths:
    """Return a mask of names with two different names of their own in brackets behind them: Garam (Jeeves), Garam (Garp)."""
    mine, theirs = one.own_word[a], other.own_word[b]
    mask: Truths = (mine != NONE) & (theirs != NONE) & (mine != theirs)
    for k in np.flatnonzero(mask).tolist():
        words = (own_word(table.name_forms[name].label) for table, name in ((one, a[k]), (other, b[k])))
        mask[k] = not may_be_one(*(word or "" for word in words))
    return mask


def place_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Compare places; a different place of a plant (제2공장) is not evidence against."""
    found = of_values(place_level, one.places, one.place, i, other.places, other.place, j)
    plant = one.plant[i] | other.plant[j]
    return np.where(plant & (found < PlaceLevel.CITY), UNKNOWN, found).astype(np.int8)


def sector_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Compare sectors."""
    return of_values(sector_level, one.sectors, one.sector, i, other.sectors, other.sector, j)


def of_values(
    level: Callable[[str | None, str | None], int],
    mine: Sequence[str | None], one: Numbers, i: Numbers, theirs: Sequence[str | None], other: Numbers, j: Numbers,
) -> Levels:  # fmt: skip
    """Compare the values of pairs, each two different values once."""
    _, first_i, where_i = np.unique(one[i], return_index=True, return_inverse=True)
    _, first_j, where_j = np.unique(other[j], return_index=True, return_inverse=True)
    values, where = np.unique(where_i * len(first_j) + where_j, return_inverse=True)
    rows, columns = np.divmod(values, max(len(first_j), 1))
    a, b = i[first_i[rows]].tolist(), j[first_j[columns]].tolist()
    levels = [level(mine[record], theirs[other]) for record, other in zip(a, b, strict=True)]
    return np.array(levels, np.int8)[where] if levels else np.zeros(0, np.int8)


def same(column: str) -> Callable[[Profiles, Numbers, Profiles, Numbers], Levels]:
    """Return the comparison of a categorical fact."""

    def level(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
        mine, theirs = getattr(one, column)[i], getattr(other, column)[j]
        known = (mine != NONE) & (theirs != NONE)
        return np.where(known, mine == theirs, UNKNOWN).astype(np.int8)

    return level


def year_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Compare years of founding."""
    mine, theirs = one.year[i], other.year[j]
    apart = np.abs(mine - theirs)
    found = np.where(apart == 0, YearLevel.SAME, np.where(apart == 1, YearLevel.NEXT, YearLevel.OTHER))
    return np.where((mine == NONE) | (theirs == NONE), UNKNOWN, found).astype(np.int8)


def product_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Count shared products: none, one, several; unknown where one side has none."""
    found = np.full(len(i), UNKNOWN, np.int8)
    for place, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        mine, theirs = one.products[a], other.products[b]
        if mine and theirs and (in_hangul(mine) == in_hangul(theirs)):
            found[place] = min(len(mine & theirs), SharedLevel.SEVERAL)
    return found


def in_hangul(words: frozenset[str]) -> bool:
    """Return whether products are given in Hangul: those in two scripts cannot be compared."""
    return not all(word.isascii() for word in words)


def tie_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Count shared neighbours, each weighted by how few others it has, since half a region is tied to one hub."""
    found = np.full(len(i), UNKNOWN, np.int8)
    for place, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        mine, theirs = one.ties[a], other.ties[b]
        if not mine or not theirs:
            continue
        both = mine & theirs
        weight = sum(1 / log1p(max(one.degree[name], other.degree[name])) for name in both)
        several = len(both) >= SharedLevel.SEVERAL and weight >= SHARED_WEIGHT
        found[place] = SharedLevel.SEVERAL if several else min(len(both), SharedLevel.ONE)
    return found


LEVEL_OF: Mapping[str, Callable[[Profiles, Numbers, Profiles, Numbers], Levels]] = {
    "name": name_level,
    "place": place_levels,
    "sector": sector_levels,
    "kind": same("kind"),
    "website": same("website"),
    "founded": year_levels,
    "products": product_levels,
    "ties": tie_levels,
}
