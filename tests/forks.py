"""Processes that begin at once: forks of one process that has imported all that commands and servers need.

A Python that imports FastAPI, SciPy, igraph and Neo4j's driver is at it for seconds, which most tests of commands, servers and
kills have no interest in. A fork is a process like any other: it has its own standard streams, environment, folder, signals and
exit code, and `kill -9` ends it as a power cut would. What a start itself is tested for is started by `subprocess`.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(file.stem for file in (ROOT / "sojae" / "commands").glob("*.py") if file.stem != "__init__")
WARM = (
    "sojae.cli", *(f"sojae.commands.{name}" for name in COMMANDS), "sojae.application", "sojae.connections", "api.serving",
    "granian.server.embed", "granian.http", "scipy.stats", "scipy.sparse.csgraph", "igraph", "neo4j", "graph.stores.embedded",
    "graph.stores.neo4j", "ingest.adapters", "ingest.resolution", "ingest.mapping", "ingest.review", "typer.rich_utils",
    "tests.ingest.loading", "api.jobs.child", "api.jobs.kinds.export", "api.jobs.kinds.gaps", "api.jobs.kinds.structure",
)  # fmt: skip
MESSAGE = 1 << 20
ASKING = threading.Lock()


class Fork:
    """A process under way, with what `subprocess.Popen` has of use here."""

    def __init__(self, pid: int, ended: int, stdout: IO[str] | None, stderr: IO[str] | None) -> None:
        self.pid, self.stdout, self.stderr = pid, stdout, stderr
        self.stdin: IO[bytes] | None = None
        self.returncode: int | None = None
        self._ended: int | None = ended

    def poll(self) -> int | None:
        """Give its exit code if it has ended."""
        if self._ended is not None and select.select([self._ended], [], [], 0)[0]:
            self._note()
        return self.returncode

    def _note(self) -> None:
        assert self._ended is not None
        told = os.read(self._ended, 16)
        os.close(self._ended)
        self._ended = None
        self.returncode = int(told)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; give its exit code."""
        if self._ended is not None:
            if not select.select([self._ended], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("a fork", timeout or 0)
            self._note()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for its end; give what it said."""
        told = {stream: bytearray() for stream in (self.stdout, self.stderr) if stream and not stream.closed}
        left, until = set(told), None if timeout is None else time.monotonic() + timeout
        while left:
            rest = None if until is None else max(until - time.monotonic(), 0)
            ready, _, _ = select.select(list(left), [], [], rest)
            if not ready:
                raise subprocess.TimeoutExpired("a fork", timeout or 0)
            for stream in ready:
                piece = os.read(stream.fileno(), 1 << 16)
                told[stream] += piece
                if not piece:
                    left.remove(stream)
        for stream in told:
            stream.close()
        self.wait(None if until is None else max(until - time.monotonic(), 0.01))
        said = {stream: bytes(piece).decode("utf-8") for stream, piece in told.items()}
        return said.get(self.stdout, ""), said.get(self.stderr, "")  # type: ignore[arg-type]

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Fork:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self.stdout, self.stderr, self.stdin):
            if stream is not None:
                stream.close()
        self.wait()


def begin(
    *words: str,
    module: str = "sojae.cli",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
    strict: bool = False,
) -> Fork:
    """Begin `python -m MODULE WORDS` in a session of its own; with `strict`, `python -W error`.

    Args:
        words: its arguments.
        module: a module that has `main()`.
        env: its whole environment; None gives it ours.
        cwd: the folder it begins in.
        stdin, stdout, stderr: a file's number, nothing (the first), or a pipe (the others).
        strict: whether a warning is an error.
    """
    opened = [os.open(os.devnull, os.O_RDONLY)] if stdin == subprocess.DEVNULL else []
    theirs: list[int] = [*opened] or [stdin]
    ours: list[IO[str] | None] = []
    for wanted in (stdout, stderr):
        if wanted == subprocess.PIPE:
            read, write = os.pipe()
            ours.append(os.fdopen(read, "r", encoding="utf-8", buffering=1))
            theirs.append(write)
            opened.append(write)
        else:
            ours.append(None)
            theirs.append(wanted)
    ended, tells = os.pipe()
    order = {
        "module": module, "words": words, "env": dict(os.environ if env is None else env), "cwd": str(cwd),
        "strict": strict,
    }  # fmt: skip
    with ASKING:
        line = parent()
        socket.send_fds(line, [json.dumps(order).encode()], [*theirs, tells])
        pid = int(line.recv(32))
    for number in (*opened, tells):
        os.close(number)
    return Fork(pid, ended, ours[0], ours[1])


def run(*words: str, timeout: float = 120, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `sojae WORDS` to its end."""
    process = begin(*words, **options)
    out, err = process.communicate(timeout)
    assert process.returncode is not None
    return subprocess.CompletedProcess(list(words), process.returncode, out, err)


@cache
def parent() -> socket.socket:
    """Start the process that is forked, once; it ends when we do."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MESSAGE)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forks", str(theirs.fileno())],
        cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait(10)

    atexit.register(end)
    return ours


def serve(line: socket.socket) -> None:
    """Fork for whoever asks, until nobody can ask any more; tell of each fork how it ended."""
    for name in WARM:
        import_module(name)
    woken, wakes = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes)
    told: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([line, woken], [], [])
        if woken in ready:
            os.read(woken, 1 << 12)
            while told:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    break
                os.write(told[pid], str(os.waitstatus_to_exitcode(status)).encode())
                os.close(told.pop(pid))
        if line in ready:
            order, numbers, _, _ = socket.recv_fds(line, MESSAGE, 4)
            if not order:
                for pid in told:
                    os.kill(pid, signal.SIGKILL)
                return
            pid = os.fork()
            if pid == 0:
                be(json.loads(order), numbers, [line.fileno(), woken, wakes, *told.values()])
            *streams, told[pid] = numbers
            for number in streams:
                os.close(number)
            line.send(str(pid).encode())


def be(order: dict[str, Any], numbers: list[int], others: list[int]) -> NoReturn:
    """Become the process that was ordered."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for number, given in enumerate(numbers[:3]):
            os.dup2(given, number)
        for number in (*numbers, *others):
            os.close(number)
        os.environ.clear()
        os.environ.update(order["env"])
        os.chdir(order["cwd"])
        sys.argv = [order["module"], *order["words"]]
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "rb", closefd=False)), encoding="utf-8")
        sys.stdout = stream(1, errors="strict", line_buffering=os.isatty(1))
        sys.stderr = stream(2, errors="backslashreplace", line_buffering=True)
        random.seed()
        if order["strict"]:
            warnings.simplefilter("error")
        code = ended(order["module"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def stream(number: int, **options: Any) -> io.TextIOWrapper:
    """Open a standard stream as Python does at its start."""
    return io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(number, "wb", closefd=False)), encoding="utf-8", **options
    )


def ended(module: str) -> int:
    """Run a module's `main()` to the end of the program; give the exit code."""
    try:
        import_module(module).main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as the interpreter does at its end
    if isinstance(code, str):
        print(code, file=sys.stderr)
        return 1
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
