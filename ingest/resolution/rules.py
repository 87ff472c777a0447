"""What stands above the score: when a match weight is enough, and what it rests on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.vocabulary import EvidenceKind
from ingest.resolution.comparing import best_names
from ingest.resolution.levels import UNKNOWN, NameLevel, PlaceLevel, SameLevel, SharedLevel, YearLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from ingest.resolution.levels import Levels
    from ingest.resolution.profiles import Profiles

    Numbers = npt.NDArray[np.int64]
    Truths = npt.NDArray[np.bool_]

WEAK = (NameLevel.OTHER, NameLevel.ALIKE, NameLevel.SHORT, NameLevel.SPOKEN, NameLevel.NEAR)
"""Names that two bodies may well bear: likeness, an abbreviation, a sound. They never make one body without a telling fact."""
LATIN = (NameLevel.LATIN_COMMON, NameLevel.LATIN_USUAL, NameLevel.LATIN_RARE)


def telling(levels: Mapping[str, Levels]) -> Truths:
    """Tell which pairs agree in what hardly two bodies share: a website, partners, the year of founding."""
    website: Truths = levels["website"] == SameLevel.SAME
    founded: Truths = levels["founded"] == YearLevel.SAME
    found: Truths = website | founded | (levels["ties"] >= SharedLevel.ONE)
    return found


def may_merge(levels: Mapping[str, Levels], one: Profiles, i: Numbers, other: Profiles, j: Numbers) -> Truths:
    """Tell which pairs may be merged, however much they weigh: a name alone never makes two companies one."""
    told = telling(levels)
    place = levels["place"] >= PlaceLevel.CITY
    sector = levels["sector"] == SameLevel.SAME
    support = told | place | sector | (levels["products"] >= SharedLevel.ONE)
    firms = one.company[i] & other.company[j]
    weak: Truths = np.isin(levels["name"], (UNKNOWN, *WEAK))
    enough: Truths = (weak & told) | (~weak & (support | ~firms))
    return enough


def evidence(levels: Mapping[str, int], one: Profiles, i: int, other: Profiles, j: int) -> tuple[str, ...]:
    """Say what a pair rests on: words of `EvidenceKind`, each with what it is, parted by `|`."""
    said = [*of_names(one, i, other, j)]
    mine, theirs = one.bodies[i], other.bodies[j]
    place = f"{mine.district or mine.city or ''} / {theirs.district or theirs.city or ''}"
    both = (
        theirs.district or theirs.city if levels["place"] == PlaceLevel.DISTRICT else theirs.city or mine.city
    )
    facts = {
        "place": (EvidenceKind.SAME_PLACE, both, EvidenceKind.OTHER_PLACE, place),
        "sector": (EvidenceKind.SAME_SECTOR, mine.sector, EvidenceKind.OTHER_SECTOR, f"{mine.sector} / {theirs.sector}"),
        "website": (EvidenceKind.SAME_WEBSITE, theirs.website, EvidenceKind.OTHER_WEBSITE, theirs.website),
        "founded": (EvidenceKind.SAME_FOUNDED, theirs.founded, EvidenceKind.OTHER_FOUNDED, f"{mine.founded} / {theirs.founded}"),
        "products": (EvidenceKind.ALIKE_PRODUCTS, theirs.products, None, None),
        "ties": (EvidenceKind.SHARED_TIES, str(len(mine.neighbours & theirs.neighbours)), None, None),
    }  # fmt: skip
    for comparison, (agrees, what, differs, how) in facts.items():
        level = levels[comparison]
        if level > 0:
            said.append(piece(agrees, what))
        elif level == 0 and differs is not None:
            said.append(piece(differs, how))
    return tuple(said)


def of_names(one: Profiles, i: int, other: Profiles, j: int) -> list[str]:
    """Say how the two names that agree best agree."""
    found = best_names(one, i, other, j)
    if found is None:
        return []
    a, b, level = found
    if level in {NameLevel.ALIKE, NameLevel.NEAR, NameLevel.SPOKEN}:
        return [piece(EvidenceKind.ALIKE_NAME, f"{a.label} / {b.label}")]
    kinds = {
        NameLevel.OTHER: None, NameLevel.FORMER: EvidenceKind.FORMER_NAME, NameLevel.FORM: EvidenceKind.NAME_BUT_FORM,
        NameLevel.SHORT: EvidenceKind.SAME_ALIAS,
    }  # fmt: skip
    kind = kinds.get(level, EvidenceKind.SAME_ALIAS if a.alias or b.alias else EvidenceKind.SAME_NAME)
    if kind is None:
        return []
    rare = {
        NameLevel.RARE: EvidenceKind.RARE_NAME,
        NameLevel.SEVERAL: EvidenceKind.COMMON_NAME,
        NameLevel.COMMON: EvidenceKind.COMMON_NAME,
    }.get(level)
    return [piece(kind, b.label), *([str(rare)] if rare else [])]


def piece(kind: EvidenceKind, what: str | None) -> str:
    return f"{kind}|{what}" if what else str(kind)
