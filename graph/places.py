"""Locations of organisations: the places of `data/places.csv`, and how cities and districts are matched to them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from graph.dates import earliest, latest
from graph.vocabulary import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Level = Literal["country", "region", "province", "city", "district"]
LEVELS: tuple[Level, ...] = ("country", "region", "province", "city", "district")
BRACKETED = re.compile(r"[(（]([^)）]*)[)）]")
"""Text in brackets: the wider place (고성군 (경남)), or an estate or a plan, which are not places of the table."""
ENDINGS = re.compile(r"(?<=..)[시군]$|-(si|gun)$| (city|county)$")
BETWEEN = re.compile(r"[;,/]")


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region, province, city (or county) or district.

    Attributes:
        also: alternative spellings.
        parent, formerly: id of the place it belongs to, and of the one it belonged to before.
        code: its 법정동 code (ten digits); None where it has none or it is uncertain.
        valid_from, valid_until: first and last day under this name, code and parent; None where irrelevant.
        now: id of the successor of a former place.
        latitude, longitude: of its centre; None where it has no point on a map of districts.
        source: source of the coordinates.
    """

    id: str
    level: Level
    name_ko: str
    name_en: str
    also: tuple[str, ...]
    parent: str | None
    formerly: str | None
    code: str | None
    valid_from: str | None
    valid_until: str | None
    now: str | None
    latitude: float | None
    longitude: float | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names."""
        return (self.name_ko, self.name_en, *self.also)


def read_places(path: Path) -> Mapping[str, Place]:
    """Read the table: id → Place, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["place"]: place_from(row) for row in csv.DictReader(file)})


def place_from(row: Mapping[str, str]) -> Place:
    """Build a place from a row.

    Raises:
        ValueError: the level is unknown, or a coordinate is not a number.
    """
    level: Level | None = next((known for known in LEVELS if known == row["level"]), None)
    if level is None:
        raise ValueError(
            f"places.csv, {row['place']}: unknown level {row['level']!r}: use one of {', '.join(LEVELS)}"
        )
    return Place(
        row["place"],
        level,
        row["name_ko"],
        row["name_en"],
        tuple(filter(None, row["also"].split(";"))),
        row["parent"] or None,
        row["formerly"] or None,
        row["code"] or None,
        row["valid_from"] or None,
        row["valid_until"] or None,
        row["now"] or None,
        float(row["latitude"]) if row["latitude"] else None,
        float(row["longitude"]) if row["longitude"] else None,
        row["source"],
    )


PLACES: Mapping[str, Place] = read_places(DATA / "places.csv")


def comparable(name: str) -> str:
    """Return the comparable form of a name: lower case, single spaces, no ending for city or county."""
    return ENDINGS.sub("", " ".join(name.lower().split()))


def width(place: Place) -> tuple[int, bool]:
    """Sort key from wide to narrow: by level, metropolitan cities before those of a province."""
    parent = PLACES[place.parent] if place.parent else None
    return LEVELS.index(
        place.level
    ), place.level == "city" and parent is not None and parent.level == "province"


