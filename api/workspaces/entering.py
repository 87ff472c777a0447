"""Requests inside a workspace: `/w/ID/…` and `/workspaces/ID/…` are answered from it, by the same routes as the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.errors import Problem

if TYPE_CHECKING:
    from starlette.types import Scope

    from api.workspaces.workspace import Workspace, Workspaces

INSIDE = re.compile(r"(/(?:w|workspaces)/([A-Za-z0-9_-]{20,40}))(/.*)?")
NOT_INSIDE = ("/api/v1/jobs", "/api/v1/workspaces", "/api/v1/events", "/metrics", "/ready", "/health")
"""Routes of the server, which a workspace does not have."""
READING_POSTS = re.compile(
    r"/api/v1/(?:scenarios|briefs|resolve|neighbourhoods|networks|enrichment|paths)(?:/.*)?|/mcp"
)
SAFE = frozenset({"GET", "HEAD"})


def inside(scope: Scope, workspaces: Workspaces) -> tuple[str, Workspace] | None:
    """Return the workspace that a request is for and the prefix of its addresses; its path is then as for the store.

    Raises:
        Problem: there is no such workspace, or it has no such route (404).
    """
    found = INSIDE.fullmatch(scope["path"])
    if found is None:
        return None
    prefix, key, rest = found.groups()
    workspace = workspaces.find(key)
    path = rest or ""
    method: str = scope["method"]
    reads = method in SAFE or (method == "POST" and READING_POSTS.fullmatch(path))
    if path.startswith(NOT_INSIDE) or not reads:
        detail = (
            "A workspace is only read: send this to the server itself, without the workspace in the address."
        )
        raise Problem("not-in-a-workspace", "Not in a workspace", 404, detail)
    scope["path"], scope["raw_path"] = path, path.encode()
    return prefix, workspace
