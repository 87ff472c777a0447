"""Brings up a real Neo4j 5.26 for tests and, run as a script, for people (`make neo4j`).

Ways, the first that works: the server at SOJAE_TEST_NEO4J (with SOJAE_TEST_NEO4J_USER and SOJAE_TEST_NEO4J_PASSWORD);
Java 17 and Maven, with the server's jars cached in the user's cache folder; Docker through testcontainers.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = "5.26.12"
ARTEFACTS = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))
MAIN = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.cli.AdminTool"
DEBIAN = ("openjdk-17-jre-headless", "maven")
STEADY = ("-XX:+UseG1GC", "-XX:-OmitStackTraceInFastThrow")
QUICK = (
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-OmitStackTraceInFastThrow", "-Xms600m", "-Xmn300m",
    "-XX:ReservedCodeCacheSize=240m", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)  # fmt: skip
"""For a server that lives for a test or a run of tests: it neither optimises at length, nor verifies Neo4j's own bytecode, nor throws away what it compiled."""
SMALL = ("db.memory.transaction.max=256m", "dbms.cypher.min_replan_interval=1h")
"""For a server whose data changes with every test: the same few statements need no new plan each time."""
WAIT = 240.0
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sojae"


class Missing(Exception):
    """This way to a Neo4j is not open; the message says why."""


@dataclass(slots=True)
class Server:
    """A Neo4j that answers: its Bolt and HTTP addresses and how to log in."""

    url: str
    user: str | None
    password: str | None = field(repr=False)
    http: str | None = None
    stop: Callable[[], None] = lambda: None
    kill: Callable[[], None] | None = None
    """Ends the server at once, as a power cut would; None where the server is not ours to kill."""
    pid: int | None = None
    """The server's process, to be stopped and let go on; None where it is not ours."""

    @property
    def auth(self) -> tuple[str, str] | None:
        """What the driver takes."""
        return (self.user, self.password or "") if self.user else None


def start() -> Server:
    """Bring a server up for tests, empty unless it was given.

    Raises:
        Missing: no way is open; the message names them all.
    """
    if url := os.environ.get("SOJAE_TEST_NEO4J"):
        environ = os.environ
        return Server(url, environ.get("SOJAE_TEST_NEO4J_USER"), environ.get("SOJAE_TEST_NEO4J_PASSWORD"))
    reasons: list[str] = []
    for way in (partial(start_with_java, java_options=QUICK, settings=SMALL), start_with_docker):
        try:
            return way()
        except Missing as reason:
            reasons.append(str(reason))
    raise Missing("no Neo4j: " + "; ".join(["SOJAE_TEST_NEO4J is not set", *reasons]))


def start_with_java(home: Path | None = None, **options: object) -> Server:
    """Start the server of the cached jars; without a home its data goes with it."""
    libraries = jars()
    if home is not None:
        return launch(libraries, home, **options)  # type: ignore[arg-type]  # passed on as given
    folder = Path(tempfile.mkdtemp(prefix="sojae-neo4j-"))
    try:
        server = launch(libraries, folder, **options)  # type: ignore[arg-type]  # passed on as given
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    end = server.kill or server.stop  # nothing is to be kept, so nothing need be written out

    def stop() -> None:
        end()
        shutil.rmtree(folder, ignore_errors=True)

    server.stop = stop
    return server


def java() -> tuple[str, str]:
    """Find Java 17 or newer and Maven; as root on Debian install what is missing."""
    if not all(map(shutil.which, ("java", "mvn"))):
        install(*DEBIAN)
    java, maven = shutil.which("java"), shutil.which("mvn")
    if java is None or maven is None:
        raise Missing(
            "Java 17 and Maven are not installed (Debian: apt-get install " + " ".join(DEBIAN) + ")"
        )
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = said.split('"')[1].split(".")[0] if '"' in said else ""
    if not version.isdigit() or int(version) < 17:
        raise Missing(f"{java} is no Java 17 or newer: {said.splitlines()[0] if said else 'no answer'}")
    return java, maven


def install(*packages: str) -> None:
    """Install Debian packages, if this is Debian and we may."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-q", "-y"]
        for command in ([*apt, "update"], [*apt, "install", "--no-install-recommends", *packages]):
            subprocess.run(command, env=environment, check=False, stdout=sys.stderr)


def jars() -> Path:
    """Give the folder of the server's jars, fetched once by Maven into the user's cache."""
    folder = CACHE / f"neo4j-{VERSION}"
    if (folder / "complete").exists():
        java()
        return folder
    _, maven = java()
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as work:
        pom = Path(work, "pom.xml")
        wanted = "".join(
            f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><version>{VERSION}</version></dependency>"
            for group, name in ARTEFACTS
        )
        pom.write_text(
            '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>sojae</groupId>'
            f"<artifactId>neo4j</artifactId><version>1</version><dependencies>{wanted}</dependencies></project>"
        )
        lib = Path(work, "lib")
        command = [
            maven,
            "-q",
            "-B",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={lib}",
        ]
        done = subprocess.run(
            [*command, "-DincludeScope=runtime"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Missing(
                f"Maven could not fetch Neo4j {VERSION}: {(done.stdout + done.stderr).strip()[-400:]}"
            )
        (lib / "complete").touch()
        with contextlib.suppress(OSError):  # another run was faster
            lib.rename(folder)
    return folder


def free_port() -> int:
    """Give a port of the loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def launch(
    libraries: Path,
    home: Path,
    *,
    password: str | None = None,
    bolt: int | None = None,
    http: int | None = None,
    heap: str = "1500m",
    pages: str = "256m",
    settings: tuple[str, ...] = (),
    java_options: tuple[str, ...] = STEADY,
) -> Server:
    """Start a server with its data under `home` and wait until it answers; QUICK options start in half the time."""
    bolt, http = bolt or free_port(), http or free_port()
    password = password or secrets.token_urlsafe(12)
    for part in ("conf", "logs", "run", "import", "plugins"):
        (home / part).mkdir(parents=True, exist_ok=True)
    configuration = (
        f"server.bolt.listen_address=127.0.0.1:{bolt}",
        f"server.http.listen_address=127.0.0.1:{http}",
        "server.https.enabled=false",
        f"server.memory.pagecache.size={pages}",
        "dbms.usage_report.enabled=false",
        "db.tx_log.rotation.retention_policy=keep_none",
        "dbms.security.auth_lock_time=1s",
        *settings,
    )
    (home / "conf" / "neo4j.conf").write_text("\n".join(configuration) + "\n")
    process = run_java(libraries, home, (f"-Xmx{heap}", *java_options))
    server = Server(f"bolt://127.0.0.1:{bolt}", "neo4j", password, f"http://127.0.0.1:{http}")

    def kill() -> None:
        process.kill()
        process.wait()

    def stop() -> None:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            kill()

    server.kill, server.stop, server.pid = kill, stop, process.pid
    try:
        log_in(server, lambda: process.poll() is None, home / "logs" / "console.log")
    except BaseException:
        kill()
        raise
    return server


