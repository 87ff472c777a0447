"""`sojae mcp`: the MCP server for agents, over stdin and stdout or over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from sojae.console import StoreUrl

app = typer.Typer()


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="serve over HTTP at /mcp, beside the API and pages")
    ] = False,
    host: Annotated[str | None, typer.Option(help="address to listen on, with --http")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on, with --http", min=1, max=65535)] = None,
    store: StoreUrl = None,
) -> None:
    """Answer agents by the Model Context Protocol; read-only. Without --http over stdin and stdout, for a client that starts this command."""
    from graph.extras import needs

    needs("mcp", extra="mcp", purpose="sojae mcp")
    if http:
        from sojae.commands.serve import run

        run(host, port, store, agents=True)
        return
    from api.mcp.door import stdio
    from api.serving import Serving
    from sojae import logs
    from sojae.console import opened
    from sojae.stopping import Stopping

    Stopping()  # a signal ends the process at once: a thread waits for stdin, and there is nothing to undo
    settings, kept = opened(store)
    logs.set_up(settings.log_format)
    serving = Serving(kept)
    serving.begin()
    serving.follow()
    try:
        stdio(serving)
    finally:
        serving.end()
