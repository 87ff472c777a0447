"""Names as people type them: comparable forms, 초성 (leading consonants) and jamo (letters) of Hangul."""

from __future__ import annotations

import re
import unicodedata

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


def comparable(name: str) -> str:
    """Return the comparable form of a name: NFKC, lower case, letters and digits only.

    >>> comparable("㈜ 다이텍-연구원 (DYETEC)")
    '주다이텍연구원dyetec'
    """
    return NOISE.sub("", composed(name).casefold())


def composed(text: str) -> str:
    """Return a text in NFKC (㈜ becomes (주)); single letters (ㄷ) stay: NFKC would make them parts of syllables."""
    if text.isascii():
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
    letters: list[str] = []
    for character in text:
        code = ord(character) - SYLLABLES.start
        if 0 <= code < len(SYLLABLES):
            lead, rest = divmod(code, 588)
            vowel, tail = divmod(rest, 28)
            letters += (
                LEADS[lead],
                SPLIT.get(VOWELS[vowel], VOWELS[vowel]),
                SPLIT.get(TAILS[tail], TAILS[tail]),
            )
        else:
            letters.append(SPLIT.get(character, character))
    return "".join(letters)


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
