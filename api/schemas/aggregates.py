"""The shapes of counts and of changes."""

from __future__ import annotations

from typing import Any, Literal

from api.schemas.records import Relation
from api.schemas.wire import Wire


class Aggregate(Wire):
    """Counts in one or two dimensions, most first; each result has its dimensions' values and `count`."""

    metric: Literal["nodes", "relations"]
    group_by: list[str]
    parameters: dict[str, Any]
    records: int
    repeated: int
    sum: int
    undated: int
    results: list[dict[str, Any]]
    total: int
    next: str | None
    graph_version: str


class Change(Wire):
    """One relation that began or ended, and the date that says so."""

    change: Literal["added", "ended"]
    on: str
    relation: Relation


class Changed(Wire):
    """How many relations began and ended, and what became of the ties that they make."""

    relations_added: int
    relations_ended: int
    ties_added: int
    ties_ended: int
    ties_changed: int


class ChangedPair(Changed):
    """The same between two sectors; null is no sector."""

    a: str | None
    b: str | None


class ChangesShape(Wire):
    """The difference of two days."""

    since: str
    until: str
    before: str | None
    after: str
    parameters: dict[str, Any]
    totals: Changed
    undated: int
    pairs: list[ChangedPair]
    results: list[Change]
    total: int
    next: str | None
    graph_version: str
