"""What is refused is refused for the right reason, and says what would be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic_core._pydantic_core import list_all_errors
from starlette.testclient import TestClient

from api.app import create_app
from api.deps import LIMITS
from queries.validation import fault_of
from tests.api.test_operation import ENTRY, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(daegu_store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(daegu_store, api_keys=[ENTRY]), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PATCH", "/api/v1/organisations/dmi", "DELETE, GET, PUT"),
        ("PUT", "/api/v1/jobs", "GET, POST"),
        ("DELETE", "/api/v1/paths", "GET"),
        ("PUT", "/api/v1/resolve", "POST"),
    ],
)
def test_a_method_that_is_not_taken_is_told_before_the_body_is_looked_at(client, method, path, allowed):
    answer = client.request(method, path, content="x", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert answer.json()["type"].endswith("#method-not-allowed")


@pytest.mark.parametrize(
    "body",
    [b'{"ids": ["\xff\xfe"]}', b"[" * 100_000, b'{"ids": ["dmi"', b"", b"null", b'{"ids": [{"a": 1}]}'],
    ids=["broken UTF-8", "deep", "cut off", "empty", "null", "objects for ids"],
)
def test_a_body_that_cannot_be_read_is_a_problem(client, body):
    answer = client.post("/api/v1/neighbourhoods", content=body, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("#invalid-parameter")
    assert answer.json()["errors"]


@pytest.mark.parametrize("value", [True, 1, {"metals": 1}, [["metals"]], [1]])
def test_a_set_is_text_or_a_list_of_texts(client, value):
    answer = client.post("/api/v1/neighbourhoods", json={"ids": ["dmi"], "sectors": value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "sectors"


def test_a_body_that_grows_too_large_while_it_comes_is_refused_as_too_large(client):
    parts = (b" " * 1000 for _ in range(LIMITS["body_bytes"] // 1000 + 2))
    answer = client.post("/api/v1/neighbourhoods", content=parts, headers=JSON)
    assert answer.status_code == 413
    assert answer.json()["type"].endswith("#too-large")


def test_files_that_are_too_large_are_refused_with_the_way_that_is_left(client):
    length = {
        "Content-Length": str(LIMITS["workspace_bytes"] + 1),
        "Content-Type": "multipart/form-data; boundary=x",
    }
    answer = client.post("/api/v1/workspaces", content=b"", headers=length)
    assert answer.status_code == 413
    assert "`sojae load`" in answer.json()["detail"]


def test_writing_without_a_key_is_refused_before_the_body_is_judged(client):
    answer = client.put("/api/v1/organisations/x", content="x", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 401


@pytest.mark.parametrize("text", ["\ud800", "a\ud800b"])
def test_half_a_character_is_refused(client, text):
    body = f'{{"records": [{{"name": "{text.encode("ascii", "backslashreplace").decode()}"}}]}}'
    assert client.post("/api/v1/resolve", content=body, headers=JSON).status_code == 422
    record = f'{{"name_ko": "{text.encode("ascii", "backslashreplace").decode()}", "name_en": "x", "organisation_kind": "company", "sources": ["s0290"]}}'
    headers = {**JSON, "Authorization": f"Bearer {SECRET}"}
    assert client.put("/api/v1/organisations/half", content=record, headers=headers).status_code == 422


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("search?q=dmi&limit=1&limit=2", "limit: given twice. Give it once."),
        ("nodes/dmi/neighbourhood?depth=1&depth=2", "depth: given twice. Give it once."),
        ("measures/degree?as_of=2018&as_of=2019", "as_of: given twice. Give it once."),
        ("measures/pagerank?damping=0.5&damping=0.6", "damping: given twice. Give it once."),
        ("scene?limit=3&limit=4", "limit: given twice. Give it once."),
        ("organisations?sector=metals&sector=textiles", "sector: given twice. Use comma-separated values."),
    ],
)
def test_a_parameter_given_twice_is_refused(client, path, told):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["detail"]) == (422, told)


@pytest.mark.parametrize(
    "path", ["nodes/dmi/neighbourhood", "aggregate?group_by=predicate", "paths?source=dmi&target=dyetec"]
)
def test_a_set_may_be_given_value_by_value(client, path):
    joint = "&" if "?" in path else "?"
    one_by_one = client.get(f"/api/v1/{path}{joint}predicates=SUPPLIES&predicates=COLLABORATES_WITH")
    together = client.get(f"/api/v1/{path}{joint}predicates=SUPPLIES,COLLABORATES_WITH")
    assert (one_by_one.status_code, one_by_one.json()) == (200, together.json())


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (
            "{",
            "The request body is not valid JSON (line 1, column 2): Expecting property name enclosed in double quotes.",
        ),
        ('{"records":\n  [}', "The request body is not valid JSON (line 2, column 4): Expecting value."),
        ("[]", "body: expected a JSON object."),
        ("null", "body: expected a JSON object."),
        ('"x"', "body: expected a JSON object."),
        ('{"records": ["x"]}', "records.0: expected a JSON object."),
        ('{"records": {"name": "x"}}', "records: “{'name': 'x'}” is not a list."),
        ('{"records": [{"name": 5}]}', "records.0.name: “5” is not a text."),
        ('{"records": [{"name": "x"}], "limit": NaN}', "limit: “nan” is not a number."),
        ('{"records": [{"name": "x"}], "limit": true}', "limit: “True” is not a whole number."),
        ('{"records": [{"name": "x"}], "limit": 1.5}', "limit: “1.5” is not a whole number."),
    ],
)
def test_a_body_that_cannot_be_read_is_described_without_a_librarys_words(client, body, detail):
    answer = client.post("/api/v1/resolve", content=body.encode(), headers=JSON)
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)
    parameter = "body" if detail.startswith("The request body") else detail.partition(":")[0]
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_no_error_of_the_library_reaches_a_user_in_its_own_words():
    for one in list_all_errors():
        kind = one["type"]
        if kind in {"value_error", "assertion_error"}:
            continue
        finding = {"type": kind, "loc": ("x",), "input": "y", "msg": one["example_message_python"]}
        fault = fault_of({**finding, "ctx": one["example_context"] or {}}, ["x"])
        assert fault.rule
        assert fault.remedy
        assert one["example_message_python"].casefold() not in fault.sentence.casefold()
        assert "pydantic" not in fault.sentence
        assert "Input should" not in fault.sentence


def test_no_sentence_of_the_api_names_a_command(client):
    answer = client.put("/api/v1/organisations/dmi", json={})
    assert answer.status_code == 401
    assert "sojae key" not in answer.text
    assert "The operator of this server makes keys." in answer.json()["detail"]
