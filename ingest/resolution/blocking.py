"""Blocking: pairs to compare share a key that is not too common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ingest.resolution.hashing import hashed, less_one, salted
from ingest.resolution.name_forms import SHORTEST_HANGUL, SHORTEST_LATIN, Script
from ingest.resolution.profiles import NONE

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]

MOST_EQUAL, MOST_ALIKE = 1_000, 40
"""Largest number of organisations per key; commoner keys are useless: 성산업 is a hundred names without a syllable."""
HANGUL, SOUND, WORD, WEBSITE, LATIN = 1, 2, 3, 4, 5
"""The kinds of keys."""
OF_NAMES = {Script.HANGUL: HANGUL, Script.LATIN: LATIN, Script.SPOKEN: SOUND, Script.SOUNDING: SOUND}


def keyed(profiles: Profiles) -> tuple[Numbers, Numbers]:
    """Return the blocking keys: keys, and the organisation of each.

    Odd keys are for equal values: a name, a website. Even ones are for similar values: names above the length limit and the
    same without one letter, so that names that differ in one letter share a key; the first word of a name in Latin letters
    with the start of the next.
    """
    owner = np.repeat(np.arange(len(profiles)), np.diff(profiles.starts))
    hangul = profiles.script == Script.HANGUL
    shortest = np.where(hangul, SHORTEST_HANGUL, SHORTEST_LATIN)
    written = hangul | (profiles.script == Script.LATIN)
    long = np.flatnonzero(written & (profiles.length >= shortest))
    less, which = less_one([profiles.name_forms[name].text for name in long.tolist()])
    opening = hashed([name.opening for name in profiles.name_forms])
    opens, sites = np.flatnonzero(opening != NONE), np.flatnonzero(profiles.website != NONE)

    def of_names(numbers: Numbers, names: Numbers) -> Numbers:
        keys = np.zeros(len(numbers), np.int64)
        for script, salt in OF_NAMES.items():
            here = profiles.script[names] == script
            keys[here] = salted(numbers[here], salt)
        return keys

    every = np.arange(len(profiles.name_forms))
    parts = (
        (of_names(profiles.text, every) | 1, owner),
        (of_names(profiles.text[long], long) & ~1, owner[long]),
        (of_names(less, long[which]) & ~1, owner[long[which]]),
        (salted(opening[opens], WORD) & ~1, owner[opens]),
        (salted(profiles.website[sites], WEBSITE) | 1, sites),
    )
    keys, whose = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return once(keys, whose)


def once(keys: Numbers, whose: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct keys of each organisation, sorted."""
    order = np.lexsort((keys, whose))
    keys, whose = keys[order], whose[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = (keys[1:] != keys[:-1]) | (whose[1:] != whose[:-1])
    return keys[first], whose[first]


class Blocks:
    """Organisations by key, without keys that are too common."""

    def __init__(self, profiles: Profiles) -> None:
        keys, owners = keyed(profiles)
        order = np.argsort(keys, kind="stable")
        keys, owners = keys[order], owners[order]
        _, many = np.unique(keys, return_counts=True)
        shared = np.repeat(many, many)
        kept = shared <= np.where(keys & 1, MOST_EQUAL, MOST_ALIKE)
        self.keys, self.owners = keys[kept], owners[kept]

    def beside(self, keys: Numbers, askers: Numbers) -> tuple[Numbers, Numbers]:
        """Return the distinct pairs of a record looked up and an organisation of these blocks."""
        first = np.searchsorted(self.keys, keys, "left")
        many = np.searchsorted(self.keys, keys, "right") - first
        asker = np.repeat(askers, many)
        within = np.arange(len(asker)) - np.repeat(np.cumsum(many) - many, many)
        organisation = self.owners[np.repeat(first, many) + within]
        return unique_pairs(asker, organisation)

    def within(self, *, equal: bool = False) -> tuple[Numbers, Numbers]:
        """Return the distinct pairs of these organisations, the smaller number first; `equal`: only by keys of equal values."""
        kept = self.keys & 1 == 1 if equal else np.ones(len(self.keys), np.bool_)
        one, other = self.beside(self.keys[kept], self.owners[kept])
        kept = one < other
        return one[kept], other[kept]


def unique_pairs(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return each pair once, in order."""
    both = np.sort(one << 32 | other)  # np.unique hashes whole numbers, which takes several times as long
    new = np.ones(len(both), np.bool_)
    np.not_equal(both[1:], both[:-1], out=new[1:])
    both = both[new]
    return both >> 32, both & 0xFFFFFFFF
