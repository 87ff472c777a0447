"""`POST /networks` and `POST /enrichment`: the network of a set of nodes, and what the set has more often than its background."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter
from fastapi import Body as JsonBody
from starlette.responses import Response

from api.deps import WITH_BODY, Accept, Current, described, json_bytes
from api.files import negotiated, sent, with_files
from api.negotiation import JSON_WILL_DO
from queries.enrichment import EnrichmentParameters
from queries.node_set import NetworkParameters, contents_of_set
from queries.registry import questions

NETWORK, ENRICHMENT = questions()["network_of_set"], questions()["enrichment"]
router = APIRouter(tags=[NETWORK.topic])
NOT_FOUND, NOT_ACCEPTABLE = 404, 406
INSTITUTES = {"ids": ["dmi", "dyetec", "nano-convergence-center"], "grow": 5, "layer": "direct"}
BY_NAME = {"names": ["다이텍연구원", "대구테크노파크"]}
MEMBERS = {"ids": ["dmi", "dyetec", "ktdi", "daegu-technopark"], "by": ["sector", "technology"]}


@router.post(
    f"/{NETWORK.path}",
    name=NETWORK.name,
    responses=with_files(described(NETWORK.result, NETWORK.example, NOT_ACCEPTABLE, *WITH_BODY)),
    summary=NETWORK.summary,
    description=NETWORK.description,
)
async def network_of_set(
    view: Current,
    body: Annotated[
        NetworkParameters,
        JsonBody(openapi_examples={"by id": {"value": INSTITUTES}, "by name": {"value": BY_NAME}}),
    ],
    accept: Accept = "",
) -> Response:
    """Answer as JSON or as a file."""
    name, part = ("json", None) if accept in JSON_WILL_DO else negotiated(accept)
    if name != "json":
        return sent(await asyncio.to_thread(contents_of_set, view, body, part), name, "set")
    return json_bytes(await asyncio.to_thread(NETWORK.encoded, view, parameters=body))


@router.post(
    f"/{ENRICHMENT.path}",
    name=ENRICHMENT.name,
    responses=described(ENRICHMENT.result, ENRICHMENT.example, NOT_FOUND, *WITH_BODY),
    summary=ENRICHMENT.summary,
    description=ENRICHMENT.description,
)
async def enrichment(
    view: Current,
    body: Annotated[EnrichmentParameters, JsonBody(openapi_examples={"institutes": {"value": MEMBERS}})],
) -> Response:
    """Answer for a set."""
    return json_bytes(await asyncio.to_thread(ENRICHMENT.encoded, view, parameters=body))
