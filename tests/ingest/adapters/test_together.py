"""A city's list in cp949, an HTML .xls of the exchange, a zip of DART and a sheet made by hand, one after the other into one graph."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from graph.vocabulary import RecordType
from ingest.load import load
from tests.ingest.adapters.loads import new_store
from tests.ingest.adapters.test_companies import KICOX, LISTED, corp_code
from tests.ingest.loading import NOW
from tests.ingest.reading.files import sheet_xml, write_xlsx
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record


def origins(folder: Path) -> dict[str, tuple[str, Path, dict[str, str]]]:
    city = folder / "대구_공장등록현황.csv"
    city.write_bytes(KICOX.format(p="").encode("cp949"))
    listed = folder / "상장법인목록.xls"
    page = "<table><tr><th>회사명</th><th>종목코드</th><th>대표자명</th><th>지역</th></tr><tr><td>가나소재</td><td>005930</td><td>x</td><td>대구광역시</td></tr></table>"
    listed.write_bytes(page.encode("euc-kr"))
    mapping = folder / "map.yaml"
    mapping.write_text(
        "origin: own\nrecord: organisation\nsource: {title: 명단, publisher: 나, url: 'https://example.org'}\n"
        "columns: {name_ko: 이름, city: 시, crn: 법인등록번호}\n",
        encoding="utf-8",
    )
    rows = [
        ("이름", "시", "법인등록번호"),
        ("주식회사 가나 소재", "대구", "130111-0006246"),
        ("다라섬유", "포항시", ""),
    ]
    return {
        "city": ("factories", city, {}),
        "exchange": ("krx", listed, {}),
        "disclosure": ("dart", corp_code(folder / "corpCode.xml", LISTED), {}),
        "own": ("table", write_xlsx(folder / "own.xlsx", {"1": sheet_xml(rows)}), {"map": str(mapping)}),
    }


def graph_of(folder: Path, order: list[str]) -> tuple[set[Record], str]:
    folder.mkdir()
    known = origins(folder)
    with new_store(folder) as store:
        load(store, "daegu", now=NOW)
        for name in chain(order, order):
            origin, path, options = known[name]
            report = load(store, origin, [path], options=options, now=NOW)
        return held_records(store), report.graph_version


def test_four_origins_loaded_twice_in_another_order_are_the_same_graph(tmp_path: Path) -> None:
    order = ["city", "exchange", "disclosure", "own"]
    first, version = graph_of(tmp_path / "a", order)
    second, other = graph_of(tmp_path / "b", order[::-1])
    assert first == second
    assert version == other
    same = {
        (pair.a.partition(":")[0], pair.b.partition(":")[0])
        for pair in first
        if pair.type is RecordType.SAME_AS and pair.decision == "merge"
    }  # type: ignore[union-attr]
    assert ("dart", "krx") in same
    assert ("factories", "table-own") in same
