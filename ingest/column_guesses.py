"""What the cells of a column tell: its type, whether it only numbers the rows, whether it may fill a field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.identifiers import IdentifierError, identify
from graph.legal_forms import without_legal_form
from graph.names import comparable
from graph.places import place_of
from graph.texts import says_nothing
from graph.vocabulary import SECTORS, IdentifierScheme
from ingest.attributes import ColumnTypes
from ingest.industries import sector_of_industry
from ingest.own_names import names_in
from ingest.person_columns import is_telephone
from ingest.person_looks import why_personal
from ingest.proposing_words import DEFAULTS, KINDS, RUNNING
from ingest.reading.headers import plain
from ingest.reading.positions import FieldFault
from ingest.reading.values import day, number, whole
from ingest.record_fields import CLOSED
from ingest.websites import website_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_VALUES = 40
"""Most different values of a column that names kinds."""
SHOWN, LONGEST = 5, 80
MOSTLY = 0.7
NAME = re.compile(
    r"㈜|\(주\)|주식회사|\(재\)|\(사\)|대학교|대학$|연구원|연구소|재단|협회|조합|테크노파크|공사$|진흥원|센터$|산업$|전자$|화학$|소재$|금속$|"
    r"\b(?:inc|ltd|co|corp|gmbh|llc|university|institute|laborator\w+|foundation|association|company|group|technologies)\b",
    re.IGNORECASE,
)
"""Parts of names of organisations."""
OTHER_UNIT = re.compile(r"천\s*원|만\s*원|억|\b(?:EUR|USD|thousand|million|k)\b|[$€]", re.IGNORECASE)
"""Units of an amount that is not in won."""
WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
BETWEEN = ";|/\n,"
"""Characters between several names in a cell, the surest first."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column: all seen, those that say something, and the different ones."""

    name: str
    all: tuple[str, ...]
    filled: tuple[str, ...]
    distinct: tuple[str, ...]

    @classmethod
    def of(cls, name: str, texts: Sequence[str]) -> Cells:
        """Sort the cells of a column."""
        filled = tuple(text.strip() for text in texts if not says_nothing(text))
        return cls(name, tuple(texts), filled, tuple(dict.fromkeys(filled)))

    @property
    def type(self) -> str:
        """The type of its values."""
        types = ColumnTypes()
        for text in self.distinct:
            types.see([(self.name, text)])
        return str(types.type_of(self.name).value)

    @property
    def samples(self) -> tuple[str, ...]:
        """Its first values."""
        return tuple(" ".join(text.split())[:LONGEST] for text in self.distinct[:SHOWN])

    def mostly(self, fits: Callable[[str], object]) -> bool:
        """Return whether most of its values fit."""
        return bool(self.distinct) and sum(bool(fits(text)) for text in self.distinct) >= MOSTLY * len(
            self.distinct
        )


def why_dropped(cells: Cells) -> str | None:
    """Return why a column is not kept: it is personal, empty, or only numbers the rows; None if it may be."""
    if (why := why_personal(cells.name, cells.filled)) is not None:
        return why
    if is_telephone(cells.name):
        return "telephone numbers"
    if not cells.filled:
        return "empty"
    return "numbers the rows" if numbers_rows(cells) else None


def numbers_rows(cells: Cells) -> bool:
    """Return whether a column only numbers the rows.

    >>> numbers_rows(Cells.of("연번", ["1", "2", "", "3"])), numbers_rows(Cells.of("번호", ["7", "9"]))
    (True, False)
    """
    if plain(cells.name.rpartition(" ")[2]) not in RUNNING:
        return False
    return plain(cells.name) in {"연번", "순번"} or (
        len(cells.filled) > 2 and list(cells.filled) == [str(n) for n in range(1, len(cells.filled) + 1)]
    )


def fits(field: str, cells: Cells) -> bool:
    """Return whether the cells of a column may fill a field of this name; a column that was not seen may."""
    if not cells.filled:
        return True
    if field == "budget_krw" and OTHER_UNIT.search(cells.name):
        return False
    if field in CHECKS:
        return cells.mostly(CHECKS[field])
    if field in {"name_ko", "name_en", "subject_name", "object_name"}:
        return cells.type == "text" or field != "name_ko" or not cells.mostly(is_number)
    if field == "id":
        return len(cells.distinct) == len(cells.filled)
    if field in {"organisation_kind", "programme_kind"}:
        return bool(translated(field, cells))
    return True


def is_number(text: str) -> bool:
    return re.fullmatch(r"[\d.,\s%+-]+", text) is not None


