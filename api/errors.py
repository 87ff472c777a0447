"""Errors as RFC 9457 problems: type, title, status, detail, instance, and for each fault the parameter, rule and remedy."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import orjson

from api.prefix import below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from graph.store import Store, StoreError

PROBLEMS = "/docs/problems"
MEDIA_TYPE = "application/problem+json"
HUNG_UP = 499
"""The status under which a request is counted whose client has gone before it was whole; nobody hears it."""
NOTHING = ("nothing-loaded", "Nothing loaded")
"""Kind and title of what is answered where nothing was ever loaded."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: the parameter, the rule and the remedy."""

    parameter: str
    rule: str
    remedy: str


@dataclass
class Problem(Exception):
    """A request that cannot be answered; `kind` is the anchor on the page of problems."""

    kind: str
    title: str
    status: int
    detail: str
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, instance: str) -> Response:
        """Write the problem for a requested path."""
        from starlette.responses import Response

        told = self.as_dict(instance)
        try:
            body = orjson.dumps(told)
        except TypeError:  # half a character of the request is quoted, which JSON cannot hold
            body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        return Response(body, self.status, dict(self.headers), MEDIA_TYPE)

    def as_dict(self, instance: str) -> dict[str, Any]:
        """Give the members of the problem for a requested path."""
        return {
            "type": f"{below(PROBLEMS)}#{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": below(instance),
            "errors": [{"parameter": e.parameter, "rule": e.rule, "remedy": e.remedy} for e in self.errors],
        }


def refuse(parameter: str, rule: str, remedy: str) -> NoReturn:
    """Refuse one parameter of a request (422)."""
    fault = Fault(parameter, rule, remedy)
    raise Problem("invalid-parameter", "Invalid parameter", 422, f"{parameter}: {rule}: {remedy}", [fault])


def unknown_id(what: str, wrong: str, near: Sequence[str], parameter: str = "id") -> NoReturn:
    """Answer a request for an id that nothing has (404), with near ids."""
    quoted = " or ".join(f"“{key}”" for key in near)
    meant = f"Did you mean {quoted}?" if near else "Look it up with /api/v1/search."
    rule = f"No {what} has the id “{wrong[:120]}”."
    fault = Fault(parameter, rule, meant)
    raise Problem(f"unknown-{what}", f"Unknown {what}", 404, f"{rule} {meant}", [fault])


def without_address(error: StoreError, store: Store) -> str:
    """Say what is wrong with a store without its address, which is a path of this machine or a host inside its network."""
    return str(error).replace(store.address, "the store")
