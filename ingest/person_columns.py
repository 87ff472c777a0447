"""Column names of personal data, which no mapping may use."""

from __future__ import annotations

import re

from ingest.reading.headers import plain

HEADS = (
    "대표자", "대표이사", "대표", "사장", "부사장", "회장", "부회장", "이사장", "원장", "총장", "학장", "소장", "센터장", "단장", "팀장", "부서장", "공장장",
    "사업주", "경영자", "창업자", "창업주", "책임자", "연구책임자", "과제책임자", "총괄책임자", "담당자", "관리자", "실무자", "작성자", "등록자", "입력자",
    "기안자", "조사자", "조사원", "검토자", "승인자", "확인자", "점검자", "신고인", "발명자", "연구자", "저자",
)  # fmt: skip
"""Korean words for roles of persons, each also followed by 명, 성명 or 이름."""
PERSONS = frozenset({
    *HEADS, *(f"{head}{end}" for head in HEADS for end in ("명", "성명", "이름", "님")),
    "성명", "성함", "참여연구원", "대표자성함", "생년월일", "주민등록번호", "휴대전화", "휴대폰", "휴대폰번호", "핸드폰", "이메일", "email",
    "ceo", "ceonm", "ceoname", "rprsntvnm", "inventor", "inventors", "inventorname", "contact", "contactperson", "manager", "managername",
    "researcher", "researchers", "representative", "president", "author", "authors", "ownername", "businessowner",
    "proprietor", "director", "directors", "directorname", "managingdirector", "executivedirector", "chairman", "chairperson", "chairwoman",
    "principal", "principalinvestigator", "investigator", "investigators", "pi", "piname", "pinames", "copi", "copiname", "supervisor",
    "foundername", "foundernames", "firstname", "lastname", "surname", "givenname", "familyname", "preparedby", "submittedby", "createdby",
    "ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontaktperson", "geschäftsführer", "geschäftsführerin", "geschaeftsfuehrer",
    "geschäftsführung", "inhaber", "inhaberin", "vorstand", "leiter", "leiterin", "verfasser", "vorname", "nachname", "projektleiter",
    "projektleitung", "dirigeant", "dirigeants", "gérant", "gerant", "responsable", "interlocuteur", "directeur", "directrice", "prénom",
    "prenom", "法人代表", "法定代表人", "联系人", "聯絡人", "代表者", "代表者名", "担当者", "担当者名",
})  # fmt: skip
PERSON_FIRST = (
    "대표자", "대표이사", "담당자", "책임자", "연구책임자", "발명자", "연구자", "참여연구원", "작성자", "ceo", "ansprechpartner", "성명", "성함",
)  # fmt: skip
"""Prefixes of such column names: 대표자이름, 담당자 연락처."""
AMBIGUOUS = frozenset({"pi", "principal", "director", "directors", "leiter", "inhaber", "vorstand"})
"""Words for persons when alone or last, but not in front: director type, PI controller."""
TELEPHONE = re.compile(
    r"전화|연락처|팩스|fax|\btel\b|telephone|(?<!head)(?<!smart)(?<!micro)phone|휴대", re.IGNORECASE
)
MOBILE = frozenset({"mobile", "mobilenumber", "mobileno", "cell", "cellular"})
NOT_INSIDE = AMBIGUOUS | {"대표", "representative"}
"""Words that in brackets may be about organisations too: 기관명(대표)."""
SECRET = re.compile(
    r"비밀번호|패스워드|비번$|(?<![a-z])(?:pw|pwd)$|passw(?:or)?d$|passphrase$|(?:api|secret|access|private)_?key$|인증키$|accesstoken$"
)
"""Words for what opens an account, in the plain form of a column name; lists of offices often have them beside the person in charge."""
BESIDE = re.compile(r"[(（\[].*?[)）\]]|#\d+$")
"""Additions to a column name: a remark in brackets, the number of a duplicate."""

INSIDE = re.compile(r"[(（\[](.*?)[)）\]]")


def is_telephone(column: str) -> bool:
    """Return whether a column has telephone or fax numbers, by its name.

    >>> [is_telephone(name) for name in ("faxNumber", "telephone", "mobile", "대표전화", "Tel.", "contactPoint.phone", "officeFax")]
    [True, True, True, True, True, True, True]
    >>> [is_telephone(name) for name in ("telecom", "mobile_app", "hotel", "headphones")]
    [False, False, False, False]
    """
    return bool(TELEPHONE.search(column)) or plain(column.rpartition(".")[2]) in MOBILE


def holds_persons(column: str) -> bool:
    """Return whether a column has personal data or passwords, by its name or its last word.

    >>> [holds_persons(name) for name in ("대표자명#2", "대표자 성명(한글)", "contact.name", "대표 업종")]
    [True, True, True, False]
    >>> [holds_persons(name) for name in ("비고(담당자명)", "담당부서", "기관명(대표)")]
    [True, False, False]
    >>> [holds_persons(name) for name in ("사장", "owner_name", "Director", "PI_NAME", "Owner", "Director type", "사장교")]
    [True, True, True, True, False, False, False]
    >>> [holds_persons(name) for name in ("시스템PW", "비밀번호(관리용)", "user_password", "API Key", "암호화 제품", "MPW 서비스", "keyword")]
    [True, True, True, True, False, False, False]
    """
    words = [plain(word) for word in re.split(r"[\s._/]+", BESIDE.sub("", column)) if word]
    whole = "".join(words)
    inside = {plain(text) for text in INSIDE.findall(column)}
    return (
        plain(column) in PERSONS
        or whole in PERSONS
        or SECRET.search(whole) is not None
        or whole.startswith(PERSON_FIRST)
        or any(word in PERSONS - NOT_INSIDE or word.startswith(PERSON_FIRST) for word in inside)
        or any(word in PERSONS for word in words[-1:])
        or any(word in PERSONS - AMBIGUOUS and word.isascii() for word in words[:1])
    )
