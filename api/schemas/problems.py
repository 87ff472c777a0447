"""The shape of an error."""

from __future__ import annotations

from pydantic import Field

from api.schemas.wire import Wire


class ProblemFault(Wire):
    """A fault in a request."""

    parameter: str
    rule: str
    remedy: str


class ProblemShape(Wire):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ProblemFault] = Field(default_factory=list)
