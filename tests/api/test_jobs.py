"""Jobs over the API: taken, followed, cancelled, kept across restarts and crashes; the same bytes as the routes."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import numpy as np
import orjson
import pytest
from starlette.testclient import TestClient

import api.jobs.process
from api.app import create_app
from api.deps import LIMITS
from api.jobs.process import send
from graph.stores import open_store
from ingest.load import load
from tests import forks
from tests.daegu import daegu_at
from tests.served import free_port
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
JOBS = "/api/v1/jobs"
LONG = {"kind": "gaps", "parameters": {"method": "certified", "samples": 1_000_000, "layer": "all"}}
ENDED = {"done", "failed", "cancelled"}
SECONDS = 90


@pytest.fixture(scope="module")
def client(daegu_store):
    with TestClient(create_app(daegu_store)) as client:
        yield client


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "jobs"


@pytest.fixture
def own(daegu_store, folder):
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as client:
        yield client


def ask(client, kind, parameters, status=202):
    answer = client.post(JOBS, json={"kind": kind, "parameters": parameters})
    assert answer.status_code == status, answer.text
    assert answer.headers["location"] == f"{JOBS}/{answer.json()['id']}"
    return answer.json()


def follow(client, job, until=lambda job: job["state"] in ENDED):
    """Ask again and again how far a job is."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        told = client.get(f"{JOBS}/{job['id']}").json()
        if until(told):
            return told
        time.sleep(0.05)
    raise AssertionError(told)


def is_drawing(job):
    return job["progress"] is not None and job["progress"]["done"] > 0


def files(folder):
    return {path.name for place in folder.iterdir() if place.is_dir() for path in place.iterdir()}


def problem(answer, status, kind):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f"#{kind}")
    return answer.json()


@pytest.mark.parametrize(
    ("kind", "parameters", "path"),
    [
        ("gaps", {"method": "certified", "samples": 300, "seed": 7}, "/sectors/gaps?method=certified&samples=300&seed=7"),
        ("gaps", {"layer": "affiliation", "as_of": "2018"}, "/sectors/gaps?layer=affiliation&as_of=2018"),
        ("structure", {"quick": True, "since": 2015}, "/structure?quick=true&since=2015"),
        ("structure", {"since": 2020, "undated": "drop"}, "/structure?since=2020&undated=drop"),
        ("structure-years", {"from": 2016, "until": "2018"}, "/structure/years?from=2016&until=2018"),
        ("export", {"format": "gexf", "sectors": ["metals", "textiles"]}, "/export?format=gexf&sectors=metals,textiles"),
        ("export", {"format": "csv", "part": "relations"}, "/export?format=csv&part=relations"),
        ("export", {"around": "dmi", "depth": 2}, "/export?around=dmi&depth=2"),
        ("export", {"format": "parquet"}, "/export?format=parquet"),
    ],
)  # fmt: skip
def test_a_job_gives_the_bytes_of_the_route(client, kind, parameters, path):
    asked = ask(client, kind, parameters)
    assert asked["state"] in {"queued", "running"}
    job = follow(client, asked)
    assert job["state"] == "done", job
    assert job["progress"]["done"] == job["progress"]["total"]
    assert job["created"] <= job["started"] <= job["finished"]
    assert job["partial"] is job["error"] is None
    route, result = client.get(f"/api/v1{path}"), client.get(job["result"])
    assert result.content == route.content
    for name in ("content-type", "content-disposition"):
        assert result.headers.get(name) == route.headers.get(name)
    assert client.get(job["links"]["route"]).content == route.content
    assert job["bytes"] == len(result.content)
    assert job["graph_version"] == client.get("/api/v1/").json()["graph_version"]


def test_the_same_question_is_asked_once(client):
    first = ask(client, "gaps", {"method": "certified", "samples": 200, "seed": 3})
    assert (
        ask(client, "gaps", {"samples": "200", "seed": 3, "method": "certified", "as_of": None}, 200)["id"]
        == first["id"]
    )
    follow(client, first)
    assert ask(client, "gaps", {"method": "certified", "samples": 200, "seed": 3}, 200)["state"] == "done"
    assert ask(client, "gaps", {"method": "certified", "samples": 200, "seed": 4})["id"] != first["id"]


