"""Errors as RFC 9457 problems: type, title, status, detail, instance, and for each fault the parameter, rule and remedy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from api.prefix import below
from graph.errors import Carried
from queries.errors import (
    Expired,
    ExpiredVersion,
    Fault,
    Invalid,
    NotFound,
    QueryError,
    TooLarge,
    TooManySamples,
    TooManyTies,
    Unavailable,
)

if TYPE_CHECKING:
    from starlette.responses import Response

    from graph.store import Store, StoreError

PROBLEMS = "/docs/problems"
MEDIA_TYPE = "application/problem+json"
HUNG_UP = 499
"""Status in metrics and log for a client that disconnected before the answer; it is never sent."""
NOTHING = ("nothing-loaded", "Nothing loaded")
"""Kind and title of the problem of an empty store."""


@dataclass
class Problem(Carried):
    """A request that cannot be answered; `kind` is the anchor on the page of problems."""

    kind: str
    title: str
    status: int
    detail: str
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, instance: str) -> Response:
        """Make the response for a requested path."""
        from starlette.responses import Response

        members = self.as_dict(instance)
        try:
            body = orjson.dumps(members)
        except TypeError:  # the request had an unpaired surrogate, which JSON cannot hold
            body = json.dumps(members, ensure_ascii=False).encode("utf-8", "replace")
        return Response(body, self.status, dict(self.headers), MEDIA_TYPE)

    def as_dict(self, instance: str) -> dict[str, Any]:
        """Return the members of the problem for a requested path."""
        return {
            "type": f"{below(PROBLEMS)}#{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": below(instance),
            "errors": [{"parameter": e.parameter, "rule": e.rule, "remedy": e.remedy} for e in self.errors],
        }


INVALID = ("invalid-parameter", "Invalid parameter", 422)
PROBLEM_OF: Mapping[type[QueryError], tuple[str, str, int]] = {
    Invalid: INVALID,
    NotFound: ("unknown-{what}", "Unknown {what}", 404),
    TooManySamples: ("too-many-samples", "Too many samples", 413),
    TooManyTies: ("too-many-ties", "Too many ties", 413),
    TooLarge: ("result-too-large", "Result too large", 413),
    ExpiredVersion: ("expired-version", "Expired version", 410),
    Expired: ("expired-cursor", "Expired cursor", 410),
    Unavailable: ("store", "The store cannot answer", 503),
}
"""Error class → kind, title and status of the problem; the first class that matches counts."""
POINTERS = {
    "node": "Look it up with /api/v1/search.",
    "organisation": "Look it up with /api/v1/search.",
    "technology": "Look it up with /api/v1/search.",
    "programme": "Look it up with /api/v1/search.",
    "relation": "Relations are listed by /api/v1/relations.",
    "source": "Sources are listed by /api/v1/sources.",
    "measure": "Measures are listed by /api/v1/measures.",
    "load": "Loads are listed by /api/v1/loads.",
    "sector": "Sectors are listed by /api/v1/sectors.",
}
"""Subject of an error → the route that lists the right names."""
BY_JOB = "POST the same parameters to /api/v1/jobs for more."


def problem_of(error: QueryError, *, in_job: bool = False) -> Problem:
    """Turn an error of a question into a problem: the same sentence, with a pointer to a route."""
    kind, title, status = next(known for of, known in PROBLEM_OF.items() if isinstance(error, of))
    what, detail = getattr(error, "what", ""), str(error)
    pointer = ""
    if isinstance(error, NotFound) and not error.faults[0].remedy:
        pointer = POINTERS.get(error.what, "")
    elif isinstance(error, TooLarge) and not in_job:
        pointer = BY_JOB
    faults = [
        Fault(one.parameter, one.rule, " ".join(filter(None, [one.remedy, pointer]))) for one in error.faults
    ]
    return Problem(
        kind.format(what=what), title.format(what=what), status, f"{detail} {pointer}".strip(), faults
    )


def without_address(error: StoreError, store: Store) -> str:
    """Describe an error of a store without its address, which is internal: a path or a host."""
    return str(error).replace(store.address, "the store")
