"""The `renames` origin: tables of changed names, each row with the former name, the new one and the date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.identifiers import is_shown
from graph.model import Alias, Source
from graph.vocabulary import AliasKind, IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.changes import Change
from ingest.names import split_name
from ingest.organisations import identifier, made_id, make_organisation, named, number_of, place_in
from ingest.origin import Option, OriginError, Row
from ingest.reading import Layout
from ingest.reading.positions import FieldFault, Nothing
from ingest.reading.values import day
from ingest.renaming import Renamed, ids_of, renamed
from ingest.row_reading import given, joined, records_of_tables, source_row
from ingest.services.organisations import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.row_reading import Cells

LAYOUT = Layout(
    {
        "before": (
            *("변경전 상호", "변경전", "변경전 회사명", "변경전 상호명", "변경전 법인명", "변경전 기업명", "변경전 기관명", "변경전 명칭"),
            *("변경전 종목명", "변경전 사명", "변경전 국문", "구 상호", "옛 상호", "이전 상호", "종전 상호", "구 회사명", "옛 이름", "former name"),
            *("former_name", "old name", "previous name", "name before"),
        ),
        "day": (
            *("변경일", "변경일자", "상호변경일", "상호변경일자", "변경 연월일", "변경연도", "변경년도", "변경연월", "변경상장일", "상장일"),
            *("적용일", "시행일", "date of change", "change date", "changed", "date", "renamed"),
        ),
        "after": (
            *("변경후 상호", "변경후", "변경후 회사명", "변경후 상호명", "변경후 법인명", "변경후 기업명", "변경후 기관명", "변경후 명칭"),
            *("변경후 종목명", "변경후 사명", "변경후 국문", "신 상호", "새 상호", "new name", "name after"),
        ),
        "present": (
            *("현재 상호", "현 상호", "현재 회사명", "회사명", "기업명", "업체명", "상호", "상호명", "법인명", "기관명", "종목명"),
            *("present name", "current name", "company", "name"),
        ),
        "english": ("변경후 영문", "변경후 영문명", "변경후 영문 상호", "영문 상호", "영문명", "name_en"),
        "stock_code": ("종목코드", "단축코드", "stock_code"),
        "corp_code": ("고유번호", "DART 고유번호", "corp_code"),
        "crn": ("법인등록번호", "법인번호", "crn"),
        "brn": ("사업자등록번호", "사업자번호", "brn"),
        "place": ("소재지", "본사소재지", "본점소재지", "주소", "본사주소", "지역", "시도", "place", "city", "address"),
        "source_title": ("출처", "근거", "source"),
        "source_url": ("출처 URL", "출처 주소", "링크", "source_url", "link", "url"),
    },
    required=("before", "day"),
    persons=("대표자명", "대표이사", "대표자", "담당자"),
)  # fmt: skip
NUMBERS = (
    IdentifierScheme.CRN, IdentifierScheme.CORP_CODE, IdentifierScheme.STOCK_CODE, IdentifierScheme.BRN,
)  # fmt: skip
SHORT_CODE = re.compile(r"A(?=[0-9A-Z]{6}$)")
"""The letter of a share before its code in notices of the exchange: A253590."""
WANTED = ("title", "publisher", "url")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given tables."""
    return given(paths, "renames", "a table of changed names (변경전 상호, 변경후 상호, 변경일)")


