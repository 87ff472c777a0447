"""Routes whose words are read once for each query string: what the framework spends on a call costs more than the answer.

The route is declared like any other, so that the OpenAPI document and the errors are the same; only reading its words is
taken over.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_type_hints
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError

from api.deps import view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.requests import Request
    from starlette.responses import Response

MOST_WORDS = 100


@lru_cache(maxsize=8192)
def read_words(model: type[BaseModel], query: bytes) -> BaseModel:
    """Read a query string as the words of a route; a word given twice counts as a set.

    Raises:
        RequestValidationError: a word is unknown or its value cannot be.
    """
    given: dict[str, str] = {}
    try:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_WORDS)
    except ValueError:
        fault = {
            "loc": ("query",),
            "msg": f"more than {MOST_WORDS} words | ask with fewer",
            "type": "value_error",
            "input": "",
        }
        raise RequestValidationError([fault]) from None
    for name, value in pairs:
        given[name] = f"{given[name]},{value}" if name in given else value
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


def read_type(endpoint: Callable[..., Any]) -> type[BaseModel]:
    """Find the model of a route's words in its signature."""
    hint = get_type_hints(endpoint)["words"]
    assert isinstance(hint, type)
    assert issubclass(hint, BaseModel)
    return hint
