"""A server that follows a store beside alternate writes of another process, while readers ask it without a pause.

`python -m bench.follow [--minutes 10] [--readers 16] [--turn 30]`. After each turn the writer pauses, and it is measured how long the server
takes to serve what the store holds. Written: one organisation with one tie, said and withdrawn in turn.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import orjson

from graph.model import Organisation, Relation
from graph.stores import open_store
from graph.vocabulary import RecordType
from ingest import edit
from ingest.load import load

ROOT = Path(__file__).resolve().parent.parent
PATHS = (
    "/api/v1/relations/bench-tie",
    "/api/v1/nodes/dmi/neighbourhood?depth=2",
    "/api/v1/organisations/dmi",
    "/api/v1/organisations?limit=50",
    "/api/v1/search?q=bench",
)
FIRM = Organisation(
    "bench-firm", "시험", "Trial", False, "company", None, None, None, None, None, None, ("s0290",)
)
TIE = Relation("bench-tie", "bench-firm", "COLLABORATES_WITH", "dmi", "2026", None, None, ("s0290",))
ALLOWED = {200, 404}
"""A record that is withdrawn at the moment is unknown."""


def main() -> None:
    """Measure, and say what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=16)
    parser.add_argument("--turn", type=float, default=30, help="seconds of writing before each pause")
    parser.add_argument("--port", type=int, default=8599)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/graph.sqlite"
        with closing(open_store(address)) as store:
            store.prepare()
            load(store, "daegu")
        log = Path(folder) / "log"
        environment = {
            **os.environ,
            "SOJAE_STORE": address,
            "SOJAE_ACCESS_LOG": "false",
            "SOJAE_JOBS": folder,
        }
        command = [sys.executable, "-m", "sojae.cli", "serve", "--port", str(words.port)]
        with (
            log.open("wb") as said,
            subprocess.Popen(command, cwd=ROOT, env=environment, stderr=said) as server,
        ):
            try:
                measure(address, words.port, words.minutes * 60, words.readers, words.turn)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)
        text = log.read_text(encoding="utf-8")
        print(
            f"lines of the log that tell of trouble: {sum(word in text for word in ('WARNING', 'ERROR', 'Traceback'))}"
        )
        print(text[-2000:] if "Traceback" in text else "no trace in the log")


def measure(address: str, port: int, seconds: float, readers: int, pause: float) -> None:
    """Write and read for some seconds, and print the figures."""
    wait_for(lambda: bool(asked(port, "/ready")))
    ended, answers = threading.Event(), Counter[int | str]()
    threads = [
        threading.Thread(target=read, args=(port, number, ended, answers)) for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    lags: list[float] = []
    writes = 0
    with closing(open_store(address)) as store:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            turn = min(end, time.monotonic() + pause)
            while time.monotonic() < turn:
                if writes % 4 < 2:
                    edit.say(store, (FIRM, TIE)[writes % 4])
                else:
                    edit.withdraw(
                        store,
                        *((RecordType.RELATION, TIE.id), (RecordType.ORGANISATION, FIRM.id))[writes % 4 - 2],
                    )
                writes += 1
            lags.append(lag(port, store.revision().graph_version))
    ended.set()
    for thread in threads:
        thread.join()
    with urlopen(f"http://127.0.0.1:{port}/metrics") as told:
        kept = (
            "sojae_ready",
            "sojae_following",
            "sojae_refreshes",
            "sojae_refresh_seconds",
            "sojae_store_faults",
            "sojae_jobs_running",
            "sojae_jobs_faults",
        )
        for line in told.read().decode().splitlines():
            if line.startswith(kept):
                print(line)
    print(f"{seconds / 60:g} minutes: {writes:,} writes, {sum(answers.values()):,} answers {dict(answers)}")
    print(f"seconds from the last write of a turn until it is served: {[round(one, 2) for one in lags]}")
    wrong = {key: count for key, count in answers.items() if key not in ALLOWED}
    print(f"errors: {wrong or 'none'}; within two seconds: {max(lags) <= 2.0}")
    if wrong or max(lags) > 2.0:
        raise SystemExit(1)


def read(port: int, number: int, ended: threading.Event, answers: Counter[int | str]) -> None:
    """Ask without a pause over one connection."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while not ended.is_set():
        try:
            line.request("GET", PATHS[number % len(PATHS)])
            answer = line.getresponse()
            answer.read()
            answers[answer.status] += 1
        except (OSError, http.client.HTTPException) as error:
            answers[type(error).__name__] += 1
            line.close()
        number += 1


def lag(port: int, version: str) -> float:
    """Give the seconds until a version is served."""
    began = time.monotonic()
    wait_for(lambda: asked(port, "/api/v1/").get("graph_version") == version)
    return time.monotonic() - began


def asked(port: int, path: str) -> dict[str, object]:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            found: dict[str, object] = orjson.loads(answer.read())
            return found
    except OSError:
        return {}


def wait_for(so: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if callable(so) and so():
            return
        time.sleep(0.02)
    raise SystemExit(f"it did not come about within {seconds:g} s")


if __name__ == "__main__":
    main()