@adapter(
    "renames",
    about="former names of organisations: a table of changed names with dates",
    files=files,
    options={
        "title": Option("title of the table"),
        "publisher": Option("publisher of the table"),
        "published": Option("publication date of the table"),
        "url": Option("public web page of the table"),
    },
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the tables: one change of name per row."""
    reading = Reading(source_of(options))
    yield source_row(reading.source)
    yield from records_of_tables(files, LAYOUT, reading.change, kept=True)
    yield from (source_row(source) for source in sorted(reading.others.values(), key=lambda one: one.id))
    found, remarks = renamed(reading.changes)
    yield from remarks
    yield from joined(rows_of(found), RecordType.ORGANISATION)


def source_of(options: Mapping[str, str]) -> Source:
    """Return the source to cite.

    Raises:
        OriginError: the title, publisher or address is missing.
    """
    if missing := [name for name in WANTED if name not in options]:
        wanted = " ".join(f"--set {name}=…" for name in missing)
        raise OriginError(f"missing {' and '.join(missing)}: a change of name needs its source: {wanted}")
    title, publisher, url = (options[name] for name in WANTED)
    return Source(made_id("renames", title), title, publisher, options.get("published"), url)


class Reading:
    """The changes read so far, and the sources that rows cite."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.others: dict[str, Source] = {}
        self.changes: list[Change] = []

    def change(self, row: Cells) -> Iterator[Record]:
        """Read one row; its records follow when all rows are known."""
        before = named(row["before"], "before", "a change of name")
        after, present = row["after"], present_in(row)
        name = named(after or present, "after", "a change of name")
        check_other(before, name)
        when = day("day", row["day"])
        if when is None:
            rule = "a change of name needs its date: without it nobody knows which of two names is the former one"
            raise FieldFault("day", rule, "fill it in; a year is enough")
        place = place_in(row["place"])
        if row["place"] and place == (None, None):
            row.tell(
                "place",
                f"“{row['place']}” is not a known place: left out",
                "no action is needed if it is abroad",
            )
        numbers = tuple(sorted(numbers_in(row)))
        cited = (self.cited(row).id,)
        made = Change(
            before,
            after or None,
            present or None,
            when,
            numbers,
            place,
            row["english"],
            cited,
            row.file,
            row.line,
        )
        self.changes.append(made)
        return iter(())

    def cited(self, row: Cells) -> Source:
        """Return the source of a row: its own, or that of the table."""
        title, url = row["source_title"], row["source_url"]
        if not title and not url:
            return self.source
        own = self.source
        id_ = made_id("renames", own.title, title, url)
        return self.others.setdefault(
            id_, Source(id_, title or own.title, own.publisher, own.published, url or own.url)
        )


def present_in(row: Cells) -> str:
    """Return the present name from a column of its own: 상호 is also the last word of “변경전 상호”."""
    others = {row.places.get(field) for field in ("before", "after")}
    return "" if row.places.get("present") in others else row["present"]


def check_other(before: str, after: str) -> None:
    """Refuse a name that is the same; skip one that differs in legal form or spelling only.

    Raises:
        FieldFault: both are one text.
        Nothing: they are one name.
    """
    if " ".join(before.split()) == " ".join(after.split()):
        rule = f"“{before}” cannot be its own former name"
        raise FieldFault("before", rule, "correct one of the two names, or remove the row")
    one, other = split_name(before), split_name(after)
    if (one.bare, one.site) == (other.bare, other.site):
        raise Nothing("only the legal form or the spelling changed")


def numbers_in(row: Cells) -> Iterator[tuple[str, str]]:
    """Yield the register numbers of a row in standard form."""
    for scheme in NUMBERS:
        if text := row[scheme]:
            if scheme is IdentifierScheme.STOCK_CODE:
                text = SHORT_CODE.sub("", number_of(text, scheme))
                text = text.zfill(6) if text.isascii() and text.isdigit() else text  # spreadsheets drop zeros
            yield str(scheme), identifier("", scheme, text, ("",), scheme).value


def id_of(one: Renamed, long: bool) -> str:
    """Make the id of an organisation: of its number, or of its present name and place; the long one of its first change too."""
    for scheme, value in sorted(one.numbers, key=lambda number: NUMBERS.index(IdentifierScheme(number[0]))):
        if scheme != IdentifierScheme.BRN and is_shown(scheme, value):
            return f"renames:{scheme}-{value}"
    told = tuple(value for _, value in one.numbers)
    first = one.changes[0]
    oldest = (first.before, first.day) if long else ()
    return made_id("renames", one.name, *one.place, *told, *oldest)


def rows_of(found: Sequence[Renamed]) -> Iterator[Row]:
    """Yield the records of every organisation, once for each of its rows."""
    ids = ids_of(found, id_of)
    for place, one in enumerate(found):
        id_ = ids[place]
        sources = tuple(sorted({source for change in one.changes for source in change.sources}))
        records: list[Record] = [
            make_organisation(
                id_,
                one.name,
                sources,
                english=one.english,
                kind=str(kind_of(one.name) or "company"),
                place=one.place,
            )
        ]
        records += [
            Alias(id_, former.name, str(AliasKind.FORMER_NAME), former.since, former.until, sources)
            for former in one.former_names()
        ]
        records += [
            identifier(id_, IdentifierScheme(scheme), value, sources, scheme) for scheme, value in one.numbers
        ]
        for change in one.changes:
            yield from (Row(change.file, change.line, record) for record in records)
