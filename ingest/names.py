"""Parsing of names: comparable form, legal form, site, other names in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.legal_forms import KOREAN, LONGEST, parted
from graph.names import comparable, composed, jamo
from graph.places import NAMED
from graph.places import comparable as place_name
from ingest.romanisation import romanised

__all__ = ["Name", "romanised", "split_name"]

SHORT_HANGUL, SHORT_LATIN = 3, 6
"""Lengths up to which a name is an abbreviation or the start of many names (서울, 서울대; KIT), so that similarity is not enough."""
KINDS_OF_SITE = "공장|사업장|지점|지사|영업소|출장소|사무소|본사|본점"
WORKS = "제철소|제강소|제련소|조선소|발전소"
"""Works of a firm, if a place and a space stand before the word (가나 포항제철소); otherwise it belongs to the name."""
KOREAN_ENDS = (*KOREAN, *KINDS_OF_SITE.split("|"), *WORKS.split("|"))
ENDING = re.compile(rf"(?:{KINDS_OF_SITE}|{WORKS})$")
ORDINAL = re.compile(r"제?\s?\d{1,2}$|제[일이삼사오]$")
LATIN_SITE = re.compile(
    r"[\s,–-]+(?:(\w[\w-]*)\s+)?(plant|factory|works|branch|office)(?:\s+(?:no\.?\s*)?(\d{1,2}|[ivx]{1,4}))?$",
    re.IGNORECASE,
)
LATIN_ORDINAL = re.compile(r"\d{1,2}(st|nd|rd|th)|first|second|third", re.IGNORECASE)
HEAD_OFFICE = re.compile(r"[\s,–-]+(head ?office|headquarters|hq)$", re.IGNORECASE)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
FORMER = re.compile(
    r"^(?:(?:구|舊|前|전)\s*[.,:·,)\s]|(?:formerly|previously|vormals|ehemals|ehem\.?|f\.?\s?d\.?|anciennement|ex)[\s:]|ex-)\s*",
    re.IGNORECASE,
)
"""What stands before a former name in brackets: Korean, English, German, Swedish (före detta) and French."""
PRESENT = re.compile(r"^(?:現|현(?=[\s.,:·])|(?:now|jetzt|numera)[\s:])[\s.,:·]*", re.IGNORECASE)
"""What stands before the present name in brackets behind a former one."""
TRADES = frozenset({
    "정밀", "기계", "화학", "섬유", "식품", "금속", "전자", "전기", "철공", "제지", "염색", "방직", "도금", "가구", "인쇄", "제재",
    "벽돌", "두부", "국수", "김치", "봉제", "주물", "목재", "유리", "고무", "안경", "자동차", "플라스틱", "콘크리트", "시멘트", "한지",
})  # fmt: skip
"""Words before 공장 that describe the product, not the site."""
FREE = frozenset({"공장", "사업장", "지점", "지사", "영업소", "출장소"})
LONGEST_PLACE, LATIN_TAIL = 4, 64


@dataclass(frozen=True, slots=True)
class Name:
    """A parsed name.

    Attributes:
        text: as written.
        plain: without legal form, site and brackets, for display.
        comparable: the whole name in the form in which names are compared (`graph.names.comparable`).
        bare: `plain` in that form, equal for all spellings; never empty for a name with a letter.
        legal_form: 주식회사, 재단법인, Co., Ltd. …; None without one.
        site: plant or branch (제2공장, 온양사업장); None for the whole organisation.
        also: other names in brackets: an abbreviation, the name in the other script.
        formerly: former names in brackets: (구 …).
        jamo: `bare` letter by letter, for similarity.
        short: whether the name is too short for similarity.
    """

    text: str
    plain: str
    comparable: str
    bare: str
    legal_form: str | None
    site: str | None
    also: tuple[str, ...]
    formerly: tuple[str, ...]
    jamo: str
    short: bool


@lru_cache(maxsize=8192)
def split_name(text: str) -> Name:
    """Parse a name.

    >>> name = split_name("㈜아진 산업 제2공장")
    >>> name.bare, name.legal_form, name.site
    ('아진산업', '주식회사', '제2공장')
    """
    plain, also, formerly, sites = without_brackets(" ".join(composed(text).split()))
    plain, form, tail = settled(plain)
    bare = comparable(plain)
    while may_lose_more(bare) and (again := comparable(settled(bare)[0])) != bare:
        bare = again  # removing a part may move a form to an end
    site = " ".join((*tail, *sites)) or None
    return Name(text, plain, comparable(text), bare, form, site, also, formerly, jamo(bare), is_short(bare))


def may_lose_more(bare: str) -> bool:
    """Return whether a comparable name begins or ends like a legal form or a site: without spaces no Latin one can follow."""
    return bare.startswith(KOREAN) or bare.endswith(KOREAN_ENDS) or composed(bare) != bare


def settled(text: str) -> tuple[str, str | None, list[str]]:
    """Remove legal forms and sites from the ends of a name until none is left."""
    form: str | None = None
    sites: list[str] = []
    while True:
        rest, found = parted(text, first=form is None)
        form = form or found
        rest, site = without_site(rest)
        if site is not None:
            sites.insert(0, site)
        if rest == text:
            return text, form, sites
        text = rest


def without_brackets(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], list[str]]:
    """Remove brackets that contain a site, a former name, or the name in another script."""
    also: list[str] = []
    formerly: list[str] = []
    sites: list[str] = []

    def sort(found: re.Match[str]) -> str:
        inside = (found[1] if found[1] is not None else found[2]).strip()
        outside = BRACKETS.sub("", text)
        if not comparable(inside) or not comparable(outside):
            return found[0]
        if len(inside) > 1 and (is_place(inside) or without_site(f"X {inside}") == ("X", inside)):
            sites.append(inside)
        elif FORMER.match(inside) and comparable(FORMER.sub("", inside)):
            formerly.append(FORMER.sub("", inside).strip())
        elif PRESENT.match(inside) and comparable(PRESENT.sub("", inside)):
            also.append(PRESENT.sub("", inside).strip())
        elif comparable(inside).isascii() != comparable(parted(outside)[0]).isascii() and len(inside) > 1:
            if parted(f"({inside})아")[1] or parted(f"X {inside}")[0] == "X":
                return found[0]  # a legal form
            also.append(inside)
        else:
            return found[0]
        return " "

    plain = BRACKETS.sub(sort, text) if len(text) <= LONGEST else text
    return " ".join(plain.split()), tuple(also), tuple(formerly), sites


def without_site(text: str) -> tuple[str, str | None]:
    """Split a name from the plant or branch at its end; a research institute (부설연구소) counts as an organisation."""
    near_end = max(0, len(text) - LATIN_TAIL)
    latin = HEAD_OFFICE.search(text, near_end) or LATIN_SITE.search(text, near_end)
    if latin is not None:
        at = latin_start(latin)
        rest = text[:at].rstrip(" ,-–")
        named = comparable(rest) and at < len(text)
        return (rest, text[at:].strip(" ,-–")) if named else (text, None)
    ending = ENDING.search(text)
    if ending is None:
        return text, None
    start = site_start(text, ending.start(), ending[0])
    rest = "" if start is None else text[:start].rstrip(" ,-–·")
    return (rest, text[start:].strip(" ,-–·")) if comparable(rest) else (text, None)


def latin_start(found: re.Match[str]) -> int:
    """Find the start of English words for a site, which have a number or a place, not a product (Power Plant)."""
    if found.re is HEAD_OFFICE:
        return found.start()
    if found[1] and (is_place(found[1]) or LATIN_ORDINAL.fullmatch(found[1])):
        return found.start()
    return found.start(2) if found[3] else found.end()


def site_start(text: str, ending: int, kind: str) -> int | None:
    """Find the start of the words for a site; None if there is none."""
    before = text[:ending].rstrip()
    if kind in WORKS.split("|"):
        start = place_start(before)
        return start if start is not None and " " in before[start - 1 : start + 1] else None
    if ordinal := ORDINAL.search(before):
        before = before[: ordinal.start()].rstrip()
        return place_start(before) if place_start(before) is not None else len(before)
    if (start := place_start(before)) is not None:
        return start
    if kind in {"본사", "본점"}:
        return len(before)
    if kind not in FREE:
        return None
    if before != text[:ending]:  # “삼성전자 공장”
        return len(before)
    word = before.rpartition(" ")[2]
    own = 0 < len(word) <= LONGEST_PLACE and word not in TRADES and " " in before
    return len(before) - len(word) if own else None


def place_start(before: str) -> int | None:
    """Find the start of a known place at the end of the words."""
    for length in range(LONGEST_PLACE, 1, -1):
        if len(before) > length and is_place(before[-length:]):
            return len(before) - length
    return None


def is_place(word: str) -> bool:
    """Return whether a word names a place of the table."""
    return place_name(word) in NAMED


def is_short(bare: str) -> bool:
    """Return whether a comparable name is too short for similarity."""
    return len(bare) <= (SHORT_LATIN if bare.isascii() else SHORT_HANGUL)
