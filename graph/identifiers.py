"""Identifiers: the numbers and codes of registers and classifications, checked and converted to their standard form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.errors import Carried
from graph.vocabulary import IdentifierScheme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 200
SHORTENED = re.compile(r"\d+[.,]\d+[eE]\+?\d+|\d+[eE]\+\d+")
"""A long number as spreadsheets and pandas write it: 1.2481E+09; 01e666568 is a ROR id."""
POINT_ZERO = re.compile(r"(\d+)\.0+")
"""A whole number as pandas writes it where a column has gaps: 1248100998.0."""
BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
KSIC = re.compile(r"(9|10|11):([A-U]|[A-U]?(\d{2,5}))")
SYMBOL = re.compile(r"([A-HY])(?:(\d\d)(?:([A-Z])(?:(\d{1,4})/(\d{2,6}))?)?)?")
FIXED_SYMBOL = re.compile(r"([A-H]\d\d[A-Z])(\d{4})(\d{6})")
EDITION = re.compile(r"\(\d{4}\.\d\d\)$|\[\d+\]$")


class IdentifierError(Carried, ValueError):
    """A text that cannot be an identifier of its scheme: the broken rule and the remedy."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{rule}: {remedy}")
        self.rule, self.remedy = rule, remedy


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in standard form; one that may be real despite a wrong check digit is not `valid` and has a reason."""

    value: str
    valid: bool = True
    warning: str | None = None


def identify(scheme: IdentifierScheme | str, text: str) -> Checked:
    """Check an identifier and return its standard form.

    >>> identify("brn", "124-81-00998").value, identify("ror", "https://ror.org/040c17130").value
    ('1248100998', '040c17130')
    >>> identify("ksic", "10:C26110").value, identify("ipc", "H01L 021/02").value
    ('10:26110', 'H01L 21/02')

    Raises:
        IdentifierError: the text is not an identifier of this scheme.
    """
    if len(text) > LONGEST:
        raise IdentifierError(
            f"an identifier has at most {LONGEST} characters", "put one identifier in the field"
        )
    plain = unicodedata.normalize("NFKC", text).strip()
    if SHORTENED.fullmatch(plain):
        rule = f"“{plain}” was shortened by a spreadsheet"
        raise IdentifierError(rule, "save the column as text and load it again")
    if whole := POINT_ZERO.fullmatch(plain):
        plain = whole[1]
    return CHECKS[IdentifierScheme(scheme)](plain)


def is_shown(scheme: IdentifierScheme | str, value: str) -> bool:
    """Return whether an identifier may be shown: a sole trader's register number is personal data.

    >>> is_shown("brn", "1248100998"), is_shown("brn", identify("brn", "123-01-00993").value)
    (True, False)
    """
    return scheme != IdentifierScheme.BRN or "80" <= value[3:5] <= "89"


def crn_of_factory(text: str) -> str | None:
    """Return the corporation register number at the start of a factory number, if its check digit is right."""
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    if not (digits.isascii() and digits.isdigit() and len(digits) == 15):
        return None
    return digits[:13] if crn_digit(digits) == digits[12] else None


def digits_of(text: str, name: str, length: int) -> str:
    """Return the digits of a fixed-length number without hyphens and spaces."""
    digits = re.sub(r"[\s-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        raise IdentifierError(f"“{text}” is not a {name}: expected {length} digits", "write digits only")
    if len(digits) < length and length - len(digits) <= 3:
        rule = (
            f"“{text}” is not a {name}: expected {length} digits including leading zeros, found {len(digits)}"
        )
        raise IdentifierError(rule, "a spreadsheet may have dropped leading zeros: save the column as text")
    if len(digits) != length:
        raise IdentifierError(
            f"“{text}” is not a {name}: expected {length} digits, found {len(digits)}", "correct the number"
        )
    return digits


def brn(text: str) -> Checked:
    digits = digits_of(text, "business register number (사업자등록번호)", 10)
    total = sum(int(d) * w for d, w in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    total += int(digits[8]) * 5 // 10
    if -total % 10 != int(digits[9]):
        raise IdentifierError(
            f"“{text}” is not a business register number (사업자등록번호): its check digit is wrong",
            "look the number up; one digit is wrong or two are swapped",
        )
    return Checked(digits)


def crn_digit(digits: str) -> str:
    """Return the check digit of a corporation's number, from its first twelve."""
    return str(-sum(int(d) * (1 + i % 2) for i, d in enumerate(digits[:12])) % 10)