def run_java(libraries: Path, home: Path, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    opens = (
        "java.base/java.nio",
        "java.base/java.io",
        "java.base/sun.nio.ch",
        "java.base/java.util.concurrent",
    )
    dies_with_us = [setpriv, "--pdeathsig", "KILL"] if (setpriv := shutil.which("setpriv")) else []
    command = [
        *dies_with_us,
        shutil.which("java") or "java",
        *options,
        *(f"--add-opens={package}=ALL-UNNAMED" for package in opens),
        *("-Dio.netty.tryReflectionSetAccessible=true", "-cp", f"{libraries}/*", MAIN),
        *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    ]
    with (home / "logs" / "console.log").open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def run_import(home: Path, folder: Path, *options: str, heap: str = "500m") -> str:
    """Run `neo4j-admin database import full neo4j @import.args` in a folder, for the server whose data will be under `home`.

    Raises:
        Missing: there is no Java or no jars.
        CalledProcessError: the importer refused.
    """
    libraries = jars()
    (home / "conf").mkdir(parents=True, exist_ok=True)
    command = [
        shutil.which("java") or "java", f"-Xmx{heap}", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", f"-Dbasedir={home}", "-cp", f"{libraries}/*", ADMIN,
        "database", "import", "full", "neo4j", "@import.args", *options,
    ]  # fmt: skip
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )  # fmt: skip
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, "neo4j-admin", done.stdout)
    return done.stdout


def log_in(server: Server, alive: Callable[[], bool], log: Path) -> None:
    """Wait for Bolt; a new server still has the first password and gets ours."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            with GraphDatabase.driver(server.url, auth=server.auth, connection_timeout=5) as driver:
                driver.verify_connectivity()
            return
        except AuthError:
            set_first_password(server)
        except (ServiceUnavailable, Neo4jError, OSError):
            if not alive():
                break
            time.sleep(0.2)
    raise Missing(f"Neo4j did not come up: {log.read_text(errors='replace').strip()[-600:]}")


def set_first_password(server: Server) -> None:
    try:
        with GraphDatabase.driver(server.url, auth=("neo4j", "neo4j")) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
                password=server.password,
                database_="system",
            )
    except AuthError as error:
        raise Missing(
            f"the Neo4j at {server.url} has another password than the one kept for it: remove its data folder"
        ) from error


def start_with_docker() -> Server:
    """Start the official image through testcontainers."""
    if shutil.which("docker") is None:
        raise Missing("Docker is not installed")
    password = secrets.token_urlsafe(12)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # testcontainers warns of its own deprecations
            from testcontainers.core.container import DockerContainer

            container = DockerContainer(f"neo4j:{VERSION}").with_exposed_ports(7687, 7474)
            container = container.with_env("NEO4J_AUTH", f"neo4j/{password}")
            container.start()
            host = container.get_container_host_ip()
            ports = container.get_exposed_port(7687), container.get_exposed_port(7474)
    except Exception as error:  # whatever Docker says, it is the reason
        raise Missing(f"Docker does not start Neo4j: {error}") from error
    server = Server(f"bolt://{host}:{ports[0]}", "neo4j", password, f"http://{host}:{ports[1]}")
    server.stop = container.stop
    log_in(server, lambda: True, Path(os.devnull))
    return server


def serve() -> int:
    """Run a Neo4j with lasting data in the user's cache until Ctrl-C, and print the settings to use it."""
    home = CACHE / "neo4j-data"
    home.mkdir(parents=True, exist_ok=True)
    secret = home / "password"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(12))
    ports = int(os.environ.get("SOJAE_NEO4J_BOLT", "7687")), int(os.environ.get("SOJAE_NEO4J_HTTP", "7474"))
    try:
        server = start_with_java(home, password=secret.read_text(), bolt=ports[0], http=ports[1])
    except Missing as reason:
        print(f"make neo4j: {reason}", file=sys.stderr)
        return 1
    print(f"Neo4j {VERSION} answers; its data stays in {home}. To use it:\n")
    print(f"export SOJAE_STORE={server.url}\nexport SOJAE_STORE_USER={server.user}")
    print(f"export SOJAE_STORE_PASSWORD={server.password}\n\nCtrl-C ends it.", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        signal.pause()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(serve())
