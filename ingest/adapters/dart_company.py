"""The `dart-company` origin: company overviews of DART (company.json), from the service or from saved responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.identifiers import IdentifierError, identify
from graph.model import Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
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
from ingest.reading.positions import Nothing
from ingest.row_reading import given, joined, records_of_rows, source_row
from ingest.services.organisations import kind_of
from ingest.services.responses import day, json_of, labelled, refuse_code
from ingest.services.saved_pages import PageContent, Pages, fetch_pages
from ingest.services.service_options import OPTIONS, client_for, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read

ADDRESS = "https://opendart.fss.or.kr/api/company.json"
SOURCE = Source("dart-company:overview", "기업개황", "금융감독원 DART", None, "https://opendart.fss.or.kr")
OK, NONE = "000", "013"
NUMBERS = (
    ("stock_code", IdentifierScheme.STOCK_CODE),
    ("jurir_no", IdentifierScheme.CRN),
    ("bizr_no", IdentifierScheme.BRN),
)
READ = (
    "corp_code",
    "corp_name",
    "corp_name_eng",
    "stock_code",
    "jurir_no",
    "bizr_no",
    "adres",
    "hm_url",
    "induty_code",
    "est_dt",
)
UNREAD = ("ceo_nm", "phn_no", "fax_no", "ir_url", "acc_mt", "corp_cls", "stock_name")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check saved responses."""
    return given(
        paths, "dart-company", "saved responses of DART, or the companies to request with --set codes=…"
    )


def fetch(options: Mapping[str, str]) -> list[Path]:
    """Query DART for each company."""
    client = client_for("dart-company", options, key_as="crtfc_key", where="opendart.fss.or.kr")
    found: list[Path] = []
    try:
        for code in codes_of(options):
            question = {"corp_code": code}

            def ask(_: int, question: Mapping[str, str] = question) -> bytes:
                return client.get(options.get("address", ADDRESS), question)

            found += fetch_pages(
                Pages(folder_of("dart-company", options), "dart-company", question), ask, look, "dart-company"
            )
    finally:
        client.close()
    return found


def codes_of(options: Mapping[str, str]) -> list[str]:
    """Return the requested companies: codes, or a file with one per line.

    Raises:
        OriginError: there is none, or one is not a code.
    """
    from pathlib import Path

    data = options.get("codes", "")
    if "list" in options:
        try:
            data += "\n" + Path(options["list"]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise OriginError(
                f"{options['list']}: cannot be read: give a text file with one code per line"
            ) from error
    try:
        codes = {
            identify(IdentifierScheme.CORP_CODE, code).value for code in re.split(r"[\s;,]+", data) if code
        }
    except IdentifierError as error:
        raise OriginError(str(error)) from error
    if not codes:
        raise OriginError(
            "`dart-company` needs the companies to request: --set codes=00126380;… or --set list=FILE"
        )
    return sorted(codes)


def look(page: bytes) -> PageContent:
    """Count a valid response as one page."""
    answer_of(page)
    return PageContent(1, 1, "")


def answer_of(page: bytes) -> dict[str, Any]:
    """Parse a response; errors come with HTTP 200 and a status.

    Raises:
        OriginError: the status is an error.
    """
    data = json_of(page, "dart-company")
    if not isinstance(data, dict) or "status" not in data:
        raise OriginError("dart-company: the response has no status: it is not from this service")
    status = str(data["status"])
    if status not in {OK, NONE}:
        code = {"010": "30", "011": "30", "012": "30", "901": "31"}.get(status, status)
        refuse_code(code, str(data.get("message", "")), "dart-company")
    return {str(name): value for name, value in data.items()}


@adapter(
    "dart-company",
    about="companies with their numbers, location and industry: the DART service, or saved responses",
    files=files,
    options={
        **OPTIONS,
        "codes": Option("corp_code of each company, separated by ; (one load replaces the previous one)"),
        "list": Option("a file with one corp_code per line", file=True),
        "ksic": REVISION,
    },
    fetch=fetch,
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Read responses: one company each."""
    revision = revision_of(options)

    def make(data: Mapping[str, str]) -> Iterator[Record]:
        return company(data, revision)

    def rows() -> Iterator[Read]:
        for label, path in labelled(files):
            data = {
                name: " ".join(str(value or "").split())
                for name, value in answer_of(path.read_bytes()).items()
            }
            kept = {name: data.get(name, "") for name in (*READ, "status")}  # other fields are dropped
            yield from records_of_rows(label, [(1, kept)], make, RecordType.ORGANISATION)
            yield Recognised(label, "json", 1, columns=READ, unread=UNREAD)

    yield source_row(SOURCE)
    yield from joined(rows())


def company(data: Mapping[str, str], revision: str) -> Iterator[Record]:
    """Make the records of one company."""
    if data["status"] == NONE:
        raise Nothing("DART has no such company")
    named(data["corp_name"], "corp_name", "a company")
    cited = (SOURCE.id,)
    code = identifier("", IdentifierScheme.CORP_CODE, data["corp_code"], cited, "corp_code").value
    id_ = f"dart-company:{code}"
    name = data["corp_name"]
    yield make_organisation(
        id_, name, cited, english=data["corp_name_eng"], kind=str(kind_of(name) or "company"),
        sector=sector_of(data["induty_code"], revision), place=place_in(data["adres"]), founded=day(data["est_dt"]),
        website=data["hm_url"],
    )  # fmt: skip
    yield identifier(id_, IdentifierScheme.CORP_CODE, code, cited, "corp_code")
    for field, scheme in NUMBERS:
        if data[field]:
            yield identifier(id_, scheme, data[field], cited, field)
    if data["induty_code"]:
        yield identifier(
            id_, IdentifierScheme.KSIC, f"{revision}:{data['induty_code']}", cited, "induty_code"
        )
