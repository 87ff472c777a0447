"""Lists of firms and factories as their editions differ: columns, synonyms, lost zeros, shared names, and many of them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graph.vocabulary import SECTORS
from ingest.organisations import KSIC_SECTORS, sector_of
from tests.ingest.adapters.loads import PERSON, loaded, of_type
from tests.ingest.adapters.test_companies import corp_code
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

HERE = "대구광역시 달서구 성서로 1"
EDITIONS: dict[str, tuple[tuple[str, ...], tuple[object, ...]]] = {
    "KICOX": (
        ("공장관리번호", "회사명", "단지명", "설립구분", "등록구분", "전화번호", "종업원합계", "생산품", "원자재", "공장규모", "용지면적",
         "시도명", "시군구명", "업종명", "업종코드", "대표업종", "공장주소", "공장주소_지번", "최초등록일"),
        ("", "가나소재", "성서", "일반", "등록", PERSON, "1,234", "강관", "철", "중기업", "1,000.5", "대구광역시", "달서구", "강관 제조업 외 3종",
         "24132", "24132", HERE, "대구광역시 달서구 갈산동 1", "2001-01-01"),
    ),
    "city": (
        ("순번", "단지명", "회사명", "대표자명", "공장대표주소(도로명)", "공장대표주소(지번)", "대표업종번호", "업종명", "전화번호", "생산품"),
        (7, "성서", "가나소재", PERSON, HERE, "대구광역시 달서구 갈산동 1", "24132", "강관 제조업", PERSON, "강관"),
    ),
    "FactoryOn": (
        ("회사명", "단지명", "공장주소", "대표업종", "업종코드", "종업원수", "주생산품", "홈페이지"),
        ("가나소재", "성서", HERE, "24132", "24132,24191", 12, "강관", ""),
    ),
    "short": (("업체명", "소재지(도로명)", "업종번호", "주요생산품"), ("가나소재", HERE, "24132", "강관")),
}  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_edition_of_a_factory_list_gives_the_same_factory(
    tmp_path: Path, edition: str, form: str
) -> None:
    head, row = EDITIONS[edition]
    if form == "xlsx":
        path = write_xlsx(tmp_path / "list.xlsx", {"1": sheet_xml([head, row])})
    else:
        path = tmp_path / "list.csv"
        lines = [",".join(f'"{cell}"' for cell in cells) for cells in (head, row)]
        path.write_bytes("\n".join(lines).encode("cp949"))
    _, records = loaded("factories", path)
    (firm,) = of_type(records, "organisation")
    assert (firm.name_ko, firm.sector, firm.city, firm.district, firm.products) == (
        "가나소재", "metals", "Daegu", "Dalseo-gu", "강관",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["생산품", "생산품목", "주생산품"])
def test_each_word_for_products_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.csv").write_text(f"회사명,{name}\n가나,강관 외 3종\n", encoding="utf-8")
    _, records = loaded("factories", tmp_path / "list.csv")
    assert [firm.products for firm in of_type(records, "organisation")] == ["강관"]


def test_words_for_more_are_no_product(tmp_path: Path) -> None:
    said = ("강관 외 3종", "강관외2종", "강관 외", "강관 등", "형광등, 강관")
    rows = "".join(f'가{n},"{products}"\n' for n, products in enumerate(said))
    (tmp_path / "list.csv").write_text(f"회사명,생산품\n{rows}", encoding="utf-8")
    _, records = loaded("factories", tmp_path / "list.csv")
    products = {firm.name_ko: firm.products for firm in of_type(records, "organisation")}
    assert products == {"가0": "강관", "가1": "강관", "가2": "강관", "가3": "강관", "가4": "형광등; 강관"}


@pytest.mark.parametrize("name", ["종업원수", "종업원합계", "근로자수"])
def test_each_word_for_staff_is_one_attribute(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.csv").write_text(f'회사명,{name}\n가나,"1,234"\n', encoding="utf-8")
    _, records = loaded("factories", tmp_path / "list.csv")
    assert [firm.attributes for firm in of_type(records, "organisation")] == ['{"종업원수":1234}']


@pytest.mark.parametrize(
    ("province", "city", "place"),
    [
        ("경상북도", "포항시 남구", ("Pohang", "Nam-gu")),
        ("경상남도", "창원시 성산구", ("Changwon", "Seongsan-gu")),
        ("경북", "구미시", ("Gumi", None)),
        ("대구광역시", "달서구", ("Daegu", "Dalseo-gu")),
        ("경상북도", "군위군", ("Daegu", "Gunwi-gun")),
    ],
)
def test_a_city_with_its_district_in_one_column_is_both(
    tmp_path: Path, province: str, city: str, place: tuple[str, str | None]
) -> None:
    (tmp_path / "list.csv").write_text(f"회사명,시도명,시군구명\n가나,{province},{city}\n", encoding="utf-8")
    _, records = loaded("factories", tmp_path / "list.csv")
    assert [(firm.city, firm.district) for firm in of_type(records, "organisation")] == [place]


def test_rows_of_one_factory_that_disagree_are_one_factory_and_a_conflict_with_its_sources(
    tmp_path: Path,
) -> None:
    rows = ["130111000624601,가나소재,대구광역시,달서구", "130111000624601,가나소재,대구광역시,북구"]
    (tmp_path / "list.csv").write_text(
        "\n".join(["공장관리번호,회사명,시도명,시군구명", *rows]), encoding="utf-8"
    )
    _, records = loaded("factories", tmp_path / "list.csv")
    (firm,), (conflict,) = of_type(records, "organisation"), of_type(records, "conflict")
    assert firm.district == conflict.chosen == "Buk-gu"
    assert (conflict.entity, conflict.field, conflict.value_b) == (firm.id, "district", "Dalseo-gu")
    assert conflict.sources_a == conflict.sources_b == firm.sources
    assert "first in the order of text" in conflict.why


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "json"])
def test_ids_with_zeros_in_front_stay_text(tmp_path: Path, form: str) -> None:
    rows = [("번호", "업체명", "corp"), ("007", "가나소재", "00126380"), ("7", "다라금속", "00434003")]
    path = tmp_path / "list"
    if form == "csv":
        path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    elif form == "xlsx":
        write_xlsx(path, {"1": sheet_xml(rows)})
    elif form == "html":
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        path.write_text(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>", encoding="utf-8")
    else:
        listed = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        path.write_text("\n".join(map(json.dumps, listed)), encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: organisation\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        "columns: {id: 번호, name_ko: 업체명, corp_code: corp}\n",
        encoding="utf-8",
    )
    _, records = loaded("table", path, map=str(tmp_path / "map.yaml"))
    assert [firm.id for firm in of_type(records, "organisation")] == ["table-x:007", "table-x:7"]
    assert [one.value for one in of_type(records, "identifier")] == ["00126380", "00434003"]


@pytest.mark.parametrize(
    ("decimal", "money", "won"),
    [(".", "1,234,000", 1_234_000), (".", "1234000", 1_234_000), (",", "1.234.000,0", 1_234_000), (".", "1.234,5", None), (".", "12억", None)],
)  # fmt: skip
def test_thousands_commas_and_decimal_commas_are_read_as_declared_and_never_guessed(
    tmp_path: Path, decimal: str, money: str, won: int | None
) -> None:
    # The second row is loaded in any case, so that the first may be rejected alone.
    (tmp_path / "map.yaml").write_text(
        "origin: x\nrecord: programme\nsource: {title: a, publisher: b, url: 'https://example.org'}\n"
        f"columns: {{id: 번호, name_ko: 사업명, budget_krw: 예산}}\nconstants: {{programme_kind: project}}\ndecimal: '{decimal}'\n",
        encoding="utf-8",
    )
    (tmp_path / "list.csv").write_text(f'번호;사업명;예산\n1;합금;"{money}"\n2;섬유;\n', encoding="utf-8")
    report, records = loaded("table", tmp_path / "list.csv", map=str(tmp_path / "map.yaml"))
    assert [one.budget_krw for one in of_type(records, "programme")] == (
        [None] if won is None else [won, None]
    )
    assert [one.field for one in report.rejects] == (["예산"] if won is None else [])


def test_corporations_of_dart_that_share_a_name_stay_two(tmp_path: Path) -> None:
    """5,407 names are shared by 13,086 corporations: a name alone never merges two firms."""
    rows = "".join(
        f"<list><corp_code>{code}</corp_code><corp_name>한빛나노텍</corp_name></list>"
        for code in ("00126380", "00434003")
    )
    _, records = loaded("dart", corp_code(tmp_path / "corpCode.xml", rows))
    assert len(of_type(records, "organisation")) == 2
    assert of_type(records, "same_as") == []


@pytest.mark.slow
def test_as_many_corporations_as_dart_lists_are_read_in_flat_memory(tmp_path: Path) -> None:
    rows = "".join(
        f"<list><corp_code>{n:08d}</corp_code><corp_name>가나소재{n}</corp_name><corp_eng_name>GANA {n}</corp_eng_name>"
        f"<stock_code> </stock_code><modify_date>20240101</modify_date></list>\n"
        for n in range(116_000)
    )
    path = corp_code(tmp_path / "corpCode.xml", rows)
    del rows
    code = (
        "import resource, sys; from pathlib import Path; from ingest.adapters import adapters; from ingest.origin import Row; dart = adapters()['dart']\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "firms = sum(isinstance(row, Row) and row.record.type == 'organisation' for row in dart.read([Path(sys.argv[1])], {}))\n"
        "print(firms, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    firms, megabytes = map(int, done.stdout.split())
    assert firms == 116_000
    assert megabytes < 150  # identifiers come after all organisations, and wait in a file


@pytest.mark.parametrize("revision", ["9", "10", "11"])
def test_every_division_of_manufacturing_has_a_sector_by_the_table(revision: str) -> None:
    divisions = range(10, 34 if revision == "9" else 35)  # 34, repair of machinery, came with the tenth
    assert all(sector_of(str(division), revision) in SECTORS for division in divisions)
    assert {sector for (told, _), sector in KSIC_SECTORS.items() if told == revision} <= set(SECTORS)


def test_a_class_means_what_its_revision_says(tmp_path: Path) -> None:
    assert (sector_of("20302", "9"), sector_of("20302", "10")) == ("polymers", "chemicals")
    assert (sector_of("20202", "9"), sector_of("20202", "10")) == ("chemicals", "polymers")
    (tmp_path / "list.csv").write_text("회사명,업종코드\n가나,24132\n", encoding="utf-8")
    for told, kept in (({}, "10:24132"), ({"ksic": "9"}, "9:24132")):
        _, records = loaded("factories", tmp_path / "list.csv", **told)
        assert [one.value for one in of_type(records, "identifier")] == [kept]
