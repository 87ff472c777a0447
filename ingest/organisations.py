"""Fields of organisations from lists: names in two languages, place, sector, products, website."""

from __future__ import annotations

import csv
import hashlib
import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.field_rules import ID
from graph.identifiers import POINT_ZERO, IdentifierError, identify
from graph.model import Identifier, Organisation
from graph.places import PLACES, may_mean, place_of
from graph.texts import says_nothing, tidied
from graph.vocabulary import DATA, IdentifierScheme
from ingest.names import romanised, split_name
from ingest.origin import Option, OriginError
from ingest.products import products_in
from ingest.reading.positions import FieldFault
from ingest.websites import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HANGUL = re.compile("[가-힣]")
PLACE_WORDS = 3
SHORT_NUMBER = re.compile(r"\d+[.,]\d+[eE][+-]?\d+|\d+[eE][+-]\d+")
"""Long numbers as written by spreadsheets and pandas; 1E5 may be a code."""
NARROW = frozenset({"city", "district"})
REVISIONS = ("9", "10", "11")
REVISION = Option("revision of the industrial classification (KSIC): 9, 10 (default) or 11")


def make_organisation(
    id_: str,
    name: str,
    sources: tuple[str, ...],
    *,
    english: str = "",
    kind: str = "company",
    sector: str | None = None,
    products: str = "",
    products_ko: str = "",
    place: tuple[str | None, str | None] = (None, None),
    founded: str | None = None,
    website: str = "",
) -> Organisation:
    """Make an organisation; without an official English name, the Korean one is romanised without its legal form."""
    ko, en, official = names_of(name, english)
    return Organisation(
        id_,
        ko,
        en,
        official,
        kind,
        sector,
        "; ".join(products_in(products)) or None,
        *place,
        founded,
        address_of(website),
        sources,
        "; ".join(products_in(products_ko)) or None,
    )


@lru_cache(maxsize=65536)
def names_of(name: str, english: str = "") -> tuple[str, str, bool]:
    """Return the Korean name, the English one, and whether the latter is official."""
    name, english = " ".join(tidied(name).split()), " ".join(tidied(english).split())
    if english and not says_nothing(english):
        return name or english, english, True
    if not HANGUL.search(name):
        return name, name, True
    latin = romanised(split_name(name).plain).strip()
    return name, latin or name, False


@lru_cache(maxsize=65536)
def standard_place(city: str | None, district: str | None = None) -> tuple[str | None, str | None]:
    """Return the city and the district in standard form; an unknown place stays as written.

    >>> standard_place("대구광역시 달서구"), standard_place("경북 군위군"), standard_place("경상북도", "구미시")
    (('Daegu', 'Dalseo-gu'), ('Daegu', 'Gunwi-gun'), ('Gumi', None))
    """
    if not city and not district:
        return None, None
    found = place_of(city or None, district or None)
    if found is None:
        return city or None, district or None
    if found.now:
        found = PLACES[found.now]
    parent = PLACES[found.parent] if found.parent else None
    if found.level == "district" and parent is not None:
        return parent.name_en, found.name_en
    return found.name_en, None


def place_in(address: str) -> tuple[str | None, str | None]:
    """Return the city and the district at the start of an address; nothing if it starts otherwise."""
    begin = " ".join(address.split()[:PLACE_WORDS])
    return standard_place(begin) if begin and place_of(begin, None) else (None, None)


def city_or_country(city: str, country: str, province: str = "") -> tuple[str | None, str | None]:
    """Return a known Korean city, otherwise the country, since foreign cities are not distinguished."""
    korean = standard_place(country)[0] == PLACES["south-korea"].name_en
    if not korean or not city:
        return standard_place(country)
    place = f"{province}; {city}" if province and place_of(province) else city
    return standard_place(place) if place_of(place) else standard_place(country)


