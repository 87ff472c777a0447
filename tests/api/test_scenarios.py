"""POST /scenarios: what bad input gets, the same from a job, nothing stored."""

from __future__ import annotations

import time
from typing import Any

import pytest

from api.deps import LIMITS

SCENARIOS, JOBS = "/api/v1/scenarios", "/api/v1/jobs"
ALLIANCE = {"add": "alliance", "name": "a", "members": ["kims", "dyetec", "ktdi", "pomia"]}
REMOVAL = {"remove": "organisation", "id": "dyetec"}


def refused(client: Any, status: int, **given: Any) -> tuple[str, str]:
    answer = client.post(SCENARIOS, json=given)
    assert answer.status_code == status, answer.text
    return answer.json()["type"].split("#")[1], answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        (
            [{"remove": "organisation", "id": "dyetecx"}],
            404,
            "No organisation has the id “dyetecx”. Did you mean “dyetec”",
        ),
        (
            [{"remove": "organisation", "id": "alliance-metals"}],
            404,
            "No organisation has the id “alliance-metals”",
        ),
        ([REMOVAL, REMOVAL], 422, "“dyetec” is removed twice. Remove it once."),
        (
            [ALLIANCE, REMOVAL],
            422,
            "“dyetec” is removed by the same scenario. Leave out one of the two changes.",
        ),
        (
            [{"add": "tie", "a": "kims", "b": "kims"}],
            422,
            "“kims” is also a. Give two different organisations.",
        ),
        (
            [{"add": "tie", "a": "kims", "b": "dmi"}, {"add": "tie", "a": "dmi", "b": "kims"}],
            422,
            "the tie dmi – kims is added twice. Add it once.",
        ),
        ([{**ALLIANCE, "members": ["kims", "kims"]}], 422, "“kims” is given twice. Give each member once."),
        ([{**ALLIANCE, "members": ["kims"]}], 422, "an alliance needs 2 members. Give at least 2."),
        ([{**ALLIANCE, "kind": "event"}], 422, "Use one of alliance, division, mou, project, union."),
        ([{"add": "tie", "a": "kims"}], 422, "a tie needs b. Give b."),
        (
            [{**REMOVAL, "members": ["kims", "dmi"]}],
            422,
            "an organisation has no members. Leave members out.",
        ),
        ([{"id": "dmi"}], 422, "a change adds or removes one thing."),
        ([], 422, "changes"),
        ([REMOVAL] * 21, 422, "more than the maximum of 20 values."),
    ],
)
def test_bad_changes_are_refused_with_a_remedy(client, changes, status, said) -> None:
    assert said in refused(client, status, changes=changes)[1]


def test_more_than_two_thousand_members_are_refused(client) -> None:
    many = [f"o{number}" for number in range(2001)]
    assert (
        "more than the maximum of 2000 values"
        in refused(client, 422, changes=[{**ALLIANCE, "members": many}])[1]
    )
    both = [{**ALLIANCE, "members": many[:1000]}, {**ALLIANCE, "members": many[1000:]}]
    assert "2001 members are more than the maximum of 2,000" in refused(client, 422, changes=both)[1]


def test_a_conversion_is_a_rate(client) -> None:
    for wrong in (1.5, -0.1, "much", "nan"):
        assert (
            "Use estimated, or a number from 0 to 1"
            in refused(client, 422, changes=[ALLIANCE], conversion=wrong)[1]
        )
    assert "not a number" in refused(client, 422, changes=[ALLIANCE], conversion=True)[1]


def test_more_draws_than_in_one_call_are_a_job_with_the_same_answer(client) -> None:
    asked = {"changes": [ALLIANCE], "draws": 41, "seed": 3}
    kind, said = refused(client, 413, **asked)
    assert kind == "too-many-samples"
    assert f"more than the maximum of {LIMITS['scenario_draws']}" in said
    assert "/api/v1/jobs" in said
    job = client.post(JOBS, json={"kind": "scenario", "parameters": {**asked, "draws": 40}})
    assert job.status_code == 202, job.text
    path, end = job.headers["location"], time.monotonic() + 90
    while (state := client.get(path).json())["state"] in {"queued", "running"} and time.monotonic() < end:
        time.sleep(0.1)
    assert state["state"] == "done", state
    assert client.get(f"{path}/result").content == client.post(SCENARIOS, json={**asked, "draws": 40}).content


def test_a_scenario_made_on_another_version_says_so(client) -> None:
    found = client.post(SCENARIOS, json={"changes": [REMOVAL], "graph_version": "0123456789abcdef"}).json()
    (note,) = found["notes"]
    assert "0123456789abcdef" in note["en"]
    assert found["graph_version"] in note["en"]
    same = client.post(SCENARIOS, json={"changes": [REMOVAL], "graph_version": found["graph_version"]}).json()
    assert same["notes"] == []


def test_nothing_is_stored(client) -> None:
    before = client.get("/api/v1/sectors/gaps").content
    client.post(
        SCENARIOS, json={"changes": [ALLIANCE, {"remove": "organisation", "id": "dmi"}], "conversion": 1}
    )
    assert client.get("/api/v1/sectors/gaps").content == before


def test_an_alliance_is_by_definition_in_the_layer_of_programmes(client) -> None:
    found = client.post(SCENARIOS, json={"changes": [ALLIANCE], "layer": "affiliation"}).json()
    assert (found["new_ties"], found["draws"]) == (None, 0)
    assert "definition of the alliance" in found["mechanical"][0]["en"]
    assert found["gained"] >= sum(pair["gained"] for pair in found["pairs"]) > 0
