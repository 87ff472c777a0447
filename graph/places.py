"""Where organisations are: the places of `data/places.csv`, and which of them a record's city and district name."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from graph.vocabulary import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Level = Literal["country", "region", "province", "city", "district"]
LEVELS: tuple[Level, ...] = ("country", "region", "province", "city", "district")
BRACKETED = re.compile(r"[(（][^)）]*[)）]")  # an estate, a plan: no place of its own
ENDINGS = re.compile(r"(?<=..)[시군]$|-(si|gun)$| (city|county)$")
BETWEEN = re.compile(r"[;,/]")


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region, province, city (or county) or district.

    Attributes:
        also: other names it is written by.
        parent, formerly: id of what it belongs to, and of what it belonged to before.
        latitude, longitude: of its centre; None for what has no point of its own on a map of districts.
        source: where the point is from.
    """

    id: str
    level: Level
    name_ko: str
    name_en: str
    also: tuple[str, ...]
    parent: str | None
    formerly: str | None
    latitude: float | None
    longitude: float | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is written by."""
        return (self.name_ko, self.name_en, *self.also)


def read_places(path: Path) -> Mapping[str, Place]:
    """Read the table: id → Place, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["place"]: place_from(row) for row in csv.DictReader(file)})


def place_from(row: Mapping[str, str]) -> Place:
    """Make a place of a row.

    Raises:
        ValueError: the level is unknown, or a coordinate is no number.
    """
    level = next((level for level in LEVELS if level == row["level"]), None)
    if level is None:
        raise ValueError(
            f"places.csv, {row['place']}: the level {row['level']!r} is none of {', '.join(LEVELS)}"
        )
    return Place(
        row["place"],
        level,
        row["name_ko"],
        row["name_en"],
        tuple(filter(None, row["also"].split(";"))),
        row["parent"] or None,
        row["formerly"] or None,
        float(row["latitude"]) if row["latitude"] else None,
        float(row["longitude"]) if row["longitude"] else None,
        row["source"],
    )


PLACES: Mapping[str, Place] = read_places(DATA / "places.csv")


def comparable(name: str) -> str:
    """Write a name as names are compared: small letters, one space, no ending that says city or county."""
    return ENDINGS.sub("", " ".join(name.lower().split()))


def width(place: Place) -> tuple[int, bool]:
    """Order places from wide to narrow: by level, and cities of their own rank before those of a province."""
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


def within(place: Place, other: Place) -> bool:
    """Tell whether a place lies, or lay, in another one."""
    above = [key for key in (place.parent, place.formerly) if key is not None]
    return other.id in above or any(within(PLACES[key], other) for key in above)


@lru_cache(maxsize=4096)
def place_of(city: str | None, district: str | None) -> Place | None:
    """Find the narrowest place that a city and a district name, in either language.

    >>> place_of("Daegu", "Dalseo-gu (Seongseo)").id
    'daegu-dalseo'
    >>> place_of("대구광역시 달서구", None).id
    'daegu-dalseo'
    >>> place_of("경상북도 군위군", None).id
    'daegu-gunwi'
    >>> place_of("Incheon", "Dalseong-gun").id
    'incheon'
    >>> place_of("Atlantis", None) is None
    True
    """
    found: Place | None = None
    for candidates in named(city, district):
        if found is None:
            # a name that several bear alone says nothing, unless one of them is wider than all others
            if len(candidates) == 1 or width(candidates[0]) != width(candidates[1]):
                found = candidates[0]
        else:
            inner = [place for place in candidates if within(place, found)]
            found = inner[0] if inner else found
    return found


def named(*texts: str | None) -> Iterator[Sequence[Place]]:
    """Give the places that each phrase may mean, phrase by phrase; a phrase that is no name is taken word by word."""
    for text in texts:
        for phrase in BETWEEN.split(BRACKETED.sub(" ", text or "")):
            whole = NAMED.get(comparable(phrase))
            if whole:
                yield whole
                continue
            for word in phrase.split():
                if candidates := NAMED.get(comparable(word)):
                    yield candidates
