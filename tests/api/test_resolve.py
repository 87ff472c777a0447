"""Resolving names over the API: decisions, candidates, batches, and what is refused."""

from __future__ import annotations

import pytest


def resolve(client, body, status=200):
    answer = client.post("/api/v1/resolve", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_each_record_gets_a_decision_in_the_order_given(client):
    union = client.get("/api/v1/programmes/daegu-materials-convergence-union").json()["name_ko"]
    records = [
        {"record_id": "a", "name_ko": "(재)다이텍연구원", "city": "Daegu"},
        {"record_id": "b", "name": "KATRI"},
        {"record_id": "c", "name_en": "No Such Body Anywhere", "kind": "company"},
        {"name_ko": union, "kind": "programme"},
    ]
    body = resolve(client, {"records": records})
    found = body["results"]
    assert [r["record_id"] for r in found] == ["a", "b", "c", None]
    assert (found[0]["decision"], found[0]["entity_id"]) == ("merge", "dyetec")
    assert found[0]["candidates"][0]["agrees"] == ["city"]
    assert (found[1]["decision"], found[1]["entity_id"]) == ("review", None)
    assert "2 organisations match about equally well" in found[1]["reason"]
    assert (found[2]["decision"], found[2]["score"], found[2]["candidates"]) == ("new", None, [])
    assert found[3]["entity_id"] == "daegu-materials-convergence-union"
    assert {c["node"]["kind"] for c in found[3]["candidates"]} == {"programme"}
    assert body["counts"] == {
        decision: [r["decision"] for r in found].count(decision) for decision in body["counts"]
    }


def test_a_number_that_is_none_is_said_and_the_rest_is_compared(client):
    body = resolve(client, {"records": [{"name": "DMI", "brn": "124-81-00999", "products": "moulds"}]})
    assert body["not_compared"] == ["brn"]
    assert body["results"][0]["candidates"][0]["node"]["id"] == "dmi"


def test_a_thousand_records_are_one_call_and_repeat(client):
    names = [f"대구 {i} 기계" for i in range(1000)]
    first = client.post("/api/v1/resolve", json={"records": [{"name": n} for n in names], "limit": 1})
    assert first.status_code == 200
    assert len(first.json()["results"]) == 1000
    assert max(len(r["candidates"]) for r in first.json()["results"]) <= 1
    assert (
        client.post("/api/v1/resolve", json={"records": [{"name": n} for n in names], "limit": 1}).content
        == first.content
    )


@pytest.mark.parametrize(
    ("body", "parameter", "remedy"),
    [
        ({}, "records", "give records"),
        ({"records": []}, "records", ""),
        ({"records": [{"name": "x"}] * 1001}, "records", ""),
        ({"records": [{"name": "x"}, {}]}, "records.1", "name_ko"),
        ({"records": [{"name": "   "}]}, "records.0", "name_ko"),
        ({"records": [{"name": "x", "kind": "compny"}]}, "records.0.kind", "“company”"),
        ({"records": [{"name": "x", "sector": "metal"}]}, "records.0.sector", "“metals”"),
        ({"records": [{"name": "x", "founded": "1990-13"}]}, "records.0.founded", "2018-06-20"),
        ({"records": [{"name": "x", "nmae": "y"}]}, "records.0.nmae", "“name”"),
        ({"records": [{"name": "가" * 301}]}, "records.0.name", ""),
        ({"records": [{"name": "x"}], "limit": 21}, "limit", ""),
        ({"records": [{"name": "x"}], "limt": 2}, "limt", "“limit”"),
        ({"records": [{"name": 7}]}, "records.0.name", ""),
    ],
)  # fmt: skip
def test_bad_input_is_named_with_its_remedy(client, body, parameter, remedy):
    fault = resolve(client, body, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert remedy in fault["remedy"]


def test_a_body_that_is_no_json_is_refused(client):
    answer = client.post(
        "/api/v1/resolve", content=b"\xff\xfe{", headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