def by_name(places: Iterable[Place]) -> Mapping[str, Sequence[Place]]:
    """Index places by each comparable name, the wider ones first."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=width):
        for name in dict.fromkeys(map(comparable, place.names)):
            found[name].append(place)
    return MappingProxyType(found)


NAMED = by_name(PLACES.values())
EXACT: Mapping[str, frozenset[str]] = MappingProxyType(
    {place.id: frozenset(name.lower() for name in place.names) for place in PLACES.values()}
)
BY_CODE: Mapping[str, Place] = MappingProxyType({p.code: p for p in PLACES.values() if p.code})
BEFORE: Mapping[str, Sequence[Place]] = MappingProxyType(
    {key: [p for p in PLACES.values() if p.now == key] for key in {p.now for p in PLACES.values() if p.now}}
)
JOINED = re.compile(
    r"\b(\w{2,7}(?:특별시|광역시|특별자치시|특별자치도|[북남]도|경기도))(?=\w)"
)  # 대구광역시달서구


def within(place: Place, other: Place) -> bool:
    """Return whether a place lies, or lay, in another one."""
    above = [key for key in (place.parent, place.formerly) if key is not None]
    return other.id in above or any(within(PLACES[key], other) for key in above)


@lru_cache(maxsize=4096)
def place_of(city: str | None, district: str | None = None, *, on: date | None = None) -> Place | None:
    """Find the narrowest place named by a city and a district, or by an address, in either language.

    Args:
        city: a name or an address.
        district: a narrower name.
        on: the day for which to find the place; None means today.

    >>> place_of("Daegu", "Dalseo-gu (Seongseo)").id
    'daegu-dalseo'
    >>> place_of("대구광역시 달서구 성서공단로 11").id, place_of("Nam-gu, Daegu").id
    ('daegu-dalseo', 'daegu-nam')
    >>> place_of("경상북도 군위군").id, place_of("군위군", on=date(2020, 5, 1)).id
    ('daegu-gunwi', 'gyeongbuk-gunwi')
    >>> place_of("Incheon", "Dalseong-gun").id
    'incheon'
    >>> place_of("Atlantis") is None
    True
    """
    found: Place | None = None
    phrases = list(named(city, district))
    for i, candidates in enumerate(phrases):
        if found is None:
            found = meant(candidates, phrases[i + 1 :])
        else:
            found = meant([place for place in candidates if within(place, found)], ()) or found
    return None if found is None else as_of(found, on)


def meant(candidates: Sequence[Place], later: Sequence[Sequence[Place]]) -> Place | None:
    """Choose among places with the same name: the one in or around a place named later, or the only one, or the widest."""
    others = [other for phrase in later for other in phrase]
    inside = [place for place in candidates if any(within(place, other) for other in others)]
    around = [place for place in candidates if any(within(other, place) for other in others)]
    wider = not isinstance(candidates, Doubtful)
    for known in (inside, around, candidates):
        bodies = {as_of(place, None).id for place in known}
        if len(bodies) == 1 or (
            bodies and known is candidates and wider and width(known[0]) != width(known[1])
        ):
            return known[0]
    return None


def as_of(place: Place, on: date | None) -> Place:
    """Return what a place is, or was, on a day: Gunwi belonged to Gyeongbuk until 2023-06-30."""
    if on is None:
        return as_of(PLACES[place.now], None) if place.now else place
    chain = [place, *BEFORE.get(place.id, ()), *([PLACES[place.now]] if place.now else [])]
    day = on.toordinal()
    for version in chain:
        if earliest(version.valid_from) <= day <= latest(version.valid_until):
            return version
    return place


def place_of_code(code: str) -> Place | None:
    """Find the narrowest place of the table for a 법정동 code, including codes of former provinces.

    >>> place_of_code("2729011100").id, place_of_code("4211010100").id
    ('daegu-dalseo', 'chuncheon')
    """
    former = BY_CODE.get(code[:2].ljust(10, "0"))
    if former is not None and former.now and code not in BY_CODE:
        code = (PLACES[former.now].code or code)[:2] + code[2:]
    for length in (5, 4, 2):  # a district, the city that it is a ward of, a province
        if found := BY_CODE.get(code[:length].ljust(10, "0")):
            return as_of(found, None)
    return None


def may_mean(city: str | None, district: str | None = None) -> tuple[Place, ...]:
    """Return the places that an ambiguous name may mean; empty if the texts name one place or none.

    >>> [place.id for place in may_mean("고성군")], may_mean("경남 고성군"), may_mean("Atlantis")
    (['gangwon-goseong', 'gyeongnam-goseong'], (), ())
    """
    if place_of(city, district) is not None:
        return ()
    found = next(iter(named(city, district)), ())
    return tuple(dict.fromkeys(as_of(place, None) for place in found))


def is_place(text: str) -> bool:
    """Return whether a text names a place of the table, or several of one name."""
    return any(named(text))


def same_place(one: str, other: str) -> bool | None:
    """Return whether two texts name the same place; None if one names none, or only the province of the other.

    >>> same_place("대구 달서구", "Dalseo-gu (Seongseo)"), same_place("경산시", "Gumi"), same_place("경북", "Gumi")
    (True, False, None)
    """
    a, b = possible(one), possible(other)
    if not a or not b:
        return None
    if a == b:
        return True
    if len(a) == len(b) == 1:
        outer = next((y for x, y in ((a[0], b[0]), (b[0], a[0])) if within(x, y)), None)
        return False if outer is None else (True if outer.level in {"city", "district"} else None)
    return None if any(x.id == y.id or within(x, y) or within(y, x) for x in a for y in b) else False


def possible(text: str) -> list[Place]:
    """Return the place that a text names, or all places of that name if it is ambiguous."""
    place = place_of(text)
    return [place] if place else [as_of(found, None) for phrase in named(text) for found in phrase]


def named(*texts: str | None) -> Iterator[Sequence[Place]]:
    """Yield the places that each phrase may mean; an unknown phrase is read word by word."""
    for text in texts:
        for phrase in BETWEEN.split(BRACKETED.sub(unbracketed, text or "")):
            whole = meaning(phrase)
            if whole:
                yield whole
                continue
            for word in JOINED.sub(r"\1 ", phrase).split():
                if candidates := meaning(word):
                    yield candidates


def unbracketed(bracketed: re.Match[str]) -> str:
    """Move the text in brackets behind the text before it, if it names a wider place."""
    inside = NAMED.get(comparable(bracketed[1]))
    return f"; {bracketed[1]}; " if inside and inside[0].level in {"country", "region", "province"} else " "


@lru_cache(maxsize=4096)
def meaning(phrase: str) -> Sequence[Place]:
    """Return the places that a phrase may mean, wider ones first; as `Doubtful` where two are equally likely.

    광주 is the metropolitan city; 광주시 is the city in Gyeonggi, but many write it for the metropolitan city: ambiguous.
    """
    found = NAMED.get(comparable(phrase), ())
    written = " ".join(phrase.split()).lower()
    if len(found) > 1 and written != comparable(phrase) and written in EXACT.get(found[-1].id, ()):
        return found if written in EXACT[found[0].id] else Doubtful(found)
    return found


class Doubtful(tuple[Place, ...]):
    """Places with the same name of which the wider one is not the likelier."""

    __slots__ = ()
