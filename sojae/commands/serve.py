"""`sojae serve`: the API and pages.

The server runs in this very process: there is no worker that could outlive it and keep the port, none whose start a signal could
fall into, and none whose fault nobody hears of.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sojae.console import StoreUrl, fail
from sojae.stopping import Stopping

if TYPE_CHECKING:
    from api.app import Application

app = typer.Typer()
MILLISECONDS_OF_A_HEAD = 15_000
"""How long a connection may take to say what it wants, the first time and between two requests."""
WAITING = 1024
"""Connections that may wait to be accepted."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on", min=1, max=65535)] = None,
    store: StoreUrl = None,
) -> None:
    """Serve the API and pages until Ctrl-C."""
    stopping = Stopping()
    from sojae.application import application
    from sojae.connections import keep_to, room
    from sojae.settings import read_settings

    settings = read_settings()
    where, at = host or settings.host, port or settings.port
    if reason := taken(where, at):
        fail(f"{where}:{at} cannot be listened on ({reason}): choose another port with --port or SOJAE_PORT")
    served = application(settings, store)
    served.state.serving.begin()
    connections = room()
    keep_to(settings.connections_an_address(where), at)
    print(f"Sojae: http://{where}:{at} (the API: /api/v1/)", file=sys.stderr, flush=True)
    asyncio.run(until_stopped(served, where, at, connections, stopping))
    if stopping.asked is None:
        fail("the server ended by itself: the log says why")
    stopping.tell()


async def until_stopped(
    served: Application, host: str, port: int, connections: int, stopping: Stopping
) -> None:
    """Serve until a signal comes."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server.embed import Server

    server = Server(
        served,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        backlog=WAITING,
        backpressure=connections,
        http=HTTPModes.http1,  # by itself it waits for ever for the first bytes, which tell 1 from 2
        http1_settings=HTTP1Settings(header_read_timeout=MILLISECONDS_OF_A_HEAD),
        websockets=False,
        log_enabled=False,
    )
    loop = asyncio.get_running_loop()

    def in_order() -> None:
        loop.call_soon_threadsafe(server.stop)

    stopping.in_order = in_order
    await server.serve()


def taken(host: str, port: int) -> str | None:
    """Tell why an address cannot be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror
    return None
