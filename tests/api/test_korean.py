"""Korean beside English at the API: records, lists, search, edits by hand and changes between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.keys import new_key
from graph.stores import open_store
from tests.daegu import daegu_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Answer = dict[str, object]

SECRET, ENTRY = new_key("editor")
UNION = "daegu-materials-convergence-union"


def get(client: TestClient, path: str) -> dict[str, object]:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_each_kind_of_record_bears_both_languages(client: TestClient) -> None:
    firm = get(client, "/organisations/taegutec")
    assert (firm["products"], firm["products_ko"]) == (
        "tungsten carbide and ceramic cutting tools",
        "초경·세라믹 절삭공구",
    )
    chain = get(client, "/technologies/3d-fibre-snow-chain")
    assert (chain["detail"], chain["detail_ko"]) == ("replaces metal chain", "금속 체인 대체")
    union = get(client, f"/programmes/{UNION}")
    assert union["members_told"] == 200
    assert str(union["detail_ko"]).startswith("4개 분과 약 200개사")
    told = get(client, "/relations?subject=dmi&predicate=SPECIALIST_FOR")["results"]
    assert [(one["detail"], one["detail_ko"]) for one in told] == [("specialist institute", "전문기관")]  # type: ignore[attr-defined]


def test_a_place_has_its_name_in_both_languages_whatever_the_record_says(client: TestClient) -> None:
    firm = get(client, "/organisations/taegutec")
    assert (firm["city"], firm["district"]) == ("Daegu", "Dalseong-gun (Gachang)")
    assert (firm["place_ko"], firm["place_en"]) == ("대구 달성군", "Daegu Dalseong-gun")
    assert "place_ko" not in get(client, f"/programmes/{UNION}")


def test_conflicts_say_field_and_reason_in_korean(client: TestClient) -> None:
    (conflict,) = get(client, "/organisations/ajin-industrial")["conflicts"]  # type: ignore[misc]
    assert (conflict["field"], conflict["field_ko"]) == ("founded", "설립")
    assert conflict["why_ko"] == "최초 기록 채택; 미확정"


def test_lists_filter_and_choose_korean_fields_as_english_ones(client: TestClient) -> None:
    told = get(client, "/programmes?members_told=200&fields=id,members_told,detail_ko")["results"]
    assert [one["id"] for one in told] == [UNION]  # type: ignore[attr-defined]
    made = get(client, "/organisations?products_ko=초경·세라믹 절삭공구&fields=id,products_ko")["results"]
    assert made == [{"id": "taegutec", "products_ko": "초경·세라믹 절삭공구"}]


def test_a_korean_product_finds_those_who_make_it_after_all_names(client: TestClient) -> None:
    found = get(client, "/search?q=절삭공구&limit=20")["results"]
    matches = [(one["node"]["id"], one["match"]) for one in found]  # type: ignore[attr-defined]
    assert ("taegutec", "product") in matches
    kinds = [match for _, match in matches]
    assert kinds.index("product") > max(i for i, kind in enumerate(kinds) if kind in {"exact", "prefix"})
    (firm,) = [one for one in found if one["node"]["id"] == "taegutec"]  # type: ignore[attr-defined]
    assert firm["matched"] == "세라믹 절삭공구"


@pytest.mark.parametrize("text", ["moulds", "강", "ㅈㅅㄱㄱ"])
def test_products_are_found_by_korean_words_of_two_letters_or_more_only(
    client: TestClient, text: str
) -> None:
    found = get(client, f"/search?q={text}&limit=50")["results"]
    assert all(one["match"] != "product" for one in found)  # type: ignore[attr-defined]


def test_changes_show_the_korean_detail_of_what_began(client: TestClient) -> None:
    changed = get(client, "/changes?since=2017-06-01&until=2017-06-30&limit=500")["results"]
    details = {one["relation"]["detail"]: one["relation"]["detail_ko"] for one in changed}  # type: ignore[attr-defined]
    assert details["specialist institute"] == "전문기관"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[TestClient]:
    store = open_store(daegu_at(tmp_path / "graph.sqlite"))
    with TestClient(create_app(store, api_keys=[ENTRY])) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        yield client
    store.close()


def test_korean_is_written_by_hand_and_withdrawn_again(writer: TestClient) -> None:
    before = get(writer, "/")["graph_version"]
    (tie,) = get(writer, "/relations?subject=dmi&predicate=SPECIALIST_FOR")["results"]  # type: ignore[misc]
    said = {name: value for name, value in tie.items() if name != "id"} | {"detail_ko": "공동 시험"}
    assert writer.put(f"/api/v1/relations/{tie['id']}", json=said).status_code == 200
    assert get(writer, f"/relations/{tie['id']}")["detail_ko"] == "공동 시험"
    assert get(writer, "/")["graph_version"] != before
    assert writer.delete(f"/api/v1/relations/{tie['id']}").status_code == 200
    assert get(writer, f"/relations/{tie['id']}")["detail_ko"] == tie["detail_ko"]
    assert get(writer, "/")["graph_version"] == before


def test_a_number_of_members_that_cannot_be_is_refused(writer: TestClient) -> None:
    said = {
        "name_ko": "시험 사업", "name_en": "Trial", "programme_kind": "project", "members_told": 0, "sources": ["s0290"],
    }  # fmt: skip
    refused = writer.put("/api/v1/programmes/trial", json=said)
    assert refused.status_code == 422
    assert "members_told is a whole number from 1 to 9,999,999" in refused.text
