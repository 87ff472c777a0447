"""The evidence of a pair in words: names, numbers and facts that agree or differ, and why a likely pair is not merged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.identifiers import is_shown
from graph.legal_forms import parted, without_legal_form
from graph.vocabulary import EvidenceKind
from ingest.resolution.comparison_levels import NameLevel, PlaceLevel, SectorLevel, YearLevel
from ingest.resolution.former_names import taken_later
from ingest.resolution.reasons import Reason
from ingest.resolution.regions import apart, country, is_known, parted_from_place, regions_behind

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
    given = a.alias or b.alias
    short = level is NameLevel.SHORT and own_part(a.label) != own_part(b.label)
    kind = EvidenceKind.SAME_ALIAS if given or short else EvidenceKind.SAME_NAME
    kind = {
        NameLevel.FORMER: EvidenceKind.FORMER_NAME,
        NameLevel.FORMER_OF_SEVERAL: EvidenceKind.FORMER_NAME,
        NameLevel.FORM: EvidenceKind.NAME_BUT_FORM,
    }.get(level, kind)
    rare = {NameLevel.RARE: EvidenceKind.RARE_NAME, NameLevel.SEVERAL: EvidenceKind.COMMON_NAME}.get(level)
    label = b.label if brackets_of(a.label) == brackets_of(b.label) else f"{a.label} / {b.label}"
    return [piece(kind, label), *([str(rare)] if rare else [])]


def brackets_of(label: str) -> list[str]:
    """Return the texts in brackets behind a name in Latin letters, where a country or a product often stands.

    >>> brackets_of("Garam (Sweden) AB"), brackets_of("Garam (Pty) Ltd"), brackets_of("가람(주)")
    (['sweden'], [], [])
    """
    return [inside.strip().casefold() for inside in BRACKETED.findall(parted(label)[0]) if inside.isascii()]


def own_part(label: str) -> str:
    """Return a name without its legal form and the places in brackets or behind it, in comparable form.

    >>> own_part("ABC (Sweden)") == own_part("ABC"), own_part("ABC, Denmark") == own_part("ABC Inc."), own_part("가나다라 (ABC)")
    (True, True, '가나다라abc')
    """
    name = parted_from_place(label)[0]
    return without_legal_form(
        BRACKETED.sub(lambda found: " " if country(found[1]) or is_known(found[1]) else found[0], name)
    )


def weakness(levels: Mapping[str, int], why: Sequence[str] = ()) -> Reason:
    """Return why a likely pair with this evidence is not merged."""
    if any(words.startswith(EvidenceKind.NAME_TAKEN_LATER) for words in why):
        return Reason(
            "one took the name when the other had given it up",
            "한 기관이 버린 이름을 다른 기관이 나중에 사용",
        )
    return WEAKNESSES.get(NameLevel(max(levels["name"], 0)), NAME_ALONE)


def piece(kind: EvidenceKind, what: str | None) -> str:
    return f"{kind}|{what}" if what else str(kind)


def of_numbers(keys: Iterable[tuple[str, str]], other: str | None) -> list[str]:
    """Return the shared numbers of two records, and a register with different ones; those of sole traders are omitted."""
    data = [
        piece(EvidenceKind.SAME_IDENTIFIER, f"{scheme}|{value}" if is_shown(scheme, value) else scheme)
        for scheme, value in keys
    ]
    return [*data, piece(EvidenceKind.OTHER_IDENTIFIER, other)] if other else data


BRACKETED = re.compile(r"\(([^()]*)\)")
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
NAME_ALONE = Reason("a name alone does not identify an organisation", "이름만으로는 같은 기관인지 알 수 없음")
LETTERS_APART = Reason("the names differ by a few letters", "이름이 몇 글자 다름")
WEAKNESSES: Mapping[NameLevel, Reason] = {
    NameLevel.OTHER: Reason("the names are different", "이름이 다름"),
    NameLevel.ALIKE: LETTERS_APART,
    NameLevel.NEAR: LETTERS_APART,
    NameLevel.SHORT: Reason(
        "several organisations may share an abbreviation", "여러 기관이 같은 약칭을 쓸 수 있음"
    ),
    NameLevel.FORM: Reason("the legal forms differ", "법인 형태가 다름"),
    NameLevel.FORMER_OF_SEVERAL: Reason(
        "the name is one of several that were merged or divided", "합병 또는 분할된 여러 이름 가운데 하나"
    ),
    NameLevel.SPOKEN: Reason(
        "several Korean names have this spelling in Latin letters", "로마자 표기가 같은 한글 이름이 여럿"
    ),
}
