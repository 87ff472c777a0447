"""Whatever goes wrong with a request, answered as a problem: what the framework finds, what the store says."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import compile_path

from api.errors import HUNG_UP, NOTHING, Fault, Problem, without_address
from graph.extras import NotInstalled
from graph.near import nearest
from graph.store import StoreEmpty, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI, Request


def validation_problem(error: RequestValidationError, known: Sequence[str]) -> Problem:
    """Turn what the framework found wrong with the words of a request into faults."""
    faults = [fault_of(item, known) for item in error.errors()]
    first = faults[0]
    detail = f"{first.parameter}: {first.rule}: {first.remedy}"
    return Problem("invalid-parameter", "Invalid parameter", 422, detail, faults)


def fault_of(item: Mapping[str, Any], known: Sequence[str]) -> Fault:
    """Turn one finding of the framework into a fault."""
    where = [str(part) for part in item["loc"]]
    parameter = ".".join(where[1:]) or where[0]
    if item["type"] == "extra_forbidden":
        word = where[-1]
        return Fault(parameter, f"“{word}” is no known parameter", nearest(word, known))
    if item["type"] == "missing":
        return Fault(parameter, "required", f"give {parameter}")
    context = item.get("ctx", {})
    if "expected" in context and item["type"] in {"enum", "literal_error"}:
        expected = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return Fault(parameter, f"“{item['input']}” is not allowed", nearest(str(item["input"]), expected))
    rule = str(item["msg"]).removeprefix("Value error, ")
    rule, _, remedy = rule.partition(" | ")
    return Fault(parameter, rule, remedy or remedy_of(item["type"], context, str(item["input"])[:100]))


BOUNDS = {
    "le": "give {} or less",
    "ge": "give {} or more",
    "lt": "give less than {}",
    "gt": "give more than {}",
}
LENGTHS = {"max_length": "give at most {}", "min_length": "give at least {}"}
KINDS = {
    "int_": "give a whole number",
    "float_": "give a number",
    "bool_": "write true or false",
    "list_": "give a list",
}


def remedy_of(kind: str, context: Mapping[str, Any], given: str) -> str:
    """Say what would be taken instead of a value that the framework refused."""
    for bound, words in (BOUNDS | LENGTHS).items():
        if bound in context:
            return words.format(context[bound])
    for start, words in KINDS.items():
        if kind.startswith(start):
            return words
    return f"mend “{given}”"


TITLES = {404: ("unknown-route", "No such route"), 405: ("method-not-allowed", "Method not allowed")}
REMEDIES = {
    404: "There is nothing under this address: /api/v1/ lists the routes, /api/v1/openapi.json describes them.",
    405: "This address does not take this method: see the Allow header.",
}
JSON = "application/json"
NO_JSON = Problem(
    "unsupported-media-type",
    "Unsupported media type",
    415,
    f"The body must be JSON: send Content-Type: {JSON}.",
)
UNREADABLE = Problem(
    "invalid-parameter",
    "Invalid parameter",
    422,
    "body: it is no JSON that can be read: send JSON in UTF-8, nested a few levels deep",
    [Fault("body", "it is no JSON that can be read", "send JSON in UTF-8, nested a few levels deep")],
)


def install(app: FastAPI) -> None:
    """Answer every error of an application with a problem."""

    def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return error.response(request.url.path)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        asked = getattr(request.scope.get("route"), "dependant", None)
        if getattr(asked, "body_params", ()) and not request.headers.get("content-type", "").startswith(JSON):
            return NO_JSON.response(request.url.path)
        parameters = [*getattr(asked, "query_params", ()), *getattr(asked, "body_params", ())]
        known = [name for p in parameters for name in fields(p.field_info.annotation) or [p.alias]]
        return validation_problem(error, known).response(request.url.path)

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status, headers = error.status_code, dict(error.headers or {})
        if isinstance(error.__cause__, Problem):  # the framework takes what ends a body for its own fault
            return error.__cause__.response(request.url.path)
        if isinstance(error.__cause__, ClientDisconnect):
            return Response(status_code=HUNG_UP)
        if status == HTTPStatus.BAD_REQUEST:
            return UNREADABLE.response(request.url.path)
        if status == HTTPStatus.METHOD_NOT_ALLOWED and (methods := methods_of(request)):
            headers["Allow"] = ", ".join(methods)
        kind, title = TITLES.get(status, ("http", HTTPStatus(status).phrase))
        answer = Problem(kind, title, status, REMEDIES.get(status, str(error.detail)), headers=headers)
        return answer.response(request.url.path)

    def store(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        told = without_address(error, request.app.state.serving.store)
        kind, title = NOTHING if isinstance(error, StoreEmpty) else ("store", "The store cannot answer")
        answer = Problem(kind, title, 503, told, headers={"Retry-After": "5"})
        return answer.response(request.url.path)

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotInstalled)
        answer = Problem("not-installed", "Not installed here", 501, str(error))
        return answer.response(request.url.path)

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(NotInstalled, missing)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(StoreError, store)


def methods_of(request: Request) -> list[str]:
    """Name every method that an address takes; the framework names those of the first route that fits."""
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    fitting = [operations for path, operations in paths.items() if compiled(path).match(request.url.path)]
    return sorted({method.upper() for operations in fitting for method in operations})


@cache
def compiled(path: str) -> re.Pattern[str]:
    """Read an address with ids in it."""
    return compile_path(path)[0]


def fields(model: Any) -> list[str]:
    """Name the words of a parameter model, and of the models inside it."""
    own: dict[str, Any] = getattr(model, "model_fields", {})
    inner = [part for field in own.values() for part in getattr(field.annotation, "__args__", ())]
    return [
        *(field.alias or name for name, field in own.items()),
        *(w for part in inner for w in fields(part)),
    ]
