"""The MCP server by the SDK's own client, over HTTP and over stdin and stdout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from mcp.shared.exceptions import MCPError

from api.mcp.tools import TOOLS
from tests.api.agents import agent, command
from tests.daegu import daegu_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.api.agents import Agent

ACCEPT = {"accept": "application/json, text/event-stream"}
PING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


@pytest.fixture(
    scope="module", params=["http", "http, older protocol", pytest.param("stdio", marks=pytest.mark.slow)]
)
def agents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    if request.param == "stdio":
        where = command(daegu_at(tmp_path_factory.mktemp("mcp") / "daegu.sqlite"))
    else:
        where = f"{request.getfixturevalue('server').base}/mcp"
    mode = "legacy" if "older" in request.param else "auto"
    with agent(where, mode=mode) as connected:
        yield connected


def test_the_server_says_what_the_data_are_and_where_to_begin(agents):
    told = agents.client.instructions
    assert "Begin with `search`" in told
    assert "absence of a tie is not evidence of absence" in told


def test_tools_are_listed_and_only_read(agents):
    tools = agents.does("list_tools").tools
    assert {one.name for one in tools} == TOOLS.keys()
    assert all(one.annotations.read_only_hint and not one.annotations.open_world_hint for one in tools)
    assert all(one.input_schema["type"] == "object" and len(one.description) > 40 for one in tools)


def test_a_tool_answers_with_structure_and_with_text(agents):
    found = agents.asks("measure", name="degree", limit=3)
    assert [(one["id"], one["value"]) for one in found.structured_content["answer"]["values"]][:2] == [
        ("dmi", 71),
        ("daegu-city", 64),
    ]
    [text] = found.content
    assert "대구기계부품연구원" in text.text
    assert "f2bd416c30119016" in text.text


def test_a_wrong_call_is_an_error_of_the_tool_that_an_agent_can_mend(agents):
    found = agents.asks("node", id="dmj")
    assert found.is_error
    assert found.content[0].text == "No node has the id “dmj”. Did you mean “dmi”?"
    assert found.structured_content["errors"][0]["near"][0] == "dmi"


def test_an_unknown_tool_is_an_error_of_the_protocol_with_the_near_name(agents):
    with pytest.raises(MCPError, match=r"Unknown tool “serch”\. Did you mean “search”"):
        agents.asks("serch")


def test_records_are_resources(agents):
    listed = {one.uri for one in agents.does("list_resources").resources}
    assert listed == {"sojae://about", "sojae://vocabulary"}
    templates = {one.uri_template for one in agents.does("list_resource_templates").resource_templates}
    assert "sojae://node/{id}" in templates
    node = json.loads(agents.does("read_resource", "sojae://node/dmi").contents[0].text)
    assert (node["name_ko"], node["degree"]) == ("대구기계부품연구원", 141)
    about = json.loads(agents.does("read_resource", "sojae://about").contents[0].text)
    assert about["counts"]["relation"] == 3227
    assert "CC BY" in about["data_licence"]
    words = json.loads(agents.does("read_resource", "sojae://vocabulary").contents[0].text)
    assert words["sectors"]["metals"]["ko"] == "금속"
    with pytest.raises(MCPError, match="Did you mean “dmi”"):
        agents.does("read_resource", "sojae://node/dmj")


def test_prompts_are_in_korean_and_english(agents):
    assert {one.name for one in agents.does("list_prompts").prompts} == {"gap_report", "partner_search"}
    pair = {"sector_a": "metals", "sector_b": "textiles"}
    korean = agents.does("get_prompt", "gap_report", pair).messages[0].content.text
    english = agents.does("get_prompt", "gap_report", {**pair, "language": "en"}).messages[0].content.text
    assert "연결 공백" in korean
    assert english.startswith("Write a report of one page on the gap between metals and textiles")
    with pytest.raises(MCPError, match="sector_b: a value is required"):
        agents.does("get_prompt", "gap_report", {"sector_a": "metals"})


def test_web_pages_of_other_origins_are_refused_and_this_machine_is_not(client):
    def status(**headers: str) -> int:
        return int(client.post("/mcp", json=PING, headers={**ACCEPT, **headers}).status_code)

    assert status(origin="http://evil.example:8000") == 403
    assert status(origin="null") == 403
    assert status(origin="http://localhost.evil.example:8000") == 403
    assert status(origin="http://localhost:6274") == 200
    assert status() == 200


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_are_no_sessions_to_open_or_end(client, method):
    answer = client.request(method, "/mcp", headers=ACCEPT)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_public_server_can_turn_agents_away(daegu_store):
    from starlette.testclient import TestClient

    from api.app import create_app

    with TestClient(create_app(daegu_store, mcp=False)) as closed:
        answer = closed.post("/mcp", json=PING, headers=ACCEPT)
    assert (answer.status_code, answer.json()["type"]) == (403, "/docs/problems#mcp-off")


def test_what_is_no_message_of_the_protocol_is_refused_by_it(client):
    answer = client.post("/mcp", content=b"{", headers={**ACCEPT, "content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, -32700)


def test_requests_of_agents_count_for_the_rate_limit(daegu_store):
    from starlette.testclient import TestClient

    from api.app import create_app

    with TestClient(create_app(daegu_store, rate_limit=2)) as limited:
        codes = [limited.post("/mcp", json=PING, headers=ACCEPT).status_code for _ in range(4)]
    assert codes[-1] == httpx.codes.TOO_MANY_REQUESTS
    assert codes[0] == httpx.codes.OK
