"""Vectorised comparison of pairs: the level of each comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ingest.resolution.comparison_levels import UNKNOWN, NameLevel, SharedLevel, YearLevel
from ingest.resolution.name_forms import SHORTEST_HANGUL, SHORTEST_LATIN, NameStatus, Rarity, Script
from ingest.resolution.profiles import NONE, place_level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from ingest.resolution.comparison_levels import Levels
    from ingest.resolution.name_forms import NameForm
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]
    Best = tuple[NameForm, NameForm, NameLevel]

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
    data = ~found.letters.spoken | (found.level > 0)
    best = np.full(len(i), UNKNOWN, np.int8)
    np.maximum.at(best, found.pair[data], found.level[data])
    hangul = found.letters.hangul
    korean = np.full(len(i), UNKNOWN, np.int8)
    np.maximum.at(korean, found.pair[hangul], found.level[hangul])
    # one Latin spelling stands for several Korean names, so it counts little if those differ
    both = one.korean[i] & other.korean[j] & (korean <= NameLevel.OTHER)
    return np.where(both, np.minimum(best, NameLevel.ALIKE), best).astype(np.int8)


def best_names(one: Profiles, i: int, other: Profiles, j: int) -> Best | None:
    """Return the best matching names of a pair and their level; None if none can be compared."""
    found = compare_names(one, np.array([i]), other, np.array([j]))
    if not len(found.level):
        return None
    best = int(np.argmax(found.level))
    return one.name_forms[found.a[best]], other.name_forms[found.b[best]], NameLevel(int(found.level[best]))


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
    level[equal & (status == NameStatus.SHORT)] = NameLevel.SHORT
    shortest = np.where(hangul, SHORTEST_HANGUL, SHORTEST_LATIN)
    looked_at = (
        ~equal & ~spoken & (status != NameStatus.SHORT) & (one.digits[a] == other.digits[b])
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
    return level


def place_levels(one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Levels:
    """Compare places; a different place of a plant (제2공장) is not evidence against."""
    codes = np.stack((one.place[i], other.place[j]), axis=1)
    pairs, first, where = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    levels = [place_level(one.places[i[k]], other.places[j[k]]) for k in first]
    found = np.array(levels, np.int8)[where.ravel()] if len(pairs) else np.zeros(0, np.int8)
    plant = one.plant[i] | other.plant[j]
    return np.where(plant & (found == 0), UNKNOWN, found).astype(np.int8)


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


def shared(
    mine: Sequence[frozenset[str]], i: Numbers, theirs: Sequence[frozenset[str]], j: Numbers
) -> Levels:
    """Return the number of shared items: none, one, several; unknown where one side has none."""
    found = np.full(len(i), UNKNOWN, np.int8)
    for place, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        if mine[a] and theirs[b]:
            found[place] = min(len(mine[a] & theirs[b]), SharedLevel.SEVERAL)
    return found


LEVEL_OF: Mapping[str, Callable[[Profiles, Numbers, Profiles, Numbers], Levels]] = {
    "name": name_level,
    "place": place_levels,
    "sector": same("sector"),
    "kind": same("kind"),
    "website": same("website"),
    "founded": year_levels,
    "products": lambda one, i, other, j: shared(one.products, i, other.products, j),
    "ties": lambda one, i, other, j: shared(one.ties, i, other.ties, j),
}
