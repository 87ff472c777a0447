"""The shapes of jobs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schemas.problems import ProblemShape
from api.schemas.wire import Wire


class JobProgress(Wire):
    """How far a job is; `total` is null where nobody knows it beforehand."""

    stage: str
    done: int
    total: int | None
    unit: Literal["samples", "bytes", "parts", "years"]


class PartialResult(Wire):
    """What is there before the result, and what it is."""

    what: str
    link: str


class JobLinks(Wire):
    """Addresses; `route` asks the same question of the route, which answers at once where it is small enough."""

    self: str
    route: str
    result: str | None
    partial: str | None


class JobShape(Wire):
    """One job: what was asked, how far it is, and what came of it."""

    id: str
    kind: str
    parameters: dict[str, Any]
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: JobProgress | None
    created: str
    started: str | None
    finished: str | None
    graph_version: str = Field(description="content it runs on; while queued, what was served when it came")
    partial: PartialResult | None
    result: str | None
    media_type: str | None
    bytes: int | None
    error: ProblemShape | None
    links: JobLinks


class JobsShape(Wire):
    """Jobs, the latest first."""

    results: list[JobShape]
