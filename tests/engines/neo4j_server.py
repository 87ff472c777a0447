"""Brings up a real Neo4j 5.26 for the tests and, run as a script, for people (`make neo4j`).

In this order: a running server named by SOJAE_TEST_NEO4J (with SOJAE_TEST_NEO4J_USER and _PASSWORD); Java and Maven,
which fetch the server's jars once into the user's cache; Docker. Only the standard library and the driver are needed.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import neo4j

if TYPE_CHECKING:
    from collections.abc import Generator

VERSION = "5.26.12"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sojae"
START_SECONDS = 120
OLDEST_JAVA = 17
PACKAGES = ("openjdk-17-jre-headless", "maven")
ARTIFACTS = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))
OPENED = ("java.nio", "java.io", "sun.nio.ch")


class NoNeo4j(Exception):
    """Why no Neo4j can be had on this machine."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers, and how to be let in."""

    url: str
    user: str = "neo4j"
    password: str = field(default="sojae-local", repr=False)


class LocalServer:
    """A Neo4j Community server in a Java process of its own, on the loopback, with its data in one folder."""

    def __init__(
        self, home: Path, *, heap: str = "1g", port: int | None = None, http: int | None = None
    ) -> None:
        self.home, self.heap, self.http = home, heap, http
        self.port = port or free_port()
        self.address = Address(f"bolt://127.0.0.1:{self.port}")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        jars = server_jars()
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(self.configuration(), encoding="utf-8")
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        command = [
            "java", f"-Xms{self.heap}", f"-Xmx{self.heap}", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=4", *opened,
            "--add-modules=jdk.incubator.vector", "-cp", str(jars / "*"), "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}",
        ]  # fmt: skip
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self.wait()

    def configuration(self) -> str:
        """Write the settings of a small server on the loopback."""
        http = (
            f"server.http.enabled=true\nserver.http.listen_address=127.0.0.1:{self.http}\n"
            if self.http
            else "server.http.enabled=false\n"
        )
        return (
            "server.default_listen_address=127.0.0.1\n"
            f"server.bolt.listen_address=127.0.0.1:{self.port}\n{http}"
            "server.memory.pagecache.size=512m\ndbms.usage_report.enabled=false\n"
            "db.tx_log.rotation.retention_policy=1 files\ndb.tx_log.rotation.size=128m\n"
        )

    def wait(self) -> None:
        """Wait until the server answers, and give it its password the first time."""
        assert self.process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            if answers(self.port) and admits(self.address):
                return
            time.sleep(0.1)
        self.kill()
        log = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise NoNeo4j(f"the server in {self.home} did not come up:\n{log}")

    def kill(self) -> None:
        """End the server at once, as a power cut would (SIGKILL)."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Let the server close its files."""
        if self.process is not None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
            self.kill()


