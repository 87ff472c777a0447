"""Legal forms in names of organisations, which are often omitted: (주), 주식회사, 재단법인, Co., Ltd., Inc."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.names import comparable, composed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KOREAN = (
    "산학협력단", "농업회사법인", "어업회사법인", "영농조합법인", "사회적협동조합", "사회복지법인", "의료법인", "학교법인",
    "재단법인", "사단법인", "유한책임회사", "유한회사", "합자회사", "합명회사", "주식회사",
)  # fmt: skip
"""Legal forms, the most specific first: of two in one name, the first in this list counts."""
BRACKETS: Mapping[str, str] = MappingProxyType(
    {
        "주": "주식회사", "株": "주식회사", "유": "유한회사", "유한": "유한회사", "합": "합자회사", "재": "재단법인", "사": "사단법인",
        "학": "학교법인", "의": "의료법인", "복": "사회복지법인", "농": "농업회사법인",
    }
)  # fmt: skip
ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "coltd": "Co., Ltd.", "ltd": "Ltd.", "pteltd": "Ltd.", "ptyltd": "Ltd.", "inc": "Inc.", "coinc": "Inc.",
        "corp": "Corp.", "llc": "LLC", "llp": "LLP", "plc": "PLC", "gmbh": "GmbH", "gmbhcokg": "GmbH & Co. KG",
        "ag": "AG", "sa": "S.A.", "sas": "S.A.S.", "spa": "S.p.A.", "srl": "S.r.l.", "bv": "B.V.", "nv": "N.V.",
        "kk": "K.K.", "kabushikikaisha": "K.K.", "co": "Co.", "aktiengesellschaft": "AG", "ab": "AB", "oy": "Oy", "oyj": "Oy",
        "sdnbhd": "Sdn. Bhd.", "publicltdco": "PLC", "pvtltd": "Ltd.", "privateltd": "Ltd.", "proprietaryltd": "Ltd.", "pltd": "Ltd.",
        "gesellschaftmitbeschrankterhaftung": "GmbH", "gesellschaftmitbeschraenkterhaftung": "GmbH", "sendirianberhad": "Sdn. Bhd.",
        "naamlozevennootschap": "N.V.", "beslotenvennootschap": "B.V.", "aktiebolag": "AB", "aktiebolaget": "AB", "scpa": "S.C.p.A.",
        "spolkaakcyjna": "S.A.", "as": "a.s.",
    }
)  # fmt: skip
LONGEST = 400  # longer names are not split
TAIL = 64  # last letters searched for an English form
RANK = {form: rank for rank, form in enumerate((*KOREAN, *dict.fromkeys(ENGLISH.values())))}
WORDS = "|".join(sorted(KOREAN, key=len, reverse=True))
BRACKETED = re.compile(rf"\(\s*({'|'.join(BRACKETS)})\s*\)|\(\s*({WORDS})\s*\)")
HALF = re.compile(r"^\s*\(?(주)\)\s*|\s*\((주)\)?\s*$")  # “주)아진”, a frequent typing error
LEADING = re.compile(rf"^\s*({WORDS})\s*")
TRAILING = re.compile(rf"\s*({WORDS})\s*$")


def spelt(letters: str) -> str:
    r"""Return the pattern of an abbreviation with or without points, which spaces may follow: BV, B.V., B. V.

    >>> spelt("bv")
    'b(?:\\.\\s?)?v'
    """
    return r"(?:\.\s?)?".join(letters)


LATIN = re.compile(
    r"(?:[\s,]+|(?<=[.,)]))("
    r"(?:co(?:mpany)?\.?|\(?(?:pte|pty|pvt|private|proprietary)\.?\)?|\(p\))?[\s,]*(?:ltd|limited)|(?:co\.?[\s,]*)?inc(?:orporated)?|corp(?:oration)?"
    rf"|company|co|{spelt('llc')}|{spelt('llp')}|{spelt('plc')}|public\s+limited\s+company|{spelt('gmbh')}\.?(?:\s*&\s*co\.?\s*kg)?"
    rf"|ag|aktiengesellschaft|{spelt('sa')}|{spelt('sas')}|{spelt('spa')}|{spelt('srl')}|{spelt('bv')}|{spelt('nv')}|{spelt('kk')}"
    r"|kabushiki\s+kaisha|ab|aktiebolag(?:et)?|oyj?|sdn\.?[\s,]*bhd|sendirian\s+berhad"
    r"|gesellschaft\s+mit\s+beschr(?:ä|ae?)nkter\s+haftung|naamloze\s+vennootschap|besloten\s+vennootschap"
    rf"|{spelt('scpa')}|sp[óo][łl]ka\s+akcyjna|a\.\s?[sş]|a/s"
    r")[.,]*\s*$",
    re.IGNORECASE,
)

LATIN_FIRST = re.compile(r"^\s*(AB|(?i:aktiebolag(?:et)?))\s+(?=(?:[^\W\d_][\W\d_]*){4})(?!.*[가-힣])")
"""The Swedish form before a name; AB may also be the initials of a name with another form (AB Garam SA)."""


def parted(name: str, *, first: bool = True) -> tuple[str, str | None]:
    """Split a name from its legal form; a name that is only a legal form stays whole.

    Args:
        name: a name.
        first: whether a Latin form may stand before it: not if the name has lost another form.

    >>> parted("㈜ 아진 산업"), parted("Ajin Industrial Co., Ltd."), parted("재단법인 대구테크노파크")
    (('아진 산업', '주식회사'), ('Ajin Industrial', 'Co., Ltd.'), ('대구테크노파크', '재단법인'))
    """
    text, forms = " ".join(composed(name).split()), set[str]()
    if len(text) > LONGEST:
        return text, None

    def bracketed(found: re.Match[str]) -> str:
        forms.add(BRACKETS[found[1]] if found[1] else found[2])
        return " "

    rest = BRACKETED.sub(bracketed, text)
    while (shorter := less_one(rest, forms, first=first)) is not None:
        rest = shorter
    if not comparable(rest):
        return text, None
    return rest.strip(" \t,"), min(forms, key=RANK.__getitem__, default=None)


def less_one(text: str, forms: set[str], *, first: bool = True) -> str | None:
    """Remove one legal form from either end and record it; None if there is none or nothing would remain."""
    for pattern in patterns(text, first=first and not forms):
        if found := pattern.search(text, max(0, len(text) - TAIL) if pattern is LATIN else 0):
            rest = text[: found.start()] + text[found.end() :]
            if not comparable(rest):
                return None
            word = next(filter(None, found.groups()))
            forms.add(BRACKETS.get(word) or (word if word in RANK else ENGLISH[squeezed(word)]))
            return rest
    return None


def patterns(text: str, *, first: bool) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may match a name, by its first and last letters; a search of each takes far longer.

    Args:
        text: a name.
        first: whether a Latin form may stand before it.
    """
    start, end = text.lstrip(), text.rstrip()
    if "주)" in text or "(주" in text:
        yield HALF
    if start.startswith(KOREAN):
        yield LEADING
    if end.endswith(KOREAN):
        yield TRAILING
    last = end.rstrip(".,").rstrip()[-1:]
    if last.isascii() or last in "şŞ":
        yield LATIN
    if first and start[:1] in "aA":
        yield LATIN_FIRST


def squeezed(word: str) -> str:
    """Return an English form as letters, with long words abbreviated."""
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("ł", "l")
    letters = re.sub("[^a-z]", "", plain)
    for long, short in (
        ("company", "co"),
        ("limited", "ltd"),
        ("incorporated", "inc"),
        ("corporation", "corp"),
    ):
        letters = letters.replace(long, short)
    return letters


def without_legal_form(name: str) -> str:
    """Return a name in comparable form without its legal form; a name that is only a legal form stays.

    >>> without_legal_form("㈜ 아진산업"), without_legal_form("Ajin Industrial Co., Ltd.")
    ('아진산업', 'ajinindustrial')
    """
    return comparable(parted(name)[0])
