"""A name made ready to be compared: what it is without form and site, in which letters, how telling, under which keys."""

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
"""Words of trade that thousands of firms have behind a name of their own."""
SHORTEST_HANGUL, SHORTEST_LATIN = 4, 8
"""Syllables, and folded letters, below which likeness says nothing: 서울 and 서울대 are alike and two."""
LONGEST_SHORT = 5
"""Folded letters up to which a single word is taken for an abbreviation."""
MANY_WORDS = 4
"""Words from which a name in Latin letters is that of one organisation alone."""
ONE_FORM = {"Ltd.": "Co., Ltd.", "Co.": "Co., Ltd."}
"""English forms that are written for one another."""
LONGEST = 120
"""Letters of a name that are compared."""


class Script(IntEnum):
    """Letters in which a name is compared: with others in the same letters, and by its sound with those in the other script.

    Two names in Latin letters are never compared by sound: it makes one of two.
    """

    HANGUL = 0
    LATIN = 1
    SPOKEN = 2
    """Hangul as it is spoken."""
    SOUNDING = 3
    """Latin letters as they sound."""


class Standing(IntEnum):
    """What a name is to its organisation."""

    OWN = 0
    FORMER = 1
    SHORT = 2


class Rarity(IntEnum):
    """How many other organisations may have a name: it is known that several do, or it looks common, usual or rare."""

    SEVERAL = 0
    COMMON = 1
    USUAL = 2
    RARE = 3


STANDINGS = {str(AliasKind.FORMER_NAME): Standing.FORMER, str(AliasKind.ABBREVIATION): Standing.SHORT}


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name ready to be compared.

    Attributes:
        label: as given.
        alias: the kind of alias that it is, None for an organisation's own name.
        text: what equal names have in common.
        letters: what is compared letter by letter (jamo; Latin letters, romanised Korean words folded).
        form: legal form, as text; empty where none is reported.
        site: whether a plant or branch was given behind it.
        digits: the numbers in it.
        opening: the first word in Latin letters and what the next begins with; empty where there is no next.
    """

    label: str
    alias: str | None
    text: str
    letters: str
    script: Script
    standing: Standing
    rarity: Rarity
    form: str
    site: bool
    digits: str
    opening: str = ""


@lru_cache(maxsize=50_000)
def spelt(name: Name) -> tuple[Spelt, ...]:
    """Make a name ready: less what stands in brackets; former names and acronyms among that are names of their own."""
    split = split_name(name.text)
    standing = STANDINGS.get(name.kind or "", Standing.OWN)
    plain, inner = split.plain, list(split.also)
    if not HANGUL.search(plain) and (outer := BRACKETED.sub(" ", plain).strip()):
        inner += BRACKETED.findall(plain)
        plain = outer
    form = ONE_FORM.get(split.legal_form or "", split.legal_form or "")
    found = [*written(plain, name, standing, form, site=split.site is not None)]
    for part in inner:
        short = Standing.SHORT if ACRONYM.fullmatch(part.strip()) else None
        if short or bool(HANGUL.search(part)) != bool(HANGUL.search(plain)):
            found += written(part.strip(), name, short or standing)
    for part in split.formerly:
        found += written(part, name, Standing.FORMER)
    return tuple(found)


def written(
    text: str, name: Name, standing: Standing, form: str = "", *, site: bool = False
) -> Iterator[Spelt]:
    """Yield a name as it is written and, in Hangul, as it is spoken."""
    if not HANGUL.search(text):
        yield from in_latin(text, name, standing, form, site=site)
        return
    bare = comparable(text)
    digits = " ".join(DIGITS.findall(bare))
    told = (form, site, digits)
    yield Spelt(
        name.text, name.kind, bare, jamo(bare)[:LONGEST], Script.HANGUL, standing, rarity(bare), *told
    )
    sound = spoken(bare)
    if sound.isascii() and len(sound) >= SHORTEST_LATIN:
        yield Spelt(name.text, name.kind, sound, sound, Script.SPOKEN, standing, Rarity.COMMON, *told)


def in_latin(text: str, name: Name, standing: Standing, form: str, *, site: bool) -> Iterator[Spelt]:
    """Yield a name in Latin letters (or any others) by its letters and, if it is long enough, as it sounds.

    A short word is an abbreviation.
    """
    told = words(text) or [comparable(text)]
    sound = "".join(map(folded, told))[:LONGEST]
    letters, korean = (said[:LONGEST] or "".join(told)[:LONGEST] for said in in_letters(text))
    if not sound:
        return
    many, long = len(told), len(sound)
    if many == 1 and long <= LONGEST_SHORT:
        standing = Standing.SHORT
    rare = Rarity.USUAL if many >= 2 or long >= SHORTEST_LATIN else Rarity.COMMON
    if many >= MANY_WORDS:
        rare = Rarity.RARE
    digits = " ".join(DIGITS.findall(" ".join(told)))
    opening = f"{folded(told[0])} {folded(told[1])[:1]}" if many >= 2 and len(told[0]) >= 4 else ""
    about = (standing, rare, form, site, digits)
    yield Spelt(name.text, name.kind, letters, letters, Script.LATIN, *about, opening)
    if korean != letters:
        yield Spelt(name.text, name.kind, korean, korean, Script.LATIN, *about)
    if len(sound) >= SHORTEST_LATIN:
        yield Spelt(name.text, name.kind, sound, sound, Script.SOUNDING, *about)


def rarity(bare: str) -> Rarity:
    """Guess how rare a Korean name is from what is left of it without its word of trade."""
    core = next((bare.removesuffix(word) for word in GENERIC if bare.endswith(word) and bare != word), bare)
    if len(core) <= 2:
        return Rarity.COMMON if core == bare else Rarity.USUAL
    return Rarity.RARE if len(bare) >= 4 else Rarity.USUAL
