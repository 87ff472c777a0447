"""`GET /`: the explorer, built into `viz/static/`.

Its addresses are relative, so that it works under `/explorer/` and below any path of a proxy.
"""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, RedirectResponse, Response

from api.errors import Problem

router = APIRouter(include_in_schema=False)
STATIC = Path(__file__).resolve().parent.parent.parent / "viz" / "static"
# all resources are from this server; blob: and data: are pictures that the page makes for downloads
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
FOREVER = "public, max-age=31536000, immutable"  # names of built files contain a hash of their content


def built(name: str) -> Path:
    """Find a built file.

    Raises:
        Problem: the explorer is not built, or has no such file.
    """
    if not is_built():
        detail = (
            "The explorer has not been built: run `python viz/explorer/build.py` (or `make setup`)."
            " The API and /api/v1/page work without it."
        )
        raise Problem("explorer-not-built", "The explorer is not built", 503, detail)
    path = (STATIC / name.replace("\0", "?")).resolve()  # file names cannot contain NUL
    if not path.is_relative_to(STATIC) or not path.is_file():
        raise Problem("unknown-route", "No such file", 404, "The explorer has no such file: open /explorer/.")
    return path


def is_built() -> bool:
    """Return whether the explorer is built."""
    return (STATIC / "index.html").is_file()


@router.get("/explorer")
async def to_explorer() -> Response:
    """Redirect to the page, whose addresses are relative to its folder."""
    return RedirectResponse("explorer/", 308)


@router.get("/icon.svg")
async def get_icon() -> Response:
    """The icon in a browser's tab."""
    return await get_explorer("icon.svg")


@router.get("/assets/{name}")
async def get_asset(name: str) -> Response:
    """A script or style of the page."""
    return await get_explorer(f"assets/{name}")


@cache
def front(page: Path, written: int) -> bytes:
    """Return the page for `/`, where the API is beside it and not one folder up; `written` invalidates the cache."""
    return page.read_bytes().replace(b"../api/v1", b"./api/v1")


async def home() -> Response:
    """The page at `/`."""
    path = built("index.html")
    return Response(front(path, path.stat().st_mtime_ns), media_type="text/html", headers=HEADERS)


@router.get("/explorer/{name:path}")
async def get_explorer(name: str) -> Response:
    """The page, or one of its files."""
    path = built(name or "index.html")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {**HEADERS, "Cache-Control": FOREVER} if path.parent.name == "assets" else HEADERS
    return FileResponse(path, media_type=kind, headers=headers)
