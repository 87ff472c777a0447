"""Revised Romanisation of Korean (국어의 로마자 표기법, 2000): how Hangul sounds between syllables, in Latin letters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from graph.names import LEADS, SYLLABLES, TAILS, VOWELS, composed

INITIAL = dict(
    zip(LEADS, "g kk n d tt r m b pp s ss _ j jj ch k t p h".replace("_", "").split(" "), strict=True)
)
MEDIAL = dict(zip(VOWELS, (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
), strict=True))  # fmt: skip
SOUND = {
    **dict.fromkeys("ㄱㄲㄳㄺㅋ", "k"), **dict.fromkeys("ㄴㄵㄶ", "n"), **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "t"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "l"), **dict.fromkeys("ㅁㄻ", "m"), **dict.fromkeys("ㅂㅄㅍㄿ", "p"), "ㅇ": "ng", "": "",
}  # fmt: skip
"""Sound of a final before a consonant or at the end."""
PARTED = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
"""A double final before a vowel: the first stays, the second moves on."""
NASAL = {"k": "ng", "t": "n", "p": "m"}
BEFORE_R = {
    "k": ("ng", "n"),
    "t": ("n", "n"),
    "p": ("m", "n"),
    "m": ("m", "n"),
    "ng": ("ng", "n"),
    "n": ("l", "l"),
}
BREATHED = {"ㄱ": "k", "ㄷ": "t", "ㅈ": "ch"}
HANGUL = re.compile("[가-힣]+")


class Syllable(NamedTuple):
    """The letters of one syllable."""

    lead: str
    vowel: str
    tail: str


def syllable(character: str) -> Syllable:
    lead, rest = divmod(ord(character) - SYLLABLES.start, 588)
    vowel, tail = divmod(rest, 28)
    return Syllable(LEADS[lead], VOWELS[vowel], TAILS[tail])


def joint(tail: str, following: Syllable) -> tuple[str, str]:
    """Return the sounds of a final and of the initial after it, as each changes the other."""
    lead = following.lead
    if lead == "ㅇ":
        return carried(tail, following.vowel)
    sound, start = SOUND[tail], INITIAL[lead]
    if lead in "ㄴㅁ" and sound in NASAL:
        return NASAL[sound], start
    if lead == "ㄹ" and sound:
        return BEFORE_R.get(sound, ("l", "l"))
    if lead == "ㄴ" and sound == "l":
        return "l", "l"
    if tail in {"ㅎ", "ㄶ", "ㅀ"} and lead in BREATHED:
        return {"ㅎ": "", "ㄶ": "n", "ㅀ": "l"}[tail], BREATHED[lead]
    return sound, start


def carried(tail: str, vowel: str) -> tuple[str, str]:
    """Carry a final over to the vowel after it; ㄷ and ㅌ before ㅣ sound as ㅈ and ㅊ, ㅎ falls silent."""
    if tail in {"", "ㅇ"}:
        return SOUND[tail], ""
    both = PARTED.get(tail)
    stays, moves = (both[0], both[1]) if both else ("", tail)
    if vowel == "ㅣ" and moves in "ㄷㅌ":
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    if moves == "ㅎ":
        return ("", INITIAL[stays]) if stays else ("", "")
    return (SOUND[stays] if stays else ""), INITIAL[moves]


def word(text: str) -> str:
    """Romanise Hangul syllables that stand together."""
    syllables = [syllable(character) for character in text]
    start = INITIAL[syllables[0].lead]
    written: list[str] = []
    for here, following in pairwise(syllables):
        end, begun = joint(here.tail, following)
        written.append(start + MEDIAL[here.vowel] + end)
        start = begun
    last = syllables[-1]
    return "".join((*written, start, MEDIAL[last.vowel], SOUND[last.tail]))


def romanised(text: str) -> str:
    """Write Hangul in Latin letters, each word with a capital; all else stays.

    Nouns are meant: ㅎ after ㄱ, ㄷ, ㅂ stays (묵호 Mukho), tense sounds are not written, ㄴ before ㄹ is ll (신라 Silla).

    >>> romanised("대구 독립문 KTDI"), romanised("칠곡"), romanised("아진산업")
    ('Daegu Dongnimmun KTDI', 'Chilgok', 'Ajinsaneop')
    """

    def capital(found: re.Match[str]) -> str:
        written = word(found[0])
        before = found.string[found.start() - 1 : found.start()] if found.start() else ""
        return written if before.isalpha() else written[0].upper() + written[1:]

    return HANGUL.sub(capital, composed(text))
