"""Commands as their users run them: in a process of their own, judged by what they print and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from graph.stores import open_store
from tests import forks
from tests.daegu import daegu_at
from tests.served import free_port

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, store: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    done = forks.run(*words, env={**os.environ, "SOJAE_STORE": store, **environment})
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    return daegu_at(tmp_path_factory.mktemp("cli") / "graph.sqlite")


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("search", "ㄷㄱㅌㅋ"),
        ("neighbourhood", "dmi", "--depth", "2", "--as-of", "2018"),
        ("paths", "dyetec", "dmi"),
        ("measure", "betweenness", "--layer", "all"),
        ("measure", "betweenness", "samples=50", "seed=3"),
        ("communities", "--seed", "1"),
        ("communities", "--as-of", "2018", "--undated", "drop"),
        ("structure", "--quick", "--layer", "all"),
        ("structure", "--by-year", "--from", "2016", "--until", "2018"),
        ("load", "daegu", "--dry-run"),
    ],
)
def test_with_json_stdout_is_exactly_one_value(loaded, words):
    done = run(*words, "--json", store=loaded)
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("load", "deagu"), "did you mean “daegu”"),
        (("load", "daegu", "/nowhere"), "no such folder"),
        (("neighbourhood", "dmj"), "Did you mean “dmi”"),
        (("measure", "betweeness"), "betweenness"),
        (("export", "json", "/nonexistent/x.json"), "choose another file"),
        (("status", "--store", "postgres://x"), "not a known type of store"),
        (("status", "--store", "sqlite:////nonexistent/x.sqlite"), "does not exist"),
        (("status", "--store", "bolt://user:secret@127.0.0.1:1"), "must not contain credentials"),
    ],
)
def test_what_is_refused_is_one_clear_line_and_exit_1(loaded, words, told):
    done = run(*words, store=loaded, code=1)
    assert told in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("neighbourhood", "dmi", "--depth", "9"), "sojae: depth: 9 is more than the maximum of 3."),
        (("neighbourhood", "dmi", "--predicates", "SUPLIES"), "Did you mean “SUPPLIES”?"),
        (("neighbourhood", "dmi", "--as-of", "2018-13"), "not a date"),
        (("structure", "--as-of", "2018-13"), "not a date"),
        (("export", "gexff", "x"), "Did you mean “gexf”?"),
        (("page", "x.html", "--language", "jp"), "sojae: language: unknown value “jp”. Use one of ko, en."),
        (
            ("gaps", "--figure", "x.svg", "--language", "jp"),
            "sojae: language: unknown value “jp”. Use one of ko, en.",
        ),
        (
            ("structure", "--by-year", "--from", "2020", "--until", "2010"),
            "there is no year from 2020 until 2010",
        ),
    ],
)
def test_a_parameter_that_cannot_be_read_is_one_clear_line_and_exit_2(loaded, words, told):
    done = run(*words, store=loaded, code=2)
    assert told in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_question_without_a_command_of_its_own_prints_a_table(loaded):
    head, *rows = run("organisations", "sector=metals", "--limit", "2", store=loaded).stdout.splitlines()
    assert head.split("\t")[:3] == ["id", "kind", "name_ko"]
    assert len(rows) == 2


def test_wrong_usage_ends_with_2(loaded):
    assert run("frobnicate", store=loaded, code=2).stderr
    assert run("neighbourhood", "dmi", "--depth", "9", store=loaded, code=2).stderr
    assert "--until" in run("structure", "--by-year", "--as-of", "2018", store=loaded, code=2).stderr
    assert "--by-year" in run("structure", "--from", "2018", store=loaded, code=2).stderr


def test_people_read_groups_and_the_whole_in_lines(loaded):
    lines = run("communities", store=loaded).stdout.splitlines()
    assert any("섬유" in line and "(Textiles" in line for line in lines)
    assert lines[-1].startswith("20 other seeds: adjusted Rand index 0.9")
    whole = dict(line.split("\t") for line in run("structure", store=loaded).stdout.splitlines())
    assert whole["ties"] == "748"
    assert "after 7 losses: dmi" in whole["half apart"]
    assert "thinner" in whole["rich club"]
    assert "cliques" in run("structure", "--layer", "affiliation", store=loaded).stdout
    years = run("structure", "--by-year", "--from", "2017", store=loaded).stdout.splitlines()
    assert [line.split("\t")[0] for line in years[:3]] == ["year", "2017", "2018"]


def test_an_unknown_setting_is_an_error_that_names_the_nearest(loaded):
    assert "SOJAE_PORT" in run("status", store=loaded, code=1, SOJAE_PRT="1").stderr


def test_files_are_written(loaded, tmp_path):
    run("export", "csv", str(tmp_path / "daegu.zip"), "--sectors", "metals", store=loaded)
    run("page", str(tmp_path / "dmi.html"), "--around", "dmi", store=loaded)
    assert (tmp_path / "daegu.zip").stat().st_size > 1000
    assert "<!doctype html>" in (tmp_path / "dmi.html").read_text(encoding="utf-8").lower()


def test_serve_follows_the_store_and_stops_when_asked(tmp_path):
    url = f"sqlite:///{tmp_path / 'graph.sqlite'}"
    port = free_port()
    environment = {**os.environ, "SOJAE_STORE": url, "SOJAE_PORT": str(port)}
    with closing(open_store(url)) as empty:
        empty.prepare()
    server = subprocess.Popen([sys.executable, "-m", "sojae.cli", "serve"], env=environment, cwd=ROOT)
    try:
        assert answer(port, "/health") == 200
        assert answer(port, "/api/v1/organisations/dmi", wanted=404) == 404
        run("load", "daegu", store=url)
        assert answer(port, "/api/v1/organisations/dmi") == 200
        assert answer(port, "/ready") == 200
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.headers["content-type"].startswith("text/html")
        refused = run("serve", "--port", str(port), store=url, code=1)
        assert "choose another port" in refused.stderr
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0


def answer(port: int, path: str, wanted: int = 200) -> int:
    status = 0
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as reply:
                status = reply.status
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        except OSError:
            pass
        if status == wanted:
            break
        time.sleep(0.2)
    return status