def test_a_running_job_tells_how_far_it_is_and_hands_over_what_it_has(client):
    asked = ask(client, "gaps", {"method": "certified", "samples": 200_000, "layer": "direct"})
    job = follow(client, asked, lambda job: job["partial"] and "drawn apart" in job["partial"]["what"])
    first = client.get("/api/v1/sectors/gaps?method=certified&samples=1000")
    partial = client.get(job["partial"]["link"])
    assert partial.content == first.content
    job = follow(
        client, asked, lambda job: "step" in job["progress"]["stage"] and job["progress"]["total"] == 200_000
    )
    assert 0 < job["progress"]["done"] <= 200_000
    assert job["state"] == "running"
    assert asked["id"] in [
        one["id"] for one in client.get(f"{JOBS}?state=running&kind=gaps").json()["results"]
    ]
    problem(client.get(f"{JOBS}/{asked['id']}/result"), 409, "job-not-done")
    assert 'sojae_jobs{state="running"} 1.0' in client.get("/metrics").text
    assert client.get(f"{JOBS}/{asked['id']}").headers.get("etag") is None
    assert client.delete(f"{JOBS}/{asked['id']}").json()["state"] == "cancelled"


def test_answers_go_on_while_a_job_runs(client):
    asked = ask(client, "gaps", LONG["parameters"])
    follow(client, asked, is_drawing)
    assert client.get("/api/v1/nodes/dmi/neighbourhood").status_code == 200
    client.delete(f"{JOBS}/{asked['id']}")


def test_a_cancelled_job_ends_within_a_second_and_leaves_no_file(own, folder):
    running = ask(own, LONG["kind"], LONG["parameters"])
    waiting = ask(own, "structure", {})
    follow(own, running, is_drawing)
    assert "result.unfinished" in files(folder)
    for job in (waiting, running):
        began = time.monotonic()
        assert own.delete(f"{JOBS}/{job['id']}").json()["state"] == "cancelled"
        assert time.monotonic() - began < 1
    assert files(folder) == set()
    assert own.get(f"{JOBS}/{running['id']}").json()["finished"]
    problem(own.get(f"{JOBS}/{running['id']}/result"), 409, "job-not-done")
    again = ask(own, LONG["kind"], LONG["parameters"])  # a cancelled one stands for nothing
    assert again["id"] != running["id"]
    assert own.delete(f"{JOBS}/{again['id']}").status_code == 200
    assert own.delete(f"{JOBS}/{again['id']}").status_code == 204
    problem(own.get(f"{JOBS}/{again['id']}"), 404, "unknown-job")


def test_a_running_job_that_is_cancelled_and_removed_at_once_leaves_the_next_to_be_run(own, folder):
    for _ in range(3):
        running = ask(own, LONG["kind"], LONG["parameters"])
        follow(own, running, is_drawing)
        with ThreadPoolExecutor(4) as askers:
            answers = list(askers.map(own.delete, [running["links"]["self"]] * 4))
        assert {answer.status_code for answer in answers} <= {200, 204, 404}
        assert any(answer.status_code == 200 for answer in answers)
    assert follow(own, ask(own, "structure", {"quick": True}))["state"] == "done"
    assert own.get("/ready").json()["jobs"] == "ready"
    assert "sojae_jobs_faults_total 0.0" in own.get("/metrics").text


@pytest.mark.parametrize("fault", [ZeroDivisionError, SystemExit, MemoryError])
def test_the_thread_of_jobs_survives_anything_and_says_so(own, monkeypatch, caplog, fault):
    worker = own.app.state.worker
    wait, times = worker._wait, []

    def fails():
        times.append(1)
        if len(times) <= 2:
            raise fault
        return wait()

    monkeypatch.setattr(worker, "_wait", fails)
    asked = ask(own, "structure", {"quick": True})
    assert follow(own, asked)["state"] == "done"
    assert follow(own, ask(own, "structure", {"quick": True, "seed": 1}))["state"] == "done"
    assert worker.faults == 2
    assert "sojae_jobs_faults_total 2.0" in own.get("/metrics").text
    assert "the thread that runs jobs continues" in caplog.text


def test_the_death_of_the_thread_of_jobs_is_told(daegu_store, folder, monkeypatch):
    app = create_app(daegu_store, jobs_folder=folder)
    monkeypatch.setattr(app.state.worker, "_work", lambda: None)
    app.state.worker._thread = threading.Thread(target=lambda: None)
    with TestClient(app) as client:
        app.state.worker._thread.join()
        assert problem(client.get("/ready"), 503, "jobs-unavailable")["detail"]
        assert "sojae_jobs_running 0.0" in client.get("/metrics").text


