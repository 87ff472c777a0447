"""`PUT` and `DELETE` of single records, and `POST /loads`: for clients with a key for writing."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import orjson
from fastapi import APIRouter, Body, Depends, HTTPException, Query, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.deps import WITH_BODY, described
from api.errors import Problem
from api.etags import etag
from api.keys import Key, require
from api.schemas.loads import EXAMPLES, REPORT, LoadReportShape, body_of
from graph.attributes import attributes_text
from graph.model import ATTRIBUTES, MODELS
from ingest import edit
from ingest.load import load
from ingest.origin import OriginError
from ingest.reading.positions import spot
from ingest.session import LoadRefused
from ingest.uploads import unpacked
from queries.errors import Fault, refuse
from queries.loads import without_folder
from queries.parameters import Parameters
from queries.record import COLLECTIONS, is_served

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from api.serving import Serving
    from graph.model import Record
    from graph.store import Store
    from graph.vocabulary import RecordType
    from ingest.origin import Reject
    from ingest.session import LoadReport

T = TypeVar("T")

LOG = logging.getLogger("sojae.writing")
router = APIRouter(tags=["writing"])
ZIP = "application/zip"
SHOWN = 100
"""Number of rejected rows in an answer."""
Bearer = Security(
    HTTPBearer(
        auto_error=False, scheme_name="bearer", description="an API key, made by the operator of the server"
    )
)
KeyHeader = Security(APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="header"))


async def writer_key(request: Request, _bearer: Any = Bearer, _header: Any = KeyHeader) -> Key:
    """Refuse keys without the scope `write`."""
    return require(request.scope.get("key"), "write")


MayWrite = Depends(writer_key)
REFUSED = (401, 403)


@contextmanager
def named_without(folder: Path) -> Generator[None]:
    """Remove the temporary folder of an upload from error messages."""
    try:
        yield
    except OriginError as error:
        raise OriginError(
            str(error).replace(f"{folder}{os.sep}", "").replace(str(folder), "the upload")
        ) from error


async def written(request: Request, write: Callable[[Store], T]) -> T:
    """Write in a thread, and serve the new content before answering, so that the next answer shows it.

    Raises:
        Problem: nothing was written, for instance because `If-Match` has the tag of an earlier version.
    """
    serving: Serving = request.scope["serving"]

    def work() -> T:
        # a store that does not respond raises an error within its time limit, before a load waits for it
        unchanged(request, serving, serving.store.revision().graph_version)
        report = write(serving.store)
        serving.look()
        request.scope["edition"] = serving.edition
        return report

    try:
        return await asyncio.to_thread(work)
    except LoadRefused as refused:
        faults = [Fault(reject.field, reject.rule, reject.remedy) for reject in refused.rejects]
        raise Problem(
            "invalid-record", "Invalid record", 422, reason(refused.rejects[0]), faults
        ) from refused
    except OriginError as error:
        raise Problem("invalid-upload", "Invalid upload", 422, str(error)) from error
    except edit.EditRefused as refused:
        raise Problem("not-withdrawn", "Not withdrawn", 409, str(refused)) from refused


def unchanged(request: Request, serving: Serving, graph_version: str) -> None:
    """Refuse to write over a version that the client has not seen.

    Raises:
        Problem: `If-Match` has no tag of this version; the answer has the current one.
    """
    given = request.headers.get("if-match")
    if given is None:
        return
    tags = [tag.strip() for tag in given.split(",")]
    if any(tag.startswith(f'"{graph_version}-') for tag in tags) or (
        "*" in tags and exists(request, serving)
    ):
        return
    serving.look()  # the client shall see what it missed
    accept = request.headers.get("accept", "").encode("latin-1")
    tag = etag(serving.current().snapshot, request.scope, accept)
    detail = "The content has changed since the version of If-Match: read the record again, then write."
    fault = Fault("If-Match", f"{given[:100]} is not of the current version", "read the record again")
    raise Problem(
        "precondition-failed", "Precondition failed", 412, detail, [fault], headers={"ETag": tag.decode()}
    )


def exists(request: Request, serving: Serving) -> bool:
    """Return whether the record to write exists; `If-Match: *` asks for no more."""
    key = request.path_params.get("id")
    of = COLLECTIONS.get(request.url.path.split("/")[-2])
    return key is None or of is None or is_served(serving.current(), of, key)


def reason(reject: Reject) -> str:
    """Return why nothing was written."""
    where = "" if reject.file == edit.BODY else f"{reject.file}, {spot(reject.line)}, "
    return f"{where}{reject.field}: {reject.rule}: {reject.remedy} (nothing was written)"


def report_bytes(report: LoadReport, status: int = 200) -> Response:
    """Answer with a load report and its first rejected rows."""
    rejects = [
        {"file": r.file, "line": r.line, "field": r.field, "rule": r.rule, "remedy": r.remedy}
        for r in report.rejects[:SHOWN]
    ]
    body = orjson.dumps({**without_folder(report.as_dict()), "rejects": rejects})
    return Response(body, status, media_type="application/json")


def record_of(record_type: RecordType, key: str, body: BaseModel) -> Record:
    """Make the record of a request body."""
    values = body.model_dump()
    if values.pop("id") not in {None, key}:
        refuse("id", f"the id differs from that of the address, “{key}”", "leave it out")
    values["id"] = key
    if values.get(ATTRIBUTES) is not None:
        values[ATTRIBUTES] = attributes_text(values[ATTRIBUTES])
    if "sources" in values:
        values["sources"] = tuple(values["sources"])
    return MODELS[record_type](**values)


async def not_a_question(request: Request) -> None:
    """Refuse an id that is the name of a question below the collection, as in `programmes/evaluation`.

    Raises:
        HTTPException: the address is that of a question, which cannot be written.
    """
    if request.url.path in request.app.openapi()["paths"]:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)


def add(name: str, record_type: RecordType) -> None:
    """Mount the routes for writing one collection."""
    shape = body_of(record_type)

    async def put(
        request: Request,
        id: str,
        body: Annotated[Any, Body(openapi_examples={"one": {"value": EXAMPLES[record_type]}})],
    ) -> Response:
        record = record_of(record_type, id, body)
        report = await written(request, lambda store: edit.say(store, record))
        return report_bytes(report, 201 if report.new[record_type] else 200)

    async def delete(request: Request, id: str) -> Response:
        return report_bytes(await written(request, lambda store: edit.withdraw(store, record_type, id)))

    put.__annotations__["body"] = Annotated[
        shape, Body(openapi_examples={"one": {"value": EXAMPLES[record_type]}})
    ]
    answers = described(LoadReportShape, REPORT, *REFUSED, 412, *WITH_BODY)
    router.add_api_route(
        f"/{name}/{{id}}",
        put,
        methods=["PUT"],
        name=f"put_{record_type}",
        summary=f"Write one {record_type} manually, overriding origins",
        responses={**answers, 201: {**answers[200], "description": "Created"}},
        dependencies=[MayWrite, Depends(not_a_question)],
    )
    router.add_api_route(
        f"/{name}/{{id}}",
        delete,
        methods=["DELETE"],
        name=f"delete_{record_type}",
        summary=f"Withdraw the manual entry of one {record_type}",
        responses=described(LoadReportShape, REPORT, *REFUSED, 409, 412),
        dependencies=[MayWrite, Depends(not_a_question)],
    )


for collection, of_collection in COLLECTIONS.items():
    add(collection, of_collection)


class LoadParameters(Parameters):
    """The origin and options of an upload."""

    origin: str = Field(description="origin of the files in the zip, for instance daegu", max_length=100)
    dry_run: bool = Field(default=False, description="report what would change; write nothing")
    strict: bool = Field(default=False, description="refuse the whole upload if a row breaks a rule")


@router.post(
    "/loads",
    responses=described(LoadReportShape, {**REPORT, "origin": "daegu"}, *REFUSED, *WITH_BODY),
    summary="Load an origin from a zip of its files",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
    dependencies=[MayWrite],
)
async def load_upload(request: Request, parameters: Annotated[LoadParameters, Query()]) -> Response:
    """The same as `sojae load ORIGIN FOLDER`: checks, rejects, sweep, report; loading the same zip again changes nothing."""
    if not request.headers.get("content-type", "").startswith(ZIP):
        detail = f"An upload must be a zip: send Content-Type: {ZIP}."
        raise Problem("unsupported-media-type", "Unsupported media type", 415, detail)
    try:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "upload.zip"
            with archive.open("wb") as out:
                async for chunk in request.stream():
                    out.write(chunk)

            def work(store: Store) -> LoadReport:
                with unpacked(archive) as files, named_without(files):
                    return load(
                        store,
                        parameters.origin,
                        [files],
                        dry_run=parameters.dry_run,
                        strict=parameters.strict,
                    )

            return report_bytes(await written(request, work))
    except OSError as error:  # a full or read-only disk
        LOG.warning("an upload cannot be stored: %s", error)
        detail = f"The upload cannot be stored ({error.strerror}): contact the operator of this server."
        raise Problem(
            "store", "The store cannot answer", 503, detail, headers={"Retry-After": "60"}
        ) from error
