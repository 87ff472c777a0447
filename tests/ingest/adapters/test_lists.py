"""Lists as offices keep them: where a row lies, rows of one name in two streets, names that differ in a dot, websites that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.industries import NAMES, REVISION, sector_of_industry
from ingest.organisations import sector_of
from ingest.origin import OriginError
from ingest.streets import are_two, street_of
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.adapters.test_apart import SOURCE, written

if TYPE_CHECKING:
    from pathlib import Path

PLACED = f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: 회사명, city: 지역, district: 구, address: 주소}}\n"
BY_ADDRESS = f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: 회사명, address: 주소}}\n"
SITES = f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: Name, city: Place, website: Link}}\n"


@pytest.mark.parametrize(
    ("city", "district", "address", "place", "told"),
    [
        ("고성", "", "경남 고성군 동해면 1", ("Goseong (Gyeongnam)", None), False),
        ("부산", "", "부산 기장군 장안읍 835-1", ("Busan", "Gijang-gun"), False),
        ("대구", "", "달서구 성서로 1", ("Daegu", "Dalseo-gu"), False),
        ("경남", "", "고성군 동해면 1", ("Goseong (Gyeongnam)", None), False),
        ("광주", "", "경기 광주시 초월읍 1", ("Gwangju (Gyeonggi)", None), False),
        ("", "북구", "부산 북구 금곡대로 1", ("Busan", "Buk-gu"), False),
        ("대구", "달서구", "대구 성서로 1", ("Daegu", "Dalseo-gu"), False),
        ("김혜", "", "경남 김해시 명법동 1120-7", ("Gimhae", None), True),
        ("대구", "남구", "대구 북구 검단로 1", ("Daegu", "Buk-gu"), True),
        ("대구", "", "부산 기장군 정관읍 1", ("Busan", "Gijang-gun"), True),
        ("Suzhou", "", "China Jiangsu", ("Suzhou", None), False),
    ],
)  # fmt: skip
def test_an_address_fills_what_the_columns_leave_open(
    tmp_path: Path, city: str, district: str, address: str, place: tuple[str, str | None], told: bool
) -> None:
    path, mapping = written(tmp_path, PLACED, f"회사명,지역,구,주소\n가나,{city},{district},{address}\n")
    report, records = loaded("table", path, map=mapping)
    (firm,) = of_type(records, "organisation")
    assert (firm.city, firm.district) == place
    assert (
        any("the address is used" in one["first"][0]["rule"] for one in report.recognised[0]["remarks"])
        is told
    )


def test_a_list_of_factories_takes_the_district_of_the_address_beside_a_city(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "회사명,시도,주소\n가나,대구광역시,대구광역시 달서구 성서로 1\n", encoding="utf-8"
    )
    _, records = loaded("factories", tmp_path / "a.csv", title="t", publisher="p", url="https://example.org/")
    assert [(firm.city, firm.district) for firm in of_type(records, "organisation")] == [
        ("Daegu", "Dalseo-gu")
    ]


def test_rows_of_one_name_in_two_streets_are_two_bodies_and_never_merged(tmp_path: Path) -> None:
    rows = (
        "미래산업,울산광역시 울주군 서생면 당물길 59 204호\n주식회사 미래산업,울산광역시 울주군 범서읍 굴화길 39\n"
        "(유)드림테크,전라북도 전주시 완산구 밤나무1길 15-3\n드림테크,전라북도 전주시 완산구 서곡6길 6\n"
        "주식회사 동양이앤티,전라남도 화순군 화순읍 상삼1길 29\n(주)동양이앤티,전라남도 화순군 화순읍 도서관길 21\n"
    )
    path, mapping = written(tmp_path, BY_ADDRESS, f"회사명,주소\n{rows}")
    report, records = loaded("table", path, map=mapping)
    assert len(of_type(records, "organisation")) == 6
    assert [one.decision for one in of_type(records, "same_as")].count("merge") == 0
    assert {one.value for one in of_type(records, "identifier")} >= {"서생면 당물길", "범서읍 굴화길"}
    assert report.recognised[0]["together"]["records"] == 0


def test_a_number_of_the_list_does_not_make_two_streets_one(tmp_path: Path) -> None:
    mapping = BY_ADDRESS.replace("{name_ko", "{id: 번호, name_ko")
    text = "번호,회사명,주소\n1,㈜가나정밀,대구 북구 검단로 1\n2,가나정밀,대구 북구 유통단지로 7\n3,가나정밀,대구 북구\n"
    path, said = written(tmp_path, mapping, text)
    _, records = loaded("table", path, map=said)
    merged = [{one.a, one.b} for one in of_type(records, "same_as") if one.decision == "merge"]
    assert len(merged) < 2
    assert {"table-x:1", "table-x:2"} not in merged


def test_one_street_written_two_ways_is_one_body(tmp_path: Path) -> None:
    rows = "㈜가나정밀,대구 북구 유통단지 대로 1\n가나정밀 주식회사,대구 북구 유통단지대로1 (산격동)\n"
    path, mapping = written(tmp_path, BY_ADDRESS, f"회사명,주소\n{rows}")
    report, records = loaded("table", path, map=mapping)
    assert len(of_type(records, "organisation")) == 1
    assert of_type(records, "identifier") == []
    assert report.recognised[0]["together"]["names"] == ["㈜가나정밀"]


def test_one_firm_in_two_lists_is_found_though_its_streets_differ(tmp_path: Path) -> None:
    from ingest.load import load
    from tests.ingest.adapters.loads import new_store
    from tests.ingest.loading import NOW

    with new_store(tmp_path) as store:
        for name, street in (("a", "검단로 1"), ("b", "유통단지로 7")):
            mapping = BY_ADDRESS.replace("origin: x", f"origin: {name}")
            path, said = written(tmp_path, mapping, f"회사명,주소\n㈜가람솔텍정밀,대구 북구 {street}\n", name)
            report = load(store, "table", [path], options={"map": said}, now=NOW)
    assert report.identity is not None
    assert report.identity["merge"] == 1


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("대구 달서구 성서공단로 11길 32", "대구 달서구 성서공단로11길32(호산동)", False),
        ("대구 북구 검단동 12", "대구 북구 검단로 3", False),
        ("대구 북구 성내1동 12", "대구 북구 성내동 12", False),
        ("부산 기장군 장안읍 반룡리 835-1", "부산 기장군 장안읍 명례리 3", True),
        ("대구 달서구 성서로 1, 가동 2층", "대구 달서구 성서로 9 나동", False),
        ("대구 달서구 성서로12번길 1", "대구 달서구 성서로 1", True),
    ],
)
def test_streets_are_compared_as_they_are_meant(one: str, other: str, two: bool) -> None:
    assert are_two(street_of(one), street_of(other)) is two


def test_names_that_differ_in_a_dot_are_two_where_their_websites_differ_and_else_both_kept(
    tmp_path: Path,
) -> None:
    rows = "Farad.ai,London,https://farad.ai\nFaradai,London,https://faradai.ai\nNova Lab,London,\nNovalab,London,www.nova.uk\n"
    path, mapping = written(tmp_path, SITES, f"Name,Place,Link\n{rows}")
    _, records = loaded("table", path, map=mapping)
    names = sorted(firm.name_ko for firm in of_type(records, "organisation"))
    assert names == ["Farad.ai", "Faradai", "Nova Lab"]
    assert [alias.name for alias in of_type(records, "alias")] == ["Novalab"]
    assert [one for one in of_type(records, "same_as") if one.decision == "merge"] == []


def test_a_website_that_is_none_is_told_and_one_that_is_meant_is_mended(tmp_path: Path) -> None:
    links = [
        "Visit the site",
        "Visit ours",
        "http://http://www.b.co.kr",
        "http:// techtrans.co.kr",
        "없음",
        "www.c.kr",
    ]
    rows = "".join(f"Firm {number},London,{link}\n" for number, link in enumerate(links))
    path, mapping = written(tmp_path, SITES, f"Name,Place,Link\n{rows}")
    report, records = loaded("table", path, map=mapping)
    found = [firm.website for firm in of_type(records, "organisation")]
    assert {*found} == {None, "http://www.b.co.kr", "http://techtrans.co.kr", "http://www.c.kr"}
    told = {one["rule"]: one["times"] for one in report.recognised[0]["remarks"]}
    assert told == {"“…” is not an address: left out": 2, "“…” is read as “…”": 2}


@pytest.mark.parametrize(
    ("industry", "sector"),
    [
        ("기타 비금속 광물제품 제조업", "ceramics"),
        ("비금속광물 광업", None),
        ("비금속 광물 도매업", None),
        ("통신 및 방송 장비 제조업", "it-electronics"),
        ("절연선 및 케이블 제조업", "energy"),
        ("측정, 시험, 항해, 제어 및 기타 정밀기기 제조업; 광학기기 제외", "it-electronics"),
        ("영상 및 음향기기 제조업", "it-electronics"),
        ("사진장비 및 광학기기 제조업", "it-electronics"),
        ("귀금속 및 장신용품 제조업", "other"),
        ("반도체 제조용 기계 제조업", "machinery"),
        ("유리섬유 및 광학용 유리 제조업", "ceramics"),
        ("1차 비철금속 제조업 외 2종", "metals"),
        ("장비금속 가공업", "metals"),
        ("자동차 판매업", None),
    ],
)
def test_an_industry_has_the_sector_of_its_class_and_no_word_inside_another_counts(
    industry: str, sector: str | None
) -> None:
    assert sector_of_industry(industry) == sector


def test_a_class_and_its_name_have_one_sector() -> None:
    assert {sector_of(code, "10") for code in ("273", "27309", "27216")} == {"it-electronics"}
    assert all(sector_of_industry(name) == sector_of(code, REVISION) for name, code in NAMES.items())


def test_products_are_parted_outside_brackets_and_keep_their_order(tmp_path: Path) -> None:
    mapping = (
        f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: 회사명, city: 지역, products: 제품}}\n"
    )
    path, said = written(
        tmp_path,
        mapping,
        '회사명,지역,제품\n가나,대구,"화학 제품(1,3-부타디엔, OLED), 강관, 강관·볼트"\n가나,대구,"나사, 강관"\n',
    )
    _, records = loaded("table", path, map=said)
    (firm,) = of_type(records, "organisation")
    assert firm.products in {
        "화학 제품(1,3-부타디엔, OLED); 강관; 볼트; 나사",
        "나사; 강관; 화학 제품(1,3-부타디엔, OLED); 볼트",
    }


@pytest.mark.parametrize(
    "row", ["계,2개사,", "합 계,2 개 업체,", "총계: 2개사,,", "Total,2 companies,", ",계,2개사"]
)
def test_a_row_of_a_sum_is_no_organisation_whatever_column_is_mapped(tmp_path: Path, row: str) -> None:
    path, said = written(
        tmp_path, BY_ADDRESS, f"연번,회사명,주소\n1,계룡정밀,대구 북구\n2,다라,대구 서구\n{row}\n"
    )
    report, records = loaded("table", path, map=said)
    assert sorted(firm.name_ko for firm in of_type(records, "organisation")) == ["계룡정밀", "다라"]
    assert report.recognised[0]["why"] == {"a sum": 1}


def test_listed_companies_abroad_keep_their_country_or_are_told(tmp_path: Path) -> None:
    rows = "가,900120,홍콩\n나,900121,케이맨 제도\n다,900122,버뮤다\n라,900123,Hong Kong SAR  China\n마,900124,버뮤다\n"
    (tmp_path / "k.csv").write_text(f"회사명,종목코드,지역\n{rows}", encoding="utf-8")
    report, records = loaded("krx", tmp_path / "k.csv")
    assert {firm.name_ko: firm.city for firm in of_type(records, "organisation")} == {
        "가": "Hong Kong", "나": "Cayman Islands", "다": None, "라": "Hong Kong", "마": None,
    }  # fmt: skip
    told = report.recognised[0]["remarks"]
    assert [(one["field"], one["rule"], one["times"]) for one in told] == [
        ("지역", "“…” is not a known place: left out", 2)
    ]


@pytest.mark.parametrize(
    "told", [{"title": "북구"}, {"publisher": "대구광역시"}, {"title": "북구", "publisher": "대구광역시"}]
)
def test_another_list_of_factories_is_never_cited_with_the_address_of_kicox(
    tmp_path: Path, told: dict[str, str]
) -> None:
    (tmp_path / "a.csv").write_text("회사명,주소\n가,대구 북구 1\n", encoding="utf-8")
    with pytest.raises(OriginError, match=r"missing url: a list other than .* --set url=…"):
        loaded("factories", tmp_path / "a.csv", **told)
