"""The `factories` origin: registered factories, from lists of KICOX, cities and FactoryOn (공장등록현황)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.fields import Shape
from graph.identifiers import IdentifierError, crn_of_factory, identify
from graph.model import Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.industries import sector_of_industry
from ingest.locations import location_of
from ingest.named_columns import attributes_in
from ingest.namesakes import Namesakes
from ingest.organisations import (
    REVISION,
    identifier,
    made_id,
    make_organisation,
    named,
    revision_of,
    sector_of,
)
from ingest.origin import Option, OriginError
from ingest.reading import Layout
from ingest.reading.positions import FieldFault
from ingest.row_reading import given, joined, records_of_tables, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.row_reading import Cells

LAYOUT = Layout(
    {
        "name": ("회사명", "업체명", "기업명", "공장명", "상호", "사업체명"),
        "number": ("공장관리번호", "공장등록번호"),
        "products": ("생산품", "생산품목", "주생산품", "주요생산품", "생산제품", "생산품정보", "주생산품명", "생산품명"),
        "class": ("대표업종", "대표업종번호", "대표업종코드", "업종번호"),
        "industry": ("업종명", "대표업종명", "업종"),
        "classes": ("업종코드", "업종코드목록"),
        "address": (
            "공장주소", "공장대표주소(도로명)", "공장주소(도로명)", "도로명주소", "소재지(도로명)", "공장대표주소", "소재지", "주소",
            "공장주소_지번", "공장대표주소(지번)", "정제도로명주소", "소재지도로명주소", "공장대표주소_도로명", "공장도로명주소",
        ),
        "lot": (
            "공장주소_지번", "공장대표주소(지번)", "공장주소(지번)", "지번주소", "정제지번주소", "소재지지번주소", "소재지(지번)", "공장지번주소",
        ),
        "province": ("시도명", "시도", "광역시도명"),
        "city": ("시군구명", "시군구", "시군명", "시군", "구군명", "구군"),
        "website": ("홈페이지",),
        "종업원수": ("종업원합계", "종업원수", "근로자수", "종업원합계(명)"),
        "단지명": ("단지명", "산업단지명", "산단명"),
        "공장규모": ("공장규모", "공장규모명"),
        "설립구분": ("설립구분", "설립구분명"),
        "용지면적": ("용지면적", "용지면적(㎡)", "부지면적"),
        "최초등록일": ("최초등록일", "최초등록일자", "등록일", "등록일자"),
    },
    required=("name",),
    persons=("대표자명", "대표자", "성명", "담당자", "담당자명"),
)  # fmt: skip
ATTRIBUTES = {
    "종업원수": Shape.NUMBER, "단지명": Shape.TEXT, "공장규모": Shape.TEXT, "설립구분": Shape.TEXT, "용지면적": Shape.NUMBER, "최초등록일": Shape.DATE,
}  # fmt: skip
"""Columns that are kept as they are."""
KICOX = {
    "title": "전국등록공장현황",
    "publisher": "한국산업단지공단",
    "url": "https://www.data.go.kr/data/15106170/fileData.do",
}
"""The default list."""
AND_MORE = re.compile(r"(?:\s*외\s*\d*\s*(?:종|건|개|품목)?|\s+등)\s*$")
CODE = re.compile(r"[A-U]?\d{2,5}")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given lists."""
    return given(paths, "factories", "CSV or XLSX lists of factories")


@adapter(
    "factories",
    about="registered factories: KICOX, city lists, FactoryOn",
    files=files,
    own_ids=False,
    options={
        "title": Option("title of the list; a list from elsewhere than KICOX also needs publisher and url"),
        "publisher": Option("publisher of the list"),
        "published": Option("publication date of the list"),
        "url": Option("public web page of the list"),
        "ksic": REVISION,
    },
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read the lists: one factory per row or over several rows; a firm may have several factories."""
    revision = revision_of(options)
    source = source_of(options)

    namesakes = Namesakes("factories")

    def made_of(row: Cells, place: tuple[str | None, str | None]) -> str:
        where = f"{row['province']} {row['city']} {row['address'] or row['lot']}"
        return namesakes.id_of(row["name"], place, row.content(), address=where, website=row["website"])

    def make(row: Cells) -> Iterator[Record]:
        named(row["name"], "회사명", "a factory")
        city, district, odd = location_of(row["province"], row["city"], row["address"], row["lot"])
        if odd is not None:
            row.tell("시군구" if row["city"] else "시도", *odd)
        place = city, district
        number = factory_number(row["number"])
        id_ = f"factories:{number}" if number else made_of(row, place)
        codes = codes_of(row)
        sector = next(filter(None, (sector_of(code, revision) for code in codes)), None)
        sector = sector or sector_of_industry(AND_MORE.sub("", row["industry"]))
        products = AND_MORE.sub("", row["products"])
        factory = make_organisation(
            id_,
            row["name"],
            (source.id,),
            sector=sector,
            products=products,
            place=place,
            website=row["website"],
        )
        yield replace(factory, attributes=attributes_in(row, ATTRIBUTES))
        if number:
            yield identifier(id_, IdentifierScheme.FACTORY, number, (source.id,), "공장관리번호")
            if crn := crn_of_factory(number):
                yield identifier(id_, IdentifierScheme.CRN, crn, (source.id,), "공장관리번호")
        for code in codes:
            yield identifier(id_, IdentifierScheme.KSIC, f"{revision}:{code}", (source.id,), "업종코드")

    yield source_row(source)
    yield from joined(records_of_tables(files, LAYOUT, make), RecordType.ORGANISATION, namesakes)


def source_of(options: Mapping[str, str]) -> Source:
    """Return the source to cite: KICOX's list by default, or another list with all of its own details.

    Raises:
        OriginError: the title, publisher or address of another list is missing.
    """
    data = {name: options.get(name, default) for name, default in KICOX.items()}
    missing = [name for name in KICOX if name not in options]
    another = any(data[name] != KICOX[name] for name in ("title", "publisher"))
    if another and missing:
        wanted = " ".join(f"--set {name}=…" for name in missing)
        rule = f"a list other than “{KICOX['title']}” of {KICOX['publisher']} needs its own citation"
        raise OriginError(f"missing {' and '.join(missing)}: {rule}: {wanted}")
    id_ = made_id("factories", options["title"]) if "title" in options else "factories:list"
    return Source(id_, data["title"], data["publisher"], options.get("published"), data["url"])


def factory_number(text: str) -> str | None:
    """Return the factory number; a running number of the list is not one."""
    if not text:
        return None
    try:
        return identify(IdentifierScheme.FACTORY, text).value
    except IdentifierError as error:
        raise FieldFault("공장관리번호", error.rule, error.remedy) from error


def codes_of(row: Cells) -> list[str]:
    """Return the industry codes of a factory, the main one first."""
    return list(dict.fromkeys(CODE.findall(row["class"]) + CODE.findall(row["classes"])))
