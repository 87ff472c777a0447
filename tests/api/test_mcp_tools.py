"""What tools answer: a part of what the API answers to the same question, within their limits, with schemas from the same parameters."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from api.mcp.asking import MOST_BYTES, call
from api.mcp.schemas import input_schema
from api.mcp.texts import MOST_TEXT, text_of
from api.mcp.tools import TOOLS
from queries.errors import QueryError, TooLarge
from queries.registry import questions
from tests import forks

if TYPE_CHECKING:
    from starlette.testclient import TestClient

SET = ["dmi", "dyetec", "ktdi", "daegu-technopark"]
ASKED: dict[str, dict[str, Any]] = {
    "search": {"q": "다이텍", "limit": 3},
    "resolve": {"records": [{"name": "다이텍연구원"}], "limit": 2},
    "node": {"id": "dmi"},
    "neighbourhood": {"id": "dmi", "kinds": ["technology"], "limit": 8},
    "network_of_set": {"ids": SET},
    "enrichment": {"ids": SET, "samples": 99},
    "paths": {"source": "dmi", "target": "dyetec", "avoid": ["daegu-city"]},
    "gaps": {"as_of": "2022"},
    "gap": {"sector_a": "metals", "sector_b": "textiles", "years": 5},
    "bridges": {"sector_a": "metals", "sector_b": "textiles", "limit": 4},
    "sector": {"id": "metals"},
    "evaluate": {"id": "daegu-materials-convergence-union"},
    "whatif": {"changes": [{"add": "tie", "a": "dmi", "b": "dyetec"}], "draws": 5},
    "changes": {"since": "2024", "until": "2025", "limit": 4},
    "measure": {"name": "degree", "limit": 4},
    "export": {"format": "graphml", "around": "dmi"},
}
ALL = {"sector": "sectors", "measure": "measures", "evaluate": "programmes/evaluation"}


def whole(client: TestClient, again: dict[str, Any]) -> Any:
    """Call the API as an answer says."""
    method, _, path = again["api"].partition(" ")
    answer = client.request(method, path, json=again.get("body"))
    assert answer.status_code == 200, answer.text
    return answer.json()


def is_part(short: Any, full: Any) -> bool:
    """Return whether all that a short answer says stands in the full one; lists begin like those of the full one."""
    if isinstance(short, dict):
        return all(name in full and is_part(one, full[name]) for name, one in short.items())
    if isinstance(short, list):
        return len(short) <= len(full) and all(map(is_part, short, full))
    if isinstance(short, float):
        return bool(short == pytest.approx(full, rel=1e-5))
    return bool(short == full or (isinstance(full, dict) and short == full.get("en")))


@pytest.mark.parametrize("tool", sorted(TOOLS.keys() - {"export"}))
def test_an_answer_is_a_part_of_what_the_api_answers(eco, client, tool):
    found, _ = call(eco.view, tool, ASKED[tool])
    full = whole(client, found["again"])
    assert is_part(found["answer"], full)
    assert found["graph_version"] == "f2bd416c30119016"
    assert found["answer"]


@pytest.mark.parametrize("tool", sorted(ALL))
def test_without_a_subject_all_are_told(eco, client, tool):
    found, _ = call(eco.view, tool, {})
    assert found["again"]["api"] == f"GET /api/v1/{ALL[tool]}"
    assert is_part(found["answer"], whole(client, found["again"]))


def test_the_address_of_a_file_gives_the_file(eco, client):
    found, _ = call(eco.view, "export", ASKED["export"])
    answer = client.get(found["again"]["api"].removeprefix("GET "))
    assert answer.status_code == 200
    assert b"<graphml" in answer.content
    assert found["again"]["command"] == "sojae export graphml sojae.graphml --around dmi"


@pytest.mark.slow
@pytest.mark.parametrize(
    "tool", ["search", "node", "neighbourhood", "network_of_set", "paths", "gap", "measure", "changes"]
)
def test_the_command_gives_the_whole_answer_too(eco, client, daegu_store, tool):
    found, _ = call(eco.view, tool, ASKED[tool])
    name, *words = shlex.split(found["again"]["command"])
    done = forks.run(*words, "--store", daegu_store.address)
    assert (name, done.returncode) == ("sojae", 0), done.stderr
    assert json.loads(done.stdout) == whole(client, found["again"])


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_an_answer_stays_within_its_bytes_and_its_text_has_sources_and_version(eco, tool):
    found, table = call(eco.view, tool, ASKED[tool])
    text = text_of(found, table, "en")
    assert len(orjson.dumps(found)) <= MOST_BYTES
    assert len(text) <= MOST_TEXT + 100
    assert text.endswith("Graph version: f2bd416c30119016")
    assert all(one["id"] in text for one in found["sources"])


def test_a_large_answer_has_fewer_rows_and_says_so(eco):
    found, table = call(eco.view, "neighbourhood", {"id": "dmi", "depth": 3, "limit": 200})
    assert len(orjson.dumps(found)) <= MOST_BYTES
    assert found["more"].startswith("limit was lowered from 200 to ")
    shown = len(found["answer"]["nodes"])
    assert {"member": "nodes", "shown": shown, "of": found["answer"]["totals"]["nodes"]} in found["cut"]
    assert "limit was lowered" in text_of(found, table, "en")


def test_pages_follow_each_other_without_a_hole(eco, client):
    ranks = [one["id"] for one in client.get("/api/v1/measures/degree?limit=30").json()["values"]]
    told: list[str] = []
    cursor = None
    for _ in range(3):
        found, _ = call(eco.view, "measure", {"name": "degree", "cursor": cursor})
        told += [one["id"] for one in found["answer"]["values"]]
        cursor = found["answer"]["next"]
    assert told == ranks


def test_an_answer_that_no_row_makes_small_is_refused_with_the_remedy(eco, monkeypatch):
    monkeypatch.setattr("api.mcp.asking.MOST_BYTES", 500)
    with pytest.raises(TooLarge, match="more than the maximum of 500: narrow the question"):
        call(eco.view, "gaps", {})


@pytest.mark.parametrize(
    ("tool", "wrong", "path"),
    [
        ("gaps", {"layer": "x"}, "sectors/gaps?layer=x"),
        ("gaps", {"as_off": "2020"}, "sectors/gaps?as_off=2020"),
        ("measure", {"name": "betweeness"}, "measures/betweeness"),
        ("search", {}, "search"),
        ("neighbourhood", {"id": "dmj"}, "nodes/dmj/neighbourhood"),
        ("bridges", {"sector_a": "metal", "sector_b": "textiles"}, "sectors/metal/textiles/bridges"),
        ("changes", {"since": "2020-13", "until": "2021"}, "changes?since=2020-13&until=2021"),
    ],
)
def test_errors_read_as_those_of_the_api(eco, client, tool, wrong, path):
    with pytest.raises(QueryError) as told:
        call(eco.view, tool, wrong)
    problem = client.get(f"/api/v1/{path}").json()
    assert problem["detail"].startswith(str(told.value))
    assert problem["errors"][0]["rule"] == told.value.faults[0].rule


@pytest.mark.parametrize("wrong", [{"rows": 0}, {"rows": 201}, {"language": "de"}, {"limit": 5}])
def test_parameters_of_tools_are_checked_like_all_others(eco, wrong):
    with pytest.raises(QueryError, match=next(iter(wrong))):
        call(eco.view, "gaps", wrong)


@pytest.mark.parametrize("tool", sorted(TOOLS.keys() - {"export"}))
def test_a_schema_has_the_parameters_of_the_question_with_their_defaults(tool):
    schema, question = input_schema(tool), questions()[TOOLS[tool].question]
    assert question.subject.keys() | set(question.names) <= schema["properties"].keys()
    for name, one in question.parameters.model_fields.items():
        told = schema["properties"][one.alias or name]
        assert one.description is None or told["description"] == one.description
        if name != "limit" and not one.is_required() and isinstance(one.default, int):
            assert told.get("default", one.default) == one.default
    assert "$ref" not in str(schema)
    assert set(ASKED[tool]) <= schema["properties"].keys()


def test_all_schemas_together_stay_short():
    """An agent reads them before its first question: 38 kB, about 10,000 tokens."""
    assert len(orjson.dumps([input_schema(tool) for tool in TOOLS])) < 40_000


def test_a_korean_answer_has_korean_sentences_and_both_names(eco):
    found, table = call(eco.view, "gap", {**ASKED["gap"], "language": "ko"})
    assert "다이텍연구원" in found["answer"]["sentence"]
    assert found["answer"]["drivers"][0]["name_en"] == "DYETEC Institute"
    text = text_of(found, table, "ko")
    assert "출처:" in text
    assert "그래프 버전: f2bd416c30119016" in text


def test_half_a_character_is_refused_like_any_other_wrong_text(client):
    """Found by random arguments: JSON may hold one, UTF-8 cannot."""
    body = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"node","arguments":{"id":"dm\\ud800"}}}'
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    answer = client.post("/mcp", content=body, headers=headers)
    assert answer.status_code in {200, 400}
    told = answer.json()
    assert "error" in told or told["result"]["isError"]


def test_sources_are_those_of_the_relations_that_are_shown(eco):
    found, _ = call(eco.view, "node", {"id": "r00837"})
    assert [one["id"] for one in found["sources"]] == ["s0290"]
    assert found["names"]["union-metals"].startswith("Union: metals application division")


def test_a_call_again_has_what_the_agent_gave_and_no_more(eco):
    found, _ = call(eco.view, "neighbourhood", {"id": "dmi", "depth": 2, "language": "ko"})
    parts = urlsplit(found["again"]["api"].removeprefix("GET "))
    assert (parts.path, parse_qs(parts.query)) == ("/api/v1/nodes/dmi/neighbourhood", {"depth": ["2"]})
    assert found["again"]["command"] == "sojae neighbourhood dmi --depth 2 --json"
