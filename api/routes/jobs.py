"""`/jobs`: computations too long for one call."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import APIRouter, Body, Query, Request
from pydantic import AfterValidator, Field, WithJsonSchema
from starlette.responses import Response, StreamingResponse

from api.deps import WITH_BODY, Current, described, marked
from api.errors import Problem, problem_of
from api.jobs.job import PATH, State
from api.jobs.kinds import as_typed, kinds
from api.prefix import below
from api.schemas.jobs import JobShape, JobsShape
from queries.errors import QueryError
from queries.limits import JOB
from queries.parameters import Parameters, allowed_or_raise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from api.jobs.job import Job
    from api.jobs.queue import Queue

router = APIRouter(tags=["jobs"])
KINDS = kinds()
CHUNK = 1 << 18
SUMMARIES = "; ".join(f"`{kind.name}`: {kind.summary.rstrip('.')} (parameters of `/{kind.route}`)" for kind in KINDS.values())  # fmt: skip
REQUEST = {"kind": "gaps", "parameters": {"method": "certified", "samples": 100000, "layer": "direct"}}
EXAMPLE = {
    "id": "5f0c2d9a1b7e4c38",
    "kind": "gaps",
    "parameters": {
        "baseline": "outward", "layer": "direct", "method": "certified", "samples": 100000, "seed": 0, "undated": "keep",
    },
    "state": "running",
    "progress": {"stage": "the table asked for, step 1", "done": 42000, "total": 100000, "unit": "samples"},
    "created": "2026-11-24T12:00:00.000+00:00",
    "started": "2026-11-24T12:00:00.010+00:00",
    "finished": None,
    "graph_version": "f2bd416c30119016",
    "partial": {
        "what": "the certified table of 1000 samples, drawn apart from those of the result",
        "link": f"{PATH}/5f0c2d9a1b7e4c38/partial",
    },
    "result": None,
    "media_type": None,
    "bytes": None,
    "error": None,
    "links": {
        "self": f"{PATH}/5f0c2d9a1b7e4c38",
        "route": "/api/v1/sectors/gaps?samples=100000&method=certified",
        "result": None,
        "partial": f"{PATH}/5f0c2d9a1b7e4c38/partial",
    },
}  # fmt: skip
BYTES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer of the route, with its media type",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}, "example": '{"layer":"direct",…}'}},
    }
}  # fmt: skip
ANYTHING = {"type": "object", "additionalProperties": True}
Change = dict[str, str | list[str] | None]
Value = str | int | float | bool | list[str | int] | list[Change] | None


def known_kind(value: str) -> str:
    """Accept the name of a kind."""
    allowed_or_raise(as_typed(value), list(KINDS))
    return value


KindName = Annotated[
    str, AfterValidator(known_kind), Field(description=SUMMARIES, json_schema_extra={"enum": list(KINDS)})
]


class JobParameters(Parameters):
    """The kind and parameters of a job."""

    kind: KindName
    parameters: Annotated[dict[str, Value], WithJsonSchema(ANYTHING)] = Field(
        default_factory=dict, description="parameters of the route, as in its query; lists may replace comma-separated text"
    )  # fmt: skip


class JobsParameters(Parameters):
    """Filters of the list of jobs."""

    state: State | None = Field(default=None, description="only jobs in this state")
    kind: KindName | None = None


def queue_of(request: Request) -> Queue:
    """Return the queue of the application."""
    queue: Queue = request.app.state.jobs
    return queue


def described_job(queue: Queue, job: Job, status: int = 200) -> Response:
    """Answer with the description of a job."""
    headers = {"Location": below(job.path), "Cache-Control": "no-store"}
    if not job.ended:
        headers["Retry-After"] = "1"
    return Response(orjson.dumps(queue.as_dict(job)), status, headers, "application/json")


@router.post(
    "/jobs",
    responses={
        **described(JobShape, EXAMPLE, 404, *WITH_BODY),
        202: {
            "model": JobShape,
            "description": "Accepted; `Location` is the address of the job. 200: the same job exists already",
            "content": {"application/json": {"example": marked(EXAMPLE)}},
        },
    },
    summary="Submit a job for a long computation",
)
async def post_job(
    request: Request, view: Current, body: Annotated[JobParameters, Body(openapi_examples={"one": {"value": REQUEST}})]
) -> Response:  # fmt: skip
    """The job is queued; the same question on the same content runs only once. Needs no key, since nothing is written."""
    queue, kind = queue_of(request), KINDS[body.kind]
    try:
        parameters = kind.read(body.parameters)
        await asyncio.to_thread(kind.admit, replace(view, bounds=JOB), parameters)
    except QueryError as error:
        raise problem_of(error, in_job=True) from error
    job, new = await asyncio.to_thread(queue.submit, view, kind, parameters)
    return described_job(queue, job, 202 if new else 200)


@router.get(
    "/jobs", responses=described(JobsShape, {"results": [EXAMPLE]}), summary="List jobs, latest first"
)
async def get_jobs(request: Request, parameters: Annotated[JobsParameters, Query()]) -> Response:
    """When there are too many, those that ended longest ago are removed (see `limits` in `/`)."""
    queue = queue_of(request)
    queue.usable()
    with suppress(OSError):  # what is known is listed
        await asyncio.to_thread(queue.keep_up)
    found = [
        queue.as_dict(job)
        for job in queue.all()
        if parameters.state in {None, job.state} and parameters.kind in {None, job.kind}
    ]
    return Response(orjson.dumps({"results": found}), 200, {"Cache-Control": "no-store"}, "application/json")


@router.get(
    "/jobs/{id}", responses=described(JobShape, EXAMPLE, 404), summary="Show the state and progress of a job"
)
async def get_job(request: Request, id: str) -> Response:
    """State, progress, and links to the result or partial result; `error` says why the job failed."""
    queue = queue_of(request)
    return described_job(queue, queue.get(id))


@router.delete(
    "/jobs/{id}",
    responses={**described(JobShape, {**EXAMPLE, "state": "cancelled"}, 404), 204: {"description": "Removed"}},
    summary="Cancel a job, or remove an ended one",
)  # fmt: skip
async def delete_job(request: Request, id: str) -> Response:
    """A queued or running job is cancelled at once (200) and leaves no files; an ended job is removed with its result (204)."""
    queue = queue_of(request)
    job = await asyncio.to_thread(queue.remove, id)
    return Response(status_code=204) if job is None else described_job(queue, job)


@router.get(
    "/jobs/{id}/result",
    response_class=Response,
    responses={**described(JobShape, EXAMPLE, 404, 409), **BYTES},
    summary="Get the result of a finished job",
)
async def get_result(request: Request, id: str) -> Response:
    """The same bytes and media type as the answer of the route on that content."""
    queue = queue_of(request)
    job = queue.get(id)
    if job.state is not State.DONE:
        why = f": {job.error['detail']}" if job.error else " and has no result"
        raise Problem("job-not-done", "Job not done", 409, f"The job is {job.state}{why}")
    headers = {} if job.disposition is None else {"Content-Disposition": job.disposition}
    return await sent(job, queue.usable().result(job), headers, job.media_type)


@router.get(
    "/jobs/{id}/partial",
    response_class=Response,
    responses={**described(JobShape, EXAMPLE, 404, 409), **BYTES},
    summary="Get the partial result of a job",
)
async def get_partial(request: Request, id: str) -> Response:
    """For gaps: first the live table, then, with many samples, a certified table of fewer samples; the job says which."""
    queue = queue_of(request)
    job = queue.get(id)
    if job.partial is None:
        raise Problem(
            "job-not-done", "Job not done", 409, f"The job is {job.state} and has no partial result"
        )
    return await sent(job, queue.usable().partial(job), {}, "application/json")


async def sent(job: Job, path: Path, headers: dict[str, str], media_type: str | None) -> Response:
    """Send a file of a job.

    Raises:
        Problem: the file was removed in the meantime (404).
    """
    try:
        file = await asyncio.to_thread(path.open, "rb")
    except FileNotFoundError:
        detail = f"The file of the job {job.id} was removed just now. See /api/v1/jobs."
        raise Problem("unknown-job", "Unknown job", 404, detail) from None
    size = os.fstat(file.fileno()).st_size
    about = {**headers, "Content-Length": str(size), "Cache-Control": "no-cache"}
    return StreamingResponse(chunks(file), 200, about, media_type)


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """Read a file in pieces."""
    with file:
        while piece := file.read(CHUNK):
            yield piece
