"""Near names: known words that an unknown word may be a misspelling of."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

OF_IDS = "find the id with `sojae search`"
FEW = 1_000
"""Largest number of words that difflib compares: it takes 10 ms for 1,000."""


@dataclass(frozen=True, slots=True)
class Near:
    """An unknown word and the known ones; the near ones are computed only when shown."""

    word: str
    words: Collection[str]

    def __str__(self) -> str:
        return nearest(self.word, self.words)

    def __reduce__(self) -> tuple[type[Near], tuple[str, tuple[str, ...]]]:
        return Near, (
            self.word,
            tuple(self.words),
        )  # the words may be a view of a dict, which cannot be pickled


def nearest(word: str, words: Iterable[str], lists: str = OF_IDS) -> str:
    """Return a remedy that names the known words meant; if none is near and they are many, `lists` tells where to find them."""
    known = sorted(words)
    same = [name for name in known if name.casefold() == word.casefold()]
    close = same or close_to(word.casefold(), known) or close_to(word, known)
    if close:
        return f"did you mean {' or '.join(f'“{w}”' for w in close)}?"
    return any_of(known, lists)


def close_to(word: str, known: list[str]) -> list[str]:
    """Return up to three similar words; many words are compared by a faster similar measure."""
    if len(known) <= FEW:
        return get_close_matches(word, known, n=3, cutoff=0.6)
    from rapidfuzz import fuzz, process

    return [
        str(found) for found, *_ in process.extract(word, known, scorer=fuzz.ratio, limit=3, score_cutoff=60)
    ]


def any_of(words: Collection[str], lists: str = OF_IDS) -> str:
    """Return a remedy that lists the known words if there are few, else how to find them."""
    return f"use one of {', '.join(sorted(words))}" if 0 < len(words) <= 20 else lists
