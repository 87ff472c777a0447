"""Brings up a real Spark cluster for tests: a master and two workers of one core each on the loopback.

pyspark is no requirement of the tests: it is fetched once into the user's cache, and found there by the process that asks for it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.engines.neo4j_server import CACHE, free_port

VERSION = "4.3.0"
WAIT = 90.0
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
SMALL = (
    "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dspark.master.rest.enabled=false -Dspark.ui.killEnabled=false"
)


class Missing(Exception):
    """There is no Spark; the message says why."""


@dataclass(slots=True)
class Cluster:
    """A cluster that answers: its address, and its processes, the master first."""

    master: str
    processes: list[subprocess.Popen[bytes]]
    folder: Path
    killed: list[int] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        """End a worker at once, with what it computes and keeps, as a power cut would."""
        worker = self.processes[-1]
        for process in executors_of(worker.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
                self.killed.append(process)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self) -> None:
        """End every process of the cluster; the workers first."""
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in reversed(self.processes):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def executors_of(worker: int) -> list[int]:
    """Give the processes that a worker has started."""
    found = subprocess.run(["pgrep", "-P", str(worker)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in found.split()]


def package() -> Path:
    """Give the folder with pyspark, fetched once into the user's cache.

    Raises:
        Missing: there is no Java, or the package cannot be fetched.
    """
    if shutil.which("java") is None:
        raise Missing("no Spark: Java 17 is not installed (Debian: apt-get install openjdk-17-jre-headless)")
    folder = CACHE / f"pyspark-{VERSION}"
    if (folder / "complete").exists():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=CACHE))
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv if uv.exists() else "uv"), "pip", "install", "--quiet", "--target", str(work), f"pyspark=={VERSION}"]  # fmt: skip
    try:
        done = subprocess.run(
            [*command, "--python", sys.executable], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Missing(f"no Spark: {error}") from None
    if done.returncode:
        shutil.rmtree(work, ignore_errors=True)
        raise Missing(f"no Spark: pyspark {VERSION} could not be fetched: {done.stderr.strip()[-300:]}")
    (work / "complete").touch()
    with contextlib.suppress(OSError):  # another run was faster
        work.rename(folder)
    return folder


def found() -> None:
    """Let this process import pyspark.

    Raises:
        Missing: there is none.
    """
    folder = str(package())
    if folder not in sys.path:
        sys.path.append(folder)


def start(workers: int = 2, memory: str = "900m") -> Cluster:
    """Start a master and its workers, and wait until they are registered.

    Raises:
        Missing: Spark cannot be had or does not start.
    """
    home = package() / "pyspark"
    folder = Path(tempfile.mkdtemp(prefix="sojae-spark-"))
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SPARK_")},
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_MASTER_HOST": "127.0.0.1",
        "SPARK_PUBLIC_DNS": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "200m",
        "SPARK_DAEMON_JAVA_OPTS": SMALL,
        "SPARK_LOCAL_DIRS": str(folder / "scratch"),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "PYSPARK_PYTHON": sys.executable,
    }
    cluster = Cluster(f"spark://127.0.0.1:{port}", [], folder)

    def launch(name: str, *arguments: str) -> Path:
        log = folder / f"{name}.log"
        # a run of tests that is ended from outside must not leave Java behind
        guard = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        command = [*guard, str(home / "bin" / "spark-class"), *arguments]
        with log.open("wb") as out:
            cluster.processes.append(
                subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
            )
        return log

    try:
        log = launch("master", MASTER, "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(free_port()))  # fmt: skip
        waited(log, "I have been elected leader", "Starting Spark master")
        options = ("--host", "127.0.0.1", "--cores", "1", "--memory", memory)
        logs = [
            launch(f"worker-{k}", WORKER, *options, "--webui-port", str(free_port()), cluster.master)
            for k in range(workers)
        ]
        for one in logs:
            waited(one, "Successfully registered with master")
    except BaseException:
        cluster.stop()
        raise
    return cluster


def waited(log: Path, *lines: str) -> None:
    """Wait until a log has one of these lines."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        text = log.read_text(errors="replace")
        if any(line in text for line in lines):
            return
        time.sleep(0.2)
    raise Missing(f"no Spark: {log.name} does not say “{lines[0]}”: {log.read_text(errors='replace')[-400:]}")
