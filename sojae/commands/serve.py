"""`sojae serve`: the API and pages."""

from __future__ import annotations

import os
import socket
import sys
from typing import Annotated

import typer

from sojae.console import StoreUrl, fail, opened
from sojae.settings import PREFIX

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on", min=1, max=65535)] = None,
    store: StoreUrl = None,
) -> None:
    """Serve the API and pages until Ctrl-C."""
    from granian import Granian
    from granian.constants import Interfaces

    settings, _ = opened(store)
    where, at = host or settings.host, port or settings.port
    if reason := taken(where, at):
        fail(f"{where}:{at} cannot be listened on ({reason}): choose another port with --port or SOJAE_PORT")
    if store is not None:  # the server's process reads the settings itself
        os.environ[f"{PREFIX}STORE"] = store
    print(f"Sojae: http://{where}:{at} (the API: /api/v1/)", file=sys.stderr, flush=True)
    Granian("sojae.asgi:app", address=where, port=at, interface=Interfaces.ASGI, log_enabled=False).serve()


def taken(host: str, port: int) -> str | None:
    """Tell why an address cannot be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror
    return None
