"""The OpenAPI document is the committed one; a change that breaks clients is called so."""

from __future__ import annotations

import difflib
import json
from copy import deepcopy
from typing import Any

import pytest

from api.compatibility import breaks
from api.openapi import COMMAND, COMMITTED, document, written

WORDS = {"type": "string", "enum": ["keep", "drop"]}
OLD: dict[str, Any] = {
    "paths": {
        "/things": {
            "get": {
                "parameters": [
                    {"in": "query", "name": "undated", "schema": {"$ref": "#/components/schemas/Undated"}},
                    {"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "404": {},
                },
            },
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}},
                },
                "responses": {"201": {}},
            },
        },
        "/others": {"get": {"responses": {"200": {}}}},
    },
    "components": {
        "schemas": {
            "Undated": WORDS,
            "Body": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
                "required": ["name"],
                "additionalProperties": False,
            },
            "Thing": {
                "type": "object",
                "properties": {
                    "id": {"type": "string"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                },
                "required": ["id", "parts"],
            },
        }
    },
}  # fmt: skip


@pytest.fixture
def new() -> dict[str, Any]:
    return deepcopy(OLD)


def shape(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"][name]
    return found


def test_the_committed_document_is_that_of_the_application():
    made, committed = document(), COMMITTED.read_text(encoding="utf-8")
    broken = breaks(json.loads(committed), made)
    assert not broken, (
        "this breaks clients: keep what they rely on; if it must be, write the document with"
        f" `{COMMAND} --breaking` and say so in CHANGELOG.md:\n" + "\n".join(broken)
    )
    lines = difflib.unified_diff(
        committed.splitlines(), written(made).splitlines(), "committed", "application", lineterm=""
    )
    assert written(made) == committed, (
        f"clients go on to work; write the document with `{COMMAND}`:\n" + "\n".join(list(lines)[:60])
    )


def test_the_same_document_breaks_nothing(new):
    assert breaks(OLD, new) == []


def test_a_path_that_goes_breaks(new):
    del new["paths"]["/others"]
    assert breaks(OLD, new) == ["/others is gone"]


def test_an_operation_that_goes_breaks(new):
    del new["paths"]["/things"]["post"]
    assert breaks(OLD, new) == ["POST /things is gone"]


def test_an_operation_with_another_name_breaks(new):
    new["paths"]["/others"]["get"]["operationId"] = "others"
    assert breaks(OLD, new) == ["GET /others: typed clients call it None, not others"]


def test_a_parameter_that_goes_breaks(new):
    new["paths"]["/things"]["get"]["parameters"].pop()
    assert breaks(OLD, new) == ["GET /things: the parameter limit is gone"]


def test_a_new_parameter_breaks_only_if_it_must_be_given(new):
    parameters = new["paths"]["/things"]["get"]["parameters"]
    parameters.append({"in": "query", "name": "q", "schema": {"type": "string"}})
    assert breaks(OLD, new) == []
    parameters[-1]["required"] = True
    assert breaks(OLD, new) == ["GET /things: the new parameter q is required"]


def test_a_parameter_that_must_now_be_given_breaks(new):
    new["paths"]["/things"]["get"]["parameters"][0]["required"] = True
    assert breaks(OLD, new) == ["GET /things: the parameter undated is now required"]


def test_a_closed_set_that_is_sent_may_grow_but_not_shrink(new):
    shape(new, "Undated")["enum"] = ["keep", "drop", "only"]
    assert breaks(OLD, new) == []
    shape(new, "Undated")["enum"] = ["keep"]
    assert breaks(OLD, new) == ["GET /things: the parameter undated no longer takes drop"]


def test_a_closed_set_that_is_read_may_grow(new):
    shape(new, "Thing")["properties"]["kind"]["enum"] = ["a", "b", "c"]
    assert breaks(OLD, new) == []


@pytest.mark.parametrize(
    ("maximum", "broken"),
    [(200, []), (50, ["GET /things: the parameter limit: maximum is now 50, not 100"])],
)
def test_a_bound_may_widen_but_not_narrow(new, maximum, broken):
    new["paths"]["/things"]["get"]["parameters"][1]["schema"]["maximum"] = maximum
    assert breaks(OLD, new) == broken


def test_a_type_that_is_taken_no_longer_breaks(new):
    new["paths"]["/things"]["get"]["parameters"][1]["schema"]["type"] = "boolean"
    assert "GET /things: the parameter limit no longer takes integer" in breaks(OLD, new)


def test_a_member_that_goes_breaks_on_both_ways(new):
    del shape(new, "Thing")["properties"]["kind"]
    del shape(new, "Body")["properties"]["size"]
    assert breaks(OLD, new) == [
        "GET /things: answer 200.kind is gone",
        "POST /things: body.size is gone",
    ]


def test_a_member_that_must_now_be_sent_breaks(new):
    shape(new, "Body")["required"] = ["name", "size"]
    assert breaks(OLD, new) == ["POST /things: body.size is now required"]


def test_a_member_that_may_be_missing_or_null_now_breaks(new):
    thing = shape(new, "Thing")
    thing["required"] = ["id"]
    thing["properties"]["id"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert breaks(OLD, new) == [
        "GET /things: answer 200.id may now be null",
        "GET /things: answer 200.parts is no longer always there",
    ]


def test_an_answer_that_goes_breaks_and_a_new_one_does_not(new):
    responses = new["paths"]["/things"]["get"]["responses"]
    responses["202"] = {}
    del responses["404"]
    assert breaks(OLD, new) == []
    responses["200"]["content"]["text/plain"] = responses["200"]["content"].pop("application/json")
    assert breaks(OLD, new) == ["GET /things: answer 200 is no longer available as application/json"]
    del responses["200"]
    assert breaks(OLD, new) == ["GET /things: the answer 200 is gone"]


def test_a_body_that_is_taken_no_longer_breaks(new):
    del new["paths"]["/things"]["post"]["requestBody"]
    assert breaks(OLD, new) == ["POST /things: the request body is gone"]
