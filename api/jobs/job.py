"""One job: what was asked, how far it is, and what came of it."""

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
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = frozenset({State.QUEUED, State.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job at one moment.

    Attributes:
        id, kind: 16 hexadecimal digits; a name of the registry.
        parameters: those of the question, those left out included.
        created, started, finished: moments (ISO 8601, UTC).
        graph_version: content it runs on; while it is queued, what was served when it was asked for.
        progress: stage, done, total (null where it is not known) and their unit.
        partial: what the partial result is, if there is one.
        media_type, disposition, size: of the result, in bytes; null while there is none.
        error: a problem.
        attempts: how often it was begun.
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
        """Where it is told about."""
        return f"{PATH}/{self.id}"

    @property
    def ended(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self.state not in OPEN

    def asks(self, kind: str, parameters: dict[str, Any]) -> bool:
        """Tell whether it asks the same question."""
        return self.kind == kind and self.parameters == parameters

    def stands_for(self, version: str) -> bool:
        """Tell whether whoever asks the same on this content need not ask again: what waits will run on what is there then."""
        return self.state is State.QUEUED or (
            self.state in {State.RUNNING, State.DONE} and self.graph_version == version
        )

    def failed(self, problem: Problem) -> Job:
        """Give the same job, failed for a reason."""
        return replace(self, state=State.FAILED, finished=now(), error=problem.as_dict(self.path))

    def as_dict(self, route: str) -> dict[str, Any]:
        """Give what is told about it; `route` answers the same question at once, where it is small enough."""
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
        """Write it for the folder."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)


def new_job(kind: str, parameters: dict[str, Any], graph_version: str) -> Job:
    """Make a job that waits."""
    return Job(id=token_hex(8), kind=kind, parameters=parameters, created=now(), graph_version=graph_version)


def read_job(text: bytes) -> Job:
    """Read a job from the folder.

    Raises:
        ValueError: it is none.
    """
    found = orjson.loads(text)
    if not isinstance(found, dict) or set(found) != {field.name for field in fields(Job)}:
        raise ValueError("its members are not those of a job")
    given = cast("dict[str, Any]", found)
    kinds = {
        "id": str,
        "kind": str,
        "parameters": dict,
        "created": str,
        "graph_version": str,
        "attempts": int,
    }
    wrong = [name for name, kind in kinds.items() if not isinstance(given[name], kind)]
    if wrong:
        raise ValueError(f"{wrong[0]} is no {kinds[wrong[0]].__name__}")
    given["state"] = State(given["state"])
    return Job(**given)


def now() -> str:
    """Name this moment."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
