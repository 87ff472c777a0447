"""Several stores behind one server, each below a path of its own: what a proxy without rewriting does.

`granian --interface asgi tests.explorer.many:app`; the environment names the folder of the stores.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from api.app import create_app
from graph.stores import open_store

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

FOLDER = Path(os.environ["MANY_STORES"])
APPS = {
    file.stem: create_app(open_store(f"sqlite:///{file}"), root_path=f"/{file.stem}")
    for file in sorted(FOLDER.glob("*.sqlite"))
}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the server that its first part of the path names."""
    if scope["type"] == "lifespan":
        await live(receive, send)
        return
    name = scope["path"].split("/")[1]
    if name not in APPS:
        await send({"type": "http.response.start", "status": 404 if name else 200, "headers": []})
        await send({"type": "http.response.body", "body": b"nobody is here"})
        return
    await APPS[name]({**scope, "app": APPS[name]}, receive, send)


async def live(receive: Receive, send: Send) -> None:
    """Start all, and stop them together."""
    async with AsyncExitStack() as stack:
        await receive()
        for one in APPS.values():
            await stack.enter_async_context(one.router.lifespan_context(one))
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
    await asyncio.sleep(0)
