"""`GET /api/v1/docs` and `/docs/problems`: the reference pages of the API and its problems."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.prefix import below
from api.reference import policy, problems_page, reference_page

router = APIRouter(include_in_schema=False)


def page(text: str) -> Response:
    """Send a page that may load no resources."""
    return HTMLResponse(
        text,
        headers={
            "Content-Security-Policy": policy(),
            "Referrer-Policy": "no-referrer",
        },
    )


@router.get("/api/v1/openapi.json")
async def get_openapi(request: Request) -> Response:
    """The OpenAPI document; behind a proxy, its server is the prefix."""
    document, prefix = request.app.openapi(), below("")
    return JSONResponse({**document, "servers": [{"url": prefix}]} if prefix else document)


@router.get("/api/v1/docs")
async def get_docs(request: Request) -> Response:
    """The routes with their parameters, examples, and addresses to try."""
    return page(reference_page(request.app.openapi()))


@router.get("/docs/problems")
async def get_problems() -> Response:
    """The page to which `type` of a problem links."""
    return page(problems_page())