def is_placed(city: str | None, district: str | None = None) -> bool:
    """Return whether a place is narrow enough to distinguish an organisation from its namesakes.

    >>> is_placed("Gumi"), is_placed("Shenzhen"), is_placed("Gyeonggi"), is_placed("고성군"), is_placed(None)
    (True, True, False, False, False)
    """
    if not city and not district:
        return False
    found = place_of(city, district)
    return found.level in NARROW if found is not None else not may_mean(city, district)


def named(text: str, field: str, what: str = "an organisation") -> str:
    """Return a valid name.

    Raises:
        FieldFault: the cell is empty or a placeholder (“-”, “#N/A”, “없음”).
    """
    if not text or says_nothing(text):
        data = f", not “{text[:40]}”" if text else ""
        raise FieldFault(field, f"{what} needs a name{data}", "fill it in")
    return text


def made_id(origin: str, *words: str | None) -> str:
    """Make an id from the content of a row, the same in any file and order.

    The first text is a name, compared by letters and legal form: (주)가나 and 가나 주식회사 are equal, 가나 유한회사 is not.
    """
    name = split_name(words[0]) if words and words[0] else None
    data = "\0".join(name.bare if i == 0 and name else word or "" for i, word in enumerate(words))
    form = f"\0form:{name.legal_form}" if name and name.legal_form else ""
    return f"{origin}:{hashlib.blake2b(f'{data}{form}'.encode(), digest_size=8).hexdigest()}"


def number_of(text: str, field: str) -> str:
    """Return an origin's own number as text; pandas and spreadsheets write 7.0 for 7.

    Raises:
        FieldFault: a spreadsheet has shortened it, so that several rows may share it.
    """
    if SHORT_NUMBER.fullmatch(text):
        raise FieldFault(
            field, f"“{text}” was shortened by a spreadsheet: several rows may share the remaining digits",
            "save the column as text and load it again",
        )  # fmt: skip
    found = POINT_ZERO.fullmatch(text)
    return found[1] if found else text


def own_id(origin: str, number: str, field: str) -> str:
    """Return an origin's own number as an id of the graph."""
    number = number_of(number, field)
    id_ = f"{origin}:{number}"
    if not number or not ID.fullmatch(id_):
        raise FieldFault(field, f"“{number[:60]}” is not a valid number", "use letters, digits, . _ : - only")
    return id_


def identifier(
    node: str, scheme: IdentifierScheme, text: str, sources: tuple[str, ...], field: str
) -> Identifier:
    """Make a checked identifier in standard form."""
    try:
        return Identifier(node, str(scheme), identify(scheme, text).value, None, None, sources)
    except IdentifierError as error:
        raise FieldFault(field, error.rule, error.remedy) from error


def revision_of(options: Mapping[str, str]) -> str:
    """Return the KSIC revision from the option `ksic`.

    Raises:
        OriginError: the revision is unknown.
    """
    revision = options.get("ksic", "10")
    if revision not in REVISIONS:
        raise OriginError(f"Unknown revision ksic={revision}: use one of {', '.join(REVISIONS)}")
    return revision


def read_ksic(path: Path) -> Mapping[tuple[str, str], str]:
    """Read the sectors of KSIC classes: (revision, code) → sector."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                (revision, row["ksic"]): row["sector"]
                for row in csv.DictReader(file)
                for revision in ([row["revision"]] if row["revision"] else REVISIONS)
            }
        )


KSIC_SECTORS = read_ksic(DATA / "ksic_sectors.csv")


def sector_of(code: str, revision: str) -> str | None:
    """Return the sector of a KSIC code by its longest known prefix; None if there is none.

    >>> sector_of("28202", "10"), sector_of("C30320", "10"), sector_of("47", "10") is None
    ('energy', 'automotive', True)
    """
    digits = code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTU")
    for length in range(min(5, len(digits)), 1, -1):
        if sector := KSIC_SECTORS.get((revision, digits[:length])):
            return sector
    return None
