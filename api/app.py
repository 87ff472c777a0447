"""The application: `create_app(store)` makes the ASGI app of a store."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import handlers
from api.compression import Compression
from api.deps import once
from api.document import finish
from api.events import Streams
from api.fast_routes import Lane
from api.generators import settle
from api.jobs.queue import Queue
from api.jobs.worker import Worker
from api.kept import Kept
from api.keys import read_keys
from api.limits import KEPT_SECONDS, MOST_KEPT
from api.mcp.door import Door
from api.middleware import Frame
from api.prefix import Prefixes
from api.program import program_version
from api.rates import Rates
from api.request_metrics import Waiting, Watch
from api.routes import docs, explorer, health, metrics, neighbourhoods, page, records, vocabulary
from api.routes.all import ROUTERS
from api.serving import Serving
from api.workspaces.workspace import Workspaces

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from pathlib import Path

    from graph.store import Store

PREFIX = "/api/v1"
EXPOSED = [
    *("ETag", "Graph-Edition", "Link", "Location", "Content-Disposition", "Content-Range", "Accept-Ranges"),
    *("X-Request-ID", "Retry-After"),
    *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"),
]
"""Headers that a web page may read."""
READ_HEADERS = [
    *("Authorization", "Content-Type", "If-None-Match", "If-Match", "If-Range", "Min-Graph-Edition", "Range"),
    *("X-API-Key", "X-Request-ID", "Last-Event-ID"),
]
"""Headers that a web page may send."""
ABOUT = """Sojae (소재): a knowledge graph of a regional materials-industry ecosystem.

Every answer has its graph version; the same call on the same version gives the same bytes (ETag).
Errors are RFC 9457 problems that name the parameter, the rule and the remedy.
A tie that is missing in the data may still exist."""


class Application(FastAPI):
    """FastAPI with a revised OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the document, made once."""
        return self.openapi_schema or settle(finish(super().openapi()))


def create_app(
    store: Store,
    *,
    cors_origins: Sequence[str] = (),
    api_keys: Sequence[str] = (),
    rate_limit: int = 0,
    access_log: Callable[[str], object] | None = None,
    log_as_json: bool = False,
    jobs_folder: Path | None = None,
    root_path: str = "",
    trust_proxy: bool = False,
    workspaces: bool = True,
    mcp: bool = True,
    snapshot_seconds: int = KEPT_SECONDS,
    snapshots: int = MOST_KEPT,
    hosts: Sequence[str] | None = None,
    frame_ancestors: str = "'self'",
) -> Application:
    """Make the application of a store.

    Args:
        store: the store, prepared or not; until it can be read, answers are 503 with the reason.
        cors_origins: web origins that may call the API from a browser.
        api_keys: NAME:SCOPES:SHA256 of each key.
        rate_limit: requests per minute for each key or address; 0: no limit.
        access_log: receives the lines about requests, several at a time.
        log_as_json: whether these lines are JSON.
        jobs_folder: folder for jobs; None keeps them in a temporary folder until the server stops.
        root_path: path under which a proxy serves the application, `/sojae`.
        workspaces: whether clients may look at files of their own.
        mcp: whether agents are answered at `/mcp`.
        snapshot_seconds: how long an older content is kept for those who page through it.
        snapshots: how many older contents are kept.
        hosts: names by which the server may be called to change something without a key; None: any.
        frame_ancestors: pages that may show those of the server in a frame, as in a content security policy.
        trust_proxy: whether `X-Forwarded-Prefix` is trusted; only for a server that can be reached through the proxy alone.

    Raises:
        ValueError: an entry of `api_keys` is invalid.
    """
    serving = Serving(store, Kept(snapshot_seconds, snapshots))
    streams = Streams(serving)
    watch = Watch(serving, access_log, as_json=log_as_json)
    jobs = Queue(jobs_folder)
    worker, desks = Worker(serving, jobs), Workspaces(on=workspaces)
    door = Door(serving, cors_origins, on=mcp)
    watch.registry.register(Waiting(jobs.counts, worker))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await asyncio.to_thread(serving.look)
        await asyncio.to_thread(worker.start)
        await asyncio.to_thread(desks.open)
        streams.begin()
        serving.follow()
        writing = asyncio.create_task(watch.keep_writing())
        yield
        streams.end()
        await door.end()
        await asyncio.to_thread(serving.end)
        await asyncio.to_thread(worker.close)
        await asyncio.to_thread(desks.close)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing

    app = Application(
        title="Sojae",
        version=program_version(),
        description=ABOUT,
        lifespan=lifespan,
        openapi_url=None,  # served by `routes/docs.py`, with the prefix of a proxy
        docs_url=None,
        generate_unique_id_function=lambda route: route.name,  # its name in typed clients
        redoc_url=None,
        contact={"name": "Sojae"},
        license_info={
            "name": "Apache-2.0 (the program; for the data see data_licence)",
            "identifier": "Apache-2.0",
        },
    )
    app.state.serving, app.state.watch, app.state.jobs, app.state.worker = serving, watch, jobs, worker
    app.state.workspaces, app.state.streams = desks, streams
    handlers.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix=PREFIX, dependencies=[Depends(once)])
    for router in (docs.router, health.router, metrics.router, page.home, vocabulary.router, explorer.router):
        app.include_router(router)
    app.router.routes.append(door.route)
    app.add_middleware(Lane, routers=(neighbourhoods.direct, records.lists), prefix=PREFIX)
    app.add_middleware(Compression, minimum_size=1024, gzip_level=4, brotli=False)
    crossing: dict[str, Any] | None = None
    if cors_origins:
        crossing = {
            "allow_origins": list(cors_origins),
            "allow_methods": ["GET", "POST", "PUT", "DELETE"],
            "allow_headers": READ_HEADERS,
            "expose_headers": EXPOSED,
        }
        app.add_middleware(CORSMiddleware, **crossing)
    prefixes = Prefixes(root_path, trust_proxy)
    keys, rates = read_keys(api_keys), Rates(rate_limit) if rate_limit else None
    app.add_middleware(
        Frame,
        serving=serving,
        watch=watch,
        keys=keys,
        rates=rates,
        prefixes=prefixes,
        workspaces=desks,
        hosts=None if hosts is None else frozenset(hosts),
        origins=frozenset(cors_origins),
        frame_ancestors=frame_ancestors,
        crossing=None if crossing is None else partial(CORSMiddleware, **crossing),
    )
    return app
