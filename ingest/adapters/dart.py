"""The `dart` origin: corporations that disclose at DART (corpCode.xml, which is a zip)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Source
from graph.vocabulary import IdentifierScheme, RecordType
from ingest.adapters import adapter
from ingest.organisations import identifier, make_organisation, named
from ingest.origin import Option, OriginError, Recognised
from ingest.reading.elements import elements
from ingest.reading.forms import Form
from ingest.reading.positions import Nothing
from ingest.row_reading import given, in_order, labelled_parts, records_of_rows, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from graph.model import Record
    from ingest.origin import Read
    from ingest.reading import Part

COLUMNS = ("corp_code", "corp_name", "corp_eng_name", "stock_code")
KEEP = ("all", "listed")


def files(paths: Sequence[Path]) -> list[Path]:
    """Check the given file."""
    return given(paths, "dart", "corpCode.xml as downloaded from DART: a zip, or the CORPCODE.xml in it")


@adapter(
    "dart",
    about="corporations that disclose at DART: corpCode.xml",
    files=files,
    options={
        "keep": Option("all (the default), or listed: only corporations with a stock code"),
        "published": Option("publication date of the file"),
    },
)
def read(files: Sequence[Path], options: Mapping[str, str]) -> Iterator[Read]:
    """Stream the list: one corporation per element."""
    keep = options.get("keep", "all")
    if keep not in KEEP:
        raise OriginError(f"keep={keep}: write {' or '.join(KEEP)}")
    source = Source(
        "dart:corp-code", "고유번호 (corpCode)", "금융감독원", options.get("published"),
        "https://opendart.fss.or.kr/guide/detail.do?apiGrpCd=DS001&apiId=2019018",
    )  # fmt: skip

    def make(data: dict[str, str]) -> Iterator[Record]:
        stock = data.get("stock_code", "")
        if keep == "listed" and not stock:
            raise Nothing("not listed")
        named(data.get("corp_name", ""), "corp_name", "a corporation")
        cited = (source.id,)
        code = identifier("", IdentifierScheme.CORP_CODE, data.get("corp_code", ""), cited, "corp_code").value
        id_ = f"dart:{code}"
        yield make_organisation(id_, data["corp_name"], cited, english=data.get("corp_eng_name", ""))
        yield identifier(id_, IdentifierScheme.CORP_CODE, code, cited, "corp_code")
        if stock:
            yield identifier(id_, IdentifierScheme.STOCK_CODE, stock, cited, "stock_code")

    yield source_row(source)
    for part in labelled_parts(files):
        yield from in_order(read_part(part, make))


def read_part(part: Part, make: Any) -> Iterator[Read]:
    """Read one file of XML."""
    if part.form is not Form.XML:
        raise OriginError(
            f"{part.label}: this is {part.form}, not XML: give corpCode.xml as downloaded from DART"
        )
    rows = 0

    def listed() -> Iterator[tuple[int, dict[str, str]]]:
        nonlocal rows
        for _, _, found in elements(part, "list"):
            rows += 1  # the file may be a single line, so elements are numbered
            yield rows, {name: " ".join(values[0].split()) for name, values in found.items()}

    yield from records_of_rows(part.label, listed(), make, RecordType.ORGANISATION)
    if not rows:
        raise OriginError(
            f"{part.label}: it has no element <list>: it may be an error message from DART: open it to see"
        )
    yield Recognised(part.label, "xml", rows, columns=COLUMNS, unread=("modify_date",))
