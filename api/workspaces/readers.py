"""The reading processes, seen from the server: a few, started when needed, ended when they hang or idle."""

from __future__ import annotations

import logging
import select
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson

from api.errors import Problem
from queries.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Generator

    from api.workspaces.order import Order

LOG = logging.getLogger("sojae.workspaces")
BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from api.workspaces.reading import main; main()"
)
UNREADABLE = "unreadable-files"
MOST = 2
SECONDS_OF_A_TURN = 30.0
"""Seconds to wait for a free process."""
IDLE_SECONDS = 300.0


def refused(detail: str, report: dict[str, Any] | None = None) -> Problem:
    """Return the problem of files that cannot be read, with the rows that were rejected."""
    rejects: list[dict[str, Any]] = (report or {}).get("rejects", [])
    faults = [Fault(f"{r['file']}, {r['line']}, {r['field']}", r["rule"], r["remedy"]) for r in rejects[:10]]
    return Problem(UNREADABLE, "Files cannot be read", 422, detail, faults)


class Reader:
    """One process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  # all arguments are our own
            [sys.executable, "-c", BEGIN, orjson.dumps(sys.path).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.used = time.monotonic()

    def ask(self, order: Order, seconds: float) -> dict[str, Any]:
        """Send an order and wait for the answer.

        Raises:
            Problem: it takes too long, or the process ended: it is of no use then.
        """
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(orjson.dumps(order.as_dict()) + b"\n")
            self.process.stdin.flush()
            line = self.line(time.monotonic() + seconds)
        except OSError:
            line = b""
        self.used = time.monotonic()
        if line is None:
            self.end()
            raise refused(f"The files could not be read within {seconds:g} s: use a part of them.")
        if not line:
            self.end()
            raise refused(
                "The process that read the files ended, perhaps for lack of memory: use a part of them."
            )
        return orjson.loads(line)  # type: ignore[no-any-return]

    def line(self, until: float) -> bytes | None:
        """Read a line; None if it does not come in time, empty if the process ended."""
        assert self.process.stdout is not None
        channel, found = self.process.stdout.fileno(), b""
        while not found.endswith(b"\n"):
            left = until - time.monotonic()
            if left <= 0 or not select.select([channel], [], [], left)[0]:
                return None
            part = self.process.stdout.read1(1 << 16)  # type: ignore[attr-defined]  # a buffered reader
            if not part:
                return b""
            found += part
        return found

    @property
    def alive(self) -> bool:
        """Whether the process can take an order."""
        return self.process.poll() is None

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


class Readers:
    """Up to `MOST` processes, one order each at a time."""

    def __init__(self) -> None:
        self._free: list[Reader] = []
        self._busy = 0
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(MOST)

    def ask(self, order: Order, seconds: float) -> dict[str, Any]:
        """Have an order carried out.

        Returns:
            What was found.

        Raises:
            Problem: the files cannot be read (422), no process is free (503), or the program has a fault (500).
        """
        with self.reader() as reader:
            answer = reader.ask(order, seconds)
        if "found" in answer:
            found: dict[str, Any] = answer["found"]
            return found
        if "refused" in answer:
            raise refused(answer["refused"], answer.get("report"))
        LOG.error("reading the files of a workspace failed\n%s", answer["fault"])
        raise Problem(
            "internal",
            "Internal error",
            500,
            "Internal error while the files were read; the server's log has it.",
        )

    def prepare(self) -> None:
        """Start a process if none is free, so that it is warm when the next order comes: at the beginning of an upload, of an order."""
        with self._lock:
            if not self._free and self._busy < MOST:
                self._free.append(Reader())

    @contextmanager
    def reader(self) -> Generator[Reader]:
        """Take a process, and give it back if it is still of use."""
        if not self._turns.acquire(timeout=SECONDS_OF_A_TURN):
            detail = "Other files are being read: try again in a minute."
            raise Problem("not-ready", "Not ready", 503, detail, headers={"Retry-After": "60"})
        try:
            with self._lock:
                reader = self._free.pop() if self._free else None
                self._busy += 1
            try:
                if reader is None or not reader.alive:
                    reader = Reader()
                self.prepare()
                yield reader
            finally:
                with self._lock:
                    self._busy -= 1
                    if reader is not None and reader.alive:
                        self._free.append(reader)
        finally:
            self._turns.release()

    def rest(self) -> None:
        """End processes that have not been used for some minutes."""
        with self._lock:
            idle = [one for one in self._free if time.monotonic() - one.used > IDLE_SECONDS]
            self._free = [one for one in self._free if one not in idle]
        for one in idle:
            one.end()

    def close(self) -> None:
        """End all free processes; a busy one ends with the server."""
        with self._lock:
            free, self._free = self._free, []
        for one in free:
            one.end()
