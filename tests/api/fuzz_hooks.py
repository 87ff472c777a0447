"""What schemathesis is told about this API: zips, jobs that are not left behind, and which valid requests may be refused."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.generation import GenerationMode

ANYWHERE = frozenset({"cursor", "sort", "fields", "filters", "group_by"})
"""Parameters whose value only the content can judge, and the number of filters."""
AT = {
    "/api/v1/aggregate": {"group_by", "predicates", "as_of", "since", "undated"},  # which go together
    "/api/v1/capabilities": {"columns"},  # patent classes, only where there are patents
    "/api/v1/capabilities/{id}": {"columns"},
    "/api/v1/changes": {"until"},  # not before since
    "/api/v1/export": {"part", "positions", "limit"},  # which go together
    "/api/v1/jobs": {"*"},  # the words of a route, which the document describes there
    "/api/v1/measures/{name}": {"*"},  # a measure's own parameters
    "/api/v1/paths": {"avoid"},  # not one of the two ends
    "/api/v1/resolve": {"records"},  # a record needs a name
    "/api/v1/review": {
        "decision",
        "pair",
        "decisions",
    },  # one that the status can have; two different ids; each pair once
    "/api/v1/review/{pair}": {"pair"},  # two different ids
    "/api/v1/enrichment": {"ids", "body", "by", "background"},  # two organisations that exist
    "/api/v1/networks": {"body"},  # ids or names
    "/api/v1/sectors/gaps": {"samples"},  # only where the method draws them
    "/api/v1/workspaces": {"files", "options", "mapping"},  # names of files
    **{
        f"/api/v1/workspaces/{{id}}{end}": {"mapping", "options", "origin"}
        for end in ("", "/preview", "/take")
    },  # a mapping is a text or an object
    "/api/v1/sectors/{sector_a}/{sector_b}/bridges": {"sector_a", "sector_b"},  # two different ones
    "/api/v1/sectors/{sector_a}/{sector_b}/gap": {"sector_a", "sector_b"},  # two different ones
    "/api/v1/scenarios": {
        "changes",
        "conversion",
    },  # each adds or removes one thing that exists; estimated only from past programmes
    "/api/v1/briefs": {"id", "parameters", "topic"},  # which topic takes which
    "/api/v1/programmes/evaluation": {"until"},  # not before from
    "/api/v1/structure/years": {"from", "until"},  # not too many years
}
BY_RULE = frozenset(
    {
        "unreadable-files",
        "invalid-record",
        "invalid-upload",
        "expired-cursor",
        "expired-version",
        "too-many-samples",
        "too-many-ties",
    }
)
LEAP_DAY = "02-29"
ORDERS = (LEAP_DAY, "is after as_of", ") is before ", "an empty filter is not allowed")
"""Rules between two parameters, or on a text, that the document cannot tell."""


@schemathesis.serializer("application/zip")
def zipped(ctx: Any, value: Any) -> Any:
    """Send what is no zip as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.check
def refused_only_for_what_no_schema_says(ctx: Any, response: Any, case: Any) -> None:
    """What fits the document is answered, unless a rule speaks against it that no schema can say."""
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return
    if response.status_code not in {410, 413, 415, 422}:
        return
    problem = response.json()
    if problem["type"].partition("#")[2] in BY_RULE:
        return
    known = ANYWHERE | AT.get(case.operation.path, set())
    if case.method == "PUT":
        known |= {"id", "attributes"}  # the body's is that of the address, if it has one; values are plain
    for fault in problem["errors"]:
        name = fault["parameter"].partition(".")[0]
        by_rule = any(words in fault["rule"] for words in ORDERS)
        assert "*" in known or name in known or by_rule, problem["detail"]
    assert problem["errors"], problem["detail"]


@schemathesis.check
def every_error_is_a_problem(ctx: Any, response: Any, case: Any) -> None:
    """An error has the shape of a problem, says its own status, and names a type."""
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"]
        problem = response.json()
        assert problem["status"] == response.status_code
        assert problem["type"].startswith("/docs/problems#")
        assert problem["detail"]


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Cancel a job as soon as it is there: twenty that wait would make the server refuse more, as it should."""
    if case.method == "POST" and response.status_code == 202 and "location" in response.headers:
        import requests

        location = response.headers["location"][0]
        requests.delete(response.request.url.partition("/api/")[0] + location, timeout=30)
