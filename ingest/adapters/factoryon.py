"""The `factoryon` origin: registered factories of firms (FactoryOn), from the service or from saved responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.identifiers import crn_of_factory
from graph.model import Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.industries import sector_of_industry
from ingest.organisations import (
    REVISION,
    identifier,
    make_organisation,
    named,
    place_in,
    revision_of,
    sector_of,
)
from ingest.origin import Option, OriginError, Recognised
from ingest.row_reading import given, joined, records_of_rows, source_row
from ingest.services.responses import json_of, labelled, refuse_code, text, text_of, whole, xml_of
from ingest.services.saved_pages import PageContent, Pages, fetch_pages
from ingest.services.service_options import OPTIONS, client_for, folder_of, query_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read

ADDRESS = "https://apis.data.go.kr/B550624/fctryRegistInfo/getFctryPrdctnService_v2"
SIZE = 100
SOURCE = Source(
    "factoryon:registered",
    "공장등록생산정보",
    "한국산업단지공단",
    None,
    "https://www.data.go.kr/data/15087611/openapi.do",
)
READ = (
    "fctryManageNo",
    "cmpnyNm",
    "rnAdres",
    "rprsntvIndutyCode",
    "indutyCodes",
    "indutyNm",
    "mainProductCn",
    "hmpadr",
)
UNREAD = (
    "rprsntvNm",
    "cmpnyTelno",
    "cmpnyFxnum",
    "allEmplyCo",
    "frstFctryRegistDe",
    "irsttNm",
    "cvplChrgOrgnztNm",
)
CODE = re.compile(r"\d{5}")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check saved responses."""
    return given(
        paths, "factoryon", "saved responses of FactoryOn, or the firms to request with --set firms=…"
    )


def fetch(options: Mapping[str, str]) -> list[Path]:
    """Query FactoryOn for the factories of each firm by name, the only key of the service."""
    firms = query_values("factoryon", options, "firms", "names of firms")
    client = client_for("factoryon", options, key_as="serviceKey", where="www.data.go.kr")
    found: list[Path] = []
    try:
        for firm in firms:
            question = {"cmpnyNm": firm, "type": "json"}

            def ask(number: int, question: Mapping[str, str] = question) -> bytes:
                return client.get(
                    options.get("address", ADDRESS),
                    {**question, "pageNo": str(number), "numOfRows": str(SIZE)},
                )

            found += fetch_pages(
                Pages(folder_of("factoryon", options), "factoryon", question), ask, look, "factoryon"
            )
    finally:
        client.close()
    return found


def look(page: bytes) -> PageContent:
    """Return the number of items on a page and in all."""
    items, total = answer_of(page, "factoryon")
    return PageContent(len(items), total, items[0].get("fctryManageNo", "") if items else "")


def answer_of(page: bytes, label: str) -> tuple[list[dict[str, str]], int]:
    """Parse a response, which may be XML although JSON was requested.

    Raises:
        OriginError: it is neither, or an error.
    """
    if page.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = xml_of(page, label)
        code = text(root, "header/resultCode")
        if code not in {"", "00", "0"}:
            refuse_code(code, text(root, "header/resultMsg"), "factoryon")
        if root.find("body") is None:
            raise OriginError(f"{label}: the response has no `body`: it is not from this service")
        items = [{field.tag: text_of(field) for field in item} for item in root.iter("item")]
        return items, whole(text(root, "body/totalCount"))
    data: Any = json_of(page, label)
    data = data.get("response", data) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("body"), dict):
        raise OriginError(f"{label}: the response has no `body`: it is not from this service")
    header: Any = data.get("header") or {}
    if str(header.get("resultCode", "00")) not in {"00", "0"}:
        refuse_code(str(header["resultCode"]), str(header.get("resultMsg", "")), "factoryon")
    held: Any = data["body"].get("items") or {}
    rows: Any = held.get("item", []) if isinstance(held, dict) else held
    rows = rows if isinstance(rows, list) else [rows]
    items = [
        {str(name): "" if value is None else str(value) for name, value in row.items()} for row in rows if row
    ]
    return items, whole(str(data["body"].get("totalCount", len(items))))


@adapter(
    "factoryon",
    about="registered factories of firms by name: the FactoryOn service, or saved responses",
    files=files,
    own_ids=False,
    options={
        **OPTIONS,
        "firms": Option("names of firms, separated by ; (one load replaces the previous one)"),
        "ksic": REVISION,
    },
    fetch=fetch,
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read responses: one factory per item; a firm may have several."""
    revision = revision_of(options)

    def make(data: Mapping[str, str]) -> Iterator[Record]:
        return factory(data, revision)

    def rows() -> Iterator[Read]:
        for label, path in labelled(files):
            items, _ = answer_of(path.read_bytes(), label)
            kept = [{name: " ".join(item.get(name, "").split()) for name in READ} for item in items]
            yield from records_of_rows(label, enumerate(kept, 1), make, RecordType.ORGANISATION)
            yield Recognised(label, "answer", len(items), columns=READ, unread=UNREAD)

    yield source_row(SOURCE)
    yield from joined(rows(), RecordType.ORGANISATION)


def factory(data: Mapping[str, str], revision: str) -> Iterator[Record]:
    """Make the records of one factory."""
    named(data["cmpnyNm"], "cmpnyNm", "a factory")
    cited = (SOURCE.id,)
    number = identifier("", IdentifierScheme.FACTORY, data["fctryManageNo"], cited, "fctryManageNo").value
    id_ = f"factoryon:{number}"
    codes = list(dict.fromkeys(CODE.findall(f"{data['rprsntvIndutyCode']} {data['indutyCodes']}")))
    sector = next(filter(None, (sector_of(code, revision) for code in codes)), None)
    sector = sector or sector_of_industry(data["indutyNm"])
    yield make_organisation(
        id_, data["cmpnyNm"], cited, sector=sector, products=data["mainProductCn"], place=place_in(data["rnAdres"]),
        website=data["hmpadr"],
    )  # fmt: skip
    yield identifier(id_, IdentifierScheme.FACTORY, number, cited, "fctryManageNo")
    if crn := crn_of_factory(number):
        yield identifier(id_, IdentifierScheme.CRN, crn, cited, "fctryManageNo")
    for code in codes:
        yield identifier(id_, IdentifierScheme.KSIC, f"{revision}:{code}", cited, "indutyCodes")
