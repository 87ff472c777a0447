"""Which pairs are worth comparing: those that share a key which not too many share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]

MOST_EQUAL, MOST_ALIKE = 1_000, 40
"""Bodies that may share a key; one that more share says nothing: 성산업 is what a hundred names are less a syllable."""


def keyed(profiles: Profiles) -> tuple[Numbers, Numbers]:
    """Give every key of every body: keys, and whose they are."""
    each = [profiles.keys(body) for body in range(len(profiles))]
    keys = np.fromiter((key for own in each for key in sorted(own)), np.int64)
    return keys, np.repeat(np.arange(len(each)), [len(own) for own in each])


class Blocks:
    """Bodies by key, those keys left out that too many share."""

    def __init__(self, profiles: Profiles) -> None:
        keys, owners = keyed(profiles)
        order = np.argsort(keys, kind="stable")
        keys, owners = keys[order], owners[order]
        shared = np.searchsorted(keys, keys, "right") - np.searchsorted(keys, keys, "left")
        kept = shared <= np.where(keys & 1, MOST_EQUAL, MOST_ALIKE)
        self.keys, self.owners = keys[kept], owners[kept]

    def beside(self, keys: Numbers, askers: Numbers) -> tuple[Numbers, Numbers]:
        """Give each pair of an asker and a body of these blocks once: asker, body."""
        first = np.searchsorted(self.keys, keys, "left")
        many = np.searchsorted(self.keys, keys, "right") - first
        asker = np.repeat(askers, many)
        within = np.arange(len(asker)) - np.repeat(np.cumsum(many) - many, many)
        body = self.owners[np.repeat(first, many) + within]
        return unique_pairs(asker, body)

    def within(self) -> tuple[Numbers, Numbers]:
        """Give each pair of these bodies once, the smaller number first."""
        one, other = self.beside(self.keys, self.owners)
        kept = one < other
        return one[kept], other[kept]


def unique_pairs(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Give each pair once, in order."""
    if not len(one):
        return one, other
    both = np.unique(one.astype(np.int64) << 32 | other.astype(np.int64))
    return both >> 32, both & 0xFFFFFFFF
