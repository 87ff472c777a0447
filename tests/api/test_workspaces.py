"""Workspaces: files that are looked at without being loaded, on a real server, with a reading process of its own."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.api.agents import agent
from tests.daegu import daegu_at
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="l" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="undirected"><node id="a"><data key="l">가람소재</data></node><node id="b"><data key="l">나람정밀</data></node>
<node id="c"><data key="l">다람화학</data></node><edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>"""
ITEMS = {"options": '{"items": "organisation"}'}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("workspaces")
    temporary = folder / "tmp"
    temporary.mkdir()
    with (
        served(daegu_at(folder / "daegu.sqlite"), folder, TMPDIR=str(temporary)) as running,
        httpx.Client(base_url=running.base, timeout=60) as client,
    ):
        client.headers.update({"x-folder": str(temporary), "x-secret": running.secret})
        yield client


def opened(
    api: httpx.Client, text: str = GRAPHML, name: str = "network.graphml", **fields: str
) -> httpx.Response:
    return api.post(
        "/api/v1/workspaces",
        files={"files": (name, text.encode())},
        data={"origin": "graphml", **ITEMS, **fields},
    )


@pytest.fixture(scope="module")
def workspace(api: httpx.Client) -> dict[str, Any]:
    answer = opened(api)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_file_becomes_an_ecosystem_of_its_own_with_the_reading_api(api, workspace):
    assert (workspace["origin"], workspace["report"]["new"]["organisation"], workspace["problem"]) == (
        "graphml",
        3,
        None,
    )
    inside = f"{workspace['api']}organisations"
    names = {row["name_ko"] for row in api.get(inside).json()["results"]}
    assert names == {"가람소재", "나람정밀", "다람화학"}
    whole = api.get("/api/v1/").json()["counts"]["organisation"]
    assert whole == 989
    measured = api.get(f"{workspace['api']}measures/degree").json()["values"]
    assert [one["value"] for one in measured] == [2, 1, 1]


def test_its_page_is_the_explorer_with_relative_addresses(api, workspace):
    bare = api.get(workspace["page"].rstrip("/"))
    assert (bare.status_code, bare.headers["location"]) == (308, f"{workspace['id']}/")
    page = api.get(workspace["page"])
    assert page.status_code == 200
    assert api.get(f"{workspace['page']}api/v1/").json()["counts"]["organisation"] == 3
    assert api.get(f"{workspace['page']}api/v1/page").status_code == 200


def test_addresses_in_answers_stay_in_the_workspace(api, workspace):
    listed = api.get(f"{workspace['api']}organisations?limit=1")
    assert f"<{workspace['api']}organisations?" in listed.headers["link"]
    wrong = api.get(f"{workspace['api']}organisations/none")
    assert wrong.json()["instance"] == f"{workspace['api']}organisations/none"
    assert api.get("/api/v1/organisations?limit=1").headers["etag"] != listed.headers["etag"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "jobs"),
        ("POST", "jobs"),
        ("PUT", "organisations/x"),
        ("DELETE", "organisations/x"),
        ("POST", "loads"),
        ("GET", "workspaces/x"),
    ],
)
def test_it_is_only_read(api, workspace, method, path):
    answer = api.request(method, f"{workspace['api']}{path}", headers={"X-API-Key": api.headers["x-secret"]})
    assert (answer.status_code, answer.json()["title"]) == (404, "Not in a workspace")


def test_questions_with_a_body_are_asked_of_it_and_not_of_the_store(api, workspace):
    ids = [row["id"] for row in api.get(f"{workspace['api']}organisations").json()["results"]]
    answer = api.post(f"{workspace['api']}neighbourhoods", json={"ids": ids[:1]})
    assert answer.status_code == 200
    assert api.post("/api/v1/neighbourhoods", json={"ids": ids[:1]}).text != answer.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_agents_may_ask_it_too_and_are_given_addresses_in_it(api, workspace, mode):
    with agent(f"{str(api.base_url).rstrip('/')}{workspace['page']}mcp", mode=mode) as connected:
        found = connected.learns("measure", name="degree")
    assert [one["value"] for one in found["answer"]["values"]] == [2, 1, 1]
    path = found["again"]["api"].removeprefix("GET ")
    assert path.startswith(workspace["page"])
    assert len(api.get(path).json()["values"]) == 3


def test_an_id_that_nobody_gave_is_unknown(api):
    answer = api.get("/w/aaaaaaaaaaaaaaaaaaaaaaaa/api/v1/")
    assert (answer.status_code, answer.json()["title"]) == (404, "Unknown workspace")


def test_files_that_cannot_be_read_say_where_and_leave_nothing(api):
    before = folders(api)
    answer = opened(api, GRAPHML[:200])
    assert (answer.status_code, answer.json()["title"]) == (422, "Files cannot be read")
    assert "network.graphml" in answer.json()["detail"]
    assert str(api.headers["x-folder"]) not in answer.text
    assert folders(api) == before


