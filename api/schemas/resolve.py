"""The shapes of resolving names."""

from __future__ import annotations

from typing import Literal

from api.schemas.records import Node
from api.schemas.wire import Wire


class ResolveCandidate(Wire):
    """A node that may be meant; `weak` says why it is not merged, likely as it is; null where nothing but more weight is wanted."""

    node: Node
    matched: str
    match: Literal[
        "identifier", "exact", "alias", "former name", "legal form apart", "romanised", "alike", "facts"
    ]
    score: float
    weak: str | None
    agrees: list[str]
    contradicts: list[str]


class Resolved(Wire):
    """What becomes of one record; `entity_id` only where it is merged."""

    record_id: str | None
    entity_id: str | None
    decision: Literal["merge", "review", "new"]
    score: float | None
    reason: str
    candidates: list[ResolveCandidate]


class ResolveAnswer(Wire):
    """Records in the order given; `not_compared` names numbers that were sent and are none."""

    results: list[Resolved]
    counts: dict[str, int]
    not_compared: list[str]
    graph_version: str
