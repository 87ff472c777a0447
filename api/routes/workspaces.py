"""`/workspaces`: look at files without loading them; take them into the store with a key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import LIMITS, WITH_BODY, described
from api.errors import Problem
from api.prefix import below
from api.routes.writing import REFUSED, MayWrite, named_without, report_bytes, written
from api.schemas.loads import REPORT, LoadReportShape
from api.schemas.workspaces import (
    EXAMPLE,
    FORM,
    PREVIEW,
    PROPOSAL,
    HowToRead,
    HowToTake,
    PreviewShape,
    ProposalShape,
    WhatIsKnown,
    WorkspaceShape,
)
from api.workspaces.comparing import compared_with
from api.workspaces.forms import files_of, how_of, kept
from api.workspaces.readers import UNREADABLE
from api.workspaces.taking import taking
from ingest.load import load

if TYPE_CHECKING:
    from api.serving import Serving
    from api.workspaces.workspace import Workspace, Workspaces
    from graph.store import Store
    from ingest.session import LoadReport

router = APIRouter(tags=["workspaces"])
NOT_FOUND, OFF, TOO_LARGE = 404, 403, 413


def all_of(request: Request) -> Workspaces:
    """Return the workspaces of the server."""
    found: Workspaces = request.app.state.workspaces
    return found


@router.post(
    "/workspaces",
    name="make_workspace",
    status_code=201,
    summary="Look at files without loading them",
    responses={
        201: described(WorkspaceShape, EXAMPLE, OFF, *WITH_BODY)[200] | {"description": "Created"},
        **{
            status: about
            for status, about in described(WorkspaceShape, EXAMPLE, OFF, *WITH_BODY).items()
            if status not in {200, 304}
        },
    },
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}},
)
async def make_workspace(request: Request) -> Response:
    """Read files into an ecosystem of their own, which lasts some hours and changes nothing in the store.

    The whole reading API is under `api`, the explorer under `page`; nobody without the id finds them.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        detail = (
            "Send the files as a form: Content-Type: multipart/form-data, with one or several parts “files”."
        )
        raise Problem("unsupported-media-type", "Unsupported media type", 415, detail)
    workspaces = all_of(request)
    workspace = workspaces.begin()
    try:
        async with request.form(max_files=LIMITS["workspace_files"], max_fields=10) as form:
            how = how_of(form)
            workspace.files = await asyncio.to_thread(kept, workspace.folder, files_of(form))
            keep, later = form.get("keep") == "true", form.get("read") == "false"
        try:
            await asyncio.to_thread(
                workspaces.propose if later else workspaces.read,
                workspace,
                workspace.order(how.origin, how.written, how.options),
            )
        except Problem as problem:
            if not keep or problem.kind != UNREADABLE:
                raise
            workspace.problem = problem.as_dict(request.url.path)
            workspace.origin, workspace.mapping, workspace.options = (
                how.origin or "",
                how.written,
                how.options,
            )
            workspaces.keep(workspace)
    except BaseException:
        await asyncio.to_thread(workspace.end)
        raise
    return shown(workspace, 201)


@router.get(
    "/workspaces/{id}",
    name="workspace",
    summary="Get a workspace",
    responses=described(WorkspaceShape, EXAMPLE, NOT_FOUND),
)
async def workspace(request: Request, id: str) -> Response:
    """How its files were read, and until when it lasts."""
    return shown(all_of(request).find(id))


@router.put(
    "/workspaces/{id}",
    name="reread_workspace",
    summary="Read the files of a workspace in another way",
    responses=described(WorkspaceShape, EXAMPLE, NOT_FOUND, *WITH_BODY),
)
async def reread_workspace(request: Request, id: str, body: HowToRead) -> Response:
    """Read its files with another origin, mapping or options; if they cannot be read so, it stays as it is."""
    workspaces = all_of(request)
    found = workspaces.find(id)
    await asyncio.to_thread(workspaces.read, found, found.order(body.origin, body.written, body.options))
    return shown(found)


@router.post(
    "/workspaces/{id}/proposal",
    name="propose_workspace",
    summary="Recognise a table again with what you know of it",
    responses=described(ProposalShape, PROPOSAL, NOT_FOUND, *WITH_BODY),
)
async def propose_workspace(request: Request, id: str, body: WhatIsKnown) -> Response:
    """Propose a mapping for its first file when encoding, header or sheet are given instead of detected.

    The mapping of the answer holds what was given, so a preview or a load reads the file in the same way. The workspace stays as it is.
    """
    workspaces = all_of(request)
    found = workspaces.find(id)
    given = {name: str(value) for name, value in body.model_dump(exclude_none=True).items()}
    return Response(
        orjson.dumps(await asyncio.to_thread(workspaces.propose_given, found, given)),
        200,
        {},
        "application/json",
    )


@router.post(
    "/workspaces/{id}/preview",
    name="preview_workspace",
    summary="See what files would become",
    responses=described(PreviewShape, PREVIEW, NOT_FOUND, *WITH_BODY),
)
async def preview_workspace(request: Request, id: str, body: HowToRead) -> Response:
    """The first records as they would be stored, counts, rejected rows by rule with the remedy, and what the store already knows.

    Tables are read up to their 1,000th row. Nothing is kept: the workspace stays as it is.
    """
    workspaces = all_of(request)
    found = workspaces.find(id)
    order = found.order(body.origin or found.origin or None, body.written or found.mapping, body.options)
    told = await asyncio.to_thread(workspaces.preview, order)
    records = told.pop("organisations")
    serving: Serving = request.scope["serving"]
    told["compared"] = await asyncio.to_thread(compared_with, serving.view, records)
    return Response(orjson.dumps(told), 200, {}, "application/json")


@router.delete(
    "/workspaces/{id}",
    name="end_workspace",
    status_code=204,
    summary="End a workspace",
    responses={
        204: {"description": "Ended; its files are gone"},
        404: described(WorkspaceShape, EXAMPLE, NOT_FOUND)[404],
    },
)
async def end_workspace(request: Request, id: str) -> Response:
    """Remove its files and everything that was made of them."""
    await asyncio.to_thread(all_of(request).remove, id)
    return Response(status_code=204)


@router.post(
    "/workspaces/{id}/take",
    name="take_workspace",
    summary="Load the files of a workspace into the store",
    responses=described(LoadReportShape, REPORT, *REFUSED, NOT_FOUND, *WITH_BODY),
    dependencies=[MayWrite],
)
async def take_workspace(request: Request, id: str, body: HowToTake) -> Response:
    """The same as `sojae load`, with the origin, mapping and options as the workspace was read unless others are given.

    A network needs its source: `title`, `publisher` and `url` among the options.
    """
    found = all_of(request).find(id)
    origin, mapping = body.origin or found.origin, body.written or found.mapping
    paths = [found.folder / name for name in found.files]
    options = taking(found, mapping, body.options)

    def work(store: Store) -> LoadReport:
        with named_without(found.folder):
            return load(store, origin, paths, options=options, dry_run=body.dry_run)

    return report_bytes(await written(request, work))


def shown(workspace: Workspace, status: int = 200) -> Response:
    """Answer with a workspace; its addresses have the prefix of a proxy."""
    body = workspace.as_dict()
    body |= {name: below(body[name]) for name in ("api", "page")}
    headers = {"Location": body["page"]} if status != 200 else {}
    return Response(orjson.dumps(body), status, headers, "application/json")
