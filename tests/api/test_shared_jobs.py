"""Servers on one store share its jobs: whichever is asked shows, submits, cancels and removes them, and one of them runs them."""

from __future__ import annotations

import time

import orjson
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.deps import LIMITS
from tests.api.test_jobs import JOBS, LONG, ask, files, follow, is_drawing, problem, wait_for


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "jobs"


@pytest.fixture
def app(daegu_store, folder):
    """Makes a server on the shared folder; the first runs the jobs."""
    return lambda: TestClient(create_app(daegu_store, jobs_folder=folder))


def runs(client):
    return client.app.state.jobs.runs


def ids(client):
    return [job["id"] for job in client.get(JOBS).json()["results"]]


def test_a_job_is_found_from_either_server_whoever_took_it(app):
    with app() as one, app() as two:
        assert (runs(one), runs(two)) == (True, False)
        assert one.get("/ready").json()["jobs"] == two.get("/ready").json()["jobs"] == "ready"
        first, second = (
            ask(client, "structure", {"quick": True, "seed": seed}) for seed, client in enumerate((one, two))
        )
        for asked in (one, two):
            for job in (first, second):
                done = follow(asked, job)
                assert done["state"] == "done"
                assert asked.get(done["result"]).content == one.get(done["links"]["route"]).content
        assert ids(one) == ids(two) == [second["id"], first["id"]]
        for other, job in ((one, second), (two, first)):  # asked again at the other one, it is the same job
            assert ask(other, "structure", job["parameters"], 200)["id"] == job["id"]


def test_progress_and_partial_results_are_seen_from_the_other_server(app):
    with app() as one, app() as two:
        job = ask(two, LONG["kind"], LONG["parameters"])
        assert follow(two, job, is_drawing)["progress"]["unit"] == "samples"
        partial = follow(two, job, lambda told: told["partial"])["partial"]
        assert two.get(partial["link"]).status_code == one.get(partial["link"]).status_code == 200
        assert one.delete(job["links"]["self"]).json()["state"] == "cancelled"
        assert follow(two, job)["state"] == "cancelled"


def test_the_other_server_cancels_and_removes_jobs_and_no_file_is_left(app, folder):
    with app() as one, app() as two:
        done = follow(two, ask(two, "export", {"format": "csv"}))
        running, waiting = (
            ask(one, LONG["kind"], LONG["parameters"]),
            ask(two, "structure", {"quick": True}),
        )
        follow(one, running, is_drawing)
        for job in (waiting, running):
            assert two.delete(job["links"]["self"]).json()["state"] == "cancelled"
            assert one.get(job["links"]["self"]).json()["state"] == "cancelled"
        assert two.delete(done["links"]["self"]).status_code == 204
        problem(two.get(done["links"]["self"]), 404, "unknown-job")
        wait_for(lambda: one.get(done["links"]["self"]).status_code == 404)
        wait_for(lambda: {path.name for path in folder.iterdir()} == {"lock"})
        assert files(folder) == set()


def test_the_other_server_takes_over_when_the_one_that_ran_the_jobs_ends(app, folder):
    two = app()
    with app() as one:
        done = follow(one, ask(one, "structure", {"quick": True}))
        running = ask(one, "gaps", {"method": "certified", "samples": 2_500})
        waiting = ask(one, "export", {"format": "graphml"})
        follow(one, running, is_drawing)
        two.__enter__()
    try:
        wait_for(lambda: runs(two))
        assert two.get(done["result"]).status_code == 200
        assert follow(two, running)["state"] == "done"
        assert follow(two, waiting)["state"] == "done"
    finally:
        two.__exit__(None, None, None)


def test_what_waits_counts_whoever_took_it(app, monkeypatch):
    monkeypatch.setitem(LIMITS, "jobs_queued", 1)
    with app() as one, app() as two:
        running = ask(one, LONG["kind"], LONG["parameters"])
        follow(one, running, is_drawing)
        ask(one, "structure", {"quick": True})
        refused = two.post(JOBS, json={"kind": "structure", "parameters": {"quick": True, "seed": 1}})
        problem(refused, 503, "queue-full")
        one.delete(running["links"]["self"])


def test_a_job_that_is_no_longer_valid_is_not_shown_by_the_server_that_runs_the_jobs(app, folder, caplog):
    with app() as one, app() as two:
        job = follow(two, ask(two, "structure", {"quick": True}))
        other = folder / ("0" * 16)
        other.mkdir()
        told = orjson.loads((folder / job["id"] / "job.json").read_bytes())
        record = told | {"id": other.name, "kind": "forecast", "state": "queued", "size": None}
        (other / "job.json").write_bytes(orjson.dumps(record))
        end = time.monotonic() + 20
        while other.name not in caplog.text:
            assert time.monotonic() < end
            time.sleep(0.05)
        assert ids(one) == [job["id"]]
        problem(one.get(f"{JOBS}/{other.name}"), 404, "unknown-job")
        assert caplog.text.count("is no longer valid") == 1
