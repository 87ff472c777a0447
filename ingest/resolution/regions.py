"""Regions that tell namesakes apart: in brackets behind a name (Lundbeck (Denmark)), and places in several spellings."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from graph.places import NAMED, PLACES, within
from graph.places import comparable as place_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.resolution.organisations import OrganisationRecord

COUNTRIES = Path(__file__).with_name("countries.csv")
"""Countries and territories by ISO 3166 code, English and Korean names of Unicode CLDR, with other names in use."""
SPELLINGS = Path(__file__).with_name("city_spellings.csv")
"""Cities with names in other languages, without accents."""
BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]")
HANGUL = re.compile(r"[가-힣]")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,7}")
FORMERLY = re.compile(r"(?:formerly|former|ex|now|previously|also|aka)\b", re.IGNORECASE)
FORMS = frozenset({"private", "proprietary", "limited", "holding", "holdings", "group", "public", "company"})
"""Words in brackets that belong to a legal form."""
SHORTEST = 4
"""Letters from which an unknown word in brackets behind a Latin name tells a part: Arizona, not M or Pty."""
ALIKE = 0.75
"""Share of equal letters from which two unknown places may be spellings of one."""
UNDIVIDED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters without a decomposition into a letter and an accent."""


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return a text in lower case, without accents and marks; Hangul stays.

    >>> plain("Mladá Boleslav"), plain("København"), plain("'s-Gravenhage"), plain("독일")
    ('mlada boleslav', 'kobenhavn', 's gravenhage', '독일')
    """
    split = unicodedata.normalize("NFKD", text.lower().translate(UNDIVIDED))
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", unicodedata.normalize("NFC", bare)).split())


@cache
def countries() -> Mapping[str, str]:
    """Return the code of each country by its names in English and Korean."""
    found: dict[str, str] = {}
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name_en"], row["name_ko"], *row["also"].split(";")):
                if name:
                    found.setdefault(plain(name), row["code"])
    return found


def country(text: str | None) -> str | None:
    """Return the code of a country.

    >>> country("Denmark"), country("덴마크"), country("(U.K.)"), country("Arizona")
    ('DK', 'DK', 'GB', None)
    """
    return countries().get(plain(text)) if text else None


@cache
def spellings() -> Mapping[str, str]:
    """Return the usual name of each city by its names in other languages."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return {also: row["name"] for row in csv.DictReader(file) for also in row["also"].split(";")}


def one_place(text: str) -> str:
    """Return the name of a place that the table lacks in one spelling.

    >>> one_place("München"), one_place("Munich"), one_place("Milano"), one_place("Mladá Boleslav")
    ('munich', 'munich', 'milan', 'mlada boleslav')
    """
    bare = plain(text)
    return spellings().get(bare, bare)


def may_be_one(one: str, other: str) -> bool:
    """Return whether two unknown places may be spellings of one: alike, one within the other, or in two scripts.

    >>> may_be_one("frankfurt", "frankfurt oder"), may_be_one("muhlheim", "mulheim"), may_be_one("뮌헨", "munich")
    (True, True, True)
    >>> may_be_one("phoenix", "jacksonville"), may_be_one("london", "kampala")
    (False, False)
    """
    if bool(HANGUL.search(one)) != bool(HANGUL.search(other)):
        return True
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a or Levenshtein.normalized_similarity(one, other) >= ALIKE


@lru_cache(maxsize=50_000)
def regions_of(name: str) -> frozenset[str]:
    """Return the regions in brackets behind a name: a country's code, the id of a place, or else a word behind a Latin name.

    >>> sorted(regions_of("ESI Group (Sweden)")), sorted(regions_of("가나테크 (독일)")), sorted(regions_of("가나테크(대구)"))
    (['SE'], ['DE'], ['daegu'])
    >>> sorted(regions_of("Mayo Oncology Center (Arizona)")), regions_of("Alpha (ABC)"), regions_of("가나테크(옛 다라)")
    (['arizona'], frozenset(), frozenset())
    """
    name, places = parted_from_place(name)
    outer = BRACKETS.sub(" ", name).strip()
    if not outer:
        return frozenset()
    found = [region(inner.strip(), latin=not HANGUL.search(outer)) for inner in BRACKETS.findall(name)]
    land = country(places[-1]) if places else None
    if land != "KR" or not HANGUL.search(outer):
        found.append(land)
    return frozenset(told for told in found if told is not None)


