"""Limit the connections of each address: surplus connections are closed, the longest idle first.

The server itself limits time (request headers must arrive within seconds) and the number of connections over all addresses. One
address could still open so many that it keeps others out; so the sockets of this process are counted every second.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import struct
import sys
import threading
from collections import defaultdict
from pathlib import Path

LOG = logging.getLogger("sojae.connections")
SECONDS_BETWEEN_COUNTS = 1.0
DESCRIPTORS = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"
MOST = 8192
"""Largest number of open connections; each takes some kilobytes."""
SPARE = 256
"""File descriptors that the program itself needs, besides connections."""
TCP_INFO = struct.Struct("=8B24I")
LAST_DATA_SENT, LAST_DATA_RECEIVED = 8 + 9, 8 + 11


def room() -> int:
    """Raise this process's limit of open files, and return how many connections that allows."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE if hard == resource.RLIM_INFINITY else min(hard, MOST + SPARE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else max(128, min(MOST, soft - SPARE))


def keep_to(most: int, port: int) -> None:
    """Close the surplus connections of each address to a port, every second, in a thread.

    Args:
        most: connections of one address; 0: no limit.
        port: the port on which this process listens.
    """
    if most and Path(DESCRIPTORS).is_dir():
        threading.Thread(target=watch, args=(most, port), name="connections", daemon=True).start()


def watch(most: int, port: int) -> None:
    """Count and close surplus connections every second."""
    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN_COUNTS):
        try:
            for address, count in end_surplus(most, port).items():
                LOG.warning(
                    "%s had %d connections more than %d: the longest idle were closed", address, count, most
                )
        except Exception:  # the next count may succeed
            LOG.exception("connections could not be counted")


def end_surplus(most: int, port: int) -> dict[str, int]:
    """Close the longest idle connections of each address that has too many; return how many were closed."""
    by_address: dict[str, list[tuple[int, socket.socket]]] = defaultdict(list)
    ended: dict[str, int] = {}
    with contextlib.ExitStack() as opened:
        for connection in connections_to(port):
            opened.enter_context(connection)
            with contextlib.suppress(OSError):
                by_address[connection.getpeername()[0]].append((idle(connection), connection))
        for address, held in by_address.items():
            surplus = sorted(held, key=lambda one: -one[0])[: max(0, len(held) - most)]
            for _, connection in surplus:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            if surplus:
                ended[address] = len(surplus)
    return ended


def connections_to(port: int) -> list[socket.socket]:
    """List the connections that this process has accepted, each with a duplicate descriptor: the server may close its own."""
    found: list[socket.socket] = []
    for name in os.listdir(DESCRIPTORS):  # noqa: PTH208  # names, not paths: each is gone or not a moment later
        try:
            own = os.dup(int(name))
        except (OSError, ValueError):
            continue
        try:
            connection = socket.socket(fileno=own)
        except OSError:  # not a socket
            os.close(own)
            continue
        try:
            of_ours = (
                connection.family in {socket.AF_INET, socket.AF_INET6} and connection.getsockname()[1] == port
            )
            if of_ours and connection.getpeername():
                found.append(connection)
                continue
        except OSError:  # listening or closed
            pass
        connection.close()
    return found


def idle(connection: socket.socket) -> int:
    """Return the milliseconds since the last traffic; 0 where the system does not report it."""
    kind = getattr(socket, "TCP_INFO", None)
    if kind is None or sys.platform != "linux":
        return 0
    info = TCP_INFO.unpack(connection.getsockopt(socket.IPPROTO_TCP, kind, TCP_INFO.size))
    return int(min(info[LAST_DATA_SENT], info[LAST_DATA_RECEIVED]))
