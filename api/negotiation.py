"""Content negotiation (RFC 9110 §12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.errors import Problem
from queries.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON_WILL_DO = frozenset({"", "*/*", "application/json"})
"""What most clients send; it needs no negotiation."""


def preferred(accept: str, offered: Iterable[str]) -> str:
    """Choose the client's preferred type, the first offered among equals.

    Raises:
        Problem: the client accepts none of them (406).

    >>> preferred("application/xml;q=0.5, application/*", ["application/json", "application/xml"])
    'application/json'
    """
    types = list(offered)
    ranges = [read_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    qualities = {kind: quality(kind, ranges) for kind in types}
    best = max(qualities.values())
    if best <= 0:
        rule = f"nothing is available as “{accept[:100]}”"
        remedy = f"accept one of {', '.join(types)}"
        detail = f"{rule[0].upper()}{rule[1:]}: {remedy}."
        raise Problem("not-acceptable", "Not acceptable", 406, detail, [Fault("Accept", rule, remedy)])
    return next(kind for kind in types if qualities[kind] == best)


def read_range(part: str) -> tuple[str, float]:
    """Read a media range and its quality; an invalid quality counts as 1."""
    kind, *parameters = (text.strip().lower() for text in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return kind, 1.0
            return kind, weight if 0 <= weight <= 1 else 1.0
    return kind, 1.0


def quality(kind: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of a type: the most specific range that covers it decides."""
    for covering in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        weights = [weight for name, weight in ranges if name == covering]
        if weights:
            return max(weights)
    return 0.0
