"""`GET /page`: the stand-alone page of a scene; also shown at `/` if the explorer is not built."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, Response

from api.deps import Current, view_of, with_problems
from api.routes import explorer
from queries.scene import SceneParameters, scene_of
from queries.view import View
from viz.page import page

router = APIRouter(tags=["pictures"])
home = APIRouter(include_in_schema=False)


class PageParameters(SceneParameters):
    """Parameters of a page."""

    language: Literal["ko", "en"] = Field(default="ko", description="initial language of the page")


def page_of(view: View, parameters: PageParameters) -> str:
    """Write the page, cached for each graph version and parameters."""
    return view.snapshot.memo(
        ("page", parameters),
        lambda: page(scene_of(view, parameters), view.snapshot, language=parameters.language),
    )


@router.get(
    "/page",
    response_class=HTMLResponse,
    responses=with_problems({"content": {"text/html": {"example": "<!doctype html>…"}}}, 404),
    summary="Get the stand-alone page of a scene",
)
async def get_page(view: Current, parameters: Annotated[PageParameters, Query()]) -> Response:
    """One HTML file that works offline: save it, mail it, open it."""
    return HTMLResponse(await asyncio.to_thread(page_of, view, parameters))


@home.get("/")
async def get_home(request: Request) -> Response:
    """The explorer; if it is not built, the stand-alone page of the whole graph."""
    if explorer.is_built():
        return await explorer.home()
    view = await view_of(request)
    return HTMLResponse(await asyncio.to_thread(page_of, view, PageParameters(isolates=True)))
