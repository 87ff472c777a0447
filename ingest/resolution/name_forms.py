"""Names prepared for comparison: text without form and site, script, rarity, keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.names import comparable, jamo
from graph.vocabulary import AliasKind
from ingest.names import split_name
from ingest.resolution.public_names import (
    LATIN_PART,
    Beside,
    former_names,
    regional,
    unbracketed,
    unit_behind,
)
from ingest.resolution.regions import country, parted_from_place
from ingest.resolution.shapes import Rarity, one_spelling, rarity, read_out
from ingest.resolution.spelling import folded, in_letters, spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.resolution.organisations import Name

HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]")
DIGITS = re.compile(r"\d+")
BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")
SHORTEST_HANGUL, SHORTEST_LATIN = 4, 8
"""Fewest syllables, and folded letters, for similarity: 서울 and 서울대 are similar but different."""
LONGEST_SHORT = 5
"""Largest number of folded letters of an abbreviation."""
MANY_WORDS = 4
"""Number of words from which a name in Latin letters counts as unique."""
FEWEST_INITIALS = 4
"""Words of an English name from which its initials are compared: shorter acronyms have many bearers (KNU)."""
GROUP_LETTERS, SHORTEST_OF_GROUP = re.compile(r"[A-Z]{1,4}(?=[가-힣])"), 5
"""The letters of a group before a name, and the syllables from which they may be left out."""
LAND = "대한민국 "
"""The country before a name, which most leave out."""
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
    """The status of a name: current, former, or an abbreviation."""

    OWN = 0
    FORMER = 1
    FORMER_OF_SEVERAL = 2
    """One of several former names, after a merger or a division."""
    SHORT = 3


class Derived(IntEnum):
    """How a form was derived from a name. Two forms derived alike never make their names equal."""

    WRITTEN = 0
    READ_OUT = 1
    """Capitals read letter by letter: ABC as 에이비씨."""
    SHORTENED = 2
    """Without the letters of a group, the word group, or a unit's parent: AB가나로보틱스 as 가나로보틱스."""
    INITIALS = 3
    """The initials of an English name, of public organisations only."""


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
        words: number of words in Latin letters; 0 for Hangul.
        derived: how the form was derived from the name.
        beside: whether it stands in brackets beside another name.
        since, until: the partial dates on which it was taken and given up, where they are known.
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
    words: int = 0
    derived: Derived = Derived.WRITTEN
    beside: bool = False
    since: str | None = None
    until: str | None = None


@lru_cache(maxsize=50_000)
def name_forms(name: Name, *, public: bool = False) -> tuple[NameForm, ...]:
    """Prepare a name without brackets; former names, acronyms and other names in brackets are separate names.

    Args:
        name: a name.
        public: whether it is of a public organisation, whose branches are organisations of their own.
    """
    split = split_name(parted_from_place(name.text)[0])
    status = STANDINGS.get(name.kind or "", NameStatus.OWN)
    plain, found = split.plain, list[NameForm]()
    if public and split.site:
        plain = f"{plain} {split.site}"
    beside = [(part, Beside.ALIAS) for part in split.also]
    for part in split.formerly:
        beside += former_names(part)
    if HANGUL.search(plain):
        plain, inner = unbracketed(plain, public=public)
        beside += inner
        plain = plain if public else split_name(plain).plain
    elif public and LATIN_PART.search(" ".join(BRACKETED.findall(plain))):
        plain = " ".join(BRACKETED.sub(r" \1 ", plain).split())  # a campus is not the whole
    elif outer := BRACKETED.sub(" ", plain).strip():
        beside += [
            (part, Beside.ALIAS)
            for part in BRACKETED.findall(plain)
            if ACRONYM.fullmatch(part.strip()) or HANGUL.search(part)
        ]
        plain = outer
    form = ONE_FORM.get(split.legal_form or "", split.legal_form or "")
    site = split.site is not None and not public and country(split.site) is None
    found += written(plain, name, status, form, site=site)
    if (unit := unit_behind(plain)) is not None:
        found += in_hangul(unit, name, NameStatus.FORMER, "", derived=Derived.SHORTENED)
    for part, what in beside:
        short = NameStatus.SHORT if ACRONYM.fullmatch(part) and what is Beside.ALIAS else None
        forms = as_written(part, name, short or STATUS_BESIDE.get(what, status))
        unmarked = what is Beside.UNMARKED
        found += [
            replace(form, beside=True, derived=Derived.SHORTENED if unmarked else form.derived)
            for form in forms
        ]
    if name.valid_from or name.valid_until:
        found = [replace(form, since=name.valid_from, until=name.valid_until) for form in found]
    return tuple(dict.fromkeys(found))


STATUS_BESIDE = {
    Beside.FORMER: NameStatus.FORMER,
    Beside.FORMER_OF_SEVERAL: NameStatus.FORMER_OF_SEVERAL,
    Beside.UNMARKED: NameStatus.FORMER_OF_SEVERAL,
}


