"""The shapes of resolving names."""

from __future__ import annotations

from typing import Literal

from api.schemas.records import Node
from api.schemas.wire import Wire


class ResolveCandidate(Wire):
    """A node that may be meant; `weak` says why its name alone would not be enough."""

    node: Node
    matched: str
    match: Literal["exact", "alias", "legal form apart", "alike"]
    score: float
    weak: str | None
    agrees: list[str]
    contradicts: list[str]


class Resolved(Wire):
    """What becomes of one record; `entity_id` only where it is a match."""

    record_id: str | None
    entity_id: str | None
    decision: Literal["match", "ambiguous", "new"]
    score: float | None
    reason: str
    candidates: list[ResolveCandidate]


class ResolveAnswer(Wire):
    """Records in the order given; `not_compared` names what was sent and has nothing to be compared with."""

    results: list[Resolved]
    counts: dict[str, int]
    not_compared: list[str]
    graph_version: str