def test_files_that_are_kept_are_read_in_another_way(api):
    kept = opened(api, keep="true", options="{}").json()
    assert "the node has no kind" in kept["problem"]["detail"]
    assert api.get(f"{kept['api']}organisations").status_code == 503
    again = api.put(
        f"/api/v1/workspaces/{kept['id']}", json={"origin": "graphml", "options": {"items": "firms"}}
    )
    assert again.status_code == 422
    again = api.put(
        f"/api/v1/workspaces/{kept['id']}", json={"origin": "graphml", "options": {"items": "organisation"}}
    )
    assert (again.status_code, again.json()["problem"]) == (200, None)
    assert api.get(f"{kept['api']}organisations").json()["total"] == 3


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"options": "[1]"}, "options: not a JSON object"),
        ({"colour": "red"}, "colour: not a field of this form"),
        ({"origin": "gexff"}, "Unknown origin “gexff”"),
    ],
)
def test_wrong_fields_are_named(api, fields, told):
    answer = opened(api, **fields)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("name", ["../x.graphml", ".hidden"])
def test_names_of_files_cannot_leave_the_folder(api, name):
    answer = opened(api, name=name)
    if answer.status_code == 201:
        assert answer.json()["files"] == [name.rpartition("/")[2]]
    else:
        assert answer.status_code == 422


def test_a_body_that_is_no_form_is_refused(api):
    answer = api.post("/api/v1/workspaces", content=GRAPHML.encode(), headers={"Content-Type": "text/xml"})
    assert answer.status_code == 415


def test_a_workspace_ends_with_its_files(api):
    made = opened(api).json()
    assert made["id"] in folders(api)
    assert api.delete(f"/api/v1/workspaces/{made['id']}").status_code == 204
    assert made["id"] not in folders(api)
    assert api.get(f"{made['api']}organisations").status_code == 404


def test_a_killed_reading_process_is_replaced(api):
    opened(api)
    for process in children(api):
        os.kill(process, signal.SIGKILL)
    time.sleep(0.1)
    assert opened(api).status_code == 201
    assert api.get("/ready").status_code == 200


def test_taking_needs_a_key_and_a_source_and_is_a_load_that_can_be_rolled_back(api, workspace):
    path, key = f"/api/v1/workspaces/{workspace['id']}/take", {"X-API-Key": api.headers["x-secret"]}
    version = api.get("/api/v1/").json()["graph_version"]
    assert api.post(path, json={}).status_code == 401
    sourceless = api.post(path, json={}, headers=key)
    assert sourceless.status_code == 422
    assert "author of the network" in sourceless.json()["detail"]
    source = {"title": "가상 거래망", "publisher": "가상 기관", "url": "https://example.org/net"}
    looked = api.post(path, json={"options": source, "dry_run": True}, headers=key)
    assert looked.json()["new"]["organisation"] == 3
    assert api.get("/api/v1/").json()["graph_version"] == version
    taken = api.post(path, json={"options": source}, headers=key).json()
    assert taken["new"]["organisation"] == 3
    assert api.get("/api/v1/").json()["counts"]["organisation"] == 992
    undone = api.post(f"/api/v1/loads/{taken['load_id']}/rollback", headers=key)
    assert undone.status_code == 200
    assert api.get("/api/v1/").json()["graph_version"] == version


def test_a_table_is_read_by_a_proposed_mapping_and_taken_with_its_source(api):
    table = "Id,회사명,직원 수,등급\n1,가람소재,120,A\n2,나람정밀,35,B\n".encode()
    made = api.post("/api/v1/workspaces", files={"files": ("firms.csv", table)}).json()
    assert (made["origin"], made["report"]["new"]["organisation"]) == ("table", 2)
    listed = api.get(f"{made['api']}organisations?attributes.직원 수_from=100").json()
    assert [row["name_ko"] for row in listed["results"]] == ["가람소재"]
    path, key = f"/api/v1/workspaces/{made['id']}/take", {"X-API-Key": api.headers["x-secret"]}
    sourceless = api.post(path, json={}, headers=key)
    assert (sourceless.status_code, sourceless.json()["errors"][0]["parameter"]) == (422, "options")
    source = {"title": "가상 명단", "publisher": "가상 기관", "url": "https://example.org/list"}
    taken = api.post(path, json={"options": source, "dry_run": True}, headers=key)
    assert taken.json()["new"] | {"source": 1, "organisation": 2} == taken.json()["new"]


def test_a_server_without_workspaces_says_so(tmp_path):
    from fastapi.testclient import TestClient

    from api.app import create_app
    from graph.stores import open_store

    store = open_store(daegu_at(tmp_path / "daegu.sqlite"))
    with TestClient(create_app(store, workspaces=False)) as client:
        answer = client.post("/api/v1/workspaces", files={"files": ("a.graphml", GRAPHML)})
        assert (answer.status_code, answer.json()["title"]) == (403, "No workspaces here")


def folders(api: httpx.Client) -> set[str]:
    return {path.name for path in Path(api.headers["x-folder"]).glob("sojae-workspaces-*/*")}


def children(api: httpx.Client) -> list[int]:
    """Return the reading processes: those that have the module of one in their command."""
    found: list[int] = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if (
                b"api.workspaces.reading" in path.read_bytes()
                and api.headers["x-folder"].encode() in path.with_name("environ").read_bytes()
            ):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found
