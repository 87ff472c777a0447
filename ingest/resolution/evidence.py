"""The evidence of a pair in words: names, numbers and facts that agree or differ, and why a likely pair is not merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identifiers import is_shown
from graph.vocabulary import EvidenceKind
from ingest.resolution.comparison_levels import NameLevel, PlaceLevel, SectorLevel, YearLevel
from ingest.resolution.former_names import taken_later
from ingest.resolution.regions import apart, regions_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.resolution.comparing import Best
    from ingest.resolution.organisations import OrganisationRecord


def evidence(
    levels: Mapping[str, int], names: Best | None, mine: OrganisationRecord, theirs: OrganisationRecord
) -> tuple[str, ...]:
    """Return the evidence of a pair: `EvidenceKind` and detail, separated by `|`."""
    data = of_names(names)
    if names is not None and names[2] in {NameLevel.FORMER, NameLevel.SHORT}:
        dates = taken_later(names[0], mine, names[1], theirs)
        data += [piece(EvidenceKind.NAME_TAKEN_LATER, dates)] if dates else []
    both = (
        theirs.district or theirs.city if levels["place"] == PlaceLevel.DISTRICT else theirs.city or mine.city
    )
    facts = {
        "place": (both, f"{mine.district or mine.city} / {theirs.district or theirs.city}"),
        "sector": (mine.sector, f"{mine.sector} / {theirs.sector}"),
        "website": (theirs.website, f"{mine.website} / {theirs.website}"),
        "founded": (theirs.founded, f"{mine.founded} / {theirs.founded}"),
        "products": (theirs.products, None),
        "ties": (str(len(mine.neighbours & theirs.neighbours)), None),
    }
    regions = regions_behind(mine), regions_behind(theirs)
    if apart(*regions) and levels["place"] != PlaceLevel.OTHER:
        data.append(piece(EvidenceKind.OTHER_PLACE, " / ".join(" ".join(sorted(told)) for told in regions)))
    for comparison, (same, unlike) in facts.items():
        agrees, differs = KINDS[comparison]
        if levels[comparison] >= AGREES.get(comparison, 1):
            data.append(piece(agrees, same))
        elif levels[comparison] == 0 and differs is not None:
            data.append(piece(differs, unlike))
    return tuple(data)


def of_names(names: Best | None) -> list[str]:
    """Return the evidence of the best matching names."""
    if names is None or names[2] is NameLevel.OTHER:
        return []
    a, b, level = names
    if level in {NameLevel.ALIKE, NameLevel.NEAR, NameLevel.SPOKEN}:
        return [piece(EvidenceKind.ALIKE_NAME, f"{a.label} / {b.label}")]
    kind = (
        EvidenceKind.SAME_ALIAS if a.alias or b.alias or level is NameLevel.SHORT else EvidenceKind.SAME_NAME
    )
    kind = {
        NameLevel.FORMER: EvidenceKind.FORMER_NAME,
        NameLevel.FORMER_OF_SEVERAL: EvidenceKind.FORMER_NAME,
        NameLevel.FORM: EvidenceKind.NAME_BUT_FORM,
    }.get(level, kind)
    rare = {NameLevel.RARE: EvidenceKind.RARE_NAME, NameLevel.SEVERAL: EvidenceKind.COMMON_NAME}.get(level)
    return [piece(kind, b.label), *([str(rare)] if rare else [])]


def weakness(levels: Mapping[str, int], why: Sequence[str] = ()) -> str:
    """Return why a likely pair with this evidence is not merged."""
    if any(words.startswith(EvidenceKind.NAME_TAKEN_LATER) for words in why):
        return "one took the name when the other had given it up"
    return WEAKNESSES.get(NameLevel(max(levels["name"], 0)), "a name alone does not identify a company")


def piece(kind: EvidenceKind, what: str | None) -> str:
    return f"{kind}|{what}" if what else str(kind)


def of_numbers(keys: Iterable[tuple[str, str]], other: str | None) -> list[str]:
    """Return the shared numbers of two records, and a register with different ones; those of sole traders are omitted."""
    data = [
        piece(EvidenceKind.SAME_IDENTIFIER, f"{scheme}|{value}" if is_shown(scheme, value) else scheme)
        for scheme, value in keys
    ]
    return [*data, piece(EvidenceKind.OTHER_IDENTIFIER, other)] if other else data


AGREES: Mapping[str, int] = {
    "place": PlaceLevel.CITY, "sector": SectorLevel.SAME, "founded": YearLevel.SAME,
}  # fmt: skip
"""Lowest level of a fact that agrees; below it and above 0 it neither agrees nor contradicts."""
KINDS: Mapping[str, tuple[EvidenceKind, EvidenceKind | None]] = {
    "place": (EvidenceKind.SAME_PLACE, EvidenceKind.OTHER_PLACE),
    "sector": (EvidenceKind.SAME_SECTOR, EvidenceKind.OTHER_SECTOR),
    "website": (EvidenceKind.SAME_WEBSITE, EvidenceKind.OTHER_WEBSITE),
    "founded": (EvidenceKind.SAME_FOUNDED, EvidenceKind.OTHER_FOUNDED),
    "products": (EvidenceKind.ALIKE_PRODUCTS, None),
    "ties": (EvidenceKind.SHARED_TIES, None),
}
WEAKNESSES: Mapping[NameLevel, str] = {
    NameLevel.OTHER: "the names are different",
    NameLevel.ALIKE: "the names differ by a few letters",
    NameLevel.NEAR: "the names differ by a few letters",
    NameLevel.SHORT: "several organisations may share an abbreviation",
    NameLevel.FORM: "the legal forms differ",
    NameLevel.FORMER_OF_SEVERAL: "the name is one of several that were merged or divided",
    NameLevel.SPOKEN: "several Korean names have this spelling in Latin letters",
}
