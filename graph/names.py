"""Names as people type them: comparable forms, 초성 (leading consonants) and jamo (letters) of Hangul."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

SYLLABLES = range(0xAC00, 0xD7A4)
LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
SPLIT = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ",
    "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
}  # fmt: skip
SINGLE_LETTERS = re.compile("([\u3131-\u318e]+)")
NOISE = re.compile(r"[\W_]+")
CONSONANTS = re.compile(rf"[{LEADS}{''.join(k for k in SPLIT if k < 'ㅏ')}]+")


@lru_cache(maxsize=4_096)
def comparable(name: str) -> str:
    """Return the comparable form of a name: NFKC, lower case, letters and digits only.

    >>> comparable("㈜ 다이텍-연구원 (DYETEC)")
    '주다이텍연구원dyetec'
    """
    return NOISE.sub("", composed(name).casefold())


def composed(text: str) -> str:
    """Return a text in NFKC (㈜ becomes (주)); single letters (ㄷ) stay: NFKC would make them parts of syllables."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    parts = SINGLE_LETTERS.split(text)
    return "".join(part if i % 2 else unicodedata.normalize("NFKC", part) for i, part in enumerate(parts))


def jamo(text: str) -> str:
    """Take Hangul syllables apart into the letters that are typed.

    >>> jamo("값dyetec")
    'ㄱㅏㅂㅅdyetec'
    """
    if text.isascii():
        return text
    return text.translate(in_jamo())


@cache
def in_jamo() -> dict[int, str]:
    """Return the letters of each Hangul syllable, and those of each single letter that stands for two."""
    letters = {ord(double): singles for double, singles in SPLIT.items()}
    for code, syllable in enumerate(SYLLABLES):
        lead, rest = divmod(code, 588)
        vowel, tail = VOWELS[rest // 28], TAILS[rest % 28]
        letters[syllable] = LEADS[lead] + SPLIT.get(vowel, vowel) + SPLIT.get(tail, tail)
    return letters


def choseong(text: str) -> str:
    """Return the leading consonants of Hangul syllables; other characters stay.

    >>> choseong("대구테크노파크")
    'ㄷㄱㅌㅋㄴㅍㅋ'
    """
    if text.isascii():
        return text
    return "".join(
        LEADS[(ord(character) - SYLLABLES.start) // 588] if ord(character) in SYLLABLES else character
        for character in text
    )


def consonants_only(text: str) -> bool:
    """Return whether a text is typed in 초성 only."""
    return bool(CONSONANTS.fullmatch(text))
