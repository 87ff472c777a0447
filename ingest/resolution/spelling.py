"""Spellings in Latin letters, folded so that the ways of writing one Korean name fall together: Kyungpook and Gyeongbuk."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.names import LEADS, SYLLABLES, VOWELS

WORD = re.compile(r"[a-z0-9]+")
LEFT_OUT = frozenset(
    {
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "co",
        "ltd",
        "inc",
        "corp",
        "corporation",
        "llc",
        "limited",
        "company",
    }
)
ONE_WORD = {
    "industrial": "industry", "industries": "industry", "ind": "industry", "machine": "machinery", "machineries": "machinery",
    "centre": "center", "fibre": "fiber", "aluminum": "aluminium", "inst": "institute", "univ": "university",
    "metals": "metal", "materials": "material", "textiles": "textile", "chemicals": "chemical", "parts": "part",
    "electronic": "electronics", "systems": "system", "robotic": "robotics",
}  # fmt: skip
"""Words of names that are used for each other."""
TOGETHER = (
    ("tech", "teg"), ("ck", "g"), ("ch", "j"), ("sh", "s"), ("ph", "b"), ("th", "d"), ("x", "gs"), ("qu", "gu"), ("ce", "se"),
    ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
ALONE = str.maketrans("ckqtpfvzl", "gggdbbbjr")
VOWELS_TOGETHER = (
    ("yeo", "yu"), ("you", "yu"), ("yoo", "yu"), ("woo", "u"), ("weo", "u"), ("wo", "u"), ("wu", "u"), ("eo", "u"), ("eu", "u"),
    ("oo", "u"), ("ou", "u"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ee", "i"), ("ea", "i"),
)  # fmt: skip
"""Letters that stand for one sound in the usual romanisations, in the order in which they are replaced."""
SILENT = re.compile(r"(?<=[ao])h(?![aeiou])")
FINAL_Y = re.compile(r"y(?![aeiou])")
DOUBLE = re.compile(r"(.)\1+")
LEAD_SOUNDS = dict(zip(LEADS, "g g n d d r m b b s s - j j j g d b h".replace("-", "_").split(), strict=True))
VOWEL_SOUNDS = dict(
    zip(
        VOWELS,
        [
            "a",
            "e",
            "ya",
            "ye",
            "u",
            "e",
            "yu",
            "ye",
            "o",
            "wa",
            "we",
            "we",
            "yo",
            "u",
            "u",
            "we",
            "wi",
            "yu",
            "u",
            "ui",
            "i",
        ],
        strict=True,
    )
)
TAIL_SOUNDS = (
    "",
    *[
        "g",
        "g",
        "gs",
        "n",
        "nj",
        "n",
        "d",
        "r",
        "rg",
        "rm",
        "rb",
        "rs",
        "rd",
        "rb",
        "r",
        "m",
        "b",
        "bs",
        "d",
        "d",
        "ng",
        "d",
        "d",
        "g",
        "d",
        "b",
        "d",
    ],
)


def words(name: str) -> list[str]:
    """Give the words of a name in Latin letters, without articles and legal forms.

    >>> words("The Ajin Industrial Co., Ltd.")
    ['ajin', 'industry']
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    told: list[str] = WORD.findall(plain)
    return [ONE_WORD.get(word, word) for word in told if word not in LEFT_OUT] or told


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Fold the letters of a word.

    >>> folded("kyungpook"), folded("gyeongbuk"), folded("hyundai"), folded("hyeondae")
    ('gyungbug', 'gyungbug', 'hyunde', 'hyunde')
    """
    for letters, one in TOGETHER:
        word = word.replace(letters, one)
    word = word.translate(ALONE)
    for letters, one in VOWELS_TOGETHER:
        word = word.replace(letters, one)
    return DOUBLE.sub(r"\1", FINAL_Y.sub("i", SILENT.sub("", word)))


def spoken(hangul: str) -> str:
    """Give a name in Hangul as it would be folded were it romanised.

    >>> spoken("경북"), spoken("범삼공")
    ('gyungbug', 'bumsamgong')
    """
    sounds: list[str] = []
    for character in hangul:
        code = ord(character) - SYLLABLES.start
        if 0 <= code < len(SYLLABLES):
            lead, rest = divmod(code, 588)
            vowel, tail = divmod(rest, 28)
            sounds += (LEAD_SOUNDS[LEADS[lead]], VOWEL_SOUNDS[VOWELS[vowel]], TAIL_SOUNDS[tail])
        else:
            sounds.append(character)
    return folded("".join(sounds).replace("_", ""))
