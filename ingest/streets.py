"""The street, or 읍·면·동 and 리, of an address, which distinguishes namesakes in one town."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.places import is_place

ASIDE = re.compile(r"[()（）\[\],;]")
SPLIT_NAME = re.compile(r"(?<=[가-힣])(?<![시군구읍면동도리])\s+(?=(?:대로|로|길)(?:\s|\d|$))")
"""달구벌 대로 1 is 달구벌대로 1."""
SIDE_STREET = re.compile(r"(?<=[로길])\s+(?=\d+번?[가-힣]{0,2}길)")
"""성서공단로 11길 is 성서공단로11길."""
ROAD = re.compile(r"([가-힣][가-힣\d·.]*?(?:로|길))(?:지하)?(?:\d[\d-]*(?:번지|호)?)?")
TOWN = re.compile(r"[가-힣][가-힣\d·.]*(?:읍|면|동|가)")
RURAL = re.compile(r"[가-힣][가-힣\d]*[읍면]")
VILLAGE = re.compile(r"[가-힣][가-힣\d]*리")
NUMBERED = re.compile(r"제?\d+(?=동$)")
"""성내1동, an administrative division, lies in the legal division 성내동."""


@lru_cache(maxsize=65536)
def street_of(*address: str) -> str:
    """Return the 읍·면 and the street of an address, or its 읍·면·동 and 리; empty if it has none.

    >>> street_of("울산광역시 울주군 서생면 당물길 59 204호"), street_of("대구 북구 검단동 12-3")
    ('서생면 당물길', '검단동')
    >>> street_of("대구 달서구 성서공단로 11길 32") == street_of("대구 달서구 성서공단로11길32 (호산동)")
    True
    """
    text = SIDE_STREET.sub("", SPLIT_NAME.sub("", ASIDE.sub(" ", " ".join(address))))
    words = text.split()
    for place, word in enumerate(words):
        road = ROAD.fullmatch(word)
        if road is not None and not is_place(word):
            town = [before for before in words[:place] if RURAL.fullmatch(before)][:1]
            return " ".join((*town, road[1]))
    for place, word in enumerate(words):
        if TOWN.fullmatch(word):
            village = [after for after in words[place + 1 : place + 2] if VILLAGE.fullmatch(after)]
            return " ".join((NUMBERED.sub("", word), *village))
    return ""


def are_two(one: str, other: str) -> bool:
    """Return whether two streets, 읍·면·동 or 리 differ; False if they are not comparable.

    >>> are_two("서생면 당물길", "범서읍 굴화길"), are_two("검단동", "검단로"), are_two("화순읍 상삼1길", "상삼1길")
    (True, False, False)
    """
    mine, theirs = sorted_words(one), sorted_words(other)
    return any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs.keys())


def sorted_words(street: str) -> dict[str, str]:
    """Classify the words of a street."""
    return {
        "road" if word[-1] in "로길" else "village" if word[-1] == "리" else "town": word
        for word in street.split()
    }
