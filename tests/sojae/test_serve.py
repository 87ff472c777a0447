"""`sojae serve` as those who run it see it: it starts, stops and ends as it says, and nobody who says nothing keeps others out."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest

from graph.stores import open_store
from sojae.commands import serve
from sojae.settings import Settings
from sojae.stores import jobs_folder
from tests import forks, hasty
from tests.daegu import daegu_at
from tests.served import free_port
from tests.stores.test_one_moment import stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engines.neo4j_server import Server

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = {"kind": "gaps", "parameters": {"method": "certified", "samples": 1_000_000, "layer": "all"}}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    return daegu_at(tmp_path_factory.mktemp("served") / "graph.sqlite")


@contextmanager
def begun(
    store: str, folder: Path, *, module: str = "sojae.cli", whole: bool = False, **settings: str
) -> Iterator[tuple[subprocess.Popen[str] | forks.Fork, int]]:
    """Begin a server, with `whole` by a Python that starts from nothing; it is not waited for."""
    port = int(settings.pop("port", free_port()))
    environment = {
        **os.environ, "SOJAE_STORE": store, "SOJAE_ACCESS_LOG": "false", "XDG_DATA_HOME": str(folder), **settings,
    }  # fmt: skip
    words = ("serve", "--port", str(port))
    process: subprocess.Popen[str] | forks.Fork = (
        subprocess.Popen(
            [sys.executable, "-m", module, *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )
        if whole
        else forks.begin(*words, module=module, env=environment, stdout=1)
    )  # fmt: skip
    try:
        yield process, port
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def asked(port: int, path: str, body: object = None) -> dict[str, object]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if body is not None:
        request.data = orjson.dumps(body)
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, object] = orjson.loads(answer.read())
        return found


def ready(port: int) -> dict[str, object]:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            return asked(port, "/ready")
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it does not serve")


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("asking", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_heard_at_any_moment_of_the_start(loaded, tmp_path, asking):
    with begun(loaded, tmp_path, whole=True) as (process, port):
        began = time.monotonic()
        ready(port)
        whole = time.monotonic() - began
    for part in (0.4, 0.7, 0.9, 1.0, 1.1):
        with begun(loaded, tmp_path, whole=True) as (process, port):
            time.sleep(whole * part)
            process.send_signal(asking)
            _, said = process.communicate(timeout=15)
            assert process.returncode in {0, -asking}, said  # by the signal itself while Python still starts
            if process.returncode == 0:
                assert said.splitlines()[-1] == f"sojae: stopped ({asking.name})"
                assert "Traceback" not in said
            assert is_free(port)


def test_it_stops_beside_connections_that_are_open_and_a_second_signal_ends_it_at_once(loaded, tmp_path):
    with begun(loaded, tmp_path) as (process, port), ExitStack() as open_ones:
        ready(port)
        for _ in range(50):
            open_ones.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
        half = open_ones.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
        half.sendall(
            b"POST /api/v1/resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
        )
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)
        assert process.returncode == 0
        assert said.splitlines()[-1] == "sojae: stopped (SIGTERM)"
        assert is_free(port)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_who_is_killed_leaves_neither_the_port_nor_a_process_that_computes(loaded, tmp_path):
    with begun(loaded, tmp_path) as (process, port):
        ready(port)
        asked(port, "/api/v1/jobs", LONG)
        computing = []
        while not computing:
            time.sleep(0.1)
            children = Path(f"/proc/{process.pid}/task").glob("*/children")
            computing = [int(word) for place in children for word in place.read_text().split()]
        process.kill()
        process.wait(10)
        end = time.monotonic() + 5
        while time.monotonic() < end and any(Path(f"/proc/{one}").exists() for one in computing):
            time.sleep(0.05)
        assert not any(Path(f"/proc/{one}").exists() for one in computing)
        assert is_free(port)


def foreign(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "foreign.sqlite")) as other:
        other.execute("CREATE TABLE songs (title)")
    return f"sqlite:///{folder / 'foreign.sqlite'}"


def text(folder: Path) -> str:
    (folder / "text.sqlite").write_text("no database " * 500)
    return f"sqlite:///{folder / 'text.sqlite'}"


def newer(folder: Path) -> str:
    url = f"sqlite:///{folder / 'newer.sqlite'}"
    with closing(open_store(url)) as store:
        store.prepare()
    with closing(sqlite3.connect(folder / "newer.sqlite")) as other, other:
        other.execute("PRAGMA user_version = 99")
    return url


def dead(_folder: Path) -> str:
    return f"bolt://127.0.0.1:{free_port()}"


@pytest.mark.parametrize(
    ("make", "told"),
    [(foreign, "sojae"), (text, "not an SQLite file"), (newer, "update sojae"), (dead, "no Neo4j answers there")],
)  # fmt: skip
def test_a_store_that_cannot_be_served_ends_it_with_one_line(tmp_path, make, told):
    url = make(tmp_path)
    with begun(url, tmp_path) as (process, port):
        _, said = process.communicate(timeout=60)
    lines = said.splitlines()
    assert process.returncode == 1, said
    assert len(lines) == 1, said
    assert lines[0].startswith(f"sojae: {url}")
    assert told in lines[0]
    assert is_free(port)


def test_an_empty_store_is_served_for_workspaces_until_something_is_loaded(tmp_path):
    url = f"sqlite:///{tmp_path / 'missing.sqlite'}"
    with begun(url, tmp_path) as (_, port):
        assert answering(port, 503)["type"] == "/docs/problems#nothing-loaded"
        form = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nname,city\nAlpha Co.,Gumi\n\r\n--x--\r\n'
        request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/workspaces", form)
        request.add_header("Content-Type", "multipart/form-data; boundary=x")
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert orjson.loads(answer.read())["report"]["new"]["organisation"] == 1
        daegu_at(tmp_path / "missing.sqlite")
        assert answering(port, 200)["graph_version"]


def answering(port: int, status: int) -> dict[str, object]:
    end, found = time.monotonic() + 90, None
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=10) as answer:
                found, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            found, body = error.code, error.read()
        except OSError:
            continue
        if found == status:
            said: dict[str, object] = orjson.loads(body)
            return said
        time.sleep(0.1)
    raise AssertionError(f"it answers {found}")


@pytest.mark.neo4j
def test_a_wrong_password_or_a_server_that_hangs_ends_it_with_one_line(neo4j: Server, tmp_path):
    login = {"SOJAE_STORE_USER": neo4j.user or "", "SOJAE_STORE_PASSWORD": "not-the-password"}
    with begun(neo4j.url, tmp_path, **login) as (process, _):
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "refuses this user or password" in said
    assert "not-the-password" not in said
    login["SOJAE_STORE_PASSWORD"] = neo4j.password or ""
    with stopped(neo4j), begun(neo4j.url, tmp_path, **login) as (process, _):
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(said.splitlines()) == 1, said
    with stopped(neo4j), begun(neo4j.url, tmp_path, **login) as (process, _):
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=5)
    assert process.returncode == 0
    assert said == "sojae: stopped (SIGTERM)\n"


def test_servers_of_several_stores_have_jobs_of_their_own_and_a_second_one_of_the_same_store_shares_them(
    loaded, tmp_path
):
    other = daegu_at(tmp_path / "graph.sqlite")
    with (
        begun(loaded, tmp_path) as (_, first),
        begun(other, tmp_path) as (_, second),
    ):
        assert ready(first)["jobs"] == ready(second)["jobs"] == "ready"
        with begun(loaded.replace("sqlite:///", "sqlite:////"), tmp_path) as (_, third):
            assert ready(third)["jobs"] == "ready"
            job = asked(third, "/api/v1/jobs", {"kind": "structure", "parameters": {"quick": True}})
            assert asked(first, f"/api/v1/jobs/{job['id']}")["created"] == job["created"]
        assert asked(second, "/api/v1/jobs") == {"results": []}
        assert (
            asked(second, "/api/v1/jobs", {"kind": "structure", "parameters": {"quick": True}})["id"]
            != job["id"]
        )


def test_the_folder_of_jobs_belongs_to_the_whole_address_of_the_store(tmp_path, monkeypatch):
    def folder(url: str, **settings: str) -> Path:
        return jobs_folder(Settings(store=url, jobs=tmp_path, **settings))

    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    one = folder(f"sqlite:///{tmp_path}/a/graph.sqlite")
    assert one == folder(f"sqlite:///{tmp_path}/a/../link/graph.sqlite")
    assert one.parent == tmp_path
    monkeypatch.chdir(tmp_path)
    assert one == folder("sqlite:///a/graph.sqlite")
    assert one != folder(f"sqlite:///{tmp_path}/graph.sqlite")
    assert folder("bolt://Here:7687") == folder("bolt://here:7687")
    databases = {folder("bolt://here:7687", store_database=name) for name in ("one", "other")}
    assert len(databases) == 2
    strange = folder("sqlite:////x/그래프 %20 ...sqlite")
    assert strange.parent == tmp_path


def silent(port: int, count: int, kept: ExitStack) -> list[socket.socket]:
    return [
        kept.enter_context(closing(socket.create_connection(("127.0.0.1", port), 5))) for _ in range(count)
    ]


def closed(lines: list[socket.socket]) -> int:
    count = 0
    for line in lines:
        line.setblocking(False)
        try:
            count += line.recv(1) == b""
        except BlockingIOError:
            continue
        except OSError:
            count += 1
    return count


def test_more_silent_connections_than_may_wait_keep_nobody_out_and_are_ended(loaded, tmp_path):
    assert serve.MILLISECONDS_OF_A_HEAD == 15_000
    with begun(loaded, tmp_path, module="tests.hasty") as (_, port), ExitStack() as kept:
        ready(port)
        lines = silent(port, 1_100, kept)
        began = time.monotonic()
        assert asked(port, "/health") == {"status": "ok"}
        assert time.monotonic() - began < 2
        assert closed(lines) == 0
        end = time.monotonic() + hasty.SECONDS + 10
        while closed(lines) < len(lines):
            assert time.monotonic() < end
            time.sleep(0.2)
        assert asked(port, "/health") == {"status": "ok"}


@pytest.mark.skipif(sys.platform != "linux", reason="how long a connection was idle is asked of Linux")
def test_an_address_keeps_only_so_many_connections_and_the_idlest_go_first(loaded, tmp_path):
    with begun(loaded, tmp_path, SOJAE_CONNECTIONS="20") as (_, port), ExitStack() as kept:
        ready(port)
        lines = silent(port, 200, kept)
        end = time.monotonic() + 5
        while closed(lines) < 175:
            assert time.monotonic() < end, closed(lines)
            assert asked(port, "/health") == {"status": "ok"}
            time.sleep(0.2)
        assert closed(lines) <= 200
        assert asked(port, "/api/v1/organisations/dmi")["id"] == "dmi"