def test_a_job_that_is_done_is_removed_with_its_file(own, folder):
    job = follow(own, ask(own, "export", {"format": "csv"}))
    assert files(folder) == {"job.json", "result"}
    assert own.delete(job["links"]["self"]).status_code == 204
    assert files(folder) == set()
    problem(own.get(job["result"]), 404, "unknown-job")


@pytest.mark.slow
def test_a_restart_keeps_what_is_done_and_begins_what_waits_again(daegu_store, folder):
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as before:
        done = follow(before, ask(before, "structure", {"quick": True}))
        result = before.get(done["result"]).content
        running = ask(before, "gaps", {"method": "certified", "samples": 2_500})
        waiting = ask(before, "export", {"format": "graphml"})
        follow(before, running, is_drawing)
        began = time.monotonic()
    assert time.monotonic() - began < 5  # a stop waits for no job
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as after:
        assert after.get(done["links"]["self"]).json() == done
        assert after.get(done["result"]).content == result
        assert follow(after, running)["state"] == "done"
        assert follow(after, waiting)["state"] == "done"
        assert ask(after, "structure", {"quick": True}, 200)["id"] == done["id"]


def test_after_a_restart_a_job_runs_on_what_is_there_then(tmp_path, folder):
    store = open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    store.prepare()
    with TestClient(create_app(store, jobs_folder=folder)) as before:
        running = ask(before, LONG["kind"], LONG["parameters"] | {"baseline": "any"})
        asked = ask(before, "structure", {"quick": True})
        before.delete(f"{JOBS}/{running['id']}")
        empty = follow(before, asked)
    load(store, "daegu")
    place = folder / asked["id"] / "job.json"
    told = orjson.loads(place.read_bytes()) | {"state": "queued", "size": None, "finished": None}
    place.write_bytes(orjson.dumps(told))
    with TestClient(create_app(store, jobs_folder=folder)) as after:
        job = follow(after, asked)
        assert job["graph_version"] != empty["graph_version"]
        assert after.get(job["result"]).json()["ties"] == 748
    store.close()


def test_a_broken_job_is_told_in_the_log_and_passed_over(daegu_store, folder, caplog):
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as before:
        jobs = [follow(before, ask(before, "structure", {"quick": True, "seed": seed})) for seed in range(4)]
    (folder / jobs[0]["id"] / "job.json").write_bytes(b'{"id": "half')
    (folder / jobs[1]["id"] / "result").write_bytes(b"cut")
    told = orjson.loads((folder / jobs[2]["id"] / "job.json").read_bytes()) | {"kind": "forecast"}
    (folder / jobs[2]["id"] / "job.json").write_bytes(orjson.dumps(told))
    (folder / ("0" * 16)).mkdir()
    with (
        caplog.at_level(logging.WARNING, "sojae.jobs"),
        TestClient(create_app(daegu_store, jobs_folder=folder)) as after,
    ):
        assert [job["id"] for job in after.get(JOBS).json()["results"]] == [jobs[3]["id"]]
    for name in ("0" * 16, *(job["id"] for job in jobs[:3])):
        assert name in caplog.text