def own_word(name: str) -> str | None:
    """Return the word in brackets behind a Latin name that does not name a place: it distinguishes an organisation from its namesakes.

    >>> own_word("Garam Research Network (Jeeves)"), own_word("Garam (Sweden)"), own_word("Garam (Daegu)"), own_word("가나 (Jeeves)")
    ('jeeves', None, None, None)
    """
    words = [word for word in regions_of(name) if word not in PLACES and not word.isupper()]
    return " ".join(sorted(words)) or None


@lru_cache(maxsize=50_000)
def parted_from_place(name: str) -> tuple[str, tuple[str, ...]]:
    """Split a name from the places behind it, narrow ones first: known cities and countries, and a city that the name itself contains.

    >>> parted_from_place("University of Garam, Garam, Sweden"), parted_from_place("가나대학교, 대구, 대한민국")
    (('University of Garam', ('Garam', 'Sweden')), ('가나대학교', ('대구', '대한민국')))
    >>> parted_from_place("Garam Institute, Division Two, Sweden"), parted_from_place("Garam Co., Ltd."), parted_from_place("대구, 경북")
    (('Garam Institute, Division Two', ('Sweden',)), ('Garam Co., Ltd.', ()), ('대구, 경북', ()))
    """
    if "," not in name:
        return name, ()
    parts, places = [part.strip() for part in name.split(",")], list[str]()
    while len(parts) > 1 and is_behind(parts, wide=bool(places)):
        places.insert(0, parts.pop())
    if not plain(parts[0]) or country(parts[0]) or is_known(parts[0]):
        return name, ()
    return (", ".join(parts), tuple(places)) if places else (name, ())


def is_behind(parts: list[str], *, wide: bool) -> bool:
    """Return whether the last part of a name is a place; `wide`: whether a wider one stands behind it."""
    last = parts[-1]
    if country(last) or is_known(last):
        return True
    words = set(plain(last).split())
    return wide and bool(words) and words <= set(plain(parts[0]).split())


def is_known(text: str) -> bool:
    """Return whether a text is a place of the table, or a city of the table of spellings."""
    bare = plain(text)
    return place_name(text) in NAMED or bare in spellings() or bare in set(spellings().values())


def with_place(organisation: OrganisationRecord) -> OrganisationRecord:
    """Return an organisation with the place behind one of its names, if nothing else tells its place; its names stay as written."""
    if organisation.city or organisation.district:
        return organisation
    behind = (parted_from_place(name.text)[1] for name in organisation.names if name.kind != "former_name")
    places = next(filter(None, behind), None)
    return replace(organisation, city=places[0]) if places else organisation


def regions_behind(organisation: OrganisationRecord) -> frozenset[str]:
    """Return the regions in brackets behind the names of an organisation, former ones left out."""
    return frozenset().union(
        *(regions_of(name.text) for name in organisation.names if name.kind != "former_name")
    )


def region(inner: str, *, latin: bool) -> str | None:
    """Return the region that a text in brackets names."""
    if code := country(inner):
        return code
    if places := NAMED.get(place_name(inner), ()):
        return places[0].id
    word = plain(inner)
    part = latin and not HANGUL.search(inner) and len(word) >= SHORTEST and any(map(str.isalpha, word))
    if not part or ACRONYM.fullmatch(inner) or FORMERLY.match(word) or FORMS & set(word.split()):
        return None
    return word


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the regions behind two names exclude each other.

    >>> apart(frozenset({"SE"}), frozenset({"DE"})), apart(frozenset({"daegu"}), frozenset({"KR"}))
    (True, False)
    """
    return bool(one and other) and not any(overlap(a, b) for a in one for b in other)


def overlap(one: str, other: str) -> bool:
    """Return whether two regions are one, or one lies in the other."""
    if one == other or ("KR" in {one, other} and (one in PLACES or other in PLACES)):
        return True
    if one in PLACES and other in PLACES:
        a, b = PLACES[one], PLACES[other]
        return within(a, b) or within(b, a)
    return False


def tells(regions: frozenset[str]) -> bool:
    """Return whether regions say that a name is of a part: a country, or a word behind a Latin name.

    A Korean place in brackets is that of the whole, or of a plant.
    """
    return any(name not in PLACES for name in regions)
