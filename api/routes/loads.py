"""`GET /loads`, `GET /loads/{id}` and `POST /loads/{id}/rollback`: what was loaded, what it changed, and undoing it.

Loads are read from the store itself, not from the view in memory, since a load may change only what the graph does not show.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.deps import described, json_bytes
from api.errors import Problem
from api.links import linked
from api.routes.writing import REFUSED, MayWrite, written
from api.schemas.loads import RollbackShape
from ingest.history import HistoryError, UnknownLoad, roll_back
from queries.errors import NotFound
from queries.loads import LoadChangesParameters, LoadsParameters, changes_in, loads_of
from queries.parameters import Parameters
from queries.registry import find

if TYPE_CHECKING:
    from api.serving import Serving
    from graph.store import Store
    from ingest.history import RolledBack

router = APIRouter()
LOADS, CHANGES = find("loads"), find("load_changes", "loads")
EXAMPLE = {
    "load_id": "20261124T121500Z-rollback-3d4e5f", "undoes": "20261124T120000Z-edits-0a1b2c", "dry_run": False,
    "restored": {}, "removed": {"organisation": 1}, "kept": {}, "further": {},
    "identity": {"merge": 0, "review": 0, "new": 0, "changed": 0, "gone": 0}, "graph_version": "f2bd416c30119016",
}  # fmt: skip


@router.get(
    "/loads",
    name="loads",
    tags=[LOADS.topic],
    summary=LOADS.summary,
    description=LOADS.description,
    responses=described(LOADS.result, LOADS.example, 410),
)
async def loads(request: Request, parameters: Annotated[LoadsParameters, Query()]) -> Response:
    """List loads."""
    serving: Serving = request.scope["serving"]
    found = await serving.ask(lambda store: loads_of(store, parameters))
    return linked(json_bytes(found.encoded()), request.scope, found.next)


@router.get(
    "/loads/{id}",
    name="load_changes",
    tags=[CHANGES.topic],
    summary=CHANGES.summary,
    description=CHANGES.description,
    responses=described(CHANGES.result, CHANGES.example, 404),
)
async def load_changes(
    request: Request, id: str, parameters: Annotated[LoadChangesParameters, Query()]
) -> Response:
    """Show the changes of one load."""
    serving: Serving = request.scope["serving"]

    def work() -> Any:
        serving.store.revision()  # a store that does not respond raises an error within its time limit
        return changes_in(
            serving.store, id, parameters
        )  # may take longer than a small query: a load may be large

    found = await asyncio.to_thread(work)
    return linked(json_bytes(found.encoded()), request.scope, found.next)


class RollbackParameters(Parameters):
    """Options of a rollback."""

    dry_run: bool = False


@router.post(
    "/loads/{id}/rollback",
    name="rollback_load",
    tags=["writing"],
    summary="Roll back one load",
    responses=described(RollbackShape, EXAMPLE, *REFUSED, 404, 409),
    dependencies=[MayWrite],
)
async def rollback_load(
    request: Request, id: str, parameters: Annotated[RollbackParameters, Query()]
) -> Response:
    """The same as `sojae rollback`: what the load replaced is restored, and what later loads changed stays.

    The resolution runs again, so merges that depended on the load are undone. With `dry_run` the answer says what would
    change, and nothing is written.
    """
    key = request.scope["key"].name

    def work(store: Store) -> RolledBack:
        return roll_back(store, id, dry_run=parameters.dry_run, by=key)

    try:
        done = await written(request, work)
    except UnknownLoad as unknown:
        raise NotFound("load", id, unknown.near) from unknown
    except HistoryError as refused:
        raise Problem("not-rolled-back", "Not rolled back", 409, str(refused)) from refused
    return json_bytes(orjson.dumps(done.as_dict(), option=orjson.OPT_NON_STR_KEYS))
