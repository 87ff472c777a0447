"""Two replicas behind nginx under load, with loads and rolling restarts: failed requests, and versions that went back.

`python -m bench.replicas [--minutes 5] [--loads 50] [--restarts 2] [--neo4j]` needs `nginx` on the PATH (Debian: `apt-get install nginx`);
with `wrk` it asks beside the clients without a pause. The proxy runs `nginx.scale.conf` of this repository, with its limits raised.
Each client sends the latest edition that it has seen; what it got is compared with the order in which the versions were written.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from bench.follow import FIRM, asked, wait_for
from bench.serve import free_port
from graph.editions import FIRST, Edition, read_edition
from graph.stores import open_store
from ingest import edit
from ingest.load import load
from tests.engines.neo4j_server import start_with_java

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.store import Store

ROOT = Path(__file__).resolve().parent.parent
PATHS = (
    "/api/v1/organisations/bench-firm",
    "/api/v1/nodes/dmi/neighbourhood?depth=2",
    "/api/v1/organisations?limit=50",
    "/api/v1/search?q=bench",
    "/api/v1/sectors/gaps",
)
MAIN = """daemon off; pid {place}/nginx.pid; error_log {place}/nginx.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
    include {place}/default.conf;
}}
"""


@dataclass(slots=True)
class Seen:
    """What clients got: statuses, failures, and for each client the versions in the order of its answers."""

    statuses: Counter[int | str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    versions: list[list[str]] = field(default_factory=list)
    editions: dict[Edition, set[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    back: int = 0
    jobs: int = 0
    jobs_left: list[str] = field(default_factory=list)


class Replica:
    """One `sojae serve`, which can be restarted."""

    def __init__(self, port: int, environment: dict[str, str], log: Path) -> None:
        self.port, self.environment, self.log = port, environment, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it serves."""
        words = [sys.executable, "-m", "sojae.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(words, cwd=ROOT, env=self.environment, stderr=said)
        wait_for(lambda: asked(self.port, "/ready"), seconds=240)

    def stop(self) -> float:
        """Ask it to stop; give the seconds that it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        return time.monotonic() - began

    def kill(self) -> None:
        """End it at once, if it runs."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def proxied(ports: tuple[int, int], place: Path) -> Generator[int]:
    """Run nginx with the file of this repository in front of two ports; give its own port."""
    port, text = free_port(), (ROOT / "nginx.scale.conf").read_text(encoding="utf-8")
    for name, real in zip(("sojae-1:8000", "sojae-2:8000"), ports, strict=True):
        text = text.replace(name, f"127.0.0.1:{real}")
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}")
    text = text.replace("rate=50r/s", "rate=100000r/s").replace("burst=200", "burst=100000").replace("addresses 64", "addresses 1000")  # fmt: skip
    (place / "default.conf").write_text(text, encoding="utf-8")
    (place / "nginx.conf").write_text(MAIN.format(place=place), encoding="utf-8")
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    with subprocess.Popen([nginx, "-p", str(place), "-c", str(place / "nginx.conf")]) as process:
        try:
            wait_for(lambda: asked(port, "/ready"))
            yield port
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(10)


def client(port: int, number: int, ended: threading.Event, seen: Seen) -> None:
    """Ask without a pause, always for at least the edition seen last."""
    line, latest = http.client.HTTPConnection("127.0.0.1", port, timeout=60), FIRST
    mine: list[str] = []
    seen.versions.append(mine)
    while not ended.is_set():
        path = PATHS[number % len(PATHS)]
        number += 1
        began = time.monotonic()
        try:
            headers = {"Min-Graph-Edition": str(latest)} if latest.store_id else {}
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.statuses[type(error).__name__] += 1
            seen.failures.append(f"{path}: {error!r}")
            line.close()
            continue
        seen.statuses[answer.status] += 1
        seen.seconds.append(time.monotonic() - began)
        if answer.status != 200:
            seen.failures.append(f"{path}: {answer.status} {content[:200]!r}")
            continue
        edition = read_edition(answer.headers.get("Graph-Edition", "")) or FIRST
        version = answer.headers["ETag"].strip('"').partition("-")[0]
        seen.editions.setdefault(edition, set()).add(version)
        seen.back += not edition.includes(latest)
        latest = max(latest, edition, key=lambda one: one.number)
        if not mine or mine[-1] != version:
            mine.append(version)


