"""`POST /resolve`: match records to nodes; `GET /resolve/explain`: why two records are one organisation, or are not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Current, described, json_bytes
from queries.explain import ExplainParameters, priors_kept
from queries.registry import questions
from queries.resolve import ResolveParameters

if TYPE_CHECKING:
    from api.serving import Serving

ABOUT, WHY = questions()["resolve"], questions()["explain"]
router = APIRouter(tags=[ABOUT.topic])
REQUEST = {
    "records": [{"record_id": "1", "name_ko": "(재)다이텍연구원"}, {"record_id": "2", "name": "KATRI"}]
}
NOT_FOUND = 404


@router.post(
    "/resolve",
    responses=described(ABOUT.result, ABOUT.example, *WITH_BODY),
    summary=ABOUT.summary,
    description=ABOUT.description,
)
async def resolve(
    view: Current,
    body: Annotated[ResolveParameters, JsonBody(openapi_examples={"two names": {"value": REQUEST}})],
) -> Response:
    """Match records to nodes."""
    return json_bytes(await asyncio.to_thread(ABOUT.encoded, view, parameters=body))


@router.get(
    f"/{WHY.path}",
    responses=described(WHY.result, WHY.example, NOT_FOUND),
    summary=WHY.summary,
    description=WHY.description,
)
async def explain(
    request: Request, view: Current, parameters: Annotated[ExplainParameters, Query()]
) -> Response:
    """Explain a pair."""
    serving: Serving = request.scope["serving"]
    await serving.ask(lambda _: priors_kept(view))  # the only part that the store is asked for
    return json_bytes(await asyncio.to_thread(WHY.encoded, view, parameters=parameters))
