"""What known lists say beside our fields is kept as attributes; OpenAlex in the shape of its service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph.attributes import attributes_of
from tests.ingest.adapters.loads import PERSON, loaded, of_type
from tests.ingest.adapters.test_companies import KICOX
from tests.ingest.adapters.test_research import work

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record


def own(records: set[Record]) -> dict[str, tuple[str | None, dict[str, object]]]:
    return {
        one.name_ko: (one.sector, attributes_of(one.attributes)) for one in of_type(records, "organisation")
    }


def test_a_listed_company_keeps_its_industry_and_its_day_beside_the_sector(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>회사명</th><th>시장구분</th><th>종목코드</th><th>업종</th><th>상장일</th><th>결산월</th><th>대표자명</th></tr>"
        f"<tr><td>가나소재</td><td>코스닥</td><td>005930</td><td>1차 철강 제조업</td><td>1999-08-11</td><td>12월</td><td>{PERSON}</td></tr>"
        f"<tr><td>다라</td><td></td><td>005931</td><td>기타 금융업</td><td>곧</td><td>03월</td><td>{PERSON}</td></tr></table>"
    )
    (tmp_path / "list.xls").write_bytes(page.encode("euc-kr"))
    report, records = loaded("krx", tmp_path / "list.xls")
    assert own(records) == {
        "가나소재": (
            "metals",
            {"업종": "1차 철강 제조업", "상장일": "1999-08-11", "결산월": "12월", "시장구분": "코스닥"},
        ),
        "다라": (None, {"업종": "기타 금융업", "결산월": "03월"}),
    }
    assert "“곧” is not a date: left out" in str(report.recognised[0]["remarks"])


def test_a_factory_keeps_its_complex_and_staff(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(KICOX.format(p=PERSON).encode("cp949"))
    _, records = loaded("factories", tmp_path / "f.csv")
    assert own(records)["다라섬유"][1] == {"종업원수": 3}
    assert own(records)["(주)가나소재"][1] == {"종업원수": 12, "단지명": "성서"}


def test_the_columns_of_gyeonggi_give_place_sector_and_products(tmp_path: Path) -> None:
    text = (
        "시군명,회사명,업종명,생산품정보,정제도로명주소\n수원시,㈜대한정밀,자동차 부품 제조업,브레이크,경기도 수원시 권선구 산업로 1\n"
        "파주시,㈜대한정밀,종이 제조업,골판지,경기도 파주시 문산읍 산단로 2\n"
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    cited = {"title": "공장등록현황", "publisher": "경기도", "url": "https://example.org"}
    _, records = loaded("factories", tmp_path / "a.csv", **cited)
    found = {(one.city, one.sector, one.products) for one in of_type(records, "organisation")}
    assert found == {("Suwon", "automotive", "브레이크"), ("Paju", None, "골판지")}


def test_answers_of_openalex_are_read_with_their_institutions_and_parts(tmp_path: Path) -> None:
    institutions = [
        {"id": "https://openalex.org/I1", "display_name": "Alpha", "country_code": "KR", "type": "education"},
        {
            "id": "https://openalex.org/I2", "display_name": "Alpha Lab", "country_code": "KR", "type": "facility",
            "associated_institutions": [
                {"id": "https://openalex.org/I1", "relationship": "parent"},
                {"id": "https://openalex.org/I9", "relationship": "parent"},
            ],
        },
    ]  # fmt: skip
    path = tmp_path / "i.json"
    path.write_text(json.dumps({"meta": {"count": 2}, "results": institutions}), encoding="utf-8")
    _, records = loaded("openalex", path)
    (tie,) = of_type(records, "relation")
    assert (tie.subject, tie.predicate, tie.object) == ("openalex:I2", "PART_OF", "openalex:I1")
    only = {
        **work(1, 2020),
        "authorships": [],
        "institutions": work(1, 2020, 3)["authorships"][0]["institutions"],
    }
    path.write_text(
        json.dumps({"results": [work(1, 2020, 1, 2), {**only, "id": "https://openalex.org/W2"}]}),
        encoding="utf-8",
    )
    report, records = loaded("openalex", path)
    assert {one.name_ko for one in of_type(records, "organisation")} == {
        "Institute 1",
        "Institute 2",
        "Institute 3",
    }
    assert report.recognised[0]["rows"] == 2


def test_sums_under_a_merged_cell_are_not_organisations(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {city: 시도, name_ko: 단지명}\nattributes: {입주업체: number}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(
        "시도,단지명,입주업체\n대구,소 계,10\n대구,하늘산단,10\n경북,(합계),5\n", encoding="utf-8"
    )
    report, records = loaded("table", tmp_path / "a.csv", map=str(tmp_path / "m.yaml"))
    assert list(own(records)) == ["하늘산단"]
    assert report.recognised[0]["why"] == {"a sum": 2}
