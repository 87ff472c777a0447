"""What routes share: the view of a request, answers as bytes, problems in the OpenAPI document, limits."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.limits import LIMITS as LIMITS  # noqa: PLC0414  # where routes look for them
from api.schemas.problems import ProblemShape
from queries.result import Shape
from queries.view import View

NULL_MARK = "\0null"
WITH_BODY = (408, 413, 415)
"""What a route that takes a body may answer."""
ALWAYS = (401, 422, 429, 503)
"""What any route may answer: a key that is sent must be known, even to read."""


async def view_of(request: Request) -> View:
    """Give the view that the request began with."""
    view = request.scope["view"] or request.app.state.serving.current()
    assert isinstance(view, View)
    return view


Current = Annotated[View, Depends(view_of)]
Accept = Annotated[str, Header(include_in_schema=False)]


def json_bytes(content: bytes) -> Response:
    """Answer with JSON that is already encoded."""
    return Response(content, media_type="application/json")


def described(shape: type[BaseModel], example: Any, *problems: int) -> dict[int | str, dict[str, Any]]:
    """Describe a route's answers for the OpenAPI document: the shape with a worked example, and its problems."""
    whole = example.to_dict() if isinstance(example, Shape) else example
    answer = {"model": shape, "content": {"application/json": {"example": marked(whole)}}}
    return with_problems(answer, *problems)


def marked(part: Any) -> Any:
    """Mark what is null, since the framework leaves null out of the document; `api.document` puts it back."""
    if isinstance(part, dict):
        return {name: marked(inner) for name, inner in cast("dict[str, Any]", part).items()}
    if isinstance(part, list):
        return [marked(inner) for inner in part]
    return NULL_MARK if part is None else part


def with_problems(answer: dict[str, Any], *problems: int) -> dict[int | str, dict[str, Any]]:
    """Put the answers that every route may give beside its own."""
    documented: dict[int | str, dict[str, Any]] = {
        200: answer,
        304: {"description": "Not modified: the ETag sent still holds"},
    }
    titles = {
        401: "The key sent is not known, or one is needed",
        403: "The key lacks the scope",
        404: "Unknown id",
        406: "Nothing here is of a type that is accepted",
        408: "The body came too slowly",
        409: "Not in this state",
        410: "Expired cursor",
        413: "Too large",
        415: "Unsupported media type",
        422: "Invalid parameter",
        429: "Too many requests: wait as Retry-After says",
        503: "Not ready",
    }
    for status in (*problems, *ALWAYS):
        documented[status] = {
            "model": ProblemShape,
            "description": titles[status],
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}
            },
        }
    return documented