def test_a_job_that_was_cut_off_three_times_is_not_begun_again(daegu_store, folder):
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as before:
        job = follow(before, ask(before, "structure", {"quick": True}))
    place = folder / job["id"] / "job.json"
    place.write_bytes(
        orjson.dumps(orjson.loads(place.read_bytes()) | {"state": "running", "attempts": 3, "size": None})
    )
    with TestClient(create_app(daegu_store, jobs_folder=folder)) as after:
        failed = after.get(job["links"]["self"]).json()
        assert failed["state"] == "failed"
        assert failed["error"]["type"].endswith("#job-failed")


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        ({"kind": "forecast"}, 422, "kind"),
        ({"kind": "gap"}, 422, "kind"),
        ({"kind": "\ud800"}, 422, "kind"),
        ({"kind": "export", "parameters": {"format": "\ud800"}}, 422, "format"),
        ({"kind": "export", "parameters": {"\ud800": "json"}}, 422, "?"),
        ({"kind": "export", "parameters": {"around": "\ud800"}}, 404, "id"),
        ({}, 422, "kind"),
        ({"kind": "gaps", "parametres": {}}, 422, "parametres"),
        ({"kind": "gaps", "parameters": []}, 422, "parameters"),
        ({"kind": "gaps", "parameters": {"sample": 100}}, 422, "sample"),
        ({"kind": "gaps", "parameters": {"samples": 5}}, 422, "samples"),
        ({"kind": "gaps", "parameters": {"samples": "many"}}, 422, "samples"),
        ({"kind": "gaps", "parameters": {"as_of": "soon"}}, 422, "as_of"),
        ({"kind": "export", "parameters": {"format": "dot"}}, 422, "format"),
        ({"kind": "export", "parameters": {"format": "gexf", "part": "nodes"}}, 422, "part"),
        ({"kind": "export", "parameters": {"predicates": 5}}, 422, "predicates"),
        ({"kind": "export", "parameters": {"kinds": {"a": 1}}}, 422, "parameters.kinds"),
        ({"kind": "export", "parameters": {"around": "dmj"}}, 404, "id"),
        ({"kind": "structure", "parameters": {"layer": "friends"}}, 422, "layer"),
    ],
)  # fmt: skip
def test_bad_words_are_refused_as_the_route_refuses_them(client, body, status, parameter):
    answer = client.post(JOBS, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert any(parameter in fault["parameter"] for fault in answer.json()["errors"]), answer.text
    assert all(fault["remedy"] for fault in answer.json()["errors"])


def test_an_unknown_word_is_told_in_the_same_words_as_by_the_route(client):
    by_job = client.post(JOBS, json={"kind": "gaps", "parameters": {"sample": 100}}).json()
    by_route = client.get("/api/v1/sectors/gaps?sample=100").json()
    assert by_job["errors"] == by_route["errors"]


def test_more_than_a_call_may_do_names_the_job_and_more_than_a_job_may_is_refused(client):
    told = problem(client.get("/api/v1/sectors/gaps?method=certified&samples=20000"), 413, "too-many-samples")
    assert "/api/v1/jobs" in told["errors"][0]["remedy"]
    most = LIMITS["job_gap_samples"]
    body = {"kind": "gaps", "parameters": {"samples": most + 1, "method": "certified"}}
    assert str(most) in problem(client.post(JOBS, json=body), 413, "too-many-samples")["detail"]


@pytest.mark.parametrize("path", ["", "/result", "/partial"])
def test_an_id_that_no_job_has_is_unknown(client, path):
    for key in ("0123456789abcdef", "lock", "%2e%2e%2flock"):
        answer = client.get(f"{JOBS}/{key}{path}")
        assert answer.status_code == 404
    assert client.delete(f"{JOBS}/nobody").status_code == 404


def test_a_full_queue_refuses_with_a_remedy(own):
    running = ask(own, LONG["kind"], LONG["parameters"])
    follow(own, running, is_drawing)
    waiting = [ask(own, "structure", {"seed": seed}) for seed in range(LIMITS["jobs_queued"])]
    answer = own.post(JOBS, json={"kind": "structure", "parameters": {"seed": 99}})
    assert "cancel one" in problem(answer, 503, "queue-full")["detail"]
    assert answer.headers["retry-after"]
    own.delete(f"{JOBS}/{waiting[0]['id']}")
    ask(own, "structure", {"seed": 99})


def test_a_failure_inside_a_job_is_a_problem(own):
    told = follow(own, ask(own, "structure-years", {"from": 2020, "until": 2010}))
    assert told["state"] == "failed"
    assert told["error"]["type"].endswith("#invalid-parameter")
    assert told["error"]["instance"] == told["links"]["self"]
    assert told["error"]["errors"][0]["parameter"] == "until"
    assert (
        told["error"]["detail"]
        in problem(own.get(f"{JOBS}/{told['id']}/result"), 409, "job-not-done")["detail"]
    )


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are looked up in /proc")
def test_a_process_that_is_killed_fails_its_job_and_the_next_one_runs(own, monkeypatch):
    monkeypatch.setattr(api.jobs.process, "subprocess", subprocess)  # not a fork, which is no child of ours
    job = ask(own, LONG["kind"], LONG["parameters"])
    follow(own, job, is_drawing)
    os.kill(child_of(os.getpid()), signal.SIGKILL)
    told = follow(own, job)
    assert told["state"] == "failed"
    assert told["error"]["type"].endswith("#job-failed")
    assert "signal 9" in told["error"]["detail"]
    assert follow(own, ask(own, "structure", {"quick": True}))["state"] == "done"


def test_the_oldest_that_ended_are_removed_when_there_are_too_many(own, folder, monkeypatch):
    monkeypatch.setitem(LIMITS, "jobs_kept", 2)
    jobs = [follow(own, ask(own, "structure", {"quick": True, "seed": seed})) for seed in range(3)]
    wait_for(lambda: not (folder / jobs[0]["id"]).exists(), SECONDS)  # one moment after the last is done
    kept = [job["id"] for job in own.get(JOBS).json()["results"]]
    assert kept == [jobs[2]["id"], jobs[1]["id"]]
    assert {place.name for place in folder.iterdir() if place.is_dir()} == set(kept)
    monkeypatch.setitem(LIMITS, "jobs_bytes", jobs[0]["bytes"] - 1)
    told = follow(own, ask(own, "structure", {"quick": True, "seed": 9}))
    assert told["error"]["type"].endswith("#result-too-large")
    assert "result" not in {path.name for path in (folder / told["id"]).iterdir()}


def test_records_reach_the_process_whole_be_they_small_or_large():
    sent = {
        "rows": [("a", None, "가")] * 50_000,
        "numbers": np.arange(1_000_000, dtype=np.int32),
        "none": np.zeros(0),
    }
    reading, writing = os.pipe()
    found = []

    def read():
        with os.fdopen(reading, "rb") as end:
            found.append(pickle.load(end))

    reader = threading.Thread(target=read)
    reader.start()
    send(sent, writing)
    os.close(writing)
    reader.join()
    assert found[0]["rows"] == sent["rows"]
    assert np.array_equal(found[0]["numbers"], sent["numbers"])


def child_of(process: int) -> int:
    """Find the process that computes the job of a server."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"api.jobs.child" in (place / "cmdline").read_bytes():
                return int(place.name)
        except OSError:
            continue
    raise AssertionError("there is none")


@pytest.fixture
def served(tmp_path, folder):
    """Starts the real server on one store and folder of jobs, as often as it is asked to."""
    daegu_at(tmp_path / "graph.sqlite")
    port = free_port()
    set_so = {
        "SOJAE_STORE": f"sqlite:///{tmp_path / 'graph.sqlite'}", "SOJAE_JOBS": str(folder), "SOJAE_PORT": str(port),
        "SOJAE_ACCESS_LOG": "false",
    }  # fmt: skip
    began, clients = [], []

    def start():
        process = forks.begin("serve", env={**os.environ, **set_so}, stdout=1, stderr=2)
        began.append(process)
        client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
        clients.append(client)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                if client.get("/ready").status_code == 200:
                    return process, client
            except httpx2.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    yield start
    for client in clients:
        client.close()
    for process in began:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_server_that_is_killed_begins_its_job_again_and_one_that_is_asked_to_stop_waits_for_none(
    served, folder
):
    process, client = served()
    done = follow(client, ask(client, "structure", {"quick": True}))
    running = ask(client, "gaps", {"method": "certified", "samples": 2_500, "layer": "direct"})
    follow(client, running, is_drawing)
    computing = [int(line) for line in children_of_all(process.pid)]
    assert computing
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    gone_soon(computing)

    process, client = served()
    assert client.get(done["result"]).status_code == 200
    follow(client, running, is_drawing)
    began = time.monotonic()
    process.terminate()
    process.wait(30)
    assert time.monotonic() - began < 10
    (kept,) = folder.glob(f"*/{running['id']}/job.json")  # below the folder of its store
    assert json.loads(kept.read_bytes())["state"] == "queued"

    process, client = served()
    told = follow(client, running)
    assert told["state"] == "done"
    route = client.get("/api/v1/sectors/gaps?method=live")
    assert route.status_code == 200
    assert client.get(told["result"]).json()["samples"] == 2_500


def children_of_all(server: int) -> list[int]:
    """Find the computing processes of a server and its workers."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            if b"api.jobs.child" not in (place / "cmdline").read_bytes():
                continue
            above = int((Path("/proc") / str(parent) / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if server in {parent, above}:
            found.append(int(place.name))
    return found


def gone_soon(processes):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(Path(f"/proc/{process}").exists() for process in processes):
            return
        time.sleep(0.1)
    raise AssertionError(f"{processes} compute for nobody")
