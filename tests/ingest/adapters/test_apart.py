"""Which rows are one body: places with their province, names with their legal form, and rows that fall together, told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.vocabulary import Identity
from ingest.load import TookNothing, load
from tests.ingest.adapters.loads import loaded, new_store, of_type
from tests.ingest.loading import NOW
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "source: {title: t, publisher: p, url: 'https://example.org/'}\n"
BY_ADDRESS = f"record: organisation\n{SOURCE}columns: {{name_ko: 회사명, address: 주소}}\n"
FORMS = f"origin: forms\nrecord: organisation\n{SOURCE}columns: {{name_ko: 기관명, city: 시도}}\n"


def written(folder: Path, mapping: str, text: str, name: str = "list") -> tuple[Path, str]:
    (folder / f"{name}.yaml").write_text(mapping, encoding="utf-8")
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder / f"{name}.csv", str(folder / f"{name}.yaml")


def test_places_of_one_name_in_two_provinces_are_two(tmp_path: Path) -> None:
    lists = {
        "a": "회사명,주소\n㈜가람솔텍,강원특별자치도 고성군 죽왕면 바다길 1\n㈜다온솔텍,경기도 광주시 오포읍 산길 2\n",
        "b": "회사명,주소\n㈜가람솔텍,경상남도 고성군 거류면 공단로 9\n㈜다온솔텍,광주광역시 북구 첨단로 8\n",
    }
    with new_store(tmp_path) as store:
        for name, text in lists.items():
            path, mapping = written(tmp_path, f"origin: {name}\n{BY_ADDRESS}", text, name)
            report = load(store, "table", [path], options={"map": mapping}, now=NOW)
        records = held_records(store)
    assert {(firm.name_ko, firm.city, firm.district) for firm in of_type(records, "organisation")} == {
        ("㈜가람솔텍", "Goseong (Gangwon)", None),
        ("㈜가람솔텍", "Goseong (Gyeongnam)", None),
        ("㈜다온솔텍", "Gwangju (Gyeonggi)", None),
        ("㈜다온솔텍", "Gwangju", "Buk-gu"),
    }
    assert report.identity is not None
    assert report.identity["merge"] == 0


@pytest.mark.parametrize("city", ["고성군", "중구", "광주시"])
def test_a_place_that_several_bear_is_told_and_never_guessed(tmp_path: Path, city: str) -> None:
    mapping = f"origin: x\n{BY_ADDRESS.replace('address', 'city')}"
    path, said = written(tmp_path, mapping, f"회사명,주소\n가나,{city}\n다라,대구\n")
    report, records = loaded("table", path, map=said)
    (told,) = report.recognised[0]["remarks"]
    assert (told["field"], told["times"], told["remedy"]) == ("city", 1, "add the province")
    assert "is ambiguous" in told["first"][0]["rule"]
    assert {firm.city for firm in of_type(records, "organisation")} == {city, "Daegu"}


def test_two_rows_of_one_name_in_a_place_that_several_bear_stay_two(tmp_path: Path) -> None:
    mapping = (
        f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: 회사명, city: 시군, products: 품목}}\n"
    )
    path, said = written(tmp_path, mapping, "회사명,시군,품목\n㈜대한,고성군,배\n㈜대한,고성군,김\n")
    report, records = loaded("table", path, map=said)
    assert len(of_type(records, "organisation")) == 2
    assert report.identity is not None
    assert report.identity["merge"] == 0


def test_a_name_in_an_id_keeps_its_legal_form_however_it_is_written(tmp_path: Path) -> None:
    names = (
        "㈜한빛소재",
        "재단법인 한빛소재",
        "한빛소재 유한회사",
        "한빛대학교",
        "한빛대학교 산학협력단",
        "한빛소재 주식회사",
        "한빛소재(주)",
    )
    path, said = written(tmp_path, FORMS, "기관명,시도\n" + "".join(f"{name},대구\n" for name in names))
    report, records = loaded("table", path, map=said)
    assert len(of_type(records, "organisation")) == 5
    assert report.recognised[0]["together"] == {
        "rows": 3,
        "records": 1,
        "lines": [[2, 7, 8]],
        "names": ["㈜한빛소재"],
    }
    assert {pair.decision for pair in of_type(records, "same_as")} <= {str(Identity.REVIEW)}


def test_bodies_of_one_name_and_two_kinds_are_two(tmp_path: Path) -> None:
    mapping = FORMS.replace("city: 시도", "city: 시도, organisation_kind: 구분")
    path, said = written(tmp_path, mapping, "기관명,시도,구분\n한빛,대구,company\n한빛,대구,association\n")
    assert len(of_type(loaded("table", path, map=said)[1], "organisation")) == 2


def test_numbers_of_registers_tell_bodies_of_one_name_and_place_apart(tmp_path: Path) -> None:
    mapping = FORMS.replace("city: 시도", "city: 시도, crn: 법인번호")
    rows = "한빛,대구,130111-0006246\n한빛,대구,110111-0006246\n한빛,대구,130111-0006246\n"
    path, said = written(tmp_path, mapping, "기관명,시도,법인번호\n" + rows)
    report, records = loaded("table", path, map=said)
    assert len(of_type(records, "organisation")) == 2
    assert report.recognised[0]["together"]["lines"] == [[2, 4]]


def test_rows_of_one_name_without_a_place_are_never_fused(tmp_path: Path) -> None:
    text = "회사명,업종명,생산품\n㈜대한정밀,자동차 부품 제조업,브레이크\n㈜대한정밀,종이 제조업,골판지\n㈜다라,금속,강관\n"
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    report, records = loaded("factories", path, title="t", publisher="p", url="https://example.org/")
    assert [firm.name_ko for firm in of_type(records, "organisation")].count("㈜대한정밀") == 2
    assert report.recognised[0]["together"]["records"] == 0
    path.write_text(text.replace("강관", "선재"), encoding="utf-8")
    again = {
        firm.name_ko: firm.id
        for firm in of_type(
            loaded("factories", path, title="t", publisher="p", url="https://example.org/")[1], "organisation"
        )
    }
    before = {firm.name_ko: firm.id for firm in of_type(records, "organisation")}
    assert (
        again["㈜다라"] == before["㈜다라"]
    )  # a row that is the only one of its name keeps its id when it is mended


def test_rows_that_say_the_same_are_one_record_and_told(tmp_path: Path) -> None:
    path, said = written(tmp_path, FORMS, "기관명,시도\n가나,\n다라,\n가나,\n")
    report, records = loaded("table", path, map=said)
    assert len(of_type(records, "organisation")) == 2
    assert report.recognised[0]["together"] == {"rows": 2, "records": 1, "lines": [[2, 4]], "names": ["가나"]}


def test_a_province_alone_tells_no_two_firms_of_one_name_to_be_one(tmp_path: Path) -> None:
    mapping = FORMS.replace("city: 시도", "city: 시도, products: 품목")
    path, said = written(tmp_path, mapping, "기관명,시도,품목\n㈜대한,경기도,배\n㈜대한,경기도,김\n")
    assert len(of_type(loaded("table", path, map=said)[1], "organisation")) == 2


def test_factories_of_gyeonggi_are_read_with_city_address_and_products(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        (
            "시군명,회사명,업종명,생산품정보,정제도로명주소\n"
            "수원시,㈜대한정밀,자동차 부품 제조업,브레이크,경기도 수원시 권선구 산업로 1\n"
            "광주시,㈜대한정밀,종이 제조업,골판지,경기도 광주시 오포읍 산단로 2\n"
        ).encode("cp949")
    )
    report, records = loaded("factories", path, title="t", publisher="p", url="https://example.org/")
    assert {(firm.city, firm.products, firm.sector) for firm in of_type(records, "organisation")} == {
        ("Gwangju (Gyeonggi)", "골판지", None),
        ("Suwon", "브레이크", "automotive"),
    }
    assert report.recognised[0]["unread"] == []


def test_a_district_that_several_bear_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("시군,회사명,공장주소\n고성군,㈜다온섬유,고성군 거류면 1\n", encoding="utf-8")
    report, _ = loaded("factories", path, title="t", publisher="p", url="https://example.org/")
    (told,) = report.recognised[0]["remarks"]
    assert (told["field"], told["remedy"]) == ("district", "add the province")


def test_edges_of_another_file_name_the_nodes_of_a_list_by_its_numbers(tmp_path: Path) -> None:
    nodes = f"origin: net\nrecord: organisation\n{SOURCE}columns: {{id: Id, name_en: Label}}\n"
    edges = (
        f"origin: net-edges\nrecord: relation\nnodes: net\n{SOURCE}columns: {{subject_number: Source, object_number: Target}}\n"
        "constants: {predicate: COLLABORATES_WITH}\n"
    )
    first = written(
        tmp_path, nodes, "Id,Label\nn1,Alpha Materials\nn2,Beta Institute\nn3,Gamma Fibers\n", "nodes"
    )
    second = written(tmp_path, edges, "Source,Target\nn1,n2\nn2,n3\nn9,n1\n", "edges")
    with new_store(tmp_path) as store:
        load(store, "table", [first[0]], options={"map": first[1]}, now=NOW)
        report = load(store, "table", [second[0]], options={"map": second[1]}, now=NOW)
        records = held_records(store)
    assert len(of_type(records, "organisation")) == 3
    assert {(tie.subject, tie.object) for tie in of_type(records, "relation")} == {
        ("table-net:n1", "table-net:n2"),
        ("table-net:n2", "table-net:n3"),
    }
    assert [(one.line, one.field) for one in report.rejects] == [(4, "object")]


def test_edges_without_the_origin_of_their_nodes_are_told_how_to_name_it(tmp_path: Path) -> None:
    edges = (
        f"origin: net\nrecord: relation\n{SOURCE}columns: {{subject_number: Source, object_number: Target}}\n"
        "constants: {predicate: COLLABORATES_WITH}\n"
    )
    path, said = written(tmp_path, edges, "Source,Target\nn1,n2\n")
    with pytest.raises(TookNothing) as nothing:
        loaded("table", path, map=said)
    assert "`nodes: ORIGIN`" in nothing.value.report.rejects[0].remedy
