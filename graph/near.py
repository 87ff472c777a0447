"""Near names: which known words a word that is not known may be meant for."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FEW = 1_000
"""Words up to which near ones are sought by difflib, which takes 10 ms for 1,000 of them."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word that is not known, and the words that are: which of them are near is worked out only where it is told."""

    word: str
    words: Collection[str]

    def __str__(self) -> str:
        return nearest(self.word, self.words)


def nearest(word: str, words: Iterable[str]) -> str:
    """Say which known words are meant, for a remedy."""
    known = sorted(words)
    close = close_to(word.casefold(), known) or close_to(word, known)
    if close:
        return f"did you mean {' or '.join(f'“{w}”' for w in close)}?"
    return any_of(known)


def close_to(word: str, known: list[str]) -> list[str]:
    """Give up to three words that a word may be meant for; of many words by a faster measure of the same kind."""
    if len(known) <= FEW:
        return get_close_matches(word, known, n=3, cutoff=0.6)
    from rapidfuzz import fuzz, process

    return [
        str(found) for found, *_ in process.extract(word, known, scorer=fuzz.ratio, limit=3, score_cutoff=60)
    ]


def any_of(words: Collection[str]) -> str:
    """Say what is known, where it is little, or how to look it up."""
    return (
        f"use one of {', '.join(sorted(words))}"
        if 0 < len(words) <= 20
        else "look the id up with `sojae search`"
    )
