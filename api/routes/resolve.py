"""`POST /resolve`: match records to nodes."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Current, described, json_bytes
from queries.registry import questions
from queries.resolve import ResolveParameters

ABOUT = questions()["resolve"]
router = APIRouter(tags=[ABOUT.topic])
REQUEST = {
    "records": [{"record_id": "1", "name_ko": "(재)다이텍연구원"}, {"record_id": "2", "name": "KATRI"}]
}


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
