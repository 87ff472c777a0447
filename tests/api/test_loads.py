"""Loads by the API: the list, what each changed, and taking one back, for trial and in earnest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.keys import new_key
from graph.loads.undo_log import recording
from graph.loads.upsert import Upsert, with_digest
from graph.model import Identifier
from ingest.load import load
from tests.doubts import OPEN, say_doubts
from tests.origin import write_folder
from tests.records import RECORDS
from tests.saying import DAY, new_load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

SECRET, ENTRY = new_key("editor")


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    say_doubts(store)
    with TestClient(create_app(store, api_keys=[ENTRY])) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        yield client


def got(client: TestClient, path: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def version(client: TestClient) -> str:
    return str(got(client, "")["graph_version"])


def problem(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    return str(answer.json()["type"].partition("#")[2])


def test_a_page_of_loads_is_continued_after_further_loads(client):
    first = got(client, "loads?limit=2")
    assert [one["origin"] for one in first["results"]] == ["identity", "daegu"]
    assert first["results"][0]["counts"]["new"] == 6
    client.post(f"/api/v1/review/{OPEN[1]}", json={"decision": "merge"})
    rest = got(client, f"loads?limit=2&cursor={first['next']}")
    assert [one["origin"] for one in rest["results"]] == ["dart", "krx"]
    assert rest["next"] is None
    assert [one["origin"] for one in got(client, "loads?origin=review")["results"]] == ["review"]
    assert problem(client.get("/api/v1/loads?cursor=abc"), 422) == "invalid-parameter"


def test_a_load_tells_the_digest_of_its_files_and_what_it_changed(store, tmp_path):
    report = load(store, "daegu", [write_folder(tmp_path / "one", RECORDS)])
    with TestClient(create_app(store)) as client:
        found = got(client, f"loads/{report.load_id}?limit=4")
        assert len(found["input_digest"]) == 32
        assert (found["counts"]["new"], found["total"]) == (len(RECORDS), len(RECORDS))
        assert (found["changes"][0]["type"], found["changes"][0]["before"]) == ("source", None)
        assert found["changes"][0]["after"]["title"] == "유니언 출범"
        keys = [one["key"] for one in found["changes"]]
        while found["next"]:
            found = got(client, f"loads/{report.load_id}?limit=4&cursor={found['next']}")
            keys += [one["key"] for one in found["changes"]]
        assert sorted(keys) == sorted(record.key for record in RECORDS)
        assert problem(client.get("/api/v1/loads/nothing"), 404) == "unknown-load"


def test_numbers_of_sole_traders_are_not_in_the_changes_of_a_load(client, store):
    brn = Identifier("krx:000040", "brn", "1230100993", None, None, ("krx:list",))
    run = new_load("krx")
    with recording(store, run) as writer:
        Upsert(writer, "krx", run.id, DAY).add(brn.type, [with_digest(brn)])
        writer.finish(run)
    found = client.get(f"/api/v1/loads/{run.id}")
    assert (found.json()["withheld"], found.json()["total"]) == (1, 0)
    assert "1230100993" not in found.text


def test_a_rollback_for_trial_writes_nothing_and_one_in_earnest_restores_the_version(client):
    before = version(client)
    decided = client.post(f"/api/v1/review/{OPEN[1]}", json={"decision": "merge"}).json()
    path = f"/api/v1/loads/{decided['load_id']}/rollback"
    trial = client.post(f"{path}?dry_run=true").json()
    assert (trial["dry_run"], trial["graph_version"]) == (True, before)
    assert version(client) == decided["graph_version"]
    assert got(client, "loads")["results"][0]["origin"] != "rollback"
    done = client.post(path).json()
    assert (done["dry_run"], done["graph_version"], version(client)) == (False, before, before)
    loads = {one["id"]: one for one in got(client, "loads")["results"]}
    assert loads[done["load_id"]]["report"]["by"] == "editor"
    assert loads[decided["load_id"]]["rolled_back"] is True
    told = client.post(path)
    assert problem(told, 409) == "not-rolled-back"
    assert done["load_id"] in told.json()["detail"]


def test_a_rollback_needs_a_key_and_a_load(client):
    assert problem(client.post("/api/v1/loads/nothing/rollback"), 404) == "unknown-load"
    told = client.post("/api/v1/loads/nothing/rollback", headers={"Authorization": ""})
    assert problem(told, 401) == "key-required"
    identity = got(client, "loads?origin=identity")["results"][0]["id"]
    assert problem(client.post(f"/api/v1/loads/{identity}/rollback"), 409) == "not-rolled-back"
