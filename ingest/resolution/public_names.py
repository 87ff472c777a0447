"""Names of public organisations: other names in brackets, units behind their parents, and the forms in which regions are written."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from graph.legal_forms import ENGLISH, parted
from graph.names import comparable
from graph.places import NAMED
from graph.places import comparable as place_name
from graph.vocabulary import OrganisationKind

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
FORMERLY = re.compile(r"^(?:옛|舊|前|(?:구|전)(?=[\s.,:·]))[\s.,:·]*")
BETWEEN = re.compile(r"\s*(?:[·∙•ㆍ,/&+]|\s(?:및|와|과)\s)\s*")
"""What stands between several former names: then the organisation is a merger or a division."""
BODY = re.compile(
    r"(?:연구원|연구소|진흥원|기술원|평가원|개발원|지원단|진흥회|재단|협회|조합|공단|공사|학회|연합회|위원회|사업단|센터|본부|분원|병원|의료원|상공회의소)$"
)
"""Words at the end of the names of public organisations."""
UNIT = re.compile(r"(?:센터|본부|분원|분소|사업단|지원단|연구단|연구소|연구실)$")
"""Words at the end of the names of units of other organisations."""
PART = re.compile(
    r"(?:캠퍼스|분교|분원|분소|지부|지역본부|센터|본부|사업단|지원단|연구단|부설\w*|연구소|연구실)$"
)
"""Words at the end of a text in brackets that names a part of a public organisation."""
LATIN_PART = re.compile(r"\b(?:campus|branch|cent(?:er|re)|division|headquarters)\b", re.IGNORECASE)
"""Words in brackets behind a Latin name that name a part of a public organisation."""
NO_ALIAS = re.compile(
    r"(?:대학교|대학|대학원|학교|테크노파크|그룹|계열|제조|제조업|생산|판매|도매|소매|가공|수출|수입|서비스|사업부|부문|부품|제품|장비|업)$"
)
"""What in brackets is another organisation or a trade, not another name: a school, a technopark, a group, a product."""
LONG_ALIAS, LONG_UNIT, LONG_NATIONAL = 5, 8, 9
"""Syllables from which a text in brackets is another name, a unit is known by its own name, and 한국 may be left out."""
HANGUL = re.compile(r"[가-힣]")


PUBLIC_KINDS = (
    (
        OrganisationKind.UNIVERSITY,
        re.compile(r"(?:대학교|대학원|산학협력단)$|\buniversity\b", re.IGNORECASE),
        0,
    ),
    (
        OrganisationKind.RESEARCH_INSTITUTE,
        re.compile(r"(?:연구원|(?:국립|대학교|연구원|진흥원|기술원|공사|공단)\S*연구소)$"),
        0,
    ),
    (OrganisationKind.SUPPORT_AGENCY, re.compile(r"테크노파크$|\btechnopark$", re.IGNORECASE), 0),
    (OrganisationKind.HOSPITAL, re.compile(r"(?:병원|의료원)$"), LONG_ALIAS),
    (OrganisationKind.ASSOCIATION, re.compile(r"(?:협회|조합)$"), LONG_ALIAS),
    (OrganisationKind.OTHER, re.compile(r"재단$"), LONG_ALIAS),
)
"""Endings that only public organisations have, and the syllables from which a name with one is not that of many."""
FIRM_FORMS = frozenset({"주식회사", "유한회사", "유한책임회사", "합자회사", "합명회사", "농업회사법인", "어업회사법인", *ENGLISH.values()})  # fmt: skip


@lru_cache(maxsize=50_000)
def public_kind(name: str) -> OrganisationKind | None:
    """Return the kind of public organisation that a name ends with; None for a firm and for a name that does not tell.

    >>> str(public_kind("가나대학교")), str(public_kind("다라나노기술연구원")), str(public_kind("가나대학교 다라연구소"))
    ('university', 'research_institute', 'research_institute')
    >>> public_kind("㈜가나연구원"), public_kind("가나연구소"), public_kind("중앙병원"), public_kind("가나산업")
    (None, None, None, None)
    """
    plain, form = parted(BRACKETS.sub(" ", name))
    if form in FIRM_FORMS:
        return None
    bare = comparable(plain)
    return next(
        (
            kind
            for kind, ending, least in PUBLIC_KINDS
            if len(bare) >= least and (ending.search(plain) or ending.search(bare))
        ),
        None,
    )


class Beside(IntEnum):
    """What a text in brackets is to the name before it."""

    ALIAS = 0
    FORMER = 1
    FORMER_OF_SEVERAL = 2
    UNMARKED = 3
    """Perhaps another name, perhaps an estate, a customer or a certificate: at most a question."""


def unbracketed(text: str, *, public: bool = False) -> tuple[str, list[tuple[str, Beside]]]:
    """Split a Korean name from the Korean texts in brackets; those that are not names of it are dropped.

    >>> unbracketed("가나테크 (다라)")
    ('가나테크', [])
    >>> unbracketed("가나테크(옛 다라산업)"), unbracketed("가나(옛 다라·마바)")
    (('가나테크', [('다라산업', <Beside.FORMER: 1>)]), ('가나', [('다라', <Beside.FORMER_OF_SEVERAL: 2>), ('마바', <Beside.FORMER_OF_SEVERAL: 2>)]))
    >>> unbracketed("가나센터(다라연구원)"), unbracketed("한국가나원(다라진흥원)")
    (('가나센터', []), ('한국가나원', [('다라진흥원', <Beside.UNMARKED: 3>)]))
    """
    outer = " ".join(BRACKETS.sub(" ", text).split())
    if outer == text or not comparable(outer):
        return text, []
    if public and any(PART.search(comparable(inner)) for inner in BRACKETS.findall(text)):
        return " ".join(BRACKETS.sub(r" \1 ", text).split()), []  # a campus or centre is not the whole
    found: list[tuple[str, Beside]] = []
    for inner in BRACKETS.findall(text):
        found += names_in(inner.strip(), outer)
    return outer, found


def names_in(inner: str, outer: str) -> list[tuple[str, Beside]]:
    """Return the names in brackets behind a name, and what they are."""
    if mark := FORMERLY.match(inner):
        return former_names(inner[mark.end() :])
    name = comparable(inner)
    if not HANGUL.search(name) or NO_ALIAS.search(name) or (UNIT.search(outer) and not UNIT.search(name)):
        return []
    return [(inner, Beside.UNMARKED)] if BODY.search(name) or len(name) >= LONG_ALIAS else []


def former_names(text: str) -> list[tuple[str, Beside]]:
    """Return one former name, or several, which only say that it came from them."""
    names = [name for part in BETWEEN.split(text) if comparable(name := part.strip())]
    beside = Beside.FORMER if len(names) == 1 else Beside.FORMER_OF_SEVERAL
    return [(name, beside) for name in names]


def unit_behind(text: str) -> str | None:
    """Return the name of a unit that stands behind its parent's name and is long enough to be known by.

    >>> unit_behind("가나테크노파크 다라실용화지원센터"), unit_behind("가나대학교 다라센터")
    ('다라실용화지원센터', None)
    """
    parent, _, unit = text.rpartition(" ")
    known = comparable(parent) and UNIT.search(unit) and len(comparable(unit)) >= LONG_UNIT
    return unit if known else None


@lru_cache(maxsize=50_000)
def regional(bare: str) -> str:
    """Return the name of a public organisation with its region, division and rank in one form; a name that is a region stays.

    >>> regional("가나연구원대구경북지역본부"), regional("가나연구원대경권연구본부")
    ('가나연구원대경본부', '가나연구원대경본부')
    >>> regional("국립가나대학교"), regional("한국가나다라마바사연구원"), regional("대구경북"), regional("가나산업")
    ('가나대학교', '가나다라마바사연구원', '대구경북', '가나산업')
    """
    if bare.endswith("대학교"):
        return bare.removeprefix("국립")
    if not BODY.search(bare) or is_region(bare):
        return bare
    found = bare.replace("대구경북", "대경").replace("대경권", "대경")
    for division in ("지역본부", "연구본부"):
        if found.endswith(division) and names_region(found.removesuffix(division)):
            found = found.removesuffix(division) + "본부"
    if found.startswith("한국") and len(found) >= LONG_NATIONAL:
        found = found.removeprefix("한국")
    return found


def names_region(text: str) -> bool:
    """Return whether a text ends with a region."""
    return text.endswith("대경") or any(
        is_region(text[-length:]) for length in range(2, min(len(text), 5) + 1)
    )


def is_region(text: str) -> bool:
    """Return whether a text is the name of a region or place."""
    return text in {"대경", "대경권", "대구경북"} or place_name(text) in NAMED