def crn(text: str) -> Checked:
    digits = digits_of(text, "corporation register number (법인등록번호)", 13)
    if crn_digit(digits) == digits[12]:
        return Checked(digits)
    if is_of_a_person(digits):
        rule = "this is the resident number (주민등록번호) of a person, not of a corporation"
        raise IdentifierError(rule, "remove it from the file: resident numbers are never kept")
    return Checked(
        digits,
        False,
        "its check digit is wrong: it is kept, but does not prove that two records are one organisation",
    )


def is_of_a_person(digits: str) -> bool:
    """Return whether a number is a resident number: it starts with a birth date and has its own check digit."""
    century = {"1": 1900, "2": 1900, "3": 2000, "4": 2000, "5": 1900, "6": 1900, "7": 2000, "8": 2000}.get(
        digits[6]
    )
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=False))
    return (11 - total % 11) % 10 == int(digits[12])


def corp_code(text: str) -> Checked:
    return Checked(digits_of(text, "DART company code (corp_code)", 8))


def stock_code(text: str) -> Checked:
    code = text.upper().removeprefix("KRX:")
    code = code[1:] if re.fullmatch(r"A[0-9A-Z]{6}", code) else code
    if code.isdigit() and len(code) < 6:
        rule = f"“{text}” is not a stock code (종목코드): expected six characters including leading zeros"
        raise IdentifierError(rule, "a spreadsheet may have dropped leading zeros: save the column as text")
    if not re.fullmatch(r"[0-9][0-9A-Z]{5}", code, re.ASCII):
        rule = f"“{text}” is not a stock code (종목코드): expected six characters starting with a digit"
        raise IdentifierError(rule, "write it as the exchange does: 005930, 0001A0")
    return Checked(code)


def factory(text: str) -> Checked:
    return Checked(digits_of(text, "factory number (공장관리번호)", 15))


def ror(text: str) -> Checked:
    code = re.sub(r"^(https?://)?(www\.)?ror\.org/", "", text.casefold()).rstrip("/")
    if not re.fullmatch(rf"0[{BASE32}]{{6}}\d\d", code):
        rule = f"“{text}” is not a ROR id: expected a zero, six characters other than i, l, o and u, and two digits"
        raise IdentifierError(rule, "copy it from ror.org, as https://ror.org/040c17130")
    number = 0
    for character in code[:7]:
        number = number * 32 + BASE32.index(character)
    if 98 - number * 100 % 97 != int(code[7:]):
        raise IdentifierError(f"“{text}” is not a ROR id: its check digits are wrong", "copy it from ror.org")
    return Checked(code)


def openalex(text: str) -> Checked:
    code = re.sub(r"^(https?://)?(api\.)?openalex\.org/(institutions/)?", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"I[1-9]\d{0,11}", code.upper(), re.ASCII):
        rule = f"“{text}” is not an OpenAlex institution id: expected an I followed by digits"
        raise IdentifierError(rule, "copy it from openalex.org, as https://openalex.org/I31419693")
    return Checked(code.upper())


def wikidata(text: str) -> Checked:
    code = re.sub(r"^(https?://)?(www\.)?wikidata\.org/(wiki|entity)/", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"Q[1-9]\d{0,11}", code.upper(), re.ASCII):
        rule = f"“{text}” is not a Wikidata item: expected a Q followed by digits"
        raise IdentifierError(rule, "copy it from wikidata.org, as Q20718")
    return Checked(code.upper())


