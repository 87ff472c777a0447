"""Lists of persons: a column with their names, and beside it their position or where they belong, instead of names of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ingest.person_looks import NAME, personal_in
from ingest.proposing_words import HOLDER, LEAD, PARTNER, SYNONYMS
from ingest.reading.headers import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = frozenset(
    plain(word)
    for word in (
        "성명", "성함", "이름", "성명(한글)", "인명", "직원명", "연구자명", "연구원명", "위원명", "강사명", "회원 성명", "참석자", "참석자명", "full name", "fullname",
        "first name", "last name", "given name", "family name", "surname", "person", "person name", "employee", "employee name", "author", "author name",
        "姓名", "氏名", "vorname", "nachname", "prénom",
    )
)  # fmt: skip
"""Headings of names of persons, which are those of the rows if nothing else names them."""
EITHER = frozenset({"이름", "name", "names", "명단"})
"""Headings of names of persons or of organisations: other columns decide."""
POSITION = frozenset(
    plain(word)
    for word in (
        "직위", "직책", "직급", "직함", "보직", "직위(직책)", "직위/직책", "position", "job title", "job", "rank", "role", "designation", "성별", "gender", "생년월일",
        "date of birth", "전공", "학위", "職位", "职务", "funktion",
    )
)  # fmt: skip
"""Headings that only persons have."""
AFFILIATION = frozenset(
    plain(word)
    for word in (
        "소속", "소속기관", "소속기관명", "소속회사", "소속기업", "소속단체", "소속처", "소속명", "소속(기관)", "재직기관", "근무처", "근무지", "직장", "직장명",
        "affiliation", "affiliations", "employer", "workplace", "所属",
    )
)  # fmt: skip
"""Headings of where a person belongs."""
NAMED = frozenset(
    plain(word)
    for record in ("organisation", "programme", "technology")
    for field in ("name_ko", "name_en")
    for word in SYNONYMS[record].get(field, ())
) | {plain(word) for word in (*LEAD, *PARTNER, *HOLDER)}
"""Headings of names of what is loaded."""
MOST = 0.5


class Persons(NamedTuple):
    """The columns by which a list of persons is known: their names, another sign of them, and where they belong."""

    name: str
    sign: str
    affiliation: str | None


def persons_in(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Persons | None:
    """Return by which columns a table is a list of persons; None if it is not.

    >>> persons_in(["성명", "소속", "직위", "전화"], [])
    Persons(name='성명', sign='소속', affiliation='소속')
    >>> persons_in(["업체명", "성명", "직위", "주소"], []) is None  # a list of firms with whom to ask
    True
    >>> persons_in(["Name", "Company", "Job title", "E-mail"], [])
    Persons(name='Name', sign='Job title', affiliation='Company')
    """
    words = [plain(column) for column in columns]
    name = next((place for place, word in enumerate(words) if word in NAMES | EITHER), None)
    if name is None:
        return None
    named = next((place for place, word in enumerate(words) if word in NAMED and word not in EITHER), None)
    if named is not None and named < name:
        return None
    affiliation = next((place for place, word in enumerate(words) if word in AFFILIATION), named)
    signs = [place for place, word in enumerate(words) if word in POSITION | AFFILIATION and place != name]
    if words[name] in EITHER and named is None and not signs and not looks_personal(rows, name):
        return None
    if not signs and (named is not None or not (words[name] in NAMES - EITHER or looks_personal(rows, name))):
        return None
    sign = signs[0] if signs else name
    return Persons(columns[name], columns[sign], None if affiliation is None else columns[affiliation])


def looks_personal(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Return whether most cells of a column look like Korean names of persons, and another cell of the rows is personal too."""
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    names = sum(bool(NAME.fullmatch(cell)) for cell in cells)
    beside = any(personal_in(cell) for row in rows for cell in row)
    return bool(cells) and names > MOST * len(cells) and beside