def as_written(text: str, name: Name, status: NameStatus) -> Iterator[NameForm]:
    """Yield a name in brackets, without its own legal form."""
    return written(split_name(text).plain, name, status)


def written(
    text: str, name: Name, status: NameStatus, form: str = "", *, site: bool = False
) -> Iterator[NameForm]:
    """Yield a name as written, by sound, and as others write it: letters read out, group and region left out."""
    readings = read_out(text) if status is not NameStatus.FORMER_OF_SEVERAL else ()
    if not HANGUL.search(text):
        yield from in_latin(text, name, status, form, site=site)
        for reading in readings:
            if len(text) >= 2 and HANGUL.search(reading):
                read = NameStatus.FORMER if status is NameStatus.FORMER else NameStatus.OWN
                yield from in_hangul(reading, name, read, form, derived=Derived.READ_OUT)
        return
    yield from in_hangul(text, name, status, form, site=site)
    bare = comparable(text)
    if (region := regional(bare)) != bare:
        yield from in_hangul(region, name, status, form, site=site, sounds=False)
    for reading in readings:
        yield from in_hangul(reading, name, status, form, site=site, derived=Derived.READ_OUT)
    for shorter in without_group(text):
        yield from in_hangul(shorter, name, status, form, site=site, derived=Derived.SHORTENED)


def in_hangul(
    text: str,
    name: Name,
    status: NameStatus,
    form: str,
    *,
    site: bool = False,
    sounds: bool = True,
    derived: Derived = Derived.WRITTEN,
) -> Iterator[NameForm]:
    """Yield a name in Hangul and, if it is written so, by sound."""
    bare = one_spelling(comparable(text))
    digits = " ".join(DIGITS.findall(bare))
    parts = (form, site, digits)
    yield NameForm(
        name.text, name.kind, bare, jamo(bare)[:LONGEST], Script.HANGUL, status, rarity(bare), *parts, derived=derived
    )  # fmt: skip
    sound = spoken(bare) if sounds and derived is Derived.WRITTEN else ""
    if sound.isascii() and len(sound) >= SHORTEST_LATIN:
        yield NameForm(name.text, name.kind, sound, sound, Script.SPOKEN, status, Rarity.COMMON, *parts)


def without_group(text: str) -> Iterator[str]:
    """Yield a name without the letters of a group or the country before it, and without the word group behind it.

    >>> list(without_group("AB가나로보틱스")), list(without_group("가나그룹")), list(without_group("AB가나"))
    (['가나로보틱스'], ['가나'], [])
    >>> list(without_group("대한민국 가나협회")), list(without_group("대한민국가나협회")), list(without_group("대한민국"))
    (['가나협회'], [], [])
    """
    if text.startswith(LAND) and comparable(text.removeprefix(LAND)):
        yield text.removeprefix(LAND)
    letters = GROUP_LETTERS.match(text)
    if letters and len(comparable(text[letters.end() :])) >= SHORTEST_OF_GROUP:
        yield text[letters.end() :]
    if comparable(text).endswith("그룹") and len(comparable(text)) >= 4:
        yield comparable(text).removesuffix("그룹")


def in_latin(text: str, name: Name, status: NameStatus, form: str, *, site: bool) -> Iterator[NameForm]:
    """Yield a name in Latin (or other) letters as written and, if long enough, by sound.

    A short word is an abbreviation, unless it is a former name.
    """
    parts = words(text) or [comparable(text)]
    sound = "".join(map(folded, parts))[:LONGEST]
    letters, korean = (data[:LONGEST] or "".join(parts)[:LONGEST] for data in in_letters(text))
    if not sound:
        return
    many, long = len(parts), len(sound)
    if many == 1 and long <= LONGEST_SHORT and status is NameStatus.OWN:
        status = NameStatus.SHORT
    rare = Rarity.USUAL if many >= 2 or long >= SHORTEST_LATIN else Rarity.COMMON
    if many >= MANY_WORDS:
        rare = Rarity.RARE
    digits = " ".join(DIGITS.findall(" ".join(parts)))
    opening = f"{folded(parts[0])} {folded(parts[1])[:1]}" if many >= 2 and len(parts[0]) >= 4 else ""
    about = (status, rare, form, site, digits)
    yield NameForm(name.text, name.kind, letters, letters, Script.LATIN, *about, opening, many)
    if korean != letters:
        yield NameForm(name.text, name.kind, korean, korean, Script.LATIN, *about, words=many)
    if len(sound) >= SHORTEST_LATIN:
        yield NameForm(name.text, name.kind, sound, sound, Script.SOUNDING, *about, words=many)
    if len(parts) >= FEWEST_INITIALS and name.kind != "romanisation" and all(map(str.isalpha, parts)):
        first = "".join(part[0] for part in parts)
        about = (NameStatus.SHORT, Rarity.COMMON, "", False, "")
        yield NameForm(
            name.text, name.kind, first, first, Script.LATIN, *about, words=1, derived=Derived.INITIALS
        )  # fmt: skip
