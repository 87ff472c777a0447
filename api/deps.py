"""What routes share: the view of a request, encoded answers, documented problems, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, cast, get_args, get_origin

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.limits import LIMITS as LIMITS  # noqa: PLC0414  # routes import them from here
from api.schemas.problems import ProblemShape
from queries.errors import refuse
from queries.result import Shape
from queries.view import View

NULL_MARK = "\0null"
WITH_BODY = (408, 413, 415)
"""Statuses of routes with a request body."""
ALWAYS = (401, 422, 429, 503)
"""Statuses of all routes: a key that is sent must be known, even for reading."""


async def view_of(request: Request) -> View:
    """Return the view of the request."""
    view = request.scope["view"] or request.scope["serving"].current()
    assert isinstance(view, View)
    return view


def refuse_repeated(names: Sequence[str], models: Iterable[Any]) -> None:
    """Refuse parameters given twice, except sets.

    Raises:
        Invalid: a parameter is given twice, so that one of the two would be ignored.
    """
    if len(set(names)) == len(names):
        return
    fields = {
        field.alias or name: field
        for model in models
        for name, field in getattr(model, "model_fields", {}).items()
    }
    for name, times in Counter(names).items():
        field = fields.get(name)
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        if times > 1 and not any(get_origin(kind) in {frozenset, list} for kind in kinds):
            refuse(name[:60], "given twice", "give it once")


async def once(request: Request) -> None:
    """Refuse a query with a parameter given twice, except sets."""
    names = [name for name, _ in request.query_params.multi_items()]
    if len(set(names)) < len(names):
        route = getattr(request.scope.get("route"), "dependant", None)
        refuse_repeated(names, [one.field_info.annotation for one in getattr(route, "query_params", ())])


Current = Annotated[View, Depends(view_of)]
Accept = Annotated[str, Header(include_in_schema=False)]


def json_bytes(content: bytes) -> Response:
    """Answer with encoded JSON."""
    return Response(content, media_type="application/json")


def described(shape: type[BaseModel], example: Any, *problems: int) -> dict[int | str, dict[str, Any]]:
    """Document a route's answers: the shape with an example, and its problems."""
    whole = example.to_dict() if isinstance(example, Shape) else example
    answer = {"model": shape, "content": {"application/json": {"example": marked(whole)}}}
    return with_problems(answer, *problems)


def marked(part: Any) -> Any:
    """Mark null values, since the framework drops them from the document; `api.document` restores them."""
    if isinstance(part, dict):
        return {name: marked(inner) for name, inner in cast("dict[str, Any]", part).items()}
    if isinstance(part, list):
        return [marked(inner) for inner in part]
    return NULL_MARK if part is None else part


def with_problems(answer: dict[str, Any], *problems: int) -> dict[int | str, dict[str, Any]]:
    """Add the answers that all routes share."""
    documented: dict[int | str, dict[str, Any]] = {
        200: answer,
        304: {"description": "Not modified: the ETag still matches"},
    }
    titles = {
        401: "The API key is unknown or missing",
        403: "The API key lacks the scope",
        404: "Unknown id",
        406: "No accepted media type is available",
        408: "The request body arrived too slowly",
        409: "Not possible in this state",
        410: "Expired cursor",
        412: "Changed since the version of If-Match",
        413: "Too large",
        415: "Unsupported media type",
        422: "Invalid parameter",
        429: "Too many requests: see Retry-After",
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
