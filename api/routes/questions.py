"""A GET route for each question of the registry, except those with a route of their own."""

from __future__ import annotations

import asyncio
import inspect
import re
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.deps import Current, described, json_bytes
from api.links import linked
from queries.registry import questions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from queries.registry import Question
    from queries.view import View

router = APIRouter()
ELSEWHERE = frozenset(
    {
        "explain",
        "neighbourhood",
        "resolve",
        "scene",
        "loads",
        "load_changes",
        "whatif",
        "network_of_set",
        "enrichment",
    }
)
"""Questions with a route of their own, in addition to records and lists."""
OPERATIONS = {"measures": "list_measures", "structure_by_year": "structure_years"}
"""Question → its name in typed clients, if different."""
PAGED, SIZED = 410, 413
NOT_FOUND = 404


def route_of(question: Question) -> Callable[..., Awaitable[Response]]:
    """Make the function that answers a question."""

    def answer(view: View, subject: list[str], parameters: Any) -> tuple[bytes, str | None]:
        if "cursor" not in question.parameters.model_fields:
            return question.encoded(view, *subject, parameters=parameters), None
        result = question.answer(view, *subject, parameters)
        return result.encoded(), getattr(result, "next", None)

    async def ask(request: Request, view: View, parameters: Any, **subject: str) -> Response:
        ids = [subject[name] for name in question.subject]
        if question.quick:
            body, following = answer(view, ids, parameters)
        else:
            body, following = await asyncio.to_thread(answer, view, ids, parameters)
        return linked(json_bytes(body), request.scope, following)

    places = [
        inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request),
        inspect.Parameter("view", inspect.Parameter.KEYWORD_ONLY, annotation=Current),
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=str)
            for name in question.subject
        ),
        inspect.Parameter(
            "parameters", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[question.parameters, Query()]
        ),
    ]
    ask.__signature__ = inspect.Signature(places)  # type: ignore[attr-defined]
    ask.__annotations__ = {place.name: place.annotation for place in places}
    ask.__doc__ = question.description or None
    return ask


def mount(question: Question) -> None:
    """Mount one question."""
    fields = question.parameters.model_fields
    problems = [
        *([NOT_FOUND] if question.subject or fields.keys() & {"source", "around"} else []),
        *([PAGED] if "cursor" in fields else []),
        *([SIZED] if question.name in SIZED_QUESTIONS else []),
    ]
    router.add_api_route(
        f"/{question.path}",
        route_of(question),
        methods=["GET"],
        name=OPERATIONS.get(question.name, question.name),
        tags=[question.topic],
        summary=question.summary,
        responses=described(question.result, question.example, *problems),
    )


SIZED_QUESTIONS = frozenset({"gaps", "structure", "structure_by_year"})
"""Questions with a size limit."""
for _question in sorted(
    questions().values(), key=lambda one: re.sub(r"\{", "~", one.path)
):  # sectors/gaps before sectors/{id}
    if _question.topic != "records" and _question.name not in ELSEWHERE:
        mount(_question)
