"""Recognising names of organisations among applicants and agencies; persons are never loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.legal_forms import BRACKETED, KOREAN, parted
from graph.names import comparable
from graph.places import NAMED
from graph.places import comparable as place_name
from graph.vocabulary import OrganisationKind
from ingest.organisations import made_id

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: tuple[tuple[OrganisationKind, re.Pattern[str]], ...] = (
    (OrganisationKind.HOSPITAL, re.compile(r"병원|의료원|hospital|medical cent", re.IGNORECASE)),
    (OrganisationKind.UNIVERSITY, re.compile(r"대학교|대학원|대학$|산학협력단|과학기술원$|universit|college", re.IGNORECASE)),
    (OrganisationKind.ASSOCIATION, re.compile(r"협회|조합|학회|연합회|협의회|중앙회|association|society", re.IGNORECASE)),
    (OrganisationKind.SUPPORT_AGENCY, re.compile(r"테크노파크|진흥원|진흥재단|평가원|지원센터|technopark|agency", re.IGNORECASE)),
    (
        OrganisationKind.RESEARCH_INSTITUTE,
        re.compile(r"연구원|연구소|연구센터|연구재단|기술원|시험원|institute|laborator|research", re.IGNORECASE),
    ),
    (
        OrganisationKind.GOVERNMENT,
        re.compile(
            r"\w{2}[시도군구]청$|특별시$|광역시$|특별자치[시도]$|(?:통상|자원|과학|기술|정보|산업|환경|국토|교통|식품|해양|고용|교육|국방|보건|벤처|문화)\w*부$"
            r"|(?:산림|방위사업|특허|기상|농촌진흥|조달|관세|중소기업|질병관리)\w*청$|지식재산처$|ministry|government",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
PUBLIC = re.compile(
    r"재단|공사$|공단$|센터$|은행$|학교$|학원$|foundation|cent(?:er|re)|corporation", re.IGNORECASE
)
TRADES = re.compile(
    r"산업|전자|전기|기계|테크|텍$|시스템|엔지니어링|정밀|바이오|케미칼|화학|소재|금속|섬유|건설|에너지|모터스|중공업|제철|제강|제약|물산"
    r"|정공|솔루션|머티리얼|코리아|반도체|디스플레이|하이텍|로보틱스|로봇|메디칼|메탈|글로벌|홀딩스|그룹",
)
LATIN_TRADES = re.compile(
    r"\b(?:technolog|industr|electr|chemi|system|material|engineer|korea|group|holding|pharma|motor|energy|steel|metal|solution)",
    re.IGNORECASE,
)
MARKS = re.compile(r"[|;]")
COMMA = re.compile(r"(?<=[가-힣)㈜])\s*,\s*(?=[가-힣(㈜])(?![^(]*\))")
"""A comma separates names only if both are Korean (“Co., Ltd.” has one too) and it is not in brackets."""
LONGEST, MOST_WORDS = 4000, 12
"""Longest list of applicants in characters, and longest name in words."""
LEAST = 4  # fewest syllables for a company name with a word of trade: shorter ones may be persons
HANGUL = re.compile("[가-힣]")
SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염추도소석선설마길"
)
LEADING = frozenset(
    {"재단법인", "사단법인", "학교법인", "의료법인", "사회복지법인", "농업회사법인", "어업회사법인"}
)
TELLING = frozenset({*LEADING, "산학협력단"})
"""Legal forms of separate organisations with the same name (경북대학교, 경북대학교 산학협력단), unlike (주)."""


def kind_of(name: str) -> OrganisationKind | None:
    """Return the kind of organisation from its name; None if not recognisable, since it may be a person.

    >>> str(kind_of("경북대학교 산학협력단")), str(kind_of("㈜아진")), kind_of("홍길동")
    ('university', 'company', None)
    """
    plain, form = parted(name)
    if is_nothing_but_form(name):
        return None
    for kind, words in KINDS:
        if words.search(name):
            return kind
    if form is not None:
        return OrganisationKind.OTHER if form in TELLING else OrganisationKind.COMPANY
    if place_name(plain) in NAMED:
        return OrganisationKind.GOVERNMENT  # 경상북도, Daegu: means its government
    if PUBLIC.search(plain):
        return OrganisationKind.OTHER
    letters = comparable(plain)
    if (TRADES.search(letters) and len(letters) >= LEAST) or LATIN_TRADES.search(plain):
        return OrganisationKind.COMPANY
    return None


def organisation_id(origin: str, name: str) -> str:
    """Make the id of an organisation given only by name; namesakes differ by legal form."""
    return made_id(origin, name)


class Applicant(NamedTuple):
    """One name of a list, and why it is skipped; None for an organisation."""

    name: str
    why: str | None


def applicants(data: str) -> list[Applicant]:
    """Split a list of applicants and separate organisations from possible persons.

    >>> [(one.name, one.why is None) for one in applicants("(주)아진산업|홍길동")]
    [('(주)아진산업', True), ('홍길동', False)]
    """
    if len(data) > LONGEST:
        return [Applicant("", f"a list of applicants of more than {LONGEST} characters")]
    found: list[Applicant] = []
    for name in names_in(data):
        if kind_of(name) is None:
            found.append(Applicant(name, "a person, or not recognisable as an organisation"))
        elif any(map(as_of_a_person, name.split()[1:])) and "|" not in data:
            found.append(Applicant(name, "names without separators, one of which may be a person's"))
        else:
            found.append(Applicant(name, None))
    return found


def names_in(data: str) -> Iterator[str]:
    """Split a list of names at `|` and `;`, or without `|` at commas or spaces.

    >>> list(names_in("주식회사 포스코 재단법인 포항산업과학연구원"))
    ['주식회사 포스코', '재단법인 포항산업과학연구원']
    >>> list(names_in("경북대학교 산학협력단 (주)아진산업"))
    ['경북대학교 산학협력단', '(주)아진산업']
    >>> list(names_in("아진산업㈜, 대구텍㈜")), list(names_in("한국연구원(대구,경북)"))
    (['아진산업㈜', '대구텍㈜'], ['한국연구원(대구,경북)'])
    """
    parts = MARKS.split(data)
    if "|" not in data:
        parts = [name for part in parts for name in COMMA.split(part)]
    for part in parts:
        if HANGUL.search(part) and "|" not in data:
            yield from parted_by_spaces(part)
        elif part.strip():
            yield " ".join(part.split())


def parted_by_spaces(data: str) -> Iterator[str]:
    """Group words into names: a name is complete with a legal form and a word, or with a word for an organisation."""
    words = re.sub(r"(?<=\w)(\(\s*[주유재사]\s*\)(?=\w))", r" \1", data).split()
    group: list[str] = []
    for word in words:
        if group and begins(group, word):
            yield " ".join(group)
            group = []
        group.append(word)
    if group:
        yield " ".join(group)


def begins(group: list[str], word: str) -> bool:
    """Return whether a word starts a new name."""
    if len(group) == MOST_WORDS:
        return True
    if word == "산학협력단" or all(map(is_form, group)) or (word.isascii() and is_nothing_but_form(word)):
        return False
    if word in LEADING:
        return True
    if is_form(word):
        return parted(" ".join(group))[1] is not None
    return is_whole(" ".join(group)) or parted(word)[1] is not None


def is_form(word: str) -> bool:
    """Return whether a word is only a legal form."""
    return word in KOREAN or BRACKETED.fullmatch(word) is not None


def is_nothing_but_form(name: str) -> bool:
    """Return whether words are only legal forms: “Co., Ltd.”, “농업회사법인 주식회사”."""
    return parted(f"가 {name}")[0] == "가"


def is_whole(name: str) -> bool:
    """Return whether words make a complete name."""
    plain, form = parted(name)
    if form is not None:
        return comparable(plain) != ""
    return kind_of(name) is not None or (HANGUL.search(name) is not None and 2 <= len(name) <= LEAST)


def as_of_a_person(word: str) -> bool:
    """Return whether a word looks like a person's name: three syllables, the first a surname, and no word for an organisation."""
    return len(word) == 3 and word[0] in SURNAMES and HANGUL.match(word) is not None and kind_of(word) is None