def lei(text: str) -> Checked:
    code = text.upper().replace(" ", "")
    if not re.fullmatch(r"[0-9A-Z]{18}\d\d", code, re.ASCII):
        rule = f"“{text}” is not an LEI: expected 18 letters or digits, then two digits"
        raise IdentifierError(rule, "copy it from the GLEIF register")
    if int("".join(str(int(c, 36)) for c in code)) % 97 != 1:
        raise IdentifierError(
            f"“{text}” is not an LEI: its check digits are wrong (ISO 17442)",
            "copy it from the GLEIF register",
        )
    return Checked(code)


def pic(text: str) -> Checked:
    return Checked(digits_of(text, "participant code of the EU (PIC)", 9))


def ksic(text: str) -> Checked:
    found = KSIC.fullmatch(re.sub(r"\s", "", text).upper())
    if found is None:
        rule = f"“{text}” is not a KSIC class: expected the revision (9, 10 or 11), a colon, and two to five digits"
        raise IdentifierError(
            rule, "write 10:26110; the revision is needed, since codes changed their meaning"
        )
    return Checked(f"{found[1]}:{found[3] or found[2]}")


SUBCLASS = 4
"""Number of characters of a patent subclass (`H01M`)."""


def patent_class(text: str) -> Checked:
    """Check a symbol of the patent classifications, from a section (`C`) down to a group (`C08L 23/06`)."""
    code = re.sub(r"\s", "", EDITION.sub("", text.strip()).upper())
    if fixed := FIXED_SYMBOL.fullmatch(code):
        return Checked(f"{fixed[1]} {int(fixed[2])}/{fixed[3].rstrip('0').ljust(2, '0')}")
    found = SYMBOL.fullmatch(code)
    if found is None or not code.isascii() or (found[4] and int(found[4]) == 0):
        rule = f"“{text}” is not a patent classification symbol such as H, H01, H01L or H01L 21/02"
        raise IdentifierError(rule, "put one symbol in the field, without its edition")
    section, number, letter, group, subgroup = found.groups()
    head = section + (number or "") + (letter or "")
    return Checked(f"{head} {int(group)}/{subgroup}" if group else head)


def ipc(text: str) -> Checked:
    if text[:1].upper() == "Y":
        raise IdentifierError(
            f"“{text}” is not an IPC symbol: section Y belongs to the CPC", "use the scheme cpc"
        )
    return patent_class(text)


def place(text: str) -> Checked:
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"\d{2}|\d{5}|\d{8}", digits, re.ASCII):
        digits = digits.ljust(10, "0")
    digits = digits_of(digits, "district code (법정동코드)", 10)
    if not "11" <= digits[:2] <= "52":
        rule = f"“{text}” is not a district code (법정동코드): no province has its first two digits"
        raise IdentifierError(rule, "look it up at code.go.kr")
    return Checked(digits)


def street(text: str) -> Checked:
    return Checked(" ".join(text.split()))


CHECKS: Mapping[IdentifierScheme, Callable[[str], Checked]] = MappingProxyType(
    {
        IdentifierScheme.BRN: brn,
        IdentifierScheme.CRN: crn,
        IdentifierScheme.CORP_CODE: corp_code,
        IdentifierScheme.STOCK_CODE: stock_code,
        IdentifierScheme.FACTORY: factory,
        IdentifierScheme.ROR: ror,
        IdentifierScheme.OPENALEX: openalex,
        IdentifierScheme.WIKIDATA: wikidata,
        IdentifierScheme.LEI: lei,
        IdentifierScheme.PIC: pic,
        IdentifierScheme.KSIC: ksic,
        IdentifierScheme.IPC: ipc,
        IdentifierScheme.CPC: patent_class,
        IdentifierScheme.PLACE: place,
        IdentifierScheme.STREET: street,
    }
)
