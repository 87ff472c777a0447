"""Listed companies, factories and corporations that disclose, in the shapes in which offices give them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.load import load
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, loaded, new_store, of_type
from tests.ingest.loading import NOW
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path


def test_listed_companies_are_read_from_an_html_table_named_xls(tmp_path: Path) -> None:
    path = tmp_path / "상장법인목록.xls"
    head = "".join(
        f"<th>{name}</th>"
        for name in (
            "회사명",
            "종목코드",
            "업종",
            "주요제품",
            "상장일",
            "결산월",
            "대표자명",
            "홈페이지",
            "지역",
        )
    )
    rows = [
        (
            "가나소재",
            "005930",
            "1차 철강 제조업",
            "철강, 선재",
            "2001-02-03",
            "12월",
            PERSON,
            "www.example.org",
            "대구광역시",
        ),
        ("다라바이오", "0001A0", "의약품 제조업", "", "2020-02-03", "12월", PERSON, "", "경상북도"),
        ("틀린코드", "12345678", "", "", "", "", PERSON, "", ""),
    ]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    path.write_bytes(f"<table><tr>{head}</tr>{body}</table>".encode("euc-kr"))
    report, records = loaded("krx", path, published="2024-05-31")
    first, second = of_type(records, "organisation")
    assert (first.id, second.id) == ("krx:0001A0", "krx:005930")
    assert (second.city, second.products, second.website) == ("Daegu", "철강; 선재", "http://www.example.org")
    assert (second.sector, first.sector) == ("metals", "medical")
    assert {(one.scheme, one.value) for one in of_type(records, "identifier")} == {
        ("stock_code", "005930"),
        ("stock_code", "0001A0"),
    }
    assert report.rejected == 1
    assert report.rejects[0].field == "종목코드"


KICOX = (
    "공장관리번호,회사명,단지명,전화번호,종업원합계,생산품,시도명,시군구명,업종명,업종코드,대표업종,공장주소,대표자명\n"
    '130111000624601,(주)가나소재,성서,{p},"1,234",자동차부품 외 3종,대구광역시,달서구,차체용 부품 외 1종,"30320,25914",30320,"대구광역시 달서구 성서로 1",{p}\n'
    "130111000624601,(주)가나소재,성서,{p},12,금형,대구광역시,달서구,,25914,30320,대구광역시 달서구 성서로 1,{p}\n"
    "123456789012345,다라섬유,,{p},3,직물,경상북도,포항시 남구,직물 제조업,13213,13213,경상북도 포항시 남구 철강로 2,{p}\n"
    ",합계산업,,{p},3,직물,경상북도,군위군,,,,경북 군위군,{p}\n"
    ",,,{p},3,,,,,,,,{p}\n"
    "합계,4,,,,,,,,,,,\n"
)  # fmt: skip


def test_one_factory_on_several_rows_is_one_and_its_number_gives_the_corporation(tmp_path: Path) -> None:
    path = tmp_path / "factories.csv"
    path.write_bytes(KICOX.format(p=PERSON).encode("cp949"))
    report, records = loaded("factories", path)
    firms = {firm.name_ko: firm for firm in of_type(records, "organisation")}
    assert set(firms) == {"(주)가나소재", "다라섬유", "합계산업"}
    firm = firms["(주)가나소재"]
    assert (firm.sector, firm.city, firm.district, firm.products) == (
        "automotive",
        "Daegu",
        "Dalseo-gu",
        "금형; 자동차부품",
    )
    assert firm.name_en == "Ganasojae"
    assert firms["다라섬유"].sector == "textiles"
    assert firms["다라섬유"].city == "Pohang"
    assert (firms["합계산업"].city, firms["합계산업"].district) == ("Daegu", "Gunwi-gun")
    numbers = {(one.scheme, one.value) for one in of_type(records, "identifier") if one.node == firm.id}
    assert numbers == {
        ("factory", "130111000624601"),
        ("crn", "1301110006246"),
        ("ksic", "10:30320"),
        ("ksic", "10:25914"),
    }
    assert not [one for one in of_type(records, "identifier") if one.scheme == "crn" and one.node != firm.id]
    assert (report.rejected, report.skipped) == (1, 1)
    assert "대표자명" in report.recognised[0]["unread"]
    assert "전화번호" in report.recognised[0]["unread"]


def test_a_city_list_with_other_columns_is_the_same_firm_in_whatever_order_and_file(tmp_path: Path) -> None:
    rows = [
        ("달서구 공장등록현황", "", "", "", "", "", ""),
        ("순번", "회사명", "대표자명", "공장대표주소(도로명)", "대표업종번호", "전화번호", "생산품"),
        (1, "가나금속", PERSON, "대구광역시 달서구 성서로 1 (갈산동)", 24112, PERSON, "강관"),
        (2, "다라기계(주)", PERSON, "대구광역시 북구 노원로 2", "29299", PERSON, "펌프"),
    ]
    first = write_xlsx(tmp_path / "a.xlsx", {"목록": sheet_xml(rows)})
    second = write_xlsx(tmp_path / "b.xlsx", {"다른": sheet_xml([*rows[:2], rows[3], rows[2]])})
    (report, records), (_, others) = (
        loaded("factories", path, title="달서구 공장등록현황", publisher="달서구", url="https://example.org/")
        for path in (first, second)
    )
    assert records == others
    assert [firm.sector for firm in of_type(records, "organisation")].count("metals") == 1
    assert report.recognised[0]["header"] == [2]


def corp_code(path: Path, rows: str, name: str = "CORPCODE.xml", head: str = "") -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{head}<result>{rows}</result>')
    return path


LISTED = (
    "<list><corp_code>00126380</corp_code><corp_name>가나소재</corp_name><corp_eng_name>GANA MATERIALS CO., LTD.</corp_eng_name>"
    "<stock_code>005930</stock_code><modify_date>20240101</modify_date></list>"
    "<list><corp_code>00434003</corp_code><corp_name>다라</corp_name><corp_eng_name></corp_eng_name><stock_code> </stock_code>"
    "<modify_date>20170630</modify_date></list><list><corp_code>434456</corp_code><corp_name>라마</corp_name></list>"
    f"<list><corp_code>00434457</corp_code><corp_name>마바</corp_name><ceo_nm>{PERSON}</ceo_nm></list>"
)


def test_corporations_are_read_from_a_zip_named_xml_and_a_name_alone_gives_no_id(tmp_path: Path) -> None:
    report, records = loaded("dart", corp_code(tmp_path / "corpCode.xml", LISTED))
    firms = of_type(records, "organisation")
    assert [firm.id for firm in firms] == ["dart:00126380", "dart:00434003", "dart:00434457"]
    assert (firms[0].name_en, firms[0].name_en_is_official) == ("GANA MATERIALS CO., LTD.", True)
    assert not firms[1].name_en_is_official
    assert report.rejects[0].field == "corp_code"
    only, kept = loaded("dart", corp_code(tmp_path / "again.zip", LISTED), keep="listed")
    assert [firm.id for firm in of_type(kept, "organisation")] == ["dart:00126380"]
    assert only.recognised[0]["why"] == {"not listed": 3}


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [
        (LISTED[:-40], "", "broken XML"),
        ("<status>013</status>", "", "no element <list>"),
        (
            "<list>&a;</list>",
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            "declares a document type",
        ),
        (
            "<list>&b;</list>",
            '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
            "declares a document type",
        ),
    ],
)
def test_xml_that_is_cut_off_or_declares_entities_is_refused_and_nothing_is_written(
    tmp_path: Path, rows: str, head: str, told: str
) -> None:
    path = corp_code(tmp_path / "corpCode.xml", rows, head=head)
    with pytest.raises(OriginError, match=told):
        loaded("dart", path)


def test_an_unknown_option_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    path = corp_code(tmp_path / "corpCode.xml", LISTED)
    with pytest.raises(OriginError, match="has no option “kep”: did you mean “keep”"):
        loaded("dart", path, kep="listed")


@pytest.mark.parametrize("encoding", ["zlib", "hex", "rot13", "undefined", "utf-7"])
def test_an_encoding_that_xml_declares_is_not_looked_up_among_all_that_python_knows(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "corpCode.xml"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><result><list/></result>', "ascii")
    with pytest.raises(OriginError, match="unknown encoding"):
        loaded("dart", path)


def test_bytes_that_are_not_in_the_encoding_of_an_xml_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpCode.xml"
    text = '<?xml version="1.0" encoding="euc-kr"?><result><list><corp_name>가'.encode("cp949")
    path.write_bytes(text + b"\xff\xfe</corp_name></list></result>")
    with pytest.raises(OriginError, match="invalid cp949 bytes"):
        loaded("dart", path)


def test_an_endless_tag_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "corpCode.xml"
    path.write_bytes(b'<?xml version="1.0"?><result><list a="' + b"a" * (10 << 20))
    with pytest.raises(OriginError, match="a tag or comment exceeds 8 MiB"):
        loaded("dart", path)


def test_a_list_without_a_row_does_not_close_what_an_earlier_one_said(tmp_path: Path) -> None:
    page = "<table><tr><th>회사명</th><th>종목코드</th></tr>{}</table>"
    path = tmp_path / "list.xls"
    with new_store(tmp_path) as store:
        path.write_text(page.format("<tr><td>가나소재</td><td>005930</td></tr>"), encoding="utf-8")
        before = load(store, "krx", [path], now=NOW)
        path.write_text(page.format(""), encoding="utf-8")
        with pytest.raises(OriginError, match="which would close 1 of its earlier records"):
            load(store, "krx", [path], now=NOW)
        assert store.revision().graph_version == before.graph_version


def test_an_industry_told_by_name_and_others_gives_the_sector_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = [
        "가나,대구광역시,차체용 부품 제조업 외 3종",
        "다라,대구광역시,섬유기계 제조업",
        "마바,대구광역시,도매업 외 1종",
    ]
    path.write_bytes("\n".join(["회사명,시도명,업종명", *rows]).encode("cp949"))
    _, records = loaded("factories", path)
    sectors = {firm.name_ko: firm.sector for firm in of_type(records, "organisation")}
    assert sectors == {"가나": "automotive", "다라": "machinery", "마바": None}


INDUSTRIES = (
    ("1차 철강 제조업", "metals"), ("자동차 신품 부품 제조업", "automotive"), ("반도체 제조업", "it-electronics"), ("의약품 제조업", "medical"),
    ("특수 목적용 기계 제조업", "machinery"), ("소프트웨어 개발 및 공급업", "software"), ("플라스틱제품 제조업", "polymers"),
    ("기초 화학물질 제조업", "chemicals"), ("일차전지 및 축전지 제조업", "energy"), ("봉제의복 제조업", "textiles"), ("기타 금융업", None),
    ("금융 지원 서비스업", None), ("상품 종합 도매업", None), ("건물 건설업", None),
)  # fmt: skip
"""Industries as the exchange writes them, and the sectors that they are in."""


def test_the_industry_of_a_listed_company_gives_its_sector(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>회사{i}</td><td>{i:06d}</td><td>{name}</td></tr>" for i, (name, _) in enumerate(INDUSTRIES)
    )
    (tmp_path / "l.xls").write_bytes(
        f"<table><tr><th>회사명</th><th>종목코드</th><th>업종</th></tr>{rows}</table>".encode("euc-kr")
    )
    _, records = loaded("krx", tmp_path / "l.xls")
    found = {firm.id: firm.sector for firm in of_type(records, "organisation")}
    assert [found[f"krx:{i:06d}"] for i in range(len(INDUSTRIES))] == [sector for _, sector in INDUSTRIES]


def test_a_stock_code_that_pandas_wrote_with_a_point_is_that_code(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("회사명,종목코드\n가나,5930.0\n", encoding="utf-8")
    assert [firm.id for firm in of_type(loaded("krx", tmp_path / "l.csv")[1], "organisation")] == [
        "krx:005930"
    ]
