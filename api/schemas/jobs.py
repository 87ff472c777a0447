"""The shapes of jobs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schemas.problems import ProblemShape
from api.schemas.wire import Wire


class JobProgress(Wire):
    """Progress of a job; `total` is null if unknown."""

    stage: str
    done: int
    total: int | None
    unit: Literal["samples", "bytes", "parts", "years", "draws"]


class PartialResult(Wire):
    """A partial result: its description and address."""

    what: str
    link: str


class JobLinks(Wire):
    """Addresses of a job; `route` answers the same question directly if it is small enough."""

    self: str
    route: str
    result: str | None
    partial: str | None


class JobShape(Wire):
    """A job: its question, progress and result."""

    id: str
    kind: str
    parameters: dict[str, Any]
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: JobProgress | None
    created: str
    started: str | None
    finished: str | None
    graph_version: str = Field(
        description="content it runs on; while queued, the content served when it was submitted"
    )
    partial: PartialResult | None
    result: str | None
    media_type: str | None
    bytes: int | None
    error: ProblemShape | None
    links: JobLinks


class JobsShape(Wire):
    """Jobs, latest first."""

    results: list[JobShape]
