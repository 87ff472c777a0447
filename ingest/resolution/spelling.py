"""Folding of Latin spellings, so that romanisations of one Korean name are equal: Kyungpook and Gyeongbuk."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from graph.names import LEADS, SYLLABLES, VOWELS

WORD = re.compile(r"[A-Za-z0-9]+")
AMPERSAND = re.compile(r"(?<=\b[A-Z])&(?=[A-Z]\b)(?<!I&(?=C))")
"""The sign between two letters, which is also written as it is read: S&T, SNT; INC would be a legal form."""
TECH = re.compile(r"te(?:ch|ck|c|k)$")
"""Spellings of 테크 at the end of a word."""
HARD_C, LONG = re.compile(r"^c(?=[aoulr])"), 8
"""A long word with a hard c may also start with k: Coreshtech, Koreshtech; not a short one, in which each letter matters."""
ONSETS = (
    "", "kk", "tt", "pp", "ss", "jj", "ch", "sh", "wh", "g", "n", "d", "r", "m", "b", "s", "j", "t", "p", "h", "k", "l",
)  # fmt: skip
NUCLEI = (
    "yeo", "yae", "you", "yoo", "woo", "wae", "weo", "ya", "ye", "yo", "yu", "wa", "we", "wi", "wo", "wu", "ae", "ai", "ay", "eo",
    "eu", "ei", "ee", "oe", "oo", "ou", "ui", "a", "e", "i", "o", "u",
)  # fmt: skip
CODAS = ("", "ng", "g", "k", "n", "m", "t", "d", "l", "p", "b")
"""Parts of syllables in the usual romanisations; no Korean word has f, v, x, z or q, nor st, ms or a c alone."""
KOREAN_LETTERS = frozenset("".join((*ONSETS, *NUCLEI, *CODAS)))
LONGEST_SYLLABLE = 7
SHORTEST_KOREAN, LONGEST_KOREAN, LONGEST_ACRONYM = 4, 40, 6
"""Fewest letters of a romanised Korean word, and most of an abbreviation in capitals."""
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
    "electronic": "electronics", "systems": "system", "robotic": "robotics", "mould": "mold", "colour": "color",
    "grey": "gray",
}  # fmt: skip
"""Interchangeable words in names."""
TOGETHER = (
    ("tech", "teg"), ("ck", "g"), ("ch", "j"), ("sh", "s"), ("ph", "b"), ("th", "d"), ("x", "gs"), ("qu", "gu"), ("ce", "se"),
    ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
ALONE = str.maketrans("ckqtpfvzl", "gggdbbbjr")
VOWELS_TOGETHER = (
    ("yeo", "yu"), ("you", "yu"), ("yoo", "yu"), ("woo", "u"), ("weo", "u"), ("wo", "u"), ("wu", "u"), ("eo", "u"), ("eu", "u"),
    ("oo", "u"), ("ou", "u"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ee", "i"), ("ea", "i"),
)  # fmt: skip
"""Letters for the same sound in common romanisations, in the order of replacement."""
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
    """Return the words of a name in Latin letters, without articles and legal forms.

    >>> words("The Ajin Industrial Co., Ltd.")
    ['ajin', 'industry']
    """
    return [ONE_WORD.get(word.casefold(), word.casefold()) for word in as_written(name)]


def as_written(name: str) -> list[str]:
    """Return the same words in their original case."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found: list[str] = WORD.findall(AMPERSAND.sub("N", name))
    return [word for word in found if word.casefold() not in LEFT_OUT] or found


def in_letters(name: str) -> tuple[str, str]:
    """Return the comparable forms of a Latin name: its letters, and the same with Korean words folded.

    Only words made of romanised Korean syllables are folded; by sound alone Posco and Bosco, GE and KE, KIST and GIST would
    be equal.

    >>> in_letters("KYUNGPOOK National University")[1] == in_letters("Gyeongbuk national univ")[1]
    True
    >>> in_letters("Kijeon"), in_letters("KIMS"), in_letters("DS Tec")
    (('kijeon', 'gijun'), ('kims', 'kims'), ('dstech', 'dstech'))
    """
    found = as_written(name)
    shouted = len(found) > 1 and all(word.isupper() for word in found)
    letters, folds = [], []
    for word in found:
        plain = TECH.sub("tech", ONE_WORD.get(word.casefold(), word.casefold()))
        if len(plain) >= LONG:
            plain = HARD_C.sub("k", plain)
        short = word.isupper() and len(word) <= LONGEST_ACRONYM and not shouted
        letters.append(plain)
        korean = is_korean(plain) or is_korean(plain.removesuffix("tech"))
        folds.append(folded(plain) if korean and not short else plain)
    return "".join(letters), "".join(folds)


@cache
def syllables() -> frozenset[str]:
    """Return the syllables of romanised Korean; h behind a and o only makes the vowel long (Noh)."""
    return frozenset(
        onset + nucleus + coda
        for onset in ONSETS
        for nucleus in NUCLEI
        for coda in (*CODAS, *(("h",) if nucleus[-1] in "ao" else ()))
    )


@lru_cache(maxsize=100_000)
def is_korean(word: str) -> bool:
    """Return whether a lower-case word may be romanised Korean: a sequence of syllables with at least four letters.

    >>> [is_korean(word) for word in ("kyungpook", "gyeongbuk", "hyundai", "samsung", "hanwha", "kumoh")]
    [True, True, True, True, True, True]
    >>> [is_korean(word) for word in ("posco", "ford", "port", "plant", "kist", "kims", "steel", "gm")]
    [False, False, False, False, False, False, False, False]
    """
    if not SHORTEST_KOREAN <= len(word) <= LONGEST_KOREAN or not KOREAN_LETTERS.issuperset(word):
        return False
    reached, known = {0}, syllables()
    for start in range(len(word)):
        if start in reached:
            for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(word)) + 1):
                if word[start:end] in known:
                    reached.add(end)
    return len(word) in reached


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
    """Return the folded romanisation of a Hangul name.

    >>> spoken("경북"), spoken("범삼공")
    ('gyungbug', 'bumsamgong')
    """
    return folded(hangul.translate(in_sounds()))


@cache
def in_sounds() -> dict[int, str]:
    """Return the sound of each Hangul syllable; a silent lead is written as an underscore, which is left out."""
    sounds = {ord("_"): ""}
    for code, syllable in enumerate(SYLLABLES):
        lead, rest = divmod(code, 588)
        parts = (LEAD_SOUNDS[LEADS[lead]], VOWEL_SOUNDS[VOWELS[rest // 28]], TAIL_SOUNDS[rest % 28])
        sounds[syllable] = "".join(parts).replace("_", "")
    return sounds