def is_date(text: str) -> bool:
    try:
        return day("", text) is not None
    except FieldFault:
        return False


def is_whole(text: str) -> bool:
    try:
        return whole("", text) is not None
    except FieldFault:
        return False


def is_weight(text: str) -> bool:
    try:
        return (number("", text) or 0) > 0
    except FieldFault:
        return False


def is_place(text: str) -> bool:
    words = text.split()
    return any(
        place_of(" ".join(words[:length]), None) is not None for length in (1, 2, 3) if length <= len(words)
    )


def is_valid(scheme: IdentifierScheme) -> Callable[[str], bool]:
    """Return a check of register numbers."""

    def valid(text: str) -> bool:
        try:
            identify(scheme, text)
        except IdentifierError:
            return False
        return True

    return valid


CHECKS: dict[str, Callable[[str], object]] = {
    "start": is_date, "end": is_date, "founded": is_date, "budget_krw": is_whole, "members_told": is_whole, "weight": is_weight,
    "city": lambda text: not is_number(text), "industry": lambda text: not is_number(text),
    "ksic": re.compile(r"[A-U]?\d{2,5}").fullmatch, "website": lambda text: website_in(text).address,
}  # fmt: skip
"""What the values of a field look like; others may be any text."""
REGISTERS = {
    str(scheme): is_valid(scheme)
    for scheme in (IdentifierScheme.LEI, IdentifierScheme.BRN, IdentifierScheme.CRN, IdentifierScheme.ROR)
}
"""Registers whose numbers are recognised without a heading, by their check digits."""


def field_by_values(cells: Cells) -> str | None:
    """Return the field that the values of a column tell; None if they tell none.

    >>> [field_by_values(Cells.of("a", [text])) for text in ("124-81-00998", "https://a.kr", "경북 구미시 산단로 1", "12", "가나")]
    ['brn', 'website', 'address', None, None]
    """
    if not cells.filled:
        return None
    if cells.mostly(WEB.match):
        return "ror" if cells.mostly(REGISTERS["ror"]) else "website"
    for field in ("lei", "brn"):
        if cells.mostly(REGISTERS[field]):
            return field
    if cells.type != "text":
        return None
    if cells.mostly(lambda text: text.endswith("업")) and any(map(sector_of_industry, cells.distinct)):
        return "industry"
    if cells.mostly(is_place):
        return "address" if any(len(text.split()) > 2 for text in cells.distinct) else "city"
    return None


def names_organisations(cells: Cells) -> bool:
    """Return whether most values of a column look like names of organisations.

    >>> names_organisations(Cells.of("a", ["㈜가나", "다라대학교", "Alpha Inc."])), names_organisations(Cells.of("a", ["대구", "1"]))
    (True, False)
    """
    return cells.mostly(lambda text: NAME.search(text) and len(text) <= LONGEST and without_legal_form(text))


def separators_in(cells: Cells) -> str:
    """Return the characters between several names in the cells of a column; empty if each has one.

    >>> separators_in(Cells.of("a", ["㈜가나, 다라", "마바"])), separators_in(Cells.of("a", ["Alpha Co., Ltd."]))
    (',', '')
    """
    lists = {
        sign: [names for text in cells.distinct if len(names := names_in(text, sign)) > 1] for sign in BETWEEN
    }
    return "".join(
        sign
        for sign, found in lists.items()
        if found and all(len(name) > 1 for names in found for name in names)
    )


def translated(field: str, cells: Cells) -> dict[str, str]:
    """Return what the values of a column with kinds mean; empty if they are too many or nothing fits them."""
    if not 0 < len(cells.distinct) <= MOST_VALUES:
        return {}
    members = set(CLOSED[field])
    found = {text: meant(field, text, members) for text in cells.distinct}
    if not any(found.values()):
        return {}
    if field not in DEFAULTS and not all(found.values()):
        return {}
    table = {text: word or DEFAULTS[field] for text, word in found.items()}
    return table if any(text != word for text, word in table.items()) else {}


def meant(field: str, text: str, members: set[str]) -> str | None:
    """Return the member of a closed set that a text means."""
    for form in (text, text.casefold(), "_".join(text.upper().replace("-", " ").split())):
        if form in members:
            return form
    if field in {"sector", "field"}:
        return SECTOR_NAMES.get(comparable(text))
    return next((value for part, value in KINDS.get(field, {}).items() if part in text.casefold()), None)


SECTOR_NAMES = {
    comparable(name): sector.id
    for sector in SECTORS.values()
    for name in (sector.name_ko, sector.name_en, sector.id)
}
