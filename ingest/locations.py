"""The place of a row, from its columns and its address together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.places import may_mean, named, place_of, within
from ingest.organisations import NARROW, PLACE_WORDS, standard_place

if TYPE_CHECKING:
    from graph.places import Place


class Location(NamedTuple):
    """City and district in standard form, with a remark (rule and remedy) if needed."""

    city: str | None
    district: str | None
    remark: tuple[str, str] | None = None


def location_of(city: str, district: str, *addresses: str) -> Location:
    """Return the place of a row.

    City and district columns come first; the first address that starts with a place in or around theirs completes and
    disambiguates them. An address that contradicts them wins, since it is more precise, with a remark.

    >>> location_of("부산", "", "부산 기장군 장안읍")[:2], location_of("고성", "", "경남 고성군 동해면")[:2]
    (('Busan', 'Gijang-gun'), ('Goseong (Gyeongnam)', None))
    >>> location_of("London", "", "221B Baker Street")[:2], location_of("", "", "경기 광주시 초월읍")[:2]
    (('London', None), ('Gwangju (Gyeonggi)', None))
    """
    wide, narrow = city or None, district or None
    begins = [" ".join(address.split()[:PLACE_WORDS]) for address in addresses]
    beginnings = [begin for begin in begins if begin]
    if wide is None and narrow is None:
        best = max(
            ((begin, place_of(begin)) for begin in beginnings), key=lambda one: depth(one[1]), default=None
        )
        return Location(*(standard_place(best[0]) if best and best[1] else (None, None)))
    by_columns = Location(*standard_place(wide, narrow))
    for begin in beginnings:
        if (found := beside(wide, narrow, begin)) is not None and found != by_columns:
            return found
    return by_columns


def depth(place: Place | None) -> int:
    """Sort key of places, from none to narrow."""
    return -1 if place is None else ("country", "region", "province", "city", "district").index(place.level)


def beside(wide: str | None, narrow: str | None, begin: str) -> Location | None:
    """Return the place from columns and an address together; None if the address adds nothing."""
    text = "; ".join(filter(None, (wide, narrow)))
    by_columns, by_address, both = place_of(wide, narrow), place_of(begin), place_of(text, begin)
    if by_address is None:  # it may start with a district, or with an ambiguous name
        fuller = both is not None and depth(both) > depth(by_columns)
        return Location(*standard_place(text, begin)) if fuller else None
    if by_columns is None and not may_mean(wide, narrow):
        if by_address.level not in NARROW:
            return None
        return Location(*standard_place(begin), contradiction(text, begin, "is not a known place"))
    if by_columns is not None and (by_columns == by_address or within(by_columns, by_address)):
        return None
    meant = {place.id for phrase in list(named(wide, narrow))[-1:] for place in phrase}
    one = {place.id for place in (by_columns,) if place is not None}
    fits = any(by_address.id == key or key in around(by_address) for key in meant | one)
    if fits or (both is not None and within(both, by_address)):
        return Location(*(standard_place(begin) if fits else standard_place(text, begin)))
    return Location(*standard_place(begin), contradiction(text, begin, "is not the place in the address"))


def around(place: Place) -> set[str]:
    """Return the ids of all places that contain, or contained, a place."""
    from graph.places import PLACES

    above = {key for key in (place.parent, place.formerly) if key is not None}
    return above | {key for outer in above for key in around(PLACES[outer])}


def contradiction(text: str, begin: str, why: str) -> tuple[str, str]:
    """Return the remark that the address overrides the columns."""
    return f"“{text}” {why} (“{begin}”): the address is used", "correct the wrong one"
