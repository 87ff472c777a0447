"""What is refused is refused for the right reason, and says what would be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.deps import LIMITS
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
