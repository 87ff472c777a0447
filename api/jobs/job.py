"""A job: its question, progress and result."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast

import orjson

from api.prefix import below

if TYPE_CHECKING:
    from api.errors import Problem

PATH = "/api/v1/jobs"


class State(StrEnum):
    """The state of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = frozenset({State.QUEUED, State.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job at one moment.

    Attributes:
        id, kind: 16 hexadecimal digits; the name of a kind of job.
        parameters: those of the question, including defaults.
        created, started, finished: moments (ISO 8601, UTC).
        graph_version: content it runs on; while queued, the content served when it was submitted.
        progress: stage, done, total (null if unknown) and unit.
        partial: description of the partial result, if there is one.
        media_type, disposition, size: those of the result, size in bytes; null until it exists.
        error: a problem.
        attempts: how often it was started.
    """

    id: str
    kind: str
    parameters: dict[str, Any]
    created: str
    graph_version: str
    state: State = State.QUEUED
    started: str | None = None
    finished: str | None = None
    progress: dict[str, Any] | None = None
    partial: str | None = None
    media_type: str | None = None
    disposition: str | None = None
    size: int | None = None
    error: dict[str, Any] | None = None
    attempts: int = 0

    @property
    def path(self) -> str:
        """The address of the job."""
        return f"{PATH}/{self.id}"

    @property
    def ended(self) -> bool:
        """Whether it is done, failed or cancelled."""
        return self.state not in OPEN

    def asks(self, kind: str, parameters: dict[str, Any]) -> bool:
        """Return whether it has this kind and these parameters."""
        return self.kind == kind and self.parameters == parameters

    def stands_for(self, version: str) -> bool:
        """Return whether it also answers for this graph version; a queued job will run on the content of that time."""
        return self.state is State.QUEUED or (
            self.state in {State.RUNNING, State.DONE} and self.graph_version == version
        )

    def failed(self, problem: Problem) -> Job:
        """Return the job as failed, with a problem."""
        return replace(self, state=State.FAILED, finished=now(), error=problem.as_dict(self.path))

    def as_dict(self, route: str) -> dict[str, Any]:
        """Return its description for clients; `route` is the address that answers the same question directly."""
        result = f"{self.path}/result" if self.state is State.DONE else None
        partial = f"{self.path}/partial" if self.partial else None
        links = {"self": self.path, "route": route, "result": result, "partial": partial}
        return {
            "id": self.id,
            "kind": self.kind,
            "parameters": self.parameters,
            "state": self.state,
            "progress": self.progress,
            "created": self.created,
            "started": self.started,
            "finished": self.finished,
            "graph_version": self.graph_version,
            "partial": {"what": self.partial, "link": below(partial)} if partial else None,
            "result": result and below(result),
            "media_type": self.media_type,
            "bytes": self.size,
            "error": self.error,
            "links": {name: link and below(link) for name, link in links.items()},
        }

    def written(self) -> bytes:
        """Encode it for the folder."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)


def new_job(kind: str, parameters: dict[str, Any], graph_version: str) -> Job:
    """Make a queued job."""
    return Job(id=token_hex(8), kind=kind, parameters=parameters, created=now(), graph_version=graph_version)


def read_job(text: bytes) -> Job:
    """Read a job from the folder.

    Raises:
        ValueError: it is not a job.
    """
    found = orjson.loads(text)
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(Job)}:
        raise ValueError("it does not have the members of a job")
    members = cast("dict[str, Any]", found)
    kinds = {
        "id": str,
        "kind": str,
        "parameters": dict,
        "created": str,
        "graph_version": str,
        "attempts": int,
    }
    wrong = [name for name, kind in kinds.items() if not isinstance(members[name], kind)]
    if wrong:
        raise ValueError(f"{wrong[0]} is not of type {kinds[wrong[0]].__name__}")
    members["state"] = State(members["state"])
    return Job(**members)


def now() -> str:
    """Return the present time."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
