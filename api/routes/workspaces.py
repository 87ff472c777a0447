"""`/workspaces`: look at files without loading them; take them into the store with a key."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import orjson
import yaml
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from starlette.responses import Response

from api.deps import LIMITS, WITH_BODY, described
from api.errors import Problem
from api.prefix import below
from api.routes.writing import REFUSED, REPORT, MayWrite, named_without, report_bytes, written
from api.schemas.loads import LoadReportShape
from api.workspaces.comparing import compared_with
from api.workspaces.readers import UNREADABLE
from ingest.load import load
from ingest.looking import MAPPING, own_source
from ingest.mapping import PlainLoader
from ingest.uploads import can_be_called
from queries.errors import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData, UploadFile

    from api.serving import Serving
    from api.workspaces.workspace import Workspace, Workspaces
    from graph.store import Store
    from ingest.session import LoadReport

LOG = logging.getLogger("sojae.workspaces")
router = APIRouter(tags=["workspaces"])
CHUNK = 1 << 20
NOT_FOUND, OFF, TOO_LARGE = 404, 403, 413


class WorkspaceShape(BaseModel):
    """A workspace: files that are looked at without being loaded.

    `api` and `page` are the addresses of its own API and explorer; `mapping` is how a table was read, to be edited and sent again, and
    `proposal` how it was recognised: its tables with their first rows, their columns and what may become of each;
    `report` is that of a load into an empty store; `problem` says why the files could not be read, if they were kept with `keep`.
    """

    model_config = ConfigDict(extra="allow")
    id: str
    api: str
    page: str
    files: list[str]
    origin: str
    mapping: str | None
    options: dict[str, str]
    report: dict[str, Any]
    proposal: dict[str, Any] | None
    problem: dict[str, Any] | None
    expires: str


class RejectedShape(BaseModel):
    """Rows that break one rule: how many, the remedy, and where the first are."""

    field: str
    rule: str
    remedy: str
    count: int
    examples: list[str]


class ComparedShape(BaseModel):
    """An organisation of the files that is one of the store (`merge`), or may be one (`review`)."""

    record_id: str
    name: str
    decision: Literal["merge", "review"]
    node: str
    node_ko: str
    node_en: str
    reason: str
    reason_ko: str


class ComparisonShape(BaseModel):
    """The first organisations of the files beside those of the store: how many are known, to be reviewed, or new."""

    organisations: int
    counts: dict[str, int]
    results: list[ComparedShape]


class PreviewShape(BaseModel):
    """What the first rows of the files of a workspace would become; `compared` is null if the store is empty or too large for it."""

    origin: str
    accepts: list[str]
    records: list[dict[str, Any]]
    counts: dict[str, int]
    rejected: int
    rejects: list[RejectedShape]
    recognised: list[dict[str, Any]]
    sampled: bool
    seconds: float
    compared: ComparisonShape | None


OF_ANY_TYPE = WithJsonSchema({"description": "mapping of a table: YAML, or the same as a JSON object"})
"""Generators of clients cannot tell two types of one member apart."""


class HowToRead(BaseModel):
    """How the files of a workspace are to be read; what is left out is recognised or proposed."""

    model_config = ConfigDict(extra="forbid")
    origin: str | None = Field(
        default=None, max_length=100, description="origin of the files, for instance table or gexf"
    )
    mapping: Annotated[str | dict[str, Any] | None, OF_ANY_TYPE] = Field(
        default=None, max_length=1 << 20, description="mapping of a table: YAML, or the same as a JSON object"
    )
    options: dict[str, str] = Field(default_factory=dict, description="options of the origin, as `--set`")

    @property
    def written(self) -> str | None:
        """The mapping as YAML."""
        if self.mapping is None or isinstance(self.mapping, str):
            return self.mapping
        return yaml.safe_dump(self.mapping, allow_unicode=True, sort_keys=False)


class HowToTake(HowToRead):
    """How the files of a workspace are to be loaded into the store; what is left out is as they were read."""

    dry_run: bool = Field(default=False, description="report what would change; write nothing")


class WhatIsKnown(BaseModel):
    """What is known of a table; what is left out is detected."""

    model_config = ConfigDict(extra="forbid")
    encoding: Literal["utf-8", "cp949", "utf-16-le", "utf-16-be", "cp1252", "shift_jis", "gb18030"] | None = (
        Field(default=None, description="encoding of a text")
    )
    header: int | None = Field(
        default=None, ge=0, le=999_999, description="line where the header begins, 0 if there is none"
    )
    table: str | None = Field(
        default=None,
        max_length=400,
        description="label of a table, or name of a sheet; all if it is left out",
    )


class ProposalShape(BaseModel):
    """How the tables of a file were recognised, with the mapping of the likeliest, and the fields that a mapping has."""

    model_config = ConfigDict(extra="allow")
    file: str
    title: str
    origin: str
    tables: list[dict[str, Any]]
    mapping: dict[str, Any]
    fields: dict[str, list[str]]
    closed: dict[str, list[str]]


EXAMPLE: dict[str, Any] = {
    "id": "Zb3kN0s2QfT7aX1yUe9LcVtM", "api": "/workspaces/Zb3kN0s2QfT7aX1yUe9LcVtM/api/v1/", "page": "/w/Zb3kN0s2QfT7aX1yUe9LcVtM/",
    "files": ["network.gexf"], "origin": "gexf", "mapping": None, "options": {"title": "network.gexf"}, "proposal": None,
    "report": {**REPORT, "origin": "gexf-1f2e3d4c", "licence": None}, "problem": None, "expires": "2026-11-30T18:00:00+00:00",
}  # fmt: skip
PROPOSAL: dict[str, Any] = {
    "file": "firms.csv", "title": "firms", "origin": "list-1f2e3d", "tables": [], "fields": {"organisation": ["id", "name_ko"]}, "closed": {},
    "mapping": {"origin": "list-1f2e3d", "record": "organisation", "columns": {"name_ko": "업체명"}, "encoding": "cp949", "header": "3"},
}  # fmt: skip
PREVIEW: dict[str, Any] = {
    "origin": "table", "accepts": ["map"], "records": [], "counts": {"organisation": 3}, "rejected": 1,
    "rejects": [
        {"field": "name_ko", "rule": "empty", "remedy": "give a name", "count": 1, "examples": ["firms.csv, line 5"]}
    ],
    "recognised": [], "sampled": False, "seconds": 0.031,
    "compared": {"organisations": 3, "counts": {"merge": 1, "review": 0, "new": 2}, "results": []},
}  # fmt: skip
FORM = {
    "type": "object",
    "required": ["files"],
    "additionalProperties": False,
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "one file, or several that belong together"},
        "origin": {"type": "string", "description": "origin of the files; recognised if it is left out"},
        "mapping": {"type": "string", "description": "mapping of a table, YAML; proposed if it is left out"},
        "options": {"type": "string", "description": "options of the origin, a JSON object"},
        "read": {"type": "string", "enum": ["true", "false"], "description": "false: recognise the files and read them later (PUT)"},
        "keep": {"type": "string", "enum": ["true", "false"], "description": "keep files that cannot be read, to read them in another way"},
    },
}  # fmt: skip


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


def taking(workspace: Workspace, mapping: str | None, options: dict[str, str]) -> dict[str, str]:
    """Return the options of a load into the store: those that the files were read with, but for the source made up for them.

    Raises:
        Invalid: a table has no source.
    """
    made_up = own_source([Path(name) for name in workspace.files])
    given = {name: value for name, value in workspace.options.items() if made_up.get(name) != value} | options
    if mapping is not None:
        source = {name: given.pop(name) for name in made_up if name in given}
        path = workspace.folder / f"take-{MAPPING}"
        path.write_text(sourced(mapping, source, made_up), encoding="utf-8")
        given["map"] = str(path)
    return given


def sourced(mapping: str, source: Mapping[str, str], made_up: Mapping[str, str]) -> str:
    """Put a source into a mapping in the place of the one made up for its file.

    Raises:
        Invalid: the made-up one is still there.
    """
    content = yaml.load(mapping, Loader=PlainLoader)  # noqa: S506  # a SafeLoader, less aliases
    if not isinstance(content, dict):
        return mapping  # the load says what is wrong with it
    given = content.get("source")
    told: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    told = {**told, **source}
    for name in ("publisher", "url"):
        if told.get(name) == made_up[name]:
            refuse(
                "options",
                f"the {name} of the files is not given",
                "give title, publisher and url among the options",
            )
    return yaml.safe_dump({**content, "source": told}, allow_unicode=True, sort_keys=False)


def how_of(form: FormData) -> HowToRead:
    """Read the fields of a form beside its files.

    Raises:
        Invalid: a field is unknown or has a wrong value.
    """
    given = {name: value for name, value in form.multi_items() if name not in {"files", "keep", "read"}}
    for name, value in given.items():
        if name not in HowToRead.model_fields or not isinstance(value, str):
            refuse(
                name[:60], "not a field of this form", "use files, origin, mapping, options, read and keep"
            )
    options: Any = {}
    if text := given.pop("options", ""):
        try:
            options = orjson.loads(str(text))
        except orjson.JSONDecodeError:
            options = None
        if not isinstance(options, dict) or not all(isinstance(value, str) for value in options.values()):
            refuse("options", "not a JSON object of texts", 'write for instance {"title": "Suppliers"}')
    return HowToRead(**{name: str(value) or None for name, value in given.items()}, options=options)


def files_of(form: FormData) -> list[UploadFile]:
    """Return the files of a form.

    Raises:
        Invalid: there is none, or one has no valid name, or two have the same.
    """
    files = [one for one in form.getlist("files") if not isinstance(one, str)]
    if not files:
        refuse("files", "no file was sent", "send at least one part “files” with a file name")
    names = [one.filename or "" for one in files]
    for name in names:
        if not can_be_called(name.replace("\\", "/").rpartition("/")[2]) or names.count(name) > 1:
            refuse("files", f"“{name[:60]}” is given twice or is not a valid file name", "rename it")
    return files


def kept(folder: Path, files: list[UploadFile]) -> tuple[str, ...]:
    """Write files into the folder of a workspace; return their names."""
    names: list[str] = []
    for one in files:
        name = (one.filename or "").replace("\\", "/").rpartition("/")[2]
        with (folder / name).open("xb") as out:
            while chunk := one.file.read(CHUNK):
                out.write(chunk)
        names.append(name)
    return tuple(names)


def shown(workspace: Workspace, status: int = 200) -> Response:
    """Answer with a workspace; its addresses have the prefix of a proxy."""
    body = workspace.as_dict()
    body |= {name: below(body[name]) for name in ("api", "page")}
    headers = {"Location": body["page"]} if status != 200 else {}
    return Response(orjson.dumps(body), status, headers, "application/json")
