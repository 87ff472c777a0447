"""What a server tells of files before they are read: how they are recognised, and what their first rows would become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.daegu import daegu_at
from tests.ingest.networks.books import workbook
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = """업체명,대표자,소재지,등급
가람소재,홍길동,대구 달서구,A
,김철수,경북 구미시,B
대구테크노파크,이영희,대구 동구,A
"""
LARGE = 40_000


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("previews")
    with (
        served(daegu_at(folder / "daegu.sqlite"), folder, TMPDIR=str(folder)) as running,
        httpx.Client(base_url=running.base, timeout=60) as client,
    ):
        yield client


def recognised(api: httpx.Client, name: str, text: str) -> dict[str, Any]:
    answer = api.post(
        "/api/v1/workspaces", files={"files": (name, text.encode())}, data={"read": "false", "keep": "true"}
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture(scope="module")
def firms(api: httpx.Client) -> dict[str, Any]:
    return recognised(api, "firms.csv", LIST)


def preview(api: httpx.Client, workspace: dict[str, Any], **how: Any) -> httpx.Response:
    return api.post(f"/api/v1/workspaces/{workspace['id']}/preview", json=how)


def test_a_table_is_recognised_without_being_read_and_persons_are_not_shown(api, firms):
    [table] = firms["proposal"]["tables"]
    assert (firms["origin"], table["encoding"], table["delimiter"], table["header"]) == (
        "table",
        "utf-8",
        "comma",
        1,
    )
    assert {c["name"]: c["dropped"] or c["fields"] for c in table["columns"]} == {
        "업체명": [[0, "name_ko"]],
        "대표자": "personal data by its name",
        "소재지": [[0, "address"]],
        "등급": [],
    }
    assert table["first_rows"][1] == ["가람소재", "•••", "대구 달서구", "A"]
    assert api.get(f"{firms['api']}organisations").status_code == 503


def test_a_preview_tells_records_rejects_by_rule_and_what_the_store_knows(api, firms):
    told = preview(api, firms).json()
    assert [(one["name"], one["fields"]["city"], one["attributes"]) for one in told["records"]] == [
        ("가람소재", "Daegu", {"등급": "A"}),
        ("대구테크노파크", "Daegu", {"등급": "A"}),
    ]
    assert [(one["field"], one["count"], one["examples"]) for one in told["rejects"]] == [
        ("업체명", 1, ["firms.csv, 3"])
    ]
    assert told["compared"]["counts"] == {"merge": 0, "review": 1, "new": 1}
    assert [(one["name"], one["node"], one["decision"]) for one in told["compared"]["results"]] == [
        ("대구테크노파크", "daegu-technopark", "review")
    ]


def test_a_mapping_is_taken_as_an_object_and_changes_the_records(api, firms):
    mapping = firms["proposal"]["mapping"]
    changed = {**mapping, "attributes": {}, "columns": {"name_ko": "업체명"}, "drop": ["등급", "소재지"]}
    first = preview(api, firms, mapping=changed).json()["records"][0]
    assert (first["attributes"], first["fields"]) == ({}, {"organisation_kind": "company"})
    wrong = preview(api, firms, mapping={**mapping, "columns": {"name_ko": "상호"}})
    assert (wrong.status_code, "상호" in wrong.json()["detail"]) == (422, True)


def test_only_the_first_rows_of_a_large_table_are_read_under_their_own_lines(api):
    rows = "".join(f"회사{n},대구\n" for n in range(LARGE))
    workspace = recognised(api, "many.csv", f"업체명,소재지\n\n{rows},대구\n")
    told = preview(api, workspace).json()
    assert (told["sampled"], told["counts"]["organisation"], told["rejected"]) == (True, 998, 0)
    assert told["records"][0]["line"] == 3


def test_sheets_of_a_large_workbook_keep_their_names_and_lines(api, tmp_path):
    firms = [["2024년 현황"], ["업체명", "소재지"], *([f"회사{n}산업", "대구"] for n in range(6000))]
    path = workbook(tmp_path / "book.xlsx", 연혁=[["연도", "내용"], ["2020", "설립"]], 기업=firms)
    answer = api.post(
        "/api/v1/workspaces", files={"files": ("book.xlsx", path.read_bytes())}, data={"read": "false"}
    )
    workspace = answer.json()
    assert workspace["proposal"]["mapping"]["sheet"] == "기업"
    told = preview(api, workspace, mapping=workspace["proposal"]["mapping"]).json()
    assert (told["sampled"], told["counts"]["organisation"]) == (True, 998)
    assert (told["records"][0]["name"], told["records"][0]["line"]) == ("회사0산업", 3)


def test_what_nothing_reads_is_kept_with_the_problem(api):
    workspace = recognised(api, "paper.pdf", "%PDF-1.7")
    assert workspace["problem"]["status"] == 422


def test_encoding_header_and_sheet_are_given_where_they_were_not_recognised(api):
    text = "단지 입주기업,,\n업체명,소재지,등급\n회사명,주소,등급\n가람소재,대구 달서구,A\n"
    answer = api.post(
        "/api/v1/workspaces",
        files={"files": ("a.csv", text.encode("utf-16-le"))},
        data={"read": "false", "keep": "true"},
    )
    path = f"/api/v1/workspaces/{answer.json()['id']}"
    told = api.post(f"{path}/proposal", json={"encoding": "utf-16-le", "header": 3, "table": "a.csv"}).json()
    [table] = told["tables"]
    assert (table["encoding"], table["header"], table["first_lines"]) == ("utf-16-le", 3, [1, 2, 3, 4])
    assert {name: told["mapping"][name] for name in ("encoding", "header")} == {
        "encoding": "utf-16-le",
        "header": "3",
    }
    seen = preview(api, answer.json(), origin="table", mapping=told["mapping"]).json()
    assert [one["name"] for one in seen["records"]] == ["가람소재"]
    wrong = api.post(f"{path}/proposal", json={"header": 99})
    assert (wrong.status_code, "no row begins in line 99" in wrong.json()["detail"]) == (422, True)
    assert api.post(f"{path}/proposal", json={"encoding": "utf-7"}).status_code == 422


def test_a_given_encoding_holds_for_the_first_rows_of_a_large_table(api):
    rows = "".join(f"Müller {n};Köln\n" for n in range(LARGE))
    answer = api.post(
        "/api/v1/workspaces",
        files={"files": ("firms.csv", f"Firma;Ort\n{rows}".encode("cp1252"))},
        data={"read": "false", "keep": "true"},
    )
    told = api.post(f"/api/v1/workspaces/{answer.json()['id']}/proposal", json={"encoding": "cp1252"}).json()
    mapping = {**told["mapping"], "record": "organisation", "columns": {"name_en": "Firma"}, "attributes": {}}
    seen = preview(api, answer.json(), origin="table", mapping=mapping).json()
    assert (seen["sampled"], seen["counts"]["organisation"], seen["records"][0]["name_en"]) == (
        True,
        999,
        "Müller 0",
    )


def test_looking_as_previewed_gives_the_graph_that_reading_at_once_gives(api: httpx.Client) -> None:
    text = "Source,Target\nAlpha,Beta\nBeta,Gamma\n"
    network, items = recognised(api, "ties.csv", text), {"items": "organisation"}
    form = {"options": '{"items": "organisation"}'}
    at_once = api.post("/api/v1/workspaces", files={"files": ("ties.csv", text.encode())}, data=form).json()

    def looked(options: dict[str, str]) -> tuple[dict[str, Any], str]:
        answer = api.put(f"/api/v1/workspaces/{network['id']}", json={"options": options})
        assert answer.status_code == 200, answer.text
        ties = api.get(f"/w/{network['id']}/api/v1/relations").json()["results"]
        return answer.json()["report"], ties[0]["predicate"]

    assert preview(api, network, options=items).json()["counts"]["relation"] == 2
    report, predicate = looked(items)
    assert (report["graph_version"], predicate) == (at_once["report"]["graph_version"], "COLLABORATES_WITH")
    assert (report["dry_run"], report["new"]) == (False, at_once["report"]["new"])
    assert preview(api, network, options=items).status_code == 200
    assert looked({**items, "predicate": "SUPPLIES"})[1] == "SUPPLIES"  # not what was previewed
