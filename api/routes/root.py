"""`GET /`: the server, its content and links."""

from __future__ import annotations

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import LIMITS, Current, described, json_bytes
from api.kept import Kept
from api.prefix import below
from api.schemas.about import Root
from graph.groupings_offered import groupings_offered
from queries.records import counts_of

router = APIRouter(tags=["about"])
LINKS = (
    "search", "organisations", "technologies", "programmes", "sources", "relations", "paths", "aggregate",
    "changes", "events", "measures",
    "communities", "sectors", "structure", "years", "scene", "export", "jobs", "page", "docs", "openapi.json",
)  # fmt: skip
EXAMPLE = {
    "name": "sojae",
    "version": "0.2.0",
    "graph_version": "f2bd416c30119016",
    "counts": {"organisation": 989, "technology": 355, "programme": 314, "source": 913, "relation": 3227, "alias": 476, "conflict": 51},
    "store": "sqlite",
    "limits": LIMITS,
    "data_licence": "CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports (daegu)",
    "licences": [
        {
            "origin": "daegu",
            "licence": "CC BY 4.0: Daegu–Gyeongbuk materials ecosystem data set, merged from public reports",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
    "groupings": ["sector", "city", "district", "organisation_kind", "sphere"],
    "links": {"search": "/api/v1/search"},
}  # fmt: skip


@router.get("/", responses=described(Root, EXAMPLE), summary="Show version, counts, limits and links")
async def root(request: Request, view: Current) -> Response:
    """The version of the program, its content and limits, and links to other routes."""
    from api.program import program_version

    kept: Kept = request.app.state.serving.kept
    body = {
        "name": "sojae",
        "version": program_version(),
        "graph_version": view.snapshot.graph_version,
        "counts": counts_of(view.snapshot),
        "store": view.store.engine,
        "limits": {**LIMITS, "snapshot_seconds": int(kept.seconds), "snapshots": kept.most},
        "data_licence": view.snapshot.data_licence,
        "licences": [
            {"origin": one.origin, "licence": one.licence, "url": one.url} for one in view.snapshot.licences
        ],
        "groupings": groupings_offered(view.snapshot),
        "links": {name.removesuffix(".json"): below(f"/api/v1/{name}") for name in LINKS},
    }
    return json_bytes(orjson.dumps(body))
