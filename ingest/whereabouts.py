"""Where a row says that an organisation is: by its columns and its address together, of which the one fills what the other leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.places import may_mean, named, place_of, within
from ingest.organisations import NARROW, PLACE_WORDS, words_of

if TYPE_CHECKING:
    from graph.places import Place


class Whereabouts(NamedTuple):
    """City and district in the graph's own words, and what is reported of them: the rule and the remedy."""

    city: str | None
    district: str | None
    told: tuple[str, str] | None = None


def whereabouts(city: str, district: str, *addresses: str) -> Whereabouts:
    """Return the place of a row.

    The columns of city and district say it; the first address that begins with a place in or around theirs tells what they leave
    open, and which of several places of one name they mean. One that contradicts them is taken, since it tells more, and reported.

    >>> whereabouts("부산", "", "부산 기장군 장안읍")[:2], whereabouts("고성", "", "경남 고성군 동해면")[:2]
    (('Busan', 'Gijang-gun'), ('Goseong (Gyeongnam)', None))
    >>> whereabouts("London", "", "221B Baker Street")[:2], whereabouts("", "", "경기 광주시 초월읍")[:2]
    (('London', None), ('Gwangju (Gyeonggi)', None))
    """
    wide, narrow = city or None, district or None
    begins = [" ".join(address.split()[:PLACE_WORDS]) for address in addresses]
    beginnings = [begin for begin in begins if begin]
    if wide is None and narrow is None:
        best = max(
            ((begin, place_of(begin)) for begin in beginnings), key=lambda one: depth(one[1]), default=None
        )
        return Whereabouts(*(words_of(best[0]) if best and best[1] else (None, None)))
    by_columns = Whereabouts(*words_of(wide, narrow))
    for begin in beginnings:
        if (found := beside(wide, narrow, begin)) is not None and found != by_columns:
            return found
    return by_columns


def depth(place: Place | None) -> int:
    """Order places from none to narrow."""
    return -1 if place is None else ("country", "region", "province", "city", "district").index(place.level)


def beside(wide: str | None, narrow: str | None, begin: str) -> Whereabouts | None:
    """Return the place that columns and an address tell together; None if the address adds nothing."""
    text = "; ".join(filter(None, (wide, narrow)))
    by_columns, by_address, both = place_of(wide, narrow), place_of(begin), place_of(text, begin)
    if by_address is None:  # it may begin with a district, or with a name of several places
        fuller = both is not None and depth(both) > depth(by_columns)
        return Whereabouts(*words_of(text, begin)) if fuller else None
    if by_columns is None and not may_mean(wide, narrow):
        if by_address.level not in NARROW:
            return None
        return Whereabouts(*words_of(begin), contradiction(text, begin, "is not a known place"))
    if by_columns is not None and (by_columns == by_address or within(by_columns, by_address)):
        return None
    meant = {place.id for phrase in list(named(wide, narrow))[-1:] for place in phrase}
    one = {place.id for place in (by_columns,) if place is not None}
    fits = any(by_address.id == key or key in around(by_address) for key in meant | one)
    if fits or (both is not None and within(both, by_address)):
        return Whereabouts(*(words_of(begin) if fits else words_of(text, begin)))
    return Whereabouts(*words_of(begin), contradiction(text, begin, "is not the place in the address"))


def around(place: Place) -> set[str]:
    """Return the ids of all that a place lies, or lay, in."""
    from graph.places import PLACES

    above = {key for key in (place.parent, place.formerly) if key is not None}
    return above | {key for outer in above for key in around(PLACES[outer])}


def contradiction(text: str, begin: str, why: str) -> tuple[str, str]:
    """Tell that an address was taken, not what the columns say."""
    return f"“{text}” {why} (“{begin}”): the address is used", "correct the wrong one"