def job_taker(port: int, ended: threading.Event, seen: Seen) -> None:
    """Submit one job after the other through the proxy and follow each to its result."""
    while not ended.is_set():
        body: dict[str, Any] = {"kind": "structure", "parameters": {"quick": True, "seed": seen.jobs}}
        status, job = sent(port, "POST", "/api/v1/jobs", body)
        if status not in {200, 202}:
            seen.failures.append(f"POST /jobs: {status} {job}")
            continue
        until = float("inf")  # under load a job may take long, but with nobody else asking it must end
        while job.get("state") not in {"done", "failed", "cancelled"} and time.monotonic() < until:
            if ended.is_set() and until == float("inf"):
                until = time.monotonic() + 120
            time.sleep(0.25)
            status, job = sent(port, "GET", job["links"]["self"])
            if status != 200:
                seen.failures.append(f"GET job: {status} {job}")
                break
        else:
            if (
                job["state"] != "done"
            ):  # on a machine without a free core, jobs, which have the lowest priority, stand still
                seen.jobs_left.append(job["state"])
                continue
            status, answer = sent(port, "GET", f"{job['links']['self']}/result")
            if status != 200:
                seen.failures.append(f"result of a job: {status} {answer}")
        seen.jobs += 1
        ended.wait(2)


def sent(port: int, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """Send one request on a connection of its own."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        content = None if body is None else orjson.dumps(body)
        line.request(method, path, content, {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, orjson.loads(answer.read())


def roll(replicas: list[Replica], ended: threading.Event) -> list[float]:
    """Restart one replica after the other; give the seconds that each took to stop."""
    stops = []
    for replica in replicas:
        stops.append(replica.stop())
        ended.wait(1)
        replica.start()
        ended.wait(2)
    return stops


def measure(store: Store, port: int, replicas: list[Replica], words: argparse.Namespace) -> bool:
    """Run clients, loads and restarts; print the figures and return whether nothing failed."""
    seen, ended = Seen(), threading.Event()
    threads = [threading.Thread(target=client, args=(port, i, ended, seen)) for i in range(words.clients)]
    threads.append(threading.Thread(target=job_taker, args=(port, ended, seen)))
    seconds = words.minutes * 60
    end = time.monotonic() + seconds
    beside = wrk(port, int(seconds))
    written, stops = [store.revision().graph_version], []
    rolling = [end - seconds * (1 - (n + 1) / (words.restarts + 1)) for n in range(words.restarts)]
    for thread in threads:
        thread.start()

    def restart() -> None:
        for moment in rolling:
            ended.wait(max(0.0, moment - time.monotonic()))
            stops.extend(roll(replicas, ended))

    restarting = threading.Thread(target=restart)
    restarting.start()
    for number in range(words.loads):
        ended.wait(max(0.0, end - seconds * (1 - (number + 0.5) / words.loads) - time.monotonic()))
        edit.say(store, replace(FIRM, name_en=f"Trial {number}"))
        written.append(store.revision().graph_version)
    restarting.join()
    if len(stops) != len(replicas) * words.restarts:
        seen.failures.append(f"only {len(stops)} restarts of a replica were completed")
    ended.wait(max(0.0, end - time.monotonic()))
    ended.set()
    for thread in threads:
        thread.join()
    summary, well = told_by(beside)
    print(summary)
    return reported(seen, written, stops, words) and well


def reported(seen: Seen, written: list[str], stops: list[float], words: argparse.Namespace) -> bool:
    """Print the figures and return whether nothing failed."""
    order = {version: number for number, version in enumerate(written)}
    falls = sum(order[b] < order[a] for mine in seen.versions for a, b in pairwise(mine))
    mixed = sum(len(versions) > 1 for versions in seen.editions.values())
    latest = sum(mine[-1] == written[-1] for mine in seen.versions if mine)
    print(
        f"{words.minutes:g} minutes, {words.clients} clients: {sum(seen.statuses.values()):,} requests {dict(seen.statuses)}, {seen.jobs} jobs"
    )
    print(
        f"{len(written) - 1} loads, {len(stops)} restarts of a replica (each stopped within {max(stops, default=0):.1f} s)"
    )
    ordered = sorted(seen.seconds)
    print(f"seconds for an answer: median {ordered[len(ordered) // 2]:.3f}, 99 % {ordered[len(ordered) * 99 // 100]:.2f}, slowest {ordered[-1]:.2f}")  # fmt: skip
    print(f"failed requests: {len(seen.failures)}")
    for failure in seen.failures[:10]:
        print(f"  {failure}")
    print(f"jobs that had not ended two minutes later: {seen.jobs_left or 'none'}")
    print(f"versions that went back: {falls}, editions: {seen.back}; editions with two versions: {mixed}")
    print(f"clients whose last answer had the last version: {latest} of {len(seen.versions)}")
    return not (seen.failures or seen.jobs_left or falls or seen.back)


def wrk(port: int, seconds: int) -> subprocess.Popen[str] | None:
    """Ask beside the clients without a pause, if it is installed."""
    path = shutil.which("wrk")
    command = [
        path or "",
        "-t1",
        "-c8",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        f"http://127.0.0.1:{port}{PATHS[1]}",
    ]
    return None if path is None else subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told_by(beside: subprocess.Popen[str] | None) -> tuple[str, bool]:
    """Give the summary of wrk, and whether nothing went wrong."""
    if beside is None:
        return "wrk is not installed: nothing asked beside the clients", True
    text = beside.communicate(timeout=120)[0]
    lines = [line.strip() for line in text.splitlines()]
    wrong = [line for line in lines if line.startswith(("Socket errors", "Non-2xx"))]
    rest = [line for line in lines if "requests in" in line or line.startswith("Requests/sec")]
    return f"wrk: {'; '.join((*rest, *(wrong or ['no error'])))}", not wrong


def main() -> None:
    """Measure, and exit with 1 if something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--loads", type=int, default=50)
    parser.add_argument("--restarts", type=int, default=2, help="rolling restarts of both replicas")
    parser.add_argument(
        "--neo4j", action="store_true", help="a Neo4j as the store, instead of an SQLite file"
    )
    words = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        place = Path(folder)
        server = start_with_java() if words.neo4j else None
        address = server.url if server else f"sqlite:///{folder}/graph.sqlite"
        login = {"user": server.user, "password": server.password} if server else {}
        if server:
            opened.callback(server.stop)
        store = opened.enter_context(closing(open_store(address, **login)))
        store.prepare()
        load(store, "daegu")
        edit.say(store, FIRM)
        environment = {
            **os.environ, "SOJAE_STORE": address, "SOJAE_ACCESS_LOG": "false", "SOJAE_JOBS": f"{folder}/jobs",
            **({"SOJAE_STORE_USER": server.user or "", "SOJAE_STORE_PASSWORD": server.password or ""} if server else {}),
        }  # fmt: skip
        ports = free_port(), free_port()
        replicas = [Replica(port, environment, place / f"{port}.log") for port in ports]
        for replica in replicas:
            opened.callback(replica.kill)
            replica.start()
        with proxied(ports, place) as port:
            well = measure(store, port, replicas, words)
        for replica in replicas:
            text = replica.log.read_text(encoding="utf-8")
            print(text[-2000:] if "Traceback" in text else "no trace in the log of a replica")
    if not well:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
