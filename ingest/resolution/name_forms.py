"""Names prepared for comparison: text without form and site, script, rarity, keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.names import comparable, jamo
from graph.vocabulary import AliasKind
from ingest.names import split_name
from ingest.resolution.spelling import folded, in_letters, spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.resolution.organisations import Name

HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
DIGITS = re.compile(r"\d+")
BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")
GENERIC = (
    "엔지니어링", "테크놀로지", "인더스트리", "코퍼레이션", "홀딩스", "시스템즈", "시스템", "솔루션", "산업개발", "종합건설", "산업", "정밀",
    "기계", "전자", "테크", "섬유", "공업", "금속", "화학", "상사", "물산", "기업", "건설", "코리아", "이엔지", "정공", "하이텍", "하이테크",
    "텍스타일", "염직", "직물", "무역", "교역", "실업", "기공", "기전", "전기", "특수강", "철강", "스틸", "푸드", "식품", "제약", "바이오", "글로벌",
    "통상", "유통", "환경", "에너지", "소재", "케미칼", "텍", "사",
)  # fmt: skip
"""Common words of trade at the end of company names."""
SHORTEST_HANGUL, SHORTEST_LATIN = 4, 8
"""Fewest syllables, and folded letters, for similarity: 서울 and 서울대 are similar but different."""
LONGEST_SHORT = 5
"""Largest number of folded letters of an abbreviation."""
MANY_WORDS = 4
"""Number of words from which a name in Latin letters counts as unique."""
ONE_FORM = {"Ltd.": "Co., Ltd.", "Co.": "Co., Ltd."}
"""English legal forms that are used interchangeably."""
LONGEST = 120
"""Largest number of letters compared."""


class Script(IntEnum):
    """Scripts for comparing names: with others in the same script, and by sound with those in the other one.

    Two names in Latin letters are never compared by sound, which would conflate different names.
    """

    HANGUL = 0
    LATIN = 1
    SPOKEN = 2
    """Hangul as it is spoken."""
    SOUNDING = 3
    """Latin letters as they sound."""


class NameStatus(IntEnum):
    """The status of a name: current, former or other."""

    OWN = 0
    FORMER = 1
    SHORT = 2


class Rarity(IntEnum):
    """How common a name is: known to be shared, or estimated as common, usual or rare."""

    SEVERAL = 0
    COMMON = 1
    USUAL = 2
    RARE = 3


STANDINGS = {str(AliasKind.FORMER_NAME): NameStatus.FORMER, str(AliasKind.ABBREVIATION): NameStatus.SHORT}


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name prepared for comparison.

    Attributes:
        label: as given.
        alias: kind of alias, None for the organisation's own name.
        text: key of equal names.
        letters: text compared letter by letter (jamo; Latin letters, romanised Korean words folded).
        form: legal form, empty without one.
        site: whether a plant or branch follows.
        digits: the numbers in it.
        opening: the first word in Latin letters and what the next begins with; empty where there is no next.
    """

    label: str
    alias: str | None
    text: str
    letters: str
    script: Script
    status: NameStatus
    rarity: Rarity
    form: str
    site: bool
    digits: str
    opening: str = ""


@lru_cache(maxsize=50_000)
def name_forms(name: Name) -> tuple[NameForm, ...]:
    """Prepare a name without brackets; former names and acronyms in brackets are separate names."""
    split = split_name(name.text)
    status = STANDINGS.get(name.kind or "", NameStatus.OWN)
    plain, inner = split.plain, list(split.also)
    if not HANGUL.search(plain) and (outer := BRACKETED.sub(" ", plain).strip()):
        inner += BRACKETED.findall(plain)
        plain = outer
    form = ONE_FORM.get(split.legal_form or "", split.legal_form or "")
    found = [*written(plain, name, status, form, site=split.site is not None)]
    for part in inner:
        short = NameStatus.SHORT if ACRONYM.fullmatch(part.strip()) else None
        if short or bool(HANGUL.search(part)) != bool(HANGUL.search(plain)):
            found += written(part.strip(), name, short or status)
    for part in split.formerly:
        found += written(part, name, NameStatus.FORMER)
    return tuple(found)


def written(
    text: str, name: Name, status: NameStatus, form: str = "", *, site: bool = False
) -> Iterator[NameForm]:
    """Yield a name as written and, for Hangul, by sound."""
    if not HANGUL.search(text):
        yield from in_latin(text, name, status, form, site=site)
        return
    bare = comparable(text)
    digits = " ".join(DIGITS.findall(bare))
    parts = (form, site, digits)
    yield NameForm(
        name.text, name.kind, bare, jamo(bare)[:LONGEST], Script.HANGUL, status, rarity(bare), *parts
    )
    sound = spoken(bare)
    if sound.isascii() and len(sound) >= SHORTEST_LATIN:
        yield NameForm(name.text, name.kind, sound, sound, Script.SPOKEN, status, Rarity.COMMON, *parts)


def in_latin(text: str, name: Name, status: NameStatus, form: str, *, site: bool) -> Iterator[NameForm]:
    """Yield a name in Latin (or other) letters as written and, if long enough, by sound.

    A short word is an abbreviation.
    """
    parts = words(text) or [comparable(text)]
    sound = "".join(map(folded, parts))[:LONGEST]
    letters, korean = (data[:LONGEST] or "".join(parts)[:LONGEST] for data in in_letters(text))
    if not sound:
        return
    many, long = len(parts), len(sound)
    if many == 1 and long <= LONGEST_SHORT:
        status = NameStatus.SHORT
    rare = Rarity.USUAL if many >= 2 or long >= SHORTEST_LATIN else Rarity.COMMON
    if many >= MANY_WORDS:
        rare = Rarity.RARE
    digits = " ".join(DIGITS.findall(" ".join(parts)))
    opening = f"{folded(parts[0])} {folded(parts[1])[:1]}" if many >= 2 and len(parts[0]) >= 4 else ""
    about = (status, rare, form, site, digits)
    yield NameForm(name.text, name.kind, letters, letters, Script.LATIN, *about, opening)
    if korean != letters:
        yield NameForm(name.text, name.kind, korean, korean, Script.LATIN, *about)
    if len(sound) >= SHORTEST_LATIN:
        yield NameForm(name.text, name.kind, sound, sound, Script.SOUNDING, *about)


def rarity(bare: str) -> Rarity:
    """Estimate how rare a Korean name is from the part without its word of trade."""
    core = next((bare.removesuffix(word) for word in GENERIC if bare.endswith(word) and bare != word), bare)
    if len(core) <= 2:
        return Rarity.COMMON if core == bare else Rarity.USUAL
    return Rarity.RARE if len(bare) >= 4 else Rarity.USUAL
