"""`POST /scenarios`: what alliances, ties and removals would change; nothing is stored."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Current, described, json_bytes
from queries.registry import questions
from queries.scenario_parameters import ScenarioParameters

ABOUT = questions()["whatif"]
router = APIRouter(tags=[ABOUT.topic])
ALLIANCE = {
    "changes": [
        {"add": "alliance", "name": "metals–textiles", "members": ["kims", "dyetec", "ktdi", "pomia"]}
    ]
}
REMOVAL = {"changes": [{"remove": "organisation", "id": "dyetec"}]}
NOT_FOUND = 404


@router.post(
    f"/{ABOUT.path}",
    responses=described(ABOUT.result, ABOUT.example, NOT_FOUND, *WITH_BODY),
    summary=ABOUT.summary,
    description=ABOUT.description,
)
async def whatif(
    view: Current,
    body: Annotated[
        ScenarioParameters,
        JsonBody(openapi_examples={"an alliance": {"value": ALLIANCE}, "a removal": {"value": REMOVAL}}),
    ],
) -> Response:
    """Answer a scenario."""
    return json_bytes(await asyncio.to_thread(ABOUT.encoded, view, parameters=body))
