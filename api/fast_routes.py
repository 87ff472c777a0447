"""Fast routes for the most frequent calls, where the framework's overhead exceeds the time of the answer.

Such a route is declared like any other, so that the OpenAPI document is the same. Its parameters are cached for each query
string, and its calls bypass the framework's routing; errors are handled in the same way.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints
from urllib.parse import parse_qsl

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.routing import compile_path

from api.deps import refuse_repeated, view_of
from api.errors import Problem, problem_of
from queries.errors import QueryError, refuse
from queries.validation import read

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from fastapi import APIRouter
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

MOST_PARAMETERS = 100
M = TypeVar("M", bound=BaseModel)


@lru_cache(maxsize=8192)
def read_parameters(model: type[M], query: bytes) -> M:
    """Read a query string as parameters of a route; a repeated set is joined with commas.

    Raises:
        Invalid: a parameter is unknown, is repeated and no set, or has an invalid value.
    """
    given: dict[str, str] = {}
    pairs = read_pairs(query)
    refuse_repeated([name for name, _ in pairs], [model])
    for name, value in pairs:
        given[name] = f"{given[name]},{value}" if name in given else value
    return read(model, given)


def read_pairs(query: bytes) -> list[tuple[str, str]]:
    """Split a query string into parameters and values.

    Raises:
        Invalid: there are too many parameters.
    """
    try:
        return parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        refuse("query", f"more than the maximum of {MOST_PARAMETERS} parameters", "use fewer")


class DirectRoute(APIRoute):
    """A GET route `(request, view, id, parameters, accept)`, called without the framework's parameter handling."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function that answers a request."""
        endpoint = self.endpoint
        model = read_type(endpoint)

        async def answer(request: Request) -> Response:
            scope = request.scope
            view = await view_of(request)
            found: Response = await endpoint(
                request,
                view,
                scope["path_params"]["id"],
                read_parameters(model, scope["query_string"]),
                dict(scope["headers"]).get(b"accept", b"").decode("latin-1"),
            )
            return found

        return answer


class Lane:
    """Passes GET requests of some routes directly to them, and all others on."""

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
                    except Problem as problem:
                        response = problem.response(request.url.path)
                    except QueryError as error:
                        response = problem_of(error).response(request.url.path)
                    await response(scope, receive, send)
                    return
        await self.app(scope, receive, send)


def read_type(endpoint: Callable[..., Any]) -> type[BaseModel]:
    """Find the model of a route's parameters in its signature."""
    hint = get_type_hints(endpoint)["parameters"]
    assert isinstance(hint, type)
    assert issubclass(hint, BaseModel)
    return hint
