"""The sector of an industry that is reported by its name: by the classification's own names of classes, else by words in it."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.names import comparable
from graph.vocabulary import DATA
from ingest.organisations import sector_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REVISION = "10"
"""The revision whose names `ksic_names.csv` holds; offices use these names whatever revision their codes are of."""
AND_MORE = re.compile(r"(?:\s*(?<!제)외|\s+등)\s*\d*\s*(?:종|건|개|품목)?\s*$")
MAKES_NOTHING = re.compile(
    r"(?:도매|소매|도소매|도·소매|판매|임대|대여|중개|수리|운송|광|공사|건설|무역)업$|광업"
)
"""Industries that sell, lend, repair, dig or build in: the words for what others make say nothing of their sector."""


def read_names(path: Path) -> Mapping[str, str]:
    """Read the classes that the classification names: name in comparable form → code."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({comparable(row["name"]): row["ksic"] for row in csv.DictReader(file)})


def read_words(path: Path) -> Mapping[str, tuple[re.Pattern[str], str]]:
    """Read which sector a word in the name of an industry tells of: word → how it is found, sector.

    비 before a word at the beginning of another takes it back: 비금속 is no 금속.
    """
    found: dict[str, tuple[re.Pattern[str], str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            letters = row["word"].replace(" ", "")
            found[letters] = re.compile(r"(?<!\b비)" + r"\s*".join(map(re.escape, letters))), row["sector"]
    return MappingProxyType(found)


NAMES = read_names(DATA / "ksic_names.csv")
WORDS = read_words(DATA / "industry_words.csv")


@lru_cache(maxsize=4096)
def sector_of_industry(name: str) -> str | None:
    """Return the sector of an industry told by its name: that of its class, or of the longest known word; None where words contradict.

    >>> sector_of_industry("자동차용 전기장치 제조업 외 3종"), sector_of_industry("산업용 로봇 제조업"), sector_of_industry("도매업")
    ('automotive', 'robotics', None)
    >>> sector_of_industry("기타 비금속 광물제품 제조업"), sector_of_industry("비금속광물 광업"), sector_of_industry("통신 및 방송 장비 제조업")
    ('ceramics', None, 'it-electronics')
    """
    text = " ".join(AND_MORE.sub("", name).split())
    if code := NAMES.get(comparable(text)):
        return sector_of(code, REVISION)
    if MAKES_NOTHING.search(text):
        return None
    found = [word for word, (pattern, _) in WORDS.items() if pattern.search(text)]
    longest = max(map(len, found), default=0)
    sectors = {WORDS[word][1] for word in found if len(word) == longest}
    return sectors.pop() if len(sectors) == 1 else None
