"""Personal data by look: names of persons under certain headings, e-mail addresses, mobile phone numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.texts import says_nothing
from ingest.person_columns import holds_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕"
    "금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈"
)
NAME = re.compile(rf"(?:[{SURNAMES}]|남궁|황보|제갈|사공|선우|독고|서문)\s?[가-힣]\s?[가-힣]")
"""A Korean name of three syllables, or of four with a surname of two."""
TITLE = (
    "부장|차장|과장|대리|주임|계장|팀장|실장|본부장|센터장|소장|원장|이사|상무|전무|대표이사|대표|사장|회장|교수|박사|연구원|책임|선임|수석|매니저|사원|주무관|사무관|"
    "책임연구원|선임연구원|수석연구원|연구위원|간사|위원"
)
TITLES = re.compile(rf"(?:{TITLE})님?")
WITH_TITLE = re.compile(
    rf"(?<![가-힣]){NAME.pattern}\s?(?:부장|차장|과장|대리|주임|팀장|본부장|대표이사|상무|전무|교수|박사|책임연구원|선임연구원|수석연구원|주무관|사무관)님?(?![가-힣])"
)
"""A name of a person with a title, which is personal under any heading: 홍길동 과장."""
UNIT = re.compile(r".*(?:팀|부|과|실|처|국|본부|센터|그룹|소|단)")
"""A part of an organisation, as beside the name of who works there: 영업팀."""
BETWEEN = re.compile(r"[\s,/·:;()（）\d.+-]+|외\s*\d+\s*[명인]")
HEADINGS = re.compile(
    r"대표|담당|문의|성명|이름|성함|책임|연락|참여자|임원|위원|교수|연구원|강사|멘토|발표자|신청인|신청자|수행자|소유자|점주|경영|직원|의장|간사|작성|"
    r"\b(?:name|contact|manager|owner|ceo|lead|representative|person|staff)\b",
    re.IGNORECASE,
)
"""Headings under which such names are those of persons: of firms they may be names too (이마트)."""
OF_ORGANISATION = re.compile(
    r"(?:기관|기업|업체|회사|단지|과제|사업|기술|제품|품목|업종|법인|대학|부서)\s*(?:이름|명|명칭)?$|^대표\s*(?:업종|번호|전화|품목|생산품|제품|기술|분야|주소)",
)
"""Headings that only look as if they were about persons: 대표기관, 참여기업, 대표 업종."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MOBILE = re.compile(r"(?<!\d)(?:\+?82[-.\s]?|0)1[016789][-.\s)]{0,2}\d{3,4}[-.\s]?\d{4}(?!\d)")
MOST = 0.5
"""Share of the cells of a column from which on it holds names of persons."""


@lru_cache(maxsize=4096)
def may_name_persons(column: str) -> bool:
    """Return whether a heading may stand over names of persons.

    >>> [may_name_persons(name) for name in ("담당", "대표", "참여기관", "대표 업종", "업체명")]
    [True, True, False, False, False]
    """
    return bool(HEADINGS.search(column)) and not OF_ORGANISATION.search(column.strip())


def personal_in(text: str) -> str | None:
    """Return what is personal in a text: an e-mail address, a mobile phone number, a name with a title; None if nothing is.

    >>> personal_in("문의 a.b@c.kr"), personal_in("010-1234-5678"), personal_in("053-123-4567") is None
    ('e-mail addresses', 'mobile phone numbers', True)
    >>> personal_in("문의: 홍길동 과장"), personal_in("가공기술 연구원") is None
    ('names of persons', True)
    """
    if "@" in text and EMAIL.search(text):
        return "e-mail addresses"
    if "1" in text and MOBILE.search(text):
        return "mobile phone numbers"
    if WITH_TITLE.search(text):
        return "names of persons"
    return None


def names_a_person(text: str) -> bool:
    """Return whether a text looks like Korean names of persons, perhaps with their titles and where they work.

    >>> names_a_person("홍 길동"), names_a_person("가나소재"), names_a_person("한화")
    (True, False, False)
    >>> names_a_person("영업팀 홍길동"), names_a_person("홍길동(부장), 김가나"), names_a_person("영업팀"), names_a_person("공동 연구원")
    (True, True, False, False)
    """
    if NAME.fullmatch(text.strip()):
        return True
    words = [word for word in BETWEEN.split(text) if word]
    rest = [word for word in words if not (TITLES.fullmatch(word) or UNIT.fullmatch(word))]
    return bool(rest) and all(NAME.fullmatch(word) for word in rest)


@dataclass(slots=True)
class Looks:
    """What the cells of columns look like, seen one by one."""

    filled: dict[str, int] = field(default_factory=dict[str, int])
    names: dict[str, int] = field(default_factory=dict[str, int])

    def see(self, column: str, text: str) -> None:
        """Take a cell into account."""
        if may_name_persons(column) and not says_nothing(text):
            self.filled[column] = self.filled.get(column, 0) + 1
            self.names[column] = self.names.get(column, 0) + names_a_person(text)

    def of_persons(self, column: str) -> bool:
        """Return whether a column holds names of persons, by its heading and most of its cells."""
        return self.names.get(column, 0) > MOST * self.filled.get(column, 0)


def why_personal(column: str, texts: Iterable[str]) -> str | None:
    """Return why a column holds personal data, by its name or by the look of its cells; None if it does not.

    >>> why_personal("담당", ["홍길동", "김가나", ""]), why_personal("업체", ["이마트"]), why_personal("메일", ["a@b.kr", "c@d.kr"])
    ('names of persons', None, 'e-mail addresses')
    >>> why_personal("대표자명", [])
    'personal data by its name'
    """
    if holds_persons(column):
        return "personal data by its name"
    looks, filled, kinds = Looks(), 0, dict[str, int]()
    for text in texts:
        if says_nothing(text):
            continue
        filled += 1
        looks.see(column, text)
        if (kind := personal_in(text)) is not None:
            kinds[kind] = kinds.get(kind, 0) + 1
    if looks.of_persons(column):
        return "names of persons"
    return next((kind for kind, times in kinds.items() if times > MOST * filled), None)


def listed(columns: Mapping[str, str]) -> str:
    """Return columns and why they are personal, for a message."""
    return ", ".join(f"{column} ({why})" for column, why in columns.items())
