"""Licences of the data in a store: one per origin whose load stands."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.loads.undo_log import undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.store import Load, Store

AS_PUBLISHER = "as its publisher says"
NOT_STATED = "not stated"
NOTHING = "nothing is loaded"
ALL = 1_000_000
CC_BY, CC0 = "CC BY 4.0", "CC0 1.0"
BUNDLED = f"{CC_BY}: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports"
"""Licence of the bundled data (`data/LICENSE`)."""
KOREAN: Mapping[str, str] = MappingProxyType(
    {
        AS_PUBLISHER: "발행처가 정한 조건",
        NOT_STATED: "명시되지 않음",
        NOTHING: "적재된 자료 없음",
        BUNDLED: f"{CC_BY}: 대구·경북 소재 생태계 자료(공개 보고서 통합)",
    }
)
"""Licences in Korean, where they are not written alike in both languages."""
URLS: Mapping[str, str] = MappingProxyType(
    {
        CC_BY: "https://creativecommons.org/licenses/by/4.0/",
        CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    }
)
PUBLISHED: Mapping[str, str] = MappingProxyType(
    {
        "cordis": CC_BY,
        "openalex": CC0,
        "ror": CC0,
        **dict.fromkeys(
            ("dart", "dart-company", "factories", "factoryon", "kipris", "krx", "ntis", "renames"),
            AS_PUBLISHER,
        ),
    }
)
"""Origin → licence of its publisher for all of its data."""
OWN = frozenset({"check", "identity", "review", "rollback"})
"""Loads that add no facts but organise those of other origins."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one origin's data by name, and the address of its text if known."""

    origin: str
    licence: str

    @property
    def url(self) -> str | None:
        """The address of the licence text."""
        return URLS.get(self.licence.partition(":")[0])


def usual(origin: str) -> str:
    """Return the default licence of an origin."""
    return PUBLISHED.get(origin, NOT_STATED)


def licences_of(store: Store) -> tuple[Licence, ...]:
    """Return the licence of each origin with records in a store, sorted by origin."""
    loads = store.loads(ALL)
    back = undone(loads)
    last: dict[str, Load] = {}
    for load in loads:  # latest first
        if load.origin not in OWN and load.id not in back:
            last.setdefault(load.origin, load)
    return tuple(Licence(origin, licence_of(last[origin])) for origin in sorted(last))


def licence_of(load: Load) -> str:
    """Return the licence given with a load, or the default of its origin."""
    given = load.report.get("licence")
    return given if isinstance(given, str) and given else usual(load.origin)


def in_words(licences: Iterable[Licence], *, korean: bool = False) -> str:
    """Return licences in one line, each with its origins.

    >>> in_words([Licence("krx", AS_PUBLISHER), Licence("openalex", CC0), Licence("ror", CC0)])
    'as its publisher says (krx); CC0 1.0 (openalex, ror)'
    """
    origins: dict[str, list[str]] = {}
    for one in licences:
        origins.setdefault(one.licence, []).append(one.origin)
    written: Mapping[str, str] = KOREAN if korean else {}
    lines = (f"{written.get(licence, licence)} ({', '.join(names)})" for licence, names in origins.items())
    return "; ".join(lines) or written.get(NOTHING, NOTHING)
