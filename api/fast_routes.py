"""Routes that most calls are for: what the framework spends on a call costs more than the answer.

Such a route is declared like any other, so that the OpenAPI document is the same. Its words are read once for each query
string, and its calls are led past the framework's search for a route; errors are answered by the same handlers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.routing import compile_path

from api.deps import view_of
from api.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from fastapi import APIRouter
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

MOST_WORDS = 100
M = TypeVar("M", bound=BaseModel)


@lru_cache(maxsize=8192)
def read_words(model: type[BaseModel], query: bytes) -> BaseModel:
    """Read a query string as the words of a route; a word given twice counts as a set.

    Raises:
        RequestValidationError: a word is unknown or its value cannot be.
    """
    given: dict[str, str] = {}
    for name, value in read_pairs(query):
        given[name] = f"{given[name]},{value}" if name in given else value
    return validated(model, given)


def read_pairs(query: bytes) -> list[tuple[str, str]]:
    """Cut a query string into words and values.

    Raises:
        RequestValidationError: there are too many.
    """
    try:
        return parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_WORDS)
    except ValueError:
        fault = {
            "loc": ("query",),
            "msg": f"more than {MOST_WORDS} words | ask with fewer",
            "type": "value_error",
            "input": "",
        }
        raise RequestValidationError([fault]) from None


def validated(model: type[M], given: dict[str, str]) -> M:
    """Make the words of a route from their texts.

    Raises:
        RequestValidationError: a word is unknown or its value cannot be.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = [{**fault, "loc": ("query", *fault["loc"])} for fault in error.errors(include_url=False)]
        raise RequestValidationError(faults) from None


class DirectRoute(APIRoute):
    """A GET route `(view, id, words, accept)`, called with nothing of the framework between."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the function that answers a request."""
        endpoint = self.endpoint
        words = read_type(endpoint)

        async def answer(request: Request) -> Response:
            scope = request.scope
            view = await view_of(request)
            found: Response = await endpoint(
                view,
                scope["path_params"]["id"],
                read_words(words, scope["query_string"]),
                dict(scope["headers"]).get(b"accept", b"").decode("latin-1"),
            )
            return found

        return answer


class Lane:
    """Leads GET requests of some routes, which read their words themselves, straight to them, and all others on."""

    def __init__(self, app: ASGIApp, routers: Sequence[APIRouter], prefix: str) -> None:
        self.app = app
        self.routes = [
            (compile_path(f"{prefix}{route.path}")[0], route, route.get_route_handler())
            for router in routers
            for route in router.routes
            if isinstance(route, APIRoute)
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            for pattern, route, handler in self.routes:
                found = pattern.match(scope["path"])
                if found is not None:
                    scope["path_params"], scope["route"] = found.groupdict(), route
                    request = Request(scope, receive)
                    try:
                        response = await handler(request)
                    except (Problem, RequestValidationError) as error:
                        response = scope["app"].exception_handlers[type(error)](request, error)
                    await response(scope, receive, send)
                    return
        await self.app(scope, receive, send)


def read_type(endpoint: Callable[..., Any]) -> type[BaseModel]:
    """Find the model of a route's words in its signature."""
    hint = get_type_hints(endpoint)["words"]
    assert isinstance(hint, type)
    assert issubclass(hint, BaseModel)
    return hint
