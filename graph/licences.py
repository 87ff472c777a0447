"""Under which licence what a store holds may be used: that of each origin whose load stands, never one for all."""

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
"""What `data/LICENSE` says of the bundled data."""
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
            ("dart", "dart-company", "factories", "factoryon", "kipris", "krx", "ntis"), AS_PUBLISHER
        ),
    }
)
"""Origin → what its publisher says of all that it gives away."""
OWN = frozenset({"check", "identity", "review", "rollback"})
"""Loads that say nothing about the world: they only order what origins have said."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one origin's data, in words, and where its text stands if that is known."""

    origin: str
    licence: str

    @property
    def url(self) -> str | None:
        """Where the text of the licence stands."""
        return URLS.get(self.licence.partition(":")[0])


def usual(origin: str) -> str:
    """Give what holds for an origin unless a load says otherwise."""
    return PUBLISHED.get(origin, NOT_STATED)


def licences_of(store: Store) -> tuple[Licence, ...]:
    """Give the licence of each origin whose word stands in a store, in the order of origins."""
    loads = store.loads(ALL)
    back = undone(loads)
    last: dict[str, Load] = {}
    for load in loads:  # latest first
        if load.origin not in OWN and load.id not in back:
            last.setdefault(load.origin, load)
    return tuple(Licence(origin, licence_of(last[origin])) for origin in sorted(last))


def licence_of(load: Load) -> str:
    """Give the licence that a load was told, or the usual one of its origin."""
    told = load.report.get("licence")
    return told if isinstance(told, str) and told else usual(load.origin)


def in_words(licences: Iterable[Licence]) -> str:
    """Say it in one line: each licence once, with the origins that it holds for.

    >>> in_words([Licence("krx", AS_PUBLISHER), Licence("openalex", CC0), Licence("ror", CC0)])
    'as its publisher says (krx); CC0 1.0 (openalex, ror)'
    """
    origins: dict[str, list[str]] = {}
    for one in licences:
        origins.setdefault(one.licence, []).append(one.origin)
    return "; ".join(f"{licence} ({', '.join(names)})" for licence, names in origins.items()) or NOTHING
