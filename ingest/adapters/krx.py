"""The `krx` origin: companies listed at the Korea Exchange (상장법인목록.xls, an HTML table)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.fields import Shape
from graph.model import Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.industries import sector_of_industry
from ingest.named_columns import attributes_in
from ingest.organisations import identifier, make_organisation, named, number_of, place_in
from ingest.origin import Option
from ingest.reading import Layout
from ingest.row_reading import given, joined, records_of_tables, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.row_reading import Cells

LAYOUT = Layout(
    {
        "name": ("회사명", "종목명", "한글 종목명", "기업명"),
        "code": ("종목코드", "단축코드"),
        "industry": ("업종", "업종명"),
        "products": ("주요제품",),
        "website": ("홈페이지",),
        "place": ("지역", "본사소재지"),
        "english": ("영문명", "영문 종목명"),
        "업종": ("업종", "업종명"),
        "상장일": ("상장일", "상장일자"),
        "결산월": ("결산월",),
        "시장구분": ("시장구분", "시장"),
    },
    required=("name", "code"),
    persons=("대표자명", "대표이사", "대표자"),
)
ATTRIBUTES = {"업종": Shape.TEXT, "상장일": Shape.DATE, "결산월": Shape.TEXT, "시장구분": Shape.TEXT}
"""Columns that are kept as they are; the sector follows from 업종 where the class of that name, or its words, tell it."""


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given lists."""
    return given(paths, "krx", "상장법인목록.xls as downloaded from the exchange")


@adapter(
    "krx",
    about="companies listed at the Korea Exchange: 상장법인목록.xls",
    files=files,
    options={"published": Option("publication date of the list")},
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the list: one company per row."""
    source = Source(
        "krx:listed",
        "상장법인목록",
        "한국거래소",
        options.get("published"),
        "https://kind.krx.co.kr/corpgeneral/corpList.do",
    )

    def make(row: Cells) -> Iterator[Record]:
        named(row["name"], "회사명", "a company")
        code = number_of(row["code"], "종목코드")
        code = code.zfill(6) if code.isascii() and code.isdigit() else code  # spreadsheets drop leading zeros
        place = place_in(row["place"])
        if row["place"] and place == (None, None):
            rule = f"“{row['place']}” is not a known place: left out"
            row.tell("지역", rule, "no action is needed if it is abroad")
        number = identifier("", IdentifierScheme.STOCK_CODE, code, (source.id,), "종목코드").value
        id_ = f"krx:{number}"
        company = make_organisation(
            id_, row["name"], (source.id,), english=row["english"], sector=sector_of_industry(row["industry"]), products=row["products"],
            place=place, website=row["website"],
        )  # fmt: skip
        yield replace(company, attributes=attributes_in(row, ATTRIBUTES))
        yield identifier(id_, IdentifierScheme.STOCK_CODE, number, (source.id,), "종목코드")

    yield source_row(source)
    yield from joined(records_of_tables(files, LAYOUT, make), RecordType.ORGANISATION)
