"""The sector of an industry name: by the class names of KSIC, else by keywords."""

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
"""The revision of the names in `ksic_names.csv`; offices use these names with codes of any revision."""
AND_MORE = re.compile(r"(?:\s*(?<!제)외|\s+등)\s*\d*\s*(?:종|건|개|품목)?\s*$")
MAKES_NOTHING = re.compile(
    r"(?:도매|소매|도소매|도·소매|판매|임대|대여|중개|수리|운송|광|공사|건설|무역)업$|광업"
)
"""Trade, rental, repair, mining and construction: product keywords do not tell their sector."""


def read_names(path: Path) -> Mapping[str, str]:
    """Read the class names of KSIC: comparable name → code."""
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({comparable(row["name"]): row["ksic"] for row in csv.DictReader(file)})


def read_words(path: Path) -> Mapping[str, tuple[re.Pattern[str], str]]:
    """Read the keywords in industry names: word → pattern and sector.

    The prefix 비 (non-) excludes a word: 비금속 is not 금속.
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
    """Return the sector of an industry name: of its class, or of the longest keyword; None if keywords conflict.

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
