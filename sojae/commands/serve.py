"""`sojae serve`: the API and pages.

The server runs in this process: no worker can outlive it and keep the port, be hit by a signal while it starts, or fail unnoticed.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from sojae.console import StoreUrl, fail
from sojae.stopping import Stopping

if TYPE_CHECKING:
    from api.app import Application

app = typer.Typer()
MILLISECONDS_OF_A_HEAD = 15_000
"""Time in which a connection must send its request headers, at first and between two requests."""
WAITING = 1024
"""Connections that may wait to be accepted."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on", min=1, max=65535)] = None,
    store: StoreUrl = None,
) -> None:
    """Serve the API and pages until Ctrl-C."""
    run(host, port, store)


def run(host: str | None, port: int | None, store: str | None, *, agents: bool = False) -> None:
    """Serve until a signal comes; with `agents` also agents, whatever the settings say."""
    stopping = Stopping()
    from sojae.application import application
    from sojae.connections import keep_to, room
    from sojae.settings import read_settings

    settings = read_settings()
    if agents:
        settings = replace(settings, mcp=True)
    where, at = host or settings.host, port or settings.port
    if reason := unavailable(where, at):
        fail(f"{where}:{at} is not available ({reason}): choose another port with --port or SOJAE_PORT")
    asgi = application(replace(settings, host=where), store)  # whose limits depend on the address
    begin(asgi)
    connections = room()
    keep_to(settings.connections_an_address(where), at)
    doors = "the API: /api/v1/, agents: /mcp" if agents else "the API: /api/v1/"
    print(f"Sojae: http://{where}:{at} ({doors})", file=sys.stderr, flush=True)
    asyncio.run(until_stopped(asgi, where, at, connections, stopping))
    if stopping.signal is None:
        fail("the server ended by itself: see the log")
    stopping.report()


def begin(asgi: Application) -> None:
    """Read the first view; an empty store is served too, since workspaces need none, and is followed until it is loaded."""
    from graph.store import StoreEmpty

    serving = asgi.state.serving
    try:
        serving.begin()
    except StoreEmpty:
        serving.look()  # notes and logs why there is no view


async def until_stopped(
    asgi: Application, host: str, port: int, connections: int, stopping: Stopping
) -> None:
    """Serve until a signal comes."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server.embed import Server

    server = Server(
        asgi,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        backlog=WAITING,
        backpressure=connections,
        http=HTTPModes.http1,  # the default detects HTTP/1 or 2 and waits for ever for the first bytes
        http1_settings=HTTP1Settings(header_read_timeout=MILLISECONDS_OF_A_HEAD),
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()

    def in_order() -> None:
        loop.call_soon_threadsafe(asgi.state.streams.end)  # the server waits for open answers
        loop.call_soon_threadsafe(server.stop)

    stopping.in_order = in_order
    await server.serve()


def unavailable(host: str, port: int) -> str | None:
    """Return why the server cannot listen on an address; None if it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror
    return None