def answers(port: int) -> bool:
    """Tell whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def admits(address: Address) -> bool:
    """Tell whether the server lets us in; a new one is given its password first."""
    for password in (address.password, "neo4j"):
        try:
            with neo4j.GraphDatabase.driver(
                address.url, auth=(address.user, password), connection_timeout=5, max_transaction_retry_time=0
            ) as driver:
                if password == "neo4j":
                    driver.execute_query(
                        "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                        password=address.password, database_="system",
                    )  # fmt: skip
                    return True
                driver.execute_query("RETURN 1")
                return True
        except neo4j.exceptions.AuthError:
            continue
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            return False
    return False


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_jars() -> Path:
    """Give the folder of the server's jars; Maven fetches them the first time."""
    jars = CACHE / f"neo4j-{VERSION}"
    if jars.is_dir():
        return jars
    need_java_and_maven()
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        wanted = "".join(
            f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><version>{VERSION}</version></dependency>"
            for group, name in ARTIFACTS
        )
        (Path(folder) / "pom.xml").write_text(
            '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
            "<groupId>sojae</groupId><artifactId>neo4j</artifactId><version>1</version>"
            f"<dependencies>{wanted}</dependencies></project>",
            encoding="utf-8",
        )
        done = subprocess.run(
            ["mvn", "-B", "-q", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoNeo4j(
                f"Maven could not fetch Neo4j {VERSION}: {(done.stdout + done.stderr).strip()[-600:]}"
            )
        with contextlib.suppress(OSError):  # another process was faster
            (Path(folder) / "lib").rename(jars)
    return jars


def need_java_and_maven() -> None:
    """See that Java and Maven are there; on Debian as root they are installed."""
    if java_version() >= OLDEST_JAVA and shutil.which("mvn"):
        return
    install(*PACKAGES)
    if java_version() < OLDEST_JAVA or not shutil.which("mvn"):
        raise NoNeo4j(
            f"Java {OLDEST_JAVA} or newer and Maven are needed (Debian: apt-get install {' '.join(PACKAGES)})"
        )


def java_version() -> int:
    """Tell Java's major version; 0 without one."""
    if shutil.which("java") is None:
        return 0
    text = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    number = text.partition('"')[2].partition('"')[0].split(".")
    with contextlib.suppress(ValueError, IndexError):
        return int(number[1] if number[0] == "1" else number[0])
    return 0


def install(*packages: str) -> bool:
    """Install Debian's packages where that is allowed: as root, with apt-get."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def a_server() -> Generator[Address]:
    """Give a Neo4j for as long as the block lasts.

    Raises:
        NoNeo4j: none can be had; the message says why.
    """
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # probing a starting server is no news
    if url := os.environ.get("SOJAE_TEST_NEO4J"):
        given = {"user": "SOJAE_TEST_NEO4J_USER", "password": "SOJAE_TEST_NEO4J_PASSWORD"}
        yield Address(url, **{name: os.environ[key] for name, key in given.items() if key in os.environ})
        return
    try:
        server_jars()
    except NoNeo4j as reason:
        with docker_server(reason) as address:
            yield address
        return
    with local_server() as server:
        yield server.address


@contextmanager
def local_server(*, heap: str = "1g", http: bool = False) -> Generator[LocalServer]:
    """Run a server with an empty data folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="sojae-neo4j-", ignore_cleanup_errors=True) as folder:
        server = LocalServer(Path(folder), heap=heap, http=free_port() if http else None)
        try:
            server.start()
            yield server
        finally:
            server.kill()


@contextmanager
def docker_server(reason: NoNeo4j) -> Generator[Address]:
    """Run the official image, where there is a Docker."""
    if importlib.util.find_spec("testcontainers") is None:
        raise reason
    from testcontainers.core.container import DockerContainer

    address = Address("")
    container = (
        DockerContainer(f"neo4j:{'.'.join(VERSION.split('.')[:2])}-community")
        .with_env("NEO4J_AUTH", f"{address.user}/{address.password}")
        .with_exposed_ports(7687)
    )
    try:
        container.start()
    except Exception as error:  # the client's errors have no common class
        raise NoNeo4j(f"{reason}; nor does Docker answer ({type(error).__name__})") from error
    try:
        port = int(container.get_exposed_port(7687))
        address = Address(f"bolt://{container.get_container_host_ip()}:{port}")
        until = time.monotonic() + START_SECONDS
        while not admits(address):
            if time.monotonic() > until:
                raise NoNeo4j("the Neo4j of Docker did not come up")
            time.sleep(0.5)
        yield address
    finally:
        container.stop()


def main() -> None:
    """Run a server for people until Ctrl-C; its data stay in the user's cache."""
    words = argparse.ArgumentParser(description=main.__doc__)
    words.add_argument("--port", type=int, default=7687)
    words.add_argument("--http", type=int, default=7474)
    words.add_argument("--heap", default="2g")
    asked = words.parse_args()
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    if answers(asked.port):
        sys.exit(f"port {asked.port} is in use: stop what runs there or give another --port")
    server = LocalServer(CACHE / "neo4j-data", heap=asked.heap, port=asked.port, http=asked.http)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        print(f"Neo4j {VERSION} is starting (data in {server.home}) …", flush=True)
        server.start()
        print(
            f"ready. In another terminal:\n\n  export SOJAE_STORE={server.address.url}\n"
            f"  export SOJAE_STORE_USER={server.address.user}\n  export SOJAE_STORE_PASSWORD={server.address.password}\n"
            "  sojae load daegu\n\nCtrl-C ends it; the data stay.",
            flush=True,
        )
        assert server.process is not None
        server.process.wait()
    except NoNeo4j as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        print("stopping …")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
