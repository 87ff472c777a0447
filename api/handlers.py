"""Answer errors as problems: those of the framework, of questions and of the store."""

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

from api.errors import HUNG_UP, NOTHING, Problem, problem_of, without_address
from graph.extras import NotInstalled
from graph.store import StoreEmpty, StoreError
from queries.errors import Fault, Invalid, QueryError, ended
from queries.validation import faults_of, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI, Request


def invalid_request(error: RequestValidationError, known: Sequence[str]) -> Invalid:
    """Turn the framework's validation errors into faults, without the leading “query” or `body`."""
    found: list[dict[str, Any]] = []
    for item in error.errors():
        whole = tuple(item["loc"]) == ("body",)
        kind = "model_type" if whole and item["type"] == "missing" else item["type"]  # the body is null
        found.append({**item, "type": kind, "loc": item["loc"] if whole else item["loc"][1:] or item["loc"]})
    return Invalid(faults_of(found, known))


def unreadable(cause: BaseException | None) -> Problem:
    """Say why a request body is not a text in UTF-8, and where; or that it is nested too deeply."""
    fault = Fault("body", "it cannot be read as JSON", "send JSON in UTF-8, nested a few levels deep")
    if isinstance(cause, UnicodeDecodeError):
        before = cause.object[: cause.start]
        line, column = before.count(b"\n") + 1, cause.start - before.rfind(b"\n")
        fault = Fault("body", f"not valid UTF-8 (line {line}, byte {column})", "send JSON in UTF-8")
    return Problem("invalid-parameter", "Invalid parameter", 422, fault.sentence, [fault])


def broken_json(error: RequestValidationError) -> Problem | None:
    """Say where a request body is not JSON; None if it is."""
    item = next((one for one in error.errors() if one["type"] == "json_invalid"), None)
    if item is None:
        return None
    before, reason = str(error.body or "")[: int(item["loc"][-1])], str(item.get("ctx", {}).get("error", ""))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    rule = f"not valid JSON (line {line}, column {column})" + (f": {reason}" if reason else "")
    fault = Fault("body", rule, "send valid JSON")
    return Problem(
        "invalid-parameter", "Invalid parameter", 422, f"The request body is {ended(rule)}", [fault]
    )


TITLES = {404: ("unknown-route", "No such route"), 405: ("method-not-allowed", "Method not allowed")}
REMEDIES = {
    404: "Nothing is at this address: /api/v1/ lists the routes, /api/v1/openapi.json describes them.",
    405: "This address does not support this method: see the Allow header.",
}
JSON = "application/json"
NO_JSON = Problem(
    "unsupported-media-type",
    "Unsupported media type",
    415,
    f"The request body must be JSON: send Content-Type: {JSON}.",
)


def install(app: FastAPI) -> None:
    """Answer all errors of an application with problems."""

    def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return error.response(request.url.path)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        route = getattr(request.scope.get("route"), "dependant", None)
        if getattr(route, "body_params", ()) and not request.headers.get("content-type", "").startswith(JSON):
            return NO_JSON.response(request.url.path)
        if (broken := broken_json(error)) is not None:
            return broken.response(request.url.path)
        parameters = [*getattr(route, "query_params", ()), *getattr(route, "body_params", ())]
        known = [name for p in parameters for name in names_of(p.field_info.annotation) or [p.alias]]
        return problem_of(invalid_request(error, known)).response(request.url.path)

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, QueryError)
        return problem_of(error).response(request.url.path)

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status, headers = error.status_code, dict(error.headers or {})
        if isinstance(
            error.__cause__, Problem
        ):  # the framework wraps errors raised while a request body is read
            return error.__cause__.response(request.url.path)
        if isinstance(error.__cause__, ClientDisconnect):
            return Response(status_code=HUNG_UP)
        if status == HTTPStatus.BAD_REQUEST:
            return unreadable(error.__cause__).response(request.url.path)
        if status == HTTPStatus.METHOD_NOT_ALLOWED and (methods := methods_of(request)):
            headers["Allow"] = ", ".join(methods)
        kind, title = TITLES.get(status, ("http", HTTPStatus(status).phrase))
        answer = Problem(kind, title, status, REMEDIES.get(status, str(error.detail)), headers=headers)
        return answer.response(request.url.path)

    def store(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        detail = without_address(error, request.scope["serving"].store)
        kind, title = NOTHING if isinstance(error, StoreEmpty) else ("store", "The store cannot answer")
        answer = Problem(kind, title, 503, detail, headers={"Retry-After": "5"})
        return answer.response(request.url.path)

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotInstalled)
        answer = Problem("not-installed", "Not installed here", 501, str(error))
        return answer.response(request.url.path)

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(QueryError, refused)
    app.add_exception_handler(NotInstalled, missing)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(StoreError, store)


def methods_of(request: Request) -> list[str]:
    """List all methods of an address; the framework lists only those of the first matching route."""
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    if own := paths.get(request.url.path):
        return sorted(map(str.upper, own))
    fitting = [operations for path, operations in paths.items() if compiled(path).match(request.url.path)]
    return sorted({method.upper() for operations in fitting for method in operations})


@cache
def compiled(path: str) -> re.Pattern[str]:
    """Compile an address with ids in it."""
    return compile_path(path)[0]
