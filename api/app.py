"""The application: `create_app(store)` gives the ASGI app that answers from one store."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import errors
from api.middleware import Compression, Frame
from api.routes import explorer, health, page
from api.routes.all import ROUTERS
from api.serving import Serving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from graph.store import Store

PREFIX = "/api/v1"
ABOUT = """Sojae (소재): a knowledge graph of a regional materials-industry ecosystem.

Every answer names its graph version; the same call on the same version gives the same bytes (ETag).
Errors are RFC 9457 problems that name the parameter, the rule and the remedy.
A missing tie in the data is no evidence that there is no tie in the world."""


def program_version() -> str:
    """Name the version of this program."""
    try:
        return version("sojae")
    except PackageNotFoundError:
        return "0.1.0"


def create_app(store: Store, *, cors_origins: Sequence[str] = ()) -> FastAPI:
    """Make the application that answers from a store.

    Args:
        store: prepared or not; until it can be read, answers are 503 with the reason.
        cors_origins: web origins that may call the API from a browser.
    """
    serving = Serving(store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await asyncio.to_thread(serving.look)
        following = asyncio.create_task(serving.follow())
        yield
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    app = FastAPI(
        title="Sojae",
        version=program_version(),
        description=ABOUT,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Code: Apache-2.0; data: CC BY 4.0"},
    )
    app.state.serving = serving
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.include_router(health.router)
    app.include_router(page.home)
    app.include_router(explorer.router)
    app.add_middleware(Compression, minimum_size=1024, compresslevel=4)
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "POST"],
            expose_headers=["ETag"],
        )
    app.add_middleware(Frame, serving=serving)
    return app
