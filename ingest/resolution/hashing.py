"""Vectorised, reproducible 64-bit hashes of texts, and of texts without each of their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Numbers = npt.NDArray[np.int64]

BASE = 0x9E3779B97F4A7C15
INVERSE = np.uint64(pow(BASE, -1, 1 << 64))
"""Inverse of the base: letters after an omitted one move up by one."""
ONE, TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def hashed(texts: Sequence[str]) -> Numbers:
    """Return the hash of each text; 0 for an empty one.

    >>> a, b, none = hashed(["다이텍", "다이텍연구원", ""]).tolist()
    >>> a == hashed(["다이텍"]).tolist()[0], a == b, none
    (True, False, 0)
    """
    return mixed(sums(texts)[0])


def less_one(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the hashes of each text without each of its letters, and the index of the text.

    >>> numbers, which = less_one(["가나다"])
    >>> numbers.tolist() == hashed(["나다", "가다", "가나"]).tolist(), which.tolist()
    (True, [0, 0, 0])
    """
    whole, before, upto, which = sums(texts)
    return mixed(before + (whole[which] - upto) * INVERSE), which


def sums(texts: Sequence[str]) -> tuple[Hashes, Hashes, Hashes, Numbers]:
    """Polynomial hashes of each text; and for each letter the sums before and up to it, and its text."""
    lengths = np.array([len(text) for text in texts], np.int64)
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    ends = np.cumsum(lengths)
    which = np.repeat(np.arange(len(texts)), lengths)
    within = np.arange(len(letters)) - np.repeat(ends - lengths, lengths)
    powers = np.full(int(lengths.max(initial=0)) + 1, BASE, np.uint64)
    powers = np.multiply.accumulate(powers)
    terms = letters * powers[within]
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms)))
    begun = total[ends - lengths]
    upto = total[1:] - begun[which]
    return total[ends] - begun, upto - terms, upto, which


def mixed(numbers: Hashes) -> Numbers:
    """Spread numbers over all 64 bits (splitmix64); 0 stays 0."""
    spread = numbers ^ (numbers >> np.uint64(30))
    spread = spread * ONE
    spread = (spread ^ (spread >> np.uint64(27))) * TWO
    found: Numbers = (spread ^ (spread >> np.uint64(31))).view(np.int64)
    return found


def salted(numbers: Numbers, salt: int) -> Numbers:
    """Derive different hashes from hashes."""
    return mixed((numbers.view(np.uint64) + np.uint64(salt)) * np.uint64(BASE))
