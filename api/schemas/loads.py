"""The shapes of loads and of records to be written."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from api.schemas.wire import Wire
from graph.attributes import MOST
from graph.model import ATTRIBUTES, MODELS
from graph.vocabulary import RecordType
from queries.records import Attributes


def whole(value: object) -> object:
    """Accept 12.0 as 12, as JSON Schema does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


TEXT, LIST = (str, Field(max_length=100_000)), (list[str], Field(max_length=1000))
WHOLE = (Annotated[int | None, BeforeValidator(whole)], None)
UNKNOWN = (str | None, Field(default=None, max_length=100_000))
WEIGHT = (float, Field(default=1.0, gt=0, allow_inf_nan=False))
REQUIRED = frozenset({"name_ko", "name_en", "title", "publisher", "url", "organisation_kind", "programme_kind", "field", "subject", "predicate", "object"})  # fmt: skip


class RejectShape(Wire):
    """A rejected row, with its place, the rule and the remedy."""

    file: str
    line: int
    field: str
    rule: str
    remedy: str


class RejectedRow(Wire):
    """A rejected row."""

    file: str
    line: int
    rule: str
    remedy: str


class RejectedByRule(Wire):
    """Rows that break one rule: their number, and the first ones."""

    field: str
    rule: str
    times: int
    first: list[RejectedRow] = Field(default_factory=list)


class LoadReportShape(Wire):
    """The report of a load, counted by record type."""

    load_id: str
    origin: str
    dry_run: bool
    read: dict[str, int]
    new: dict[str, int]
    changed: dict[str, int]
    unchanged: dict[str, int]
    closed: dict[str, int]
    rejected: int
    rejects_file: str | None = None
    graph_version: str
    seconds: float
    identity: dict[str, int] | None = None
    skipped: int = 0
    recognised: list[dict[str, Any]] = Field(default_factory=list)
    rejects_by_rule: list[RejectedByRule] = Field(default_factory=list)
    warning: str | None = Field(
        default=None, description="that all relations were rejected by one rule, with its remedy"
    )
    rejects: list[RejectShape] = Field(default_factory=list)


class RollbackShape(Wire):
    """What a rollback did, or would do: records by type, and the result of the resolution after it.

    `kept` counts records that stay, since a later load changed them or something refers to them; `further` counts origins'
    own versions that are not shown.
    """

    load_id: str
    undoes: str
    dry_run: bool
    restored: dict[str, int]
    removed: dict[str, int]
    kept: dict[str, int]
    further: dict[str, int]
    identity: dict[str, int]
    graph_version: str


REPORT: dict[str, Any] = {
    "load_id": "20261124T120000Z-edits-0a1b2c", "origin": "edits", "dry_run": False, "read": {"organisation": 1},
    "new": {"organisation": 1}, "changed": {}, "unchanged": {}, "closed": {}, "rejected": 0, "rejects_file": None,
    "graph_version": "f2bd416c30119016", "seconds": 0.02, "skipped": 0, "recognised": [], "rejects_by_rule": [],
    "rejects": [],
}  # fmt: skip
EXAMPLES: dict[str, dict[str, Any]] = {
    "organisation": {"name_ko": "가나소재", "name_en": "Gana Materials", "organisation_kind": "company", "sector": "metals", "sources": ["s0290"]},
    "technology": {"name_ko": "금속 분말", "name_en": "Metal powder", "field": "metals", "sources": ["s0290"]},
    "programme": {"name_ko": "시험 사업", "name_en": "Trial project", "programme_kind": "project", "start": "2026", "sources": ["s0290"]},
    "relation": {"subject": "dmi", "predicate": "SUPPORTS", "object": "dyetec", "start": "2026-01", "sources": ["s0290"]},
    "source": {"title": "보도자료", "publisher": "대구광역시", "published": "2026-01-05", "url": "https://example.org/1"},
}  # fmt: skip


def body_of(record_type: RecordType) -> type[BaseModel]:
    """Make the shape of a record in requests: the fields of answers, with an optional id and no unknown members."""
    fields: dict[str, Any] = {"id": UNKNOWN}
    for column in MODELS[record_type].__slots__:
        if column == "sources":
            fields[column] = LIST
        elif column == "name_en_is_official":
            fields[column] = (bool, False)
        elif column == "weight":
            fields[column] = WEIGHT
        elif column == ATTRIBUTES:
            fields[column] = (Attributes, Field(default_factory=dict, max_length=MOST))
        elif column in {"budget_krw", "members_told"}:
            fields[column] = WHOLE
        elif column != "id":
            fields[column] = TEXT if column in REQUIRED else UNKNOWN
    return create_model(
        f"{record_type.capitalize()}Body", __config__=ConfigDict(extra="forbid", strict=True), **fields
    )
